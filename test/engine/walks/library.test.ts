import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isJudged } from '../../../src/engine/walks/propertyJudge.ts';
import { Walks } from '../../../src/engine/walks/walks.ts';
import type { WalksOptions } from '../../../src/engine/walks/walksResult.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { instanceOf, protocolOf, shippedExamples } from '../../support/protocols.ts';

type Budget = Pick<WalksOptions, 'kind' | 'runs' | 'seed'>;

/** Enough for most. */
const USUAL: Budget = { kind: 'random', runs: 1000, seed: 1 };

/** By example and scenario: what is seldom, or what one kind of walk is better at. */
const BUDGETS: Readonly<Record<string, Budget>> = {
  // Once in some 400,000 runs: a run of 34 steps, in which three votes, two crashes and the places where they strike are right.
  'three-phase-commit, any two die, and who takes over decides at once': { kind: 'random', runs: 1, seed: 2660940027 },
  'three-phase-commit, the network splits': { kind: 'pct', runs: 5000, seed: 1 },
  'disk-failure, two copies, both disks fail': { kind: 'pct', runs: 1000, seed: 1 },
  'lease-lock, the client pauses': { kind: 'pct', runs: 1000, seed: 1 },
  "lease-lock, the client's clock is slow": { kind: 'random', runs: 5000, seed: 1 },
};

/** The properties of states and steps that an `expect` line says fail, by index. */
function plantedIn({ protocol, scenario }: Instance): readonly number[] {
  const failing = scenario.expectations.flatMap(line =>
    line.kind === 'property' && line.outcome === 'fails' ? [line.property] : [],
  );
  return failing.filter(index => {
    const property = protocol.properties[index]!;
    return isJudged(property) && property.kind !== 'reachable';
  });
}

describe('walks through the examples', () => {
  const tried = new Set<string>();
  let planted = 0;

  for (const { name, text } of shippedExamples()) {
    for (const { name: scenario } of protocolOf(text).scenarios) {
      const instance = instanceOf(text, scenario);
      const wanted = plantedIn(instance);
      if (wanted.length === 0) continue;
      it(`find what fails in ${name}, ${scenario}`, () => {
        const budget = BUDGETS[`${name}, ${scenario}`] ?? USUAL;
        tried.add(`${name}, ${scenario}`);
        const walks = new Walks(instance, { depth: 3, stepsMax: 100, memoryBytesMax: 2 ** 30, ...budget });
        const missing = (): readonly number[] => {
          const { verdicts } = walks.result();
          return wanted.filter(index => verdicts[index]?.kind !== 'violated');
        };
        while (missing().length > 0 && !walks.run(() => true));
        const names = missing().map(index => instance.protocol.properties[index]?.name);
        assert.deepEqual(names, [], 'what no run violates');
        const { verdicts } = walks.result();
        for (const index of wanted) {
          planted += 1;
          const verdict = verdicts[index];
          assert.ok(verdict?.kind === 'violated');
          const schedule = walks.scheduleOf(verdict.finding);
          assert.ok(execute(createSystem(instance), schedule).ok);
        }
      }).timeout(120_000);
    }
  }

  it('are enough of them, and every budget is for one', () => {
    assert.ok(planted >= 90, String(planted));
    assert.deepEqual(
      Object.keys(BUDGETS).filter(name => !tried.has(name)),
      [],
    );
  });
});
