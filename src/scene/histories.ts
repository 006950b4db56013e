import type { ExecutionView } from '../contract/execution.ts';

/** What one variable was, from the start to the last step. */
export interface History {
  readonly lane: number;
  readonly name: string;
  readonly segments: readonly Segment[];
}

/** A value that stays from one step to another, both included; two segments that follow each other have two values. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

const known = new WeakMap<ExecutionView, readonly History[]>();

/**
 * Everything that has a name in an execution, in the order of its first state. Read once for each execution, so that a look
 * at any step costs no more for a long run than for a short one.
 */
export function historiesOf(execution: ExecutionView): readonly History[] {
  const found = known.get(execution) ?? readHistories(execution);
  known.set(execution, found);
  return found;
}

/** Index of the segment that a step is in; −1 before the first. */
export function segmentAt(segments: readonly Segment[], step: number): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (segments[middle]!.from <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The same history of something that values have, with equal values that follow each other taken together. */
export function projected(segments: readonly Segment[], project: (value: string) => string): readonly Segment[] {
  const result: Segment[] = [];
  for (const { from, to, value } of segments) {
    const part = project(value);
    const last = result.at(-1);
    if (last?.value === part) result[result.length - 1] = { ...last, to };
    else result.push({ from, to, value: part });
  }
  return result;
}

function readHistories({ initial, steps }: ExecutionView): readonly History[] {
  const last = Math.max(0, steps.length - 1);
  const open = new Map<string, History & { readonly segments: Segment[] }>();
  const begin = (lane: number, name: string, segment: Segment): void => {
    open.set(`${lane} ${name}`, { lane, name, segments: [segment] });
  };
  for (const { lane, name, value } of initial) begin(lane, name, { from: 0, to: last, value });
  for (const [step, { changes }] of steps.entries()) {
    // The changes of step 0 are already in the initial values.
    if (step === 0) continue;
    for (const { lane, name, value } of changes) {
      const segments = open.get(`${lane} ${name}`)?.segments;
      const current = segments?.at(-1);
      if (segments === undefined || current === undefined) begin(lane, name, { from: step, to: last, value });
      else if (current.value !== value) {
        segments[segments.length - 1] = { ...current, to: step - 1 };
        segments.push({ from: step, to: last, value });
      }
    }
  }
  return [...open.values()];
}
