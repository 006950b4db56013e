import type { ClientHistory } from '../../model/state.ts';

/**
 * Which order of a history's operations an explanation of it has to keep: what was answered before another operation began
 * (linearizable: Herlihy and Wing 1990), or only the order of each client (sequential consistency: Lamport 1979).
 */
export type Consistency = 'linearizable' | 'sequential';

/** By operation: those that come before it, ascending. An open operation comes before none. */
export type Predecessors = readonly (readonly number[])[];

export function predecessorsOf(history: ClientHistory, consistency: Consistency): Predecessors {
  const answered = history.flatMap(({ result }, i) => (result === undefined ? [] : [i]));
  const ofClient = Map.groupBy(answered, i => history[i]!.client);
  return history.map(({ client, after }, i) => {
    const own = (ofClient.get(client) ?? []).filter(other => other < i);
    if (consistency === 'sequential') return own;
    const others = after.flatMap(each => (ofClient.get(each.client) ?? []).slice(0, each.answered));
    return [...own, ...others].sort((a, b) => a - b);
  });
}
