import type { Envelope, Inbox } from '../model/state.ts';
import { envelopeKey } from '../model/stateKey.ts';

/** The first message of which an inbox has more than `copiesMax`, all equal; undefined where there is none. */
export function crowdingIn(inbox: Inbox, copiesMax: number): Envelope | undefined {
  if (inbox.length <= copiesMax) return undefined;
  const counts = new Map<string, number>();
  return inbox.find(envelope => {
    const key = envelopeKey(envelope);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > copiesMax;
  });
}
