import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createPrng } from '../../../src/base/prng.ts';
import { Fingerprints } from '../../../src/engine/walks/fingerprints.ts';
import { RowSteps } from '../../../src/engine/walks/rowSteps.ts';
import { encoded } from '../../../src/engine/walks/walker.ts';
import { WalkSpace } from '../../../src/engine/walks/walkSpace.ts';
import { isFault, type Outcome, type State } from '../../../src/model/state.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import type { System } from '../../../src/model/system.ts';
import { createBehaviour } from '../../../src/semantics/behaviour.ts';
import { labelKey, labelOf } from '../../../src/semantics/fairness.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, protocolOf, shippedExamples } from '../../support/protocols.ts';

const ERROR = 'goes wrong';

/** What a step is to fairness, and what it leads to. */
function sign(label: string | undefined, outcome: string): string {
  return `${label ?? 'failure'} -> ${outcome}`;
}

/** By definition: the steps that change something or go wrong, those that are no faults and the faults. */
function expectedSteps(system: System, state: State): { usual: string[]; faults: string[]; stutters: boolean } {
  const key = stateKey(state);
  const outcomes = system.successors(state);
  const keyOf = (outcome: Outcome): string => (outcome.kind === 'error' ? ERROR : stateKey(outcome.state));
  const moving = outcomes.filter(outcome => keyOf(outcome) !== key);
  const signs = (some: readonly Outcome[]): string[] =>
    some.map(outcome => sign(labelled(outcome), keyOf(outcome))).sort();
  return {
    usual: signs(moving.filter(({ step }) => !isFault(step))),
    faults: signs(moving.filter(({ step }) => isFault(step))),
    stutters: outcomes.some(outcome => !isFault(outcome.step) && keyOf(outcome) === key),
  };
}

function labelled({ step }: Outcome): string | undefined {
  const label = labelOf(step);
  return label && labelKey(label);
}

/** What the engine takes for the steps of its row. */
function actualSteps(space: WalkSpace, steps: RowSteps): ReturnType<typeof expectedSteps> {
  const row = Int32Array.from(steps.row);
  const signs = Array.from({ length: steps.count }, (_, step) => {
    const key = steps.keyOf(step);
    const isTaken = steps.take(step);
    const outcome = isTaken ? stateKey(space.components.decode(steps.row)) : ERROR;
    steps.row.set(row);
    return sign(key < 0 ? undefined : space.labels.keyOf(key), outcome);
  });
  const usual = signs.slice(0, steps.usualCount).sort();
  return { usual, faults: signs.slice(steps.usualCount).sort(), stutters: steps.stutters };
}

/** Compares what can happen in each state of a random walk; answers how many steps it had, and how many were faults. */
function compareAlong(system: System, seed: number, stepsMax: number): { steps: number; faults: number } {
  const prng = createPrng(seed);
  const space = new WalkSpace(createBehaviour(system.instance));
  const steps = new RowSteps(space);
  const fingerprints = new Fingerprints(space.components, () => undefined);
  const known = new Map<string, string>();
  const initial = system.initial();
  const start = initial[prng.below(initial.length)];
  const counts = { steps: 0, faults: 0 };
  if (start?.kind !== 'state') return counts;
  steps.row.set(encoded(space, start.state));
  for (let taken = 0; taken < stepsMax; taken += 1) {
    const state = space.components.decode(steps.row);
    steps.look();
    assert.deepEqual(actualSteps(space, steps), expectedSteps(system, state));
    fingerprints.look(steps.row);
    const print = `${String(fingerprints.one)} ${String(fingerprints.other)}`;
    assert.equal(known.get(print) ?? stateKey(state), stateKey(state), 'a fingerprint is of one state');
    known.set(print, stateKey(state));
    if (steps.count === 0) break;
    const step = prng.below(steps.count);
    counts.steps += 1;
    if (step >= steps.usualCount) counts.faults += 1;
    if (!steps.take(step)) break;
  }
  const keys = [...known.values()];
  assert.equal(new Set(keys).size, keys.length, 'a state has one fingerprint');
  return counts;
}

describe('the steps of a row', () => {
  it('are those of the definition, for protocols with whatever can go wrong', () => {
    let steps = 0;
    let faults = 0;
    fc.assert(
      fc.property(arbitraryProtocol, fc.nat(), (text, seed) => {
        const counts = compareAlong(createSystem(instanceOf(text)), seed, 30);
        steps += counts.steps;
        faults += counts.faults;
      }),
      { numRuns: 300 },
    );
    assert.ok(steps > 1000 && faults > 200, `${String(steps)} steps, ${String(faults)} faults`);
  });

  for (const { name, text } of shippedExamples()) {
    it(`are those of the definition in ${name}`, () => {
      for (const scenario of protocolOf(text).scenarios) {
        const system = createSystem(instanceOf(text, scenario.name));
        for (const seed of [1, 2]) compareAlong(system, seed, 25);
      }
    });
  }

  it('come in an order that depends on nothing but the state', () => {
    const system = createSystem(instanceOf(exampleText('paxos')));
    const [start] = system.initial();
    assert.ok(start?.kind === 'state');
    const prng = createPrng(7);
    const one = new WalkSpace(createBehaviour(system.instance));
    const steps = new RowSteps(one);
    steps.row.set(encoded(one, start.state));
    for (let taken = 0; taken < 15; taken += 1) {
      steps.look();
      // A space that knows nothing else gives the same values other numbers.
      const other = new WalkSpace(createBehaviour(system.instance));
      const anew = new RowSteps(other);
      anew.row.set(encoded(other, one.components.decode(steps.row)));
      anew.look();
      const keysOf = (space: WalkSpace, some: RowSteps) =>
        Array.from({ length: some.count }, (_, step) => space.labels.keyOf(some.keyOf(step)));
      assert.deepEqual(keysOf(other, anew), keysOf(one, steps));
      if (steps.count === 0) break;
      steps.take(prng.below(steps.count));
    }
  });
});
