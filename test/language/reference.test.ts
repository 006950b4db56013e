import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { boundsOf } from '../../src/engine/bounds.ts';
import { judge } from '../../src/engine/judge.ts';
import { parse } from '../../src/language/parse.ts';
import { searched } from '../support/agreement.ts';
import { docExamples } from '../support/docExamples.ts';
import { instanceOf } from '../support/protocols.ts';
import { oneLine, protocolOf } from './checks.ts';

describe('docs/language.md', () => {
  const examples = docExamples();

  it('has examples', () => {
    assert.ok(examples.length >= 12);
  });

  for (const { line, kind, text } of examples) {
    if (kind === 'file') {
      it(`has a whole file at line ${String(line)} without a single problem`, () => {
        assert.deepEqual(
          parse(text).problems.map(problem => `${oneLine(text, problem)}: ${problem.message}`),
          [],
        );
      });

      it(`has a whole file at line ${String(line)} whose expectations are met`, () => {
        for (const { name } of protocolOf(text).scenarios) {
          const instance = instanceOf(text, name);
          const result = searched(instance, boundsOf(instance, {})).result();
          assert.deepEqual(
            judge(instance, result).filter(({ met }) => !met),
            [],
          );
        }
      });
    } else {
      it(`has a fragment at line ${String(line)} without errors`, () => {
        protocolOf(text);
      });
    }
  }
});
