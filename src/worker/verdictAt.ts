import type { ExecutionView } from '../contract/execution.ts';
import type { Execution, State } from '../model/state.ts';
import type { System } from '../model/system.ts';

/**
 * The first property, in the order of the file, that the last step of an execution violates: an invariant that its
 * state breaks, a `step` property that the step breaks, or a `finally` that is false where nothing is left to happen.
 */
export function verdictAt(system: System, execution: Execution, quiescent: boolean): ExecutionView['verdict'] {
  if (execution.error !== undefined) return { property: 'error', kind: 'violated' };
  const { start, transitions } = execution;
  const after = (transitions.at(-1) ?? start).state;
  const before = transitions.length === 0 ? undefined : (transitions.at(-2) ?? start).state;
  const violated = system.instance.protocol.properties.find(property => {
    switch (property.kind) {
      case 'invariant':
        return isFalse(system, property, after);
      case 'finally':
        return quiescent && isFalse(system, property, after);
      case 'step': {
        const verdict = before === undefined ? undefined : system.evaluateStep(property, before, after);
        return verdict?.ok === true && !verdict.value;
      }
      case 'reachable':
      case 'eventually':
      case 'leadsto':
      case 'linearizable':
      case 'sequential':
      case 'decides':
        return false;
    }
  });
  return violated === undefined ? undefined : { property: violated.name, kind: 'violated' };
}

function isFalse(system: System, property: Parameters<System['evaluate']>[0], state: State): boolean {
  const verdict = system.evaluate(property, state);
  return verdict.ok && !verdict.value;
}
