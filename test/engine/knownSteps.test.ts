import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Components } from '../../src/engine/components.ts';
import { Expander } from '../../src/engine/expander.ts';
import { BEHIND_ALL, CHANGES_ALL, KnownSteps, stepWord } from '../../src/engine/knownSteps.ts';
import { Labels } from '../../src/engine/liveness/labels.ts';
import { RowSet } from '../../src/engine/rowSet.ts';
import type { Instance } from '../../src/model/instance.ts';
import { createBehaviour } from '../../src/semantics/behaviour.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instancesOf } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';

/** What was found where the first so many states were expanded. */
interface Found {
  /** The rows in the order of their numbers. */
  readonly rows: readonly string[];
  /** Of each state what its expansion counted. */
  readonly counts: readonly string[];
  /** How many rows were made and looked up. */
  readonly made: number;
}

function expanded(instance: Instance, statesMax: number, leavesKnown: boolean): Found {
  const components = new Components(instance);
  const space = new RowSet(components.kinds);
  let made = 0;
  const guess = space.guess.bind(space);
  space.guess = (rows, count) => {
    made += count;
    guess(rows, count);
  };
  const behaviour = createBehaviour(instance);
  const shared = { components, behaviour, labels: new Labels(instance), space, copiesMax: 3, keepsLabels: false };
  const expander = new Expander({ ...shared, leavesKnown }, () => false);
  expander.keepsSuccessors = false;
  const row = new Int32Array(components.kinds.length);
  for (const outcome of createSystem(instance).initial()) {
    if (outcome.kind === 'error') continue;
    components.encode(outcome.state, row);
    space.tryAdd(row);
  }
  const counts: string[] = [];
  for (let id = 0; id < Math.min(space.count, statesMax); id += 1) {
    expander.expand(id);
    const { generatedCount, failedCount, movesOn, isCrowded } = expander;
    counts.push([generatedCount, failedCount, movesOn, isCrowded].join());
  }
  const rows = Array.from({ length: space.count }, (_, id) => {
    space.rows.read(id, row);
    return row.join();
  });
  return { rows, counts, made };
}

/** Answers how many rows were left out. */
function checkAlike(instance: Instance, statesMax: number): number {
  const all = expanded(instance, statesMax, false);
  const some = expanded(instance, statesMax, true);
  assert.deepEqual(some.rows, all.rows);
  assert.deepEqual(some.counts, all.counts);
  return all.made - some.made;
}

describe('steps that are known to lead nowhere new', () => {
  it('are left out without a change in any number, in examples and oracles', () => {
    let leftOut = 0;
    const oracles = ['two-phase-commit', 'lamport-mutex', 'paxos-register', 'abd-register'].map(oracleText);
    for (const text of [...shippedExamples().map(example => example.text), ...oracles]) {
      for (const instance of instancesOf(text)) leftOut += checkAlike(instance, 3_000);
    }
    assert.ok(leftOut > 10_000, String(leftOut));
  }).timeout(120_000);

  it('are left out without a change in any number, in random protocols', () => {
    let leftOut = 0;
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        leftOut += checkAlike(instanceOf(text), 2_000);
      }),
      { numRuns: 300 },
    );
    assert.ok(leftOut > 1_000, String(leftOut));
  }).timeout(120_000);

  it('are most steps where nodes have little to do with each other', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '5');
    const { made, rows } = expanded(instance, Infinity, true);
    assert.ok(made < 1.5 * rows.length, `${made} rows made of ${rows.length} states`);
    assert.ok(expanded(instance, Infinity, false).made > 2.5 * made);
  });

  it('are those of nodes before the one that took the step, of nodes that led nowhere, and of those left out', () => {
    const known = new KnownSteps();
    // Four nodes: 0 leads on, then 1 and 3 find a state each; 2 leads to a state that was there.
    known.begin(0, 1);
    known.lead(1, stepWord(0, 0b0001));
    known.lead(2, stepWord(1, 0b0010));
    known.lead(3, stepWord(3, 0b1100));
    known.lead(0, stepWord(2, 0b0100));
    known.end();
    known.begin(1, 4);
    assert.equal(known.all & 0b1111, 0b0100);
    known.begin(2, 4);
    assert.equal(known.all & 0b1111, 0b0101);
    known.begin(3, 4);
    assert.deepEqual([known.all & 0b1111, known.allButArrivals, known.sender], [0b0011, 0b0100, 3]);
    known.leftOut = 0b0010;
    known.lead(4, stepWord(0, 0b0001));
    known.lead(5, stepWord(BEHIND_ALL, 0b1000));
    known.lead(6, CHANGES_ALL);
    known.end();
    known.begin(4, 7);
    assert.equal(known.all & 0b1111, 0b1110);
    known.begin(5, 7);
    assert.deepEqual([known.all & 0b1111, known.isFoundByFault], [0b0111, true]);
    known.begin(6, 7);
    assert.deepEqual([known.all, known.allButArrivals], [0, 0]);
  });

  it('are none in a state that was added by somebody else, or found from one that was not expanded to its end', () => {
    const known = new KnownSteps();
    known.begin(0, 1);
    known.lead(1, stepWord(1, 0b10));
    known.begin(0, 2);
    known.lead(2, stepWord(1, 0b10));
    known.end();
    known.begin(1, 5);
    assert.equal(known.all, 0);
    known.begin(2, 5);
    assert.notEqual(known.all, 0);
    known.begin(3, 5);
    assert.equal(known.all, 0);
  });
});
