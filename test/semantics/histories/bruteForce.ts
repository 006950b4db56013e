import type { DataTypeName } from '../../../src/model/dataTypes.ts';
import type { Value } from '../../../src/model/values.ts';
import type { Consistency } from '../../../src/semantics/histories/order.ts';
import type { Happening } from './histories.ts';

/** An operation as it happened, in positions of the list of happenings; `ended` is infinite for an open one. */
export interface Happened {
  readonly client: number;
  readonly asks: string;
  readonly arguments: readonly Value[];
  readonly began: number;
  readonly ended: number;
  readonly learned: Value;
}

/** The operations, by client, then in the order in which each began: as a `ClientHistory`. */
export function operationsIn(happenings: readonly Happening[]): readonly Happened[] {
  const operations: Happened[] = [];
  happenings.forEach((happening, time) => {
    if ('asks' in happening) {
      operations.push({ ...happening, began: time, ended: Infinity, learned: null });
      return;
    }
    const latest = operations.findLastIndex(({ client }) => client === happening.client);
    operations[latest] = { ...operations[latest]!, ended: time, learned: happening.learns };
  });
  return operations.sort((a, b) => a.client - b.client || a.began - b.began);
}

/** Whether one operation has to come before another. */
export type Precedes = (a: Happened, b: Happened) => boolean;

export const PRECEDES: Readonly<Record<Consistency | 'any order', Precedes>> = {
  linearizable: (a, b) => a.ended < b.began,
  sequential: (a, b) => a.ended < b.began && a.client === b.client,
  'any order': () => false,
};

/** Whether an order, of all answered operations and some open ones, keeps what has to come before what, and explains all answers. */
export function isExplanation(dataType: DataTypeName, order: readonly Happened[], precedes: Precedes): boolean {
  const isKept = order.every((later, i) => order.slice(0, i).every(earlier => !precedes(later, earlier)));
  if (!isKept) return false;
  const object = OBJECTS[dataType]();
  return order.every(operation => {
    const answer = object(operation);
    return answer !== IMPOSSIBLE && (operation.ended === Infinity || answer === operation.learned);
  });
}

/** Whether any order at all is an explanation: all are tried. */
export function hasExplanation(dataType: DataTypeName, operations: readonly Happened[], precedes: Precedes): boolean {
  const open = operations.filter(({ ended }) => ended === Infinity);
  const answered = operations.filter(({ ended }) => ended < Infinity);
  return subsets(open).some(some =>
    permutations([...answered, ...some]).some(order => isExplanation(dataType, order, precedes)),
  );
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>((all, item) => [...all, ...all.map(set => [...set, item])], [[]]);
}

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map(rest => [item, ...rest]));
}

const IMPOSSIBLE = Symbol('impossible');

type Answer = Value | typeof IMPOSSIBLE;

/** Objects written a second time, without looking at the first: they change as they are asked. */
const OBJECTS: Readonly<Record<DataTypeName, () => (operation: Happened) => Answer>> = {
  Register: register,
  CompareAndSwap: register,
  Counter: () => {
    let sum = 0;
    return ({ asks, arguments: [amount] }) => {
      if (asks === 'read') return sum;
      sum += Number(amount);
      return null;
    };
  },
  Queue: () => {
    const items: Value[] = [];
    return ({ asks, arguments: [item = null] }) => {
      if (asks === 'dequeue') return items.shift() ?? null;
      items.push(item);
      return null;
    };
  },
  Set: () => {
    const items = new Set<Value>();
    return ({ asks, arguments: [item = null] }) => {
      if (asks === 'contains') return items.has(item);
      if (asks === 'add') items.add(item);
      else items.delete(item);
      return null;
    };
  },
  KeyValue: () => {
    const entries = new Map<Value, Value>();
    return ({ asks, arguments: [key = null, value = null] }) => {
      if (asks === 'get') return entries.get(key) ?? null;
      if (asks === 'put') entries.set(key, value);
      else entries.delete(key);
      return null;
    };
  },
  Lock: () => {
    let holder: number | undefined;
    return ({ asks, client }) => {
      const isFree = holder === undefined;
      if (asks === 'release') {
        if (holder !== client) return IMPOSSIBLE;
        holder = undefined;
        return null;
      }
      if (isFree) holder = client;
      if (asks === 'tryAcquire') return isFree;
      return isFree ? null : IMPOSSIBLE;
    };
  },
};

function register(): (operation: Happened) => Answer {
  let held: Value = 0;
  return ({ asks, arguments: [first = null, second = null] }) => {
    if (asks === 'read') return held;
    const isExpected = asks === 'write' || held === first;
    if (isExpected) held = asks === 'write' ? first : second;
    return asks === 'write' ? null : isExpected;
  };
}
