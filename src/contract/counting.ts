import { counted, digits } from '../base/digits.ts';
import { listed } from '../base/listed.ts';
import { probabilityText } from '../base/probabilityText.ts';
import type { Limit, ReductionReport } from './report.ts';

/** What a number of states means: which reductions were asked for, and whether states were kept as fingerprints. */
export interface Counting {
  readonly reductions: readonly ReductionReport[];
  readonly omissionProbability?: number | undefined;
}

/** Every state by itself, and exactly. */
export const ONE_BY_ONE: Counting = { reductions: [] };

const REDUCTION_NAMES = { symmetry: 'symmetry', partialOrder: 'partial order reduction' } as const;

/** `symmetry and partial order reduction`, as far as they are in use; undefined where every state is explored by itself. */
export function reductionsInUse({ reductions }: Counting): string | undefined {
  const used = reductions.filter(({ used: isUsed }) => isUsed).map(({ kind }) => REDUCTION_NAMES[kind]);
  return used.length === 0 ? undefined : listed(used);
}

/** What became of a reduction that was asked for: `Without symmetry: …` */
export function reductionSentence({ kind, used, reason }: ReductionReport): string {
  return `${used ? 'With' : 'Without'} ${REDUCTION_NAMES[kind]}: ${reason}`;
}

/** What fingerprints in place of states mean; undefined where states themselves are kept. */
export function omissionSentence({ omissionProbability: probability }: Counting): string | undefined {
  if (probability === undefined) return undefined;
  return `States are kept as fingerprints: with a probability of at most ${probabilityText(probability)} one was left out.`;
}

/**
 * `1,234 states`, or `1,234 states explored with symmetry`: a number that is not that of distinct states says so. `noun` is
 * what is counted where it is.
 */
export function statesText(states: number, counting: Counting, noun = 'state'): string {
  const reduced = reductionsInUse(counting);
  return reduced === undefined ? counted(states, noun) : `${counted(states, 'state')} explored with ${reduced}`;
}

/** Whether there is one state, and no other that it stands for. */
export function isOnlyState(states: number, counting: Counting): boolean {
  return states === 1 && reductionsInUse(counting) === undefined;
}

/**
 * `all 8,832 states`, `all states (1,234 explored with symmetry)`, `the only state there is`. Only to be said of a search
 * that is complete. With a clock, `horizon` is the tick at which time ends.
 */
export function allStatesText(states: number, counting: Counting, horizon: number | undefined): string {
  if (isOnlyState(states, counting)) return 'the only state there is';
  const reduced = reductionsInUse(counting);
  const until = horizon === undefined ? '' : ` up to tick ${digits(horizon)}`;
  const { omissionProbability: probability } = counting;
  const remarks = [
    ...(reduced === undefined ? [] : [`${digits(states)} explored with ${reduced}`]),
    ...(probability === undefined
      ? []
      : [`kept as fingerprints: with a probability of at most ${probabilityText(probability)} one is missing`]),
  ];
  const all = reduced === undefined ? `all ${digits(states)} states` : 'all states';
  return `${all}${until}${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}`;
}

/**
 * `the first 1,234 states`: as far as a search came that is not complete. Where it went no further because messages crowd,
 * which states were left out does not depend on when they would have been found: `the 1,234 states found`.
 */
export function firstStatesText(states: number, counting: Counting, limit: Limit | undefined): string {
  const [before, after] = limit?.kind === 'copies' ? ['the', 'found'] : ['the first', 'explored'];
  const reduced = reductionsInUse(counting);
  const noun = states === 1 ? 'state' : `${digits(states)} states`;
  if (reduced !== undefined) return `${before} ${noun} ${after} with ${reduced}`;
  return after === 'found' ? `${before} ${noun} found` : `${before} ${noun}`;
}

/**
 * Whether of each reachable state one was explored that differs from it by who is who at most: then the executions found are
 * the shortest, and what was not seen is not there.
 */
export function leavesNothingOut({ reductions, omissionProbability }: Counting): boolean {
  return omissionProbability === undefined && !reductions.some(({ kind, used }) => used && kind === 'partialOrder');
}
