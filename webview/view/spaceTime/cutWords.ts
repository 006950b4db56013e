import type { ExecutionView } from '../../../src/contract/execution.ts';
import { backwardArrows, eventsByLane, type Cut } from '../../../src/scene/cuts.ts';

/** Whether a cut may have been «now», and if not, why: one sentence for each message that goes backwards. */
export function cutSentences(execution: ExecutionView, cut: Cut): readonly string[] {
  const backward = backwardArrows(execution, cut);
  if (backward.length === 0)
    return ['Consistent: everything before the cut may have happened before anything after it.'];
  const sentences = backward.slice(0, SENTENCES_MAX).map(index => {
    const { label, fromLane, toLane } = execution.arrows[index]!;
    const way = `${execution.lanes[fromLane]?.name ?? ''} → ${execution.lanes[toLane]?.name ?? ''}`;
    return `${label} (${way}) is received before the cut and sent after it.`;
  });
  const others = backward.length - sentences.length;
  return others === 0 ? sentences : [...sentences, `So ${others === 1 ? 'is one more' : `are ${others} more`}.`];
}

/** As many messages as anybody reads. */
const SENTENCES_MAX = 4;

/** Where a lane is cut, in words. */
export function placeWords(execution: ExecutionView, lane: number, count: number): string {
  const events = eventsByLane(execution)[lane] ?? [];
  const last = execution.events[events[count - 1] ?? -1];
  if (last === undefined) return 'before its first event';
  return `after ${count} of ${events.length} events, step ${last.step}: ${last.sentence}`;
}
