import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { boundsOf, DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import type { SearchProgress } from '../../src/engine/searchResult.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';

const counter = `
protocol Counter
role Node {
  var n: int = 0
  action count { n += 1 }
}
system { Node: 1 }
invariant Small: all p in Node: p.n < 100
invariant True: all p in Node: p.n >= 0
reachable Ten: some p in Node: p.n == 10
reachable Never: some p in Node: p.n < 0
`;

const twoPhaseCommit = instanceOf(oracleText('two-phase-commit'), '4');

function search(text: string, bounds: Partial<SearchBounds>): Search {
  return searched(instanceOf(text), bounds);
}

function kindsOf(searching: Search): readonly string[] {
  return searching.result().verdicts.map(({ kind }) => kind);
}

describe('a search', () => {
  it('of an endless state space stops at its bound of states and says only what it knows', () => {
    const bounded = search(counter, { statesMax: 50 });
    const result = bounded.result();
    assert.equal(result.distinctStates, 50);
    assert.equal(result.complete, false);
    assert.deepEqual(result.limit, { kind: 'states', value: 50 });
    assert.deepEqual(kindsOf(bounded), ['unknown', 'unknown', 'holds', 'unknown']);
  });

  it('cut short keeps the violation it found before', () => {
    const bounded = search(counter, { statesMax: 150 });
    assert.deepEqual(kindsOf(bounded), ['violated', 'unknown', 'holds', 'unknown']);
    const [small] = bounded.result().verdicts;
    assert.equal(small?.kind === 'violated' ? small.evidence?.steps : undefined, 100);
  });

  it('finds the states at its bound of depth and does not go on from there', () => {
    const bounded = search(counter, { depthMax: 20 });
    const result = bounded.result();
    assert.equal(result.distinctStates, 21);
    assert.equal(result.depth, 20);
    assert.deepEqual(result.limit, { kind: 'depth', value: 20 });
    assert.deepEqual(kindsOf(bounded), ['unknown', 'unknown', 'holds', 'unknown']);
  });

  it('stops at its bound of memory', () => {
    const bound = 3_000_000;
    const result = search(counter, { memoryBytesMax: bound }).result();
    assert.deepEqual(result.limit, { kind: 'memory', value: bound });
    assert.equal(result.complete, false);
    assert.ok(result.distinctStates > 1_000);
    assert.ok(result.memoryBytes < 1.5 * bound, `${result.memoryBytes} bytes`);
  });

  it('counts what it needs to judge runs that go on for ever, and stops where that is too much', () => {
    const text = `protocol P
role R { var n: 0..5 = 0 action count { n = (n + 1) % 6 } }
system { R: 6 }
eventually Never: some r in R: r.n == 6`;
    const instance = instanceOf(text);
    const isConcluding = ({ expandedStates, distinctStates }: SearchProgress): boolean =>
      expandedStates === distinctStates;
    const whole = createSearch(instance, { bounds: DEFAULT_BOUNDS });
    while (!whole.run(() => true) && !isConcluding(whole.progress()));
    assert.equal(whole.finished, false);
    const needed = whole.memoryBytes;
    whole.run(() => false);
    assert.ok(needed > whole.memoryBytes + 30 * whole.progress().distinctStates);
    const stopped = searched(instance, { memoryBytesMax: needed - 1 }).result();
    assert.deepEqual(
      [stopped.distinctStates, stopped.limit?.kind, stopped.verdicts[0]?.kind],
      [6 ** 6, 'memory', 'unknown'],
    );
  });

  it('whose bound is exactly the number of states is complete', () => {
    const result = searched(twoPhaseCommit, { statesMax: 1_568 }).result();
    assert.equal(result.complete, true);
    const short = searched(twoPhaseCommit, { statesMax: 1_567 }).result();
    assert.deepEqual([short.complete, short.distinctStates], [false, 1_567]);
  });

  it('with no room for a first state is not complete', () => {
    const result = searched(twoPhaseCommit, { statesMax: 0 }).result();
    assert.deepEqual([result.distinctStates, result.complete], [0, false]);
    assert.deepEqual(
      result.verdicts.map(({ kind }) => kind),
      ['unknown'],
    );
  });

  it('counts the same however it is sliced', () => {
    const whole = createSearch(twoPhaseCommit, { bounds: DEFAULT_BOUNDS });
    assert.equal(
      whole.run(() => false),
      true,
    );
    assert.deepEqual(searched(twoPhaseCommit).result(), whole.result());
  });

  it('can be paused at any moment, says how far it is, and claims nothing yet', () => {
    const paused = createSearch(instanceOf(oracleText('two-phase-commit'), '6'), { bounds: DEFAULT_BOUNDS });
    let before = -1;
    let slices = 0;
    while (!paused.run(() => true)) {
      slices += 1;
      const { distinctStates, frontier, depth, verdicts, complete } = paused.result();
      assert.ok(distinctStates > before, 'every slice goes on');
      before = distinctStates;
      assert.equal(
        frontier.reduce((sum, size) => sum + size, 0),
        distinctStates,
      );
      assert.equal(frontier.length, depth + 1);
      assert.equal(complete, false);
      assert.deepEqual(
        verdicts.map(({ kind }) => kind),
        ['unknown'],
      );
    }
    assert.ok(slices > 3);
    assert.equal(paused.result().distinctStates, 50_816);
  });

  it('that is cancelled never says that something holds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 }), slices => {
        const cancelled = createSearch(instanceOf(oracleText('two-phase-commit'), '6'), { bounds: DEFAULT_BOUNDS });
        for (let slice = 0; slice < slices; slice += 1) cancelled.run(() => true);
        cancelled.cancel();
        const { limit, complete, distinctStates, verdicts } = cancelled.result();
        assert.deepEqual(limit, { kind: 'cancelled', value: distinctStates });
        assert.equal(complete, false);
        assert.equal(
          cancelled.run(() => false),
          true,
        );
        assert.equal(cancelled.result().distinctStates, distinctStates);
        assert.deepEqual(
          verdicts.map(({ kind }) => kind),
          ['unknown'],
        );
      }),
      { numRuns: 9 },
    );
  });

  it('is not touched by being cancelled when it is finished', () => {
    const finished = searched(twoPhaseCommit);
    finished.cancel();
    assert.equal(finished.result().complete, true);
  });

  it('says what a state takes', () => {
    const result = searched(instanceOf(oracleText('two-phase-commit'), '6')).result();
    assert.ok(result.bytesPerState >= 8 && result.bytesPerState <= 32, `${result.bytesPerState} bytes`);
    assert.ok(result.memoryBytes >= result.distinctStates * 8);
  });

  it('may start at any state: what is found is what lies behind it', () => {
    const whole = search(counter, { statesMax: 60 });
    const from = whole.stateOf(5);
    const later = createSearch(instanceOf(counter), { bounds: { ...DEFAULT_BOUNDS, statesMax: 60 }, from });
    later.run(() => false);
    const [, , ten] = later.result().verdicts;
    assert.equal(ten?.kind === 'holds' ? ten.evidence?.steps : undefined, 5);
  });

  it('rebuilds an execution to every state it found, as short as the state is deep', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const finished = searched(instance, { statesMax: 100 });
        const { distinctStates, frontier } = finished.result();
        const depths = frontier.flatMap((size, depth) => new Array<number>(size).fill(depth));
        for (let stateId = 0; stateId < distinctStates; stateId += 1) {
          const steps = depths[stateId]!;
          const schedule = finished.scheduleOf({ stateId, then: undefined, steps });
          assert.equal(schedule.length, steps + 1);
          const execution = execute(createSystem(instance), schedule);
          if (!execution.ok) assert.fail(execution.failure.message);
          const { start, transitions } = execution.value;
          assert.deepEqual((transitions.at(-1) ?? start).state, finished.stateOf(stateId));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('bounds', () => {
  it('are what the scenario says, else what the settings say, else the defaults', () => {
    const bounded = instanceOf(`${counter} scenario "few" { states: 70  depth: 30 }`);
    assert.deepEqual(boundsOf(bounded, { statesMax: 5, depthMax: 6 }), {
      ...DEFAULT_BOUNDS,
      statesMax: 70,
      depthMax: 30,
    });
    const free = instanceOf(counter);
    assert.deepEqual(boundsOf(free, { statesMax: 5 }), { ...DEFAULT_BOUNDS, statesMax: 5 });
    assert.deepEqual(boundsOf(free, {}), DEFAULT_BOUNDS);
  });
});
