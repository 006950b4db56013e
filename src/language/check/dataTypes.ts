import { DATA_TYPES, type DataType, type DataTypeName, type OperationType } from '../../model/dataTypes.ts';
import { BOOL, describe, INT, UNKNOWN, type CheckedType } from './checkedType.ts';
import type { HistoryEntry } from './tables.ts';

export const DATA_TYPE_NAMES = Object.keys(DATA_TYPES) as readonly DataTypeName[];

/** What other languages call it. */
const SYNONYMS: Readonly<Partial<Record<string, DataTypeName>>> = {
  cas: 'CompareAndSwap',
  map: 'KeyValue',
  kv: 'KeyValue',
  dictionary: 'KeyValue',
  mutex: 'Lock',
  variable: 'Register',
};

/** The data type with exactly this name. */
export function dataTypeNamed(name: string): DataTypeName | undefined {
  return DATA_TYPE_NAMES.find(known => known === name);
}

/** The data type that other languages give a name. */
export function dataTypeMeant(name: string): DataTypeName | undefined {
  const word = name.toLowerCase();
  return Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined;
}

/** An operation with the types of its values in a history. */
export interface Operation {
  readonly name: string;
  readonly parameters: readonly CheckedType[];
  /** Undefined where the client learns only that it is done. */
  readonly result: CheckedType | undefined;
}

/** What clients can ask of the data type of a history; nothing where it has none. */
export function operationsOf(history: HistoryEntry): readonly Operation[] {
  if (history.dataType === undefined) return [];
  const { operations }: DataType = DATA_TYPES[history.dataType];
  return Object.entries(operations).map(([name, { parameters, result }]) => ({
    name,
    parameters: parameters.map(part => typeOfPart(history, part) ?? UNKNOWN),
    result: typeOfPart(history, result),
  }));
}

function typeOfPart({ of }: HistoryEntry, part: OperationType['result']): CheckedType | undefined {
  const map = of?.kind === 'map' ? of : undefined;
  switch (part) {
    case 'nothing':
      return undefined;
    case 'bool':
      return BOOL;
    case 'int':
      return INT;
    case 'item':
      return of ?? UNKNOWN;
    case 'item?':
      return optional(of ?? UNKNOWN);
    case 'key':
      return map?.key ?? UNKNOWN;
    case 'value':
      return map?.value ?? UNKNOWN;
    case 'value?':
      return optional(map?.value ?? UNKNOWN);
  }
}

function optional(type: CheckedType): CheckedType {
  return type.kind === 'option' ? type : { kind: 'option', of: type };
}

/** How an operation is asked: `write(int)`; its name alone where the types of its values are not known. */
export function asked({ name, parameters }: Operation): string {
  return parameters.length === 0 || parameters.includes(UNKNOWN)
    ? name
    : `${name}(${parameters.map(describe).join(', ')})`;
}

/** Names in quotes, with commas between them. */
export function quoted(names: readonly string[]): string {
  return names.map(name => `\`${name}\``).join(', ');
}
