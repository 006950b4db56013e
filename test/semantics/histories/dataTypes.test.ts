import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DataTypeName } from '../../../src/model/dataTypes.ts';
import { formatValue, type Value } from '../../../src/model/values.ts';
import { emptyObject, sequentialObject } from '../../../src/semantics/histories/dataTypes.ts';
import { DATA_TYPE_NAMES, operationsOf } from './histories.ts';

type Step = readonly [client: string, operation: string, ...values: readonly Value[]];

/** Asks an object one thing after another; `none: {1}` is an answer and what the object holds then. */
function asked(dataType: DataTypeName, steps: readonly Step[], initial = emptyObject(dataType)): readonly string[] {
  const object = sequentialObject(dataType, initial);
  let held = object.initial;
  return steps.map(([client, operation, ...values]) => {
    const answer = object.apply(held, { client: 'ab'.indexOf(client), operation, arguments: values });
    if (answer === undefined) return 'impossible';
    held = answer.held;
    return [answer.result, held].map(value => formatValue(value, node => 'ab'[node] ?? '?')).join(': ');
  });
}

describe('An object that clients ask one after another', () => {
  it('is what its name says', () => {
    assert.deepEqual(
      asked(
        'Register',
        [
          ['a', 'read'],
          ['b', 'write', 3],
          ['a', 'read'],
        ],
        7,
      ),
      ['7: 7', 'none: 3', '3: 3'],
    );
    assert.deepEqual(
      asked(
        'CompareAndSwap',
        [
          ['a', 'cas', 0, 1],
          ['b', 'cas', 0, 2],
          ['a', 'write', 5],
          ['b', 'read'],
        ],
        0,
      ),
      ['true: 1', 'false: 1', 'none: 5', '5: 5'],
    );
    assert.deepEqual(
      asked('Counter', [
        ['a', 'read'],
        ['a', 'add', 2],
        ['b', 'add', -3],
        ['b', 'read'],
      ]),
      ['0: 0', 'none: 2', 'none: -1', '-1: -1'],
    );
    assert.deepEqual(
      asked('Queue', [
        ['a', 'dequeue'],
        ['a', 'enqueue', 2],
        ['b', 'enqueue', 1],
        ['b', 'dequeue'],
        ['a', 'dequeue'],
      ]),
      ['none: []', 'none: [2]', 'none: [2, 1]', '2: [1]', '1: []'],
    );
    assert.deepEqual(
      asked('Set', [
        ['a', 'contains', 1],
        ['a', 'add', 1],
        ['a', 'add', 1],
        ['b', 'contains', 1],
        ['b', 'remove', 1],
      ]),
      ['false: {}', 'none: {1}', 'none: {1}', 'true: {1}', 'none: {}'],
    );
    assert.deepEqual(
      asked('KeyValue', [
        ['a', 'get', 1],
        ['a', 'put', 1, 4],
        ['b', 'get', 1],
        ['b', 'remove', 1],
        ['a', 'remove', 1],
      ]),
      ['none: {}', 'none: {1: 4}', '4: {1: 4}', 'none: {}', 'none: {}'],
    );
  });

  it('gives a lock to one client at a time', () => {
    const steps: readonly Step[] = [
      ['a', 'release'],
      ['a', 'acquire'],
      ['b', 'acquire'],
      ['b', 'tryAcquire'],
      ['b', 'release'],
      ['a', 'acquire'],
      ['a', 'release'],
      ['b', 'tryAcquire'],
    ];
    assert.deepEqual(asked('Lock', steps), [
      'impossible',
      'none: a',
      'impossible',
      'false: a',
      'impossible',
      'impossible',
      'none: none',
      'true: b',
    ]);
  });

  it('holds what the history says first, and nothing where it says nothing', () => {
    assert.deepEqual(asked('Register', [['a', 'read']]), ['none: none']);
    assert.deepEqual(asked('Register', [['a', 'read']], 'idle'), ['idle: idle']);
  });

  it('does every operation that its data type has, and answers nothing where that says so', () => {
    for (const dataType of DATA_TYPE_NAMES) {
      for (const [name, { parameters, result }] of operationsOf(dataType)) {
        const steps: Step[] = [
          ...(name === 'release' ? [['a', 'acquire'] as const] : []),
          ['a', name, ...parameters.map(() => 1)],
        ];
        const [answer] = asked(dataType, steps).at(-1)!.split(': ');
        if (result === 'nothing') assert.equal(answer, 'none', `${dataType}.${name}`);
      }
    }
  });
});
