import type { CheckReport, PropertyReport } from '../../src/contract/report.ts';

const at = { start: 0, end: 4 };

/** A finished report with one property, one expectation and the given differences. */
export function report(differences: Partial<CheckReport> = {}): CheckReport {
  return {
    protocol: 'Sample',
    scenario: 'reliable network',
    finished: true,
    counts: {
      distinctStates: 1234,
      generatedStates: 5678,
      depth: 7,
      frontier: [1, 2],
      complete: true,
      limit: undefined,
      elapsedMs: 1234.5678,
      statesPerSecond: 1000,
      bytesPerState: 12.345,
      memoryBytes: 15_234,
      reductions: [],
      potential: { exact: '4096', text: '4,096', unbounded: [], yardsticks: [], factors: [] },
    },
    properties: [property()],
    expectations: [{ text: 'Agreement holds', met: true, reason: '', at }],
    hints: [],
    failure: undefined,
    ...differences,
  };
}

export function property(differences: Partial<PropertyReport> = {}): PropertyReport {
  return {
    name: 'Agreement',
    kind: 'invariant',
    verdict: 'holds',
    steps: undefined,
    sentence: 'Agreement holds in all 1,234 states.',
    at,
    trail: [],
    ...differences,
  };
}

export const violated = property({
  verdict: 'violated',
  steps: 2,
  sentence: 'Agreement breaks in 2 steps.',
  trail: [
    { text: 'deliver Prepare to Participant 1', at: { start: 5, end: 9 } },
    { text: 'crash Coordinator', at: { start: 0, end: 4 } },
  ],
});

/** A run that goes on for ever: one step, then two that repeat. */
export const endless = property({
  name: 'Termination',
  kind: 'eventually',
  verdict: 'violated',
  steps: 3,
  lasso: { stem: 1, loop: 2 },
  sentence: 'Termination breaks: after 1 step, 2 steps repeat for ever',
  notes: ["Server's action serve is possible again and again, and never taken."],
  trail: [
    { text: 'deliver Start to Server', at: { start: 5, end: 9 } },
    { text: 'act wait at Server', at: { start: 5, end: 9 } },
    { text: 'act rest at Server', at: { start: 5, end: 9 } },
  ],
});
