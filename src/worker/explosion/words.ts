import { digits } from '../../base/digits.ts';
import type { StateCount } from '../../contract/explosion.ts';
import { power } from '../potential.ts';

/** `1,568`, or `at least 300,000`. */
export function countText({ states, isExact }: StateCount): string {
  return isExact ? digits(states) : `at least ${digits(states)}`;
}

/** `1 state`, `at least 300,000 states`. */
export function statesText(count: StateCount): string {
  return `${countText(count)} ${count.states === 1 ? 'state' : 'states'}`;
}

/** Beyond this nobody reads single digits. */
const WRITTEN_OUT_MAX = 1e7;

/** A number that is known roughly, with two digits: `5.9`, `2,100`, `2.1 × 10⁹`. */
export function roughly(value: number): string {
  const rounded = Number(value.toPrecision(2));
  if (rounded < WRITTEN_OUT_MAX) return digits(rounded);
  const exponent = Math.floor(Math.log10(rounded));
  return `${(rounded / 10 ** exponent).toPrecision(2)} × ${power(exponent)}`;
}

/** By how much something multiplies: `5.9`, `1.04`, `120`. */
export function factorText(factor: number): string {
  return factor < 1.095 ? String(Number(factor.toPrecision(3))) : roughly(factor);
}

/** A part of all states: `83 %`, `0.4 %`, `less than 0.1 %`; never 0 or 100 for what is not. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${String(percent)} %`;
  if (percent < 0.1) return 'less than 0.1 %';
  if (percent > 99.9) return 'more than 99.9 %';
  const rounded = percent < 1 || percent > 99 ? percent.toFixed(1) : percent.toFixed(0);
  return `${rounded} %`;
}

/** `Server.log accounts for 83 % of the states: 1,204 differ in something else`. */
export function accountsFor(
  what: string,
  { states }: StateCount,
  { stateCount, complete }: { readonly stateCount: number; readonly complete: boolean },
): string {
  const all = complete ? 'the states' : `the ${digits(stateCount)} states found`;
  if (states === stateCount) return `${what} accounts for none of ${all}: the rest of a state tells it`;
  const differ = states === 1 ? '1 is left without it' : `${digits(states)} are left without it`;
  return `${what} accounts for ${shareText(1 - states / stateCount)} of ${all}: ${differ}`;
}
