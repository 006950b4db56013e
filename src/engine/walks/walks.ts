import { atOnce } from '../../base/atOnce.ts';
import { OutOfMemory } from '../../base/allocation.ts';
import { assert } from '../../base/assert.ts';
import { counted } from '../../base/digits.ts';
import { mix } from '../../base/mixing.ts';
import type { Instance } from '../../model/instance.ts';
import type { Outcome, Schedule } from '../../model/state.ts';
import type { System } from '../../model/system.ts';
import { createBehaviour } from '../../semantics/behaviour.ts';
import { createSystem } from '../../semantics/system.ts';
import { scheduleThrough } from '../path.ts';
import { guaranteeOf } from './guarantee.ts';
import { measuredEvents } from './measuredEvents.ts';
import { PctScheduler } from './pctScheduler.ts';
import { RandomScheduler } from './randomScheduler.ts';
import { SeenStates } from './seenStates.ts';
import { WalkRecorder } from './walkCoverage.ts';
import { Walker, type WalkerParts } from './walker.ts';
import { WalkSpace } from './walkSpace.ts';
import type { WalkFinding, WalksLimit, WalksOptions, WalksProgress, WalksResult } from './walksResult.ts';
import { WalkTally } from './walkTally.ts';

/** How many steps are taken, or runs ended, between two questions whether to pause. */
const WORK_BETWEEN_PAUSES = 32;
/** How often it is asked whether to pause until the memory in use is summed up again. */
const PAUSES_BETWEEN_SUMS = 16;
/** The most that the values and steps that are remembered may take: the heap for objects is far smaller than memory. */
const SPACE_BYTES_MAX = 256 * 2 ** 20;
const STATES_BYTES_MAX = 128 * 2 ** 20;
const SEED_SALT = 0x5eed;

/**
 * Goes random walks through spaces that cannot be exhausted, in slices. Every run is a function of the protocol, the options
 * and its own seed: with that as `seed` it is the first run again.
 */
export class Walks {
  readonly instance: Instance;
  readonly options: WalksOptions;
  readonly #system: System;
  readonly #initial: readonly Outcome[];
  readonly #recorder: WalkRecorder;
  readonly #states: SeenStates;
  readonly #tally: WalkTally;
  readonly #spaceBytesMax: number;
  readonly #going: Generator<undefined, void>;
  // For `pct`, among how many events priorities change.
  #events = 0;
  #walker: Walker;
  // Whether the run that goes on began in a space that knew nothing.
  #isFresh = true;
  #stepsOfRun = 0;
  // Steps taken, and runs ended.
  #work = 0;
  #finished = false;
  #limit: WalksLimit | undefined;

  constructor(instance: Instance, options: WalksOptions) {
    const { memoryBytesMax } = options;
    this.instance = instance;
    this.options = options;
    this.#system = createSystem(instance);
    this.#initial = this.#system.initial();
    this.#recorder = new WalkRecorder(createBehaviour(instance));
    this.#states = new SeenStates(Math.min(STATES_BYTES_MAX, memoryBytesMax / 4));
    this.#tally = new WalkTally(instance.protocol.properties);
    this.#spaceBytesMax = Math.min(SPACE_BYTES_MAX, memoryBytesMax / 2);
    this.#walker = this.#newWalker(new WalkSpace(this.#recorder.watched));
    this.#going = this.#goOn();
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Goes on until all runs have ended or `shouldPause`, asked every few steps, says so. Answers `finished`. */
  run(shouldPause: () => boolean): boolean {
    while (!this.#finished) {
      if (this.#going.next().done === true) this.#finished = true;
      else if (shouldPause()) break;
    }
    return this.#finished;
  }

  /** Ends where things stand. */
  cancel(): void {
    if (this.#finished) return;
    this.#limit = 'cancelled';
    this.#finished = true;
  }

  get memoryBytes(): number {
    return this.#walker.bytes + this.#states.bytes;
  }

  progress(): WalksProgress {
    return {
      runs: this.#tally.runs,
      steps: this.#tally.steps + this.#stepsOfRun,
      distinctStates: this.#states.count,
      memoryBytes: this.memoryBytes,
    };
  }

  /** What is known so far. */
  result(): WalksResult {
    const tally = this.#tally;
    const { kind, depth } = this.options;
    const measured = { depth, chains: tally.chains, events: this.#events };
    return {
      ...this.progress(),
      options: this.options,
      finished: this.#finished,
      limit: this.#limit,
      verdicts: tally.verdicts(nothingFound(this.options, tally.runs)),
      error: tally.error,
      deadlock: tally.deadlock,
      ends: { ...tally.ends },
      longest: tally.longest,
      statesAreAtLeast: this.#states.isFull,
      lately: tally.lately(this.#states.count),
      coverage: this.#recorder.coverage(this.#walker.premises.seen()),
      guarantee: kind === 'pct' && tally.runs > 0 ? guaranteeOf(measured, tally.runs) : undefined,
    };
  }

  /** The execution that a finding is about, as positions among the outcomes of the `System`. */
  scheduleOf(finding: WalkFinding): Schedule {
    return atOnce(this.scheduling(finding));
  }

  /** The same in parts: yields after each step that is taken again. */
  *scheduling({ seed, steps, then }: WalkFinding): Generator<undefined, Schedule> {
    const states = yield* this.#walker.statesOf(seed, then === undefined ? steps + 1 : steps);
    const last = states.at(-1);
    const through = then === 'stutter' && last !== undefined ? [...states, last] : states;
    const waypoints = through.map(state => ({ state: () => state }));
    const schedule = yield* scheduleThrough(this.#system, this.#initial, waypoints);
    if (then !== 'error') return schedule;
    const outcomes = last === undefined ? this.#initial : this.#system.successors(last);
    const position = outcomes.findIndex(outcome => outcome.kind === 'error');
    assert(position >= 0, 'a step that went wrong once goes wrong again');
    return [...schedule, position];
  }

  *#goOn(): Generator<undefined, void> {
    const { kind, runs, stepsMax } = this.options;
    try {
      if (kind === 'pct') {
        const { space } = this.#walker;
        this.#events = yield* measuredEvents(space, this.#initial, stepsMax);
        this.#walker = this.#newWalker(space);
      }
      while (this.#tally.runs < runs) yield* this.#goOnce(seedOf(this.options.seed, this.#tally.runs));
    } catch (thrown) {
      if (!(thrown instanceof OutOfMemory)) throw thrown;
      this.#limit = 'memory';
    }
  }

  /** One run. Throws `OutOfMemory` where even a space that knows nothing else has no room for it. */
  *#goOnce(seed: number): Generator<undefined, void> {
    for (let isFresh = this.#isFresh; ; isFresh = true) {
      try {
        yield* this.#attempt(seed);
        this.#isFresh = false;
        return;
      } catch (thrown) {
        if (isFresh || !(thrown instanceof OutOfMemory)) throw thrown;
        this.#recorder.notePremises(this.#walker.premises.seen());
        this.#walker = this.#newWalker(new WalkSpace(this.#recorder.watched));
      }
    }
  }

  *#attempt(seed: number): Generator<undefined, void> {
    const walker = this.#walker;
    this.#stepsOfRun = 0;
    walker.begin(seed);
    for (;;) {
      const seen = walker.advance();
      if (seen !== undefined) {
        this.#stepsOfRun = 0;
        this.#tally.add(seed, seen, this.#states.count);
      } else this.#stepsOfRun += 1;
      this.#work += 1;
      if (this.#work % WORK_BETWEEN_PAUSES === 0) {
        yield undefined;
        const isTime = this.#work % (WORK_BETWEEN_PAUSES * PAUSES_BETWEEN_SUMS) === 0;
        if (seen === undefined && isTime && walker.bytes > this.#spaceBytesMax) {
          throw new OutOfMemory('The space of walks is as large as it may be');
        }
      }
      if (seen !== undefined) return;
    }
  }

  #newWalker(space: WalkSpace): Walker {
    const { kind, depth, stepsMax } = this.options;
    const events = this.#events;
    const parts: WalkerParts = {
      system: this.#system,
      initial: this.#initial,
      createScheduler: () => (kind === 'pct' ? new PctScheduler({ depth, events }) : new RandomScheduler()),
      stepsMax,
      recorder: this.#recorder,
      states: this.#states,
    };
    return new Walker(parts, space);
  }
}

/** The seed of a run, by its number: of the first the given one, and others that have nothing to do with each other. */
function seedOf(seed: number, run: number): number {
  return run === 0 ? seed : mix(run, mix(seed, SEED_SALT)) >>> 0;
}

/** Why nothing is known of what was not found. */
function nothingFound({ kind, stepsMax, seed }: WalksOptions, runs: number): string {
  const what = kind === 'pct' ? 'PCT run' : 'random run';
  const length = `of up to ${counted(stepsMax, 'step')}`;
  return `Nothing was found in ${counted(runs, what)} ${length} (seed ${String(seed)}); not exhaustive.`;
}
