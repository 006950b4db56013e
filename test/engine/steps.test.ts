import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Components } from '../../src/engine/components.ts';
import { Labels } from '../../src/engine/liveness/labels.ts';
import { Expander } from '../../src/engine/expander.ts';
import { Levels } from '../../src/engine/levels.ts';
import { Projection } from '../../src/engine/projection.ts';
import { readsOf } from '../../src/engine/reads.ts';
import { RowSet } from '../../src/engine/rowSet.ts';
import type { Behaviour } from '../../src/semantics/local.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Property } from '../../src/model/protocol.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import { createBehaviour } from '../../src/semantics/behaviour.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';

/** Everything reachable, expanded with `behaviour`. */
function explored(
  instance: Instance,
  behaviour: Behaviour,
  statesMax: number,
): { components: Components; space: RowSet } {
  const components = new Components(instance);
  const space = new RowSet(components.kinds);
  const labels = new Labels(instance);
  const expander = new Expander(
    { components, behaviour, labels, space, copiesMax: Infinity, keepsLabels: false },
    () => false,
  );
  const row = new Int32Array(components.kinds.length);
  for (const outcome of createSystem(instance).initial()) {
    if (outcome.kind === 'error') continue;
    components.encode(outcome.state, row);
    space.tryAdd(row);
  }
  for (let id = 0; id < Math.min(space.count, statesMax); id += 1) expander.expand(id);
  return { components, space };
}

describe('the steps of a node', () => {
  it('ask a handler once for each local state and message', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '4');
    const behaviour = createBehaviour(instance);
    const asked = new Map<string, number>();
    const counting: Behaviour = {
      instance,
      initialLocal: node => behaviour.initialLocal(node),
      startOutcomes: node => behaviour.startOutcomes(node),
      recoverOutcomes: (node, local) => behaviour.recoverOutcomes(node, local),
      timerOutcomes: (node, local, timer) => behaviour.timerOutcomes(node, local, timer),
      crashLocal: (node, local) => behaviour.crashLocal(node, local),
      crashMidway: (node, outcome, at) => behaviour.crashMidway(node, outcome, at),
      actionOutcomes: (node, local) => {
        const key = JSON.stringify(['action', node, local]);
        asked.set(key, (asked.get(key) ?? 0) + 1);
        return behaviour.actionOutcomes(node, local);
      },
      deliveryOutcomes: (local, envelope) => {
        const key = JSON.stringify([local, envelope]);
        asked.set(key, (asked.get(key) ?? 0) + 1);
        return behaviour.deliveryOutcomes(local, envelope);
      },
    };
    const { space } = explored(instance, counting, Infinity);
    assert.equal(space.count, 1_568);
    assert.ok(asked.size > 20);
    assert.deepEqual(new Set(asked.values()), new Set([1]));
  });
});

describe('rows', () => {
  it('are different exactly when states are, and decode to what was encoded', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const { components, space } = explored(instance, createBehaviour(instance), 100);
        const row = new Int32Array(components.kinds.length);
        const again = new Int32Array(components.kinds.length);
        const keys = new Set<string>();
        for (let id = 0; id < space.count; id += 1) {
          space.rows.read(id, row);
          const state = components.decode(row);
          keys.add(stateKey(state));
          components.encode(structuredClone(state), again);
          assert.deepEqual(again, row);
          assert.equal(space.tryAdd(again), id);
        }
        assert.equal(keys.size, space.count);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a projection', () => {
  it('gives rows of one tuple only to states on which the property has one value', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const system = createSystem(instance);
        const { components, space } = explored(instance, createBehaviour(instance), 100);
        const row = new Int32Array(components.kinds.length);
        for (const property of instance.protocol.properties.filter(isOfStates)) {
          const projection = new Projection(components, readsOf(instance.protocol, property.body));
          const values = new Map<number, unknown>();
          for (let id = 0; id < space.count; id += 1) {
            space.rows.read(id, row);
            const tuple = projection.tupleOf(row);
            const value = system.evaluate(property, components.decode(row));
            if (values.has(tuple)) assert.deepEqual(value, values.get(tuple));
            values.set(tuple, value);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not tell states apart that differ only in what is not read', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '3');
    const { components, space } = explored(instance, createBehaviour(instance), Infinity);
    const [property] = instance.protocol.properties.filter(isOfStates);
    assert.ok(property);
    const projection = new Projection(components, readsOf(instance.protocol, property.body));
    const row = new Int32Array(components.kinds.length);
    const tuples = new Set<number>();
    const seen = new Set<string>();
    for (let id = 0; id < space.count; id += 1) {
      space.rows.read(id, row);
      tuples.add(projection.tupleOf(row));
      seen.add(
        JSON.stringify(
          components
            .decode(row)
            .locals.slice(1)
            .map(({ variables }) => variables),
        ),
      );
    }
    assert.equal(tuples.size, seen.size);
    assert.ok(tuples.size < space.count / 4);
  });
});

function isOfStates(property: Property): property is Property & { kind: 'invariant' | 'finally' | 'reachable' } {
  return property.kind === 'invariant' || property.kind === 'finally' || property.kind === 'reachable';
}

describe('levels', () => {
  it('say how deep each state is, asked in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (found, asks) => {
          const levels = new Levels();
          const depths = [0, 0];
          levels.add(-1, 2);
          found.forEach((count, parent) => {
            if (parent >= depths.length) return;
            levels.add(parent, count);
            for (let i = 0; i < count; i += 1) depths.push(depths[parent]! + 1);
          });
          for (const ask of asks.take(40)) {
            const stateId = ask % depths.length;
            assert.equal(levels.depthOf(stateId), depths[stateId]);
          }
          assert.deepEqual(
            levels.sizes(),
            Array.from({ length: levels.depth + 1 }, (_, depth) => depths.filter(other => other === depth).length),
          );
        },
      ),
    );
  });
});
