/** The ids of states end here; larger ones name steps. */
const IDS_MAX = 2 ** 31;

/** A step by the state it leaves, and how many rows were made from that one before. */
export interface MadeStep {
  readonly parent: number;
  readonly position: number;
}

/** Names the state that a step leads to. No state has that id. */
export function stepIdOf({ parent, position }: MadeStep): number {
  return (position + 1) * IDS_MAX + parent;
}

/** The step whose end is named; undefined for the id of a state. */
export function stepOf(id: number): MadeStep | undefined {
  return id < IDS_MAX ? undefined : { parent: id % IDS_MAX, position: Math.floor(id / IDS_MAX) - 1 };
}
