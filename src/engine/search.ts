import { allocateShared, OutOfMemory } from '../base/allocation.ts';
import { atOnce } from '../base/atOnce.ts';
import type { Instance } from '../model/instance.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { createBehaviour } from '../semantics/behaviour.ts';
import { speaksOfFairRuns } from '../semantics/fairness.ts';
import { createSystem } from '../semantics/system.ts';
import { contains, UNBOUNDED, VALUES_BYTES_MAX, type SearchBounds } from './bounds.ts';
import { DEFAULT_FINGERPRINTS, type FingerprintOptions } from './compaction/fingerprints.ts';
import { Components } from './components.ts';
import { crowdingLimit } from './crowding.ts';
import { CoverageRecorder, type Coverage } from './coverage.ts';
import { Enlarging } from './enlarging.ts';
import { Expander } from './expander.ts';
import { FoundStates, type Keeping } from './foundStates.ts';
import { CONCLUSION_BYTES_PER_STATE, Conclusion } from './liveness/conclusion.ts';
import type { Explored } from './liveness/explored.ts';
import { Labels } from './liveness/labels.ts';
import { Transitions } from './liveness/transitions.ts';
import type { Facts } from './parallel/facts.ts';
import type { Helpers, Turn } from './parallel/helpers.ts';
import { type HelpingOptions, helpingWith } from './parallel/helping.ts';
import { isLifted } from './limits.ts';
import type { SearchMethod } from './method.ts';
import { Reductions } from './reductions.ts';
import type { SearchProgress, SearchResult } from './searchResult.ts';
import { moreRoom, roomWithin } from './room.ts';
import { CHUNK_ROWS } from './rows.ts';
import { FULL } from './rowSet.ts';
import type { Evidence, Limit } from './verdicts.ts';
import { Watching } from './watching.ts';
import type { Ahead } from './widening.ts';

/** How much is done between two questions whether to pause: a step counts 1, a state 4. */
const WORK_BETWEEN_PAUSES = 2048;
/** How many times it is asked whether to pause until the memory in use is summed up again. */
const PAUSES_BETWEEN_SUMS = 4;
const WORK_PER_STATE = 4;

export interface SearchOptions extends HelpingOptions {
  readonly bounds: SearchBounds;
  /** Where to start; from the initial states when undefined. */
  readonly from?: State;
  /** Keep every step between states, whatever the properties, for `explored`. */
  readonly keepsTransitions?: true;
  /** `PLAIN_METHOD` where nothing is said. */
  readonly method?: Partial<SearchMethod>;
  /** With compaction; the default ones where nothing is said. */
  readonly fingerprints?: FingerprintOptions;
}

/**
 * Explores what can be reached, breadth first, in slices. Counts and verdicts do not depend on how it is sliced.
 */
export class Search {
  readonly instance: Instance;
  readonly #system: System;
  readonly #components: Components;
  readonly #keeping: Keeping;
  // What was found so far; given by `#clear`.
  #found!: FoundStates;
  #expander!: Expander;
  #watching!: Watching;
  #enlarging!: Enlarging;
  readonly #helpers: Helpers | undefined;
  /** What helpers are told. */
  readonly #facts: Facts | undefined;
  readonly #reductions: Reductions;
  readonly #leavesKnown: boolean;
  readonly #recorder: CoverageRecorder;
  readonly #labels: Labels;
  /** Kept only where some property needs them. */
  readonly #transitions: Transitions | undefined;
  #conclusion = new Conclusion();
  #concluding: Generator<undefined, void> | undefined;
  #initialCount = 0;
  /** The first state with more equal messages in flight than may be explored. */
  #crowded: number | undefined;
  readonly #initial: () => readonly Outcome[];
  readonly #row: Int32Array;
  readonly #makingRoom = (): boolean => this.#makeRoom();
  #bounds: SearchBounds;
  #started = false;
  /** Every initial state was found. */
  #begun = false;
  #generated = 0;
  #failed = 0;
  #expanded = 0;
  #finished = false;
  /** Memory ran out while a table was built anew: what was found can be read, and nothing can be added. */
  #broken = false;
  #work = 0;
  #pauses = 0;
  /** Work and pauses when exploring ended, so that it may go on as if it had not. */
  #ended = { work: 0, pauses: 0 };
  #limit: Limit | undefined;

  constructor(instance: Instance, options: SearchOptions) {
    this.instance = instance;
    this.#bounds = options.bounds;
    this.#system = createSystem(instance);
    this.#components = new Components(instance);
    const { from, method = {}, fingerprints = DEFAULT_FINGERPRINTS } = options;
    this.#initial = () => (from === undefined ? this.#system.initial() : [startingAt(from)]);
    const isCompact = method.compaction === true;
    const needsTransitions = options.keepsTransitions === true || instance.protocol.properties.some(speaksOfFairRuns);
    // Of a state that is found again, a compact space does not know which one it is.
    this.#transitions = needsTransitions && !isCompact ? new Transitions() : undefined;
    this.#reductions = new Reductions(instance, this.#components, {
      ...options,
      keepsTransitions: this.#transitions !== undefined,
    });
    // Helpers look into rows, and which state stands for others, or whose steps are enough, the search alone finds out.
    const helping = isCompact || this.#reductions.areUsed ? undefined : helpingWith(options);
    // Rows that are known are left out where nobody asks which row a step leads to.
    const asksWhere = isCompact || this.#transitions !== undefined || this.#reductions.areUsed;
    this.#leavesKnown = helping === undefined && !asksWhere;
    this.#keeping = isCompact ? { fingerprints } : helping !== undefined ? { allocate: allocateShared } : {};
    this.#recorder = new CoverageRecorder(instance);
    this.#labels = new Labels(instance);
    this.#row = new Int32Array(this.#components.kinds.length);
    this.#facts = helping?.facts;
    this.#clear();
    this.#helpers = helping?.join(this.#found.expanding, () => this.#expander.lookAhead());
  }

  get bounds(): SearchBounds {
    return this.#bounds;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Goes on until the search is finished or `shouldPause`, asked every few thousand steps, says so. Answers `finished`. */
  run(shouldPause: () => boolean): boolean {
    try {
      if (!this.#started && !this.#finished) this.#start();
      while (!this.#finished) {
        this.#work += this.#concluding === undefined ? this.#advance() : this.#conclude();
        if (this.#work < WORK_BETWEEN_PAUSES) continue;
        this.#work = 0;
        this.#checkMemory();
        this.#enlarging.look();
        if (shouldPause()) break;
      }
    } catch (thrown) {
      if (!(thrown instanceof OutOfMemory)) throw thrown;
      // What was stored and not looked at any more was found all the same.
      this.#found.levels.add(
        this.#initialCount === 0 ? -1 : this.#expanded,
        this.#found.space.count - this.#found.levels.count,
      );
      this.#limit = { kind: 'memory', value: this.memoryBytes };
      this.#helpers?.end();
      this.#broken = true;
      this.#finished = true;
    }
    return this.#finished;
  }

  /**
   * Lets the search go as far as wider bounds allow: it goes on where it was stopped, and finds what a search with these
   * bounds finds. One that was stopped by a bound that stays is as it is. False, and nothing is changed, where that cannot
   * be: a bound is narrower, or says which states are explored at all, or memory itself ran out.
   */
  raise(bounds: SearchBounds): boolean {
    const before = this.#bounds;
    if (this.#broken || bounds.copiesMax !== before.copiesMax || !contains(bounds, before)) return false;
    this.#bounds = bounds;
    if (!isLifted(this.#limit, before, bounds)) return true;
    this.#finished = false;
    this.#limit = undefined;
    this.#started = this.#begun;
    this.#found.space.limit = roomWithin(Math.ceil(this.#found.space.count / CHUNK_ROWS), bounds);
    if (this.#concluding === undefined) return true;
    this.#concluding = undefined;
    this.#conclusion = new Conclusion();
    ({ work: this.#work, pauses: this.#pauses } = this.#ended);
    return true;
  }

  /** How many states were found. */
  get stateCount(): number {
    return this.#found.space.count;
  }

  /** How many states other threads expanded. */
  get helpedCount(): number {
    return this.#helpers?.helpedCount ?? 0;
  }

  /** Whether wider bounds could take the search farther than it came. */
  get canGoOn(): boolean {
    if (this.#broken) return false;
    return !this.#finished || isLifted(this.#limit, this.#bounds, { ...UNBOUNDED, copiesMax: this.#bounds.copiesMax });
  }

  /** Ends the threads that help, of a search that does not go on for now. */
  rest(): void {
    this.#helpers?.end();
  }

  /** Ends the search where it is. */
  cancel(): void {
    if (this.#finished) return;
    this.#limit = { kind: 'cancelled', value: this.#found.space.count };
    this.#helpers?.end();
    this.#finished = true;
  }

  get memoryBytes(): number {
    const tables = [this.#components, this.#found, this.#expander, this.#labels];
    const helpers = this.#helpers === undefined ? [] : [this.#helpers];
    const parts = [...tables, ...helpers, this.#watching, this.#reductions];
    const kept = parts.reduce((sum, part) => sum + part.bytes, this.#transitions?.bytes ?? 0);
    const isConcluding = this.#concluding !== undefined && !this.#finished;
    return isConcluding ? kept + CONCLUSION_BYTES_PER_STATE * this.#expanded : kept;
  }

  progress(): SearchProgress {
    return {
      distinctStates: this.#found.space.count,
      generatedStates: this.#generated,
      failedSteps: this.#failed,
      expandedStates: this.#expanded,
      quiescentStates: this.#watching.quiescentCount,
      depth: this.#found.levels.depth,
      frontier: this.#found.levels.sizes(),
      bytesPerState: this.#found.bytesPerState + (this.#transitions?.bytesPerState ?? 0),
      memoryBytes: this.memoryBytes,
    };
  }

  /** What is known so far. A property that nothing was found against is `unknown` until every state has been explored. */
  result(): SearchResult {
    const { omissionProbability, doubts } = this.#found.compaction ?? {};
    const { error, deadlock, checks } = this.#watching;
    const known = { limit: this.#limit, error, concluded: this.#conclusion.verdicts };
    const scope = { ...known, finished: this.#finished, ...doubts };
    return {
      ...this.progress(),
      complete: this.#finished && this.#limit === undefined && doubts?.doubt === undefined,
      limit: this.#limit,
      reductions: this.#reductions.uses(),
      ...(omissionProbability === undefined ? {} : { omissionProbability }),
      verdicts: checks.verdicts(scope, (stateId, then) => this.#watching.evidence(stateId, then)),
      error,
      deadlock,
      valence: this.#conclusion.finding,
      coverage: this.#coverage(),
    };
  }

  /** The shortest execution that ends where the evidence does, as positions among the outcomes of the `System`. */
  scheduleOf(evidence: Evidence): Schedule {
    return atOnce(this.scheduling(evidence));
  }

  /** The same in parts; the search may go on meanwhile. */
  scheduling(evidence: Evidence): Generator<undefined, Schedule> {
    // Those of now: a search that begins again has others.
    const { parentOf, stateOf } = this.#found;
    return this.#reductions.scheduling(evidence, { parentOf, stateOf, system: this.#system, initial: this.#initial() });
  }

  stateOf(stateId: number): State {
    return this.#found.stateOf(stateId);
  }

  /** What was found, with the steps between; undefined where those are not kept, and for a search without end. */
  explored(): Explored | undefined {
    const isWhole = this.#finished && this.#limit?.kind !== 'memory' && this.#limit?.kind !== 'cancelled';
    return isWhole && this.#transitions !== undefined ? this.#everything(this.#transitions) : undefined;
  }

  /** The values that can still be decided from a state; undefined where nothing decides, or not everything was seen. */
  valenceOf(state: State): readonly Value[] | undefined {
    const { valence } = this.#conclusion;
    if (valence === undefined) return undefined;
    this.#components.encode(state, this.#row);
    this.#found.space.limit = 0;
    const id = this.#found.space.tryAdd(this.#row);
    return id === FULL ? undefined : valence.of(id);
  }

  #coverage(): Coverage | undefined {
    if (!this.#finished || this.#limit !== undefined || this.#watching.error !== undefined) return undefined;
    return this.#recorder.coverage({
      premises: this.#watching.premises.seen(),
      moves: this.#watching.quiescentCount < this.#found.space.count,
    });
  }

  /** Nothing is found yet. */
  #clear(): void {
    const components = this.#components;
    const parts = {
      components,
      behaviour: this.#recorder.watched(createBehaviour(this.instance)),
      labels: this.#labels,
      copiesMax: this.#bounds.copiesMax,
      facts: this.#facts,
      keepsLabels: this.#transitions !== undefined,
      canonical: this.#reductions.canonical,
      leavesOut: this.#reductions.leavesOut,
      leavesKnown: this.#leavesKnown,
    };
    this.#found = new FoundStates(parts, this.#initial, this.#keeping);
    this.#expander = new Expander(this.#found.expanding, this.#makingRoom);
    this.#watching = new Watching(this.#system, components, this.#found);
    const states = { enlargingSoon: () => this.#found.space.enlargingSoon(this.#spaceAhead) };
    this.#enlarging = new Enlarging([states, ...this.#watching.tables]);
  }

  #start(): void {
    this.#started = true;
    this.#generated = 0;
    this.#failed = 0;
    this.#found.compaction?.space.begin();
    for (const outcome of this.#initial()) {
      if (outcome.kind === 'error') {
        this.#failed += 1;
        this.#watching.noteFailedStart(outcome);
        continue;
      }
      this.#recorder.noteStart(outcome);
      this.#components.encode(outcome.state, this.#row);
      this.#reductions.canonical?.canonicalise(this.#row);
      while (this.#found.space.tryAdd(this.#row) === FULL) {
        if (!this.#makeRoom()) return;
      }
      this.#generated += 1;
      this.#watching.enter(-1);
    }
    this.#initialCount = this.#found.space.count;
    this.#begun = true;
  }

  /** Expands the next state, or finds that there is none; answers how much work that was. */
  #advance(): number {
    if (this.#enlarging.goOn()) return WORK_BETWEEN_PAUSES;
    const id = this.#expanded;
    if (id === this.#found.space.count) {
      const crowded = this.#crowded;
      if (crowded !== undefined) {
        this.#limit = crowdingLimit(this.stateOf(crowded), this.#bounds.copiesMax, this.#found.depthOf(crowded));
      }
      this.#end();
      return 0;
    }
    const depth = this.#found.depthOf(id);
    if (depth >= this.#bounds.depthMax) {
      this.#stop('depth', this.#bounds.depthMax);
      return 0;
    }
    if (this.#reductions.leavesOut) this.#expander.levelEnd = this.#found.levels.endOf(depth);
    const turn = this.#turnFor(id);
    const helpers = turn === 'helped' ? this.#helpers : undefined;
    this.#found.compaction?.space.moveTo(id);
    const whole = helpers === undefined ? this.#expander.expand(id) : helpers.store(id, this.#makingRoom);
    const expander = helpers ?? this.#expander;
    if (helpers === undefined && this.#expander.isCrowded) {
      this.#passBy(id);
      return WORK_PER_STATE;
    }
    const { checks } = this.#watching;
    this.#watching.enter(id);
    if (!whole) return 0;
    this.#generated += expander.generatedCount;
    this.#failed += expander.failedCount;
    this.#expanded = id + 1;
    this.#transitions?.add(expander);
    if (expander.failedCount > 0) this.#watching.noteFailure(id);
    if (!expander.movesOn) this.#watching.settle(id);
    if (checks.watchesSteps) this.#watching.takeSteps(id, expander.successors, this.#expander);
    return expander.generatedCount + WORK_PER_STATE;
  }

  /** Whose turn it is to expand a state. */
  #turnFor(id: number): Turn {
    const { watchesSteps } = this.#watching.checks;
    const keepsSuccessors = this.#transitions !== undefined || watchesSteps || this.#reductions.leavesOut;
    this.#expander.keepsSuccessors = keepsSuccessors;
    const isExact = this.#reductions.canonical === undefined && this.#found.compaction === undefined;
    this.#expander.keepsTaken = watchesSteps && !isExact;
    const helpers = this.#helpers;
    if (helpers === undefined) return 'own';
    helpers.plan(id, this.#found.space.count, keepsSuccessors);
    return helpers.turn(id);
  }

  /** Forgets what was found, and begins again with every order of steps. */
  #startOver(): void {
    this.#reductions.giveUpPartialOrder();
    this.#clear();
    this.#expanded = 0;
    this.#start();
  }

  /** A state that is not explored further. */
  #passBy(id: number): void {
    // Which states are explored at all would depend on the orders that were left out.
    if (this.#reductions.leavesOut) {
      this.#startOver();
      return;
    }
    this.#crowded ??= id;
    this.#expanded = id + 1;
    this.#transitions?.passBy();
  }

  #stop(kind: Limit['kind'], value: number): void {
    this.#limit = { kind, value };
    this.#end();
  }

  /** Nothing more is explored; what is known may still say something of runs that go on for ever. */
  #end(): void {
    this.#helpers?.end();
    const transitions = this.#transitions;
    if (this.#concluding === undefined) this.#ended = { work: this.#work, pauses: this.#pauses };
    if (transitions === undefined || this.#limit?.kind === 'memory') this.#finished = true;
    else this.#concluding = this.#conclusion.draw(this.#everything(transitions));
  }

  #conclude(): number {
    if (this.#concluding?.next().done === true) this.#finished = true;
    return WORK_BETWEEN_PAUSES;
  }

  #everything(transitions: Transitions): Explored {
    const complete = this.#limit === undefined;
    return this.#found.explored(this.#system, { transitions, initialCount: this.#initialCount, complete });
  }

  #checkMemory(): void {
    this.#pauses += 1;
    if (this.#pauses % PAUSES_BETWEEN_SUMS !== 0) return;
    const { memoryBytesMax } = this.#bounds;
    if (this.memoryBytes > memoryBytesMax) this.#stop('memory', memoryBytesMax);
    else if (this.#components.bytes > VALUES_BYTES_MAX) this.#stop('memory', VALUES_BYTES_MAX);
  }

  get #spaceAhead(): Ahead {
    const { statesMax: rowsMax, memoryBytesMax } = this.#bounds;
    return {
      idCount: component => this.#components.idCount(component),
      rowsMax,
      hasRoomFor: bytes => this.memoryBytes + bytes <= memoryBytesMax,
    };
  }

  /** Called when a new state does not fit into the space as it is. */
  #makeRoom(): boolean {
    const { space } = this.#found;
    const room = moreRoom(space, this.#bounds, this.memoryBytes);
    if (typeof room === 'object') this.#stop(room.kind, room.value);
    else space.limit = room;
    return typeof room === 'number';
  }
}

export function createSearch(instance: Instance, options: SearchOptions): Search {
  return new Search(instance, options);
}

function startingAt(state: State): Outcome {
  return { kind: 'state', step: { kind: 'start', choices: [] }, state, effects: NO_EFFECTS, startEffects: undefined };
}
