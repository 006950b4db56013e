import type { VariableChange, VariableView } from '../contract/execution.ts';
import type { Instance, InstanceFailure } from '../model/instance.ts';
import { valueText } from '../model/labels.ts';
import type { State } from '../model/state.ts';
import type { Value } from '../model/values.ts';

/** Everything of a state that has a name: variables and timers of each node, then ghosts and what is left of budgets. */
export function variablesOf(instance: Instance, state: State): readonly VariableView[] {
  return placesOf(instance, instance.nodes).map(({ lane, name, read, show }) => {
    return { lane, name, value: show(read(state)) };
  });
}

/** What differs from one state of an instance to the next. */
export function changesBetween(instance: Instance, before: State, after: State): readonly VariableChange[] {
  // Most steps leave most nodes as they are, and then their local states are the same objects.
  const touched = instance.nodes.filter(({ index }) => before.locals[index] !== after.locals[index]);
  return placesOf(instance, touched).flatMap(({ lane, name, read, show }) => {
    const [old, now] = [read(before), read(after)];
    if (old === now) return [];
    const change = { lane, name, value: show(now), before: show(old) };
    return change.value === change.before ? [] : [change];
  });
}

/** A named part of a state. */
interface Place {
  readonly lane: number;
  readonly name: string;
  readonly read: (state: State) => Value;
  readonly show: (value: Value) => string;
}

function placesOf(instance: Instance, nodes: Instance['nodes']): readonly Place[] {
  const { protocol, failures } = instance;
  const show = (value: Value): string => valueText(instance, value);
  const ofNodes = nodes.flatMap(({ index: lane, role }): readonly Place[] => {
    const { variables = [], timers = [] } = protocol.roles[role] ?? {};
    return [
      ...variables.map(({ name }, i): Place => {
        return { lane, name, show, read: state => state.locals[lane]?.variables[i] ?? null };
      }),
      ...timers.map(({ name }, i): Place => {
        const armed = (state: State): boolean => state.locals[lane]?.timers.includes(i) === true;
        return { lane, name, read: armed, show: value => (value === true ? 'armed' : 'not armed') };
      }),
    ];
  });
  const ghosts = protocol.ghosts.map(({ name }, i): Place => {
    return { lane: -1, name, show, read: state => state.ghosts[i] ?? null };
  });
  const budgets = failures.map((failure, i): Place => {
    const left = (state: State): number => state.environment.budgets[i] ?? 0;
    const showLeft = (value: Value): string => (value === Infinity ? 'any number' : show(value));
    return { lane: -1, name: budgetName(instance, failure), read: left, show: showLeft };
  });
  return [...ofNodes, ...ghosts, ...budgets];
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
