import type { ExplosionReport, StateCount, VariableShare } from '../contract/explosion.ts';
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

/** A factor with as many digits as matter: `0.86`, `1.03`, `5.6`, `13`, `1,200`. */
export function factorDigits(factor: number): string {
  const digits = factor >= 0.995 && factor < 1.095 ? 3 : 2;
  return formatCount(Number(factor.toPrecision(digits)));
}

/** A part of all: `94 %`, `99.4 %`. Only what is everything is 100 %, and only what is nothing is 0 %. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return '0 %';
  if (percent >= 100) return '100 %';
  if (percent < 0.1) return '< 0.1 %';
  if (percent > 99.9) return '> 99.9 %';
  return `${percent < 1 || percent > 99 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** Beyond this nobody reads single digits. */
const WRITTEN_OUT_MAX = 1e7;

/** A number that was not counted, with as many digits as may be right: `≈ 49,000`, `≈ 1.6 × 10¹²`. */
export function approximately(states: number): string {
  if (!Number.isFinite(states)) return 'beyond counting';
  const rounded = Number(states.toPrecision(2));
  if (rounded < WRITTEN_OUT_MAX) return `≈ ${formatCount(Math.round(rounded))}`;
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
  const name = isMessage
    ? [code(message?.name ?? ''), words(' in flight')]
    : variable === undefined
      ? []
      : nameParts(variable);
  return capitalised([...name, words(' accounts for '), figure(percentText(share)), words(' of them')]);
}

function nameParts(variable: VariableShare): readonly SentencePart[] {
  const name = code(variableName(variable));
  return variable.kind === 'timer' ? [words('whether '), name, words(' is armed')] : [name];
}

/** `Server.log`; ghosts and histories belong to nobody. */
export function variableName({ role, name }: VariableShare): string {
  return role === undefined ? name : `${role}.${name}`;
}

/** By less than this it hardly matters how many nodes there are. */
const WORTH_SAYING = 1.1;

/** What one more node of the role does whose number matters most. */
function growthParts({ growth = [] }: ExplosionReport): readonly SentencePart[] {
  const steepest = growth.reduce<(typeof growth)[number] | undefined>(
    (best, each) => ((each.factor ?? 0) > (best?.factor ?? 0) ? each : best),
    undefined,
  );
  if (steepest?.factor === undefined || steepest.factor < WORTH_SAYING) return [];
  const { role, factor } = steepest;
  return [words('one more '), code(role), words(' means '), figure(`${factorDigits(factor)} ×`), words(' as many')];
}

function capitalised(parts: readonly SentencePart[]): readonly SentencePart[] {
  const [first, ...others] = parts;
  // Words of the file are written as they are there.
  if (first?.kind !== 'words') return parts;
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
