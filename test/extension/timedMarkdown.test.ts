import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { runToShow, timedMarkdown, timedSentence } from '../../src/extension/timedMarkdown.ts';
import { timedReport } from '../support/timedReport.ts';

describe('a page about timed runs', () => {
  it('has the shares with their intervals, how long things took, and what they are drawn from', () => {
    assert.deepEqual(timedMarkdown(timedReport()).split('\n'), [
      '# TwoPhaseCommit: 1,000 timed runs',
      '',
      'Scenario “everything at once”, seeds 1 to 1000. **Random runs, not exhaustive:** what they do not show may happen all the same.',
      '',
      '## Properties',
      '',
      '| property | found | first | when (median) |',
      '| --- | --- | --- | --- |',
      '| `Agreement` | violated in no run (at most 0.38 %) |  |  |',
      '| `Termination` | violated in 6.20 % (4.87 % to 7.87 %) | seed 35 | 2.09 ms |',
      '| `Commit` | reached in 100 % (99.6 % to 100 %) | seed 1 | 1 ms |',
      '| no runtime error | violated in no run (at most 0.38 %) |  |  |',
      '',
      'Single runs say nothing of Progress.',
      '',
      '## Failures met',
      '',
      '| failure | share of runs | first |',
      '| --- | --- | --- |',
      '| message lost | 72.5 % (69.7 % to 75.2 %) | seed 1 |',
      '',
      '## How long',
      '',
      '|  | median | 90 % | 99 % | longest |',
      '| --- | --- | --- | --- | --- |',
      '| until nothing is left to happen | 2.56 ms | 24.8 ms | 24.8 ms | 24.8 ms |',
      '| messages delivered | 6 | 9 | 9 | 9 |',
      '| latency of a message | 250 µs | 1.5 ms | 1.5 ms | 1.5 ms |',
      '| latency of `Prepare` | 250 µs | 250 µs | 250 µs | 250 µs |',
      '| latency of `Vote` | 1.5 ms | 1.5 ms | 1.5 ms | 1.5 ms |',
      '',
      '10 runs of 1,000 went on when the time was over.',
      '',
      '## Drawn from',
      '',
      '- A message takes 0.25 ms (median).',
      '',
      'To look at a run, use the command *Simulate in Time…* with its seed.',
      '',
    ]);
  });

  it('does not take a name for Markdown', () => {
    assert.match(timedMarkdown({ ...timedReport(), scenario: '<b>*x*|' }), /Scenario “\\<b\\>\\\*x\\\*\\\|”/);
  });

  it('says in one sentence what was violated, and which run shows it', () => {
    const report = timedReport();
    assert.equal(timedSentence(report), 'Termination was violated in 6.20 % of 1,000 random timed runs.');
    assert.deepEqual(runToShow(report), { seed: 35, property: 'Termination' });
    const fine = { ...report, properties: report.properties.filter(({ name }) => name !== 'Termination') };
    assert.equal(timedSentence(fine), 'No violation in 1,000 random timed runs; not exhaustive.');
    assert.equal(runToShow(fine), undefined);
  });
});
