import type { Instance } from '../../model/instance.ts';
import type { State } from '../../model/state.ts';
import type { NodeIndex } from '../../model/values.ts';
import { readingOf } from '../../semantics/conditions.ts';
import { normal } from './distributions.ts';
import { toMicrosecond } from './randomness.ts';
import type { Randomness } from './randomness.ts';
import type { TimedSettings } from './settings.ts';

/** The deviation of a normal distribution of which half is within 1 of its middle. */
const DEVIATION_OF_HALF = 1.482602218505602;

interface Quartz {
  readonly offsetMs: number;
  readonly ppm: number;
}

/**
 * What each node's clock shows. Where the scenario has a `clock` and the node reads it, that is what the node reads;
 * all other clocks are quartzes that only the picture shows, and by which timers run.
 */
export class LocalClocks {
  readonly #tickMs: number;
  readonly #quartzes: readonly Quartz[];

  constructor({ nodes, clock }: Instance, { driftPpm, offsetMs }: TimedSettings, { clocks }: Randomness) {
    this.#tickMs = clock?.tickMs ?? 1;
    this.#quartzes = nodes.map(() => ({
      offsetMs: normal(clocks) * DEVIATION_OF_HALF * offsetMs,
      ppm: normal(clocks) * DEVIATION_OF_HALF * driftPpm,
    }));
  }

  /** By node, in milliseconds since the run began by true time. */
  readings({ locals }: State, nowMs: number): readonly number[] {
    return locals.map(({ clock }, node) => {
      if (clock !== undefined) return readingOf(clock) * this.#tickMs;
      const { offsetMs, ppm } = this.#quartzes[node]!;
      return toMicrosecond(offsetMs + nowMs * (1 + ppm * 1e-6));
    });
  }

  /** How long it really takes until a node's clock has gone on so far. */
  realMs(node: NodeIndex, localMs: number): number {
    return localMs / (1 + this.#quartzes[node]!.ppm * 1e-6);
  }

  /** Whether a node's clock goes too fast (1) or too slow (−1). */
  driftOf(node: NodeIndex): 1 | -1 {
    return this.#quartzes[node]!.ppm >= 0 ? 1 : -1;
  }
}
