import type { FailureKind } from '../../model/scenario.ts';
import { isJudged, Judge } from './judge.ts';
import { kindsOf } from './plan.ts';
import type { TimedPlan } from './plan.ts';
import type { Remembered } from './remembered.ts';
import { percentilesOf, shareOf } from './statistics.ts';
import type { Percentiles, Share } from './statistics.ts';
import { RunInTime } from './timedRun.ts';
import type { TimedEnd } from './timedRun.ts';

/** What many random runs have in common. It says nothing of runs that were not drawn. */
export interface TimedSummary {
  readonly runs: number;
  readonly ends: Readonly<Record<TimedEnd, number>>;
  /** Every failure that the scenario switches on. */
  readonly failures: readonly {
    readonly kind: FailureKind;
    readonly met: Share;
    readonly firstSeed: number | undefined;
  }[];
  /** Every property that one run can violate, or reach. */
  readonly properties: readonly PropertyShare[];
  /** Indices of the properties that single runs say nothing of. */
  readonly notJudged: readonly number[];
  /** From the start until nothing is left to happen, of the runs that came so far. */
  readonly toQuiescenceMs: Percentiles | undefined;
  readonly messagesDelivered: Percentiles | undefined;
  /** From sending to handling, waiting for a link or a node included. */
  readonly latencyMs: Percentiles | undefined;
  readonly latencies: readonly { readonly message: number; readonly latencyMs: Percentiles }[];
}

export interface PropertyShare {
  /** An index in the protocol's properties, or that the protocol itself goes wrong. */
  readonly property: number | 'error';
  /** Of runs that violate it; that reach it, for `reachable`. */
  readonly found: Share;
  readonly firstSeed: number | undefined;
  /** When the runs that did, did first. */
  readonly atMs: Percentiles | undefined;
}

/** How often something was found, and the seed of the first run in which it was. */
class Tally {
  count = 0;
  firstSeed: number | undefined;
  readonly atMs: number[] = [];

  add(seed: number, atMs: number): void {
    this.count += 1;
    this.firstSeed ??= seed;
    this.atMs.push(atMs);
  }
}

/** Many runs of one plan, with the seeds from `firstSeed` on, in slices. */
export class TimedRuns {
  readonly #known: Remembered;
  readonly #plan: TimedPlan;
  readonly #runs: number;
  readonly #firstSeed: number;
  readonly #ends: Record<TimedEnd, number> = { quiescent: 0, time: 0, steps: 0, error: 0 };
  readonly #met = new Map<FailureKind, Tally>();
  readonly #found = new Map<number | 'error', Tally>();
  readonly #toQuiescenceMs: number[] = [];
  readonly #delivered: number[] = [];
  readonly #latencies = new Map<number, number[]>();
  #current: { readonly run: RunInTime; readonly judge: Judge } | undefined;
  #done = 0;

  constructor(
    known: Remembered,
    plan: TimedPlan,
    { runs, firstSeed }: { readonly runs: number; readonly firstSeed: number },
  ) {
    this.#known = known;
    this.#plan = plan;
    this.#runs = runs;
    this.#firstSeed = firstSeed;
  }

  /** How many runs have ended. */
  get done(): number {
    return this.#done;
  }

  /** Goes on until all runs have ended (then answers true) or it is time for a pause. */
  run(isPause: () => boolean): boolean {
    while (this.#done < this.#runs) {
      this.#current ??= this.#begin();
      const { run, judge } = this.#current;
      if (!run.advance(isPause)) return false;
      this.#end(run, judge);
      this.#current = undefined;
      this.#done += 1;
      if (isPause()) break;
    }
    return this.#done >= this.#runs;
  }

  /** Of the runs that have ended. */
  summary(): TimedSummary {
    const { instance } = this.#known;
    const { properties, messages } = instance.protocol;
    const kinds = [
      ...kindsOf(instance),
      ...(instance.failures.some(({ kind }) => kind === 'recover') ? (['recover'] as const) : []),
    ];
    const judged = properties.flatMap((property, i) => (isJudged(property) ? [i] : []));
    return {
      runs: this.#done,
      ends: { ...this.#ends },
      failures: kinds.map(kind => {
        const { count, firstSeed } = this.#met.get(kind) ?? new Tally();
        return { kind, met: shareOf(count, this.#done), firstSeed };
      }),
      properties: [...judged, 'error' as const].map(property => this.#shareOf(property)),
      notJudged: properties.flatMap((property, i) => (isJudged(property) ? [] : [i])),
      toQuiescenceMs: percentilesOf(this.#toQuiescenceMs),
      messagesDelivered: percentilesOf(this.#delivered),
      latencyMs: percentilesOf([...this.#latencies.values()].flat()),
      latencies: messages.flatMap((_, message) => {
        const latencyMs = percentilesOf(this.#latencies.get(message) ?? []);
        return latencyMs === undefined ? [] : [{ message, latencyMs }];
      }),
    };
  }

  #begin(): { run: RunInTime; judge: Judge } {
    const judge = new Judge(this.#known);
    const seed = this.#firstSeed + this.#done;
    const run = new RunInTime(this.#known, this.#plan, seed, (state, next) => judge.see(state, next));
    return { run, judge };
  }

  #end(run: RunInTime, judge: Judge): void {
    const seed = this.#firstSeed + this.#done;
    const result = run.result();
    if (!result.ok) {
      this.#ends.error += 1;
      tallyOf(this.#found, 'error').add(seed, 0);
      return;
    }
    const { end, met, deliveries, atMs } = result.value;
    const endMs = atMs.at(-1) ?? 0;
    this.#ends[end] += 1;
    for (const kind of met) tallyOf(this.#met, kind).add(seed, endMs);
    for (const [property, step] of judge.found) tallyOf(this.#found, property).add(seed, atMs[step] ?? endMs);
    if (end === 'error') tallyOf(this.#found, 'error').add(seed, endMs);
    if (end === 'quiescent') this.#toQuiescenceMs.push(endMs);
    this.#delivered.push(deliveries.length);
    for (const { message, ms } of deliveries) {
      const latencies = this.#latencies.get(message) ?? [];
      latencies.push(ms);
      this.#latencies.set(message, latencies);
    }
  }

  #shareOf(property: number | 'error'): PropertyShare {
    const { count, firstSeed, atMs } = this.#found.get(property) ?? new Tally();
    return { property, found: shareOf(count, this.#done), firstSeed, atMs: percentilesOf(atMs) };
  }
}

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const tally = tallies.get(key) ?? new Tally();
  tallies.set(key, tally);
  return tally;
}

/** All runs at once. */
export function simulateMany(
  known: Remembered,
  plan: TimedPlan,
  range: { readonly runs: number; readonly firstSeed: number },
): TimedSummary {
  const runs = new TimedRuns(known, plan, range);
  runs.run(() => false);
  return runs.summary();
}
