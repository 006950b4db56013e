import { createPrng } from '../../base/prng.ts';
import type { Property } from '../../model/protocol.ts';
import type { Outcome, RuntimeError, State } from '../../model/state.ts';
import type { System } from '../../model/system.ts';
import { isDeadlock } from '../../semantics/quiescence.ts';
import { Premises } from '../premises.ts';
import { Fingerprints } from './fingerprints.ts';
import { BREAKS, isJudged, PropertyJudge, SAYS_NOTHING } from './propertyJudge.ts';
import { RowSteps } from './rowSteps.ts';
import { NOTHING_MORE, type Scheduler } from './scheduler.ts';
import type { SeenStates } from './seenStates.ts';
import type { WalkRecorder } from './walkCoverage.ts';
import type { WalkSpace } from './walkSpace.ts';

/** Nothing was left to happen, the run had as many steps as it may have, or the protocol went wrong. */
export type WalkEnd = 'quiescent' | 'steps' | 'error';

/** Where a run shows something first. */
export interface Sighting {
  /** Steps of the run up to there, the last one that shows it included; the start is not one. */
  readonly steps: number;
  /** What shows it is a step that goes wrong, or one that changes nothing; else the state after the last step does. */
  readonly then: 'error' | 'stutter' | undefined;
  /** Where the property itself goes wrong. */
  readonly error?: RuntimeError;
}

/** What one run came to. */
export interface RunSeen {
  readonly end: WalkEnd;
  readonly steps: number;
  /** By property. */
  readonly properties: readonly (Sighting | undefined)[];
  readonly error: Sighting | undefined;
  readonly deadlock: Sighting | undefined;
  /** How many chains of events there were, where the scheduler makes some. */
  readonly chains: number;
}

/** What all walkers of one protocol have in common. */
export interface WalkerParts {
  readonly system: System;
  readonly initial: readonly Outcome[];
  readonly createScheduler: () => Scheduler;
  readonly stepsMax: number;
  readonly recorder: WalkRecorder;
  readonly states: SeenStates;
}

interface IndexedJudge {
  readonly index: number;
  readonly judge: PropertyJudge;
}

/** Goes one random walk after the other, in one space, and judges what it comes across. */
export class Walker {
  readonly space: WalkSpace;
  readonly premises: Premises;
  readonly #parts: WalkerParts;
  readonly #scheduler: Scheduler;
  readonly #steps: RowSteps;
  readonly #before: Int32Array;
  readonly #fingerprints: Fingerprints;
  readonly #starts: (Int32Array | undefined)[] = [];
  readonly #judges: readonly IndexedJudge[];
  readonly #onStates: readonly IndexedJudge[];
  readonly #onSteps: readonly IndexedJudge[];
  readonly #onSettled: readonly IndexedJudge[];
  // Of the run.
  #stepCount = 0;
  #end: WalkEnd | undefined = 'quiescent';
  #seen: (Sighting | undefined)[] = [];
  #error: Sighting | undefined;
  #deadlock: Sighting | undefined;

  constructor(parts: WalkerParts, space: WalkSpace) {
    const { system, recorder } = parts;
    recorder.moveTo(space);
    this.space = space;
    this.premises = new Premises(system, space.components);
    this.#parts = parts;
    this.#scheduler = parts.createScheduler();
    this.#steps = new RowSteps(space);
    this.#before = new Int32Array(this.#steps.row.length);
    this.#fingerprints = new Fingerprints(space.components, (node, pair) =>
      recorder.noteInFlight(space.components.inboxIn(node, pair)),
    );
    this.#judges = system.instance.protocol.properties.flatMap((property, index) =>
      isJudged(property) ? [{ index, judge: new PropertyJudge(system, space.components, property) }] : [],
    );
    const asked = (isAsked: (kind: Property['kind']) => boolean): readonly IndexedJudge[] =>
      this.#judges.filter(({ judge }) => isAsked(judge.property.kind));
    this.#onSteps = asked(kind => kind === 'step');
    this.#onSettled = asked(kind => kind === 'finally');
    this.#onStates = asked(kind => kind !== 'step' && kind !== 'finally');
  }

  /** An estimate. */
  get bytes(): number {
    const judges = this.#judges.reduce((sum, { judge }) => sum + judge.bytes, 0);
    return this.space.bytes + this.#fingerprints.bytes + this.premises.bytes + judges;
  }

  /** Begins the run of a seed. */
  begin(seed: number): void {
    const { initial, recorder } = this.#parts;
    this.#stepCount = 0;
    this.#end = undefined;
    this.#seen = [];
    this.#error = undefined;
    this.#deadlock = undefined;
    const start = beginRun(initial.length, this.#scheduler, seed);
    const outcome = initial[start];
    if (outcome === undefined || outcome.kind === 'error') {
      this.#fail();
      return;
    }
    recorder.noteStart(outcome);
    this.#steps.row.set((this.#starts[start] ??= encoded(this.space, outcome.state)));
    this.#enter();
  }

  /** Takes a step of the run. Answers what the run came to when that was its end. */
  advance(): RunSeen | undefined {
    if (this.#end === undefined) this.#advance();
    if (this.#end === undefined) return undefined;
    return {
      end: this.#end,
      steps: this.#stepCount,
      properties: this.#seen,
      error: this.#error,
      deadlock: this.#deadlock,
      chains: this.#scheduler.chains?.count ?? 0,
    };
  }

  /** The states that the run of a seed comes through, the start included, so many at most. Yields after each. */
  *statesOf(seed: number, count: number): Generator<undefined, readonly State[]> {
    const { createScheduler, initial } = this.#parts;
    // Of its own, because a run may be going on.
    const scheduler = createScheduler();
    const steps = new RowSteps(this.space);
    const outcome = initial[beginRun(initial.length, scheduler, seed)];
    if (outcome?.kind !== 'state') return [];
    steps.row.set(encoded(this.space, outcome.state));
    const states = [outcome.state];
    while (states.length < count) {
      yield undefined;
      steps.look();
      const step = scheduler.pick(steps);
      if (step === NOTHING_MORE || !steps.take(step)) break;
      states.push(this.space.components.decode(steps.row));
    }
    return states;
  }

  #advance(): void {
    const steps = this.#steps;
    const { recorder, stepsMax } = this.#parts;
    steps.look();
    if (steps.usualCount === 0) this.#settle();
    if (steps.stutters) this.#judgeSteps(steps.row, 'stutter');
    const step = this.#stepCount < stepsMax ? this.#scheduler.pick(steps) : NOTHING_MORE;
    if (step === NOTHING_MORE) {
      this.#end = steps.usualCount === 0 ? 'quiescent' : 'steps';
      return;
    }
    recorder.note(this.space, steps, step);
    this.#before.set(steps.row);
    this.#stepCount += 1;
    if (steps.take(step)) this.#enter();
    else this.#fail();
  }

  #fail(): void {
    this.#error = { steps: this.#stepCount, then: 'error' };
    this.#end = 'error';
  }

  /** Looks at the state that the run has come to. */
  #enter(): void {
    const { row } = this.#steps;
    this.#fingerprints.look(row);
    this.#parts.states.add(this.#fingerprints.one, this.#fingerprints.other);
    for (const each of this.#onStates) this.#judgeState(each);
    if (this.#stepCount > 0) this.#judgeSteps(this.#before, undefined);
    // The premise monitors remember no state by its number.
    if (this.premises.isWatching) this.premises.enter(0, row);
  }

  /** Looks at a state in which nothing but faults can happen. */
  #settle(): void {
    for (const each of this.#onSettled) this.#judgeState(each);
    if (this.#deadlock !== undefined) return;
    const state = this.space.components.decode(this.#steps.row);
    if (isDeadlock(state)) this.#deadlock = { steps: this.#stepCount, then: undefined };
  }

  #judgeState({ index, judge }: IndexedJudge): void {
    const { row } = this.#steps;
    if (this.#seen[index] !== undefined) return;
    const said = judge.ofState(row);
    if (said === SAYS_NOTHING) return;
    const error = said === BREAKS ? judge.errorOf(row, row) : undefined;
    this.#seen[index] = { steps: this.#stepCount, then: undefined, ...(error === undefined ? {} : { error }) };
  }

  #judgeSteps(before: Int32Array, then: 'stutter' | undefined): void {
    const { row } = this.#steps;
    for (const { index, judge } of this.#onSteps) {
      if (this.#seen[index] !== undefined) continue;
      const said = judge.ofStep(before, row);
      if (said === SAYS_NOTHING) continue;
      const error = said === BREAKS ? judge.errorOf(before, row) : undefined;
      const steps = this.#stepCount + (then === undefined ? 0 : 1);
      this.#seen[index] = { steps, then, ...(error === undefined ? {} : { error }) };
    }
  }
}

/** Draws how the run of a seed starts: a position among the initial outcomes. The scheduler decides everything after that. */
export function beginRun(initialCount: number, scheduler: Scheduler, seed: number): number {
  const prng = createPrng(seed);
  const start = prng.below(initialCount);
  scheduler.begin(prng);
  return start;
}

/** The row of a state. */
export function encoded(space: WalkSpace, state: State): Int32Array {
  const row = new Int32Array(space.components.kinds.length);
  space.components.encode(state, row);
  return row;
}
