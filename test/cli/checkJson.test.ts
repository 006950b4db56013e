import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkOutput } from '../../src/cli/checkJson.ts';
import { schemaViolations } from './jsonSchema.ts';
import { endless, report, violated } from './reports.ts';

const schema = JSON.parse(readFileSync('docs/check-report.schema.json', 'utf8')) as Parameters<
  typeof schemaViolations
>[0];

function violations(output: unknown): string[] {
  return schemaViolations(schema, JSON.parse(JSON.stringify(output)) as Parameters<typeof schemaViolations>[1]);
}

const hint = { code: 'action-never-taken', text: 'The action rest is never possible.', line: 2, column: 3 } as const;

describe('the JSON of a check', () => {
  it('is what the schema says, whatever the outcome', () => {
    const cut = report({ counts: { ...report().counts, complete: false, limit: { kind: 'states', value: 10 } } });
    assert.deepEqual(
      violations(checkOutput('a.cone', [report(), report({ properties: [violated, endless] }), cut], [hint])),
      [],
    );
    const reductions = [{ kind: 'symmetry', used: false, reason: 'Every role is ordered.' } as const];
    const reduced = report({ counts: { ...report().counts, reductions, omissionProbability: 1e-9 } });
    assert.deepEqual(violations(checkOutput('a.cone', [reduced], [])), []);
    assert.deepEqual(violations(checkOutput('-', [], [])), []);
  });

  it('names what was found', () => {
    assert.deepEqual(checkOutput('a.cone', [report({ properties: [violated] })], [hint]), {
      file: 'a.cone',
      scenarios: [
        {
          name: 'reliable network',
          distinctStates: 1234,
          generatedStates: 5678,
          depth: 7,
          complete: true,
          limit: null,
          elapsedMs: 1234.568,
          bytesPerState: 12.35,
          reductions: [],
          omissionProbability: null,
          properties: [
            {
              name: 'Agreement',
              kind: 'invariant',
              verdict: 'violated',
              steps: 2,
              lasso: null,
              sentence: 'Agreement breaks in 2 steps.',
              notes: [],
            },
          ],
          expectations: [{ text: 'Agreement holds', met: true }],
        },
      ],
      hints: [hint],
    });
  });

  it('says how a run that goes on for ever divides', () => {
    const [found] = checkOutput('a.cone', [report({ properties: [endless] })], []).scenarios[0]?.properties ?? [];
    assert.deepEqual([found?.steps, found?.lasso, found?.notes.length], [3, { stem: 1, loop: 2 }, 1]);
  });

  it('the schema refuses what is not a report', () => {
    const [scenario] = checkOutput('a.cone', [report()], []).scenarios;
    assert.deepEqual(violations({ file: 'a.cone', hints: [] }), ['$: lacks scenarios']);
    assert.deepEqual(violations({ file: 'a.cone', hints: [], scenarios: [{ ...scenario, depth: -1 }] }), [
      '$.scenarios[0].depth: is below 0',
    ]);
    assert.deepEqual(violations({ file: 'a.cone', hints: [], scenarios: [{ ...scenario, limit: 'states' }] }), [
      '$.scenarios[0].limit: matches 0 alternatives',
    ]);
    assert.deepEqual(violations({ file: 'a.cone', hints: [], scenarios: [{ ...scenario, extra: 1 }] }), [
      '$.scenarios[0]: extra is not in the schema',
    ]);
  });
});
