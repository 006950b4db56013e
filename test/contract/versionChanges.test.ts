import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CheckReport } from '../../src/contract/report.ts';
import { compareVersions, type CheckedVersion } from '../../src/contract/versionChanges.ts';
import { countChange } from '../../src/contract/versionWords.ts';
import type { ComparedVersions } from '../../src/contract/versions.ts';
import { BOUNDS, createEngine, valueOf } from '../worker/asking.ts';

/** A walker that may go on to `n`, in as many scenarios as are named. */
function walk(n: number, { safe = 'w.n < 3', scenarios = ['alone', 'two'], more = '' } = {}): string {
  return `protocol Walk
role Walker { var n: 0..9 = 0  action walk when n < ${n} { n += 1 } }
system { Walker: 1 }
invariant Safe: all w in Walker: ${safe}
reachable Far: some w in Walker: w.n == 2
${more}
${scenarios.map(name => `scenario "${name}" { ${name === 'two' ? 'Walker: 2' : ''} }`).join('\n')}
`;
}

async function checked(name: string, text: string, statesMax = BOUNDS.statesMax): Promise<CheckedVersion> {
  const engine = createEngine();
  const reports: CheckReport[] = [];
  for (const scenario of engine.outline(text)?.scenarios ?? []) {
    reports.push(valueOf(await engine.check(reports.length, { text, scenario }, { ...BOUNDS, statesMax })));
  }
  return { name, reports };
}

async function compared(before: string, after: string): Promise<ComparedVersions> {
  return compareVersions(await checked('then', before), await checked('now', after));
}

/** What differs, in short. */
function changes({ scenarios }: ComparedVersions): readonly string[] {
  return scenarios
    .filter(({ changed }) => changed)
    .map(({ name, presence, properties, counts }) => {
      const of = properties.filter(({ change }) => change !== 'same').map(each => `${each.name} ${each.change}`);
      const numbers = counts
        .filter(each => each.before !== each.after)
        .map(each => `${each.name} ${countChange(each)}`);
      return `${name} ${presence}: ${[...of, ...numbers].join(', ')}`;
    });
}

describe('two versions of a file', () => {
  it('say that nothing changed where nothing did', async () => {
    const same = await compared(walk(2), `${walk(2)}// a comment\n`);
    assert.equal(same.headline, 'Nothing changed: the same verdicts and counts in all 2 scenarios.');
    assert.deepEqual(changes(same), []);
    assert.deepEqual([same.before, same.after], ['then', 'now']);
  });

  it('tell the first verdict that changed, and count the others', async () => {
    const worse = await compared(walk(2), walk(3));
    assert.equal(
      worse.headline,
      'In “alone”, Safe was “holds” and is “breaks in 3 steps” now. 1 other verdict changed too.',
    );
    assert.deepEqual(changes(worse), [
      'alone both: Safe verdict, states +1 (+33 %), transitions +1 (+33 %), depth +1 (+50 %)',
      'two both: Safe verdict, states +7 (+78 %), transitions +12 (+92 %), depth +2 (+50 %)',
    ]);
    const [alone] = worse.scenarios;
    assert.deepEqual(alone?.properties[0], {
      name: 'Safe',
      presence: 'both',
      change: 'verdict',
      before: { kind: 'holds', text: 'holds' },
      after: { kind: 'violated', text: 'breaks in 3 steps' },
    });
    assert.match(
      (await compared(walk(2), walk(1))).headline,
      /Far was “is reached in 2 steps” and is “is never reached”/,
    );
  });

  it('tell another execution and other counts where no verdict changed', async () => {
    const sooner = await compared(walk(3), walk(3, { safe: 'w.n < 2' }));
    assert.equal(sooner.headline, 'No verdict changed; what shows 2 of them is another execution.');
    const larger = await compared(walk(3, { safe: 'true' }), walk(4, { safe: 'true' }));
    assert.equal(larger.headline, 'No verdict changed; the counts of 2 scenarios did.');
  });

  it('tell scenarios and properties that came and went', async () => {
    const more = 'invariant Known: all w in Walker: w.n >= 0';
    const other = await compared(walk(2), walk(2, { scenarios: ['two', 'other'], more }));
    assert.deepEqual(changes(other), [
      'two both: Known added',
      'other added: Safe added, Far added, Known added, error added, states , transitions , depth ',
      'alone removed: Safe removed, Far removed, error removed, states , transitions , depth ',
    ]);
    assert.equal(other.headline, 'No verdict changed; of scenarios and properties, 2 added and 1 removed.');
  });

  it('say that a search was cut short, and nothing that was not checked', async () => {
    const cut = compareVersions(
      await checked('then', walk(9, { safe: 'true' }), 5),
      await checked('now', walk(9, { safe: 'true' })),
    );
    const [alone] = cut.scenarios;
    assert.deepEqual(alone?.remarks, [
      'Before, the search stopped at the limit of 5 states: its numbers are of what was explored.',
    ]);
    assert.deepEqual(alone.properties[0]?.before, { kind: 'unknown', text: 'not decided' });
    assert.equal(cut.headline.startsWith('In “alone”, Safe was “not decided” and is “holds” now.'), true);
  });

  it('say by how much a number changed', () => {
    const change = (before: number | undefined, after: number | undefined) => countChange({ name: '', before, after });
    assert.deepEqual(
      [
        change(5, 5),
        change(undefined, 5),
        change(0, 5),
        change(1000, 1001),
        change(1000, 999),
        change(10, 25),
        change(3, 90),
      ],
      ['', '', '+5', '+1 (+<1 %)', '−1 (−<1 %)', '+15 (×2.5)', '+87 (×30)'],
    );
  });
});
