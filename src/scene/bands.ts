import type { Band } from '../contract/execution.ts';
import type { LocalState, State } from '../model/state.ts';

/** The conditions that last, from the states of an execution: `states[i]` is the one after step i. Ordered by begin. */
export function bandsOf(states: readonly State[]): readonly Band[] {
  const nodes = states[0]?.locals.map((_, node) => node) ?? [];
  const isDown = (state: State, node: number, status: LocalState['status']): readonly number[] | undefined =>
    state.locals[node]?.status === status ? [node] : undefined;
  const bands = [
    ...nodes.flatMap(node => stretches(states, 'down', state => isDown(state, node, 'crashed'))),
    ...nodes.flatMap(node => stretches(states, 'stopped', state => isDown(state, node, 'stopped'))),
    ...stretches(states, 'partition', state => state.environment.partition),
  ];
  return bands.sort((a, b) => a.fromStep - b.fromStep);
}

/** The stretches of steps during which `lanesIn` gives the same lanes. */
function stretches(
  states: readonly State[],
  kind: Band['kind'],
  lanesIn: (state: State) => readonly number[] | undefined,
): readonly Band[] {
  const bands: Band[] = [];
  let open: { readonly lanes: readonly number[]; readonly fromStep: number } | undefined;
  states.forEach((state, step) => {
    const lanes = lanesIn(state);
    if (open !== undefined && lanes?.join() !== open.lanes.join()) {
      bands.push({ kind, ...open, toStep: step });
      open = undefined;
    }
    if (lanes !== undefined) open ??= { lanes, fromStep: step };
  });
  if (open !== undefined) bands.push({ kind, ...open, toStep: undefined });
  return bands;
}
