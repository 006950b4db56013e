import type { Explored } from '../liveness/explored.ts';
import { Pace } from '../liveness/pace.ts';
import type { Search } from '../search.ts';

/** The states that a search has found, and the steps between them. */
export interface StateGraph extends Explored {
  /** How many states were found; those that were not expanded have no steps. */
  readonly stateCount: number;
}

/** Undefined for a search that did not keep its steps, and for one without end. */
export function stateGraphOf(search: Search): StateGraph | undefined {
  const explored = search.explored();
  return explored && { ...explored, stateCount: search.progress().distinctStates };
}

/** By component, ascending, the ids that some state has. Interned values that no state has are not among them. */
export type SeenIds = readonly Int32Array[];

export function* seenIds(graph: StateGraph): Generator<undefined, SeenIds> {
  const pace = new Pace();
  const marks = Array.from(graph.components.kinds, () => new Uint8Array(64));
  for (let state = 0; state < graph.stateCount; state += 1) {
    const row = graph.rowOf(state);
    for (let component = 0; component < row.length; component += 1) {
      const id = row[component]!;
      while (id >= marks[component]!.length) marks[component] = doubled(marks[component]!);
      marks[component]![id] = 1;
    }
    if (pace.isDue(row.length)) yield;
  }
  return marks.map(mark => Int32Array.from(idsIn(mark)));
}

function doubled(marks: Uint8Array): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(2 * marks.length);
  wider.set(marks);
  return wider;
}

function idsIn(marks: Uint8Array): readonly number[] {
  const ids: number[] = [];
  for (let id = 0; id < marks.length; id += 1) if (marks[id] === 1) ids.push(id);
  return ids;
}
