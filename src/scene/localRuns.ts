import type { EventView, ExecutionView } from '../contract/execution.ts';

/** Two or more events of one node, one after the other, none of which sends or receives anything. Ascending. */
export type LocalRun = readonly number[];

/**
 * The longest runs of local events that may be drawn as one. What a reader looks for keeps a row of its own: failures,
 * what breaks or settles something, where an operation begins or ends, and where a loop begins.
 */
export function localRuns(view: ExecutionView): readonly LocalRun[] {
  const told = toldEvents(view);
  const turning = turningSteps(view);
  const isLocal = (event: EventView, index: number): boolean =>
    (event.kind === 'timer' || event.kind === 'action') &&
    !event.violation &&
    !told.has(index) &&
    !turning.has(event.step) &&
    view.steps[event.step]?.events.length === 1;
  const open: (number[] | undefined)[] = view.lanes.map(() => undefined);
  const runs: number[][] = [];
  view.events.forEach((event, index) => {
    const run = open[event.lane];
    if (!isLocal(event, index)) open[event.lane] = undefined;
    else if (run !== undefined && view.events[run[0]!]?.irrelevant === event.irrelevant) run.push(index);
    else runs.push((open[event.lane] = [index]));
  });
  return runs.filter(run => run.length > 1);
}

/** The events that messages or operations begin or end at. */
function toldEvents({ arrows, operations = [] }: ExecutionView): ReadonlySet<number | undefined> {
  return new Set([...arrows, ...operations].flatMap(({ from, to }) => [from, to]));
}

/** The steps at which something begins or is settled. */
function turningSteps({ steps, bands, loop, verdict }: ExecutionView): ReadonlySet<number | undefined> {
  const settled = steps.flatMap(({ valence }, step) =>
    step > 0 && valence?.join() !== steps[step - 1]?.valence?.join() ? [step] : [],
  );
  const lasting = bands.flatMap(({ fromStep, toStep }) => [fromStep, toStep]);
  const last = steps.length - 1;
  const looped = loop === undefined ? [] : [loop.fromStep, loop.fromStep + 1];
  return new Set([...settled, ...lasting, ...looped, last, verdict?.step, verdict?.noReturn]);
}
