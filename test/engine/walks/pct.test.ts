import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createPrng } from '../../../src/base/prng.ts';
import { Chains } from '../../../src/engine/walks/chains.ts';
import { guaranteeOf } from '../../../src/engine/walks/guarantee.ts';
import { RowSteps } from '../../../src/engine/walks/rowSteps.ts';
import { encoded } from '../../../src/engine/walks/walker.ts';
import { Walks } from '../../../src/engine/walks/walks.ts';
import type { WalksResult } from '../../../src/engine/walks/walksResult.ts';
import { WalkSpace } from '../../../src/engine/walks/walkSpace.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { createBehaviour } from '../../../src/semantics/behaviour.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { exampleText, instanceOf, oracleText } from '../../support/protocols.ts';

function pct(instance: Instance, depth: number, runs: number): WalksResult {
  const walks = new Walks(instance, { kind: 'pct', depth, runs, stepsMax: 200, seed: 1, memoryBytesMax: 2 ** 30 });
  walks.run(() => false);
  return walks.result();
}

/** Of how many runs an invariant is violated, as a share. */
function shareViolated({ verdicts, runs }: WalksResult, index: number): number {
  const verdict = verdicts[index];
  return verdict?.kind === 'violated' ? verdict.finding.runs / runs : 0;
}

/** Nodes that count to `steps`, each by itself: as many chains as nodes. */
function counters(nodes: number, steps: number, invariants: readonly string[]): Instance {
  return instanceOf(`protocol Counters
ordered role R {
  var n: 0..${steps} = 0
  action count when n < ${steps} { n += 1 }
}
system { R: ${nodes} }
${invariants.map((body, i) => `invariant I${i}: ${body}`).join('\n')}`);
}

/** Clients that ask a server again and again, each waiting for its answer: again as many chains as clients. */
function clients(count: number, questions: number, invariants: readonly string[]): Instance {
  return instanceOf(`protocol Questions
message Ask
message Answer
ordered role Client {
  var n: 0..${questions} = 0
  on start { send Ask to all Server }
  on Answer { n += 1  if n < ${questions} { send Ask to all Server } }
}
role Server {
  on Ask from c { send Answer to c }
}
system { Client: ${count}  Server: 1 }
${invariants.map((body, i) => `invariant I${i}: ${body}`).join('\n')}`);
}

/** That not every node has come exactly so far: each but the first has to wait for the others there. */
function neverTogether(role: string, counts: readonly number[]): string {
  const all = counts.map((count, i) => `(all r in ${role}: index(r) == ${i} => r.n == ${count})`);
  return `!(${all.join(' && ')})`;
}

interface Event {
  readonly chain: number;
  /** The event that made it possible; none for what is possible from the start. */
  readonly cause: number | undefined;
}

/** A random run's events, in the order in which they became possible. */
function eventsOf(instance: Instance, seed: number, stepsMax: number): { events: Event[]; chains: Chains } {
  const prng = createPrng(seed);
  const space = new WalkSpace(createBehaviour(instance));
  const steps = new RowSteps(space);
  const chains = new Chains();
  chains.begin(createPrng(seed));
  const [start] = createSystem(instance).initial();
  assert.ok(start?.kind === 'state');
  steps.row.set(encoded(space, start.state));
  const events: Event[] = [];
  const pending = new Map<number, number>();
  let last: number | undefined;
  for (let taken = 0; taken < stepsMax; taken += 1) {
    steps.look();
    chains.see(steps);
    for (let step = 0; step < steps.count; step += 1) {
      const key = steps.keyOf(step);
      if (pending.has(key)) continue;
      const { chain, number } = chains.eventOf(key);
      pending.set(key, events.push({ chain, cause: last }) - 1);
      assert.equal(number, events.length);
    }
    if (steps.count === 0) break;
    const step = prng.below(steps.count);
    const key = steps.keyOf(step);
    last = pending.get(key);
    pending.delete(key);
    chains.take(key);
    if (!steps.take(step)) break;
  }
  return { events, chains };
}

/** The least number of chains that cover all events: as many as there are, less the most that can go on another (Dilworth 1950). */
function leastChains(events: readonly Event[]): number {
  const above = events.map((_, event) => {
    const causes: number[] = [];
    for (let at = events[event]!.cause; at !== undefined; at = events[at]!.cause) causes.push(at);
    return causes;
  });
  const takenBy = new Map<number, number>();
  const goesOn = (event: number, tried: Set<number>): boolean =>
    above[event]!.some(cause => {
      if (tried.has(cause)) return false;
      tried.add(cause);
      const other = takenBy.get(cause);
      if (other !== undefined && !goesOn(other, tried)) return false;
      takenBy.set(cause, event);
      return true;
    });
  return events.length - events.filter((_, event) => goesOn(event, new Set())).length;
}

describe('the chains of events', () => {
  const instances = [
    counters(3, 4, []),
    clients(3, 3, []),
    instanceOf(oracleText('two-phase-commit'), '4'),
    instanceOf(exampleText('paxos')),
    instanceOf(exampleText('raft-election')),
    instanceOf(exampleText('two-phase-commit')),
    instanceOf(exampleText('abd')),
  ];

  it('are as few as can be, and each is ordered by what causes what', () => {
    let most = 0;
    fc.assert(
      fc.property(fc.constantFrom(...instances), fc.nat(), (instance, seed) => {
        const { events, chains } = eventsOf(instance, seed, 40);
        const ends = new Map<number, number>();
        events.forEach(({ chain, cause }, event) => {
          if (ends.has(chain)) assert.equal(cause, ends.get(chain), 'the next event of a chain is caused by the last');
          ends.set(chain, event);
        });
        assert.equal(ends.size, chains.count);
        assert.equal(events.length, chains.eventCount);
        assert.equal(chains.count, leastChains(events));
        most = Math.max(most, chains.count);
      }),
      { numRuns: 100 },
    );
    assert.ok(most > 5);
  });

  it('are as many as there are nodes that do one thing after the other', () => {
    assert.equal(eventsOf(counters(5, 6, []), 3, 100).chains.count, 5);
    assert.equal(eventsOf(clients(4, 3, []), 3, 100).chains.count, 4);
  });

  it('begin anew with everything that goes wrong', () => {
    const lossy = instanceOf(`protocol P
message M
role S { on start { send M to all R } }
role R { on M { } }
system { S: 1  R: 3  network { loss: 2 } }`);
    const walks = new Walks(lossy, { kind: 'pct', depth: 1, runs: 50, stepsMax: 20, seed: 1, memoryBytesMax: 2 ** 28 });
    walks.run(() => false);
    // Three messages, and the first, second and (never possible) third loss.
    assert.equal(walks.result().guarantee?.chains, 5);
    assert.deepEqual(walks.result().coverage.failures, [true]);
  });
});

describe('probabilistic concurrency testing', () => {
  it('shows what needs d events in order as often as it promises, at least', () => {
    const planted = [
      { depth: 1, counts: [0, 6, 6] },
      { depth: 2, counts: [0, 3, 6] },
      { depth: 2, counts: [2, 5, 6] },
      { depth: 3, counts: [2, 4, 1] },
      { depth: 3, counts: [5, 3, 4] },
    ];
    const invariants = planted.map(({ counts }) => neverTogether('R', counts));
    for (const depth of [1, 2, 3, 4]) {
      const result = pct(counters(3, 6, invariants), depth, 12_000);
      const { guarantee } = result;
      assert.ok(guarantee);
      assert.deepEqual([guarantee.depth, guarantee.chains, guarantee.events], [depth, 3, 18]);
      assert.equal(guarantee.perRun, 1 / (3 * 18 ** (depth - 1)));
      planted.forEach((bug, i) => {
        if (bug.depth > depth) return;
        const share = shareViolated(result, i);
        if (depth === 1) {
          // Exactly as often as promised, but for chance: three times its deviation.
          assert.ok(Math.abs(share - 1 / 3) < 3 * Math.sqrt((1 / 3) * (2 / 3) * (1 / 12_000)), String(share));
          return;
        }
        assert.ok(share >= guarantee.perRun, `depth ${depth}, bug ${i}: ${share} < ${guarantee.perRun}`);
      });
    }
  });

  it('does so where nodes talk to each other', () => {
    const planted = [
      { depth: 2, counts: [1, 3, 4] },
      { depth: 3, counts: [2, 3, 1] },
    ];
    const invariants = planted.map(({ counts }) => neverTogether('Client', counts));
    for (const depth of [2, 3]) {
      const result = pct(clients(3, 4, invariants), depth, 12_000);
      const { guarantee } = result;
      assert.ok(guarantee);
      assert.deepEqual([guarantee.chains, guarantee.events], [3, 24]);
      planted.forEach((bug, i) => {
        if (bug.depth <= depth) assert.ok(shareViolated(result, i) >= guarantee.perRun);
      });
    }
  });

  it('does not show what needs more events in order than it was told', () => {
    const invariants = [neverTogether('R', [2, 4, 1])];
    assert.equal(shareViolated(pct(counters(3, 6, invariants), 1, 3000), 0), 0);
    assert.equal(shareViolated(pct(counters(3, 6, invariants), 2, 3000), 0), 0);
  });

  it('finds what random walks hardly ever do: that somebody is far behind', () => {
    const instance = counters(3, 30, ['!(some p in R, q in R: p.n == 0 && q.n == 30)']);
    const walks = new Walks(instance, {
      kind: 'random',
      depth: 1,
      runs: 5000,
      stepsMax: 200,
      seed: 1,
      memoryBytesMax: 2 ** 30,
    });
    walks.run(() => false);
    assert.equal(walks.result().verdicts[0]?.kind, 'unknown');
    assert.ok(shareViolated(pct(instance, 1, 100), 0) > 0.9);
  });

  it('promises what its paper does', () => {
    assert.equal(guaranteeOf({ depth: 1, chains: 4, events: 100 }, 1).perRun, 1 / 4);
    const { perRun, overall } = guaranteeOf({ depth: 3, chains: 4, events: 10 }, 400);
    assert.equal(perRun, 1 / 400);
    assert.ok(Math.abs(overall - (1 - (1 - 1 / 400) ** 400)) < 1e-12);
    assert.equal(guaranteeOf({ depth: 2, chains: 1, events: 1 }, 5).overall, 1);
    assert.equal(guaranteeOf({ depth: 2, chains: 3, events: 7 }, 0).overall, 0);
  });
});
