import type { ArrowView } from '../contract/execution.ts';

/** What a message says after a step: it may be damaged later. */
export function labelAfter({ label, corruptions = [] }: ArrowView, step: number): string {
  return corruptions.find(corruption => corruption.step > step)?.before ?? label;
}
