import type { ExecutionView } from '../../contract/execution.ts';

/**
 * How what an execution says of its order contradicts itself; undefined where it does not. Clocks are worked out once more
 * (Lamport 1978, Fidge 1988, Mattern 1989), so that nothing can happen before itself.
 */
export function disorderIn({ lanes, events, arrows, steps }: ExecutionView): string | undefined {
  const senders = new Map<number, number>();
  for (const [index, { from, to, fromLane, toLane, sentStep, endStep }] of arrows.entries()) {
    const name = `execution.arrows[${String(index)}]`;
    if (events[from]?.lane !== fromLane) return `${name} is not sent by the node of its event`;
    if (endStep !== undefined && endStep < sentStep) return `${name} ends before it is sent`;
    if (events[from].step > sentStep) return `${name} is sent before its event`;
    if (to === undefined) continue;
    if (to <= from) return `${name} is received before it is sent`;
    if (events[to]?.lane !== toLane) return `${name} is not received by the node of its event`;
    if (events[to].step !== endStep) return `${name} does not end in the step in which it is received`;
    if (senders.has(to)) return `execution.events[${String(to)}] receives two messages`;
    senders.set(to, from);
  }
  const latest = lanes.map(() => [] as readonly number[]);
  for (const [index, { lane, step, vector }] of events.entries()) {
    const name = `execution.events[${String(index)}]`;
    if (step < (events[index - 1]?.step ?? 0)) return `${name} happens before the event in front of it`;
    if (steps[step]?.events.includes(index) !== true) return `${name} is not among those of its step`;
    const heard = events[senders.get(index) ?? -1]?.vector ?? [];
    const right = lanes.map((_, other) => {
      return Math.max(latest[lane]?.[other] ?? 0, heard[other] ?? 0) + (other === lane ? 1 : 0);
    });
    if (right.some((count, other) => count !== vector[other])) return `${name}.vector is not its vector clock`;
    latest[lane] = vector;
  }
  const listed = steps.reduce((sum, step) => sum + step.events.length, 0);
  return listed === events.length ? undefined : 'execution.steps name events that are not of them';
}
