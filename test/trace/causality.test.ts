import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  areConcurrent,
  concurrentPairCount,
  futureCone,
  happensBefore,
  immediatePairs,
  pastCone,
} from '../../src/trace/causality.ts';
import { traceOf } from '../../src/trace/record.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { recipes, syntheticExecution } from './syntheticExecutions.ts';

const traces = recipes.map(recipe => {
  const { instance, execution } = syntheticExecution(recipe);
  return traceOf(instance, execution);
});

/** The transitive closure of edges from lower to higher events: `reaches[a][b]`. */
function closureOf(count: number, edges: readonly (readonly [number, number])[]): readonly (readonly boolean[])[] {
  const reaches = Array.from({ length: count }, () => Array.from({ length: count }, () => false));
  for (const [a, b] of [...edges].sort((x, y) => y[0] - x[0])) {
    const row = reaches[a] ?? [];
    row[b] = true;
    reaches[b]?.forEach((reached, c) => {
      if (reached) row[c] = true;
    });
  }
  return reaches;
}

/** Each node's events in their order, and each message from its send to its arrival: what happens-before is defined by. */
function drawnEdges({ events, messages }: Trace): readonly (readonly [number, number])[] {
  const edges: (readonly [number, number])[] = [];
  events.forEach((event, index) => {
    const previous = events.findLastIndex((other, i) => i < index && other.node === event.node);
    if (previous >= 0) edges.push([previous, index]);
  });
  for (const { from, to } of messages) if (to !== undefined) edges.push([from, to]);
  return edges;
}

describe('happens-before', () => {
  it('by vector clocks is reachability along lifelines and messages', () => {
    fc.assert(
      fc.property(traces, trace => {
        const reaches = closureOf(trace.events.length, drawnEdges(trace));
        trace.events.forEach((_, a) => {
          trace.events.forEach((_event, b) => assert.equal(happensBefore(trace, a, b), reaches[a]?.[b]));
        });
      }),
    );
  });

  it('implies a smaller Lamport clock and an earlier step', () => {
    fc.assert(
      fc.property(traces, trace => {
        trace.events.forEach((a, i) => {
          trace.events.forEach((b, j) => {
            if (!happensBefore(trace, i, j)) return;
            assert.ok(a.lamport < b.lamport);
            assert.ok(a.step < b.step || (a.step === b.step && a.kind === 'forge'));
          });
        });
      }),
    );
  });

  it('makes past cone, future cone and concurrent events a partition of all others', () => {
    fc.assert(
      fc.property(traces, trace => {
        trace.events.forEach((_, event) => {
          const concurrent = trace.events.flatMap((_other, other) =>
            areConcurrent(trace, event, other) ? [other] : [],
          );
          const all = [...pastCone(trace, event), ...futureCone(trace, event), ...concurrent, event];
          assert.deepEqual(
            all.sort((a, b) => a - b),
            trace.events.map((_other, other) => other),
          );
        });
      }),
    );
  });

  it('leaves as many concurrent pairs as there are when counted one by one', () => {
    fc.assert(
      fc.property(traces, trace => {
        let pairs = 0;
        trace.events.forEach((_, a) => {
          for (let b = 0; b < a; b += 1) if (areConcurrent(trace, a, b)) pairs += 1;
        });
        assert.equal(concurrentPairCount(trace), pairs);
      }),
    );
  });

  it('is the closure of its immediate pairs, none of which can be left out', () => {
    fc.assert(
      fc.property(traces, trace => {
        const edges = immediatePairs(trace);
        const count = trace.events.length;
        assert.deepEqual(closureOf(count, edges), closureOf(count, drawnEdges(trace)));
        for (const [a, b] of edges) {
          const between = trace.events.some((_, c) => happensBefore(trace, a, c) && happensBefore(trace, c, b));
          assert.ok(!between, 'nothing happens between an immediate pair');
        }
        assert.equal(new Set(edges.map(String)).size, edges.length);
      }),
    );
  });
});
