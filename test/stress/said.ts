import type { CheckReport } from '../../src/contract/report.ts';

/** What a report says of a protocol: everything but how long that took, and what it cost. */
export function saidOf({ counts, ...report }: CheckReport): unknown {
  const { distinctStates, generatedStates, depth, frontier, complete, limit, reductions } = counts;
  return { ...report, counts: { distinctStates, generatedStates, depth, frontier, complete, limit, reductions } };
}
