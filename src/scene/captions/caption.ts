import type { ArrowView, ExecutionView } from '../../contract/execution.ts';

/** What a teacher would point at, named, with what can be said of it for certain. */
export interface Caption {
  readonly kind: CaptionKind;
  /** Index in `steps`. */
  readonly step: number;
  /** Index in `events`, where it can be seen at one. */
  readonly event: number | undefined;
  /** A sentence or two that are true of this execution. */
  readonly text: string;
}

export type CaptionKind =
  | 'indeterminate'
  | 'retransmission'
  | 'lateReply'
  | 'handledTwice'
  | 'overtaken'
  | 'concurrentWrites'
  | 'staleRead'
  | 'splitBrain'
  | 'waitsForEver'
  | 'clockBackwards';

/** What each is called, and where more is said of it: an anchor of `docs/failures.md`. */
export const CAPTIONS: Readonly<Record<CaptionKind, { readonly name: string; readonly anchor: string }>> = {
  indeterminate: { name: 'indeterminate request', anchor: 'network-loss' },
  retransmission: { name: 'retransmission', anchor: 'network-duplicates' },
  lateReply: { name: 'late reply', anchor: 'network-delay' },
  handledTwice: { name: 'handled twice', anchor: 'network-duplicates' },
  overtaken: { name: 'overtaken', anchor: 'network-order' },
  concurrentWrites: { name: 'concurrent writes', anchor: 'clock-skew' },
  staleRead: { name: 'stale read', anchor: 'network-delay' },
  splitBrain: { name: 'split brain', anchor: 'faults-partition' },
  waitsForEver: { name: 'waits in vain', anchor: 'faults-crash' },
  clockBackwards: { name: 'clock set back', anchor: 'clock-jump' },
};

/** Whether one event could influence another: it happened before it, or is the same. */
export function mayKnow({ events }: ExecutionView, later: number, earlier: number): boolean {
  const [before, after] = [events[earlier], events[later]];
  if (before === undefined || after === undefined) return false;
  return (before.vector[before.lane] ?? 0) <= (after.vector[before.lane] ?? 0);
}

export function nameOf({ lanes }: ExecutionView, lane: number): string {
  return lanes[lane]?.name ?? '';
}

export function stepOf({ events }: ExecutionView, event: number): number {
  return events[event]?.step ?? 0;
}

/** What a message said when it was sent. */
export function sentLabel({ label, corruptions = [] }: ArrowView): string {
  return corruptions[0]?.before ?? label;
}

/** The name of a message that is written with its fields. */
export function messageName(label: string): string {
  const open = label.indexOf('(');
  return open < 0 ? label : label.slice(0, open);
}

/** The message that others are copies of, or that is none. */
export function originalOf({ arrows }: ExecutionView, arrow: number): number {
  let original = arrow;
  for (let of = arrows[original]?.copyOf; of !== undefined && of < original; of = arrows[original]?.copyOf)
    original = of;
  return original;
}
