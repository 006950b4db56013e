import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Lines } from '../../src/base/lines.ts';
import { bar, type Canvas, sparkline, wrapped } from '../../src/cli/bars.ts';
import { explainOutput } from '../../src/cli/explainJson.ts';
import { explainText } from '../../src/cli/explainText.ts';
import { styleFor } from '../../src/cli/style.ts';
import type { ExplosionReport } from '../../src/contract/explosion.ts';
import { EXPLAINED_TEXT, explosionReport } from '../support/explosionReport.ts';
import { shippedExamples } from '../support/protocols.ts';
import { runHere } from './fakeTerminal.ts';
import { schemaViolations } from './jsonSchema.ts';

const source = { name: 'p.cone', text: EXPLAINED_TEXT, lines: new Lines(EXPLAINED_TEXT) };
const plain: Canvas = { columns: 80, hasBlocks: false };

function textOf(report: ExplosionReport, canvas = plain, colour = false): readonly string[] {
  return explainText(report, { source, style: styleFor({ colour }), canvas }).split('\n');
}

describe('an explanation on a terminal', () => {
  it('is bars and tables, each with its sentences', () => {
    assert.deepEqual(textOf(explosionReport()), [
      'P',
      'scenario "usual": 10,000 states can be reached; states that could be told apart:',
      '1,572,864; 2 seconds to visit each at a million a second',
      '',
      'where the states come from (logarithmic scale)',
      '  in lock-step          10  #############',
      '  + concurrency        100  ##########################',
      '  + asynchrony      10,000  ####################################################',
      '  + failures             –',
      '  + distinct nodes       –',
      '  Nodes take turns: 10 states.',
      '  That multiplies by 10.',
      '  That multiplies by 100.',
      '  No failure.',
      '  No two can be exchanged.',
      '',
      'by number of Server nodes, and what symmetry reduction leaves (logarithmic',
      'scale)',
      '  1                                 10      #####',
      '  2                                100  60  #########',
      '  3 (this scenario)             10,000      ##################',
      '  4                    about 1,000,000      ###########################',
      '  5                  about 100,000,000      ####################################',
      '  One more Server multiplies the states by about 100.',
      '',
      'by distance from the start',
      '  Most are 2 steps from the start.',
      '',
      'what part of the states each variable accounts for',
      // 28 characters are left for bars.
      '  Server.log  83 %  #######################       1,700 left  ≤ 2: 1,900  line 3',
      '  next to none: seen',
      '',
      'what part of the states messages in flight account for',
      '  Append  50 %  #################                  5,000 left  at most 4  line 3',
      '',
      'what part of the states cannot be reached without',
      '  Append at Server   > 99.9 %  ###########################  12,345 steps  line 3',
      '  tick of the clock      10 %  ###                                1 step',
      '',
      'what reductions save',
      '  Symmetry reduction leaves 2,000 states.',
      '  It cannot be used.',
      '',
      'what could be done, the most rewarding first',
      '  line 3  Server.log accounts for 83 % of the states; bounding it to 2 leaves',
      '          1,900 of 10,000 states.',
      '',
      'worked out in 1.23 s',
      '',
    ]);
  });

  it('is as wide as the terminal, with blocks and a curve', () => {
    const lines = textOf(explosionReport(), { columns: 60, hasBlocks: true });
    assert.ok(lines.includes('  + asynchrony      10,000  ████████████████████████████████'));
    assert.ok(lines.includes('  ▂▄█▃'));
    for (const line of lines) assert.ok(line.length <= 60 || line.includes('line 3'), line);
  });

  it('is painted without moving a column', () => {
    const painted = textOf(explosionReport(), plain, true);
    assert.notDeepEqual(painted, textOf(explosionReport()));
    assert.deepEqual(
      painted.map(line => line.replaceAll(/\u001b\[\d+m/g, '')),
      textOf(explosionReport()),
    );
  });

  it('has what is known when it was cut short', () => {
    const unknown = { sources: undefined, growth: undefined, variables: undefined, messages: undefined };
    const early = { ...unknown, actions: undefined, reductions: undefined, hints: [], depth: undefined };
    const report = explosionReport({
      ...early,
      finished: false,
      doing: 'exploring the scenario',
      reachable: { states: 120, isExact: false },
      cut: 'The search stopped at its bound of 120 states.',
    });
    assert.deepEqual(textOf(report), [
      'P',
      'scenario "usual": at least 120 states can be reached; states that could be told',
      'apart: 1,572,864; 2 seconds to visit each at a million a second',
      'The search stopped at its bound of 120 states.',
      '',
      'cut short by you while exploring the scenario, 120 states found; the rest was not worked out',
      '',
    ]);
    const nothing = textOf({ ...report, reachable: undefined, cut: undefined });
    assert.equal(nothing[1], 'scenario "usual": states that could be told apart: 1,572,864; 2 seconds to visit');
  });
});

describe('a bar', () => {
  it('is as long as its part of the whole, and seen where there is anything', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 90 }), (part, width) => {
        for (const hasBlocks of [true, false]) {
          const drawn = bar(part, width, { columns: 80, hasBlocks });
          assert.ok(drawn.length <= width);
          assert.equal(drawn.length > 0, part > 0);
          assert.ok(Math.abs(drawn.length - part * width) <= 1);
        }
      }),
    );
    assert.equal(bar(0.5, 9, { columns: 80, hasBlocks: true }), '████▌');
    assert.equal(bar(1, 3, plain), '###');
  });

  it('curve shows the largest of what it has no room for', () => {
    assert.equal(sparkline([1, 2, 4, 8], 10), '▂▃▅█');
    assert.equal(sparkline([1, 8, 1, 1, 4, 1], 2), '█▅');
  });

  it('sentence keeps its words and stays within the line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }),
        fc.integer({ min: 16, max: 80 }),
        (words, columns) => {
          const lines = wrapped(words.join(' '), columns, '  * ');
          assert.ok(lines.every(line => line.length <= columns));
          assert.ok(lines.every((line, i) => line.startsWith(i === 0 ? '  * ' : '    ')));
          assert.deepEqual(
            lines
              .map(line => line.slice(4))
              .join(' ')
              .split(' '),
            words,
          );
        },
      ),
    );
  });
});

describe('the JSON of an explanation', () => {
  const schema = JSON.parse(readFileSync('docs/explain-report.schema.json', 'utf8')) as Parameters<
    typeof schemaViolations
  >[0];
  const violations = (output: unknown): string[] =>
    schemaViolations(schema, JSON.parse(JSON.stringify(output)) as Parameters<typeof schemaViolations>[1]);

  it('is as its schema says', () => {
    assert.deepEqual(violations(explainOutput('p.cone', explosionReport(), source)), []);
    const unknown = explosionReport({ reachable: undefined, sources: undefined, growth: undefined, depth: undefined });
    assert.deepEqual(violations(explainOutput('p.cone', unknown, source)), []);
    assert.notDeepEqual(violations({ ...explainOutput('p.cone', unknown, source), reachable: 5 }), []);
  });

  it('says where things stand', () => {
    const { variables, actions, hints } = explainOutput('p.cone', explosionReport(), source);
    assert.deepEqual([variables?.[0]?.line, variables?.[0]?.column], [3, 6]);
    assert.deepEqual([actions?.[1]?.line, hints[0]?.line], [null, 3]);
  });

  it('is what the command prints, for every example', async () => {
    for (const { file } of shippedExamples()) {
      const { status, out, error } = await runHere(['explain', '--json', '--states-max', '300', file]);
      assert.deepEqual([status, error], [0, ''], file);
      assert.deepEqual(violations(JSON.parse(out)), [], file);
    }
  }).timeout(120_000);
});

describe('lightcone explain', () => {
  const file = 'examples/atomic-commit/two-phase-commit.cone';

  it('explains the first scenario, or the one that is named', async () => {
    const first = await runHere(['explain', file, '--states-max', '3000']);
    assert.deepEqual([first.status, first.error], [0, '']);
    assert.match(first.out, /^TwoPhaseCommit\nscenario "reliable network": 2,004 states can be reached;/);
    assert.match(first.out, /^ {2}3 \(this scenario\) +2,004 /m);
    assert.match(first.out, /\nworked out in [\d.,]+ s\n$/);
    const named = await runHere(['explain', file, '--scenario', 'a message is lost', '--states-max', '500']);
    assert.match(named.out, /^TwoPhaseCommit\nscenario "a message is lost": at least 500 states can be reached;/);
    assert.match(named.out, /^The search stopped at its bound of 500 states\.$/m);
    assert.equal((await runHere(['explain', file, '--scenario', 'none'])).status, 2);
  });

  it('says what it works on where somebody watches', async () => {
    // Long enough that somebody would wait for it.
    const large = ['test/fixtures/oracles/two-phase-commit.cone', '--scenario', '7', '--states-max', '60000'];
    const { out, error } = await runHere(['explain', ...large], { columns: 80 });
    assert.match(error, /"7" · [\d,]+ states? · (exploring|switching|looking|counting|trying) /);
    assert.match(out, /█/);
  });

  it('prints what is known when it is interrupted', async () => {
    const { status, out } = await runHere(['explain', file], { interrupted: true });
    assert.equal(status, 130);
    assert.match(out, /^TwoPhaseCommit\nscenario "reliable network": states that could be told/);
    assert.match(out, /cut short by you while exploring the scenario; the rest was not worked out\n$/);
    const json = await runHere(['explain', '--json', file], { interrupted: true });
    assert.equal((JSON.parse(json.out) as { readonly finished: boolean }).finished, false);
  });

  it('takes no more memory than it is told', async () => {
    const small = await runHere([
      'explain',
      'test/fixtures/oracles/two-phase-commit.cone',
      '--scenario',
      '7',
      '--memory-max',
      '16',
    ]);
    assert.equal(small.status, 0);
    assert.match(small.out, /^There is memory for [\d,]+ states with the steps between them, and not for all\.$/m);
    const wrong = await runHere(['explain', file, '--memory-max', '3']);
    assert.equal(wrong.status, 2);
    assert.match(wrong.error, /whole number of megabytes from 16 on/);
  }).timeout(120_000);
});
