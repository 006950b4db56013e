import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { happensBefore } from '../../src/trace/causality.ts';
import { countOrders } from '../../src/trace/counting.ts';
import { traceOf } from '../../src/trace/record.ts';
import type { Trace, TraceEvent } from '../../src/trace/trace.ts';
import { recipes, syntheticExecution } from './syntheticExecutions.ts';

/** Few enough events that every subset can be looked at. */
const smallTraces = recipes
  .map(recipe => {
    const { instance, execution } = syntheticExecution({ ...recipe, steps: recipe.steps % 9 });
    return traceOf(instance, execution);
  })
  .filter(({ events }) => events.length <= 13);

/** Consistent cuts and total orders by looking at every set of events. */
function countOneByOne(trace: Trace): { readonly consistentCuts: bigint; readonly interleavings: bigint } {
  const count = trace.events.length;
  const pasts = trace.events.map((_, event) =>
    trace.events.reduce((set, _other, other) => (happensBefore(trace, other, event) ? set | (1 << other) : set), 0),
  );
  const ways = Array.from({ length: 1 << count }, () => 0n);
  ways[0] = 1n;
  let consistentCuts = 0n;
  for (let set = 0; set < 1 << count; set += 1) {
    const isCut = pasts.every((past, event) => (set & (1 << event)) === 0 || (past & ~set) === 0);
    if (!isCut) continue;
    consistentCuts += 1n;
    pasts.forEach((past, event) => {
      if ((set & (1 << event)) !== 0 || (past & ~set) !== 0) return;
      ways[set | (1 << event)] = (ways[set | (1 << event)] ?? 0n) + (ways[set] ?? 0n);
    });
  }
  return { consistentCuts, interleavings: ways.at(-1) ?? 0n };
}

/** Nodes that never hear of each other, with this many events each. */
function strangers(lengths: readonly number[]): Trace {
  const events = lengths.flatMap((length, node) =>
    Array.from({ length }, (_, i): TraceEvent => {
      const vector = lengths.map((_length, other) => (other === node ? i + 1 : 0));
      return { node, step: i, kind: 'action', received: undefined, lamport: i + 1, vector };
    }),
  );
  return { nodeCount: lengths.length, events, messages: [], stepCount: Math.max(...lengths) };
}

describe('counting cuts and interleavings', () => {
  it('agrees with looking at every set of events', () => {
    fc.assert(
      fc.property(smallTraces, trace => {
        assert.deepEqual(countOrders(trace, 100_000), countOneByOne(trace));
      }),
      { numRuns: 200 },
    );
  });

  it('counts two strangers with two events each: nine cuts, six interleavings', () => {
    assert.deepEqual(countOrders(strangers([2, 2]), 0), { consistentCuts: 9n, interleavings: 6n });
  });

  it('is exact far beyond what could be visited where the order can be taken apart', () => {
    // 10 nodes with 20 events each: 21^10 cuts, and the multinomial coefficient 200! / (20!)^10.
    const counts = countOrders(strangers(Array.from({ length: 10 }, () => 20)), 0);
    const factorial = (n: bigint): bigint => (n <= 1n ? 1n : n * factorial(n - 1n));
    assert.equal(counts?.consistentCuts, 21n ** 10n);
    assert.equal(counts.interleavings, factorial(200n) / factorial(20n) ** 10n);
  });

  it('of a single line of life has one interleaving', () => {
    assert.deepEqual(countOrders(strangers([7]), 0), { consistentCuts: 8n, interleavings: 1n });
  });

  it('gives no number when it would have to visit more cuts than it may', () => {
    fc.assert(
      fc.property(smallTraces, trace => {
        const full = countOrders(trace, 100_000);
        const limited = countOrders(trace, 3);
        assert.ok(limited === undefined || full?.consistentCuts === limited.consistentCuts);
      }),
    );
    // N: a before c, a before d, b before d. It is neither a series nor a parallel composition.
    const event = (node: number, vector: readonly number[]): TraceEvent => {
      return { node, step: 0, kind: 'action', received: undefined, lamport: 1, vector };
    };
    const events = [event(0, [1, 0]), event(1, [0, 1]), event(0, [2, 0]), event(1, [1, 2])];
    const trace: Trace = { nodeCount: 2, events, messages: [], stepCount: 4 };
    assert.deepEqual(countOrders(trace, 100), { consistentCuts: 8n, interleavings: 5n });
    assert.equal(countOrders(trace, 3), undefined);
  });
});
