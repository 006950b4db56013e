import type { PotentialReport } from '../contract/report.ts';
import type { Instance } from '../model/instance.ts';
import { logarithm, type DomainSize } from '../model/domainSize.ts';
import { potentialOf } from '../model/potential.ts';
import { enumerationTime, largestReached, NO_TIME } from '../model/yardsticks.ts';
import { digits } from '../base/digits.ts';

/** How many states could be told apart, in digits, in words, and compared with things people know to be many. */
export function potentialReport(instance: Instance): PotentialReport {
  const { total, factors, unbounded } = potentialOf(instance);
  return {
    exact: total.kind === 'exact' ? total.size.toString() : undefined,
    text: sizeText(total),
    unbounded,
    yardsticks: yardsticks(total),
    factors: factors.map(({ name, size, times }) => ({ name, size: sizeText(size), times: sizeText(times) })),
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

/** `10⁹`, from 9. */
export function power(exponent: number): string {
  const whole = Math.round(exponent);
  if (whole > 1e12) return `10^(10${superscript(Math.floor(Math.log10(whole)))})`;
  return `10${superscript(whole)}`;
}

function superscript(whole: number): string {
  return String(whole).replaceAll(/\d/g, digit => SUPERSCRIPTS[Number(digit)] ?? '');
}

const STATES_PER_SECOND = 1e6;

function yardsticks(size: DomainSize): readonly string[] {
  if (size.kind === 'unbounded') return [];
  const time = enumerationTime(size, STATES_PER_SECOND);
  const visiting = time === NO_TIME ? [] : [`${superscripts(time)} to visit each at a million a second`];
  const reached = largestReached(size);
  return reached === undefined
    ? visiting
    : [...visiting, `${times(logarithm(size) - reached.logarithm)} the ${reached.name}`];
}

/** `10^131 years` with its exponent raised. */
function superscripts(text: string): string {
  return text.replaceAll(/\^(\d+)/g, (_, exponent: string) => superscript(Number(exponent)));
}

function times(exponent: number): string {
  if (exponent < 0.5) return 'about';
  return `${exponent < 6 ? digits(Math.round(10 ** exponent)) : power(Math.floor(exponent))} times`;
}
