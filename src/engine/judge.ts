import type { Instance } from '../model/instance.ts';
import { counted } from '../base/digits.ts';
import type { Span } from '../base/span.ts';
import type { Expectation } from '../model/scenario.ts';
import { replaySchedule } from '../semantics/replay.ts';
import { createSystem } from '../semantics/system.ts';
import { limitReason } from './limits.ts';
import type { SearchResult } from './searchResult.ts';
import type { Evidence, Verdict } from './verdicts.ts';

/** Whether an `expect` line is met, or a `replay` possible. */
export interface Judgement {
  /** The line as the file writes it, without `expect`; for a replay its name. */
  readonly text: string;
  readonly at: Span;
  readonly met: boolean;
  /** Not met and not refuted either: the search did not see enough. */
  readonly undecided: boolean;
  /** What was found instead, as a sentence; empty when met. */
  readonly reason: string;
}

type Finding = Pick<Judgement, 'met' | 'undecided' | 'reason'>;

const MET: Finding = { met: true, undecided: false, reason: '' };

/**
 * Judges every `expect` line and every replay of the instance's scenario. A search cut short meets only what it has shown
 * already; replays do not depend on it.
 */
export function judge(instance: Instance, result: SearchResult): readonly Judgement[] {
  const { expectations } = instance.scenario;
  const replays = judgedReplays.get(instance) ?? judgeReplays(instance);
  judgedReplays.set(instance, replays);
  return [
    ...expectations.map(expectation => ({
      text: expectation.text,
      at: expectation.at,
      ...judgeOne(expectation, instance, result),
    })),
    ...replays,
  ];
}

/** While a search goes on it is judged several times a second. */
const judgedReplays = new WeakMap<Instance, readonly Judgement[]>();

function judgeReplays(instance: Instance): readonly Judgement[] {
  const system = createSystem(instance);
  return instance.scenario.replays.map(replay => {
    const schedule = replaySchedule(system, replay);
    const at = schedule.ok ? replay.at : (replay.steps[schedule.failure.step]?.at ?? replay.at);
    return { text: `replay "${replay.name}"`, at, ...(schedule.ok ? MET : refuted(schedule.failure.message)) };
  });
}

function judgeOne(expectation: Expectation, instance: Instance, result: SearchResult): Finding {
  switch (expectation.kind) {
    case 'property':
      return judgeProperty(expectation, instance, result);
    case 'states':
      return judgeCount(expectation.count, result);
    case 'noDeadlock':
      if (result.deadlock !== undefined) {
        return refuted(`Nothing is left to happen ${afterSteps(result.deadlock.steps)}.`);
      }
      if (result.error !== undefined) return refuted(`A step goes wrong: ${result.error.error.message}`);
      return result.complete ? MET : undecidedYet(result);
    case 'noError':
      if (result.error !== undefined) {
        return refuted(`${result.error.error.message} It happens ${afterSteps(result.error.evidence.steps)}.`);
      }
      return result.complete ? MET : undecidedYet(result);
  }
}

/** States that stand for others are not counted, and of fingerprints equal ones count once. */
function judgeCount(count: number, result: SearchResult): Finding {
  if (!result.complete) return undecidedYet(result);
  const { distinctStates, omissionProbability } = result;
  if (result.reductions.some(({ used }) => used)) {
    const reason = 'Not every state was explored by itself, and so they were not counted.';
    return { met: false, undecided: true, reason };
  }
  if (distinctStates === count) return MET;
  const found = countSentence(distinctStates);
  if (omissionProbability === undefined || distinctStates > count) return refuted(found);
  return { met: false, undecided: true, reason: `${found.replace(/\.$/, '')}, unless some were taken for one.` };
}

function judgeProperty(
  expectation: Extract<Expectation, { kind: 'property' }>,
  instance: Instance,
  result: SearchResult,
): Finding {
  const verdict = result.verdicts[expectation.property];
  const name = instance.protocol.properties[expectation.property]?.name;
  if (verdict === undefined || name === undefined) return refuted('There is no such property.');
  switch (verdict.kind) {
    case 'unknown':
      return {
        met: false,
        undecided: true,
        reason: `It is not known whether ${name} ${expectation.outcome}: ${verdict.reason}`,
      };
    case 'broken':
      return refuted(`${name} is not judged: ${verdict.reason}`);
    case 'holds':
    case 'violated':
      return judgeDecided(expectation, name, { verdict, result });
  }
}

interface Decided {
  readonly verdict: Extract<Verdict, { kind: 'holds' | 'violated' }>;
  readonly result: SearchResult;
}

function judgeDecided(
  { outcome, steps }: Extract<Expectation, { kind: 'property' }>,
  name: string,
  { verdict, result }: Decided,
): Finding {
  const actual = verdict.kind === 'holds' ? 'holds' : 'fails';
  const length = stepsThatShow(verdict);
  if (actual !== outcome) return refuted(`${name} ${actual}${length === undefined ? '' : ` ${afterSteps(length)}`}.`);
  if (steps === undefined) return MET;
  const doubt = doubtOf(verdict.evidence, result);
  if (verdict.evidence !== undefined && doubt !== undefined && steps <= verdict.evidence.steps) {
    const { steps: found } = verdict.evidence;
    const reason = `${name} ${actual} ${afterSteps(found)}, and whether in fewer is not known: ${doubt}`;
    return { met: false, undecided: true, reason };
  }
  if (steps === length) return MET;
  return refuted(
    length === undefined
      ? `${name} ${actual}, and there is no execution to show it.`
      : `${name} ${actual} ${afterSteps(length)}.`,
  );
}

/** Why a shorter execution might show the same; undefined where none can. */
function doubtOf(evidence: Evidence | undefined, { limit, reductions }: SearchResult): string | undefined {
  if (limit?.steps !== undefined && (evidence?.steps ?? 0) > limit.steps + 1) return limitReason(limit);
  const leavesOut = reductions.some(({ kind, used }) => kind === 'partialOrder' && used);
  return leavesOut ? 'Orders of independent steps were left out.' : undefined;
}

/** Of what goes on for ever, the steps to the loop and once through it. */
function stepsThatShow(verdict: Extract<Verdict, { kind: 'holds' | 'violated' }>): number | undefined {
  const lasso = verdict.kind === 'violated' ? verdict.lasso : undefined;
  return lasso === undefined ? verdict.evidence?.steps : lasso.schedule.length - 1;
}

function refuted(reason: string): Finding {
  return { met: false, undecided: false, reason };
}

function undecidedYet({ limit, distinctStates }: SearchResult): Finding {
  const why = limit === undefined ? 'The search is not finished.' : limitReason(limit);
  return { met: false, undecided: true, reason: `${why} Found until then: ${counted(distinctStates, 'state')}.` };
}

function countSentence(states: number): string {
  return `There ${states === 1 ? 'is' : 'are'} ${counted(states, 'state')}.`;
}

function afterSteps(steps: number): string {
  return steps === 0 ? 'at the very start' : `in ${counted(steps, 'step')}`;
}
