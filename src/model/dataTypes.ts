/** The data types that a history may be of. */
export const DATA_TYPES = {
  Register: {
    holds: 'item',
    operations: { write: operation(['item'], 'nothing'), read: operation([], 'item') },
  },
  CompareAndSwap: {
    holds: 'item',
    operations: {
      write: operation(['item'], 'nothing'),
      read: operation([], 'item'),
      /** Writes the second where the first is held, and answers whether it was. */
      cas: operation(['item', 'item'], 'bool'),
    },
  },
  Counter: {
    holds: 'int',
    operations: { add: operation(['int'], 'nothing'), read: operation([], 'int') },
  },
  Queue: {
    holds: 'items',
    operations: { enqueue: operation(['item'], 'nothing'), dequeue: operation([], 'item?') },
  },
  Set: {
    holds: 'items',
    operations: {
      add: operation(['item'], 'nothing'),
      remove: operation(['item'], 'nothing'),
      contains: operation(['item'], 'bool'),
    },
  },
  KeyValue: {
    holds: 'entries',
    operations: {
      put: operation(['key', 'value'], 'nothing'),
      get: operation(['key'], 'value?'),
      remove: operation(['key'], 'nothing'),
    },
  },
  Lock: {
    holds: 'holder',
    operations: {
      /** Possible only while nobody holds it. */
      acquire: operation([], 'nothing'),
      /** Takes it where nobody holds it, and answers whether it did. */
      tryAcquire: operation([], 'bool'),
      /** Possible only for the client that holds it. */
      release: operation([], 'nothing'),
    },
  },
} as const satisfies Readonly<Record<string, DataType>>;

export type DataTypeName = keyof typeof DATA_TYPES;

/** What an object of a data type holds, and what clients can ask of it. */
export interface DataType {
  /**
   * `item` is the type that the history is `of`, and what it holds at first has to be said unless the type is optional;
   * `items` is any number of those, none at first; `entries` maps keys to values, none at first (the history is `of map K
   * to V`); `int` begins with 0; `holder` is nobody at first, and the client that holds a lock.
   */
  readonly holds: 'item' | 'items' | 'entries' | 'int' | 'holder';
  readonly operations: Readonly<Record<string, OperationType>>;
}

/** The types of what an operation is asked and what it answers. */
export interface OperationType {
  readonly parameters: readonly DataTypePart[];
  /** `nothing` where the client learns only that it is done. */
  readonly result: DataTypePart | 'item?' | 'value?' | 'nothing';
}

/** `item` is what the history is `of`; `key` and `value` are those of the map that it is `of`. */
export type DataTypePart = 'item' | 'key' | 'value' | 'int' | 'bool';

function operation(parameters: readonly DataTypePart[], result: OperationType['result']): OperationType {
  return { parameters, result };
}
