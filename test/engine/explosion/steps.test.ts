import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { indispensable } from '../../../src/engine/explosion/indispensable.ts';
import { stepKindsOf } from '../../../src/engine/explosion/stepKinds.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf } from '../../support/protocols.ts';
import { reachedBy, referenceGraph } from '../../support/referenceGraph.ts';
import { isTold, stepKindText } from '../../support/stepKindText.ts';
import { done, exploredGraph } from '../../support/stateGraphs.ts';

function checkSteps(instance: Instance, statesMax: number): boolean {
  const reference = referenceGraph(createSystem(instance), statesMax);
  if (reference === undefined) return false;
  const { graph } = exploredGraph(instance);
  const found = done(stepKindsOf(graph));
  const without = done(indispensable(graph, found));
  const expected = new Map<string, { steps: number; enabledIn: number; onlyWayTo: number }>();
  for (const state of reference.states) {
    const kinds = reference.stepsOf(state).map(({ step }) => stepKindText(instance, step));
    for (const kind of kinds) {
      const all = reference.states.length;
      const before = expected.get(kind) ?? {
        steps: 0,
        enabledIn: 0,
        onlyWayTo: all - reachedBy(reference, { step: step => stepKindText(instance, step) !== kind }).length,
      };
      expected.set(kind, { ...before, steps: before.steps + 1 });
    }
    for (const kind of new Set(kinds)) {
      const before = expected.get(kind)!;
      expected.set(kind, { ...before, enabledIn: before.enabledIn + 1 });
    }
  }
  const counted = found.kinds.map((kind, i) => [
    JSON.stringify(kind),
    { steps: found.steps[i], enabledIn: found.enabledIn[i], onlyWayTo: without[i] },
  ]);
  assert.deepEqual(Object.fromEntries(counted), Object.fromEntries(expected));
  return true;
}

describe('the steps of each kind', () => {
  it('are counted, and the states that cannot be reached without them, on random protocols', () => {
    const failures = new Set<string>();
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        // Small enough to check.
        fc.pre(isTold(instance) && checkSteps(instance, 300));
        for (const { kind } of instance.failures) failures.add(kind);
      }),
      { numRuns: 80, maxSkipsPerRun: 100 },
    );
    assert.ok(failures.size > 4, [...failures].join());
  });

  const examples = [
    ['two-phase-commit', 'a message is lost'],
    ['lease-lock', 'the client pauses'],
    ['byzantine-generals', 'four generals, the commander may lie'],
    ['forgotten-vote', 'a voter comes back and reads what it wrote'],
    ['crdt-counter', 'merged, messages come twice'],
    ['failure-detector', 'eventually synchronous'],
  ] as const;
  for (const [name, scenario] of examples) {
    it(`are counted on ${name}, ${scenario}`, () => {
      assert.ok(checkSteps(instanceOf(exampleText(name), scenario), 25_000));
    });
  }

  it('of failures without limit are told apart by what semantics says of them', () => {
    const text = `protocol P message M
role S { var n: 0..1 = 0 on start { send M to R } on recover { n = 0 } on M { n = 1 } }
role R { var n: 0..1 = 0 on M from s { n = 1 reply M } }
system { S: 1 R: 1 network { loss: any } faults { crash: any recover pause: any } }`;
    const instance = instanceOf(text);
    assert.equal(isTold(instance), false);
    assert.ok(checkSteps(instance, 1_000));
  });

  it('without an end of the exploring are those that were seen', () => {
    const instance = instanceOf(exampleText('two-phase-commit'), 'everything at once');
    const { graph } = exploredGraph(instance, { statesMax: 1_000 });
    const kinds = done(stepKindsOf(graph));
    const without = done(indispensable(graph, kinds));
    assert.ok(without.every(count => count <= 1_000));
    assert.ok(kinds.steps.every(count => count > 0));
  });

  it('lead to every state but the first where there is but one kind', () => {
    const { graph } = exploredGraph(
      instanceOf('protocol P role R { var n: 0..5 = 0 action a when n < 5 { n += 1 } } system { R: 2 }'),
    );
    const kinds = done(stepKindsOf(graph));
    assert.deepEqual([...done(indispensable(graph, kinds))], [35]);
    assert.equal(new Set([...Array(36).keys()].map(id => stateKey(graph.stateOf(id)))).size, 36);
  });
});
