import type { VariableChange, VariableView } from '../contract/execution.ts';
import type { Instance, InstanceFailure } from '../model/instance.ts';
import { valueText } from '../model/labels.ts';
import type { State } from '../model/state.ts';
import type { Value } from '../model/values.ts';

/** Everything of a state that has a name: variables and timers of each node, then ghosts and what is left of budgets. */
export function variablesOf(instance: Instance, state: State): readonly VariableView[] {
  const show = (value: Value): string => valueText(instance, value);
  const { protocol, nodes, failures } = instance;
  const ofNodes = nodes.flatMap(({ index, role }): readonly VariableView[] => {
    const local = state.locals[index];
    const declared = protocol.roles[role];
    if (local === undefined || declared === undefined) return [];
    const variables = declared.variables.map(({ name }, i) => ({
      lane: index,
      name,
      value: show(local.variables[i] ?? null),
    }));
    const timers = declared.timers.map(({ name }, i) => {
      return { lane: index, name, value: local.timers.includes(i) ? 'armed' : 'not armed' };
    });
    return [...variables, ...timers];
  });
  const ghosts = protocol.ghosts.map(({ name }, i) => ({ lane: -1, name, value: show(state.ghosts[i] ?? null) }));
  const budgets = failures.map((failure, i) => {
    const left = state.environment.budgets[i] ?? 0;
    return { lane: -1, name: budgetName(instance, failure), value: left === Infinity ? 'any number' : String(left) };
  });
  return [...ofNodes, ...ghosts, ...budgets];
}

/** What differs from one state of an instance to the next. */
export function changesBetween(instance: Instance, before: State, after: State): readonly VariableChange[] {
  const old = variablesOf(instance, before);
  return variablesOf(instance, after).flatMap((variable, i) => {
    const value = old[i]?.value ?? '';
    return value === variable.value ? [] : [{ ...variable, before: value }];
  });
}

function budgetName(instance: Instance, { kind, role }: InstanceFailure): string {
  const whose = role === undefined ? '' : ` of ${instance.protocol.roles[role]?.name ?? ''}`;
  switch (kind) {
    case 'loss':
      return 'losses left';
    case 'duplicates':
      return 'duplicates left';
    case 'crash':
      return `crashes${whose} left`;
    case 'recover':
      return 'restarts left';
    case 'partition':
      return 'partitions left';
  }
}
