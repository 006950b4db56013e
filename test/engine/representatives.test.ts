import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Components } from '../../src/engine/components.ts';
import { Canonicaliser } from '../../src/engine/symmetry/canonicaliser.ts';
import { renamedState } from '../../src/engine/symmetry/renaming.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import { nodeReference, setOf, type NodeIndex } from '../../src/model/values.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instanceOf } from '../support/protocols.ts';

/** Nodes that name one another: states are graphs. */
function graphs(nodeCount: number): Instance {
  return instanceOf(`protocol Graphs role Peer { var friends: set of Peer = {} }
system { Peer: ${nodeCount} } invariant I: true`);
}

type Edge = readonly [NodeIndex, NodeIndex];

function graphOf(instance: Instance, edges: readonly Edge[]): State {
  const [start] = createSystem(instance).initial();
  assert(start?.kind === 'state');
  const locals = start.state.locals.map((local, node) => {
    const friends = edges.flatMap(([from, to]) => (from === node ? [nodeReference(to)] : []));
    return { ...local, variables: [setOf(friends)] };
  });
  return { ...start.state, locals };
}

/** Rings of these lengths side by side, each node naming its two neighbours: no node can be told from another by its colour. */
function rings(lengths: readonly number[]): readonly Edge[] {
  let first = 0;
  return lengths.flatMap(length => {
    const start = first;
    first += length;
    return Array.from({ length }, (_, i): readonly Edge[] => {
      const [one, other] = [start + i, start + ((i + 1) % length)];
      return [
        [one, other],
        [other, one],
      ];
    }).flat();
  });
}

interface Found {
  readonly key: string;
  readonly canonicaliser: Canonicaliser;
}

/** The representative of a state, which must be the state but for who is who. */
function representativeOf(components: Components, canonicaliser: Canonicaliser, state: State): Found {
  const { instance } = components;
  const row = new Int32Array(components.kinds.length);
  components.encode(state, row);
  const moves = canonicaliser.canonicalise(row);
  const places = [...canonicaliser.who.keys()];
  if (moves) canonicaliser.who.forEach((node, place) => (places[node] = place));
  const key = stateKey(components.decode(row));
  assert.equal(
    key,
    stateKey(renamedState(instance, state, node => places[node]!)),
    'the nodes are where it says they are',
  );
  return { key, canonicaliser };
}

function canonicaliserOf(components: Components): Canonicaliser {
  const { roleNodes } = components.instance;
  return new Canonicaliser(
    components,
    roleNodes.map(({ first, count }, role) => ({ role, first, count })),
  );
}

function checkPermuted(edges: readonly Edge[], nodeCount: number): void {
  const instance = graphs(nodeCount);
  const components = new Components(instance);
  const canonicaliser = canonicaliserOf(components);
  const state = graphOf(instance, edges);
  const { key } = representativeOf(components, canonicaliser, state);
  const identity = Array.from({ length: nodeCount }, (_, node) => node);
  fc.assert(
    fc.property(fc.shuffledSubarray(identity, { minLength: nodeCount, maxLength: nodeCount }), places => {
      const permuted = renamedState(instance, state, node => places[node]!);
      assert.equal(representativeOf(components, canonicaliser, permuted).key, key);
    }),
    { numRuns: 20 },
  );
  assert.equal(canonicaliser.gaveUpCount, 0);
}

describe('a representative is the same for a state however its nodes are permuted', () => {
  it('of any graph', () => {
    const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, some => checkPermuted(some, 7)),
      { numRuns: 30 },
    );
  });

  it('of one ring', () => checkPermuted(rings([12]), 12));
  it('of equal rings', () => checkPermuted(rings([3, 3, 3, 3]), 12));
  it('of rings of different lengths', () => checkPermuted(rings([3, 4, 5]), 12));
  it('of pairs', () => checkPermuted(rings([2, 2, 2, 2, 2, 2, 2]), 14));
  it('of everybody naming everybody', () => {
    checkPermuted(
      [...Array(9).keys()].flatMap(from => [...Array(9).keys()].map((to): Edge => [from, to])),
      9,
    );
  });
  it('of the graph of Petersen, in which all nodes are alike', () => {
    const edges = [0, 1, 2, 3, 4].flatMap((i): readonly Edge[] => [
      [i, (i + 1) % 5],
      [i, i + 5],
      [i + 5, ((i + 2) % 5) + 5],
    ]);
    checkPermuted([...edges, ...edges.map(([from, to]): Edge => [to, from])], 10);
  });

  it('and differs for graphs that are none of one another', () => {
    const instance = graphs(6);
    const components = new Components(instance);
    const canonicaliser = canonicaliserOf(components);
    const keys = [rings([6]), rings([3, 3]), rings([2, 4])].map(
      edges => representativeOf(components, canonicaliser, graphOf(instance, edges)).key,
    );
    assert.equal(new Set(keys).size, 3);
  });
});

describe('where a state is too symmetric to try all that is left open', () => {
  it('some state stands for it that is the same but for who is who', () => {
    const lengths = [3, 4, 5, 6, 7, 8, 9];
    const instance = graphs(lengths.reduce((sum, length) => sum + length));
    const components = new Components(instance);
    const canonicaliser = canonicaliserOf(components);
    representativeOf(components, canonicaliser, graphOf(instance, rings(lengths)));
    assert.equal(canonicaliser.gaveUpCount, 1);
  });
});
