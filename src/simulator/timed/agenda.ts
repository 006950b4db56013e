import type { Instance } from '../../model/instance.ts';
import type { Effects, State, Step, Transition } from '../../model/state.ts';
import type { NodeIndex } from '../../model/values.ts';
import { Alarms } from './alarms.ts';
import { exponential, meanOf, sample } from './distributions.ts';
import { failureOf, isFreshFailure } from './failureOf.ts';
import { Flights } from './flights.ts';
import type { Flight } from './flights.ts';
import type { LocalClocks } from './localClocks.ts';
import type { TimedPlan } from './plan.ts';
import type { Randomness } from './randomness.ts';
import { toMicrosecond } from './randomness.ts';
import type { KnownState } from './remembered.ts';
import { alarmKey, handlingNode } from './stepKeys.ts';
import { Timers } from './timers.ts';

/** What comes next: one of the outcomes, and when. */
export interface Appointment {
  readonly position: number;
  readonly atMs: number;
}

/** When one outcome is due. Those with the same key are ways in which the same thing can happen. */
interface Due {
  readonly atMs: number;
  readonly key: string;
  /** Of what is due at the same time smaller ranks come first. */
  readonly rank: number;
}

type Of<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;
type MessageStep = Of<'deliver' | 'lose' | 'duplicate' | 'corrupt'>;

const FIRST = 0;
const USUAL = 1;
const LAST = 2;
const NEVER: Due = { atMs: Infinity, key: 'never', rank: LAST };

/** How many mean latencies a node that is to crash within a handler waits for one, before it crashes all the same. */
const PATIENCE_IN_LATENCIES = 4;
/** How many mean latencies an eventually synchronous network is asynchronous, on average. */
const ASYNCHRONY_IN_LATENCIES = 20;

/** When everything that may happen next does happen. */
export class Agenda {
  readonly flights: Flights;
  readonly #instance: Instance;
  readonly #plan: TimedPlan;
  readonly #random: Randomness;
  readonly #clocks: LocalClocks;
  readonly #timers: Timers;
  readonly #alarms = new Alarms();
  /** Nodes that crash within their next handler, and since when. */
  readonly #crashesMidway = new Map<NodeIndex, number>();
  #nowMs = 0;
  #somebodyMayAct = false;

  constructor(instance: Instance, plan: TimedPlan, random: Randomness, clocks: LocalClocks) {
    this.flights = new Flights(instance, plan, random);
    this.#instance = instance;
    this.#plan = plan;
    this.#random = random;
    this.#clocks = clocks;
    this.#timers = new Timers(plan, random, clocks);
  }

  /** The next thing to happen, undefined when nothing is left but what may go wrong. */
  next({ state, outcomes, moves }: KnownState): Appointment | undefined {
    let first: Due = NEVER;
    let positions: number[] = [];
    let mustHappen = false;
    this.#somebodyMayAct = outcomes.some(({ step }, position) => step.kind === 'action' && moves[position] === true);
    for (const [position, { step }] of outcomes.entries()) {
      if (moves[position] !== true) continue;
      const due = this.#due(step, state);
      if (due.atMs === Infinity) continue;
      if (!isFreshFailure(step)) mustHappen = true;
      if (due.key === first.key) positions.push(position);
      else if (comesBefore(due, first)) {
        first = due;
        positions = [position];
      }
    }
    this.#alarms.endOfQuestions();
    const chosen = positions.length < 2 ? positions[0] : positions[this.#random.nodes.below(positions.length)];
    if (!mustHappen || chosen === undefined) return undefined;
    return { position: chosen, atMs: Math.max(this.#nowMs, first.atMs) };
  }

  /** An outcome was taken. */
  take({ step, state, effects, startEffects }: Transition, atMs: number): void {
    this.#nowMs = atMs;
    const key = alarmKey(step);
    if (key !== undefined) this.#alarms.forget(key);
    if (step.kind === 'crash') this.#crashesMidway.delete(step.node);
    const all: readonly Effects[] = startEffects ?? [effects];
    this.flights.take(
      step,
      all.flatMap(({ sent }) => sent),
      state,
      atMs,
    );
    const self = handlingNode(step);
    if (step.kind === 'timer') this.#timers.fired(step.node, step.timer);
    startEffects?.forEach(({ timersStarted }, node) => this.#timers.started(node, timersStarted, atMs));
    if (self !== undefined) this.#timers.started(self, effects.timersStarted, atMs);
  }

  #due(step: Step, state: State): Due {
    if (step.kind === 'timer') return this.#dueTimer(step, state);
    if (step.kind === 'tick') return { atMs: this.#nextTickMs(state), key: 'tick', rank: LAST };
    // The next round begins as soon as nobody has anything left to do in this one.
    if (step.kind === 'settle' || (step.kind === 'round' && !this.#somebodyMayAct)) {
      return { atMs: this.#nowMs, key: step.kind, rank: LAST };
    }
    if (step.kind === 'drift' && step.by !== this.#clocks.driftOf(step.node)) return NEVER;
    if (step.kind === 'crash') {
      return step.midway === undefined ? this.#dueCrash(step) : this.#dueMidway(step, step.midway.of, state);
    }
    if (step.kind === 'deliver' || step.kind === 'lose' || step.kind === 'duplicate' || step.kind === 'corrupt') {
      return this.#dueMessage(step);
    }
    return this.#dueAlarm(step);
  }

  #dueTimer(step: Of<'timer'>, state: State): Due {
    const atMs = this.#timers.dueMs(step, state, this.#nextTickMs(state), this.#nowMs);
    return { atMs, key: `timer ${step.node} ${step.timer}`, rank: USUAL };
  }

  #dueMessage(step: MessageStep): Due {
    const flight: Flight | undefined = this.flights.of(step);
    if (flight === undefined) return NEVER;
    return { atMs: this.flights.dueMs(step, flight), key: `${step.kind} ${flight.id}`, rank: USUAL };
  }

  #dueAlarm(step: Step): Due {
    const key = alarmKey(step);
    if (key === undefined) return NEVER;
    const atMs = this.#alarms.dueMs(key, () => toMicrosecond(this.#nowMs + this.#wait(step)));
    return { atMs, key, rank: step.kind === 'round' ? LAST : USUAL };
  }

  /** The crash of a node that is to crash within a handler waits for one, but not for ever. */
  #dueCrash(step: Of<'crash'>): Due {
    const due = this.#dueAlarm(step);
    if (due.atMs > this.#nowMs && !this.#crashesMidway.has(step.node)) {
      const mayBeMidway = this.#instance.failures.some(({ kind, midway }) => kind === 'crash' && midway === true);
      if (mayBeMidway && this.#random.failures.unit() < 0.5) this.#crashesMidway.set(step.node, due.atMs);
      else this.#crashesMidway.set(step.node, Infinity);
    }
    const since = this.#crashesMidway.get(step.node) ?? Infinity;
    if (since === Infinity) return due;
    return { ...due, atMs: since + PATIENCE_IN_LATENCIES * meanOf(this.#plan.latency) };
  }

  #dueMidway(step: Of<'crash'>, of: Step, state: State): Due {
    const due = this.#due(of, state);
    const since = this.#crashesMidway.get(step.node) ?? Infinity;
    if (Math.max(due.atMs, this.#nowMs) < since) return NEVER;
    return { atMs: due.atMs, key: `midway ${due.key}`, rank: FIRST };
  }

  /** How long a step waits from when it becomes possible. */
  #wait(step: Step): number {
    const plan = this.#plan;
    const { nodes, failures } = this.#random;
    if (step.kind === 'recover' || step.kind === 'heal' || step.kind === 'mend' || step.kind === 'resume') {
      return sample(plan.repairs[step.kind], failures);
    }
    if (step.kind === 'action' || step.kind === 'round') return sample(plan.waits, nodes);
    if (step.kind === 'forge') return sample(plan.waits, failures);
    if (step.kind === 'stabilise') return exponential(ASYNCHRONY_IN_LATENCIES * meanOf(plan.latency), nodes);
    const kind = failureOf(step);
    const everyMs = kind === undefined ? undefined : plan.everyMs.get(kind);
    return everyMs === undefined ? Infinity : exponential(everyMs, failures);
  }

  #nextTickMs({ environment }: State): number {
    const { clock } = this.#instance;
    return clock === undefined ? Infinity : ((environment.time ?? 0) + 1) * clock.tickMs;
  }
}

function comesBefore(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.rank < b.rank);
}
