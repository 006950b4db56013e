import { allStatesText, isOnlyState, reductionsInUse } from '../contract/counting.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import type { Lasso, Verdict } from '../engine/verdicts.ts';
import type { Property } from '../model/protocol.ts';
import type { Execution, Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { speaksOfFairRuns } from '../semantics/fairness.ts';
import { blameIn, isHistoryProperty } from '../semantics/histories/judge.ts';
import type { HistoryProperty } from '../semantics/histories/judge.ts';
import { assumedFairness, neverTakenSentences, repairSentences } from './fairnessWords.ts';
import { lassoIn } from './findings.ts';
import type { Findings } from './findings.ts';
import { replayedOf } from './replayed.ts';
import { waitingSentences } from './waitingWords.ts';
import { valenceSentences } from './valenceWords.ts';

/** More sentences on the verdict of a property, by its index: what explains it first, then what was assumed. */
export function notesOf(system: System, findings: Findings, index: number): readonly string[] {
  const property = system.instance.protocol.properties[index];
  const verdict = findings.result.verdicts[index];
  if (property === undefined || verdict === undefined) return [];
  const lasso = lassoIn(verdict);
  return [
    ...(endsInRest(property, verdict) ? waitingAfter(system, findings.schedules[index]) : []),
    ...(lasso?.isNeverTrue === true ? [neverTrueSentence(system, property, findings.result)] : []),
    ...(lasso === undefined ? [] : lassoSentences(system, property, lasso)),
    ...(verdict.kind === 'violated' && isHistoryProperty(property)
      ? blameAfter(system, property, findings.schedules[index])
      : []),
    ...valenceOf(system, findings, index),
    ...(isDecided(verdict) && speaksOfFairRuns(property) ? assumedFairness(system.instance) : []),
  ];
}

type Sentences = readonly string[];

// Found out once for each execution: while a check goes on they are told several times a second.
const waitings = new WeakMap<Execution, Sentences>();
const blames = new WeakMap<Execution, Sentences>();

function once(known: WeakMap<Execution, Sentences>, execution: Execution, find: () => Sentences): Sentences {
  const sentences = known.get(execution) ?? find();
  known.set(execution, sentences);
  return sentences;
}

/** Who waits for what at the end of an execution after which nothing is left to happen, and why it does not come. */
export function waitingAfter(system: System, schedule: Schedule | undefined): readonly string[] {
  const execution = schedule && replayedOf(system, schedule).execution;
  return execution === undefined ? [] : once(waitings, execution, () => waitingSentences(system.instance, execution));
}

/** Which operations no order has room for at the end of an execution. */
function blameAfter(system: System, property: HistoryProperty, schedule: Schedule | undefined): readonly string[] {
  const execution = schedule && replayedOf(system, schedule).execution;
  if (execution === undefined) return [];
  return once(blames, execution, () => {
    const { start, transitions } = execution;
    const found = blameIn(system.instance, property, (transitions.at(-1) ?? start).state);
    return found === undefined ? [] : [found.sentence];
  });
}

/** Whether nothing is left to happen where a counterexample ends. */
function endsInRest({ kind }: Property, verdict: Verdict): boolean {
  if (verdict.kind !== 'violated') return false;
  const { lasso } = verdict;
  return lasso === undefined ? kind === 'finally' : lasso.stem === lasso.schedule.length - 1;
}

/** That a property waits for what cannot be, whoever does what. */
function neverTrueSentence({ instance }: System, { kind, name }: Property, result: SearchResult): string {
  const what = kind === 'leadsto' ? 'What stands after `~>`' : `What ${name} waits for`;
  const { distinctStates } = result;
  if (isOnlyState(distinctStates, result)) return `${what} is not true in the only state there is.`;
  const all = allStatesText(distinctStates, result, instance.clock?.horizon);
  return `${what} is true in none of ${all.replace(/^all/, 'the')}.`;
}

function lassoSentences({ instance }: System, { name }: Property, { neverTaken, repairs }: Lasso): readonly string[] {
  return [...neverTakenSentences(instance, neverTaken), ...repairSentences(instance, name, repairs)];
}

function valenceOf({ instance }: System, { result }: Findings, index: number): readonly string[] {
  const { valence } = result;
  const isReduced = reductionsInUse(result) !== undefined;
  return valence?.property === index ? valenceSentences(instance, valence, isReduced) : [];
}

function isDecided({ kind }: Verdict): boolean {
  return kind === 'holds' || kind === 'violated';
}
