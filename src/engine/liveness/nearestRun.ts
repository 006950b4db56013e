import { assert } from '../../base/assert.ts';
import type { Outcome, Schedule, Step } from '../../model/state.ts';
import { isFault } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import { scheduleThrough } from '../path.ts';
import type { WayOut } from './escapes.ts';
import { BEGIN } from './region.ts';
import { FAULT_COST, LOOP_COST, runCosts, STEP_COST, TIMER_COST, type RunCosts } from './runCosts.ts';

/** Which run is wanted of those that take a way out. */
export interface RunWish {
  /** Steps to take where they can be taken, the sooner the earlier they stand in the list. */
  readonly preferred: readonly string[];
  readonly textOf: (step: Step) => string;
}

/** A fair run from where a search began. */
export interface NearestRun {
  /** Positions among what is possible; first among the first states of the search, where it began with several. */
  readonly schedule: Schedule;
  /** How many steps of it come before those that are repeated for ever; undefined where it comes to rest. */
  readonly loopFrom: number | undefined;
  readonly cost: number;
}

/**
 * A fair run that takes a way out: the steps that are preferred as long as an end can be reached after them without more
 * going wrong, and else those that cost the least in all. Undefined where there is none among the states that were expanded.
 */
export function* nearestRun(way: WayOut, wish: RunWish): Generator<undefined, NearestRun | undefined> {
  const costs = yield* runCosts(way);
  if (costs === undefined) return undefined;
  const walk = new Walk(way, costs, wish);
  return walk.start() ? yield* walk.toTheEnd() : undefined;
}

interface Candidate {
  readonly position: number;
  readonly step: Step;
  readonly target: number;
}

class Walk {
  readonly #way: WayOut;
  readonly #costs: RunCosts;
  readonly #textOf: RunWish['textOf'];
  readonly #preferred: string[];
  readonly #schedule: number[] = [];
  #at = 0;
  #begun = false;
  #cost = 0;

  constructor(way: WayOut, costs: RunCosts, { preferred, textOf }: RunWish) {
    this.#way = way;
    this.#costs = costs;
    this.#textOf = textOf;
    this.#preferred = [...preferred];
  }

  /** Chooses where to begin; false where no run leads out. */
  start(): boolean {
    const { explored } = this.#way;
    const initial = explored.initial();
    const ids = Array.from({ length: explored.initialCount }, (_, id) => id);
    const candidates = this.#candidates(initial, ids);
    const chosen = this.#chosen(candidates, Infinity);
    if (chosen === undefined || this.#costTo(chosen.target) === Infinity) return false;
    this.#enter(chosen);
    return true;
  }

  *toTheEnd(): Generator<undefined, NearestRun> {
    const { explored } = this.#way;
    for (;;) {
      const state = explored.stateOf(this.#at);
      const outcomes = explored.system.successors(state);
      yield undefined;
      const candidates = this.#candidates(outcomes, this.#targets());
      const isResting = this.#begun && this.#costs.rests(this.#at);
      const loop = this.#begun && !isResting ? this.#costs.loopFrom(this.#at) : undefined;
      const isEnd = isResting || loop !== undefined;
      const chosen = isEnd ? this.#preferredOf(candidates, isResting) : this.#chosen(candidates, this.#costHere());
      if (chosen !== undefined) {
        this.#enter(chosen);
        continue;
      }
      assert(isEnd, 'a state from which an end can be reached has a step that leads nearer');
      return loop === undefined ? this.#ended(undefined) : yield* this.#closed(yield* loop, outcomes);
    }
  }

  /** What is possible and leads to an end. */
  #candidates(outcomes: readonly Outcome[], targets: readonly number[]): readonly Candidate[] {
    const { stateOf } = this.#way.explored;
    const targetOf = new Map(targets.map(target => [stateKey(stateOf(target)), target] as const));
    return outcomes.flatMap((outcome, position) => {
      const target = outcome.kind === 'state' ? targetOf.get(stateKey(outcome.state)) : undefined;
      return target === undefined ? [] : [{ position, step: outcome.step, target }];
    });
  }

  #targets(): readonly number[] {
    const { transitions } = this.#way.explored;
    const targets = new Set<number>();
    for (let step = transitions.first(this.#at); step < transitions.end(this.#at); step += 1) {
      const target = transitions.target(step);
      if (target >= 0 && transitions.isExpanded(target)) targets.add(target);
    }
    return [...targets];
  }

  #chosen(candidates: readonly Candidate[], costHere: number): Candidate | undefined {
    const preferred = this.#preferredOf(candidates, false, costHere);
    if (preferred !== undefined) return preferred;
    let best: Candidate | undefined;
    for (const candidate of candidates) {
      const cost = this.#costOf(candidate);
      if (cost < Infinity && (best === undefined || cost < this.#costOf(best))) best = candidate;
    }
    return best;
  }

  /** The first of the preferred steps that can be taken so that no more has to go wrong afterwards than without it. */
  #preferredOf(
    candidates: readonly Candidate[],
    withoutFaults: boolean,
    costHere = this.#costHere(),
  ): Candidate | undefined {
    const allowed = new Map<string, Candidate>();
    for (const candidate of candidates) {
      const cost = this.#costTo(candidate.target);
      if (cost === Infinity || troubleIn(cost) > troubleIn(costHere)) continue;
      if (withoutFaults && isFault(candidate.step)) continue;
      const text = this.#textOf(candidate.step);
      if (!allowed.has(text)) allowed.set(text, candidate);
    }
    const text = this.#preferred.find(each => allowed.has(each));
    return text === undefined ? undefined : allowed.get(text);
  }

  #enter({ position, step, target }: Candidate): void {
    const place = this.#preferred.indexOf(this.#textOf(step));
    if (place >= 0) this.#preferred.splice(place, 1);
    else this.#cost += stepCost(step);
    this.#begun = this.#countsIn(target);
    this.#at = target;
    this.#schedule.push(position);
  }

  /** Whether a run counts that comes to a state: as soon as that costs nothing. */
  #countsIn(state: number): boolean {
    if (this.#begun) return true;
    const mayBegin = (this.#way.pursuit.marks[state]! & BEGIN) !== 0;
    return mayBegin && this.#costs.begun[state]! <= this.#costs.before[state]!;
  }

  #costHere(): number {
    return this.#begun ? this.#costs.begun[this.#at]! : this.#costs.before[this.#at]!;
  }

  /** What it costs to go on from a state that comes next. */
  #costTo(target: number): number {
    return this.#begun ? this.#costs.begun[target]! : this.#costs.before[target]!;
  }

  #costOf({ step, target }: Candidate): number {
    return this.#costTo(target) + stepCost(step);
  }

  *#closed(loop: readonly number[], outcomes: readonly Outcome[]): Generator<undefined, NearestRun> {
    const { transitions, labels, stateOf, system } = this.#way.explored;
    const loopFrom = this.#schedule.length;
    const waypoints = loop.map(step => ({
      state: () => stateOf(transitions.target(step)),
      label: { key: labels.keyOf(transitions.label(step)) },
    }));
    this.#schedule.push(...(yield* scheduleThrough(system, outcomes, waypoints)));
    return this.#ended(loopFrom);
  }

  #ended(loopFrom: number | undefined): NearestRun {
    return { schedule: this.#schedule, loopFrom, cost: this.#cost + (loopFrom === undefined ? 0 : LOOP_COST) };
  }
}

/** What goes wrong on a way, and whether it comes to no rest, however many steps it has. */
function troubleIn(cost: number): number {
  return Math.floor(cost / LOOP_COST);
}

function stepCost(step: Step): number {
  if (isFault(step)) return FAULT_COST;
  return step.kind === 'timer' ? TIMER_COST : STEP_COST;
}
