import { present } from '../base/assert.ts';
import { groupBy } from '../base/groupBy.ts';
import { happensBefore, type CausalOrder } from './causality.ts';

export interface OrderCounts {
  /** Sets of events that contain the past of each of their events: the moments that can have been «now». */
  readonly consistentCuts: bigint;
  /** Total orders of the events that respect happens-before. */
  readonly interleavings: bigint;
}

/**
 * Exact counts for the happens-before order of a trace, or undefined where they would need more than `cutsMax` cuts to
 * be visited.
 *
 * The order is taken apart where it is a series or a parallel composition (what comes wholly before what, what has
 * nothing to do with what), which multiplies counts instead of visiting cuts; only what resists is counted cut by cut.
 */
export function countOrders(trace: CausalOrder, cutsMax: number): OrderCounts | undefined {
  const budget = { left: cutsMax };
  return countPart(
    trace,
    trace.events.map((_, event) => event),
    budget,
  );
}

/** What a character can count to. */
const CHAIN_LENGTH_MAX = 0xffff;

/** Cuts that may still be visited. */
interface Budget {
  left: number;
}

/** `events` is ascending, which is one of its interleavings, and contains whatever happens between two of them. */
function countPart(trace: CausalOrder, events: readonly number[], budget: Budget): OrderCounts | undefined {
  if (events.length === 0) return { consistentCuts: 1n, interleavings: 1n };
  if (events.length === 1) return { consistentCuts: 2n, interleavings: 1n };
  const series = seriesParts(trace, events);
  if (series.length > 1) return countSeries(trace, series, budget);
  const parallel = parallelParts(trace, events);
  if (parallel.length > 1) return countParallel(trace, parallel, budget);
  return countByCuts(trace, events, budget);
}

function countSeries(
  trace: CausalOrder,
  parts: readonly (readonly number[])[],
  budget: Budget,
): OrderCounts | undefined {
  let consistentCuts = 1n;
  let interleavings = 1n;
  for (const part of parts) {
    const counts = countPart(trace, part, budget);
    if (counts === undefined) return undefined;
    // The full cut of one part is the empty cut of the next.
    consistentCuts += counts.consistentCuts - 1n;
    interleavings *= counts.interleavings;
  }
  return { consistentCuts, interleavings };
}

function countParallel(
  trace: CausalOrder,
  parts: readonly (readonly number[])[],
  budget: Budget,
): OrderCounts | undefined {
  let consistentCuts = 1n;
  let interleavings = 1n;
  let placed = 0;
  for (const part of parts) {
    const counts = countPart(trace, part, budget);
    if (counts === undefined) return undefined;
    consistentCuts *= counts.consistentCuts;
    placed += part.length;
    interleavings *= counts.interleavings * binomial(placed, part.length);
  }
  return { consistentCuts, interleavings };
}

/** Splits where everything so far happens before everything that follows. */
function seriesParts(trace: CausalOrder, events: readonly number[]): readonly (readonly number[])[] {
  // A split at k is right when no event from k on has an event before k that does not happen before it.
  const firstUnordered = events.map((event, i) => {
    const position = events.findIndex((other, j) => j >= i || !happensBefore(trace, other, event));
    return position;
  });
  const parts: number[][] = [];
  let part: number[] = [];
  let lowest = events.length;
  for (let i = events.length - 1; i >= 0; i -= 1) {
    part.push(present(events[i], 'an event of the part'));
    lowest = Math.min(lowest, present(firstUnordered[i], 'a position for each event'));
    if (lowest >= i) {
      parts.push(part.reverse());
      part = [];
    }
  }
  return parts.reverse();
}

/** The connected components of the order. */
function parallelParts(trace: CausalOrder, events: readonly number[]): readonly (readonly number[])[] {
  const parts: number[][] = [];
  for (const event of events) {
    const touched = parts.filter(part => part.some(other => happensBefore(trace, other, event)));
    const joined = [...touched.flat(), event].sort((a, b) => a - b);
    for (const part of touched) parts.splice(parts.indexOf(part), 1);
    parts.push(joined);
  }
  return parts;
}

/**
 * Cut by cut, all of one size before the next: in how many orders each can be reached. A cut says how many events of
 * each chain are in it; its key has a character for each chain, so that the key of a successor is quickly made.
 */
function countByCuts(trace: CausalOrder, events: readonly number[], budget: Budget): OrderCounts | undefined {
  const chains = chainsOf(trace, events);
  if (chains.some(chain => chain.length > CHAIN_LENGTH_MAX)) return undefined;
  const needs = chains.map(chain => chain.map(event => needsOf(trace, chains, event)));
  let layer = new Map([[String.fromCharCode(...chains.map(() => 0)), 1n]]);
  let cuts = 1n;
  for (let size = 0; size < events.length; size += 1) {
    const next = new Map<string, bigint>();
    for (const [cut, ways] of layer) {
      for (const [chain, need] of needs.entries()) {
        const taken = cut.charCodeAt(chain);
        if (need[taken]?.every((count, other) => count <= cut.charCodeAt(other)) !== true) continue;
        const larger = cut.slice(0, chain) + String.fromCharCode(taken + 1) + cut.slice(chain + 1);
        next.set(larger, (next.get(larger) ?? 0n) + ways);
      }
      if (next.size > budget.left) return undefined;
    }
    budget.left -= next.size;
    cuts += BigInt(next.size);
    layer = next;
  }
  const [interleavings] = layer.values();
  return { consistentCuts: cuts, interleavings: present(interleavings, 'the complete cut') };
}

function chainsOf(trace: CausalOrder, events: readonly number[]): readonly (readonly number[])[] {
  const byNode = groupBy(events, event => present(trace.events[event], 'an event of the trace').node);
  return [...byNode.values()];
}

/** How many events of each chain must have happened before `event` can. */
function needsOf(trace: CausalOrder, chains: readonly (readonly number[])[], event: number): readonly number[] {
  return chains.map(chain => chain.filter(other => happensBefore(trace, other, event)).length);
}

function binomial(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) result = (result * BigInt(n - i + 1)) / BigInt(i);
  return result;
}
