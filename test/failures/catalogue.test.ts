import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, it } from 'mocha';

import { failureAt, failureModes } from '../../src/failures/catalogue.ts';
import { clockTypes } from '../../src/failures/clockTypes.ts';
import { keyOf, type FailureSection } from '../../src/failures/failureMode.ts';
import { fieldDrift, fieldLatency, fieldOffset, fieldRates, fieldRepairs } from '../../src/failures/fieldRates.ts';
import type { Estimate } from '../../src/failures/fieldRates.ts';
import { fieldScenarios } from '../../src/failures/fieldScenarios.ts';
import { networkModes } from '../../src/failures/networkModes.ts';
import { partialFailures } from '../../src/failures/partialFailures.ts';
import { references } from '../../src/failures/references.ts';
import { signs } from '../../src/failures/signs.ts';
import { repositoryRoot } from '../support/skeleton.ts';
import { failureExamples } from './failureExamples.ts';

/** The failure words of the language reference, by block. */
const words: Readonly<Record<FailureSection, readonly string[]>> = {
  network: ['order', 'loss', 'duplicates', 'corrupt', 'reset', 'unmatched', 'transport', 'timing', 'delay', 'capacity'],
  faults: ['crash', 'midway', 'recover', 'partition', 'cut', 'stall', 'pause', 'diskfail', 'corrupt', 'byzantine'],
  clock: ['skew', 'drift', 'jump', 'fail'],
};

const keys = Object.entries(words).flatMap(([section, list]) => list.map(word => `${section}.${word}`));

/** Every number that timed simulation takes from the field. */
const estimates: readonly Estimate[] = [
  ...Object.values(fieldRates),
  ...Object.values(fieldRepairs),
  fieldLatency,
  fieldDrift,
  fieldOffset,
];

describe('the catalogue of failure modes', () => {
  it('has every failure word of the language exactly once, and no other', () => {
    assert.deepEqual(failureModes.map(keyOf).sort(), [...keys].sort());
  });

  it('leaves nothing unsaid', () => {
    for (const entry of failureModes) {
      assertSaid(keyOf(entry), entry);
    }
    assertSaid('partial failures', partialFailures);
    assertSaid('network modes', networkModes);
    assertSaid('field scenarios', fieldScenarios);
    assertSaid(
      'clock types',
      clockTypes.map(clock => ({ ...clock, words: ['logical clocks have none'] })),
    );
  });

  it('writes sentences as sentences and list items as phrases', () => {
    for (const entry of failureModes) {
      assert.match(entry.what, /^[A-Z].*\.$/, `${keyOf(entry)}: what`);
      assert.match(entry.observer, /^["A-Z].*\.$/, `${keyOf(entry)}: observer`);
      for (const phrase of [...entry.rootCauses, ...entry.helps, entry.difficulty.why]) {
        assert.doesNotMatch(phrase, /[.;]$/, `${keyOf(entry)}: ${phrase}`);
      }
    }
  });

  it('shows every form with the word it explains', () => {
    for (const entry of failureModes) {
      for (const form of entry.syntax) assert.match(form, new RegExp(`\\b${entry.word}\\b`), keyOf(entry));
    }
  });

  it('finds an entry by block and word', () => {
    assert.equal(failureAt('network', 'corrupt')?.name, 'Message corruption (value failure)');
    assert.equal(failureAt('faults', 'corrupt')?.name, 'Data corruption (stored value)');
    assert.equal(failureAt('faults', 'skew'), failureAt('clock', 'skew'));
    assert.equal(failureAt('network', 'crash'), undefined);
    assert.equal(failureAt('clock', 'horizon'), undefined);
    assert.equal(failureAt('faults', 'constructor'), undefined);
  });

  it('cites every reference and uses every sign', () => {
    const cited = new Set([
      ...failureModes.flatMap(entry => [...entry.references, ...(entry.measured ?? []).map(figure => figure.source)]),
      ...fieldScenarios.flatMap(scenario => scenario.references),
      ...clockTypes.flatMap(clock => clock.references),
      ...estimates.flatMap(({ source }) => source ?? []),
    ]);
    assert.deepEqual([...cited].sort(), Object.keys(references).sort());
    const drawn = new Set(failureModes.map(entry => entry.sign));
    assert.deepEqual([...drawn].sort(), Object.keys(signs).sort());
  });
});

describe('the rates from the field', () => {
  it('each stand beside a word of the language, and say in a phrase what was counted', () => {
    for (const { word, finding } of estimates) {
      assert.ok(keys.includes(word), word);
      assert.match(finding, /^[a-z0-9].*[^.]$/, word);
    }
  });

  it('are as often, and take as long, as their findings say', () => {
    const year = 365.25 * 24 * 60 * 60 * 1000;
    assert.equal(year / fieldRates.crash.meanMs, 2);
    assert.equal(Math.round(fieldRates.corruptState.meanMs / year), 13);
    assert.equal(fieldRepairs.heal.medianMs, 5 * 60 * 1000);
    assert.equal(2 * fieldLatency.medianMs, 0.5);
    for (const rate of Object.values(fieldRates)) {
      assert.ok(rate.kind === 'share' ? rate.share > 0 && rate.share < 0.01 : rate.meanMs > 60_000);
    }
  });
});

describe('the runnable examples', () => {
  it('exist for every word', () => {
    assert.deepEqual(
      failureExamples().map(example => example.word),
      failureModes.map(keyOf),
    );
  });

  it('are short, switch on the word they explain, and expect something', () => {
    for (const { word, source } of failureExamples()) {
      assert.ok(source.trimEnd().split('\n').length <= 25, `${word} is at most 25 lines`);
      assert.match(source, new RegExp(`\\b${word.slice(word.indexOf('.') + 1)}\\b`), word);
      assert.match(source, /^\/\/\/ .+\.\nprotocol /, `${word} begins with one sentence`);
      assert.match(source, /\bexpect \w+ (holds|fails)/, word);
    }
  });
});

describe('the tables beside the catalogue', () => {
  it('mention only words of the language', () => {
    const tables = [...partialFailures, ...networkModes, ...fieldScenarios, ...clockTypes];
    for (const { id, words: mentioned } of tables) {
      for (const key of mentioned) assert.ok(keys.includes(key), `${id}: ${key}`);
    }
  });

  it('name examples that are there', () => {
    const files = [
      ...[...partialFailures, ...networkModes, ...clockTypes].flatMap(entry => entry.files),
      ...fieldScenarios.map(scenario => scenario.file),
      ...failureModes.flatMap(entry => entry.file ?? []),
    ];
    for (const file of new Set(files)) {
      const path = join(repositoryRoot, 'examples', file);
      assert.ok(existsSync(path), file);
      const text = readFileSync(path, 'utf8');
      assert.match(text, /^ {2}expect \w+ fails/m, `${file}: something breaks`);
      assert.match(text, /^ {2}expect \w+ holds/m, `${file}: and something holds`);
    }
  });

  it('give each field scenario an example of its own', () => {
    assert.equal(new Set(fieldScenarios.map(scenario => scenario.file)).size, fieldScenarios.length);
  });

  it('have five kinds of partial failure, six network modes and five clock types', () => {
    assert.deepEqual(
      partialFailures.map(kind => kind.id),
      ['node', 'partition', 'asymmetric', 'process', 'data'],
    );
    assert.deepEqual(
      networkModes.map(mode => mode.id),
      ['loss', 'delay', 'reordering', 'duplication', 'partition', 'byzantine'],
    );
    assert.deepEqual(
      clockTypes.map(clock => clock.id),
      ['wall', 'monotonic', 'lamport', 'vector', 'interval'],
    );
  });

  it('grade the five field scenarios by how hard they are to debug', () => {
    assert.deepEqual(
      fieldScenarios.map(scenario => scenario.difficulty.level),
      ['medium', 'medium', 'high', 'high', 'very high'],
    );
  });
});

/** Every text in `value`, however deep, has words in it, and no list is empty. */
function assertSaid(path: string, value: unknown): void {
  if (typeof value === 'string') {
    assert.notEqual(value.trim(), '', `${path} is empty`);
    assert.equal(value.includes('  '), path.endsWith('example') && value.includes('  '), `${path} has double blanks`);
  } else if (Array.isArray(value)) {
    assert.notEqual(value.length, 0, `${path} is empty`);
    value.forEach((item, index) => assertSaid(`${path}[${index}]`, item));
  } else {
    assert.ok(typeof value === 'object' && value !== null, `${path} is missing`);
    for (const [name, item] of Object.entries(value)) assertSaid(`${path}.${name}`, item);
  }
}
