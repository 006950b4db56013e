import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Expression } from '../../src/model/expressions.ts';
import type { Protocol } from '../../src/model/protocol.ts';
import type { DeclaredFailure, Scenario } from '../../src/model/scenario.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { explore, type Exploration } from '../../src/semantics/reference.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { protocolOf } from '../support/protocols.ts';

const STATES_MAX = 1_500;

function systemWith(protocol: Protocol, scenario: Scenario, failures: readonly DeclaredFailure[]): System {
  const instance = instantiate(protocol, { ...scenario, failures });
  if (!instance.ok) assert.fail(instance.failure.message);
  return createSystem(instance.value);
}

function times(failure: DeclaredFailure, change: (times: number) => number): DeclaredFailure {
  const { budget, at } = failure;
  const before = budget === 'any' ? 1 : budget.kind === 'literal' ? Number(budget.value) : 1;
  const after: Expression = { kind: 'literal', value: change(before), at };
  return { ...failure, budget: after };
}

/** Every reachable state without what is left of budgets; undefined where there are too many. */
function statesWithoutBudgets(system: System): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const seen = new Set<string>();
  const queue = system.initial().flatMap(outcome => (outcome.kind === 'state' ? [outcome.state] : []));
  for (const state of queue) {
    if (seen.has(stateKey(state))) continue;
    seen.add(stateKey(state));
    if (seen.size > STATES_MAX) return undefined;
    found.add(stateKey({ ...state, environment: { ...state.environment, budgets: [] } }));
    for (const outcome of system.successors(state)) if (outcome.kind === 'state') queue.push(outcome.state);
  }
  return found;
}

function decided({ properties }: Exploration): readonly string[] {
  return properties.flatMap((finding, i) => {
    const shown =
      finding.kind === 'violated' ? finding.counterexample : finding.kind === 'holds' ? finding.witness : [];
    return finding.kind === 'broken' || (shown !== undefined && shown.length > 0) ? [`${i} ${finding.kind}`] : [];
  });
}

describe('The budget of a failure', () => {
  it('of 0 changes no count and no verdict', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const protocol = protocolOf(text);
        const [scenario] = protocol.scenarios;
        assert(scenario);
        const never = scenario.failures.map(failure => times(failure, () => 0));
        const bounds = { statesMax: 300 };
        assert.deepEqual(
          explore(systemWith(protocol, scenario, never), bounds),
          explore(systemWith(protocol, scenario, []), bounds),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('that is larger removes no state, no violation and no error', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.nat(), (text, choice) => {
        const protocol = protocolOf(text);
        const [scenario] = protocol.scenarios;
        assert(scenario);
        const { failures } = scenario;
        fc.pre(failures.length > 0);
        const less = failures.map((failure, i) =>
          times(failure, before => (i === choice % failures.length ? 0 : before)),
        );
        const more = failures.map(failure => times(failure, before => before));
        const [smaller, larger] = [systemWith(protocol, scenario, less), systemWith(protocol, scenario, more)];
        const [few, many] = [statesWithoutBudgets(smaller), statesWithoutBudgets(larger)];
        // Small enough to compare.
        fc.pre(few !== undefined && many !== undefined);
        for (const state of few) assert(many.has(state), `${state} is reached with the larger budget too`);
        const [before, after] = [explore(smaller), explore(larger)];
        const stillDecided = decided(after);
        for (const verdict of decided(before)) {
          // What goes wrong itself may do so before it is decided.
          const index = verdict.split(' ')[0] ?? '';
          assert(
            stillDecided.some(other => other.startsWith(`${index} `)),
            `${verdict} is found with the larger budget too`,
          );
        }
        assert(before.error === undefined || after.error !== undefined);
      }),
      { numRuns: 15, maxSkipsPerRun: 100 },
    );
  });
});
