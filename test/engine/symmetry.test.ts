import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { symmetryOf } from '../../src/engine/symmetry/interchangeable.ts';
import type { Instance } from '../../src/model/instance.ts';
import { variantsOf } from '../../src/model/variants.ts';
import { speaksOfFairRuns } from '../../src/semantics/fairness.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instancesOf, searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { arbitrarySymmetry } from '../support/arbitrarySymmetry.ts';
import {
  checkEquivariance,
  checkSameVerdicts,
  levelsOf,
  orbitCounts,
  permutations,
  reduced,
  usesSymmetry,
} from '../support/orbits.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';

/** Published for 1 to 9 participants: orbits, and how many successors are made from one state of each. */
const COMMIT_ORBITS = [12, 34, 80, 166, 314, 553, 920, 1_461, 2_232];
const COMMIT_GENERATED = [20, 94, 318, 869, 2_048, 4_328, 8_410, 15_287, 26_316];

function twoPhaseCommit(participants: number): Instance {
  return instanceOf(`${oracleText('two-phase-commit')}\nscenario "n" { Participant: ${participants} }`, 'n');
}

function transactionCommit(participants: number): Instance {
  const all = (states: string): string => `(all q in Participant: ${states})`;
  return instanceOf(`protocol TransactionCommit
enum State { working, prepared, committed, aborted }
role Participant {}
role Machine {
  var state: map Participant to State = {}
  on start { for p in Participant { state[p] = working } }
  action prepare(p in Participant) when (state[p] ?? aborted) == working { state[p] = prepared }
  action commit(p in Participant) when (state[p] ?? aborted) == prepared
    && ${all('(state[q] ?? aborted) == prepared || (state[q] ?? aborted) == committed')} { state[p] = committed }
  action abort(p in Participant) when ((state[p] ?? aborted) == working || (state[p] ?? aborted) == prepared)
    && ${all('(state[q] ?? aborted) != committed')} { state[p] = aborted }
}
system { Machine: 1 Participant: ${participants} }
reachable All: all m in Machine, p in Participant: m.state[p] ?? working == committed`);
}

/** What a sequence whose differences become constant goes on with: its value at a position, 1-based. */
function extrapolated(known: readonly number[], position: number): number {
  let binomial = 1;
  let sum = 0;
  for (let order = 0, differences = known; differences.length > 0; order += 1) {
    sum += binomial * differences[0]!;
    binomial = (binomial * (position - 1 - order)) / (order + 1);
    differences = differences.slice(1).map((value, i) => value - differences[i]!);
  }
  return sum;
}

describe('symmetry reduction counts orbits', () => {
  COMMIT_ORBITS.forEach((orbits, i) => {
    it(`of two-phase commit with ${i + 1} participants: ${orbits}`, () => {
      const search = reduced(twoPhaseCommit(i + 1));
      const result = search.result();
      assert.equal(usesSymmetry(search), i > 0);
      assert.deepEqual([result.distinctStates, result.generatedStates], [orbits, COMMIT_GENERATED[i]]);
      assert.deepEqual([result.complete, result.verdicts[0]?.kind], [true, 'holds']);
    });
  });

  it('of two-phase commit with 20 participants, as many as the published numbers go on to', () => {
    const result = reduced(twoPhaseCommit(20)).result();
    assert.deepEqual(
      [result.distinctStates, result.generatedStates],
      [extrapolated(COMMIT_ORBITS, 20), extrapolated(COMMIT_GENERATED, 20)],
    );
    assert.equal(result.verdicts[0]?.kind, 'holds');
  }).timeout(120_000);

  for (const [participants, states, orbits] of [
    [3, 34, 13],
    [5, 274, 26],
  ] as const) {
    it(`of transaction commit with ${participants} participants: ${orbits} of ${states} states`, () => {
      const instance = transactionCommit(participants);
      assert.equal(searched(instance).result().distinctStates, states);
      const search = reduced(instance);
      assert.equal(usesSymmetry(search), true);
      assert.equal(search.result().distinctStates, orbits);
    });
  }
});

/** Numbers of graphs up to isomorphism, from the On-Line Encyclopedia of Integer Sequences; by number of vertices, from 3. */
const GRAPHS: readonly { name: string; counts: readonly number[]; roles: string; rest?: string; nodes?: string }[] = [
  {
    name: 'functional graphs (A001372), each node naming another or nobody',
    counts: [7, 19, 47, 130, 343, 951],
    roles: 'role Peer { var friend: Peer? = none action pick(p in others) when friend == none { friend = p } }',
  },
  {
    name: 'directed graphs (A000273), each node naming some others',
    counts: [16, 218, 9_608],
    roles: 'role Peer { var friends: set of Peer = {} action pick(p in others) when !(p in friends) { friends += p } }',
  },
  {
    name: 'directed graphs (A000273), each edge a record that one node keeps',
    counts: [16, 218],
    roles: `record Pair(a: Peer, b: Peer) role Peer {}
role Hub { var links: set of Pair = {}
  action add(a in Peer, b in Peer) when a != b && !(Pair(a, b) in links) { links += Pair(a, b) } }`,
    nodes: 'Hub: 1',
  },
  {
    name: 'directed graphs (A000273), each edge a ghost',
    counts: [16, 218],
    roles: `ghost links: set of list of Peer = {} role Peer {}
role Hub { action add(a in Peer, b in Peer) when a != b { links += [a, b] } }`,
    nodes: 'Hub: 1',
  },
  {
    name: 'directed graphs (A000273), each edge a cut',
    counts: [16, 218],
    roles: 'role Peer {}',
    rest: 'faults { cut: any }',
  },
  {
    name: 'directed graphs (A000273), each edge a message in flight',
    counts: [16, 218, 9_608],
    roles: `message M
role Peer { var asked: set of Peer = {} action ask(p in others) when !(p in asked) { asked += p send M to p } }`,
    rest: 'network { unmatched: keep }',
  },
  {
    name: 'graphs (A000088), each edge a set of two nodes',
    counts: [4, 11, 34, 156],
    roles: `role Peer {}
role Hub { var links: set of set of Peer = {}
  action add(a in Peer, b in Peer) when a != b && !({ a, b } in links) { links += { a, b } } }`,
    nodes: 'Hub: 1',
  },
];

describe('symmetry reduction counts, up to isomorphism,', () => {
  for (const { name, counts, roles, rest = '', nodes = '' } of GRAPHS) {
    it(name, () => {
      const found = counts.map((_, i) => {
        const text = `protocol P ${roles} system { Peer: ${i + 3} ${nodes} ${rest} } invariant I: true`;
        return reduced(instanceOf(text)).result().distinctStates;
      });
      assert.deepEqual(found, counts);
    }).timeout(60_000);
  }
});

/** Everything that is to be true of a reduction, by force. Answers whether there was one. */
function checkReduction(instance: Instance, statesMax: number): boolean {
  const { groups, use } = symmetryOf(instance, false);
  if (!use.used) {
    assert.equal(usesSymmetry(reduced(instance, { statesMax: 10 })), false);
    return false;
  }
  const system = createSystem(instance);
  const levels = levelsOf(system, statesMax);
  if (levels.levels.length === 0) return false;
  const all = permutations(groups, instance.nodes.length);
  const states = levels.levels.flat();
  checkEquivariance(system, [...states.slice(0, 20), ...states.slice(-20)], all);
  const bounds = levels.complete ? {} : { depthMax: levels.levels.length - 1 };
  const search = reduced(instance, bounds);
  const { distinctStates, generatedStates, frontier } = search.result();
  assert.deepEqual({ distinctStates, generatedStates, frontier }, orbitCounts(system, levels, all));
  checkSameVerdicts(system, searched(instance, bounds), search);
  return true;
}

/** Checks random protocols, at least a part of which must have something to reduce. */
function checkRandom(texts: fc.Arbitrary<string>, least: number): void {
  let used = 0;
  fc.assert(
    fc.property(texts, text => {
      if (checkReduction(instanceOf(text), 400)) used += 1;
    }),
    { numRuns: 60 },
  );
  assert.ok(used >= least, `${used} of 60 had something to reduce`);
}

describe('symmetry reduction explores one state of each orbit and finds the same', () => {
  it('on random protocols whose nodes name one another', () => {
    checkRandom(arbitrarySymmetry, 20);
  }).timeout(240_000);

  it('on random protocols', () => {
    checkRandom(arbitraryProtocol, 5);
  }).timeout(240_000);
});

/** The same without the properties that rule a reduction out. */
function withoutFairRuns(instance: Instance): Instance {
  const properties = instance.protocol.properties.filter(property => !speaksOfFairRuns(property));
  return { ...instance, protocol: { ...instance.protocol, properties } };
}

/** A bound of depth within which a search finds at most about so many states; none where it finds all. */
function depthFor(instance: Instance, statesMax: number): { readonly depthMax?: number } {
  const { limit, depth } = searched(instance, { statesMax }).result();
  return limit === undefined ? {} : { depthMax: Math.max(1, depth - 1) };
}

function checkBothWays(instance: Instance, statesMax: number): boolean {
  const bounds = depthFor(instance, statesMax);
  const search = reduced(instance, bounds);
  if (!usesSymmetry(search)) return false;
  checkSameVerdicts(createSystem(instance), searched(instance, bounds), search);
  return true;
}

describe('symmetry reduction agrees with the whole search', () => {
  for (const { name, text } of shippedExamples()) {
    it(`on the example ${name}`, () => {
      for (const instance of instancesOf(text)) {
        checkBothWays(instance, 20_000);
        checkBothWays(withoutFairRuns(instance), 20_000);
      }
    }).timeout(120_000);
  }

  for (const name of ['two-phase-commit', 'byzantine-generals', 'crdt-counter', 'paxos']) {
    it(`whatever goes wrong in ${name}`, () => {
      const { text } = shippedExamples().find(each => each.name === name)!;
      const [base] = instancesOf(text);
      const checked = variantsOf(base!).filter(({ scenario }) => {
        if (!scenario.ok) return false;
        const instance = instantiate(base!.protocol, scenario.value);
        return instance.ok && checkBothWays(withoutFairRuns(instance.value), 4_000);
      });
      assert.ok(checked.length > 5, `${checked.length} variants`);
    }).timeout(120_000);
  }
});
