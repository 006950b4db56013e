import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SampledProperty, SampleReport } from '../../src/contract/sample.ts';
import { SAMPLE_USUAL } from '../../src/contract/sample.ts';
import { findingToShow, sampleMarkdown, sampleMessage } from '../../src/extension/sampleMarkdown.ts';

const NOWHERE = { start: 0, end: 0 };

function violated(name: string, runs: number, expected = false): SampledProperty {
  return {
    name,
    kind: 'invariant',
    verdict: 'violated',
    sentence: `${name} breaks in 5 steps`,
    at: NOWHERE,
    ...(expected ? { expectedToFail: true } : {}),
    found: { runs, seed: 77, steps: 5, schedule: [0, 1, 2, 3, 4, 5] },
  };
}

const UNKNOWN: SampledProperty = {
  name: 'Safe',
  kind: 'invariant',
  verdict: 'unknown',
  sentence: 'No violation of Safe in 200 random runs',
  at: NOWHERE,
  found: undefined,
};

function reportOf(properties: readonly SampledProperty[]): SampleReport {
  return {
    protocol: 'My_Protocol',
    scenario: 'usual',
    request: SAMPLE_USUAL,
    runs: 200,
    steps: 4000,
    limit: undefined,
    elapsedMs: 10,
    stepsPerSecond: 400_000,
    extent: '200 random runs of up to 200 steps (seed 1); not exhaustive',
    ends: { quiescent: 150, steps: 49, error: 1 },
    longest: 200,
    states: { distinct: 9, atLeast: false, lately: { runs: 20, newStates: 1 }, sentence: '9 distinct states seen' },
    properties,
    refuted: [],
    asExpected: true,
    unseen: [],
    guarantee: undefined,
  };
}

describe('a page about sampling', () => {
  it('says what was found, what was looked at, and that it is not exhaustive', () => {
    const report: SampleReport = {
      ...reportOf([violated('Agreement', 3), UNKNOWN]),
      refuted: [{ text: 'Agreement holds', reason: 'Agreement fails in 5 steps.', at: NOWHERE }],
      unseen: [{ kind: 'action', text: 'action give_up of Node: never taken', at: NOWHERE }],
      guarantee: { depth: 3, chains: 4, events: 10, perRun: 1 / 400, overall: 0.4, sentence: 'What takes no more.' },
    };
    assert.deepEqual(sampleMarkdown(report).split('\n'), [
      '# My\\_Protocol: sampled',
      '',
      'Scenario “usual”: 200 random runs of up to 200 steps (seed 1); not exhaustive. **Not exhaustive:** what was not found may be there all the same.',
      '',
      '## Properties',
      '',
      '- ✗ Agreement breaks in 5 steps',
      '- ? No violation of Safe in 200 random runs',
      '',
      '## Not met',
      '',
      '- `expect Agreement holds`: Agreement fails in 5 steps.',
      '',
      '## How much was seen',
      '',
      '- 9 distinct states seen',
      '- 150 runs came to an end',
      '- 49 runs went on after the most steps',
      '- 1 run went wrong',
      '- 4,000 steps in all; the longest run has 200',
      '- What takes no more.',
      '',
      '## What no run came across',
      '',
      'It may be possible all the same.',
      '',
      '- action give\\_up of Node: never taken',
      '',
    ]);
  });

  it('has nothing of what there is nothing to say of', () => {
    const page = sampleMarkdown(reportOf([UNKNOWN]));
    assert.doesNotMatch(page, /Not met|came across/);
  });
});

describe('what sampling found', () => {
  it('is first a violation that nobody expects', () => {
    const report = reportOf([UNKNOWN, violated('Awaited', 9, true), violated('Agreement', 3)]);
    assert.equal(findingToShow(report)?.name, 'Agreement');
    assert.equal(findingToShow(reportOf([violated('Awaited', 9, true)]))?.name, 'Awaited');
    assert.equal(findingToShow(reportOf([UNKNOWN])), undefined);
  });

  it('is said in one sentence that claims no more', () => {
    assert.equal(
      sampleMessage(reportOf([violated('Agreement', 3), violated('Other', 20)])),
      'Violated: Agreement in 3, Other in 20 of 200 random runs of up to 200 steps (seed 1); not exhaustive.',
    );
    assert.equal(
      sampleMessage(reportOf([UNKNOWN])),
      'No violation in 200 random runs of up to 200 steps (seed 1); not exhaustive.',
    );
  });
});
