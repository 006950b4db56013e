import type { Limit } from './verdicts.ts';

/** What stopped a search, as a sentence. */
export function limitReason({ kind, value }: Limit): string {
  switch (kind) {
    case 'states':
      return `The search stopped at its bound of ${value} states.`;
    case 'depth':
      return `The search stopped at its bound of ${value} steps.`;
    case 'memory':
      return `The search stopped at its bound of ${Math.round(value / 2 ** 20)} MB of memory.`;
    case 'cancelled':
      return `The search was cancelled after ${value} states.`;
  }
}
