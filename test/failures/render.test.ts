import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { describe, it } from 'mocha';

import { failureAt, failureModes } from '../../src/failures/catalogue.ts';
import { keyOf } from '../../src/failures/failureMode.ts';
import { fieldScenarios } from '../../src/failures/fieldScenarios.ts';
import { failureHover, failuresPage } from '../../src/failures/render.ts';

describe('a hover on a failure word', () => {
  it('says what it is, what is seen, why it happens, how hard it is and what helps', () => {
    const loss = failureAt('network', 'loss');
    assert.ok(loss !== undefined);
    const lines = failureHover(loss).split('\n');
    assert.equal(lines[0], '**Message loss (omission failure)** · `loss` in `network`');
    assert.equal(lines[2], loss.what);
    assert.deepEqual(
      lines.filter(line => line.startsWith('- ')).map(line => /\*\*(.*):\*\*/.exec(line)?.[1]),
      ['You see', 'Causes', 'Debugging', 'Helps', 'Values', 'In the field'],
    );
    assert.equal(lines[9], '- **In the field:** 1 message in 20,000 (Guo et al. 2015).');
    assert.deepEqual(lines.slice(11, -2), ['```cone', ...loss.example.trimEnd().split('\n'), '```']);
    assert.equal(lines.at(-1), 'A longer one: `examples/partial-failure/indeterminate-request.cone`');
  });

  it('fits a screenful', () => {
    for (const entry of failureModes) {
      const lines = failureHover(entry).split('\n');
      const text = lines.slice(0, 10);
      assert.ok(lines.length <= 37, `${keyOf(entry)}: ${lines.length} lines`);
      assert.ok(text.join('').length <= 1_500, `${keyOf(entry)}: ${text.join('').length} characters`);
    }
  });
});

describe('the failure reference', () => {
  const page = failuresPage();

  it('is what docs/failures.md says: run `npm run docs` after a change', () => {
    const written = readFileSync(new URL('../../docs/failures.md', import.meta.url), 'utf8');
    assert.equal(written, page);
  });

  it('has a heading for every failure and every field scenario', () => {
    for (const entry of failureModes) assert.ok(page.includes(`\n### \`${entry.word}\` · ${entry.name}\n`), entry.name);
    for (const scenario of fieldScenarios) assert.ok(page.includes(`\n### ${scenario.name}\n`), scenario.name);
  });

  it('links only to places that exist, each once', () => {
    const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(match => match[1]);
    assert.equal(new Set(anchors).size, anchors.length);
    for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(anchors.includes(target), target);
  });

  it('has tables whose rows are as wide as their heads', () => {
    for (const block of page.split('\n\n').filter(text => text.startsWith('| '))) {
      const widths = block.split('\n').map(line => line.split(' | ').length);
      assert.equal(new Set(widths).size, 1, block);
    }
  });
});
