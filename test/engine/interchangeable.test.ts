import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS } from '../../src/engine/bounds.ts';
import { createSearch } from '../../src/engine/search.ts';
import { symmetryOf } from '../../src/engine/symmetry/interchangeable.ts';
import type { Instance } from '../../src/model/instance.ts';
import { speaksOfFairRuns } from '../../src/semantics/fairness.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instancesOf } from '../support/agreement.ts';
import { checkEquivariance, levelsOf, permutations, reduced, usesSymmetry } from '../support/orbits.ts';
import { instanceOf, shippedExamples } from '../support/protocols.ts';

/** Nodes of P that know one another, with one more handler, property or function, or another setting. */
interface Addition {
  readonly member?: string;
  readonly property?: string;
  readonly declaration?: string;
  readonly setting?: string;
}

function withAddition({ member = '', property = '', declaration = '', setting = '' }: Addition): Instance {
  return instanceOf(`protocol Known
message M
message K(who: P)
record Count(whose: P, count: 0..3)
ghost told: map P to 0..3 = {}
${declaration}
role P {
  durable var n: 0..3 = 0
  var s: set of P = {}
  var m: map P to 0..3 = {}
  var l: list of P max 3 = []
  var o: P? = none
  timer t
  action meet(p in others) when !(p in s) { s += p }
  action count(p in s) when !(p in keys(m)) { m[p] = n }
  ${member}
}
system { P: 3 ${setting} }
invariant I: all p in P: p.n < 4
${property}`);
}

function reasonFor(instance: Instance): string | undefined {
  const { use } = symmetryOf(instance, false);
  return use.used ? undefined : use.reason;
}

/** Whether permuting the nodes of P is what a reduction takes it for, in the states that are found first. */
function isEquivariant(instance: Instance): boolean {
  const system = createSystem(instance);
  const states = levelsOf(system, 500).levels.flat();
  try {
    checkEquivariance(system, states, permutations([{ first: 0, count: 3 }], instance.nodes.length));
  } catch (thrown) {
    if (thrown instanceof assert.AssertionError) return false;
    throw thrown;
  }
  return true;
}

/** What shows in which order nodes come, and by what. */
const VISIBLE: readonly (Addition & { readonly what: string; readonly by: RegExp })[] = [
  { what: 'a loop that makes a list', member: 'action a { for p in s { l += p } }', by: /in P, a loop/ },
  { what: 'a loop whose last pass counts', member: 'action a { for p in s { o = p } }', by: /a loop/ },
  {
    what: 'a loop that reads what it writes',
    member: 'action a { for p in s { if o == none { o = p } } }',
    by: /a loop/,
  },
  { what: 'a loop that counts up and down', member: 'action a { for p in s { n += 3  n -= 1 } }', by: /a loop/ },
  { what: 'a loop that stops', member: 'action a { for p in s { m[p] = 1  if p != self { stop } } }', by: /a loop/ },
  {
    what: 'a loop with messages to one node, first in, first out',
    member: 'action a { for p in s { send K(p) to self } }',
    setting: 'network { order: fifo }',
    by: /a loop/,
  },
  {
    what: 'a list of the values of a map',
    member: 'action a when size(m) > 1 { n = first(values(m)) }',
    by: /in P, a list/,
  },
  {
    what: 'an error behind what decides',
    member: 'action a when (some p in s: m[p] == 1) { n = 1 }',
    by: /in P, which one/,
  },
  {
    what: 'an error inside a function',
    declaration: 'fn f(x: map P to 0..3): bool = some p in P: x[p] == 1',
    member: 'action a when f(m) { n = 1 }',
    by: /which one/,
  },
  {
    what: 'an option that may be none',
    declaration: 'fn isNode(p: P): bool = p in P',
    property: 'invariant J: some p in P: isNode(p.o)',
    by: /in J, which one/,
  },
  { what: 'an error of a property', property: 'invariant J: no p in P, q in P: p.m[q] == 2', by: /in J, which one/ },
  {
    what: 'a record that holds a node',
    property: 'reachable J: some k in { Count(p, p.n) for p in P }: 1 / k.count == 1',
    by: /in J, which one/,
  },
  {
    what: 'a list of what is in flight',
    member: 'action a { send M to others }',
    property: 'invariant J: size(flight of M) == 0 || first(flight of M).from == first(flight of M).to',
    by: /in J, (a list|which)/,
  },
  {
    what: 'arguments that depend on one another',
    member: 'action a(p in s, q in { m[p] }) { n = q }',
    by: /in P, which one/,
  },
  {
    what: 'a crash between messages',
    member: 'action a { send M to others }',
    setting: 'faults { crash: 1 midway }',
    by: /in P, a crash/,
  },
  {
    what: 'a crash between the passes of a loop',
    member: 'action a { for p in s { send M to p } }',
    setting: 'faults { crash: 1 of P midway }',
    by: /in P, a crash/,
  },
];

/** What looks like it, and does not show it. */
const HIDDEN: readonly (Addition & { readonly what: string })[] = [
  {
    what: 'a loop over entries',
    member: 'action a { for p in s { m[p] = if (m[p] ?? 0) < 2 then (m[p] ?? 0) + 1 else 0 } }',
  },
  {
    what: 'a loop that fills a set',
    member: 'on K(p) { for q in s { s += q } } action a { for p in keys(m) { s += p } }',
  },
  { what: 'a loop that counts', member: 'action a when n == 0 { for p in s { n += 1 } }' },
  {
    what: 'a loop that sends',
    member: 'action a when n == 0 { n = 1 for p in s { send K(p) to p } }',
    setting: 'network { order: fifo }',
  },
  { what: 'a loop that writes to a ghost', member: 'action a { for p in s { told[p] = 1 } }' },
  { what: 'a loop over numbers', member: 'action a { for i in 1..3 { n = i } }' },
  {
    what: 'the sum of the values of a map',
    member: 'action a when sum(values(m)) < 3 && 2 in values(m) { n = size(values(m)) }',
  },
  { what: 'an entry that is there', property: 'invariant J: all p in P, q in keys(p.m): p.m[q] < 3' },
  { what: 'an entry that was asked for', property: 'invariant J: all p in P, q in P: q in keys(p.m) => p.m[q] < 3' },
  { what: 'an entry with a default', property: 'invariant J: all p in P, q in P: (p.m[q] ?? 0) < 3' },
  {
    what: 'an option that is not none',
    declaration: 'fn isNode(p: P): bool = p in P',
    property: 'invariant J: all p in P: p.o == none || isNode(p.o)',
  },
  {
    what: 'an option that is not none behind not',
    declaration: 'fn isNode(p: P): bool = p in P',
    property: 'invariant J: all p in P: !(p.o != none) || isNode(p.o)',
  },
  { what: 'a division by a number', property: 'invariant J: all p in P: p.n / 2 < 2' },
  {
    what: 'going through a list',
    member: 'action a(p in s) when l == [] { l += p } action b when (some q in l: m[q] == 1) { n = 1 }',
  },
  { what: 'going through numbers', member: 'action a when (some i in { 1, 2 }: 2 / (i - 1) == 2) { n = 1 }' },
  { what: 'a choice', member: 'action a when s != {} { choose p in s where p != self  o = p }' },
  {
    what: 'a crash between two writes',
    member: 'action a { n = 1 send M to self }',
    setting: 'faults { crash: 1 midway }',
  },
  {
    what: 'messages and a crash that comes before or after',
    member: 'action a { send M to others }',
    setting: 'faults { crash: 1 }',
  },
];

describe('nodes of a role without order are interchangeable', () => {
  it('as they stand', () => {
    assert.equal(reasonFor(withAddition({})), undefined);
  });

  for (const { what, by, ...addition } of VISIBLE) {
    it(`unless their order shows in ${what}`, () => {
      const reason = reasonFor(withAddition(addition));
      assert.match(reason ?? 'used', by);
      assert.match(reason ?? 'used', /^The order of P nodes may matter: in .*\.$/);
    });
  }

  for (const { what, ...addition } of HIDDEN) {
    it(`also with ${what}`, () => {
      const instance = withAddition(addition);
      assert.equal(reasonFor(instance), undefined);
      assert.equal(isEquivariant(instance), true);
    });
  }

  it('and some of what is ruled out would indeed tell them apart', () => {
    const apart = VISIBLE.filter(({ what: _, by: _by, ...addition }) => !isEquivariant(withAddition(addition)));
    assert.ok(apart.length > 5, `${apart.length} of ${VISIBLE.length}`);
  }).timeout(60_000);

  it('where another role is looked at in order', () => {
    const instance = instanceOf(`protocol P role A { var n: 0..1 = 0 action a { n = 1 } }
role B { var l: list of B max 2 = [] action b when l == [] { for p in B { l += p } } }
system { A: 2 B: 2 } invariant I: true`);
    const search = reduced(instance);
    assert.equal(usesSymmetry(search), true);
    assert.deepEqual(
      symmetryOf(instance, false).groups.map(({ role }) => role),
      [0],
    );
    assert.match(search.result().reductions[0]!.reason, /which node of A is which.* order of B nodes may matter/);
  });
});

describe('symmetry reduction is off, and says so,', () => {
  const roles = 'role A { var n: 0..1 = 0 action a { n = 1 } }';

  it('where every role is ordered or has one node only', () => {
    assert.match(
      reasonFor(instanceOf(`protocol P ${roles} ordered role B {} system { A: 1 B: 3 } invariant I: true`)) ?? '',
      /^Every role is ordered/,
    );
  });

  for (const property of [
    'eventually E: all a in A: a.n == 1',
    'leadsto E: true ~> some a in A: a.n == 1',
    'decides E: { a.n for a in A }',
  ]) {
    it(`where a property speaks of fair runs: ${property.split(' ')[0]!}`, () => {
      const search = reduced(instanceOf(`protocol P ${roles} system { A: 2 } ${property}`));
      assert.equal(usesSymmetry(search), false);
      assert.match(search.result().reductions[0]!.reason, /^E speaks of fair runs/);
      assert.equal(search.result().distinctStates, 4);
    });
  }

  it('where every step is kept', () => {
    const instance = instanceOf(`protocol P ${roles} system { A: 2 } invariant I: true`);
    const options = { bounds: DEFAULT_BOUNDS, method: { symmetry: true }, keepsTransitions: true } as const;
    const search = createSearch(instance, options);
    while (!search.run(() => true));
    assert.equal(usesSymmetry(search), false);
    assert.notEqual(search.explored(), undefined);
  });

  it('where nobody asked', () => {
    const search = createSearch(instanceOf(`protocol P ${roles} system { A: 2 } invariant I: true`), {
      bounds: DEFAULT_BOUNDS,
    });
    assert.deepEqual(search.result().reductions, []);
  });
});

describe('in the examples', () => {
  it('these have interchangeable nodes', () => {
    const names = shippedExamples().flatMap(({ name, text }) => {
      const used = instancesOf(text).some(instance => {
        const properties = instance.protocol.properties.filter(property => !speaksOfFairRuns(property));
        return symmetryOf({ ...instance, protocol: { ...instance.protocol, properties } }, false).use.used;
      });
      return used ? [name] : [];
    });
    assert.deepEqual(names, [
      'paxos-commit',
      'two-phase-commit',
      'emergent-complexity',
      'byzantine-generals',
      'paxos',
      'bit-rot',
      'disk-failure',
      'forgotten-vote',
      'overload-retries',
      'abd',
      'crdt-counter',
      'lease-lock',
    ]);
  });
});

describe('a step property', () => {
  // Who swaps comes to a state that is the same but for who is who, and so does who does nothing.
  const text = `protocol P
role A {}
role Hub {
  var front: A? = none
  on start { choose a in A front = a }
  action rest { front = front }
  action swap { choose a in A where front != none && a != front  front = a }
}
system { A: 3 Hub: 1 }
step Stays: all h in Hub: old(h.front) == h.front`;

  it('is asked of the step that is taken, and that step is shown', () => {
    const instance = instanceOf(text);
    const search = reduced(instance);
    const result = search.result();
    assert.deepEqual([usesSymmetry(search), result.distinctStates], [true, 1]);
    const [verdict] = result.verdicts;
    assert(verdict?.kind === 'violated' && verdict.evidence !== undefined);
    assert.equal(verdict.evidence.steps, 1);
    const run = execute(createSystem(instance), search.scheduleOf(verdict.evidence));
    assert(run.ok);
    assert.equal(run.value.transitions[0]?.step.kind === 'action' && run.value.transitions[0].step.action, 1);
  });
});
