import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DataTypeName } from '../../../src/model/dataTypes.ts';
import type { Value } from '../../../src/model/values.ts';
import { objectOf } from '../../../src/semantics/histories/dataTypes.ts';
import { blameFor } from '../../../src/semantics/histories/explain.ts';
import { findOrder } from '../../../src/semantics/histories/linearize.ts';
import { predecessorsOf, type Consistency } from '../../../src/semantics/histories/order.ts';
import { blameText } from '../../../src/semantics/histories/sentences.ts';
import { instanceWith, recorded, type Happening } from './histories.ts';

/** `Client 1` asks for an operation. */
function asks(client: number, operation: string, ...values: readonly Value[]): Happening {
  return { client: client - 1, asks: operation, arguments: values };
}

function learns(client: number, value: Value = null): Happening {
  return { client: client - 1, learns: value };
}

/** Asks and learns at once. */
function does(client: number, operation: string, values: readonly Value[], value: Value = null): readonly Happening[] {
  return [asks(client, operation, ...values), learns(client, value)];
}

function orderOf(dataType: DataTypeName, consistency: Consistency, happenings: readonly Happening[]): unknown {
  const instance = instanceWith(dataType);
  const history = recorded(instance, happenings);
  const found = findOrder(history, objectOf(instance, 0), predecessorsOf(history, consistency));
  return found.kind === 'ordered' ? found.order : found.kind;
}

function sentence(dataType: DataTypeName, consistency: Consistency, happenings: readonly Happening[]): string {
  const instance = instanceWith(dataType);
  const history = recorded(instance, happenings);
  const predecessors = predecessorsOf(history, consistency);
  const object = objectOf(instance, 0);
  assert.equal(findOrder(history, object, predecessors).kind, 'unordered');
  return blameText(instance, 0, history, blameFor(history, object, predecessors)!);
}

describe('A history is recorded', () => {
  it('by client, with what had been answered before, and nothing else', () => {
    const instance = instanceWith('Register');
    const history = recorded(instance, [
      asks(2, 'write', 1),
      ...does(1, 'read', [], 0),
      asks(3, 'read'),
      learns(2),
      asks(1, 'read'),
      asks(1, 'write', 2),
      learns(1),
    ]);
    assert.deepEqual(history, [
      { client: 0, operation: 'read', arguments: [], result: { value: 0 }, after: [] },
      { client: 0, operation: 'read', arguments: [], after: [{ client: 1, answered: 1 }] },
      {
        client: 0,
        operation: 'write',
        arguments: [2],
        result: { value: null },
        after: [{ client: 1, answered: 1 }],
      },
      { client: 1, operation: 'write', arguments: [1], result: { value: null }, after: [] },
      { client: 2, operation: 'read', arguments: [], after: [{ client: 0, answered: 1 }] },
    ]);
  });
});

describe('An order that explains a history', () => {
  it('places an operation that is open where it took effect, and leaves out one that need not have happened', () => {
    const open = [asks(1, 'write', 1), ...does(2, 'read', [], 0), ...does(2, 'read', [], 1)];
    assert.deepEqual(orderOf('Register', 'linearizable', open), [1, 0, 2]);
    assert.deepEqual(orderOf('Register', 'linearizable', [asks(1, 'write', 1), ...does(2, 'read', [], 0)]), [1]);
  });

  it('lets an operation that was given up happen after later ones of its client', () => {
    const givenUp = [asks(1, 'write', 1), ...does(1, 'read', [], 0), ...does(1, 'read', [], 1)];
    assert.deepEqual(orderOf('Register', 'linearizable', givenUp), [1, 0, 2]);
    assert.deepEqual(orderOf('Register', 'sequential', givenUp), [1, 0, 2]);
  });

  it('keeps only the order of each client where it is sequential', () => {
    const stale = [...does(1, 'write', [1]), ...does(2, 'read', [], 0)];
    assert.equal(orderOf('Register', 'linearizable', stale), 'unordered');
    assert.deepEqual(orderOf('Register', 'sequential', stale), [1, 0]);
  });
});

describe('Why no order explains a history', () => {
  it('is an answer that is too old', () => {
    const stale = [...does(1, 'write', [1]), ...does(2, 'read', [], 0)];
    assert.equal(
      sentence('Register', 'linearizable', stale),
      "Client 2's read answered 0 although it began after Client 1's write(1) had been answered.",
    );
  });

  it('is the older of two answers, and not what lies between them', () => {
    const twice = [...does(1, 'write', [1]), ...does(1, 'write', [2]), ...does(2, 'read', [], 0)];
    assert.equal(
      sentence('Register', 'linearizable', twice),
      "Client 2's read answered 0 although it began after Client 1's write(1) had been answered.",
    );
    const between = [...does(1, 'write', [1]), ...does(3, 'read', [], 1), ...does(2, 'read', [], 0)];
    assert.equal(
      sentence('Register', 'linearizable', between),
      "Client 2's read answered 0 although it began after Client 1's write(1) had been answered.",
    );
  });

  it('is one read after another that was newer', () => {
    const inverted = [asks(1, 'write', 1), ...does(2, 'read', [], 1), ...does(3, 'read', [], 0)];
    assert.equal(
      sentence('Register', 'linearizable', inverted),
      "Client 3's read answered 0 although it began after Client 2's read had answered 1.",
    );
  });

  it('is an answer before what it needs was asked', () => {
    assert.equal(
      sentence('Register', 'linearizable', [...does(2, 'read', [], 1), asks(1, 'write', 1)]),
      "Client 2's read answered 1 before Client 1's write(1) began.",
    );
    assert.equal(
      sentence('Register', 'sequential', [...does(1, 'read', [], 1), ...does(1, 'write', [1])]),
      "Client 1's read answered 1 before its write(1) began.",
    );
  });

  it('is what a client itself had done before', () => {
    assert.equal(
      sentence('Register', 'sequential', [...does(1, 'write', [1]), ...does(1, 'read', [], 0)]),
      "Client 1's read answered 0 although its write(1) had been answered before.",
    );
    assert.equal(
      sentence('Counter', 'sequential', [...does(1, 'add', [1]), ...does(2, 'read', [], 1), ...does(2, 'read', [], 0)]),
      "Client 2's read answered 0 although its read had answered 1 before.",
    );
  });

  it('is an answer that nothing explains', () => {
    assert.equal(
      sentence('Register', 'linearizable', [...does(1, 'write', [1]), ...does(2, 'read', [], 2)]),
      "Nothing that was written explains that Client 2's read answered 2.",
    );
    assert.equal(
      sentence('CompareAndSwap', 'linearizable', [
        asks(1, 'cas', 0, 1),
        asks(2, 'cas', 0, 2),
        learns(1, true),
        learns(2, true),
      ]),
      "No order of the operations explains that Client 2's cas(0, 2) answered true.",
    );
    assert.equal(
      sentence('Lock', 'sequential', [...does(1, 'acquire', []), ...does(2, 'acquire', [])]),
      "No order of the operations explains that Client 2's acquire was answered.",
    );
  });

  it('is the first pair in the way where no single one is to blame', () => {
    const both = [
      ...does(1, 'write', [1]),
      ...does(2, 'read', [], 0),
      ...does(1, 'write', [2]),
      ...does(3, 'read', [], 0),
    ];
    assert.equal(
      sentence('Register', 'linearizable', both),
      "Client 2's read answered 0 although it began after Client 1's write(1) had been answered.",
    );
  });

  it('is told of locks without answers', () => {
    assert.equal(
      sentence('Lock', 'linearizable', [
        ...does(1, 'acquire', []),
        ...does(2, 'acquire', []),
        asks(1, 'release'),
        ...does(3, 'tryAcquire', [], false),
      ]),
      "Client 2's acquire was answered before Client 1's release began.",
    );
  });
});
