import type { TimedReport } from '../../src/contract/timed.ts';
import { percentilesOf, shareOf } from '../../src/simulator/timed/statistics.ts';

/** What a thousand runs of two-phase commit might have in common. */
export function timedReport(): TimedReport {
  return REPORT;
}

const REPORT: TimedReport = {
  protocol: 'TwoPhaseCommit',
  scenario: 'everything at once',
  firstSeed: 1,
  runs: 1000,
  elapsedMs: 880,
  assumptions: ['A message takes 0.25 ms (median).'],
  ends: { quiescent: 990, time: 10, steps: 0, error: 0 },
  failures: [{ kind: 'loss', name: 'message lost', met: shareOf(725, 1000), firstSeed: 1 }],
  properties: [
    { name: 'Agreement', kind: 'invariant', found: shareOf(0, 1000), firstSeed: undefined, atMs: undefined },
    { name: 'Termination', kind: 'finally', found: shareOf(62, 1000), firstSeed: 35, atMs: percentilesOf([2.09]) },
    { name: 'Commit', kind: 'reachable', found: shareOf(1000, 1000), firstSeed: 1, atMs: percentilesOf([1]) },
    { name: 'error', kind: 'error', found: shareOf(0, 1000), firstSeed: undefined, atMs: undefined },
  ],
  notJudged: ['Progress'],
  toQuiescenceMs: percentilesOf([2.56, 24.8]),
  messagesDelivered: percentilesOf([6, 9]),
  latencyMs: percentilesOf([0.25, 1.5]),
  latencies: [
    { message: 'Prepare', latencyMs: percentilesOf([0.25])! },
    { message: 'Vote', latencyMs: percentilesOf([1.5])! },
  ],
};
