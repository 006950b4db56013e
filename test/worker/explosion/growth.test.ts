import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { present } from '../../../src/base/assert.ts';
import type { ExplosionReport } from '../../../src/contract/explosion.ts';
import { exampleText, oracleText } from '../../support/protocols.ts';
import { BOUNDS, createEngine, valueOf } from '../asking.ts';

/** The number of states by number of nodes, cut ones with a `+`. */
function pointsOf({ growth = [] }: ExplosionReport, role: string): readonly string[] {
  const curve = growth.find(each => each.role === role);
  return (curve?.points ?? []).map(({ nodes, count }) => `${nodes}: ${count.states}${count.isExact ? '' : '+'}`);
}

async function explain(text: string, scenario: string, statesMax = BOUNDS.statesMax): Promise<ExplosionReport> {
  return valueOf(await createEngine().explain(1, { text, scenario }, { ...BOUNDS, statesMax }));
}

describe('the growth with the number of nodes', () => {
  it('of two-phase commit is what other checkers count', async () => {
    const report = await explain(oracleText('two-phase-commit'), '3');
    assert.deepEqual(
      report.growth?.map(({ role }) => role),
      ['Participant'],
    );
    assert.deepEqual(pointsOf(report, 'Participant'), [
      '1: 12',
      '2: 56',
      '3: 288',
      '4: 1568',
      '5: 8832',
      '6: 50816',
      '7: 100000+',
    ]);
    const orbits = report.growth[0]?.points.map(point => point.orbits?.states);
    // With symmetry reduction another checker has as many; of one participant there is nobody to take for it.
    assert.deepEqual(orbits, [undefined, 34, 80, 166, 314, 553, 920]);
    const { factor, extrapolated, nodes, sentence } = present(report.growth[0], 'a curve');
    assert(factor !== undefined);
    assert.equal(nodes, 3);
    assert.ok(Math.abs(factor - 50_816 / 8_832) < 1e-9);
    assert.deepEqual(
      extrapolated.map(point => point.nodes),
      [7, 8, 9, 10, 11],
    );
    // Not far off: 296,448 and 1,745,408.
    assert.deepEqual(
      extrapolated.slice(0, 2).map(({ states }) => Math.round(states / 1000)),
      [292, 1682],
    );
    assert.equal(
      sentence,
      'One more Participant multiplies the states by about 5.8; with 11 there would be about 3.2 × 10⁸ or more, for the factor still grows. With 6 symmetry reduction leaves 553 of 50,816.',
    );
  });

  it('ends at the budget, and says so', async () => {
    const report = await explain(oracleText('two-phase-commit'), '2', 1000);
    assert.deepEqual(pointsOf(report, 'Participant'), ['1: 12', '2: 56', '3: 288', '4: 1000+']);
  });

  it('knows what the scenario itself has', async () => {
    const report = await explain(oracleText('two-phase-commit'), '4', 2000);
    assert.deepEqual(pointsOf(report, 'Participant'), ['1: 12', '2: 56', '3: 288', '4: 1568', '5: 2000+']);
  });

  it('says nothing of what the protocol cannot have', async () => {
    // There is one Manager: `the Manager` goes wrong with two.
    const report = await explain(oracleText('two-phase-commit'), '1');
    assert.deepEqual(pointsOf(report, 'Manager'), []);
  });

  it('says in a sentence where one more exceeds all bounds', async () => {
    const report = await explain(exampleText('two-phase-commit'), 'reliable network', 40);
    assert.equal(report.reachable?.isExact, false);
    assert.equal(report.cut, 'The search stopped at its bound of 40 states.');
  });

  it('goes along with a parameter that says how many there are', async () => {
    const text = (count: string): string => `protocol P
param f = 1
param N = 2 * f + 1
role R { var n: 0..9 = 0 action a when n < f { n += 1 } }
role S { var b: bool = false action a when !b { b = true } }
system { R: ${count} S: f }
invariant I: true`;
    const report = await explain(text('N'), 'system');
    // (f + 1) values of each of 2 f + 1 nodes, and 2 of each of f more.
    assert.deepEqual(pointsOf(report, 'R and S'), ['3: 16', '5: 972', '7: 131072+'].slice(0, 2).concat('7: 100000+'));
    assert.deepEqual(pointsOf(await explain(text('f'), 'system'), 'R and S').slice(0, 2), ['1: 4', '2: 36']);
    // Two parameters say it: which of them would it be?
    const twice = text('f + g').replace('param f', 'param g = 1\nparam f');
    assert.deepEqual(
      (await explain(twice, 'system')).growth?.map(({ role }) => role),
      ['S'],
    );
  });

  it('says about the scenario itself what it cannot count', async () => {
    const text = `protocol P
role R { var n: 0..3 = 0 action a when n < 3 { n += 1 } }
system { R: 50 }
invariant I: true`;
    const report = await explain(text, 'system', 5_000);
    const curve = present(report.growth?.[0], 'a curve');
    assert.deepEqual(
      curve.points.map(({ nodes }) => nodes),
      [1, 2, 3, 4, 5, 6, 7],
    );
    assert.deepEqual(
      curve.extrapolated.map(({ nodes }) => nodes),
      [7, 8, 9, 10, 11, 50],
    );
    assert.equal(
      curve.sentence,
      'One more R multiplies the states by about 4; with 50 there would be about 1.3 × 10³⁰. With 6 symmetry reduction leaves 84 of 4,096.',
    );
  });
});
