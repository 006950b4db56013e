import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  countWithout,
  withoutGhost,
  withoutHistory,
  withoutMessage,
  withoutTimer,
  withoutVariable,
} from '../../../src/engine/explosion/erasure.ts';
import {
  weigh,
  type Weight,
  weightOfGhost,
  weightOfHistory,
  weightOfMessage,
  weightOfVariable,
} from '../../../src/engine/explosion/weights.ts';
import { stepKindsOf } from '../../../src/engine/explosion/stepKinds.ts';
import type { Instance } from '../../../src/model/instance.ts';
import type { State, Step } from '../../../src/model/state.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import type { Value } from '../../../src/model/values.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf } from '../../support/protocols.ts';
import { reachedBy, referenceGraph } from '../../support/referenceGraph.ts';
import { isTold, stepKindText } from '../../support/stepKindText.ts';
import { done, exploredGraph } from '../../support/stateGraphs.ts';

const STATES_MAX = 500;

/** Everything of an instance that can be erased: what the engine counts, and how a state looks without it. */
function erasuresOf(instance: Instance) {
  const { roles, ghosts, histories, messages } = instance.protocol;
  return [
    ...roles.flatMap((role, r) =>
      role.variables.map((_, v) => ({
        erasure: (c: Parameters<typeof withoutVariable>[0]) => withoutVariable(c, r, v),
        erased: (state: State) =>
          mapLocals(instance, state, r, local => ({
            ...local,
            variables: blanked(local.variables, v),
            ...(local.disk && { disk: blanked(local.disk, v) }),
          })),
      })),
    ),
    ...roles.flatMap((role, r) =>
      role.timers.map((_, t) => ({
        erasure: (c: Parameters<typeof withoutVariable>[0]) => withoutTimer(c, r, t),
        erased: (state: State) =>
          mapLocals(instance, state, r, local => {
            const at = local.timers.indexOf(t);
            const { countdowns, rearmed } = local;
            return {
              ...local,
              timers: local.timers.filter(timer => timer !== t),
              ...(countdowns && { countdowns: countdowns.filter((_each, i) => i !== at) }),
              ...(rearmed && { rearmed: rearmed.filter(timer => timer !== t) }),
            };
          }),
      })),
    ),
    ...ghosts.map((_, g) => ({
      erasure: (c: Parameters<typeof withoutVariable>[0]) => withoutGhost(c, g),
      erased: (state: State) => ({ ...state, ghosts: blanked(state.ghosts, g) }),
    })),
    ...histories.map((_, h) => ({
      erasure: (c: Parameters<typeof withoutVariable>[0]) => withoutHistory(c, h),
      erased: (state: State) => ({ ...state, histories: state.histories!.map((each, i) => (i === h ? [] : each)) }),
    })),
    ...messages.map((_, m) => ({
      erasure: (c: Parameters<typeof withoutVariable>[0]) => withoutMessage(c, m),
      erased: (state: State) => ({
        ...state,
        inboxes: state.inboxes.map(inbox => inbox.filter(({ message }) => message !== m)),
      }),
    })),
  ];
}

function mapLocals(
  { nodes }: Instance,
  state: State,
  role: number,
  change: (local: State['locals'][number]) => State['locals'][number],
): State {
  return { ...state, locals: state.locals.map((local, i) => (nodes[i]!.role === role ? change(local) : local)) };
}

function blanked(values: readonly Value[], index: number): readonly Value[] {
  return values.map((value, i) => (i === index ? 'blank' : value));
}

/** Everything whose size can be bounded: what the engine weighs, and how much a state has. */
function weightsOf(instance: Instance) {
  const { roles, ghosts, histories, messages } = instance.protocol;
  const largest = (state: State, role: number, of: (local: State['locals'][number]) => Value): number =>
    Math.max(...state.locals.flatMap((local, i) => (instance.nodes[i]!.role === role ? [size(of(local))] : [])));
  type Components = Parameters<typeof weightOfVariable>[0];
  const all: { weight: (c: Components) => Weight; of: (state: State) => number }[] = [
    ...roles.flatMap((role, r) =>
      instance.roleNodes[r]!.count === 0
        ? []
        : role.variables.map((_, v) => ({
            weight: (c: Components) => weightOfVariable(c, r, v),
            of: (state: State) => largest(state, r, local => local.variables[v]!),
          })),
    ),
    ...ghosts.map((_, g) => ({
      weight: (c: Components) => weightOfGhost(c, g),
      of: (state: State) => size(state.ghosts[g]!),
    })),
    ...histories.map((_, h) => ({
      weight: (c: Components) => weightOfHistory(c, h),
      of: (state: State) => state.histories![h]!.length,
    })),
    ...messages.map((_, m) => ({
      weight: (c: Components) => weightOfMessage(c, m),
      of: (state: State) => state.inboxes.flat().filter(({ message }) => message === m).length,
    })),
  ];
  return all;
}

function size(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return 0;
  switch (value.kind) {
    case 'set':
    case 'list':
      return value.items.length;
    case 'map':
      return value.keys.length;
    case 'node':
    case 'record':
      return 0;
  }
}

function checkErasures(instance: Instance, statesMax: number): boolean {
  const reference = referenceGraph(createSystem(instance), statesMax);
  if (reference === undefined) return false;
  const { graph, seen } = exploredGraph(instance);
  assert.equal(graph.stateCount, reference.states.length);
  for (const { erasure, erased } of erasuresOf(instance)) {
    const expected: number = new Set(reference.states.map(state => stateKey(erased(state)))).size;
    const count = done(countWithout(graph, seen, erasure(graph.components)));
    assert.equal(count, expected);
    assert.ok(count >= 1 && count <= graph.stateCount);
  }
  return true;
}

function checkWeights(instance: Instance, statesMax: number): boolean {
  const reference = referenceGraph(createSystem(instance), statesMax);
  if (reference === undefined) return false;
  const { graph, seen } = exploredGraph(instance);
  const kinds = done(stepKindsOf(graph));
  for (const { weight, of } of weightsOf(instance)) {
    const { initial, largest, least, bounded } = done(weigh({ graph, seen, kinds }, weight(graph.components)));
    assert.equal(initial, Math.max(...reference.initial.map(of)));
    assert.equal(largest, Math.max(...reference.states.map(of)));
    assert.deepEqual(
      bounded.map(({ bound }) => bound),
      [...new Set(reference.states.map(of))].sort((a, b) => a - b),
    );
    for (const { bound, states, isExact } of bounded) {
      assert.equal(isExact, true);
      const within = reachedBy(reference, { state: state => of(state) <= bound });
      assert.equal(states, within.length);
      const taken: readonly Step[] = within.flatMap(state =>
        reference
          .stepsOf(state)
          .filter(({ to }) => of(to) <= bound)
          .map(({ step }) => step),
      );
      const kindsTaken = new Set(taken.map(step => stepKindText(instance, step)));
      if (isTold(instance)) assert.equal(kindsTaken.size === kinds.kinds.length, bound >= least);
    }
  }
  return true;
}

/** The property of random protocols with at least one initial state that are small enough. */
function ofRandomProtocols(check: (instance: Instance, statesMax: number) => boolean): void {
  fc.assert(
    fc.property(arbitraryProtocol, text => {
      const instance = instanceOf(text);
      const starts = createSystem(instance)
        .initial()
        .some(({ kind }) => kind === 'state');
      fc.pre(starts && check(instance, STATES_MAX));
    }),
    { numRuns: 20, maxSkipsPerRun: 100 },
  );
}

describe('states that differ in something else', () => {
  it('are as many as look different without it, on random protocols', () => ofRandomProtocols(checkErasures));

  for (const name of ['two-phase-commit', 'crdt-counter', 'indeterminate-request', 'lease-lock']) {
    it(`are as many as look different without it, on ${name}`, () => {
      assert.ok(checkErasures(instanceOf(exampleText(name)), 20_000));
    });
  }
});

describe('states within a bound', () => {
  it('are those that are reached through others within it, on random protocols', () => ofRandomProtocols(checkWeights));

  it('are not all where some were left unexpanded', () => {
    const text = `protocol P
role R { var n: int = 0 var m: int = 0 action a { n += 1 } action b when n == 0 && m < 3 { m += 1 } }
system { R: 1 }`;
    const { graph, seen } = exploredGraph(instanceOf(text), { statesMax: 50 });
    const { bounded } = done(
      weigh({ graph, seen, kinds: done(stepKindsOf(graph)) }, weightOfVariable(graph.components, 0, 0)),
    );
    // Where n stays 0 there is nothing but m, and all of that was seen before.
    assert.deepEqual(bounded[0], { bound: 0, states: 4, isExact: true });
    assert.deepEqual(bounded.at(-1)?.states, 50);
    assert.equal(bounded.at(-1)?.isExact, false);
  });
});
