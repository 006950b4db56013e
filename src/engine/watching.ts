import type { GrowableIntegers } from '../base/growableIntegers.ts';
import type { Outcome } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { isDeadlock } from '../semantics/quiescence.ts';
import type { Components } from './components.ts';
import type { Enlargeable } from './enlarging.ts';
import type { Expander } from './expander.ts';
import type { FoundStates } from './foundStates.ts';
import { Premises } from './premises.ts';
import { PropertyChecks } from './propertyChecks.ts';
import type { ErrorFinding, Evidence } from './verdicts.ts';

/** Looks at the states that a search finds, and at the steps between them, and keeps what there is to tell. */
export class Watching {
  readonly checks: PropertyChecks;
  readonly premises: Premises;
  /** The first step that goes wrong. */
  error: ErrorFinding | undefined;
  /** The first state in which nothing but faults can happen, and somebody waits. */
  deadlock: Evidence | undefined;
  /** In how many nothing but faults can happen. */
  quiescentCount = 0;
  readonly #system: System;
  readonly #found: FoundStates;
  readonly #row: Int32Array;

  constructor(system: System, components: Components, found: FoundStates) {
    this.#system = system;
    this.#found = found;
    this.checks = new PropertyChecks(system, components, found.compaction === undefined);
    this.premises = new Premises(system, components);
    this.#row = new Int32Array(components.kinds.length);
  }

  get bytes(): number {
    return this.checks.bytes + this.premises.bytes;
  }

  /** Whose tables grow. */
  get tables(): readonly Enlargeable[] {
    return [this.checks, this.premises];
  }

  /** Notes the parent of the states that are new, and looks at them. */
  enter(parent: number): void {
    const { rows } = this.#found.space;
    const first = this.#found.notedCount;
    if (rows.count === first) return;
    this.#found.note(parent);
    const { watchesStates } = this.checks;
    const looksForPremises = this.premises.isWatching;
    if (!watchesStates && !looksForPremises) return;
    for (let id = first; id < rows.count; id += 1) {
      rows.read(id, this.#row);
      if (watchesStates) this.checks.enter(id, this.#row);
      if (looksForPremises) this.premises.enter(id, this.#row);
    }
  }

  /** An initial state cannot be made. */
  noteFailedStart({ error }: Outcome & { readonly kind: 'error' }): void {
    this.error ??= { error, evidence: { stateId: undefined, then: 'error', steps: 0 } };
  }

  /** Some step from a state goes wrong. */
  noteFailure(id: number): void {
    this.error ??= this.#errorAfter(id);
  }

  /** Nothing but faults can happen in a state. */
  settle(id: number): void {
    this.quiescentCount += 1;
    if (this.deadlock === undefined && isDeadlock(this.#found.stateOf(id))) {
      this.deadlock = this.evidence(id, undefined);
    }
    this.#found.space.rows.read(id, this.#row);
    this.checks.settle(id, this.#row);
  }

  /** Looks at the steps from a state, which was expanded last: where they lead, and what its expander keeps of them besides. */
  takeSteps(id: number, successors: GrowableIntegers, { taken, keepsTaken }: Expander): void {
    const { compaction, space, stateOf } = this.#found;
    if (!keepsTaken) {
      this.checks.takeSteps(id, successors, stateOf);
      return;
    }
    space.rows.read(id, this.#row);
    if (compaction !== undefined) this.checks.leave(id, this.#row);
    const { length: count } = successors;
    const exact = { count, taken, nameOf: (step: number) => successors.items[step]! };
    this.checks.takeStepsAsTaken(id, compaction?.stepsTo(taken, count) ?? exact, stateOf);
  }

  evidence(stateId: number, then: Evidence['then']): Evidence {
    return { stateId, then, steps: this.#found.depthOf(stateId) + (then === undefined ? 0 : 1) };
  }

  #errorAfter(id: number): ErrorFinding | undefined {
    const failed = this.#system.successors(this.#found.stateOf(id)).find(outcome => outcome.kind === 'error');
    return failed?.kind === 'error' ? { error: failed.error, evidence: this.evidence(id, 'error') } : undefined;
  }
}
