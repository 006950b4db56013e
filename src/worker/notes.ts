import type { Lasso, Verdict } from '../engine/verdicts.ts';
import type { Property } from '../model/protocol.ts';
import type { System } from '../model/system.ts';
import { assumedFairness, neverTakenSentences, repairSentences } from './fairnessWords.ts';
import type { Findings } from './findings.ts';
import { valenceSentences } from './valenceWords.ts';

/** More sentences on the verdict of a property, by its index: what explains it first, then what was assumed. */
export function notesOf(system: System, findings: Findings, index: number): readonly string[] {
  const property = system.instance.protocol.properties[index];
  const verdict = findings.result.verdicts[index];
  if (property === undefined || verdict === undefined) return [];
  return [
    ...(verdict.kind === 'violated' && verdict.lasso !== undefined
      ? lassoSentences(system, property, verdict.lasso)
      : []),
    ...valenceOf(system, findings, index),
    ...(isDecided(verdict) && speaksOfFairRuns(property) ? assumedFairness(system.instance) : []),
  ];
}

function lassoSentences({ instance }: System, { name }: Property, { neverTaken, repairs }: Lasso): readonly string[] {
  return [...neverTakenSentences(instance, neverTaken), ...repairSentences(instance, name, repairs)];
}

function valenceOf({ instance }: System, { result }: Findings, index: number): readonly string[] {
  const { valence } = result;
  return valence?.property === index ? valenceSentences(instance, valence) : [];
}

function isDecided({ kind }: Verdict): boolean {
  return kind === 'holds' || kind === 'violated';
}

/** Whether a property is about runs that go on for ever, of which only the fair ones count. */
export function speaksOfFairRuns({ kind }: Pick<Property, 'kind'>): boolean {
  return kind === 'eventually' || kind === 'leadsto' || kind === 'decides';
}
