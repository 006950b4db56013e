/** Counts that other checkers publish: a fixture in test/fixtures/oracles, its scenario, distinct and generated states. */
export interface PublishedCount {
  readonly oracle: string;
  readonly scenario: string;
  readonly distinct: number;
  /** Undefined where the publication gives none. */
  readonly generated: number | undefined;
  /** Names of the properties that do not hold. */
  readonly fails: readonly string[];
}

export const PUBLISHED_COUNTS: readonly PublishedCount[] = [
  published('two-phase-commit', '1', 12, 20),
  published('two-phase-commit', '2', 56, 154),
  published('two-phase-commit', '3', 288, 1_146),
  published('two-phase-commit', '4', 1_568, 8_258),
  published('two-phase-commit', '5', 8_832, 58_146),
  published('two-phase-commit', '6', 50_816, 402_306),
  published('two-phase-commit', '7', 296_448, 2_744_706),
  published('ping-pong', 'lossy, to 1', 14, 21),
  published('ping-pong', 'lossy, to 5', 4_094, 21_505),
  published('ping-pong', 'no loss', 11),
  published('ping-pong', 'no loss, duplicates', 11),
  published('idle-crashes', '3, 1', 4),
  published('idle-crashes', '3, 2', 7),
  published('idle-crashes', '4, 2', 11),
  published('idle-crashes', '5, 2', 16),
  published('unhandled', 'unordered', 2),
  published('unhandled', 'fifo', 3),
  published('ring-election', 'three', 137, 227),
  published('termination-detection', '3', 302, 2_001),
  published('termination-detection', '4', 1_566, 15_986),
  published('transaction-commit', '3', 34, 94),
  published('transaction-commit', '5', 274, 1_296),
  published('single-copy-register', 'one server', 93, 121),
  { ...published('single-copy-register', 'two servers', 62, 81), fails: ['linearizable register'] },
  published('abd-register', 'two clients, two servers', 544, 875),
  published('paxos-register', 'two clients, three servers', 16_668, 32_971),
];

function published(oracle: string, scenario: string, distinct: number, generated?: number): PublishedCount {
  return { oracle, scenario, distinct, generated, fails: [] };
}

/** Publications that say how many steps a shortest execution has: a witness, or a counterexample. */
export const PUBLISHED_STEPS: readonly (Pick<PublishedCount, 'oracle' | 'scenario'> & {
  readonly property: string;
  readonly steps: number;
})[] = [
  { oracle: 'single-copy-register', scenario: 'one server', property: 'ValueChosen', steps: 3 },
  { oracle: 'single-copy-register', scenario: 'two servers', property: 'linearizable register', steps: 4 },
  { oracle: 'abd-register', scenario: 'two clients, two servers', property: 'ValueChosen', steps: 11 },
  { oracle: 'paxos-register', scenario: 'two clients, three servers', property: 'ValueChosen', steps: 8 },
];

/** What a test of one count is called. */
export function countTitle({ oracle, scenario, distinct, generated }: PublishedCount): string {
  return `${oracle}, ${scenario}: ${distinct} states${generated === undefined ? '' : `, ${generated} generated`}`;
}
