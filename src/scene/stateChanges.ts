import type { VariableChange, VariableView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { valueText } from '../model/labels.ts';
import type { State } from '../model/state.ts';
import { budgetNames } from './budgetNames.ts';
import { environmentPlaces, nodePlaces, place, type Place } from './conditions.ts';

/** Everything of a state that has a name: what is each node's, then ghosts, time and what is left of budgets. */
export function variablesOf(instance: Instance, state: State): readonly VariableView[] {
  return placesOf(instance, instance.nodes).map(({ lane, name, text }) => ({ lane, name, value: text(state) }));
}

/** What differs from one state of an instance to the next. */
export function changesBetween(instance: Instance, before: State, after: State): readonly VariableChange[] {
  // Most steps leave most nodes as they are, and then their local states are the same objects.
  const touched = instance.nodes.filter(({ index }) => before.locals[index] !== after.locals[index]);
  return placesOf(instance, touched).flatMap(({ lane, name, part, text }) => {
    if (part(before) === part(after)) return [];
    const change = { lane, name, value: text(after), before: text(before) };
    return change.value === change.before ? [] : [change];
  });
}

function placesOf(instance: Instance, nodes: Instance['nodes']): readonly Place[] {
  const ghosts = instance.protocol.ghosts.map(({ name }, i) =>
    place(
      -1,
      name,
      state => state.ghosts[i] ?? null,
      value => valueText(instance, value),
    ),
  );
  const budgets = budgetNames(instance).map((name, i) =>
    place(
      -1,
      name,
      state => state.environment.budgets[i] ?? 0,
      left => (left === Infinity ? 'any number' : String(left)),
    ),
  );
  return [
    ...nodes.flatMap(({ index }) => nodePlaces(instance, index)),
    ...ghosts,
    ...environmentPlaces(instance),
    ...budgets,
  ];
}
