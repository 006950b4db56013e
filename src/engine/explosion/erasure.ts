import type { Inbox, LocalState } from '../../model/state.ts';
import { envelopeKey, localKey, observationsKey } from '../../model/stateKey.ts';
import type { NodeIndex, Value } from '../../model/values.ts';
import type { Observations } from '../../semantics/observations.ts';
import { type Components, FIRST_NODE, GHOSTS } from '../components.ts';
import { Interner } from '../interner.ts';
import { Pace, STEPS_PER_EVALUATION } from '../liveness/pace.ts';
import { RowSet } from '../rowSet.ts';
import { remembered } from './remembered.ts';
import type { SeenIds, StateGraph } from './stateGraph.ts';

/**
 * Something in a state that is not looked at. Gives for a component a text of what is left of its value `id`, equal exactly
 * when the same is left; undefined for components that it does not touch.
 */
export type Erasure = (component: number) => ((id: number) => string) | undefined;

/** A variable of every node of a role, what its disk kept of it included. */
export function withoutVariable(components: Components, role: number, variable: number): Erasure {
  const erased = (values: readonly Value[]): readonly Value[] =>
    values.map((value, i) => (i === variable ? null : value));
  return ofLocals(components, role, local => ({
    ...local,
    variables: erased(local.variables),
    ...(local.disk === undefined ? {} : { disk: erased(local.disk) }),
  }));
}

/** Whether a timer of the nodes of a role is armed, and for how long. */
export function withoutTimer(components: Components, role: number, timer: number): Erasure {
  return ofLocals(components, role, local => {
    const { rearmed, countdowns, ...rest } = local;
    const kept = local.timers.flatMap((armed, i) => (armed === timer ? [] : [i]));
    return {
      ...rest,
      timers: kept.map(i => local.timers[i]!),
      ...(countdowns === undefined ? {} : { countdowns: kept.map(i => countdowns[i]!) }),
      ...(rearmed === undefined ? {} : { rearmed: rearmed.filter(armed => armed !== timer) }),
    };
  });
}

export function withoutGhost(components: Components, ghost: number): Erasure {
  return ofObservations(components, ({ ghosts, ...rest }) => ({
    ...rest,
    ghosts: ghosts.map((value, i) => (i === ghost ? null : value)),
  }));
}

export function withoutHistory(components: Components, history: number): Erasure {
  return ofObservations(components, ({ histories = [], ...rest }) => ({
    ...rest,
    histories: histories.map((operations, i) => (i === history ? [] : operations)),
  }));
}

/** What is in flight of one kind of message. */
export function withoutMessage(components: Components, message: number): Erasure {
  return component => {
    const node = component - FIRST_NODE;
    if (node < 0) return undefined;
    const textOf = remembered((inbox: number) => inboxText(components.inboxes(node).valueOf(inbox), message));
    const pairs = components.pairs(node);
    return pair => `${String(pairs.localOf(pair))}|${textOf(pairs.inboxOf(pair))}`;
  };
}

function inboxText(inbox: Inbox, message: number): string {
  return inbox
    .filter(envelope => envelope.message !== message)
    .map(envelopeKey)
    .join(';');
}

function ofLocals(components: Components, role: number, erase: (local: LocalState) => LocalState): Erasure {
  const left = new Interner<string>(text => text);
  return component => {
    const node: NodeIndex = component - FIRST_NODE;
    if (components.instance.nodes[node]?.role !== role) return undefined;
    const leftOf = remembered((local: number) => left.idOf(localKey(erase(components.locals(node).valueOf(local)))));
    const pairs = components.pairs(node);
    return pair => `${String(leftOf(pairs.localOf(pair)))}|${String(pairs.inboxOf(pair))}`;
  };
}

function ofObservations(components: Components, erase: (observed: Observations) => Observations): Erasure {
  return component => (component === GHOSTS ? id => observationsKey(erase(components.ghosts.valueOf(id))) : undefined);
}

/** How many states there are that differ in something else. */
export function* countWithout(graph: StateGraph, seen: SeenIds, erasure: Erasure): Generator<undefined, number> {
  const tables: (Int32Array | undefined)[] = [];
  for (const [component, ids] of seen.entries()) tables.push(yield* tableOf(ids, erasure(component)));
  // What says nothing that the rest of its component does not say already.
  if (tables.every(table => table === undefined)) return graph.stateCount;
  const rows = new RowSet(graph.components.kinds);
  const row = new Int32Array(tables.length);
  const pace = new Pace();
  for (let state = 0; state < graph.stateCount; state += 1) {
    row.set(graph.rowOf(state));
    for (let component = 0; component < row.length; component += 1) {
      const table = tables[component];
      if (table !== undefined) row[component] = table[row[component]!]!;
    }
    rows.tryAdd(row);
    if (pace.isDue(row.length)) yield;
  }
  return rows.count;
}

/** By id what is left, as small integers; undefined where as many different ones are left. */
function* tableOf(ids: Int32Array, textOf: ReturnType<Erasure>): Generator<undefined, Int32Array | undefined> {
  if (textOf === undefined) return undefined;
  const left = new Map<string, number>();
  const table = new Int32Array((ids.at(-1) ?? -1) + 1);
  const pace = new Pace();
  for (const id of ids) {
    if (pace.isDue(STEPS_PER_EVALUATION)) yield;
    const text = textOf(id);
    const known = left.get(text) ?? left.size;
    left.set(text, known);
    table[id] = known;
  }
  return left.size === ids.length ? undefined : table;
}
