import type { Answer } from '../contract/engine.ts';
import type { ExecutionView, SchedulePositions } from '../contract/execution.ts';
import { stepText } from '../model/labels.ts';
import type { Execution, Outcome, Schedule } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import { executing } from '../semantics/execute.ts';
import { positionOfText } from '../semantics/replay.ts';
import { traceOf } from '../trace/record.ts';
import type { Trace } from '../trace/trace.ts';
import { refused, viewing } from './executions.ts';
import type { Known } from './executions.ts';
import { inSlices } from './slices.ts';
import type { Surroundings } from './slices.ts';

/**
 * The same execution with its steps in another order: another linearisation of the same happens-before. Refused where the
 * steps cannot be taken so, or where it would not be the same execution because its order shows somewhere.
 */
export async function reorderedView(
  system: System,
  { schedule, order }: { readonly schedule: SchedulePositions; readonly order: readonly number[] },
  { around, known }: { readonly around: Surroundings; readonly known: Known },
): Promise<Answer<ExecutionView>> {
  const found = await inSlices(reordered(system, schedule, order), around);
  return found.ok ? await inSlices(viewing(system, found.value, { kind: 'chosen' }, known), around) : found;
}

/** The schedule of that execution. Yields after every step. */
export function* reordered(
  system: System,
  schedule: SchedulePositions,
  order: readonly number[],
): Generator<undefined, Answer<Schedule>> {
  const before = yield* executing(system, schedule);
  if (!before.ok) return refused('none-found', before.failure.message);
  const taken = outcomesOf(before.value);
  if (!isOrderOf(order, taken.length)) return refused('none-found', 'These are not the steps of this execution.');
  const texts = taken.map(({ step }) => stepText(system.instance, step));
  const positions = [schedule[0] ?? 0];
  let { state } = before.value.start;
  for (const step of order.slice(1)) {
    const outcomes = system.successors(state);
    const position = positionOfText(system, outcomes, texts[step] ?? '');
    const outcome = outcomes[position];
    yield undefined;
    if (outcome === undefined) return refused('none-found', `In this order «${texts[step] ?? ''}» cannot be taken.`);
    positions.push(position);
    if (outcome.kind === 'state') ({ state } = outcome);
  }
  const after = yield* executing(system, positions);
  if (!after.ok || !isSameExecution(system, before.value, after.value)) {
    return refused(
      'none-found',
      'In this order it would be another execution: what the file keeps track of tells the orders apart.',
    );
  }
  return { ok: true, value: positions };
}

function outcomesOf({ start, transitions, error }: Execution): readonly Pick<Outcome, 'step'>[] {
  return [start, ...transitions, ...(error === undefined ? [] : [error])];
}

/** Whether it holds each number below a count once, 0 first. */
function isOrderOf(order: readonly number[], count: number): boolean {
  return order.length === count && order[0] === 0 && order.toSorted((a, b) => a - b).every((step, i) => step === i);
}

/** The same end, and at every node the same events with the same past. */
function isSameExecution(system: System, a: Execution, b: Execution): boolean {
  const last = ({ start, transitions }: Execution): string => stateKey((transitions.at(-1) ?? start).state);
  if (last(a) !== last(b) || a.error?.error.message !== b.error?.error.message) return false;
  return pastsOf(traceOf(system.instance, a)) === pastsOf(traceOf(system.instance, b));
}

/** The partial order of a trace as a text: by node, the kind and the past of each of its events. */
function pastsOf({ events, nodeCount }: Trace): string {
  const byNode: string[][] = Array.from({ length: nodeCount }, () => []);
  for (const { node, kind, vector } of events) byNode[node]?.push(`${kind} ${vector.join()}`);
  return JSON.stringify(byNode);
}
