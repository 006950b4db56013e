import { failure, success } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { FailureKind } from '../../model/scenario.ts';
import type { Execution, Outcome, Transition } from '../../model/state.ts';
import type { ScheduleProblem } from '../../semantics/execute.ts';
import type { SimulatedRun } from '../run.ts';
import { Agenda } from './agenda.ts';
import { failureOf } from './failureOf.ts';
import { LocalClocks } from './localClocks.ts';
import type { TimedPlan } from './plan.ts';
import { randomnessOf, toMicrosecond } from './randomness.ts';
import type { Randomness } from './randomness.ts';
import type { KnownState, Remembered } from './remembered.ts';

/** Why a run ended: nothing is left to happen, its time is over, it has as many steps as it may have, or it went wrong. */
export type TimedEnd = 'quiescent' | 'time' | 'steps' | 'error';

/** One run in continuous time: an ordinary run, and when everything in it happened. */
export interface TimedRun extends SimulatedRun {
  readonly seed: number;
  /** By step, the start first: milliseconds since the start. */
  readonly atMs: readonly number[];
  /** By step, then by node: what the node's clock showed. */
  readonly clocks: readonly (readonly number[])[];
  readonly end: TimedEnd;
  readonly deliveries: readonly Delivery[];
  /** The failures that it met. */
  readonly met: ReadonlySet<FailureKind>;
  /** When something last happened that somebody handles: timers that nobody heeds any more do not count. */
  readonly busyMs: number;
}

/** How long a message took from being sent to being handled or discarded. */
export interface Delivery {
  readonly message: number;
  readonly ms: number;
}

/** What watches a run: every state in it, and by which outcome it was left. */
export type Watcher = (known: KnownState, next: number | undefined) => void;

/** One run of a plan, as far as one turn after the other takes it; a pure function of the system, the plan and the seed. */
export class RunInTime {
  readonly #known: Remembered;
  readonly #plan: TimedPlan;
  readonly #seed: number;
  readonly #random: Randomness;
  readonly #clocks: LocalClocks;
  readonly #agenda: Agenda;
  readonly #watch: Watcher;
  readonly #schedule: number[] = [];
  readonly #transitions: Transition[] = [];
  readonly #atMs: number[] = [];
  readonly #readings: (readonly number[])[] = [];
  readonly #deliveries: Delivery[] = [];
  readonly #met = new Set<FailureKind>();
  readonly #delivered = new Set<number>();
  #error: Execution['error'];
  #end: TimedEnd | undefined;
  #busyMs = 0;

  constructor(known: Remembered, plan: TimedPlan, seed: number, watch: Watcher = () => undefined) {
    this.#known = known;
    this.#plan = plan;
    this.#seed = seed;
    this.#random = randomnessOf(seed);
    this.#clocks = new LocalClocks(known.instance, plan.settings, this.#random);
    this.#agenda = new Agenda(known.instance, plan, this.#random, this.#clocks);
    this.#watch = watch;
  }

  /** Takes steps until the run has ended (then answers true) or it is time for a pause. */
  advance(isPause: () => boolean): boolean {
    while (!this.#hasEnded()) {
      this.#step();
      if (isPause()) break;
    }
    return this.#hasEnded();
  }

  /** The run so far. Fails where nothing can start. */
  result(): Result<TimedRun, ScheduleProblem> {
    const [start, ...transitions] = this.#transitions;
    if (start === undefined) {
      return failure({ step: 0, message: `The start itself goes wrong: ${this.#error?.error.message ?? ''}` });
    }
    return success({
      seed: this.#seed,
      schedule: this.#schedule,
      execution: { start, transitions, error: this.#error },
      atMs: this.#atMs,
      clocks: this.#readings,
      end: this.#end ?? 'steps',
      deliveries: this.#deliveries,
      met: this.#met,
      busyMs: this.#busyMs,
    });
  }

  #hasEnded(): boolean {
    return this.#end !== undefined;
  }

  #step(): void {
    const last = this.#transitions.at(-1);
    if (last === undefined) {
      const initial = this.#known.initial();
      const position = this.#random.nodes.below(initial.length);
      this.#take(initial[position]!, position, 0);
      return;
    }
    const known = this.#known.at(last.state);
    const next = this.#schedule.length > this.#plan.settings.stepsMax ? undefined : this.#agenda.next(known);
    const isInTime = next !== undefined && next.atMs <= this.#plan.settings.runMs;
    this.#watch(known, isInTime ? next.position : undefined);
    if (next !== undefined && isInTime) this.#take(known.outcomes[next.position]!, next.position, next.atMs);
    else if (next !== undefined) this.#end = 'time';
    else this.#end = this.#schedule.length > this.#plan.settings.stepsMax ? 'steps' : 'quiescent';
  }

  #take(outcome: Outcome, position: number, atMs: number): void {
    const { step } = outcome;
    const struck = failureOf(step);
    if (struck !== undefined) this.#met.add(struck);
    if (step.kind === 'recover') this.#met.add('recover');
    // That a connection was reset a node learns from its own system: nobody sent it.
    const isMessage = step.kind === 'deliver' && step.envelope.message !== this.#known.instance.protocol.disconnect;
    if (isMessage) this.#note(step, atMs);
    if (step.kind !== 'timer' || step.handler !== undefined) this.#busyMs = atMs;
    this.#schedule.push(position);
    this.#atMs.push(atMs);
    const before = this.#transitions.at(-1)?.state;
    if (outcome.kind === 'error') {
      this.#error = { step, error: outcome.error, node: outcome.node };
      this.#end = 'error';
      if (before !== undefined) this.#readings.push(this.#clocks.readings(before, atMs));
      return;
    }
    this.#transitions.push(outcome);
    this.#readings.push(this.#clocks.readings(outcome.state, atMs));
    this.#agenda.take(outcome, atMs);
  }

  #note(step: Extract<Outcome['step'], { readonly kind: 'deliver' }>, atMs: number): void {
    const flight = this.#agenda.flights.of(step);
    if (flight === undefined) return;
    this.#deliveries.push({ message: step.envelope.message, ms: toMicrosecond(atMs - flight.sentMs) });
    // Where copies are without limit no step makes them: they are there when the same message comes again.
    if (this.#delivered.has(flight.id)) this.#met.add('duplicates');
    if (!step.consumed) this.#delivered.add(flight.id);
  }
}

/** A whole run at once. */
export function timedRun(known: Remembered, plan: TimedPlan, seed: number): Result<TimedRun, ScheduleProblem> {
  const run = new RunInTime(known, plan, seed);
  run.advance(() => false);
  return run.result();
}
