import { digits } from '../base/digits.ts';
import type { Limit } from './report.ts';

/** How many equal messages may be in flight where a check still goes on, unless the user says otherwise. */
export const COPIES_MAX = 8;

/** Where a check went no further: `more than 8 equal messages are in flight: Charge(0) from Client to Bank`. */
export function crowdWords({ value, message }: Pick<Limit, 'value' | 'message'>): string {
  const crowd =
    value === 1 ? 'equal messages are in flight' : `more than ${digits(value)} equal messages are in flight`;
  return message === undefined ? crowd : `${crowd}: ${message}`;
}

/** Whether nothing shorter than an execution of so many steps can show the same: all shorter ones were explored. */
export function isShortest(steps: number, limit: Limit | undefined): boolean {
  return limit?.steps === undefined || steps <= limit.steps + 1;
}
