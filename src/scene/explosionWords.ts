import type { ExplosionReport, StateCount } from '../contract/explosion.ts';
import { formatCount, formatLarge, formatPower, formatUnits } from './numbers.ts';

/** A part of a sentence that is set apart: a number to remember, or a word of the file. */
export interface SentencePart {
  readonly text: string;
  readonly kind: 'words' | 'figure' | 'code';
}

/** `8,832`; `≥ 2,000,000` where counting was cut short. */
export function countText({ states, isExact }: StateCount): string {
  return isExact ? formatCount(states) : `≥ ${formatCount(states)}`;
}

/** `8,832 states`; `at least 2,000,000 states`. */
export function spokenCount({ states, isExact }: StateCount): string {
  return isExact ? formatUnits(states, 'state') : `at least ${formatUnits(states, 'state')}`;
}

/** A factor with as many digits as matter: `1.03`, `5.6`, `13`, `1,200`. */
export function factorDigits(factor: number): string {
  if (factor < 1.05) return String(Number(factor.toPrecision(2)));
  if (factor < 9.95) return factor.toFixed(1).replace(/\.0$/, '');
  return factor < 99.5 ? String(Math.round(factor)) : formatCount(Number(factor.toPrecision(2)));
}

/** A part of all: `94 %`. Only what is everything is 100 %, and only what is nothing is 0 %. */
export function percentText(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  if (share < 0.01) return '< 1 %';
  return share > 0.99 ? '> 99 %' : `${Math.round(share * 100)} %`;
}

/** A number that was not counted, with as many digits as may be right: `≈ 49,000`, `≈ 1.6 × 10¹²`. */
export function approximately(states: number): string {
  if (!Number.isFinite(states)) return 'beyond counting';
  if (states < 999_999_999) return `≈ ${formatCount(Math.round(Number(states.toPrecision(2))))}`;
  const [leading = '', exponent = ''] = states.toExponential(1).split('e+');
  return `≈ ${leading} × ${formatPower(Number(exponent))}`;
}

/**
 * What a reader should take home: how many states, what most of them differ in, and what one more node does. What is not
 * known yet is left out; nothing while not even the states are counted.
 */
export function explosionHeadline(report: ExplosionReport): readonly SentencePart[] {
  const { reachable } = report;
  if (reachable === undefined) return [];
  const count = spokenCount(reachable);
  const [cause, growth] = [causeParts(report), growthParts(report)];
  const both = cause.length > 0 && growth.length > 0;
  return [
    figure(`${count.charAt(0).toUpperCase()}${count.slice(1)}`),
    words('.'),
    ...(cause.length > 0 ? [words(' '), ...cause] : []),
    ...(both ? [words('; ')] : growth.length > 0 ? [words(' ')] : []),
    ...(both || growth.length === 0 ? growth : capitalised(growth)),
    ...(cause.length + growth.length > 0 ? [words('.')] : []),
  ];
}

/** The parts of a sentence as plain text. */
export function plainSentence(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** How many of the states that could be told apart are reached: `One in 352,000 …`; undefined where there is no such number. */
export function rarity({ potential, reachable }: ExplosionReport): string | undefined {
  if (potential.exact === undefined || reachable === undefined || reachable.states === 0) return undefined;
  const ratio = BigInt(potential.exact) / BigInt(reachable.states);
  if (ratio < 2n) return undefined;
  const rounded = ratio < 1000n ? ratio : BigInt(roundedDigits(ratio.toString()));
  return `one in ${reachable.isExact ? '' : 'at most '}${formatLarge(rounded.toString())}`;
}

/** Whether what could be told apart is a number, and one that has not more than that in it: copies and crashes come on top. */
export function isComparable({ potential, reachable }: ExplosionReport): boolean {
  return (
    potential.exact !== undefined && reachable !== undefined && BigInt(potential.exact) >= BigInt(reachable.states)
  );
}

/** What most states differ in: the variable or message with the largest share, if it has a share worth naming. */
function causeParts({ variables = [], messages = [] }: ExplosionReport): readonly SentencePart[] {
  const [variable] = variables;
  const [message] = messages;
  const isMessage = (message?.share ?? 0) > (variable?.share ?? 0);
  const share = isMessage ? message?.share : variable?.share;
  if (share === undefined || share < 0.1) return [];
  const percent = figure(percentText(share));
  if (isMessage) {
    return [code(message?.name ?? ''), words(' in flight accounts for '), percent, words(' of them')];
  }
  const owner = variable?.role === undefined ? [] : [words(' of '), code(variable.role)];
  return [code(variable?.name ?? ''), ...owner, words(' accounts for '), percent, words(' of them')];
}

/** What one more node of the role does whose number matters most. */
function growthParts({ growth = [] }: ExplosionReport): readonly SentencePart[] {
  const steepest = growth.reduce<(typeof growth)[number] | undefined>(
    (best, each) => ((each.factor ?? 0) > (best?.factor ?? 0) ? each : best),
    undefined,
  );
  if (steepest?.factor === undefined) return [];
  const { role, factor } = steepest;
  return [words('one more '), code(role), words(' means '), figure(`${factorDigits(factor)} ×`), words(' as many')];
}

function capitalised([first, ...others]: readonly SentencePart[]): readonly SentencePart[] {
  if (first === undefined) return [];
  return [{ ...first, text: `${first.text.charAt(0).toUpperCase()}${first.text.slice(1)}` }, ...others];
}

/** Three digits and zeros. */
function roundedDigits(digits: string): string {
  return `${digits.slice(0, 3)}${'0'.repeat(digits.length - 3)}`;
}

function words(text: string): SentencePart {
  return { text, kind: 'words' };
}

function figure(text: string): SentencePart {
  return { text, kind: 'figure' };
}

function code(text: string): SentencePart {
  return { text, kind: 'code' };
}
