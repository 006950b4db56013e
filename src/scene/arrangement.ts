import type { ArrowView, Band, EventView, ExecutionView, OperationView, StepView } from '../contract/execution.ts';
import type { Scene, Subjects } from '../contract/scene.ts';
import type { LocalRun } from './localRuns.ts';

/** How an execution is laid out to be read: which lanes, in which order, and what is drawn as one. */
export interface Arrangement {
  /** The lanes that are drawn, in their order. */
  readonly lanes: readonly number[];
  readonly runs: readonly LocalRun[];
}

/**
 * What is left of an execution in an arrangement, as an execution of its own. Its order of events is the one they have in
 * the execution; steps of which nothing is left have no row.
 */
export interface Arranged {
  readonly view: ExecutionView;
  /** Of the execution, by what is drawn. */
  readonly lanes: readonly number[];
  readonly steps: readonly number[];
  readonly events: readonly number[];
  readonly arrows: readonly number[];
  readonly operations: readonly number[];
  /** The row of a step; of one that has none, the row before. */
  readonly rowOf: (step: number) => number;
  /** What an event is drawn as, an index of `events`; undefined where its lane is hidden. */
  readonly drawnEvent: (event: number) => number | undefined;
}

export function arranged(view: ExecutionView, { lanes, runs }: Arrangement): Arranged {
  if (runs.length === 0 && lanes.length === view.lanes.length && lanes.every((lane, at) => lane === at))
    return asItIs(view);
  const laneAt = positions(lanes);
  const inRun = new Map(runs.flatMap(run => run.slice(1).map(event => [event, run[0]!] as const)));
  const runOf = new Map(runs.map(run => [run[0]!, run] as const));
  const events = indicesWhere(view.events, ({ lane }, event) => laneAt.has(lane) && !inRun.has(event));
  const eventAt = positions(events);
  const arrows = indicesWhere(view.arrows, arrow => laneAt.has(arrow.fromLane) && laneAt.has(arrow.toLane));
  const steps = keptSteps(view, { laneAt, eventAt, arrows });
  const rowAt = rowsOf(view.steps.length, steps);
  const operations = indicesWhere(view.operations ?? [], ({ lane }) => laneAt.has(lane));
  const maps: Maps = { laneAt, eventAt, arrowAt: positions(arrows), rowOf: step => rowAt[step] ?? 0, lanes };
  return {
    view: {
      ...view,
      ...outlines(view, maps, steps),
      events: events.map(event => arrangedEvent(view, maps, { event, run: runOf.get(event) })),
      arrows: arrows.map(arrow => arrangedArrow(view.arrows[arrow]!, maps)),
      bands: view.bands.flatMap(band => arrangedBand(band, maps)),
      steps: steps.map(step => arrangedStep(view.steps[step]!, maps)),
      ...(view.operations === undefined
        ? {}
        : { operations: operations.map(index => arrangedOperation(view.operations![index]!, maps)) }),
    },
    lanes,
    steps,
    events,
    arrows,
    operations,
    rowOf: maps.rowOf,
    drawnEvent: event => eventAt.get(inRun.get(event) ?? event),
  };
}

/** Everything where it is: nearly always, and then nothing has to be made. */
function asItIs(view: ExecutionView): Arranged {
  const all = (items: readonly unknown[]): readonly number[] => items.map((_, index) => index);
  return {
    view,
    lanes: all(view.lanes),
    steps: all(view.steps),
    events: all(view.events),
    arrows: all(view.arrows),
    operations: all(view.operations ?? []),
    rowOf: step => Math.max(0, Math.min(view.steps.length - 1, step)),
    drawnEvent: event => event,
  };
}

/** A scene of what is arranged, its marks standing for what they stand for in the execution. */
export function rearranged(scene: Scene, { lanes, steps, events, arrows, operations }: Arranged): Scene {
  const renamed = ({ event, arrow, operation, lane, step }: Subjects): Subjects => ({
    ...(event === undefined ? {} : { event: events[event]! }),
    ...(arrow === undefined ? {} : { arrow: arrows[arrow]! }),
    ...(operation === undefined ? {} : { operation: operations[operation]! }),
    ...(lane === undefined ? {} : { lane: lanes[lane]! }),
    ...(step === undefined ? {} : { step: steps[step]! }),
  });
  return { ...scene, marks: scene.marks.map(mark => ({ ...mark, of: renamed(mark.of) })) };
}

interface Maps {
  readonly laneAt: ReadonlyMap<number, number>;
  readonly eventAt: ReadonlyMap<number, number>;
  readonly arrowAt: ReadonlyMap<number, number>;
  readonly rowOf: (step: number) => number;
  readonly lanes: readonly number[];
}

/** The steps that have a row: the start, those with an event that is drawn, and those at no node that concern what is drawn. */
function keptSteps(
  view: ExecutionView,
  { laneAt, eventAt, arrows }: Pick<Maps, 'laneAt' | 'eventAt'> & { readonly arrows: readonly number[] },
): readonly number[] {
  const drawn = new Set(arrows);
  const hidden = new Set<number>();
  const shown = new Set<number | undefined>([0, view.verdict?.step, view.verdict?.noReturn, view.steps.length - 1]);
  view.arrows.forEach(({ sentStep, endStep, corruptions = [] }, index) => {
    for (const step of [sentStep, endStep ?? sentStep, ...corruptions.map(each => each.step)]) {
      (drawn.has(index) ? shown : hidden).add(step);
    }
  });
  if (view.loop !== undefined) [view.loop.fromStep, view.loop.fromStep + 1].forEach(step => shown.add(step));
  return indicesWhere(view.steps, ({ events, sign }, step) => {
    if (shown.has(step)) return true;
    if (events.length > 0) return events.some(event => eventAt.has(event));
    if (sign?.kind === 'reset') return sign.lanes.every(lane => laneAt.has(lane));
    return !hidden.has(step);
  });
}

/** What is said of lanes and of the whole. */
function outlines(
  view: ExecutionView,
  { rowOf, lanes }: Maps,
  steps: readonly number[],
): Pick<ExecutionView, 'lanes' | 'verdict' | 'loop' | 'waiting' | 'timed'> {
  const { verdict, loop, waiting, timed } = view;
  return {
    lanes: lanes.map(lane => view.lanes[lane]!),
    verdict:
      verdict === undefined
        ? undefined
        : {
            ...verdict,
            ...(verdict.step === undefined ? {} : { step: rowOf(verdict.step) }),
            ...(verdict.noReturn === undefined ? {} : { noReturn: rowOf(verdict.noReturn) }),
          },
    ...(loop === undefined ? {} : { loop: { fromStep: rowOf(loop.fromStep) } }),
    ...(waiting === undefined ? {} : { waiting: lanes.map(lane => waiting[lane] ?? '') }),
    ...(timed === undefined
      ? {}
      : {
          timed: {
            ...timed,
            atMs: steps.map(step => timed.atMs[step] ?? 0),
            clocks: steps.map(step => lanes.map(lane => timed.clocks[step]?.[lane] ?? 0)),
          },
        }),
  };
}

function arrangedEvent(
  { events }: ExecutionView,
  { laneAt, rowOf, lanes }: Maps,
  { event, run }: { readonly event: number; readonly run: LocalRun | undefined },
): EventView {
  const view = events[event]!;
  const vector = lanes.map(lane => view.vector[lane] ?? 0);
  const placed = { ...view, lane: laneAt.get(view.lane)!, step: rowOf(view.step), vector };
  if (run === undefined) return placed;
  return { ...placed, count: run.length, label: runLabel(run.map(each => events[each]!.label)) };
}

/** What the events of a run have in common, or the first and the last of them. */
function runLabel(labels: readonly string[]): string {
  const [first = ''] = labels;
  const last = labels.at(-1) ?? '';
  return labels.every(label => label === first) ? first : `${first} … ${last}`;
}

function arrangedArrow(arrow: ArrowView, { laneAt, eventAt, arrowAt, rowOf }: Maps): ArrowView {
  const { from, to, copyOf, endStep, corruptions } = arrow;
  return {
    ...arrow,
    from: eventAt.get(from)!,
    to: to === undefined ? undefined : eventAt.get(to),
    fromLane: laneAt.get(arrow.fromLane)!,
    toLane: laneAt.get(arrow.toLane)!,
    copyOf: copyOf === undefined ? undefined : arrowAt.get(copyOf),
    sentStep: rowOf(arrow.sentStep),
    endStep: endStep === undefined ? undefined : rowOf(endStep),
    ...(corruptions === undefined
      ? {}
      : { corruptions: corruptions.map(({ step, before }) => ({ step: rowOf(step), before })) }),
  };
}

function arrangedBand(band: Band, { laneAt, rowOf }: Maps): readonly Band[] {
  const lanes = band.lanes.flatMap(lane => laneAt.get(lane) ?? []);
  const isWhole = band.kind !== 'cut' || lanes.length === band.lanes.length;
  // A wall with nobody on one side divides nothing.
  const divides = band.kind !== 'partition' || lanes.length < laneAt.size;
  if (lanes.length === 0 || !isWhole || !divides) return [];
  const fromStep = rowOf(band.fromStep);
  const toStep = band.toStep === undefined ? undefined : rowOf(band.toStep);
  return toStep === fromStep ? [] : [{ ...band, lanes, fromStep, toStep }];
}

function arrangedStep(step: StepView, { laneAt, eventAt }: Maps): StepView {
  const { sign, ...rest } = step;
  const ends = sign?.kind === 'reset' ? sign.lanes.flatMap(lane => laneAt.get(lane) ?? []) : [];
  const [first, second] = ends;
  const kept =
    sign?.kind !== 'reset'
      ? sign
      : first === undefined || second === undefined
        ? undefined
        : { ...sign, lanes: [first, second] as const };
  return {
    ...rest,
    ...(kept === undefined ? {} : { sign: kept }),
    events: step.events.flatMap(event => eventAt.get(event) ?? []),
    changes: step.changes.flatMap(change => {
      const lane = change.lane < 0 ? change.lane : laneAt.get(change.lane);
      return lane === undefined ? [] : [{ ...change, lane }];
    }),
  };
}

function arrangedOperation(operation: OperationView, { laneAt, eventAt }: Maps): OperationView {
  const { from, to } = operation;
  return {
    ...operation,
    lane: laneAt.get(operation.lane)!,
    from: eventAt.get(from)!,
    to: to === undefined ? undefined : eventAt.get(to),
  };
}

function positions(list: readonly number[]): ReadonlyMap<number, number> {
  return new Map(list.map((item, position) => [item, position] as const));
}

/** By step the row it has, or the last one before it. */
function rowsOf(stepCount: number, steps: readonly number[]): readonly number[] {
  let row = -1;
  return Array.from({ length: stepCount }, (_, step) => {
    if (steps[row + 1] === step) row += 1;
    return Math.max(0, row);
  });
}

function indicesWhere<Item>(items: readonly Item[], holds: (item: Item, index: number) => boolean): readonly number[] {
  return items.flatMap((item, index) => (holds(item, index) ? [index] : []));
}
