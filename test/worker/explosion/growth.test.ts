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
      'One more Participant multiplies the states by about 5.8; with 11 there would be about 3.2 × 10⁸ or more, for the factor still grows.',
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
});
