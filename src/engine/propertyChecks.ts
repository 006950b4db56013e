import type { GrowableIntegers } from '../base/growableIntegers.ts';
import type { Property } from '../model/protocol.ts';
import type { State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { speaksOfFairRuns } from '../semantics/fairness.ts';
import { isHistoryProperty } from '../semantics/histories/judge.ts';
import type { Components } from './components.ts';
import type { Enlargeable } from './enlarging.ts';
import { limitReason } from './limits.ts';
import { type Finding, StateMonitor, type StateProperty, StepMonitor } from './monitors.ts';
import type { ErrorFinding, Evidence, Limit, Verdict } from './verdicts.ts';

/** How much of the reachable states a search has seen. */
export interface Scope {
  readonly finished: boolean;
  readonly limit: Limit | undefined;
  readonly error: ErrorFinding | undefined;
  /** What was found against properties that are judged at the end. */
  readonly concluded: ReadonlyMap<Property, Verdict>;
  /** Why properties of runs that go on for ever are not judged, as a sentence; undefined where they are. */
  readonly runsUnjudged?: string | undefined;
  /** Why too little was seen to say what holds of all states, although the search came to its end. */
  readonly doubt?: string | undefined;
}

/** The steps from a state, where stored states stand for others. */
export interface TakenSteps {
  readonly count: number;
  /** The rows that the steps lead to themselves, one behind the other. */
  readonly taken: GrowableIntegers;
  /** A name that `Search.stateOf` knows for the state that stands for the one a step leads to. */
  readonly nameOf: (step: number) => number;
}

type EvidenceOf = (stateId: number, then: number | undefined) => Evidence;

/** The properties of a protocol, watched during a search. */
export class PropertyChecks {
  readonly #properties: readonly Property[];
  /** Whether a property about all states, or about steps, is not decided yet. */
  watchesStates: boolean;
  /** Whether a property about steps is not decided yet. */
  watchesSteps: boolean;
  // Those that have found nothing yet.
  #onStates: readonly StateMonitor[];
  #onSettled: readonly StateMonitor[];
  #onSteps: readonly StepMonitor[];
  readonly #entersSteps: boolean;
  readonly #monitors: ReadonlyMap<Property, StateMonitor | StepMonitor>;

  /** `entersSteps`: whether states are entered for steps; else each is left. */
  constructor(system: System, components: Components, entersSteps: boolean) {
    const onStates: StateMonitor[] = [];
    const onSettled: StateMonitor[] = [];
    const onSteps: StepMonitor[] = [];
    const monitors = new Map<Property, StateMonitor | StepMonitor>();
    for (const property of system.instance.protocol.properties) {
      if (property.kind === 'step') {
        const monitor = new StepMonitor(system, components, property);
        onSteps.push(monitor);
        monitors.set(property, monitor);
      } else if (isOfStates(property)) {
        const monitor = new StateMonitor(system, components, property);
        (property.kind === 'finally' ? onSettled : onStates).push(monitor);
        monitors.set(property, monitor);
      }
    }
    this.#properties = system.instance.protocol.properties;
    this.#onStates = onStates;
    this.#onSettled = onSettled;
    this.#onSteps = onSteps;
    this.#entersSteps = entersSteps;
    this.#monitors = monitors;
    this.watchesSteps = onSteps.length > 0;
    this.watchesStates = (entersSteps && this.watchesSteps) || onStates.length > 0;
  }

  get bytes(): number {
    return [...this.#monitors.values()].reduce((sum, monitor) => sum + monitor.bytes, 0);
  }

  enlargingSoon(): ReturnType<Enlargeable['enlargingSoon']> {
    for (const monitor of this.#monitors.values()) {
      const work = monitor.enlargingSoon();
      if (work !== undefined) return work;
    }
    return undefined;
  }

  /** Looks at a new state. States come in the order of their ids, none left out while `watchesStates`. */
  enter(stateId: number, row: Int32Array): void {
    const monitors = this.#onStates;
    let found = false;
    for (let i = 0; i < monitors.length; i += 1) found = monitors[i]!.visit(stateId, row) || found;
    const entered = this.#entersSteps ? this.#onSteps.length : 0;
    for (let i = 0; i < entered; i += 1) this.#onSteps[i]!.enter(row);
    if (found) this.#leaveOutDecided();
  }

  /** Looks at a state in which nothing but faults can happen. */
  settle(stateId: number, row: Int32Array): void {
    let found = false;
    for (const monitor of this.#onSettled) found = monitor.visit(stateId, row) || found;
    if (found) this.#leaveOutDecided();
  }

  /** Looks at the steps from one state to others. */
  takeSteps(before: number, successors: GrowableIntegers, stateOf: (stateId: number) => State): void {
    let found = false;
    for (const monitor of this.#onSteps) {
      for (let i = 0; i < successors.length; i += 1) {
        found = monitor.visit(before, successors.items[i]!, stateOf) || found;
      }
    }
    if (found) this.#leaveOutDecided();
  }

  /** As `takeSteps`, where stored states stand for others. */
  takeStepsAsTaken(before: number, { count, taken, nameOf }: TakenSteps, stateOf: (stateId: number) => State): void {
    const width = taken.length / Math.max(1, count);
    let found = false;
    for (const monitor of this.#onSteps) {
      for (let i = 0; i < count; i += 1) {
        const row = taken.items.subarray(i * width, (i + 1) * width);
        found = monitor.visitTaken(before, () => nameOf(i), row, stateOf) || found;
      }
    }
    if (found) this.#leaveOutDecided();
  }

  /** To be called before `takeStepsAsTaken` where states are not entered for steps. */
  leave(before: number, row: Int32Array): void {
    for (const monitor of this.#onSteps) monitor.leave(before, row);
  }

  #leaveOutDecided(): void {
    this.#onStates = this.#onStates.filter(({ finding }) => finding === undefined);
    this.#onSettled = this.#onSettled.filter(({ finding }) => finding === undefined);
    this.#onSteps = this.#onSteps.filter(({ finding }) => finding === undefined);
    this.watchesSteps = this.#onSteps.length > 0;
    this.watchesStates = (this.#entersSteps && this.watchesSteps) || this.#onStates.length > 0;
  }

  /** What can be said of each property, by its index in the protocol. */
  verdicts(scope: Scope, evidenceOf: EvidenceOf): readonly Verdict[] {
    return this.#properties.map((property, index) => {
      const finding = this.#monitors.get(property)?.finding;
      if (finding !== undefined) {
        const evidence = evidenceOf(finding.stateId, finding.then);
        return decided(property, finding, finding.asTaken === true ? { ...evidence, refutes: index } : evidence);
      }
      return scope.concluded.get(property) ?? undecided(property, scope);
    });
  }
}

function isOfStates(property: Property): property is StateProperty {
  return isHistoryProperty(property) || ['invariant', 'reachable', 'finally'].includes(property.kind);
}

function decided(property: Property, finding: Finding, evidence: Evidence): Verdict {
  if (finding.error !== undefined) {
    return { kind: 'broken', reason: `the property itself goes wrong: ${finding.error.message}`, evidence };
  }
  return { kind: property.kind === 'reachable' ? 'holds' : 'violated', evidence };
}

/** The verdict when nothing was found that decides the property. */
function undecided(property: Property, { finished, limit, error, runsUnjudged, doubt }: Scope): Verdict {
  if (runsUnjudged !== undefined && speaksOfFairRuns(property)) return { kind: 'unknown', reason: runsUnjudged };
  if (limit !== undefined) return { kind: 'unknown', reason: limitReason(limit) };
  if (!finished) return { kind: 'unknown', reason: 'The search is not finished.' };
  if (error !== undefined) {
    const reason = `the protocol goes wrong first: ${error.error.message}`;
    return { kind: 'broken', reason, evidence: undefined };
  }
  if (doubt !== undefined) return { kind: 'unknown', reason: doubt };
  return { kind: property.kind === 'reachable' ? 'violated' : 'holds', evidence: undefined };
}
