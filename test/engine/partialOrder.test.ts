import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Instance } from '../../src/model/instance.ts';
import { speaksOfFairRuns } from '../../src/semantics/fairness.ts';
import { instancesOf } from '../support/agreement.ts';
import { arbitraryQuietProtocol } from '../support/arbitraryProtocol.ts';
import { arbitraryRing } from '../support/arbitraryRing.ts';
import { checkLeftOut, type Compared, searchedWith } from '../support/leftOut.ts';
import { ORDERS_THAT_MATTER } from '../support/ordersThatMatter.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';

/** Above this an example takes long. */
const STATES_MAX = 20_000;

const TWO = 'role A { var x: 0..1 = 0  action go when x == 0 { x = 1 } } role B { action go { stop } }';

const OBSTACLES: Readonly<Record<string, { readonly text: string; readonly reason: string }>> = {
  'where a property is about runs without end': {
    text: `protocol P ${TWO} system { A: 1 B: 1 } eventually Ends: no b in B: up(b)`,
    reason: 'Ends is about runs that go on for ever, and all of them count.',
  },
  'where somebody decides': {
    text: `protocol P role A { var d: 0..1? = none action go when d == none { either { d = 0 } or { d = 1 } } }
system { A: 1 } decides Choice: (the A).d`,
    reason: 'Choice is about runs that go on for ever, and all of them count.',
  },
  'where a property is about steps': {
    text: `protocol P ${TWO} system { A: 1 B: 1 } step Grows: all a in A: old(a.x) <= a.x`,
    reason: 'Grows is about single steps, and all of them count.',
  },
  'where something may fail': {
    text: `protocol P ${TWO} system { A: 1 B: 1 faults { crash: 1 } } invariant I: true`,
    reason: 'Failures may strike any node at any time, within budgets that all share.',
  },
  'where messages are lost without limit': {
    text: `protocol P ${TWO} system { A: 1 B: 1 network { loss: any } } invariant I: true`,
    reason: 'Failures may strike any node at any time, within budgets that all share.',
  },
  'with a clock': {
    text: `protocol P ${TWO} system { A: 1 B: 1 clock { horizon: 2 } } invariant I: true`,
    reason: 'Time goes on for all nodes at once.',
  },
  'in rounds': {
    text: `protocol P ${TWO} system { A: 1 B: 1 network { timing: synchronous } } invariant I: true`,
    reason: 'In rounds all nodes wait for one another.',
  },
  'where there is no room for every message': {
    text: `protocol P ${TWO} system { A: 1 B: 1 network { capacity: 1 } } invariant I: true`,
    reason: 'Messages compete for the capacity of the network.',
  },
  'where there is one node': {
    text: `protocol P role A { var x: 0..1 = 0  action go when x == 0 { x = 1 } } system { A: 1 } invariant I: true`,
    reason: 'There is only one node.',
  },
  'where there are too many nodes': {
    text: `protocol P ordered role A { var x: 0..1 = 0  action go when x == 0 && self == first(A) { x = 1 } }
system { A: 32 } invariant I: true`,
    reason: 'There are more than 31 nodes.',
  },
};

describe('partial order reduction', () => {
  describe('says the same as every order of steps', () => {
    for (const { name, text } of shippedExamples()) {
      it(`of the example ${name}`, () => {
        for (const instance of instancesOf(text)) {
          checkLeftOut(instance, { statesMax: STATES_MAX, copiesMax: 8 });
          checkLeftOut(withoutRuns(instance), { statesMax: STATES_MAX, copiesMax: 8 });
        }
      }).timeout(300_000);
    }

    for (const name of [
      'abd-register',
      'paxos-register',
      'ring-election',
      'single-copy-register',
      'two-phase-commit',
    ]) {
      it(`of the oracle ${name}`, () => {
        for (const instance of instancesOf(oracleText(name))) checkLeftOut(instance, { statesMax: STATES_MAX });
      }).timeout(300_000);
    }

    it('of random rings and lines', () => {
      const all: Compared[] = [];
      const property = fc.property(arbitraryRing, text => {
        all.push(checkLeftOut(instanceOf(text), { statesMax: 1_000, copiesMax: 3 }));
      });
      fc.assert(property, { numRuns: 400 });
      assert.ok(all.filter(({ used, some, all: every }) => used && some < every).length > 50, 'much is left out');
    }).timeout(300_000);

    it('of random protocols', () => {
      const property = fc.property(arbitraryQuietProtocol, text => {
        checkLeftOut(instanceOf(text), { statesMax: 500, copiesMax: 3 });
      });
      fc.assert(property, { numRuns: 150 });
    }).timeout(300_000);
  });

  describe('leaves out nothing that matters', () => {
    for (const [what, text] of Object.entries(ORDERS_THAT_MATTER)) {
      it(what, () => {
        const { all, some } = checkLeftOut(instanceOf(text));
        assert.ok(all > 2 && some > 1);
      });
    }
  });

  describe('explores', () => {
    it('a ring election almost in one order', () => {
      const counts = ['3', '5', '7', '9'].map(servers => {
        const { all, some } = checkLeftOut(instanceOf(ringText(servers)));
        return [all, some];
      });
      assert.deepEqual(counts, [
        [14, 7],
        [132, 16],
        [1430, 29],
        [16796, 46],
      ]);
    });

    it('two-phase commit in every order', () => {
      const { all, some, used } = checkLeftOut(instanceOf(oracleText('two-phase-commit'), '5'));
      assert.deepEqual({ all, some, used }, { all: 8832, some: 8832, used: true });
    });
  });

  describe('is not used', () => {
    for (const [what, { text, reason }] of Object.entries(OBSTACLES)) {
      it(what, () => {
        const instance = instanceOf(text);
        const search = searchedWith(instance, true);
        assert.deepEqual(search.result().reductions, [{ kind: 'partialOrder', used: false, reason }]);
        const { all, some } = checkLeftOut(instance);
        assert.equal(some, all);
      });
    }

    it('where steps are counted', () => {
      const [use] = searchedWith(instanceOf(ringText('3')), true, { depthMax: 3 }).result().reductions;
      assert.equal(use?.used, false);
    });

    it('where messages crowd, after all', () => {
      const text = `protocol P
role R { action more { send A to the S } on B { send C to the S } } role S { on C { assert false } }
role T { var sent: bool = false action begin when !sent { sent = true send B to the R } }
message A message B message C
system { R: 1 S: 1 T: 1 network { unmatched: keep } }
invariant I: true`;
      const bounds = { copiesMax: 2, statesMax: 1000 };
      const { all, some, used } = checkLeftOut(instanceOf(text), bounds);
      assert.deepEqual([used, some], [false, all]);
      const result = searchedWith(instanceOf(text), true, bounds).result();
      assert.deepEqual([result.limit?.kind, result.error?.error.code], ['copies', 'assertion-failed']);
    });

    it('where nobody asks for it', () => {
      assert.deepEqual(searchedWith(instanceOf(ringText('3')), false).result().reductions, []);
    });
  });
});

/** Without the properties for which every order counts. */
function withoutRuns(instance: Instance): Instance {
  const { protocol, bounds } = instance;
  const properties = protocol.properties.filter(each => !speaksOfFairRuns(each) && each.kind !== 'step');
  return { ...instance, bounds: { ...bounds, depth: undefined }, protocol: { ...protocol, properties } };
}

/** Chang and Roberts' election over links that keep the order: everybody takes part from the start. */
function ringText(servers: string): string {
  return `protocol Ring
message Id(id: Server)
ordered role Server {
  var state: candidate | lost | won = candidate
  on start { send Id(self) to next(self) }
  on Id(id) when state == lost { send Id(id) to next(self) }
  on Id(id) when id < self { state = lost  send Id(id) to next(self) }
  on Id(id) { if id == self { state = won } }
}
system { Server: ${servers}  network { order: fifo } }
invariant One: no a in Server, b in Server: a != b && a.state == won && b.state == won`;
}
