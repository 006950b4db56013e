import type { ComparedChoice } from '../../contract/comparison.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';
import { areWhole, isObject, isText, isWhole } from './checked.ts';

/** Which execution is to be shown, checked. */
export function readChoice(data: unknown): ExecutionChoice | undefined {
  if (!isObject(data)) return undefined;
  switch (data['kind']) {
    case 'default':
      return { kind: 'default' };
    case 'property':
      return isText(data['property']) ? { kind: 'property', property: data['property'] } : undefined;
    case 'timed':
      return isWhole(data['seed']) ? { kind: 'timed', seed: data['seed'] } : undefined;
    case 'random':
      return isWhole(data['seed']) ? { kind: 'random', seed: data['seed'] } : undefined;
    case 'sampled': {
      const { property, seed, schedule } = data;
      return isText(property) && isWhole(seed) && areWhole(schedule)
        ? { kind: 'sampled', property, seed, schedule }
        : undefined;
    }
    case 'schedule':
      return areWhole(data['schedule']) ? { kind: 'schedule', schedule: data['schedule'] } : undefined;
    default:
      return undefined;
  }
}

/** What is to be compared, checked. */
export function readCompared(data: unknown): ComparedChoice | undefined {
  if (!isObject(data)) return undefined;
  const { kind, pick } = data;
  if (kind === 'trace') return isWhole(pick) ? { kind, pick } : undefined;
  return kind === 'shown' || kind === 'nearestGood' || kind === 'representative' ? { kind } : readChoice(data);
}
