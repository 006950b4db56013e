import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Counts, PropertyReport, VerdictKind } from '../../../src/contract/report.ts';
import { boundReached, methodSentences, sizeRows } from '../../../webview/view/counts/words.ts';
import { causalityWords } from '../../../webview/view/happensBefore/words.ts';
import { formatBytes, formatDuration } from '../../../webview/view/numbers.ts';
import { effortWords, extentWords, verdictWords } from '../../../webview/view/top/words.ts';
import { happensBeforeOf, twoPhaseCommit, twoPhaseCommitReport } from '../fixtures/twoPhaseCommit.ts';

const report = twoPhaseCommitReport();

function verdict(kind: string, answer: VerdictKind, steps?: number, counts: Counts = report.counts): string {
  const property: PropertyReport = { ...report.properties[0]!, kind, verdict: answer, steps };
  return verdictWords(property, counts).words;
}

describe('verdicts in words', () => {
  it('say what a search found', () => {
    assert.equal(verdict('invariant', 'violated', 7), 'breaks in 7 steps');
    assert.equal(verdict('invariant', 'violated', 1), 'breaks in 1 step');
    assert.equal(verdict('reachable', 'holds', 3), 'is reached in 3 steps');
    assert.equal(verdict('reachable', 'violated'), 'is never reached');
    assert.equal(verdict('finally', 'broken'), 'cannot be evaluated');
  });

  it('say of what is always checked what it is', () => {
    const said = (kind: string, answer: VerdictKind, steps?: number): string => {
      const { title, words } = verdictWords({ ...report.properties[0]!, kind, verdict: answer, steps }, report.counts);
      return `${title} ${words}`.trim();
    };
    assert.equal(said('error', 'holds'), 'no error');
    assert.equal(said('error', 'unknown'), 'no error so far');
    assert.equal(said('error', 'violated', 2), 'error in 2 steps');
    assert.equal(said('deadlock', 'violated', 5), 'deadlock in 5 steps');
  });

  it('say of what goes on for ever how it divides', () => {
    const said = (stem: number, loop: number): string =>
      verdictWords({ ...report.properties[1]!, steps: stem + loop, lasso: { stem, loop } }, report.counts).words;
    assert.equal(said(9, 3), 'breaks: after 9 steps, 3 for ever');
    assert.equal(said(9, 0), 'breaks: nothing changes after 9 steps');
    assert.equal(said(0, 1), 'breaks: 1 step for ever');
  });

  it('are quiet about a violation that is expected', () => {
    const expected = verdictWords({ ...report.properties[1]!, expectedToFail: true }, report.counts);
    assert.equal(expected.words, 'breaks in 9 steps, as expected');
    assert.equal(expected.isExpected, true);
  });

  it('never say more than was checked', () => {
    assert.equal(verdict('invariant', 'holds'), 'holds');
    assert.equal(
      verdict('invariant', 'holds', undefined, { ...report.counts, complete: false }),
      'holds within bounds',
    );
    assert.equal(verdict('invariant', 'unknown'), 'not decided');
    assert.equal(verdict('reachable', 'unknown'), 'not reached so far');
  });
});

describe('counts in words', () => {
  it('carry their bounds', () => {
    assert.deepEqual(extentWords(report), ['8,832 states', 'depth 17', 'all explored']);
    const stopped = { ...report.counts, complete: false, limit: { kind: 'states', value: 2_000_000 } } as const;
    assert.deepEqual(extentWords({ ...report, counts: stopped })[2], 'stopped at the limit of 2,000,000 states');
    const going = { ...report, finished: false, counts: { ...report.counts, complete: false } };
    assert.equal(extentWords(going)[2], 'exploring');
    assert.match(boundReached(stopped) ?? '', /2,000,000 states/);
    assert.equal(boundReached(report.counts), undefined);
    const limit = { kind: 'copies', value: 8, message: 'M from A to B', steps: 9, advice: 'Send less.' } as const;
    const crowded = { ...report.counts, complete: false, limit };
    assert.equal(extentWords({ ...report, counts: crowded })[2], 'no further than 8 equal messages');
    assert.equal(
      boundReached(crowded),
      'The search went no further where more than 8 equal messages are in flight: M from A to B. Send less.',
    );
  });

  it('say how large the potential is', () => {
    assert.deepEqual(effortWords(report), ['potential 3.11 × 10⁹', '412 ms']);
    const endless = { ...report.counts.potential, exact: undefined, text: 'without bound' };
    assert.equal(
      effortWords({ ...report, counts: { ...report.counts, potential: endless } })[0],
      'potential without bound',
    );
  });

  it('name the reductions in use', () => {
    const symmetry = { kind: 'symmetry', used: true, reason: 'The clients are interchangeable.' } as const;
    const partialOrder = { kind: 'partialOrder', used: false, reason: 'A step property sees every order.' } as const;
    const counts = { ...report.counts, reductions: [symmetry, partialOrder] };
    const [explored] = sizeRows(counts);
    assert.deepEqual(explored, {
      name: 'explored',
      value: '8,832',
      remark: 'with symmetry: they stand for all that can be reached',
    });
    assert.match(sizeRows({ ...counts, complete: false })[0]?.remark ?? '', /more can be reached$/);
    assert.equal(extentWords({ ...report, counts })[0], '8,832 states explored with symmetry');
    assert.deepEqual(methodSentences(counts), [
      'With symmetry: The clients are interchangeable.',
      'Without partial order reduction: A step property sees every order.',
    ]);
    assert.equal(sizeRows({ ...counts, reductions: [partialOrder] })[0]?.name, 'reachable, distinct');
  });

  it('say how likely it is that a fingerprint stood for two states', () => {
    const counts = { ...report.counts, omissionProbability: 2.5e-9 };
    assert.equal(extentWords({ ...report, counts })[2], 'all explored but for a probability of at most 2.5 × 10⁻⁹');
    assert.match(
      methodSentences(counts).join(),
      /^States are kept as fingerprints: .* 2\.5 × 10⁻⁹ one was left out\.$/,
    );
    assert.deepEqual(methodSentences(report.counts), []);
  });

  it('say how many states there was memory for', () => {
    const limit = { kind: 'memory', value: 1_000_000_000 } as const;
    const counts = { ...report.counts, complete: false, limit, bytesPerState: 24.3 };
    assert.match(boundReached(counts) ?? '', /limit of 1\.00 GB, with 8,832 states found and 24 bytes for each: /);
  });
});

describe('measured quantities', () => {
  it('are rounded to what matters', () => {
    assert.deepEqual([0.2, 412.3, 1500, 125_000].map(formatDuration), ['< 1 ms', '412 ms', '1.5 s', '2 min 5 s']);
    assert.deepEqual([12, 4200, 4_200_000, 1.5e9].map(formatBytes), ['12 B', '4.2 kB', '4.2 MB', '1.50 GB']);
  });
});

describe('causality in words', () => {
  it('counts what is concurrent and what could have been', () => {
    const execution = twoPhaseCommit();
    const graph = happensBeforeOf(execution);
    const words = causalityWords(execution, graph).join(' ');
    assert.match(words, /13 events; of 78 pairs, 25 pairs are concurrent/);
    assert.match(words, /18,480 interleavings/);
    const many = causalityWords(execution, { ...graph, interleavings: undefined, consistentCuts: undefined }).join(' ');
    assert.match(many, /more interleavings than could be counted/);
  });
});
