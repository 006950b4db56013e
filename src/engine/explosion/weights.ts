import { allocateIntegers } from '../../base/allocation.ts';
import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { type Components, FIRST_NODE, GHOSTS } from '../components.ts';
import type { Value } from '../../model/values.ts';
import { Pace, STEPS_PER_EVALUATION } from '../liveness/pace.ts';
import type { SeenIds, StateGraph } from './stateGraph.ts';
import type { StepKinds } from './stepKinds.ts';

/**
 * How large something is in a state: its value `id` in a component says how much, 0 or more where it is part of it and
 * undefined where not. A state has the largest of its components, or the sum of all.
 */
export interface Weight {
  readonly of: (component: number) => ((id: number) => number) | undefined;
  readonly combined: 'largest' | 'sum';
}

/** Of a variable the number it is, or how many items it has; the largest of all nodes of the role. */
export function weightOfVariable(components: Components, role: number, variable: number): Weight {
  return {
    combined: 'largest',
    of: component => {
      const node = component - FIRST_NODE;
      if (components.instance.nodes[node]?.role !== role) return undefined;
      return pair => sizeOf(components.localIn(node, pair).variables[variable] ?? null);
    },
  };
}

export function weightOfGhost(components: Components, ghost: number): Weight {
  const of = (id: number): number => sizeOf(components.ghosts.valueOf(id).ghosts[ghost] ?? null);
  return { combined: 'largest', of: component => (component === GHOSTS ? of : undefined) };
}

/** How many operations clients have begun. */
export function weightOfHistory(components: Components, history: number): Weight {
  const of = (id: number): number => components.ghosts.valueOf(id).histories?.[history]?.length ?? 0;
  return { combined: 'largest', of: component => (component === GHOSTS ? of : undefined) };
}

/** How many messages of one kind are in flight, to all nodes together. */
export function weightOfMessage(components: Components, message: number): Weight {
  return {
    combined: 'sum',
    of: component => {
      const node = component - FIRST_NODE;
      if (node < 0) return undefined;
      return pair => components.inboxIn(node, pair).filter(envelope => envelope.message === message).length;
    },
  };
}

function sizeOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null || typeof value !== 'object') return 0;
  if (value.kind === 'set' || value.kind === 'list') return value.items.length;
  return value.kind === 'map' ? value.keys.length : 0;
}

/** What is left of the states when something stays within a bound. */
export interface Bounded {
  readonly bound: number;
  readonly states: number;
  /** Whether these are all, though more may have been left out elsewhere: none of them was left unexpanded. */
  readonly isExact: boolean;
}

export interface Weighed {
  /** The largest weight of an initial state, and of any. */
  readonly initial: number;
  readonly largest: number;
  /** The smallest bound within which a step of every kind is still taken that is taken at all. */
  readonly least: number;
  /** By ascending bound, one for each weight that some state has. */
  readonly bounded: readonly Bounded[];
}

/** What is weighed. */
export interface Weighable {
  readonly graph: StateGraph;
  readonly seen: SeenIds;
  readonly kinds: StepKinds;
}

/**
 * For each bound how many states can be reached through states within it. A search as Dijkstra's for the path on which
 * the largest weight is smallest: what needs a smaller bound is looked at first.
 */
export function* weigh({ graph, seen, kinds }: Weighable, weight: Weight): Generator<undefined, Weighed> {
  const { ranks, weights } = yield* ranksOf(graph, seen, weight);
  const needs = yield* leastBounds(graph, kinds, { ranks, weights });
  const least = weights[Math.max(0, ...needs.ofKinds)] ?? 0;
  let [states, unexpanded] = [0, 0];
  const bounded = weights.map((bound, rank): Bounded => {
    states += needs.states[rank] ?? 0;
    unexpanded += needs.unexpanded[rank] ?? 0;
    return { bound, states, isExact: unexpanded === 0 };
  });
  let initial = 0;
  for (let state = 0; state < graph.initialCount; state += 1) initial = Math.max(initial, ranks[state]!);
  return { initial: weights[initial] ?? 0, largest: weights.at(-1) ?? 0, least, bounded };
}

interface Ranks {
  /** By state: the position of its weight among all weights. */
  readonly ranks: Int32Array;
  /** Ascending. */
  readonly weights: readonly number[];
}

function* ranksOf(graph: StateGraph, seen: SeenIds, weight: Weight): Generator<undefined, Ranks> {
  const tables = yield* weightTables(seen, weight);
  const pace = new Pace();
  const found = new Map<number, number>();
  const firstRanks = allocateIntegers(graph.stateCount);
  for (let state = 0; state < graph.stateCount; state += 1) {
    const row = graph.rowOf(state);
    const of = weightIn(row, tables, weight.combined);
    const known = found.get(of) ?? found.size;
    found.set(of, known);
    firstRanks[state] = known;
    if (pace.isDue(row.length)) yield;
  }
  const weights = [...found.keys()].sort((a, b) => a - b);
  const rankOf = new Int32Array(weights.length);
  weights.forEach((value, rank) => (rankOf[found.get(value)!] = rank));
  return { ranks: firstRanks.map(first => rankOf[first]!), weights };
}

function weightIn(
  row: Int32Array,
  tables: readonly (Float64Array | undefined)[],
  combined: Weight['combined'],
): number {
  let result = combined === 'sum' ? 0 : -Infinity;
  for (let component = 0; component < row.length; component += 1) {
    const table = tables[component];
    if (table === undefined) continue;
    const part = table[row[component]!]!;
    result = combined === 'sum' ? result + part : Math.max(result, part);
  }
  return result === -Infinity ? 0 : result;
}

function* weightTables(seen: SeenIds, weight: Weight): Generator<undefined, readonly (Float64Array | undefined)[]> {
  const pace = new Pace();
  const tables: (Float64Array | undefined)[] = [];
  for (const [component, ids] of seen.entries()) {
    const of = weight.of(component);
    const table = of && new Float64Array((ids.at(-1) ?? -1) + 1);
    tables.push(table);
    if (of === undefined || table === undefined) continue;
    for (const id of ids) {
      table[id] = of(id);
      if (pace.isDue(STEPS_PER_EVALUATION)) yield;
    }
  }
  return tables;
}

interface Needs {
  /** By rank: how many states need exactly that bound, and how many of them were not expanded. */
  readonly states: Int32Array;
  readonly unexpanded: Int32Array;
  /** By kind of step the smallest rank within which one is taken. */
  readonly ofKinds: Int32Array;
}

function* leastBounds(
  { transitions, stateCount, initialCount }: StateGraph,
  { kinds, ofStep }: StepKinds,
  { ranks, weights }: Ranks,
): Generator<undefined, Needs> {
  const rankCount = weights.length;
  const best = allocateIntegers(stateCount).fill(rankCount);
  const waiting = weights.map(() => new GrowableIntegers());
  const ofKinds = new Int32Array(kinds.length).fill(rankCount);
  const needs = { states: new Int32Array(rankCount), unexpanded: new Int32Array(rankCount), ofKinds };
  const pace = new Pace();
  const enter = (state: number, rank: number): void => {
    if (rank >= best[state]!) return;
    best[state] = rank;
    waiting[rank]!.push(state);
  };
  for (let state = 0; state < initialCount; state += 1) enter(state, ranks[state]!);
  for (let rank = 0; rank < rankCount; rank += 1) {
    const queue = waiting[rank]!;
    for (let i = 0; i < queue.length; i += 1) {
      const state = queue.items[i]!;
      // It was found to need less since it was put here.
      if (best[state]! < rank) continue;
      needs.states[rank] = needs.states[rank]! + 1;
      if (!transitions.isExpanded(state)) {
        needs.unexpanded[rank] = needs.unexpanded[rank]! + 1;
        continue;
      }
      const [first, end] = [transitions.first(state), transitions.end(state)];
      for (let step = first; step < end; step += 1) {
        const target = transitions.target(step);
        if (target < 0) continue;
        const needed = Math.max(rank, ranks[target]!);
        enter(target, needed);
        const kind = ofStep[step]!;
        if (needed < ofKinds[kind]!) ofKinds[kind] = needed;
      }
      if (pace.isDue(1 + end - first)) yield;
    }
  }
  return needs;
}
