import type { ExplosionReport } from '../../src/contract/explosion.ts';

/** Where the name of the role stands in the text below. */
const at = { start: 17, end: 23 };

export const EXPLAINED_TEXT = `protocol P

role Server {
  var log: list of int = []
}
`;

/** An explanation with something of everything, as of a protocol of three servers; with the given differences. */
export function explosionReport(differences: Partial<ExplosionReport> = {}): ExplosionReport {
  const exact = (states: number) => ({ states, isExact: true });
  return {
    protocol: 'P',
    scenario: 'usual',
    finished: true,
    doing: undefined,
    cut: undefined,
    potential: {
      exact: '1572864',
      text: '1,572,864',
      unbounded: [],
      yardsticks: ['2 seconds to visit each at a million a second'],
      factors: [],
    },
    reachable: exact(10_000),
    sources: [
      { source: 'lockStep', label: 'in lock-step', count: exact(10), sentence: 'Nodes take turns: 10 states.' },
      { source: 'concurrency', label: '+ concurrency', count: exact(100), sentence: 'That multiplies by 10.' },
      { source: 'asynchrony', label: '+ asynchrony', count: exact(10_000), sentence: 'That multiplies by 100.' },
      { source: 'failures', label: '+ failures', count: undefined, sentence: 'No failure.' },
      { source: 'distinctNodes', label: '+ distinct nodes', count: undefined, sentence: 'No two can be exchanged.' },
    ],
    growth: [
      {
        role: 'Server',
        nodes: 3,
        points: [
          { nodes: 1, count: exact(10), orbits: undefined },
          { nodes: 2, count: exact(100), orbits: exact(60) },
          { nodes: 3, count: exact(10_000), orbits: undefined },
          { nodes: 4, count: { states: 300_000, isExact: false }, orbits: undefined },
        ],
        extrapolated: [
          { nodes: 4, states: 1_000_000 },
          { nodes: 5, states: 100_000_000 },
        ],
        factor: 100,
        sentence: 'One more Server multiplies the states by about 100.',
      },
    ],
    depth: { frontier: [1, 3, 7, 2], factors: [3, 7 / 3, 2 / 7], sentence: 'Most are 2 steps from the start.' },
    variables: [
      {
        kind: 'variable',
        name: 'log',
        role: 'Server',
        share: 0.83,
        without: exact(1_700),
        values: 40,
        largest: 3,
        bounded: { bound: 2, count: exact(1_900) },
        sentence: 'Server.log accounts for 83 % of the states.',
        at,
      },
      {
        kind: 'ghost',
        name: 'seen',
        role: undefined,
        share: 0,
        without: exact(10_000),
        values: 2,
        largest: undefined,
        bounded: undefined,
        sentence: 'The ghost seen accounts for none of the states.',
        at,
      },
    ],
    messages: [
      {
        name: 'Append',
        share: 0.5,
        without: exact(5_000),
        inFlightMax: 4,
        bounded: undefined,
        sentence: 'Append in flight accounts for 50 % of the states.',
        at,
      },
    ],
    actions: [
      {
        kind: 'message',
        name: 'Append',
        role: 'Server',
        steps: 12_345,
        enabledIn: 9_000,
        onlyWayTo: 9_995,
        share: 0.9995,
        sentence: 'Append at Server: 12,345 steps.',
        at,
      },
      {
        kind: 'everybody',
        name: 'tick of the clock',
        role: undefined,
        steps: 1,
        enabledIn: 1,
        onlyWayTo: 1_000,
        share: 0.1,
        sentence: 'Tick of the clock: 1 step.',
        at: undefined,
      },
    ],
    reductions: [
      { kind: 'symmetry', count: exact(2_000), sentence: 'Symmetry reduction leaves 2,000 states.' },
      { kind: 'partialOrder', count: undefined, sentence: 'It cannot be used.' },
    ],
    hints: [
      { text: 'Server.log accounts for 83 % of the states; bounding it to 2 leaves 1,900 of 10,000 states.', at },
    ],
    elapsedMs: 1234.5678,
    ...differences,
  };
}
