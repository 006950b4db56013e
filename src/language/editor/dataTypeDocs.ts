import type { DATA_TYPES, DataTypeName } from '../../model/dataTypes.ts';
import { asked, operationsOf, type Operation } from '../check/dataTypes.ts';
import { describe } from '../check/checkedType.ts';
import type { HistoryEntry } from '../check/tables.ts';

type Docs = {
  readonly [Name in DataTypeName]: {
    readonly about: string;
    readonly operations: Readonly<Record<keyof (typeof DATA_TYPES)[Name]['operations'], string>>;
  };
};

const REGISTER = { write: 'Puts a value in place of the one before.', read: 'Answers the value.' };
const REMOVES = (what: string): string => `Takes a ${what} out, if it is in.`;

/** What data types are, and what their operations do. */
export const DATA_TYPE_DOCS: Docs = {
  Register: { about: 'One value, which clients write and read.', operations: REGISTER },
  CompareAndSwap: {
    about: 'A register that can also be written on a condition.',
    operations: {
      ...REGISTER,
      cas: 'Writes the second value where the first one is held, and answers whether it was.',
    },
  },
  Counter: {
    about: 'A number, 0 at first.',
    operations: { add: 'Adds a number, which may be negative.', read: 'Answers the number.' },
  },
  Queue: {
    about: 'Values in a row, none at first.',
    operations: {
      enqueue: 'Puts a value at the end.',
      dequeue: 'Takes the value at the front away and answers it, or `none` where there is none.',
    },
  },
  Set: {
    about: 'Values, each at most once, none at first.',
    operations: { add: 'Puts a value in.', remove: REMOVES('value'), contains: 'Answers whether a value is in.' },
  },
  KeyValue: {
    about: 'Keys with a value each, none at first.',
    operations: {
      put: 'Gives a key a value.',
      get: 'Answers the value of a key, or `none` where it has none.',
      remove: REMOVES('key'),
    },
  },
  Lock: {
    about: 'Held by at most one client, by nobody at first.',
    operations: {
      acquire: 'Takes the lock: possible only while nobody holds it.',
      tryAcquire: 'Takes the lock where nobody holds it, and answers whether it did.',
      release: 'Gives the lock back: possible only for the client that holds it.',
    },
  },
};

/** What an operation of a history does; empty where that is not known. */
export function operationDoc({ dataType }: HistoryEntry, operation: string): string {
  if (dataType === undefined) return '';
  const { operations }: { readonly operations: Readonly<Record<string, string>> } = DATA_TYPE_DOCS[dataType];
  return operations[operation] ?? '';
}

/** What an operation is asked and what it answers, as a client writes both. */
export function operationMarkdown(history: HistoryEntry, operation: Operation): string {
  const { name } = history.symbol;
  const answer = operation.result === undefined ? '' : ` with ${describe(operation.result)}`;
  const written = `invoke ${name}.${asked(operation)}\nrespond ${name}${answer}`;
  return `\`\`\`lightcone\n${written}\n\`\`\`\n\n${operationDoc(history, operation.name)}`;
}

/** A data type with everything that clients can ask of it. */
export function dataTypeMarkdown(history: HistoryEntry): string {
  if (history.dataType === undefined) return '';
  const { about } = DATA_TYPE_DOCS[history.dataType];
  const lines = operationsOf(history).map(operation => {
    const answers = operation.result === undefined ? '' : `: ${describe(operation.result)}`;
    return `- \`${asked(operation)}${answers}\` – ${operationDoc(history, operation.name)}`;
  });
  return [about, '', ...lines].join('\n');
}
