import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { domainSize, logarithm, type DomainSize } from '../../src/model/domainSize.ts';
import { potentialOf } from '../../src/model/potential.ts';
import type { Type } from '../../src/model/types.ts';
import { enumerationTime, largestReached } from '../../src/model/yardsticks.ts';
import { instanceOf } from '../support/protocols.ts';

/** Checks how many values a variable of a type has, where there are 3 nodes of A and 5 nodes. */
function check(type: string, expected: bigint | 'unbounded'): void {
  it(`${type} has ${expected} values`, () => {
    const instance = instanceOf(`protocol P
record R(a: 0..2, b: bool)
role A { var x: ${type} ${type.endsWith('?') ? '= none' : (INITIAL[type.split(' ')[0]!] ?? '')} } role B {}
system { A: 3 B: 2 }`);
    const { size } = potentialOf(instance).factors[0]!;
    assert.deepEqual(size, expected === 'unbounded' ? { kind: 'unbounded' } : { kind: 'exact', size: expected });
  });
}

const INITIAL: Readonly<Record<string, string>> = {
  bool: '= false',
  '0..9': '= 0',
  red: '= red',
  A: '= self',
  node: '= self',
  R: '= R(0, false)',
  set: '= {}',
  list: '= []',
  map: '= {}',
  int: '= 0',
  lamport: '= 0',
};

describe('The domain of', () => {
  check('bool', 2n);
  check('0..9', 10n);
  check('red | green | blue', 3n);
  check('A', 3n);
  check('node', 5n);
  check('A?', 4n);
  check('R', 6n);
  check('set of 0..9', 1024n);
  check('list of bool max 3', 15n);
  check('map A to bool', 27n);
  check('set of int', 'unbounded');
  check('list of bool', 'unbounded');
  check('int', 'unbounded');
  check('lamport', 'unbounded');

  it('random small types is what listing their values counts', () => {
    const { type } = fc.letrec<{ type: Type }>(tie => ({
      type: fc.oneof(
        { maxDepth: 2 },
        fc.constant<Type>({ kind: 'bool' }),
        fc.integer({ min: 0, max: 1 }).map((high): Type => ({ kind: 'range', low: 0, high })),
        tie('type').map((of): Type => ({ kind: 'option', of })),
        tie('type').map((of): Type => ({ kind: 'set', of })),
        fc.tuple(tie('type'), fc.integer({ min: 0, max: 2 })).map(([of, max]): Type => ({ kind: 'list', of, max })),
        fc.tuple(tie('type'), tie('type')).map(([key, value]): Type => ({ kind: 'map', key, value })),
      ),
    }));
    const instance = { nodes: [], roleNodes: [] };
    fc.assert(
      fc.property(type, small => {
        const size = domainSize(small, instance);
        fc.pre(size.kind === 'exact' && size.size <= 3_000n);
        assert.deepEqual(size, { kind: 'exact', size: BigInt(valueCount(small)) });
      }),
    );
  });
});

/** Counts the values of a type by listing them, the elements of one another's domains as plain numbers. */
function valueCount(type: Type): number {
  switch (type.kind) {
    case 'bool':
      return 2;
    case 'range':
      return type.high - type.low + 1;
    case 'option':
      return valueCount(type.of) + 1;
    case 'set':
      return sequences(2, valueCount(type.of));
    case 'list':
      return Array.from({ length: (type.max ?? 0) + 1 }, (_, length) => sequences(valueCount(type.of), length)).reduce(
        (a, b) => a + b,
      );
    case 'map':
      return sequences(valueCount(type.value) + 1, valueCount(type.key));
    case 'int':
    case 'enum':
    case 'role':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
    case 'record':
      assert.fail('only the types of this test');
  }
}

/** How many sequences of a length there are, by making each. */
function sequences(items: number, length: number): number {
  let made: number[][] = [[]];
  for (let i = 0; i < length; i += 1) {
    made = made.flatMap(sequence => Array.from({ length: items }, (_, item) => [...sequence, item]));
  }
  return made.length;
}

describe('The potential', () => {
  it('is the product over all nodes, with nothing for a role without nodes', () => {
    const instance = instanceOf(`protocol P
role A { var x: 0..3 = 0 var y: bool = false } role B { var z: 0..2 = 0 } role C { var u: int = 0 }
system { A: 2 B: 3 C: 0 }`);
    const { total, unbounded } = potentialOf(instance);
    assert.deepEqual(total, { kind: 'exact', size: 4n ** 2n * 2n ** 2n * 3n ** 3n });
    assert.deepEqual(unbounded, []);
  });

  it('counts armed timers and messages that may be in flight', () => {
    const { total, factors } = potentialOf(
      instanceOf(`protocol P
message Ask(n: 0..2) message Answer message Unsent
role A { timer t on start { send Ask(0) to B start t } on t {} on Answer {} on Unsent {} }
role B { on Ask { if true { reply Answer } } }
system { A: 2 B: 3 }`),
    );
    const times = factors.map(({ name, times }) => [name, times.kind === 'exact' ? Number(times.size) : times.kind]);
    assert.deepEqual(times, [
      ['A.t armed', 2],
      ['Ask in flight', 2 * 3 * 3],
      ['Answer in flight', 3 * 2],
    ]);
    assert.deepEqual(total, { kind: 'exact', size: 2n ** (2n + 18n + 6n) });
  });

  it('names what has no bound', () => {
    const { total, unbounded } = potentialOf(
      instanceOf('protocol P role A { var x: int = 0 var y: bool = false } system { A: 1 }'),
    );
    assert.deepEqual([total.kind, unbounded], ['unbounded', ['A.x']]);
  });

  it('is exact where it is astronomical, and known by its length where it is beyond writing', () => {
    const many = (count: number): DomainSize =>
      potentialOf(instanceOf(`protocol P role A { var x: a | b | c | d = a } system { A: ${count} }`)).total;
    assert.deepEqual(many(250), { kind: 'exact', size: 4n ** 250n });
    const huge = potentialOf(
      instanceOf('protocol P role A { var x: map 0..999 to set of 0..999 = {} } system { A: 1 }'),
    ).total;
    assert.equal(huge.kind, 'huge');
    assert(Math.abs(logarithm(huge) - 1_000_000 * Math.log10(2)) < 10);
  });
});

describe('Yardsticks', () => {
  const exact = (size: bigint): DomainSize => ({ kind: 'exact', size });

  it('compare a number with the largest thing it reaches', () => {
    assert.equal(largestReached(exact(27n)), undefined);
    assert.equal(largestReached(exact(10n ** 79n))?.name, 'atoms in the earth');
    assert.equal(largestReached(exact(10n ** 80n))?.name, 'atoms in the observable universe');
    assert.equal(largestReached(exact(4n ** 250n))?.name, 'atoms in the observable universe');
  });

  it('say how long listing all states takes', () => {
    assert.equal(enumerationTime(exact(27n), 1_000_000), 'less than a second');
    assert.equal(enumerationTime(exact(1_000_000n), 1_000_000), '1 second');
    assert.equal(enumerationTime(exact(120_000_000n), 1_000_000), '2 minutes');
    assert.equal(enumerationTime(exact(10n ** 16n), 1_000_000), '317 years');
    assert.equal(enumerationTime(exact(4n ** 250n), 1_000_000), '10^137 years');
    assert.equal(enumerationTime({ kind: 'unbounded' }, 1_000_000), 'for ever');
  });
});
