import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Coverage } from '../../src/engine/coverage.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Outcome, State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instancesOf, searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { exampleText, instanceOf } from '../support/protocols.ts';

/** Names of what happens in some step of some reachable state, found by taking every step; undefined beyond 400 states. */
function happening(instance: Instance): ReadonlySet<string> | undefined {
  const system = createSystem(instance);
  const states = new Map<string, State>();
  const names = new Set<string>();
  const roleOf = (node: number): number => instance.nodes[node]?.role ?? -1;
  const note = ({ step }: Outcome): void => {
    const { kind } = step;
    if ((kind === 'deliver' || kind === 'forge') && step.handler !== undefined) {
      names.add(`handler ${roleOf(step.envelope.to)} ${step.handler}`).add(`received ${step.envelope.message}`);
    }
    if (kind === 'timer' && step.handler !== undefined) names.add(`timer ${roleOf(step.node)} ${step.handler}`);
    if (kind === 'action') names.add(`action ${roleOf(step.node)} ${step.action}`);
    if (kind === 'recover') names.add(`recovers ${roleOf(step.node)}`);
  };
  const enter = (outcomes: readonly Outcome[]): void => {
    for (const outcome of outcomes) {
      note(outcome);
      if (outcome.kind === 'error') continue;
      for (const { sent } of [outcome.effects, ...(outcome.startEffects ?? [])]) {
        for (const { envelope } of sent) names.add(`sent ${envelope.message}`);
      }
      states.set(stateKey(outcome.state), states.get(stateKey(outcome.state)) ?? outcome.state);
    }
  };
  enter(system.initial());
  // A map is walked in the order of its entries, those that are added on the way included.
  for (const state of states.values()) {
    if (states.size > 400) return undefined;
    enter(system.successors(state));
  }
  return names;
}

function covered({ roles, sent, received }: Coverage): ReadonlySet<string> {
  const named = (kind: string, flags: readonly boolean[]): readonly string[] =>
    flags.flatMap((flag, i) => (flag ? [`${kind} ${i}`] : []));
  return new Set([
    ...named('sent', sent),
    ...named('received', received),
    ...named(
      'recovers',
      roles.map(({ recovers }) => recovers),
    ),
    ...roles.flatMap(({ messageHandlers, timerHandlers, actions }, role) => [
      ...named(`handler ${role}`, messageHandlers),
      ...named(`timer ${role}`, timerHandlers),
      ...named(`action ${role}`, actions),
    ]),
  ]);
}

describe('what a search says is used', () => {
  it('is exactly what happens, where every link works', () => {
    for (const name of ['primary-backup', 'ring-election', 'payment']) {
      for (const instance of instancesOf(exampleText(name))) {
        const expected = happening(instance);
        const { coverage } = searched(instance).result();
        if (expected === undefined || coverage === undefined) continue;
        assert.deepEqual([...covered(coverage)].sort(), [...expected].sort(), `${name}, ${instance.scenario.name}`);
      }
    }
  });

  it('is never less than what happens, whatever goes wrong', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const expected = happening(instance);
        const { coverage } = expected === undefined ? {} : searched(instance).result();
        // Small enough to compare, and nothing goes wrong.
        fc.pre(expected !== undefined && coverage !== undefined);
        const found = covered(coverage);
        assert.deepEqual(
          [...expected].filter(name => !found.has(name)),
          [],
        );
      }),
      { numRuns: 10, maxSkipsPerRun: 100 },
    );
  });

  it('is not said of a search that a bound ended, nor of a protocol that goes wrong', () => {
    const text = `protocol P role R { var n: 0..9 = 0 action a when n < LAST { n += 1 } }
system { R: 1 } invariant I: true`;
    const result = (last: string, statesMax: number) =>
      searched(instanceOf(text.replace('LAST', last)), { statesMax }).result();
    assert.equal(result('9', 5).coverage, undefined);
    assert.equal(result('10', 100).coverage, undefined);
    assert.deepEqual(result('9', 100).coverage?.roles[0]?.actions, [true]);
    assert.equal(result('9', 100).coverage?.moves, true);
    assert.equal(result('0', 100).coverage?.moves, false);
  });
});
