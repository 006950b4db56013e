import { allocateBytes } from '../../base/allocation.ts';
import type { Explored } from './explored.ts';
import { fairComponents } from './fairComponents.ts';
import type { FairComponent } from './fairComponents.ts';
import { Loops, type LoopSearch } from './loop.ts';
import { Pace } from './pace.ts';
import { BEGIN, regionOf, STAY } from './region.ts';
import { type Reversed, reversed } from './reversed.ts';
import { Groups } from './stronglyConnected.ts';
import type { WayOut } from './escapes.ts';

/** What a step of a run costs: nobody wants more to go wrong than has to, and timers fire when nothing else happens. */
export const STEP_COST = 1;
export const TIMER_COST = 4;
/** A run that comes to rest is easier to read than one that goes round for ever. */
export const LOOP_COST = 2 ** 20;
export const FAULT_COST = 2 ** 30;

/** What it costs to go on from each state to the end of a run that takes a way out; infinite where there is none. */
export interface RunCosts {
  /** Of a run that has begun to count. */
  readonly begun: Float64Array;
  /** Of one that has not. */
  readonly before: Float64Array;
  /** Whether a run that has begun may stay in a state for ever. */
  readonly rests: (state: number) => boolean;
  /** The steps of a loop in which a run that has begun may go on from a state for ever. */
  readonly loopFrom: (state: number) => Generator<undefined, readonly number[]> | undefined;
}

/** Undefined where no run takes the way out, among the states that were expanded. */
export function* runCosts({ explored, pursuit }: WayOut): Generator<undefined, RunCosts | undefined> {
  const { transitions, labels, depthOf } = explored;
  const { marks } = pursuit;
  const region = yield* regionOf(pursuit, transitions, depthOf);
  const graph = { transitions, promises: labels.promises(), groups: new Groups(transitions) };
  const search: LoopSearch = { ...graph, pursuit };
  const loops = new Loops(search);
  const components = new Map<number, FairComponent>();
  const begun = new Float64Array(transitions.stateCount).fill(Infinity);
  for (const component of fairComponents(region, pursuit, search)) {
    yield undefined;
    if (component === undefined) continue;
    components.set(component.group, component);
    for (const state of component.states) begun[state] = loops.canStay(state) ? 0 : LOOP_COST;
  }
  if (components.size === 0) return undefined;
  const isRest = allocateBytes(begun.length);
  begun.forEach((cost, state) => (isRest[state] = cost === 0 ? 1 : 0));
  const isLooping = allocateBytes(begun.length);
  begun.forEach((cost, state) => (isLooping[state] = cost === LOOP_COST ? 1 : 0));
  const backwards = yield* reversed(transitions);
  yield* spread(begun, backwards, explored, state => (marks[state]! & STAY) !== 0);
  const before = begun.map((cost, state) => ((marks[state]! & BEGIN) === 0 ? Infinity : cost));
  yield* spread(before, backwards, explored, () => true);
  return {
    begun,
    before,
    rests: state => isRest[state] === 1,
    loopFrom: state => {
      const component = isLooping[state] === 1 ? components.get(graph.groups.of[state]!) : undefined;
      return component && loops.from(state, component);
    },
  };
}

/** Lowers what is known of some states to the least that any way to one of them costs. */
function* spread(
  costs: Float64Array,
  { first, from, label }: Reversed,
  { labels, transitions }: Explored,
  isIn: (state: number) => boolean,
): Generator<undefined, void> {
  const costOf = Array.from({ length: labels.count }, (_, id) => {
    const said = labels.labelOf(id);
    return said === undefined ? FAULT_COST : said.kind === 'timer' ? TIMER_COST : STEP_COST;
  });
  // States by what they cost. There are few different costs at a time.
  const waiting = new Map<number, number[]>();
  const wait = (state: number, cost: number): void => {
    const others = waiting.get(cost);
    if (others === undefined) waiting.set(cost, [state]);
    else others.push(state);
  };
  costs.forEach((cost, state) => {
    if (cost !== Infinity) wait(state, cost);
  });
  const pace = new Pace();
  while (waiting.size > 0) {
    const cost = Math.min(...waiting.keys());
    const states = waiting.get(cost)!;
    waiting.delete(cost);
    for (const state of states) {
      if (costs[state] !== cost) continue;
      for (let i = first[state]!; i < first[state + 1]!; i += 1) {
        const before = from[i]!;
        const next = cost + costOf[label[i]!]!;
        if (next >= costs[before]! || !isIn(before) || !transitions.isExpanded(before)) continue;
        costs[before] = next;
        wait(before, next);
      }
      if (pace.isDue(1 + first[state + 1]! - first[state]!)) yield undefined;
    }
  }
}
