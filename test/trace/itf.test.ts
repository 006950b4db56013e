import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Instance } from '../../src/model/instance.ts';
import { nodeName } from '../../src/model/labels.ts';
import type { Execution } from '../../src/model/state.ts';
import { equalValues, mapOf, nodeReference, setOf, type Value } from '../../src/model/values.ts';
import type { Type } from '../../src/model/types.ts';
import { itfText } from '../../src/trace/itf.ts';
import { itfValue } from '../../src/trace/itfValues.ts';
import { assertGolden } from '../scene/golden.ts';
import { EXAMPLES, exampleSystem, randomExecution } from '../scene/examples.ts';
import { systemOf } from '../support/protocols.ts';
import { recipes, syntheticExecution } from './syntheticExecutions.ts';

type Json = boolean | number | string | null | readonly Json[] | { readonly [name: string]: Json };

interface Trace {
  readonly '#meta': { readonly format: string };
  readonly vars: readonly string[];
  readonly loop?: number;
  readonly states: readonly ({ readonly '#meta': { readonly index: number; readonly step: string } } & Record<
    string,
    Json
  >)[];
}

function traceFor(instance: Instance, execution: Execution, loop?: number): Trace {
  return JSON.parse(itfText(instance, execution, { description: 'about', loop })) as Trace;
}

/** Fails where data is not a value of ITF, as the ADR defines it. */
function assertItf(data: Json): void {
  assert.notEqual(data, null);
  assert.notEqual(typeof data, 'number');
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data)) {
    data.forEach(assertItf);
    return;
  }
  const record = data as Readonly<Record<string, Json>>;
  const special = Object.keys(record).filter(name => name.startsWith('#'));
  if (special.length === 0) {
    Object.values(record).forEach(assertItf);
    return;
  }
  assert.equal(Object.keys(record).length, 1);
  const [name = ''] = special;
  const content = record[name];
  if (name === '#bigint') assert.match(content as string, /^-?\d+$/);
  else if (name === '#map') {
    for (const pair of content as readonly (readonly Json[])[]) {
      assert.equal(pair.length, 2);
      pair.forEach(assertItf);
    }
  } else {
    assert.ok(name === '#set' || name === '#tup', name);
    (content as readonly Json[]).forEach(assertItf);
  }
}

/** What a value of ITF says, given its type. */
function decoded(instance: Instance, data: Json, type: Type): Value {
  const at = (name: string): readonly Json[] => (data as Record<string, readonly Json[]>)[name] ?? [];
  switch (type.kind) {
    case 'bool':
      return data as boolean;
    case 'enum':
      return data as string;
    case 'int':
    case 'range':
    case 'lamport':
    case 'time':
      return Number((data as Record<string, string>)['#bigint']);
    case 'role':
    case 'node':
      return nodeReference(instance.nodes.findIndex(({ name }) => name === data));
    case 'option': {
      const { tag, value } = data as { readonly tag: string; readonly value: Json };
      return tag === 'None' ? null : decoded(instance, value, type.of);
    }
    case 'set':
      return setOf(at('#set').map(item => decoded(instance, item, type.of)));
    case 'list':
      return { kind: 'list', items: (data as readonly Json[]).map(item => decoded(instance, item, type.of)) };
    case 'map':
      return decodedMap(instance, at('#map'), [type.key, type.value]);
    case 'vector':
      return decodedMap(instance, at('#map'), [{ kind: 'node' }, { kind: 'int' }]);
    case 'record': {
      const fields = data as Record<string, Json>;
      const names = type.fields.map(({ name }) => name);
      const values = type.fields.map(field => decoded(instance, fields[field.name] ?? null, field.type));
      return { kind: 'record', type: type.name, names, fields: values };
    }
    case 'interval': {
      const names = Object.keys(data as object);
      const numbers = Object.values(data as Record<string, Json>).map(each => decoded(instance, each, { kind: 'int' }));
      return { kind: 'record', type: 'interval', names, fields: numbers };
    }
  }
}

function decodedMap(instance: Instance, pairs: readonly Json[], [key, value]: readonly [Type, Type]): Value {
  const entries = pairs as readonly (readonly [Json, Json])[];
  return mapOf(entries.map(([k, v]) => [decoded(instance, k, key), decoded(instance, v, value)] as const));
}

/** Compares every variable of every node in every state with what the trace says. */
function assertSays(instance: Instance, execution: Execution, trace: Trace): number {
  let compared = 0;
  const states = [execution.start, ...execution.transitions].map(({ state }) => state);
  for (const [index, state] of states.entries()) {
    for (const node of instance.nodes) {
      const role = instance.protocol.roles[node.role]!;
      for (const [i, { name }] of role.variables.entries()) {
        const type = instance.variableTypes[node.role]![i]!;
        const entries = (trace.states[index]?.[`${role.name}_${name}`] as Record<string, [string, Json][]>)['#map']!;
        const found = entries.find(([key]) => key === nodeName(instance, node.index))![1];
        assert.ok(equalValues(decoded(instance, found, type), state.locals[node.index]!.variables[i]!), name);
        compared += 1;
      }
    }
  }
  return compared;
}

describe('the Informal Trace Format', () => {
  it('has every state, each with every variable, in values of the format', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const trace = traceFor(instance, execution);
        assert.equal(trace['#meta'].format, 'ITF');
        assert.equal(trace.states.length, execution.transitions.length + 1);
        assert.equal(new Set(trace.vars).size, trace.vars.length);
        trace.states.forEach((state, index) => {
          const { '#meta': meta, ...values } = state;
          assert.equal(meta.index, index);
          assert.deepEqual(Object.keys(values), trace.vars);
          Object.values(values).forEach(assertItf);
        });
        assert.ok(assertSays(instance, execution, trace) > 0);
      }),
      { numRuns: 40 },
    );
  });

  it('says what the nodes of the examples hold', () => {
    for (const { file, scenario } of EXAMPLES) {
      const { instance } = exampleSystem(file, scenario);
      const execution = randomExecution(exampleSystem(file, scenario), 3, 30);
      assert.ok(assertSays(instance, execution, traceFor(instance, execution)) > 20, file);
    }
  });

  it('goes back to where a loop begins, without saying the same state twice', () => {
    const { instance, execution } = syntheticExecution({
      ...{ seed: 4, nodes: 2, steps: 6, order: 'any', persistent: false, error: false },
    });
    const last = execution.transitions.length;
    const lasso = traceFor(instance, execution, 2);
    assert.deepEqual([lasso.loop, lasso.states.length], [2, last]);
    const resting = traceFor(instance, execution, last);
    assert.deepEqual([resting.loop, resting.states.length], [last, last + 1]);
  });

  it('tells an optional value that is there from one that is not, and from one inside another', () => {
    const instance = { nodes: [] };
    const type: Type = { kind: 'option', of: { kind: 'option', of: { kind: 'int' } } };
    assert.deepEqual(itfValue(instance, null, type), { tag: 'None', value: { '#tup': [] } });
    assert.deepEqual(itfValue(instance, 7, type), { tag: 'Some', value: { tag: 'Some', value: { '#bigint': '7' } } });
  });

  it('is as a person has read it', () => {
    const system = systemOf(SMALL);
    const execution = randomExecution(system, 1, 3);
    assertGolden(
      'export-small.itf.json',
      itfText(system.instance, execution, { description: 'Small', loop: undefined }),
    );
  });
});

const SMALL = `protocol Small
record Item(id: 0..3, owner: Client?)
message Put(item: Item)
message Done
role Client {
  var items: set of Item = {}
  var best: Item? = none
  timer late
  on start { send Put(Item(id: 1, owner: self)) to Server  start late }
  on Done { best = Item(id: 2, owner: none) }
  on late { items = items }
}
role Server {
  var seen: map Client to 0..9 = {}
  var log: list of 0..9 = []
  on Put(item) from client { seen[client] = 1  log = log + [item.id]  reply Done }
}
system { Client: 1  Server: 1  network { loss: 1 } }
`;
