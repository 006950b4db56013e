import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { matrixOutput } from '../../src/cli/matrixJson.ts';
import { matrixText } from '../../src/cli/matrixText.ts';
import { styleFor } from '../../src/cli/style.ts';
import { finishedMatrix, growingMatrix, rowNamed } from '../webview/fixtures/matrix.ts';
import { schemaViolations } from './jsonSchema.ts';

const style = styleFor({ colour: false });

describe('the resilience matrix on a terminal', () => {
  it('is an aligned table, with the reasons below it', () => {
    assert.deepEqual(matrixText('TwoPhaseCommit', finishedMatrix(), style).split('\n'), [
      'TwoPhaseCommit',
      'scenario "the coordinator dies", each failure alone and at most once in a run',
      '',
      '                             Agreement       Termination     Everybody commits  no error',
      'Nothing goes wrong           holds (288)     holds (288)     reached in 7       holds (288)',
      'One lost message             holds (1,204)   breaks in 4     reached in 7       holds (1,204)',
      'One duplicated message       holds (2,310)   holds (2,310)   reached in 7       holds (2,310)',
      'Messages out of order        –               –               –                  –',
      'One corrupted message        breaks in 7     breaks in 6     reached in 7       holds (18,402)',
      'One connection reset         –               –               –                  –',
      'One partition                holds (9,120)   breaks in 5     reached in 7       holds (9,120)',
      'One link cut                 holds (4,418)   breaks in 4     reached in 7       holds (4,418)',
      'One crash                    holds (8,832)   breaks in 9     reached in 7       holds (8,832)',
      'One crash midway             breaks in 11    breaks in 9     reached in 7       holds (12,980)',
      'One crash and recovery       holds (41,217)  holds (41,217)  reached in 7       holds (41,217)',
      'One stalled handler          holds (3,120)   breaks in 5     reached in 7       holds (3,120)',
      'One paused node              holds (1,452)   holds (1,452)   reached in 7       holds (1,452)',
      'One failed disk and restart  –               –               –                  –',
      'One corrupted variable       breaks in 1     breaks in 6     reached in 7       holds (120,530)',
      'One Byzantine Coordinator    breaks in 5     breaks in 4     reached in 7       ? 2M states',
      'One Byzantine Participant    ? 2M states     ? 2M states     reached in 7       ? 2M states',
      'One tick of clock drift      –               –               –                  –',
      'One clock jump               –               –               –                  –',
      'One stopped clock            –               –               –                  –',
      'All that is declared         holds (8,832)   breaks in 9     reached in 7       holds (8,832)',
      '',
      '? the bound was reached before it could be decided',
      '',
      '– Messages out of order: The network already reorders messages.',
      '– One connection reset: The network is not tcp: no connection can reset.',
      '– One failed disk and restart: No variable is durable: no disk is in use.',
      '– One tick of clock drift, One clock jump, One stopped clock: The scenario has no clock.',
      '',
    ]);
  });

  it('says where a run that goes on for ever begins to repeat, or comes to rest', () => {
    const matrix = finishedMatrix();
    const { columns } = matrix;
    const row = rowNamed(matrix, 'One crash');
    const shown = [
      { stem: 6, loop: 3 },
      { stem: 9, loop: 0 },
    ].map(lasso => {
      const cells = row.cells.map((cell, i) => (columns[i]?.property === 'Termination' ? { ...cell, lasso } : cell));
      return matrixText('TwoPhaseCommit', { ...matrix, rows: [{ ...row, cells }] }, style);
    });
    assert.match(shown[0] ?? '', /^One crash +holds \(8,832\) +loops after 6 /m);
    assert.match(shown[1] ?? '', /^One crash +holds \(8,832\) +stuck after 9 /m);
    const output = matrixOutput('a.cone', {
      ...matrix,
      rows: [{ ...row, cells: row.cells.map(cell => ({ ...cell, lasso: { stem: 6, loop: 3 } })) }],
    });
    assert.deepEqual(output.rows[0]?.verdicts[0]?.lasso, { stem: 6, loop: 3 });
  });

  it('paints without moving a column', () => {
    const painted = matrixText('TwoPhaseCommit', finishedMatrix(), styleFor({ colour: true }));
    const stripped = painted.replaceAll(/\u001b\[\d+m/g, '');
    assert.notEqual(painted, stripped);
    assert.equal(stripped, matrixText('TwoPhaseCommit', finishedMatrix(), style));
  });

  it('says once where messages crowd, and what can be done about it', () => {
    const found = finishedMatrix();
    const limit = { kind: 'copies', value: 8, message: 'M from A to B', steps: 9, advice: 'Send less.' } as const;
    const rows = found.rows.map(row =>
      row.id === 'none' || row.id === 'loss' ? { ...row, complete: false, limit } : row,
    );
    const text = matrixText('TwoPhaseCommit', { ...found, rows }, style);
    const line = '? goes no further where more than 8 equal messages are in flight: M from A to B\n  Send less.\n';
    assert.equal(text.split(line).length, 2);
  });

  it('says of what was not explored that it is not known', () => {
    const text = matrixText('TwoPhaseCommit', growingMatrix(), style);
    assert.match(text, /One paused node +\? not explored/);
  });
});

describe('a resilience matrix whose states are not counted one by one', () => {
  it('says so, in one line for all rows of which the same is true', () => {
    const { rows, ...matrix } = finishedMatrix();
    const symmetry = { kind: 'symmetry', used: true, reason: 'Participants are interchangeable.' } as const;
    const unused = { kind: 'symmetry', used: false, reason: 'Every node has a link of its own.' } as const;
    const counting = { reductions: [symmetry], omissionProbability: 1e-9 };
    const [first, ...others] = rows.filter(({ reason }) => reason === undefined);
    const text = matrixText('P', { ...matrix, rows: [{ ...first!, counting: { reductions: [unused] } }] }, style);
    assert.match(text, /\nWithout symmetry: Every node has a link of its own\.\n/);
    assert.doesNotMatch(text, /explored/);
    const mixed = [{ ...first!, counting: { reductions: [unused] } }, ...others.map(row => ({ ...row, counting }))];
    const both = matrixText('P', { ...matrix, rows: mixed }, style);
    assert.match(both, new RegExp(`\n${first!.name}: Without symmetry: Every node`));
    assert.match(both, /, [^:]*: With symmetry: Participants are interchangeable\.\n/);
    assert.match(
      both,
      /: States are kept as fingerprints: with a probability of at most 1 × 10⁻⁹ one was left out\.\n/,
    );
    assert.match(both, /holds \([\d,]+ explored\)/);
    const output = matrixOutput('a.cone', { ...matrix, rows: mixed });
    assert.deepEqual(output.rows[1]?.reductions, [symmetry]);
    assert.equal(output.rows[1].omissionProbability, 1e-9);
  });
});

describe('the JSON of a resilience matrix', () => {
  const schema = JSON.parse(readFileSync('docs/matrix-report.schema.json', 'utf8')) as Parameters<
    typeof schemaViolations
  >[0];
  const violations = (output: unknown): string[] =>
    schemaViolations(schema, JSON.parse(JSON.stringify(output)) as Parameters<typeof schemaViolations>[1]);

  it('is what the schema says, at any time', () => {
    assert.deepEqual(violations(matrixOutput('a.cone', finishedMatrix())), []);
    assert.deepEqual(violations(matrixOutput('-', growingMatrix())), []);
    const [first] = matrixOutput('a.cone', finishedMatrix()).rows;
    assert.deepEqual(violations({ ...matrixOutput('a.cone', finishedMatrix()), rows: [{ ...first, complete: 1 }] }), [
      '$.rows[0].complete: is not of type boolean',
    ]);
  });

  it('names what was found', () => {
    const matrix = finishedMatrix();
    const rows = [rowNamed(matrix, 'One Byzantine Coordinator'), rowNamed(matrix, 'One clock jump')];
    assert.deepEqual(matrixOutput('a.cone', { ...matrix, rows }).rows, [
      {
        failure: 'One Byzantine Coordinator',
        name: 'One Byzantine Coordinator',
        notApplicable: null,
        distinctStates: 2_000_000,
        complete: false,
        limit: { kind: 'states', value: 2_000_000 },
        reductions: [],
        omissionProbability: null,
        verdicts: [
          { property: 'Agreement', verdict: 'violated', steps: 5, lasso: null },
          { property: 'Termination', verdict: 'violated', steps: 4, lasso: null },
          { property: 'Everybody commits', verdict: 'holds', steps: 7, lasso: null },
          { property: 'error', verdict: 'unknown', steps: null, lasso: null },
        ],
      },
      {
        failure: 'One clock jump',
        name: 'One clock jump',
        notApplicable: 'The scenario has no clock.',
        distinctStates: 0,
        complete: false,
        limit: null,
        reductions: [],
        omissionProbability: null,
        verdicts: [],
      },
    ]);
  });
});
