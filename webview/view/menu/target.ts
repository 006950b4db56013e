import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Subjects } from '../../../src/contract/scene.ts';
import type { MenuTarget } from './place.ts';

/** What a menu is opened on where `subjects` are drawn, or between the two lifelines nearest to x. */
export function menuTarget(
  execution: ExecutionView,
  { arrow, event, lane }: Subjects,
  lifelines: readonly number[],
  x: number,
): MenuTarget | undefined {
  if (arrow !== undefined) return { kind: 'message', arrow };
  const node = lane ?? (event === undefined ? undefined : execution.events[event]?.lane);
  if (node !== undefined) return { kind: 'node', lane: node };
  const [one, other] = lifelines
    .map((at, index) => ({ index, distance: Math.abs(at - x) }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance)
    .map(({ index }) => index);
  if (one === undefined) return undefined;
  return other === undefined
    ? { kind: 'node', lane: one }
    : { kind: 'between', lanes: [Math.min(one, other), Math.max(one, other)] };
}
