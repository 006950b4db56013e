import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorOfStart, runStart } from '../support/steps.ts';

/** Checks the value that an expression of a type has. */
function check(type: string, expression: string, expected: string): void {
  it(`${expression} is ${expected}`, () => {
    assert.equal(
      runStart(`var x: ${type} = ${INITIAL[type.split(' ')[0]!] ?? 'none'}`, `x = ${expression}`).get('x'),
      expected,
    );
  });
}

const INITIAL: Readonly<Record<string, string>> = {
  int: '0',
  bool: 'false',
  set: '{}',
  list: '[]',
  map: '{}',
  Pair: 'Pair(0, 0)',
  Level: 'low',
  N: 'self',
};

describe('Expressions', () => {
  check('int', '7 / 2', '3');
  check('int', '-7 / 2', '-4');
  check('int', '-7 % 3', '2');
  check('int', '7 % -3', '-2');
  check('int', 'twice(3) + max(1, 2) - min({4, 5})', '4');
  check('int', 'sum([1, 1, 2])', '4');
  check('int', 'let y = 2 in y * y', '4');
  check('int', 'if 1 < 2 then 10 else 20', '10');
  check('int', '[5, 6, 7][1]', '6');
  check('int', 'first([5, 6]) + last([5, 6])', '11');
  check('int', 'size({1, 1, 2}) + size([1, 1])', '4');
  check('int', 'index(self)', '0');
  check('bool', '1 in {1, 2} && {1} subset {1, 2} && !(3 in [1, 2])', 'true');
  check('bool', 'low < high && !(high < middle)', 'true');
  check('bool', 'false => (1 / 0 == 0)', 'true');
  check('bool', '(exactly one y in {1, 2, 3}: y > 2) && (no y in {}: true)', 'true');
  check('bool', 'all y in {1, 2}, z in {1, 2} where y < z: z == 2', 'true');
  check('bool', '[1, 2] == [1] + 2', 'true');
  check('bool', 'next(self) == self && others == {}', 'true');
  check('set of int', '{3, 1} | {2} - {1}', '{1, 2, 3}');
  check('set of int', '{ y * y for y in 1..4 where y % 2 == 0 }', '{4, 16}');
  check('set of int', '{ y in 0..3 where y > 1 }', '{2, 3}');
  check('list of int', '[1, 2, 3, 4][1..2]', '[2, 3]');
  check('list of int', '[1, 2][1..9]', '[2]');
  check('set of int', 'keys({2: 5, 1: 6})', '{1, 2}');
  check('list of int', 'values({2: 5, 1: 6})', '[6, 5]');
  check('int', '{1: 5}[2] ?? 9', '9');
  check('Pair', 'Pair(right: 2, left: 1) with (left: 7)', 'Pair(left: 7, right: 2)');
  check('int', 'Pair(1, 2).right', '2');

  it('a Lamport clock grows by ticks and merges to the larger one', () => {
    assert.equal(runStart('var c: lamport = 0', 'c = tick(c) c = merge(c, 5)').get('c'), '5');
  });

  it('a vector clock counts its own events, and knows what is before what and what is concurrent', () => {
    const values = runStart(
      'var c: vector = {} var d: vector = {} var before: bool = false var concurrent1: bool = true',
      'c = tick(c) d = merge(c, tick(c)) before = before(c, d) concurrent1 = concurrent(c, d)',
    );
    assert.equal(values.get('d'), '{N: 2}');
    assert.equal(values.get('before'), 'true');
    assert.equal(values.get('concurrent1'), 'false');
  });
});

describe('Expressions that have no value', () => {
  const rows: readonly (readonly [declarations: string, statements: string, code: string])[] = [
    ['var x: int = 0', 'x = 1 / x', 'division-by-zero'],
    ['var x: int = 0', 'x = 1 % x', 'division-by-zero'],
    ['var l: list of int = []', 'l += l[0]', 'index-out-of-range'],
    ['var l: list of int = []', 'l += first(l)', 'empty-collection'],
    ['var s: set of int = {} var x: int = 0', 'x = min(s)', 'empty-collection'],
    ['var m: map int to int = {} var x: int = 0', 'x = m[3]', 'missing-key'],
    ['var o: int? = none var x: int = 0', 'x = o', 'missing-value'],
    ['var x: int = 9007199254740991', 'x = x + 1', 'number-too-large'],
    ['var x: int = 0', 'x = forever(1)', 'too-many-steps'],
    ['var s: set of int = {} var x: int = 1000000000', 's = { y in 0..x where y > 1 }', 'too-many-steps'],
  ];
  for (const [declarations, statements, code] of rows) {
    it(`${statements} is the error ${code}`, () => {
      assert.equal(errorOfStart(declarations, statements).code, code);
    });
  }
});
