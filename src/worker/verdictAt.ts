import { atOnce } from '../base/atOnce.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { Property } from '../model/protocol.ts';
import type { Execution, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { isQuiescent } from '../semantics/quiescence.ts';

/**
 * What an execution violates first, from step `since` on: an invariant that a state breaks, or a history that no order
 * explains, a `step` property that a step breaks, or a `finally` that is false where nothing is left to happen. Of what
 * one step violates, the first in the order of the file. An error, which is always the end, comes before everything else.
 */
export function verdictAt(system: System, execution: Execution, since: number): ExecutionView['verdict'] {
  return atOnce(findingVerdict(system, execution, since));
}

/** The same in parts: yields after each step. */
export function* findingVerdict(
  system: System,
  execution: Execution,
  since: number,
): Generator<undefined, ExecutionView['verdict']> {
  if (execution.error !== undefined) return { property: 'error', kind: 'violated' };
  const states = [execution.start, ...execution.transitions].map(({ state }) => state);
  const last = states.length - 1;
  for (let step = since; step <= last; step += 1) {
    const after = states[step]!;
    const before = states[step - 1];
    const violated = system.instance.protocol.properties.find(property =>
      isViolatedBy(system, property, before, after),
    );
    yield undefined;
    if (violated === undefined) continue;
    return { property: violated.name, kind: 'violated', ...(step < last ? { step } : {}) };
  }
  return undefined;
}

/** Whether the step from `before`, or the state it leads to, violates a property that single steps and states decide. */
export function isViolatedBy(system: System, property: Property, before: State | undefined, after: State): boolean {
  switch (property.kind) {
    case 'invariant':
    case 'linearizable':
    case 'sequential':
      return isFalse(system, property, after);
    case 'finally':
      return isFalse(system, property, after) && isQuiescent(system, after);
    case 'step': {
      const verdict = before === undefined ? undefined : system.evaluateStep(property, before, after);
      return verdict?.ok === true && !verdict.value;
    }
    case 'reachable':
    case 'eventually':
    case 'leadsto':
    case 'decides':
      return false;
  }
}

function isFalse(system: System, property: Property, state: State): boolean {
  const verdict = system.evaluate(property, state);
  return verdict.ok && !verdict.value;
}
