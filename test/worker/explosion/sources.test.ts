import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { SourceStep } from '../../../src/contract/explosion.ts';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../../src/engine/bounds.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { initialEnvironment } from '../../../src/semantics/environment.ts';
import { exploreGraph } from '../../../src/worker/explosion/exploring.ts';
import { calmed, sourcesOf } from '../../../src/worker/explosion/sources.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText } from '../../support/protocols.ts';
import { referenceGraph } from '../../support/referenceGraph.ts';
import { done } from '../../support/stateGraphs.ts';

function barsOf(instance: Instance, limits: Partial<SearchBounds> = {}): readonly SourceStep[] {
  const bounds = { ...DEFAULT_BOUNDS, ...limits };
  const explored = done(exploreGraph(instance, { bounds }));
  assert(explored);
  const { graph } = explored;
  const reachable = { states: graph.stateCount, isExact: graph.complete };
  return done(sourcesOf({ instance, bounds, text: '', reachable, goesWrong: false }, explored));
}

/** `5, 40, at least 80, –`. */
function countsIn(bars: readonly SourceStep[]): string {
  return bars
    .map(({ count }) => (count === undefined ? '–' : `${count.isExact ? '' : 'at least '}${count.states}`))
    .join(', ');
}

describe('the sources of states', () => {
  it('of two-phase commit end in the orbits, and the states, that other checkers count', () => {
    for (const [scenario, orbits, states] of [
      ['2', 34, 56],
      ['3', 80, 288],
      ['4', 166, 1568],
      ['5', 314, 8832],
    ] as const) {
      const bars = barsOf(instanceOf(oracleText('two-phase-commit'), scenario));
      assert.deepEqual(
        bars.map(({ source }) => source),
        ['lockStep', 'concurrency', 'asynchrony', 'failures', 'distinctNodes'],
      );
      const [, , asynchrony, failures, distinct] = bars;
      assert.deepEqual(
        [asynchrony?.count?.states, failures?.count, distinct?.count?.states],
        [orbits, undefined, states],
      );
    }
  });

  it('are switched on one after the other', () => {
    // Each of two nodes sends one message and one may be lost. In lock-step: the start, sent, arrived, sent, arrived.
    const text = `protocol P message M
role S { var sent: bool = false action a when !sent { sent = true send M to R } }
role R { var n: 0..2 = 0 on M { n += 1 } }
system { S: 2 R: 1 network { loss: 1 } }`;
    const bars = barsOf(instanceOf(text));
    // Asynchronous: of each message that it waits, flies or has arrived, 3 × 3 states, 6 up to exchange. With a loss 4 × 4
    // but for both lost, and where one arrived and the other did not nobody knows which: 14 states, 9 up to exchange.
    assert.equal(countsIn(bars), '5, 5, 6, 9, 14');
    assert.deepEqual(
      bars.map(({ sentence }) => sentence),
      [
        'Nothing goes wrong, what is sent arrives at once, and nodes take turns: 5 states.',
        'Nodes act in any order: that adds no states.',
        'Messages arrive at any time: that multiplies the states by 1.2.',
        'What may go wrong (message lost): that multiplies the states by 1.5.',
        'Which S is which is told apart: that multiplies the states by 1.6.',
      ],
    );
  });

  it('say what does not apply', () => {
    const sentences = (text: string): readonly string[] =>
      barsOf(instanceOf(text)).flatMap(({ count, sentence }) => (count === undefined ? [sentence] : []));
    const role = 'role R { var n: 0..2 = 0 action a when n < 2 { n += 1 } }';
    assert.deepEqual(sentences(`protocol P ordered ${role} system { R: 2 }`), [
      'The scenario switches no failure on.',
      'No two nodes can be exchanged: each is the only one of its role, or its role is ordered.',
    ]);
    assert.deepEqual(sentences(`protocol P message M ${role} system { R: 2 network { duplicates: any } }`), [
      'The scenario switches on no failure but «duplicates: any», which makes messages a set that is never used up.',
    ]);
    const unlike = `protocol P
role R { var seen: list of R = [] on start { for r in R { seen += r } } action a when size(seen) > 0 { seen = [] } }
system { R: 2 }`;
    assert.match(sentences(unlike)[1] ?? '', /^Exchanging two nodes of a role leads to states that cannot be reached/);
  });

  it('of a synchronous network are the orders in which messages arrive', () => {
    const bars = barsOf(instanceOf(exampleText('floodset'), 'no crash, one round'));
    assert.match(
      bars[2]?.sentence ?? '',
      /^The network is synchronous, so that messages arrive first; but they do so in any order/,
    );
    const timed = barsOf(instanceOf(exampleText('lease-lock')));
    assert.match(timed[0]?.sentence ?? '', /nodes take turns, time after the last of them: \d+ states/);
  });

  it('are at least so many where the exploring was cut short, and never fewer than the bar before', () => {
    const instance = instanceOf(exampleText('two-phase-commit'), 'everything at once');
    assert.equal(countsIn(barsOf(instance)), '22, 22, 99, 10834, 21363');
    const cut = barsOf(instance, { statesMax: 1000 });
    assert.deepEqual(
      cut.map(({ count }) => count?.isExact),
      [true, true, true, false, false],
    );
    assert.ok((cut[3]?.count?.states ?? 0) >= 99);
  });

  it('each have the states of the one before among theirs, on random protocols', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const whole = referenceGraph(createSystem(instance), 500);
        const calm = whole && referenceGraph(createSystem(calmed(instance)), 500);
        // Small enough to count.
        fc.pre(whole !== undefined && whole.initial.length > 0);
        assert(calm, 'there are no more states when nothing goes wrong');
        const all = new Set(whole.states.map(stateKey));
        const { budgets } = initialEnvironment(instance);
        for (const state of calm.states) {
          assert.ok(all.has(stateKey({ ...state, environment: { ...state.environment, budgets } })));
        }
        const counts = barsOf(instance).flatMap(({ count }) => (count === undefined ? [] : [count.states]));
        assert.deepEqual(
          counts,
          [...counts].sort((a, b) => a - b),
        );
        assert.equal(counts.at(-1), whole.states.length);
        for (const { kind } of instance.failures) kinds.add(kind);
      }),
      { numRuns: 60, maxSkipsPerRun: 100 },
    );
    assert.ok(kinds.size > 4, [...kinds].join());
  });
});
