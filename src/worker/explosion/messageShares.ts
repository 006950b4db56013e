import type { MessageShare } from '../../contract/explosion.ts';
import { digits } from '../../base/digits.ts';
import { countWithout, withoutMessage } from '../../engine/explosion/erasure.ts';
import { weigh, type Weighable, weightOfMessage } from '../../engine/explosion/weights.ts';
import { boundClause, worthwhileBound } from './bounded.ts';
import type { Work } from './exploring.ts';
import { accountsFor } from './words.ts';

/** Of each kind of message that is ever in flight the part of the states that differ from others in nothing else. */
export function* messageShares(
  weighable: Weighable,
  onFound: (shares: readonly MessageShare[]) => void,
): Work<readonly MessageShare[]> {
  const { graph, seen } = weighable;
  const { components, stateCount } = graph;
  let shares: readonly MessageShare[] = [];
  for (const [message, { name, at }] of components.instance.protocol.messages.entries()) {
    const weighed = yield* weigh(weighable, weightOfMessage(components, message));
    if (weighed.largest === 0) continue;
    const states = yield* countWithout(graph, seen, withoutMessage(components, message));
    const without = { states, isExact: graph.complete };
    const bounded = worthwhileBound(weighed, stateCount);
    const most = `; ${digits(weighed.largest)} ${weighed.largest === 1 ? 'is' : 'are'} in flight at most`;
    const sentence = `${accountsFor(`${name} in flight`, without, graph)}${most}${boundClause(bounded, 'allowing')}.`;
    const share = 1 - states / stateCount;
    const found = { name, at, share, without, inFlightMax: weighed.largest, bounded, sentence };
    shares = [...shares, found].sort((a, b) => b.share - a.share);
    onFound(shares);
  }
  return shares;
}
