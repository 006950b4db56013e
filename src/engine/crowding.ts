import { present } from '../base/assert.ts';
import type { Envelope, Inbox, State } from '../model/state.ts';
import { envelopeKey } from '../model/stateKey.ts';
import type { Limit } from './verdicts.ts';

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

/** What kept a search from going on from a state that is so many steps from the start. */
export function crowdingLimit({ inboxes }: State, copiesMax: number, steps: number): Limit {
  const crowding = inboxes.map(inbox => crowdingIn(inbox, copiesMax)).find(envelope => envelope !== undefined);
  const envelope = present(crowding, 'messages crowd in a state that was not explored further');
  return { kind: 'copies', value: copiesMax, envelope, steps };
}
