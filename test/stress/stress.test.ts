import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readArguments } from './arguments.ts';
import { cancelStress } from './cancelStress.ts';
import { helperStress } from './helperStress.ts';
import { killStress } from './killStress.ts';
import { memoryStress } from './memoryStress.ts';
import { runRounds, type Stress } from './rounds.ts';
import { withScarceMemory } from './scarceMemory.ts';
import { StressSubjects } from './subjects.ts';

const SEED = 1;

describe('a few rounds of what a user does by accident', () => {
  const subjects = new StressSubjects();
  const thread = new URL('../../src/worker/engineEntry.node.ts', import.meta.url);
  for (const [stress, rounds] of [
    [cancelStress(subjects), 6],
    [memoryStress(subjects), 20],
    [killStress(subjects, thread), 2],
    [helperStress(), 6],
  ] as const) {
    it(stress.what, async () => {
      const lines: string[] = [];
      const counts = await runRounds(stress, { rounds, seed: SEED, tell: line => lines.push(line) });
      assert.deepEqual({ lines, ...counts }, { lines: [], passed: rounds, failed: 0 });
    }).timeout(120_000);
  }
});

describe('rounds', () => {
  const stress = (lack: string | undefined): Stress => ({
    name: 'dice',
    what: 'dice are thrown',
    round: prng => (prng.below(6) === 0 ? Promise.reject(new Error('a one')) : Promise.resolve()),
    did: () => '',
    lacks: () => lack,
  });

  it('that fail are named with the seed that repeats them', async () => {
    const lines: string[] = [];
    const tell = (line: string): number => lines.push(line);
    const counts = await runRounds(stress(undefined), { rounds: 60, seed: 5, tell });
    assert.ok(counts.failed > 0 && counts.passed + counts.failed === 60);
    assert.equal(lines.length, counts.failed);
    const seed = Number(/--seed (\d+) --rounds 1: Error: a one/.exec(lines[0] ?? '')?.[1]);
    assert.deepEqual(await runRounds(stress(undefined), { rounds: 1, seed, tell }), { passed: 0, failed: 1 });
  });

  it('that did not do what they are for fail together', async () => {
    const lines: string[] = [];
    const quiet: Stress = { ...stress('no die was thrown.'), round: () => Promise.resolve() };
    const counts = await runRounds(quiet, { rounds: 30, seed: 1, tell: line => lines.push(line) });
    assert.deepEqual([counts, lines], [{ passed: 30, failed: 1 }, ['dice: no die was thrown.']]);
  });
});

describe('scarce memory', () => {
  it('refuses what is large when it is told to, and is there again afterwards', () => {
    const had: string[] = [];
    const take = (length: number): void => {
      try {
        had.push(String(new Int32Array(length).length));
      } catch (refusal) {
        had.push(refusal instanceof RangeError ? 'refused' : 'failed');
      }
    };
    const asked = withScarceMemory(
      n => n === 1,
      () => [10, 4_000, 4_000, 4_000].forEach(take),
    );
    take(4_000);
    assert.deepEqual([asked, had], [3, ['10', '4000', 'refused', '4000', '4000']]);
  });
});

describe('what the stress script is asked for', () => {
  const known = ['cancel', 'memory', 'kill'];
  const read = (...args: string[]): unknown => readArguments(args, { known, seed: 7 });

  it('is everything, a thousand times, where nothing is said', () => {
    assert.deepEqual(read(), { names: known, rounds: 1_000, seed: 7 });
  });

  it('is some of it, so many times, from a seed on', () => {
    assert.deepEqual(read('kill', 'cancel', '--rounds', '5', '--seed', '0'), {
      names: ['cancel', 'kill'],
      rounds: 5,
      seed: 0,
    });
  });

  it('is refused with a sentence', () => {
    assert.equal(read('kil'), 'There is nothing called kil.');
    assert.equal(read('--rounds', '0'), '--rounds needs a number.');
    assert.equal(read('--seed'), '--seed needs a number.');
  });
});
