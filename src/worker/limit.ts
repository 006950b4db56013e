import type { Limit } from '../contract/report.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import type { Instance } from '../model/instance.ts';
import { routeText } from '../model/labels.ts';

/** What stopped a search, with a message that crowds in the words of the protocol. */
export function limitOf(instance: Instance, { limit }: Pick<SearchResult, 'limit'>): Limit | undefined {
  if (limit === undefined) return undefined;
  const { envelope, ...rest } = limit;
  if (envelope === undefined) return rest;
  const { order, transport } = instance.network;
  // Where order counts, equal messages are two.
  const mayBeSet = order === 'any' && transport !== 'tcp';
  const asSet = ', or write `duplicates: any`, with which equal messages in flight are one';
  const advice = `Bound how often it is sent${mayBeSet ? asSet : ''}.`;
  return { ...rest, message: routeText(instance, envelope), advice };
}
