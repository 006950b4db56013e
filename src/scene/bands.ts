import type { Band } from '../contract/execution.ts';
import type { LocalState, State } from '../model/state.ts';

/** What holds of a node in a state, or does not. */
type Condition = readonly [kind: Band['kind'], holds: (local: LocalState) => boolean];

const CONDITIONS: readonly Condition[] = [
  ['down', ({ status }) => status === 'crashed'],
  ['stopped', ({ status }) => status === 'stopped'],
  ['paused', ({ status }) => status === 'paused'],
  ['byzantine', ({ status }) => status === 'byzantine'],
  ['stalled', ({ stalled }) => stalled !== undefined],
  ['diskFailed', ({ disk }) => disk !== undefined],
];

/** The conditions that last, from the states of an execution: `states[i]` is the one after step i. Ordered by begin. */
export function bandsOf(states: readonly State[]): readonly Band[] {
  const nodes = states[0]?.locals.map((_, node) => node) ?? [];
  const isIn = ({ locals }: State, node: number, [, holds]: Condition): boolean => {
    const local = locals[node];
    return local !== undefined && holds(local);
  };
  const bands = [
    ...CONDITIONS.flatMap(condition =>
      nodes.flatMap(node =>
        stretches(states, condition[0], state => (isIn(state, node, condition) ? [node] : undefined)),
      ),
    ),
    ...stretches(states, 'partition', ({ environment }) => environment.partition),
    ...cutLinks(states).flatMap(([from, to]) =>
      stretches(states, 'cut', state => (isCut(state, from, to) ? [from, to] : undefined)),
    ),
  ];
  return bands.sort((a, b) => a.fromStep - b.fromStep);
}

/** Every link that is ever cut: sender and receiver. */
function cutLinks(states: readonly State[]): readonly (readonly [number, number])[] {
  const links = states.flatMap(({ environment }) => environment.cuts ?? []);
  const byKey = new Map(links.map(({ from, to }) => [`${String(from)} ${String(to)}`, [from, to] as const]));
  return [...byKey.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

function isCut({ environment }: State, from: number, to: number): boolean {
  return environment.cuts?.some(link => link.from === from && link.to === to) === true;
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
