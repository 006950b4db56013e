import type { PotentialReport } from '../contract/report.ts';
import type { Instance } from '../model/instance.ts';
import { logarithm, potentialOf } from '../model/potential.ts';
import type { DomainSize } from '../model/potential.ts';
import { digits } from './sentences.ts';

/** How many states the declared types allow, in digits, in words, and compared with things people know to be many. */
export function potentialReport(instance: Instance): PotentialReport {
  const { total, variables, unbounded } = potentialOf(instance);
  return {
    exact: total.kind === 'exact' ? total.size.toString() : undefined,
    text: sizeText(total),
    unbounded,
    yardsticks: yardsticks(total),
    factors: variables
      .filter(({ nodeCount }) => nodeCount > 0)
      .map(({ role, variable, size, nodeCount }) => ({
        name: `${role}.${variable}`,
        size: sizeText(size),
        times: nodeCount,
      })),
  };
}

const GROUPED_DIGITS_MAX = 15;

/** `8,388,608`, `3.27 × 10¹⁵⁰`, or `without bound`. */
export function sizeText(size: DomainSize): string {
  switch (size.kind) {
    case 'unbounded':
      return 'without bound';
    case 'huge':
      return power(size.digits);
    case 'exact': {
      const digits = size.size.toString();
      if (digits.length <= GROUPED_DIGITS_MAX) return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');
      return `${significant(digits)} × ${power(digits.length - 1)}`;
    }
  }
}

/** The first three digits as `3.27`, cut off and not rounded, so that they are really the first ones. */
function significant(digits: string): string {
  return `${digits[0] ?? '0'}.${digits.slice(1, 3)}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function power(exponent: number): string {
  const whole = Math.round(exponent);
  if (whole > 1e12) return `10^(10${superscript(Math.floor(Math.log10(whole)))})`;
  return `10${superscript(whole)}`;
}

function superscript(whole: number): string {
  return String(whole).replaceAll(/\d/g, digit => SUPERSCRIPTS[Number(digit)] ?? '');
}

/** Common logarithms of things there are many of. Orders of magnitude, which is all they are known to. */
const MANY = [
  { name: 'grains of sand on Earth', exponent: 19 },
  { name: 'atoms in a human body', exponent: 28 },
  { name: 'atoms in the Earth', exponent: 50 },
  { name: 'atoms in the observable universe', exponent: 80 },
] as const;

const STATES_PER_SECOND_EXPONENT = 6;

const DURATIONS = [
  { name: 'the age of the universe', exponent: 17.64 },
  { name: 'years', exponent: 7.5 },
  { name: 'days', exponent: 4.94 },
  { name: 'hours', exponent: 3.56 },
  { name: 'minutes', exponent: 1.78 },
] as const;

function yardsticks(size: DomainSize): readonly string[] {
  const exponent = logarithm(size);
  if (!Number.isFinite(exponent)) return [];
  const found = [timeText(exponent - STATES_PER_SECOND_EXPONENT)];
  const largest = MANY.findLast(many => exponent > many.exponent);
  if (largest !== undefined) found.push(`${times(exponent - largest.exponent)} the ${largest.name}`);
  return found.filter(text => text !== undefined);
}

/** How long it would take to look at each at a million a second; undefined when that is no time at all. */
function timeText(secondsExponent: number): string | undefined {
  const duration = DURATIONS.find(({ exponent }) => secondsExponent > exponent);
  if (duration === undefined) return undefined;
  const count = secondsExponent - duration.exponent;
  const amount = duration.name.startsWith('the')
    ? `${times(count)} ${duration.name}`
    : `${about(count)} ${duration.name}`;
  return `${amount} to visit each at a million a second`;
}

function times(exponent: number): string {
  return exponent < 0.5 ? 'about' : `${about(exponent)} times`;
}

function about(exponent: number): string {
  return exponent < 6 ? digits(Math.round(10 ** exponent)) : power(Math.floor(exponent));
}
