import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NO_SPAN } from '../../../src/base/span.ts';
import type { State } from '../../../src/model/state.ts';
import { objectOf } from '../../../src/semantics/histories/dataTypes.ts';
import { blameFor } from '../../../src/semantics/histories/explain.ts';
import { blameIn, type HistoryProperty } from '../../../src/semantics/histories/judge.ts';
import { findOrder } from '../../../src/semantics/histories/linearize.ts';
import { predecessorsOf } from '../../../src/semantics/histories/order.ts';
import { PropertyEvaluator } from '../../../src/semantics/properties.ts';
import { instanceWith, recorded, type Happening } from './histories.ts';

const CLIENTS = [0, 1, 2, 3];

/** All clients write at the same time, then one reads what one of them wrote; again and again. */
function rounds(count: number): readonly Happening[] {
  return Array.from({ length: count }, (_, round): readonly Happening[] => [
    ...CLIENTS.map(client => ({ client, asks: 'write', arguments: [client % 3] })),
    ...CLIENTS.map(client => ({ client, learns: null })),
    { client: 3, asks: 'read', arguments: [] },
    { client: 3, learns: round % 3 },
  ]).flat();
}

function property(kind: HistoryProperty['kind']): HistoryProperty {
  return { name: `${kind} h`, at: NO_SPAN, doc: undefined, slots: 0, kind, history: 0 };
}

describe('A long history', () => {
  it('is ordered, however many operations it has', () => {
    const instance = instanceWith('Register');
    const history = recorded(instance, rounds(1_000));
    assert.equal(history.length, 5_000);
    const found = findOrder(history, objectOf(instance, 0), predecessorsOf(history, 'linearizable'));
    assert(found.kind === 'ordered');
    assert.equal(new Set(found.order).size, history.length);
  });

  it('is not tried in vain for operations that were given up and ask the same', () => {
    const instance = instanceWith('Register');
    const givenUp = Array.from({ length: 60 }, (_, i): Happening => {
      return { client: i % 3, asks: 'write', arguments: [1 + (i % 2)] };
    });
    const reads = [1, 0].flatMap((learns): readonly Happening[] => [
      { client: 3, asks: 'read', arguments: [] },
      { client: 3, learns },
    ]);
    const history = recorded(instance, [...givenUp, ...reads]);
    const found = findOrder(history, objectOf(instance, 0), predecessorsOf(history, 'linearizable'));
    assert.equal(found.kind, 'unordered');
  });

  it('with thousands of open operations that ask the same is judged without a list for each of them', () => {
    // Lists of all that came before, one for each operation, would take 6 GB.
    const open = 40_000;
    const instance = instanceWith('Register');
    const [write] = recorded(instance, [{ client: 0, asks: 'write', arguments: [1] }]);
    const history = Array.from({ length: open }, () => write!);
    const found = findOrder(
      history,
      objectOf(instance, 0),
      history.map(() => []),
    );
    assert.deepEqual(found, { kind: 'ordered', order: [] });
  });

  it('of which it cannot be told makes its property go wrong, and nothing is blamed', () => {
    const instance = instanceWith('Counter');
    // Each client adds amounts of its own; no order of them gives what is read, and there are too many to try.
    const adds = CLIENTS.flatMap(client =>
      Array.from({ length: 30 }, (_, i): readonly Happening[] => [
        { client, asks: 'add', arguments: [1_000 ** client * (i + 1)] },
        { client, learns: null },
      ]).flat(),
    );
    const history = recorded(instance, [
      ...adds,
      { client: 0, asks: 'read', arguments: [] },
      { client: 0, learns: -1 },
    ]);
    const state: State = {
      environment: { budgets: [], partition: undefined },
      ghosts: [],
      histories: [history],
      locals: [],
      inboxes: [],
    };
    const verdict = new PropertyEvaluator(instance).evaluate(property('sequential'), state, undefined);
    assert(!verdict.ok);
    assert.equal(verdict.failure.code, 'too-many-steps');
    assert.match(verdict.failure.message, /^h has too many orders to try/);
    assert.equal(blameIn(instance, property('sequential'), state), undefined);
    // In real time there is only one order, which is quickly told.
    const linear = new PropertyEvaluator(instance).evaluate(property('linearizable'), state, undefined);
    assert.deepEqual(linear, { ok: true, value: false });
  });

  it('is blamed on nothing where it takes too long to find out', () => {
    const instance = instanceWith('Counter');
    // All but the first amount were read: so that one was added later, which only a long search tells.
    const adds = Array.from({ length: 20 }, (_, i): readonly Happening[] => [
      { client: 0, asks: 'add', arguments: [2 ** i] },
      { client: 0, learns: null },
    ]).flat();
    const history = recorded(instance, [
      ...adds,
      { client: 1, asks: 'read', arguments: [] },
      { client: 1, learns: 2 ** 20 - 2 },
    ]);
    const predecessors = predecessorsOf(history, 'linearizable');
    assert.equal(findOrder(history, objectOf(instance, 0), predecessors).kind, 'unordered');
    assert.equal(blameFor(history, objectOf(instance, 0), predecessors), undefined);
  });
});
