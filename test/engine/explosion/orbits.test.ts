import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { orbitsOf } from '../../../src/engine/explosion/orbits.ts';
import { renamedState } from '../../../src/engine/symmetry/renaming.ts';
import type { Instance } from '../../../src/model/instance.ts';
import type { State } from '../../../src/model/state.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText } from '../../support/protocols.ts';
import { permutations } from '../../support/orbits.ts';
import { done, exploredGraph } from '../../support/stateGraphs.ts';

function orbitCount(instance: Instance, bounds = {}): number | string {
  const { graph, seen } = exploredGraph(instance, bounds);
  const orbits = done(orbitsOf(graph, seen));
  return typeof orbits === 'string' ? orbits : orbits.count;
}

/** The orbits by brute force: of all that permutations make of a state, the one whose key comes first stands for it. */
function expectedOrbits(instance: Instance, states: readonly State[]): number | string {
  const { protocol, roleNodes, nodes } = instance;
  const groups = roleNodes.filter(({ count }, role) => count > 1 && !protocol.roles[role]!.ordered);
  if (groups.length === 0) return 'alone';
  const renamings = permutations(groups, nodes.length);
  const all = new Set(states.map(stateKey));
  const representatives = new Set<string>();
  for (const state of states) {
    const keys = renamings.map(renaming => stateKey(renamedState(instance, state, renaming)));
    if (!keys.every(key => all.has(key))) return 'unlike';
    representatives.add(keys.sort()[0]!);
  }
  return representatives.size;
}

describe('orbits', () => {
  // Counted with symmetry reduction by another checker, for 1 to 5 participants.
  [12, 34, 80, 166, 314].forEach((orbits, i) => {
    it(`of two-phase commit with ${String(i + 1)} ${i === 0 ? 'participant' : 'participants'}: ${String(orbits)}`, () => {
      const found = orbitCount(instanceOf(oracleText('two-phase-commit'), String(i + 1)));
      assert.equal(found, i === 0 ? 'alone' : orbits);
    });
  });

  it('are those of brute force, on random protocols', () => {
    const found = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const { graph, seen } = exploredGraph(instance, { statesMax: 300 });
        if (!graph.complete) return;
        const states = Array.from({ length: graph.stateCount }, (_, id) => graph.stateOf(id));
        const orbits = done(orbitsOf(graph, seen));
        const count = typeof orbits === 'string' ? orbits : orbits.count;
        assert.equal(count, expectedOrbits(instance, states));
        const kind = typeof count === 'string' ? count : 'counted';
        found.set(kind, (found.get(kind) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    assert.ok((found.get('counted') ?? 0) > 10, JSON.stringify([...found]));
  });

  const examples = [
    ['two-phase-commit', 'reliable network'],
    ['some-requests-fail', 'a worker dies'],
    ['split-brain', 'a majority elects, one dies'],
    ['overload-retries', 'a busy hour'],
  ] as const;
  for (const [name, scenario] of examples) {
    it(`are those of brute force, on ${name}, ${scenario}`, () => {
      const instance = instanceOf(exampleText(name), scenario);
      const { graph, seen } = exploredGraph(instance);
      const states = Array.from({ length: graph.stateCount }, (_, id) => graph.stateOf(id));
      const orbits = done(orbitsOf(graph, seen));
      assert.equal(typeof orbits === 'string' ? orbits : orbits.count, expectedOrbits(instance, states));
    }).timeout(60_000);
  }

  it('put states together, and only those', () => {
    const instance = instanceOf('protocol P role R { var n: 0..2 = 0 action a when n < 2 { n += 1 } } system { R: 2 }');
    const { graph, seen } = exploredGraph(instance);
    const orbits = done(orbitsOf(graph, seen));
    assert.ok(typeof orbits === 'object');
    assert.deepEqual([orbits.stateCount, orbits.count], [9, 6]);
    const counts = (state: number): readonly unknown[] =>
      graph
        .stateOf(state)
        .locals.map(({ variables }) => variables[0])
        .sort();
    for (let state = 0; state < 9; state += 1) assert.deepEqual(counts(orbits.firstOf[state]!), counts(state));
  });

  it('count whole distances from the start where the exploring was cut short', () => {
    const text = 'protocol P role R { var n: int = 0 action a { n += 1 } } system { R: 2 }';
    const { graph, seen } = exploredGraph(instanceOf(text), { statesMax: 12 });
    const orbits = done(orbitsOf(graph, seen));
    assert.ok(typeof orbits === 'object');
    // 1 + 2 + 3 + 4 states within 3 steps, of which 1 + 1 + 2 + 2 are different.
    assert.deepEqual([orbits.stateCount, orbits.count], [10, 6]);
  });

  it('are not counted where it matters which node is which', () => {
    const text = `protocol P
role R { var seen: list of R = [] on start { for r in R { seen += r } } action a when size(seen) > 0 { seen = [] } }
system { R: 2 }`;
    assert.equal(orbitCount(instanceOf(text)), 'unlike');
  });

  it('are the states themselves where every node is of an ordered role', () => {
    const text = 'protocol P ordered role R { var n: 0..2 = 0 action a when n < 2 { n += 1 } } system { R: 2 }';
    assert.equal(orbitCount(instanceOf(text)), 'alone');
  });
});
