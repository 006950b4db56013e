import type { Instance } from '../model/instance.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { SearchBounds } from './bounds.ts';
import type { Components } from './components.ts';
import type { ReductionUse, SearchMethod } from './method.ts';
import { GIVEN_UP, partialOrderUse } from './partialOrder/applicability.ts';
import { scheduleTo, type StoredStates } from './path.ts';
import { Canonicaliser } from './symmetry/canonicaliser.ts';
import { symmetryOf, type Symmetry, useOf } from './symmetry/interchangeable.ts';
import { scheduleToRepresentative } from './symmetry/schedules.ts';
import type { Evidence } from './verdicts.ts';

/** What decides which reductions are sound. */
export interface Demands {
  readonly method?: Partial<SearchMethod>;
  readonly bounds: SearchBounds;
  readonly from?: State;
  /** Whether every step between states is kept. */
  readonly keepsTransitions: boolean;
}

/** What schedules are found from. */
export interface Found extends StoredStates {
  readonly system: System;
  readonly initial: readonly Outcome[];
}

/** The reductions that a search was asked for, as far as they are used. */
export class Reductions {
  /** Undefined where every state stands for itself. */
  readonly canonical: Canonicaliser | undefined;
  readonly #components: Components;
  readonly #symmetry: Symmetry | undefined;
  #partialOrder: ReductionUse | undefined;

  constructor(instance: Instance, components: Components, demands: Demands) {
    const { method = {}, keepsTransitions } = demands;
    this.#components = components;
    this.#symmetry = method.symmetry === true ? symmetryOf(instance, keepsTransitions) : undefined;
    const groups = this.#symmetry?.groups ?? [];
    this.canonical = groups.length === 0 ? undefined : new Canonicaliser(components, groups);
    this.#partialOrder = method.partialOrder === true ? partialOrderUse(instance, demands) : undefined;
  }

  get bytes(): number {
    return this.canonical?.bytes ?? 0;
  }

  /** Whether orders of independent steps are left out. */
  get leavesOut(): boolean {
    return this.#partialOrder?.used === true;
  }

  /** Whether what is found depends on which states were found before. */
  get areUsed(): boolean {
    return this.leavesOut || this.canonical !== undefined;
  }

  /** Leaves out no orders any more; the search has to begin again. */
  giveUpPartialOrder(): void {
    this.#partialOrder = GIVEN_UP;
  }

  /** What became of each. */
  uses(): readonly ReductionUse[] {
    const symmetry = this.#symmetry === undefined ? [] : [useOf(this.#symmetry, this.canonical?.gaveUpCount ?? 0)];
    return this.#partialOrder === undefined ? symmetry : [...symmetry, this.#partialOrder];
  }

  /** The schedule of an execution that ends where the evidence does; in parts. */
  scheduling(evidence: Evidence, found: Found): Generator<undefined, Schedule> {
    const canonicaliser = this.canonical;
    if (canonicaliser === undefined) return scheduleTo(evidence, found.system, found.initial, found);
    return scheduleToRepresentative(evidence, { ...found, components: this.#components, canonicaliser });
  }
}
