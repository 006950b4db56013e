import { counted, digits } from '../base/digits.ts';
import type { SearchBounds } from './bounds.ts';
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

/** Whether what stopped a search with the bounds `before` stops it no more with wider ones. */
export function isLifted(limit: Limit | undefined, before: SearchBounds, bounds: SearchBounds): boolean {
  switch (limit?.kind) {
    case 'states':
      return bounds.statesMax > before.statesMax;
    case 'depth':
      return bounds.depthMax > before.depthMax;
    case 'memory':
      return limit.value === before.memoryBytesMax && bounds.memoryBytesMax > before.memoryBytesMax;
    case 'cancelled':
      return true;
    case 'copies':
    case undefined:
      return false;
  }
}
