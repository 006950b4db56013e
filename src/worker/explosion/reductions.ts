import type { ReductionSaving, StateCount } from '../../contract/explosion.ts';
import type { ReductionUse, SearchMethod } from '../../engine/method.ts';
import { createSearch } from '../../engine/search.ts';
import type { Explained } from './explained.ts';
import { countOf, explore, type Work } from './exploring.ts';
import { factorText, shareText, statesText } from './words.ts';

const KINDS = ['symmetry', 'partialOrder'] as const;
const NAMES = { symmetry: 'Symmetry reduction', partialOrder: 'Partial order reduction' } as const;

/** What each reduction saves, properties included: one that cannot be used for them says why. */
export function* reductionSavings(explained: Explained): Work<readonly ReductionSaving[]> {
  const savings: ReductionSaving[] = [];
  for (const kind of KINDS) savings.push(yield* savingOf(explained, kind));
  return savings;
}

function* savingOf({ instance, bounds, reachable }: Explained, kind: ReductionSaving['kind']): Work<ReductionSaving> {
  const method: Partial<SearchMethod> = { [kind]: true };
  const use = createSearch(instance, { bounds, method })
    .result()
    .reductions.find(each => each.kind === kind);
  if (use === undefined) return { kind, count: undefined, sentence: `${NAMES[kind]} is not in use.` };
  if (!use.used) return { kind, count: undefined, sentence: refusal(use) };
  const search = yield* explore(instance, { bounds, method });
  const count = countOf(search);
  // It may turn out on the way that it cannot be used.
  const late = search.result().reductions.find(each => each.kind === kind && !each.used);
  if (late !== undefined) return { kind, count: undefined, sentence: refusal(late) };
  return { kind, count, sentence: `${NAMES[kind]} ${effectOf(count, reachable)}. ${use.reason}` };
}

function refusal({ kind, reason }: ReductionUse): string {
  return `${NAMES[kind]} cannot be used. ${reason}`;
}

function effectOf(count: StateCount, whole: StateCount): string {
  if (!count.isExact || !whole.isExact) return `explores ${statesText(count)}`;
  if (count.states === whole.states) return 'leaves every state';
  const share = shareText(1 - count.states / whole.states);
  return `leaves ${statesText(count)}: ${share} fewer, or one in ${factorText(whole.states / count.states)}`;
}
