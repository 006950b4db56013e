import type { CheckReport, Counts, PropertyReport, VerdictKind } from '../../../src/contract/report.ts';
import { probabilityText } from '../../../src/base/probabilityText.ts';
import { statesText } from '../../../src/contract/counting.ts';
import { lassoWords } from '../../../src/scene/loop.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';
import { formatDuration } from '../numbers.ts';

/** One property in the list of verdicts: the sign, what it is called, and what is true of it in a few words. */
export interface VerdictWords {
  readonly title: string;
  readonly sign: VerdictKind;
  readonly words: string;
  /** Whether a click shows an execution; otherwise it shows the declaration. */
  readonly hasExecution: boolean;
  /** Whether an `expect` line awaits the violation, so that it is nothing to worry about. */
  readonly isExpected: boolean;
  readonly sentence: string;
}

export function verdictWords(property: PropertyReport, counts: Counts): VerdictWords {
  const { verdict, steps, sentence } = property;
  const [title, words] = titleAndWords(property, counts.complete);
  const isExpected = property.expectedToFail === true && verdict === 'violated';
  return {
    title,
    sign: verdict,
    words: isExpected ? `${words}, as expected` : words,
    hasExecution: steps !== undefined,
    isExpected,
    sentence,
  };
}

function titleAndWords(property: PropertyReport, complete: boolean): readonly [string, string] {
  const { name, kind, verdict, steps, lasso } = property;
  switch (kind) {
    case 'error':
      return builtInWords('error', verdict, steps);
    case 'deadlock':
      return builtInWords('deadlock', verdict, steps);
    case 'reachable':
      return [name, reachableWords(verdict, steps)];
    default:
      if (verdict === 'violated' && lasso !== undefined) return [name, `breaks: ${lassoWords(lasso)}`];
      return [name, propertyWords(verdict, steps, complete)];
  }
}

/** What is always checked has no name of its own, so it is said in a word what it is. */
function builtInWords(what: string, verdict: VerdictKind, steps: number | undefined): readonly [string, string] {
  switch (verdict) {
    case 'holds':
      return [`no ${what}`, ''];
    case 'unknown':
      return [`no ${what}`, 'so far'];
    case 'violated':
      return [what, steps === undefined ? '' : `in ${formatUnits(steps, 'step')}`];
    case 'broken':
      return [what, 'cannot be evaluated'];
  }
}

function propertyWords(verdict: VerdictKind, steps: number | undefined, complete: boolean): string {
  switch (verdict) {
    case 'holds':
      return complete ? 'holds' : 'holds within bounds';
    case 'violated':
      return steps === undefined ? 'breaks' : `breaks in ${formatUnits(steps, 'step')}`;
    case 'unknown':
      return 'not decided';
    case 'broken':
      return 'cannot be evaluated';
  }
}

function reachableWords(verdict: VerdictKind, steps: number | undefined): string {
  switch (verdict) {
    case 'holds':
      return steps === undefined ? 'is reached' : `is reached in ${formatUnits(steps, 'step')}`;
    case 'violated':
      return 'is never reached';
    case 'unknown':
      return 'not reached so far';
    case 'broken':
      return 'cannot be evaluated';
  }
}

/** What was explored, in short parts: states, depth, and how far that is everything. */
export function extentWords({ counts, finished }: CheckReport): readonly string[] {
  return [
    statesText(counts.distinctStates, counts),
    `depth ${formatCount(counts.depth)}`,
    boundsWords(counts, finished),
  ];
}

/** How much there could be, and how long it took. */
export function effortWords({ counts }: CheckReport): readonly string[] {
  const { potential } = counts;
  return [
    potential.exact === undefined ? 'potential without bound' : `potential ${potential.text}`,
    formatDuration(counts.elapsedMs),
  ];
}

function boundsWords({ complete, limit, omissionProbability }: Counts, finished: boolean): string {
  if (complete) {
    return omissionProbability === undefined
      ? 'all explored'
      : `all explored but for a probability of at most ${probabilityText(omissionProbability)}`;
  }
  if (limit === undefined) return finished ? 'not all explored' : 'exploring';
  switch (limit.kind) {
    case 'states':
      return `stopped at the limit of ${formatUnits(limit.value, 'state')}`;
    case 'depth':
      return `stopped at depth ${formatCount(limit.value)}`;
    case 'copies':
      return `no further than ${formatUnits(limit.value, 'equal message')}`;
    case 'memory':
      return 'stopped at the memory limit';
    case 'cancelled':
      return 'stopped early';
  }
}

/** The counts as one sentence, for a screen reader, while a check goes on and when it ends. */
export function spokenCounts(report: CheckReport): string {
  const broken = report.properties.filter(({ verdict }) => verdict === 'violated' || verdict === 'broken');
  const found = broken.map(({ sentence }) => sentence).join(' ');
  return `${extentWords(report).join(', ')}. ${found}`.trim();
}
