import { counted, digits } from '../base/digits.ts';
import type { Limit } from './verdicts.ts';

/** What stopped a search, as a sentence. */
export function limitReason({ kind, value }: Limit): string {
  switch (kind) {
    case 'states':
      return `The search stopped at its bound of ${counted(value, 'state')}.`;
    case 'depth':
      return `The search stopped at its bound of ${counted(value, 'step')}.`;
    case 'copies':
      return value === 1
        ? 'The search went no further where equal messages are in flight.'
        : `The search went no further where more than ${digits(value)} equal messages are in flight.`;
    case 'memory':
      return `The search stopped at its bound of ${digits(Math.round(value / 2 ** 20))} MB of memory.`;
    case 'cancelled':
      return `The search was cancelled after ${counted(value, 'state')}.`;
  }
}
