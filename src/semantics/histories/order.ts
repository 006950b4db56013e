import { groupBy } from '../../base/groupBy.ts';
import type { ClientHistory } from '../../model/state.ts';

/**
 * Which order of a history's operations an explanation of it has to keep: what was answered before another operation began
 * (linearizable: Herlihy and Wing 1990), or only the order of each client (sequential consistency: Lamport 1979).
 */
export type Consistency = 'linearizable' | 'sequential';

/**
 * By operation: those that come right before it. What comes before those comes before it too. An open operation comes
 * before none.
 */
export type Predecessors = readonly (readonly number[])[];

/** The answered operations of each client that were the last ones when an operation began. */
export function predecessorsOf(history: ClientHistory, consistency: Consistency): Predecessors {
  const answered = history.flatMap(({ result }, i) => (result === undefined ? [] : [i]));
  const ofClient = groupBy(answered, i => history[i]!.client);
  let last: number | undefined;
  return history.map((operation, i) => {
    const before = history[i - 1];
    if (before?.client !== operation.client) last = undefined;
    else if (before.result !== undefined) last = i - 1;
    const own = last === undefined ? [] : [last];
    if (consistency === 'sequential') return own;
    return [...own, ...operation.after.map(each => ofClient.get(each.client)![each.answered - 1]!)];
  });
}

/** By operation: all that come before it. */
export function allBefore(predecessors: Predecessors): readonly ReadonlySet<number>[] {
  const known: (ReadonlySet<number> | undefined)[] = predecessors.map(() => undefined);
  const pending = predecessors.map((_, operation) => operation);
  for (let operation = pending.at(-1); operation !== undefined; operation = pending.at(-1)) {
    const missing = predecessors[operation]!.filter(other => known[other] === undefined);
    if (missing.length > 0) {
      pending.push(...missing);
      continue;
    }
    pending.pop();
    known[operation] ??= new Set(predecessors[operation]!.flatMap(other => [other, ...known[other]!]));
  }
  return known.map(before => before ?? new Set());
}

/** A number for each operation that is larger for what began later, as far as that is known: how much was answered before. */
export function agesOf(history: ClientHistory): readonly number[] {
  let own = 0;
  return history.map(({ client, after }, i) => {
    const before = history[i - 1];
    if (before?.client !== client) own = 0;
    else if (before.result !== undefined) own += 1;
    return after.reduce((sum, { answered }) => sum + answered, own);
  });
}
