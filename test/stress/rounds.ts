import { createPrng, type Prng } from '../../src/base/prng.ts';
import type { Counts } from '../support/counts.ts';

/** One way to make things hard, in rounds that have nothing to do with each other. */
export interface Stress {
  readonly name: string;
  readonly what: string;
  /** Rejects when something is not as it must be. */
  round(prng: Prng): Promise<void>;
  /** What all rounds together did, in a few words. */
  did(): string;
  /** What all rounds together lacked, such as that nothing was ever cut short; undefined when they did their work. */
  lacks(): string | undefined;
}

export interface RoundsAsked {
  readonly rounds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** The longest a round may take: one that takes longer hangs. */
const ROUND_MAX_MS = 120_000;

/** So many rounds are expected to lack nothing. */
const MANY = 20;

/** Runs rounds, each with a seed of its own, so that one that fails can be run again alone. */
export async function runRounds(stress: Stress, { rounds, seed, tell }: RoundsAsked): Promise<Counts> {
  let [passed, failed] = [0, 0];
  for (let i = 0; i < rounds; i += 1) {
    const failure = await failureOf(stress, seed + i);
    if (failure === undefined) {
      passed += 1;
      continue;
    }
    failed += 1;
    tell(`${stress.name} --seed ${seed + i} --rounds 1: ${failure}`);
  }
  // A handful may happen to lack something.
  const lack = failed === 0 && rounds >= MANY ? stress.lacks() : undefined;
  if (lack === undefined) return { passed, failed };
  tell(`${stress.name}: ${lack}`);
  return { passed, failed: failed + 1 };
}

async function failureOf(stress: Stress, seed: number): Promise<string | undefined> {
  let watch: ReturnType<typeof setTimeout> | undefined;
  const hanging = new Promise<never>((_, refuse) => {
    watch = setTimeout(() => refuse(new Error('It hangs.')), ROUND_MAX_MS);
  });
  try {
    await Promise.race([stress.round(createPrng(seed)), hanging]);
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  } finally {
    clearTimeout(watch);
  }
}
