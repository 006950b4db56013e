import { present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Expression } from '../model/expressions.ts';
import { formatValue, mapOf, setOf } from '../model/values.ts';
import type { ListValue, SetValue, Value } from '../model/values.ts';
import { asInteger, asList, asMap, asRecord } from './casts.ts';
import { mapGet, replaced } from './collections.ts';
import { raise } from './errors.ts';
import { spend } from './scope.ts';
import type { Context, Evaluator, Setting } from './scope.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;
type Compile = (expression: Expression) => Evaluator;

type Making = Of<'set' | 'list' | 'map' | 'interval' | 'record' | 'with'>;
type Reading = Of<'field' | 'item' | 'entry' | 'slice' | 'default' | 'some'>;

/** Expressions that make composite values and take them apart. */
export function compileAccess(expression: Making | Reading, compile: Compile): Evaluator {
  switch (expression.kind) {
    case 'set':
    case 'list':
    case 'map':
    case 'interval':
    case 'record':
    case 'with':
      return compileMaking(expression, compile);
    case 'field':
    case 'item':
    case 'entry':
    case 'slice':
    case 'default':
    case 'some':
      return compileReading(expression, compile);
  }
}

function compileMaking(expression: Making, compile: Compile): Evaluator {
  const { at } = expression;
  switch (expression.kind) {
    case 'set': {
      const items = expression.items.map(compile);
      return scope => setOf(items.map(item => item(scope)));
    }
    case 'list': {
      const items = expression.items.map(compile);
      return scope => ({ kind: 'list', items: items.map(item => item(scope)) });
    }
    case 'map': {
      const keys = expression.keys.map(compile);
      const values = expression.values.map(compile);
      return scope => mapOf(keys.map((key, i) => [key(scope), values[i]!(scope)]));
    }
    case 'interval': {
      const low = compile(expression.low);
      const high = compile(expression.high);
      return scope => interval(asInteger(low(scope), at), asInteger(high(scope), at), scope.context, at);
    }
    case 'record': {
      const fields = expression.fields.map(compile);
      return scope => {
        const type = present(scope.context.setting.records[expression.record], 'a record that is made is declared');
        const names = type.fields.map(field => field.name);
        return { kind: 'record', type: type.name, names, fields: fields.map(field => field(scope)) };
      };
    }
    case 'with': {
      const of = compile(expression.of);
      const changes = expression.fields.map(({ field, value }) => ({ field, value: compile(value) }));
      return scope => {
        const record = asRecord(of(scope), at);
        const fields = changes.reduce((all, { field, value }) => replaced(all, field, value(scope)), record.fields);
        return { ...record, fields };
      };
    }
  }
}

function compileReading(expression: Reading, compile: Compile): Evaluator {
  const { at } = expression;
  const of = compile(
    expression.kind === 'default' && expression.of.kind === 'entry' ? expression.of.of : expression.of,
  );
  switch (expression.kind) {
    case 'field':
      return scope => present(asRecord(of(scope), at).fields[expression.field], 'a record has its declared fields');
    case 'item': {
      const index = compile(expression.index);
      const name = nameOf(expression.of);
      return scope => itemAt(asList(of(scope), at), asInteger(index(scope), at), at, name);
    }
    case 'entry': {
      const key = compile(expression.key);
      const name = nameOf(expression.of);
      return scope => {
        const map = asMap(of(scope), at);
        const wanted = key(scope);
        // Missing is undefined; an entry may be there and be none.
        const entry = mapGet(map, wanted);
        return entry === undefined ? raiseMissingKey(wanted, scope.context.setting, at, name) : entry;
      };
    }
    case 'slice': {
      const from = compile(expression.from);
      const to = compile(expression.to);
      return scope => slice(asList(of(scope), at), asInteger(from(scope), at), asInteger(to(scope), at));
    }
    case 'default': {
      const otherwise = compile(expression.otherwise);
      if (expression.of.kind !== 'entry') return scope => of(scope) ?? otherwise(scope);
      const key = compile(expression.of.key);
      return scope => mapGet(asMap(of(scope), at), key(scope)) ?? otherwise(scope);
    }
    case 'some':
      return scope =>
        of(scope) ?? raise('missing-value', 'This is none where a value is needed. Give a default with «??».', at);
  }
}

function interval(low: number, high: number, context: Context, at: Span): SetValue {
  const size = Math.max(0, high - low + 1);
  spend(context, size, at);
  return { kind: 'set', items: Array.from({ length: size }, (_, i) => low + i) };
}

/** The item of a list; `name` is what the list is called, as far as it has a name. */
export function itemAt(list: ListValue, index: number, at: Span, name = 'The list'): Value {
  const item = list.items[index];
  if (item !== undefined) return item;
  const size = list.items.length;
  const has = size === 0 ? 'it is empty' : `it has the items 0 to ${size - 1}`;
  raise('index-out-of-range', `${name} has no item ${index}: ${has}.`, at);
}

/** What something is called in the text, where it has a name and is not computed. */
function nameOf(expression: Expression): string | undefined {
  const isNamed = expression.kind === 'variable' || expression.kind === 'ghost' || expression.kind === 'param';
  return isNamed || expression.kind === 'local' ? expression.name : undefined;
}

export function raiseMissingKey(key: Value, setting: Setting, at: Span, name = 'The map'): never {
  const wanted = formatValue(key, node => setting.nodes[node]?.name ?? `node ${node}`);
  raise('missing-key', `${name} has no entry for ${wanted}. Give a default with «??».`, at);
}

function slice(list: ListValue, from: number, to: number): ListValue {
  return { kind: 'list', items: list.items.slice(Math.max(0, from), Math.max(0, to + 1)) };
}
