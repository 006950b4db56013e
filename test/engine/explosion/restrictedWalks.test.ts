import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { inLockStep, type Walked, withoutAsynchrony } from '../../../src/engine/explosion/restrictedWalks.ts';
import type { StateGraph } from '../../../src/engine/explosion/stateGraph.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { isFault, type State, type Step } from '../../../src/model/state.ts';
import { envelopeKey, stateKey } from '../../../src/model/stateKey.ts';
import { compareEnvelopes } from '../../../src/semantics/inbox.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText } from '../../support/protocols.ts';
import { type ReferenceGraph, referenceGraph, type ReferenceStep } from '../../support/referenceGraph.ts';
import { done, exploredGraph } from '../../support/stateGraphs.ts';

/** What is taken in a state, and whose turn it is then; by the definition, from the steps themselves. */
function taken(
  { nodes }: Instance,
  steps: readonly ReferenceStep[],
  turn: number | undefined,
): readonly { readonly to: State; readonly turn: number | undefined }[] {
  const moves = steps.filter(({ step }) => !isFault(step));
  const arriving = moves.flatMap(({ step }) => (step.kind === 'deliver' ? [step.envelope] : []));
  const [first] = arriving.sort((a, b) => a.to - b.to || compareEnvelopes(a, b));
  if (first !== undefined) {
    return moves
      .filter(({ step }) => step.kind === 'deliver' && envelopeKey(step.envelope) === envelopeKey(first))
      .filter(({ step }) => step.kind === 'deliver' && step.envelope.to === first.to)
      .map(({ to }) => ({ to, turn }));
  }
  if (turn === undefined) return moves.map(({ to }) => ({ to, turn }));
  const actorOf = (step: Step): number => ('node' in step ? step.node : nodes.length);
  for (let later = 0; later <= nodes.length; later += 1) {
    const actor = (turn + later) % (nodes.length + 1);
    const own = moves.filter(({ step }) => actorOf(step) === actor);
    if (own.length > 0) return own.map(({ to }) => ({ to, turn: (actor + 1) % (nodes.length + 1) }));
  }
  return [];
}

function expectedWalk(instance: Instance, graph: ReferenceGraph, takesTurns: boolean): readonly string[] {
  const queue = graph.initial.map(state => ({ to: state, turn: takesTurns ? 0 : undefined }));
  const found = new Set(queue.map(({ to, turn }) => `${String(turn)} ${stateKey(to)}`));
  for (const { to: state, turn } of queue) {
    for (const next of taken(instance, graph.stepsOf(state), turn)) {
      const key = `${String(next.turn)} ${stateKey(next.to)}`;
      if (found.has(key)) continue;
      found.add(key);
      queue.push(next);
    }
  }
  return [...new Set(queue.map(({ to }) => stateKey(to)))].sort();
}

function keysIn(graph: StateGraph, { marks }: Walked): readonly string[] {
  const keys: string[] = [];
  for (let id = 0; id < graph.stateCount; id += 1) if (marks[id] === 1) keys.push(stateKey(graph.stateOf(id)));
  return keys.sort();
}

function checkWalks(instance: Instance, statesMax: number): boolean {
  const reference = referenceGraph(createSystem(instance), statesMax);
  if (reference === undefined) return false;
  const { graph } = exploredGraph(instance);
  const free = keysIn(graph, done(withoutAsynchrony(graph)));
  const inTurn = keysIn(graph, done(inLockStep(graph)));
  assert.deepEqual(free, expectedWalk(instance, reference, false));
  assert.deepEqual(inTurn, expectedWalk(instance, reference, true));
  assert.ok(
    inTurn.every(key => free.includes(key)),
    'who takes turns does what they might do without',
  );
  return true;
}

function countsOf(text: string, scenario?: string): readonly number[] {
  const { graph } = exploredGraph(instanceOf(text, scenario));
  return [done(inLockStep(graph)), done(withoutAsynchrony(graph))].map(walked => keysIn(graph, walked).length);
}

describe('a walk that leaves choices out', () => {
  it('is as it is defined, on random protocols', () => {
    fc.assert(
      // Small enough to check.
      fc.property(arbitraryProtocol, text => fc.pre(checkWalks(instanceOf(text), 400))),
      { numRuns: 40, maxSkipsPerRun: 100 },
    );
  });

  for (const name of ['two-phase-commit', 'gossip', 'lease-lock', 'floodset', 'failure-detector', 'raft-log']) {
    it(`is as it is defined, on ${name}`, () => assert.ok(checkWalks(instanceOf(exampleText(name)), 5_000)));
  }

  it('in lock-step has one node after the other', () => {
    const text = (count: number): string => `protocol P
role R { var n: 0..3 = 0 action a when n < 3 { n += 1 } }
system { R: ${count} }`;
    // One at a time: 3 steps of each. In any order: 4 values of each.
    assert.deepEqual(countsOf(text(1)), [4, 4]);
    assert.deepEqual(countsOf(text(3)), [10, 64]);
  });

  it('without asynchrony has nothing in flight when somebody acts', () => {
    const text = `protocol P message M
role S { var n: 0..3 = 0 action a when n < 3 { n += 1 send M to R } }
role R { var n: 0..6 = 0 on M { n += 1 } }
system { S: 2 R: 1 }`;
    // Each sends three; after every sending the message is there, and then it is not.
    assert.deepEqual(countsOf(text), [13, 16 + 24]);
  });

  it('stops where nothing was explored, and says so', () => {
    const { graph } = exploredGraph(instanceOf(oracleText('two-phase-commit'), '4'), { statesMax: 60 });
    assert.equal(done(withoutAsynchrony(graph)).isWhole, false);
    const whole = exploredGraph(instanceOf(oracleText('two-phase-commit'), '4')).graph;
    assert.equal(done(withoutAsynchrony(whole)).isWhole, true);
  });
});
