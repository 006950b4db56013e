import { present } from '../../base/assert.ts';
import { DATA_TYPES, type DataTypeName } from '../../model/dataTypes.ts';
import type { Instance } from '../../model/instance.ts';
import type { Operation } from '../../model/state.ts';
import { EMPTY_LIST, EMPTY_MAP, EMPTY_SET, equalValues, nodeReference } from '../../model/values.ts';
import type { ListValue, MapValue, NodeIndex, SetValue, Value } from '../../model/values.ts';
import { contains, insertItem, mapGet, mapPut, mapRemove, removeItem } from '../collections.ts';

/** What clients ask of an object. */
export type Asked = Pick<Operation, 'client' | 'operation' | 'arguments'>;

/** What an operation answers, and what the object holds afterwards. */
export interface Answered {
  readonly result: Value;
  readonly held: Value;
}

/** An object of a data type that does one operation after the other: the sequential specification of a history. */
export interface SequentialObject {
  /** What it holds before anything happens. */
  readonly initial: Value;
  /** Whether what an operation does depends on who asks. */
  readonly tellsClientsApart: boolean;
  /** Undefined where the operation cannot happen: a lock is not given to two clients. */
  readonly apply: (held: Value, asked: Asked) => Answered | undefined;
}

/** What an object of a data type holds before anything happens, where the history does not say. */
export function emptyObject(dataType: DataTypeName): Value {
  switch (DATA_TYPES[dataType].holds) {
    case 'item':
    case 'holder':
      return null;
    case 'items':
      return dataType === 'Queue' ? EMPTY_LIST : EMPTY_SET;
    case 'entries':
      return EMPTY_MAP;
    case 'int':
      return 0;
  }
}

/** The object that a history is about, an index in `Protocol.histories`. */
export function objectOf({ histories }: Pick<Instance, 'histories'>, history: number): SequentialObject {
  const { dataType, initial } = present(histories[history], 'the history is declared');
  return sequentialObject(dataType, initial);
}

/** An object of a data type that holds `initial` at first. */
export function sequentialObject(dataType: DataTypeName, initial: Value): SequentialObject {
  const operations: Readonly<Record<string, Apply>> = SPECIFICATIONS[dataType];
  return {
    initial,
    tellsClientsApart: DATA_TYPES[dataType].holds === 'holder',
    apply: (held, { operation, arguments: asked, client }) =>
      present(operations[operation], 'an operation of the data type')(held, asked, client),
  };
}

type Apply = (held: Value, asked: readonly Value[], client: NodeIndex) => Answered | undefined;

type OperationsOf<Name extends DataTypeName> = Readonly<Record<keyof (typeof DATA_TYPES)[Name]['operations'], Apply>>;

// The checker of types has seen what is asked, so what is held is what the data type says.
const SPECIFICATIONS: { readonly [Name in DataTypeName]: OperationsOf<Name> } = {
  Register: { write, read },
  CompareAndSwap: {
    write,
    read,
    cas: (held, [expected = null, next = null]) =>
      equalValues(held, expected) ? { result: true, held: next } : { result: false, held },
  },
  Counter: { add: (held, [amount = null]) => done((held as number) + (amount as number)), read },
  Queue: {
    enqueue: (held, [item = null]) => done({ kind: 'list', items: [...(held as ListValue).items, item] }),
    dequeue: held => {
      const [first = null, ...rest] = (held as ListValue).items;
      return { result: first, held: { kind: 'list', items: rest } };
    },
  },
  Set: {
    add: (held, [item = null]) => done(insertItem(held as SetValue, item)),
    remove: (held, [item = null]) => done(removeItem(held as SetValue, item)),
    contains: (held, [item = null]) => ({ result: contains(held as SetValue, item), held }),
  },
  KeyValue: {
    put: (held, [key = null, value = null]) => done(mapPut(held as MapValue, key, value)),
    get: (held, [key = null]) => ({ result: mapGet(held as MapValue, key) ?? null, held }),
    remove: (held, [key = null]) => done(mapRemove(held as MapValue, key)),
  },
  Lock: {
    acquire: (held, _, client) => (held === null ? done(nodeReference(client)) : undefined),
    tryAcquire: (held, _, client) =>
      held === null ? { result: true, held: nodeReference(client) } : { result: false, held },
    release: (held, _, client) => (equalValues(held, nodeReference(client)) ? done(null) : undefined),
  },
};

function read(held: Value): Answered {
  return { result: held, held };
}

function write(_: Value, [value = null]: readonly Value[]): Answered {
  return done(value);
}

/** The client learns only that it is done. */
function done(held: Value): Answered {
  return { result: null, held };
}
