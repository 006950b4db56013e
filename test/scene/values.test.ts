import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatValue, mapOf, nodeReference, setOf, type Value } from '../../src/model/values.ts';
import { changedParts, differenceOf, valueTree, type Difference, type ValueTree } from '../../src/scene/values.ts';

const NODES = ['Coordinator', 'Participant 1', 'Participant 2'];

const leaves: fc.Arbitrary<Value> = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -12, max: 12 }),
  fc.constant(null),
  fc.constantFrom('idle', 'prepared', 'true_'),
  fc.nat({ max: NODES.length - 1 }).map(nodeReference),
);

/** Any value, of no type in particular. */
const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => {
  const some = fc.array(tie('value'), { maxLength: 4 });
  const lists = some.map(items => ({ kind: 'list', items }) as const);
  const maps = fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 }).map(mapOf);
  const records = fc.tuple(fc.constantFrom('Entry', 'interval'), some).map(([type, fields]) => {
    return { kind: 'record', type, names: fields.map((_, i) => `field${i}`), fields } as const;
  });
  return {
    value: fc.oneof({ depthSize: 'small' }, leaves, some.map(setOf), lists, maps, records),
  };
}).value;

function textOf(value: Value): string {
  return formatValue(value, node => NODES[node]!);
}

describe('The text of a value', () => {
  it('is read as the tree that the value is', () => {
    fc.assert(fc.property(values, value => assert.deepEqual(valueTree(textOf(value)), treeOf(value))));
  });

  it('says that there are other values exactly where there are, but for what is empty', () => {
    const spelled = (value: Value): string => JSON.stringify(treeOf(value));
    fc.assert(
      fc.property(values, values, (a, b) => {
        assert.equal(spelled(a) === spelled(b), textOf(a) === textOf(b));
      }),
    );
  });

  for (const words of ['3 of 10', 'armed, fires in 2', 'A → B, B → C', 'log [1], x 3', '–', '', 'Vote(true)']) {
    it(`is a leaf where it is none: “${words}”`, () => assert.deepEqual(valueTree(words), leaf(words)));
  }

  it('is kept whatever it is', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '(', ')', ', ', ': ', 'a', 'B 1', ' '));
    const texts = fc.oneof(
      fc.string(),
      pieces.map(signs => signs.join('')),
    );
    fc.assert(fc.property(texts, text => assert.equal(valueTree(text).text, text)));
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.deepEqual(valueTree(deep), leaf(deep));
  });
});

describe('The difference of two values', () => {
  check('undecided', 'aborted', ['undecided → aborted']);
  check('{A}', '{A, B 2, C}', ['+ B 2', '+ C']);
  check('{A, B}', '{B}', ['− A']);
  check('{}', '{S 1: 2}', ['[S 1] + 2']);
  check('{S 1: {A}}', '{S 1: {A, B}, S 2: {}}', ['[S 1] + B', '[S 2] + {}']);
  check('Entry(term: 1, ops: [a])', 'Entry(term: 2, ops: [a, b])', ['.term 1 → 2', '.ops[1] + b']);
  check('Entry(term: 1)', 'Other(term: 1)', ['Entry(term: 1) → Other(term: 1)']);
  check('[1, 2, 3]', '[2, 3, 4]', ['[0] − 1', '[2] + 4']);
  check('[E(a: 1), E(a: 2)]', '[E(a: 1), E(a: 3), E(a: 4)]', ['[1].a 2 → 3', '[2] + E(a: 4)']);
  check('none', 'Entry(term: 1)', ['none → Entry(term: 1)']);

  it('has all of both values, in their order', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const difference = differenceOf(valueTree(textOf(before)), valueTree(textOf(after)));
        assert.equal(sideOf(difference, 'before'), textOf(before));
        assert.equal(sideOf(difference, 'after'), textOf(after));
      }),
    );
  });

  it('is the same exactly where nothing changed', () => {
    const equalOrNot = fc.oneof(
      fc.tuple(values, values),
      values.map(value => [value, value] as const),
    );
    fc.assert(
      fc.property(equalOrNot, ([before, after]) => {
        const difference = differenceOf(valueTree(textOf(before)), valueTree(textOf(after)));
        assert.equal(difference.kind === 'same', textOf(before) === textOf(after));
        assert.equal(changedParts(difference).length === 0, difference.kind === 'same');
      }),
    );
  });

  function check(before: string, after: string, expected: readonly string[]): void {
    it(`of ${before} and ${after}`, () => {
      const parts = changedParts(differenceOf(valueTree(before), valueTree(after)));
      assert.deepEqual(
        parts.map(({ place, difference }) => `${place} ${wordsOf(difference)}`.trim()),
        expected,
      );
    });
  }
});

function wordsOf({ kind, before, after }: Difference): string {
  if (kind === 'added') return `+ ${after!.text}`;
  return kind === 'removed' ? `− ${before!.text}` : `${before!.text} → ${after!.text}`;
}

/** One side of a difference, put together from its parts. */
function sideOf({ before, after, children, ...difference }: Difference, side: 'before' | 'after'): string {
  const value = side === 'before' ? before : after;
  if (children.length === 0 || value === undefined) return value?.text ?? '';
  const parts = children.filter(child => child[side] !== undefined);
  const labelled = value.kind === 'map' || value.kind === 'record';
  const texts = parts.map(child => `${labelled ? `${child.label}: ` : ''}${sideOf(child, side)}`).join(', ');
  assert.equal(difference.kind, 'changed');
  if (value.kind === 'list') return `[${texts}]`;
  return value.kind === 'record' ? `${value.type}(${texts})` : `{${texts}}`;
}

/** The tree as the value itself has it. */
function treeOf(value: Value): ValueTree {
  const text = textOf(value);
  if (typeof value !== 'object' || value === null || value.kind === 'node') return leaf(text);
  switch (value.kind) {
    case 'set':
      return { kind: 'set', text, type: '', children: value.items.map(item => ({ label: '', value: treeOf(item) })) };
    case 'list':
      return {
        kind: 'list',
        text,
        type: '',
        children: value.items.map((item, i) => ({ label: String(i), value: treeOf(item) })),
      };
    case 'map': {
      const children = value.keys.map((key, i) => ({ label: textOf(key), value: treeOf(value.values[i]!) }));
      return { kind: children.length === 0 ? 'set' : 'map', text, type: '', children };
    }
    case 'record': {
      const children = value.fields.map((field, i) => ({ label: value.names[i]!, value: treeOf(field) }));
      return { kind: 'record', text, type: value.type, children };
    }
  }
}

function leaf(text: string): ValueTree {
  return { kind: 'leaf', text, type: '', children: [] };
}
