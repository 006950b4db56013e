import fc from 'fast-check';
import { NO_SPAN } from '../../../src/base/span.ts';
import { DATA_TYPES, type DataTypeName, type OperationType } from '../../../src/model/dataTypes.ts';
import type { Instance } from '../../../src/model/instance.ts';
import type { ClientHistory, OperationEvent } from '../../../src/model/state.ts';
import type { Type } from '../../../src/model/types.ts';
import type { Value } from '../../../src/model/values.ts';
import { emptyObject, sequentialObject } from '../../../src/semantics/histories/dataTypes.ts';
import { applyOperations } from '../../../src/semantics/histories/operations.ts';
import { syntheticInstance } from '../../trace/syntheticExecutions.ts';

const SMALL: Type = { kind: 'range', low: 0, high: 2 };

/** An instance of four clients with one history, of small numbers, of a data type. */
export function instanceWith(dataType: DataTypeName): Instance {
  const recipe = { seed: 0, nodes: 4, steps: 0, order: 'any', persistent: false, error: false } as const;
  const instance = syntheticInstance(recipe);
  const declared = { name: 'h', at: NO_SPAN, doc: undefined, dataType, of: undefined, initial: undefined };
  const { holds } = DATA_TYPES[dataType];
  const of: Type | undefined = holds === 'entries' ? { kind: 'map', key: SMALL, value: SMALL } : SMALL;
  const initial = holds === 'item' ? 0 : emptyObject(dataType);
  return {
    ...instance,
    protocol: { ...instance.protocol, histories: [declared] },
    histories: [{ dataType, of, initial }],
    nodes: instance.nodes.map(node => ({ ...node, name: `Client ${node.index + 1}` })),
  };
}

/** Something that a client does: it asks, or learns an answer. */
export type Happening =
  | { readonly client: number; readonly asks: string; readonly arguments: readonly Value[] }
  | { readonly client: number; readonly learns: Value };

/** What a history records of what clients do, one after another. */
export function recorded(instance: Instance, happenings: readonly Happening[]): ClientHistory {
  return happenings.reduce<ClientHistory>((history, happening) => {
    const common = { history: 0, at: NO_SPAN };
    const event: OperationEvent =
      'asks' in happening
        ? { ...common, kind: 'invoke', operation: happening.asks, arguments: happening.arguments }
        : { ...common, kind: 'respond', value: happening.learns };
    const after = applyOperations(instance, [history], happening.client, [event]);
    if (!after.ok) throw new Error(after.failure.message);
    return after.value[0]!;
  }, []);
}

export const DATA_TYPE_NAMES = Object.keys(DATA_TYPES) as readonly DataTypeName[];

/** The operations of a data type, by name. */
export function operationsOf(dataType: DataTypeName): readonly (readonly [string, OperationType])[] {
  return Object.entries(DATA_TYPES[dataType].operations);
}

interface Dice {
  readonly client: number;
  readonly operation: number;
  readonly arguments: readonly [number, number];
  /** Below 2: asks again before the answer. */
  readonly patience: number;
  /** Below 4: the answer is any, whatever would be right. */
  readonly truth: number;
  readonly answer: number;
}

const OPERATIONS_MAX = 6;

/**
 * What up to three clients do to an object: at most six operations, some of them given up. Most answers are those of one object that
 * does each operation when it answers; others are anything.
 */
export function arbitraryHappenings(dataType: DataTypeName): fc.Arbitrary<readonly Happening[]> {
  const dice: fc.Arbitrary<Dice> = fc.record({
    client: fc.nat(2),
    operation: fc.nat(2),
    arguments: fc.tuple(fc.nat(2), fc.nat(2)),
    patience: fc.nat(9),
    truth: fc.nat(9),
    answer: fc.nat(3),
  });
  return fc.array(dice, { minLength: 6, maxLength: 16 }).map(rolls => happeningsOf(dataType, rolls));
}

function happeningsOf(dataType: DataTypeName, rolls: readonly Dice[]): readonly Happening[] {
  const { initial } = instanceWith(dataType).histories[0]!;
  const object = sequentialObject(dataType, initial);
  const names = operationsOf(dataType);
  const open = new Map<number, { readonly operation: string; readonly arguments: readonly Value[] }>();
  const happenings: Happening[] = [];
  let held = initial;
  let begun = 0;
  for (const { client, operation, arguments: values, patience, truth, answer } of rolls) {
    const asked = open.get(client);
    if (asked === undefined || patience < 2) {
      const [asks, { parameters }] = names[operation % names.length]!;
      if (begun === OPERATIONS_MAX) continue;
      begun += 1;
      const given = parameters.map((_, i) => values[i]!);
      open.set(client, { operation: asks, arguments: given });
      happenings.push({ client, asks, arguments: given });
      continue;
    }
    const done = object.apply(held, { ...asked, client });
    const isTrue = truth >= 4 && done !== undefined;
    if (isTrue) held = done.held;
    const learns = isTrue ? done.result : anything(dataType, asked.operation, answer);
    open.delete(client);
    happenings.push({ client, learns });
  }
  return happenings;
}

function anything(dataType: DataTypeName, operation: string, dice: number): Value {
  const { result } = operationsOf(dataType).find(([name]) => name === operation)![1];
  switch (result) {
    case 'nothing':
      return null;
    case 'bool':
      return dice % 2 === 0;
    case 'item?':
    case 'value?':
      return dice === 3 ? null : dice;
    case 'item':
    case 'key':
    case 'value':
    case 'int':
      return dice % 3;
  }
}
