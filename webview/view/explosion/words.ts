import type { ExplosionReport, ReductionSaving, SourceStep, StateCount } from '../../../src/contract/explosion.ts';
import type { ShownExplosion } from '../../../src/contract/webview.ts';
import { percentText, rarity, spokenCount } from '../../../src/scene/explosionWords.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import { formatDuration } from '../numbers.ts';
import { knownParts } from './state.ts';

/** How far it is worked out, and of which text; empty when that is nothing to speak of. */
export function progressWords({ report, outdated }: ShownExplosion): string {
  if (outdated) return 'As it was before the last edit.';
  if (report === undefined || report.finished) return '';
  const { known, all } = knownParts(report);
  const now =
    report.doing === undefined ? 'Working it out' : `${report.doing.charAt(0).toUpperCase()}${report.doing.slice(1)}`;
  return `${now}: ${known} of ${all} parts known after ${formatDuration(report.elapsedMs)}.`;
}

/** A sentence in pieces: what stands between backticks is a word of the file. */
export function sentencePieces(sentence: string): readonly { readonly text: string; readonly isCode: boolean }[] {
  return sentence
    .split('`')
    .map((text, i) => ({ text, isCode: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** A sentence where nothing can be set apart. */
export function plain(sentence: string): string {
  return sentence.replaceAll('`', '');
}

/** What is reached of what could be told apart, in one sentence. */
export function potentialSentence(report: ExplosionReport): string {
  const { potential, reachable } = report;
  if (reachable === undefined) return '';
  if (potential.unbounded.length > 0)
    return `What could be told apart is without bound: ${potential.unbounded.join(', ')}.`;
  const rare = rarity(report);
  const part = rare === undefined ? '' : `, ${rare}`;
  return `Of ${potential.text} states that could be told apart, ${spokenCount(reachable).replace(/ states?$/, '')} can be reached${part}.`;
}

/** A source with its number for those who do not see the chart. */
export function sourceCount({ count }: SourceStep): string {
  return count === undefined ? 'does not apply' : spokenCount(count);
}

const REDUCTIONS: Readonly<Record<ReductionSaving['kind'], { readonly name: string; readonly setting: string }>> = {
  symmetry: { name: 'symmetry', setting: 'lightcone.search.symmetry' },
  partialOrder: { name: 'partial order', setting: 'lightcone.search.partialOrder' },
};

/** One reduction as it is shown. */
export interface SavingRow {
  readonly name: string;
  readonly setting: string;
  /** `1,764 left, 80 % fewer`; why it is not used where it cannot be. */
  readonly words: string;
  readonly sentence: string;
  readonly count: StateCount | undefined;
}

export function savingRow({ kind, count, sentence }: ReductionSaving, reachable: StateCount | undefined): SavingRow {
  const { name, setting } = REDUCTIONS[kind];
  return {
    name,
    setting,
    words: count === undefined ? 'cannot be used' : savingWords(count, reachable),
    sentence,
    count,
  };
}

function savingWords(count: StateCount, reachable: StateCount | undefined): string {
  const left = `${count.isExact ? '' : 'at least '}${formatCount(count.states)} left`;
  // Of lower bounds nobody knows the ratio.
  if (reachable?.isExact !== true || !count.isExact || reachable.states === 0) return left;
  const saved = 1 - count.states / reachable.states;
  return saved <= 0 ? `${left}, nothing saved` : `${left}, ${percentText(saved)} fewer`;
}

/** What a screen reader is told of a depth. */
export function depthLine(states: number, depth: number): string {
  return `depth ${formatCount(depth)}: ${formatCount(states)}`;
}
