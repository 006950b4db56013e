import { assert, present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Builtin } from '../model/expressions.ts';
import { compareValues, nodeReference, setOf } from '../model/values.ts';
import type { Value } from '../model/values.ts';
import { asInteger, asMap, asNode, integer, itemsOf } from './casts.ts';
import { readingOf } from './conditions.ts';
import { intervalValue } from './domains.ts';
import { vectorConcurrent, vectorMerge, vectorTick } from './clocks.ts';
import { raise } from './errors.ts';
import { selfOf, spend } from './scope.ts';
import type { Context, Setting } from './scope.ts';

/** Calls a function that every protocol has. */
export function callBuiltin(name: Builtin, values: readonly Value[], context: Context, at: Span): Value {
  if (name === 'now' || name === 'monotonic' || name === 'truetime') return readClock(name, context, at);
  const first = present(values[0], 'every other built-in function has an argument');
  const second = values[1];
  switch (name) {
    case 'size':
      return itemsOf(first, at).length;
    case 'min':
    case 'max':
      return extreme(name, second === undefined ? itemsOf(first, at) : values, context, at);
    case 'sum':
      spend(context, itemsOf(first, at).length, at);
      return itemsOf(first, at).reduce<number>((sum, item) => integer(sum + asInteger(item, at), at), 0);
    case 'first':
    case 'last':
      return endOf(name, first, at);
    case 'keys':
      return setOf(asMap(first, at).keys);
    case 'values':
      return { kind: 'list', items: asMap(first, at).values };
    case 'tick':
      return tick(values, context, at);
    case 'merge':
      return typeof first === 'number'
        ? Math.max(first, asInteger(present(second, 'merge has two arguments'), at))
        : vectorMerge(asMap(first, at), asMap(present(second, 'merge has two arguments'), at));
    case 'concurrent':
      return vectorConcurrent(asMap(first, at), asMap(present(second, 'concurrent has two arguments'), at));
    case 'the':
      return onlyItem(itemsOf(first, at), at);
    case 'next':
    case 'previous':
    case 'index':
      return positionInRole(name, asNode(first, at), context.setting);
  }
}

function readClock(name: 'now' | 'monotonic' | 'truetime', { clock, setting }: Context, at: Span): Value {
  if (clock === undefined) {
    raise('no-clock', `There is no clock to read with ${name}(): add «clock { horizon: 10 }» to the scenario.`, at);
  }
  const reading = readingOf(clock);
  const skew = setting.clock?.skew ?? 0;
  switch (name) {
    case 'now':
      return reading;
    case 'monotonic':
      return present(clock.monotonic, 'a role that reads a monotonic clock has one');
    case 'truetime':
      return intervalValue(reading - skew, reading + skew);
  }
}

function extreme(name: 'min' | 'max', items: readonly Value[], context: Context, at: Span): Value {
  const [first, ...rest] = items;
  if (first === undefined) raise('empty-collection', `There is no ${name} of nothing: the collection is empty.`, at);
  spend(context, items.length, at);
  const sign = name === 'max' ? 1 : -1;
  return rest.reduce((best, item) => (compareValues(item, best) * sign > 0 ? item : best), first);
}

function endOf(name: 'first' | 'last', value: Value, at: Span): Value {
  const item = itemsOf(value, at).at(name === 'first' ? 0 : -1);
  if (item === undefined) raise('empty-collection', `There is no ${name} of nothing: the collection is empty.`, at);
  return item;
}

function onlyItem(items: readonly Value[], at: Span): Value {
  const [item] = items;
  if (items.length === 1 && item !== undefined) return item;
  raise('missing-value', `«the» needs exactly one, and here there are ${items.length}.`, at);
}

// A vector clock's tick has the node before the clock, a Lamport clock's only the clock.
function tick(values: readonly Value[], context: Context, at: Span): Value {
  const clock = present(values.at(-1), 'tick has an argument');
  if (typeof clock === 'number') return integer(clock + 1, at);
  const own = values.length === 2 ? asNode(present(values[0], 'tick has two arguments'), at) : selfOf(context);
  return vectorTick(asMap(clock, at), own);
}

function positionInRole(name: 'next' | 'previous' | 'index', node: number, setting: Setting): Value {
  const nodes = setting.roleNodes.find(({ first, count }) => node >= first && node < first + count);
  assert(nodes !== undefined, 'every node has a role');
  const { first, count } = nodes;
  if (name === 'index') return node - first;
  return nodeReference(first + ((node - first + (name === 'next' ? 1 : count - 1)) % count));
}
