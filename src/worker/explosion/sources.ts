import { listed } from '../../base/listed.ts';
import type { SourceStep, StateCount } from '../../contract/explosion.ts';
import type { Orbits } from '../../engine/explosion/orbits.ts';
import { orbitsOf } from '../../engine/explosion/orbits.ts';
import { inLockStep, type Walked, withoutAsynchrony } from '../../engine/explosion/restrictedWalks.ts';
import type { Instance, InstanceFailure } from '../../model/instance.ts';
import { FAILURE_NAMES } from '../timedWords.ts';
import { RERUN_STATES_MAX } from './budgets.ts';
import { exploreGraph, type Explored, rerunBounds, type Work, withoutProperties } from './exploring.ts';
import type { Explained } from './explained.ts';
import { factorText, statesText } from './words.ts';

/**
 * The four sources of states, and that nodes are told apart, switched on one after the other with no change to the
 * protocol. The states of each bar are among those of the next one:
 *
 * 1. In lock-step: nothing goes wrong, messages arrive before anything else happens and in a fixed order, and nodes take
 *    turns. What is left is what handlers choose, and when time goes on.
 * 2. With concurrency: nodes act in any order.
 * 3. With asynchrony: messages arrive at any time and in any order, as far as the network of the scenario allows.
 * 4. With failures: everything that the scenario switches on.
 * 5. With nodes told apart. Up to here states that differ only by which of interchangeable nodes is which counted as one.
 *
 * `duplicates: any` on an unordered network is nothing that happens: it makes messages a set that is never used up. It stays
 * as it is throughout, or there would be no states to compare.
 */
export function* sourcesOf(explained: Explained, whole: Explored): Work<readonly SourceStep[]> {
  const calm = yield* withoutFailures(explained, whole);
  const counting = yield* countingOf(whole, calm);
  const bars: Bars = {
    lockStep: calm && counting.ofWalk(yield* inLockStep(calm.graph)),
    concurrency: calm && counting.ofWalk(yield* withoutAsynchrony(calm.graph)),
    asynchrony: calm && counting.ofCalm,
    failures: hasFailures(explained.instance) ? counting.ofWhole : undefined,
    distinctNodes: counting.isUpToExchange ? explained.reachable : undefined,
  };
  return described(explained.instance, bars, counting.reason);
}

type Bars = Readonly<Record<SourceStep['source'], StateCount | undefined>>;

/** Whether a failure is how the network is, rather than something that happens. */
function isNature({ network }: Instance, { kind, budget }: InstanceFailure): boolean {
  return kind === 'duplicates' && budget === Infinity && network.order === 'any';
}

function hasFailures(instance: Instance): boolean {
  return instance.failures.some(failure => !isNature(instance, failure));
}

/** The instance in which nothing goes wrong. All its states are states of the instance itself, with no budget spent. */
export function calmed(instance: Instance): Instance {
  return { ...instance, failures: instance.failures.filter(failure => isNature(instance, failure)) };
}

/** What is reached when nothing goes wrong. */
function* withoutFailures({ instance, bounds, reachable }: Explained, whole: Explored): Work<Explored | undefined> {
  if (!hasFailures(instance)) return whole;
  // There are fewer states than with failures, so that a limit is needed only where those were not counted.
  const statesMax = reachable.isExact ? Infinity : RERUN_STATES_MAX;
  return yield* exploreGraph(withoutProperties(calmed(instance)), { bounds: rerunBounds(bounds, statesMax) });
}

/** How states are counted: by themselves, or up to the exchange of nodes. */
interface Counting {
  readonly isUpToExchange: boolean;
  /** Why not, as a sentence. */
  readonly reason: string;
  readonly ofWhole: StateCount;
  readonly ofCalm: StateCount | undefined;
  readonly ofWalk: (walked: Walked) => StateCount;
}

function* countingOf(whole: Explored, calm: Explored | undefined): Work<Counting> {
  const ofWhole = yield* orbitsOf(whole.graph, whole.seen);
  if (typeof ofWhole === 'string' || calm === undefined) return byThemselves(whole, calm, ofWhole);
  const ofCalm = calm === whole ? ofWhole : yield* orbitsOf(calm.graph, calm.seen);
  if (typeof ofCalm === 'string') return byThemselves(whole, calm, ofCalm);
  return {
    isUpToExchange: true,
    reason: '',
    ofWhole: orbitCount(whole, ofWhole),
    ofCalm: orbitCount(calm, ofCalm),
    ofWalk: walked => walkedOrbits(walked, ofCalm),
  };
}

function orbitCount({ graph }: Explored, { count }: Orbits): StateCount {
  return { states: count, isExact: graph.complete };
}

function byThemselves(whole: Explored, calm: Explored | undefined, why: Orbits | 'alone' | 'unlike'): Counting {
  const ofGraph = ({ graph }: Explored): StateCount => ({ states: graph.stateCount, isExact: graph.complete });
  return {
    isUpToExchange: false,
    reason:
      why === 'unlike'
        ? 'Exchanging two nodes of a role leads to states that cannot be reached: it matters which node is which.'
        : 'No two nodes can be exchanged: each is the only one of its role, or its role is ordered.',
    ofWhole: ofGraph(whole),
    ofCalm: calm && ofGraph(calm),
    ofWalk: ({ marks, isWhole }) => ({ states: marks.reduce((sum, mark) => sum + mark, 0), isExact: isWhole }),
  };
}

function walkedOrbits({ marks, isWhole }: Walked, { firstOf, stateCount }: Orbits): StateCount {
  const firsts = new Set<number>();
  let isExact = isWhole;
  marks.forEach((mark, state) => {
    if (mark === 0) return;
    if (state < stateCount) firsts.add(firstOf[state]!);
    else isExact = false;
  });
  return { states: firsts.size, isExact };
}

const ORDER = ['lockStep', 'concurrency', 'asynchrony', 'failures', 'distinctNodes'] as const;

const LABELS: Readonly<Record<SourceStep['source'], string>> = {
  lockStep: 'in lock-step',
  concurrency: '+ concurrency',
  asynchrony: '+ asynchrony',
  failures: '+ failures',
  distinctNodes: '+ distinct nodes',
};

function described(instance: Instance, bars: Bars, reason: string): readonly SourceStep[] {
  let before: StateCount | undefined;
  return ORDER.map(source => {
    const found = bars[source];
    // What was not counted to the end has at least the states of the bar before.
    const count = found && { ...found, states: Math.max(found.states, found.isExact ? 0 : (before?.states ?? 0)) };
    const sentence = sentenceOf({ instance, source, reason, bars }, count, before);
    before = count ?? before;
    return { source, label: LABELS[source], count, sentence };
  });
}

interface Described {
  readonly instance: Instance;
  readonly source: SourceStep['source'];
  readonly reason: string;
  readonly bars: Bars;
}

function sentenceOf(
  { instance, source, reason }: Described,
  count: StateCount | undefined,
  before: StateCount | undefined,
): string {
  if (count === undefined) return absence(instance, source, reason);
  const what = meaningOf(instance, source);
  if (source === 'lockStep') return `${what}: ${statesText(count)}.`;
  return `${what}: ${multiplied(count, before)}.`;
}

function absence(instance: Instance, source: SourceStep['source'], reason: string): string {
  if (source === 'failures') {
    return instance.failures.length === 0
      ? 'The scenario switches no failure on.'
      : 'The scenario switches on no failure but «duplicates: any», which makes messages a set that is never used up.';
  }
  return source === 'distinctNodes' && reason !== '' ? reason : 'There was no room for this.';
}

function meaningOf(instance: Instance, source: SourceStep['source']): string {
  const isSynchronous = instance.network.timing === 'synchronous';
  switch (source) {
    case 'lockStep':
      return `Nothing goes wrong, what is sent arrives at once, and nodes take turns${instance.clock === undefined ? '' : ', time after the last of them'}`;
    case 'concurrency':
      return 'Nodes act in any order';
    case 'asynchrony':
      return isSynchronous
        ? 'The network is synchronous, so that messages arrive first; but they do so in any order'
        : 'Messages arrive at any time';
    case 'failures':
      return `What may go wrong (${listed(failuresIn(instance))})`;
    case 'distinctNodes':
      return `Which ${listed(exchangeableRoles(instance), 'or')} is which is told apart`;
  }
}

function failuresIn(instance: Instance): readonly string[] {
  const kinds = instance.failures.filter(failure => !isNature(instance, failure)).map(({ kind }) => kind);
  return [...new Set(kinds)].map(kind => FAILURE_NAMES[kind]);
}

function exchangeableRoles({ protocol, roleNodes }: Instance): readonly string[] {
  return protocol.roles
    .filter(({ ordered }, role) => !ordered && (roleNodes[role]?.count ?? 0) > 1)
    .map(({ name }) => name);
}

/** How one bar compares with the one before it. */
function multiplied(count: StateCount, before: StateCount | undefined): string {
  if (before === undefined) return statesText(count);
  if (!count.isExact) return `that makes ${statesText(count)}`;
  if (!before.isExact) return `that makes ${statesText(count)}`;
  const factor = count.states / before.states;
  return factor === 1 ? 'that adds no states' : `that multiplies the states by ${factorText(factor)}`;
}
