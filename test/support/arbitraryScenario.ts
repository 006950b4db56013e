import fc from 'fast-check';

/** A `system` block, and whether it has a clock. */
export interface ScenarioText {
  readonly text: string;
  readonly hasClock: boolean;
}

/** One or two nodes of each of two roles R and S, a network of any kind, up to three failures of any kind, often a clock. */
export function arbitraryScenario(): fc.Arbitrary<ScenarioText> {
  return fc
    .record({
      counts: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      network: fc.oneof({ weight: 4, arbitrary: datagrams() }, { weight: 1, arbitrary: connections() }),
      timing: fc.constantFrom('asynchronous', 'asynchronous', 'asynchronous', 'synchronous', 'eventually synchronous'),
      unmatched: fc.constantFrom('discard', 'keep'),
      capacity: fc.integer({ min: 2, max: 4 }),
      faults: fc.uniqueArray(arbitraryFault(), { maxLength: 2, selector: wordOf }),
      clock: fc.option(arbitraryClock(), { nil: undefined, freq: 1 }),
    })
    .map(({ counts, network, timing, unmatched, capacity, faults, clock }) => {
      const lines = [
        'system {',
        `  R: ${counts[0]}`,
        `  S: ${counts[1]}`,
        `  network { ${network}  timing: ${timing}  unmatched: ${unmatched}  capacity: ${capacity} }`,
        ...(faults.length === 0 ? [] : [`  faults { ${faults.join('  ')} }`]),
        ...(clock === undefined ? [] : [`  clock { ${clock} }`]),
        '}',
      ];
      return { text: lines.join('\n'), hasClock: clock !== undefined };
    });
}

function wordOf(entry: string): string {
  return entry.split(':')[0] ?? '';
}

function seldom<Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item | undefined> {
  return fc.option(item, { nil: undefined, freq: 1 });
}

function written(word: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${word}: ${value}`];
}

const LINKS = ['', ' from R', ' to S', ' from R to S', ' from S to R'];

function datagrams(): fc.Arbitrary<string> {
  const budget = fc.constantFrom('1', 'any', '1 of A', '1 of B from R', 'any of C', '1 of B, 1');
  return fc
    .record({
      order: fc.constantFrom('any', 'any', 'fifo'),
      loss: seldom(budget),
      duplicates: seldom(budget),
      corrupt: seldom(fc.constantFrom('1', '1 of B', '1 of C to S')),
    })
    .map(({ order, loss, duplicates, corrupt }) =>
      [
        `order: ${order}`,
        ...written('loss', loss),
        ...written('duplicates', duplicates),
        ...written('corrupt', corrupt),
      ].join('  '),
    );
}

function connections(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('1', '2', 'any'), fc.constantFrom(...LINKS))
    .map(([budget, link]) => `transport: tcp  reset: ${budget}${link}`);
}

function arbitraryFault(): fc.Arbitrary<string> {
  const role = fc.constantFrom('', '', ' of R', ' of S');
  const ofRole = (word: string, budgets: readonly string[] = ['1', '2', 'any']): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(...budgets), role).map(([budget, of]) => `${word}: ${budget}${of}`);
  return fc.oneof(
    fc.constantFrom('crash: 1', 'crash: 1 of R', 'crash: 2', 'crash: 1 midway', 'crash: 1 of S midway, 1 of R'),
    fc.constantFrom('recover', 'recover: 1', 'recover: any of R', 'recover: 1 of S, 1'),
    fc.constantFrom('partition: 1', 'partition: any', 'partition: 1, 1'),
    fc.tuple(fc.constantFrom('1', 'any'), fc.constantFrom(...LINKS)).map(([budget, link]) => `cut: ${budget}${link}`),
    fc.constantFrom('stall: 1', 'stall: 1 of R { t }', 'stall: any of S { act0 }', 'stall: 1 of S { t, act0 }, 1 of R'),
    ofRole('pause', ['1', '2']),
    ofRole('diskfail', ['1', 'any']),
    fc.constantFrom('corrupt: 1 of R.n', 'corrupt: 1 of S.s', 'corrupt: 1 of R.l', 'corrupt: 1 of R.m, 1 of S.o'),
    ofRole('byzantine', ['1']),
  );
}

function arbitraryClock(): fc.Arbitrary<string> {
  return fc
    .record({
      horizon: fc.integer({ min: 1, max: 3 }),
      skew: fc.integer({ min: 0, max: 1 }),
      faults: fc.uniqueArray(fc.constantFrom('drift: 1', 'drift: any of R', 'jump: 1', 'fail: 1', 'fail: 1 of S'), {
        maxLength: 1,
      }),
    })
    .map(({ horizon, skew, faults }) => [`horizon: ${horizon}`, `skew: ${skew}`, ...faults].join('  '));
}
