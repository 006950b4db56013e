import type { BinaryOperator } from '../model/expressions.ts';
import type { GhostWrite } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { itemAt, raiseMissingKey } from './access.ts';
import { asInteger, asList, asMap, asRecord } from './casts.ts';
import { mapGet, mapPut, replaced } from './collections.ts';
import { applyOperator } from './operators.ts';
import { spend } from './scope.ts';
import type { Context } from './scope.ts';

/** What an assignment does to the variable it names: the path is computed already. */
export type Write = Omit<GhostWrite, 'ghost'>;

/** The whole new value of a variable that had the value `whole`. */
export function writeInto(whole: Value, write: Write, context: Context): Value {
  return writeAt(whole, write, 0, context);
}

function writeAt(current: Value, write: Write, depth: number, context: Context): Value {
  const { at } = write;
  const step = write.path[depth];
  if (step === undefined) return newValue(current, write.operator, write, context);
  switch (step.kind) {
    case 'item': {
      const list = asList(current, at);
      const index = asInteger(step.key, at);
      const inner = itemAt(list, index, at);
      spend(context, list.items.length, at);
      return { kind: 'list', items: replaced(list.items, index, writeAt(inner, write, depth + 1, context)) };
    }
    case 'field': {
      const record = asRecord(current, at);
      const field = asInteger(step.key, at);
      const inner = record.fields[field]!;
      return { ...record, fields: replaced(record.fields, field, writeAt(inner, write, depth + 1, context)) };
    }
    case 'entry': {
      const map = asMap(current, at);
      spend(context, map.keys.length, at);
      const last = depth + 1 === write.path.length;
      const entry = mapGet(map, step.key);
      const inner = entry === undefined && last ? write.empty : entry;
      // A plain assignment to an entry makes it; everything else needs what is there.
      if (last && write.operator === undefined) return mapPut(map, step.key, write.value);
      if (inner === undefined) raiseMissingKey(step.key, context.setting, at);
      return mapPut(map, step.key, writeAt(inner, write, depth + 1, context));
    }
  }
}

function newValue(current: Value, operator: BinaryOperator | undefined, write: Write, context: Context): Value {
  if (operator === undefined) return write.value;
  return applyOperator(operator, current, write.value, { at: write.at, context });
}
