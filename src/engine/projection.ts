import { GrowableIntegers } from '../base/growableIntegers.ts';
import { envelopeKey } from '../model/stateKey.ts';
import { keyOf } from '../model/values.ts';
import { type Components, FIRST_NODE, GHOSTS } from './components.ts';
import { Interner } from './interner.ts';
import type { Reads } from './reads.ts';
import { RowSet } from './rowSet.ts';

/** What a property sees of one component of a row. */
interface View {
  readonly component: number;
  /** A text for what is seen of the component's value `id`, equal exactly when the same is seen. */
  readonly keyOf: (id: number) => string;
  readonly seen: Interner<string>;
  /** 1 + the number of what is seen, by id; 0 where it is not worked out yet. */
  readonly seenOf: GrowableIntegers;
}

/**
 * What a property sees of a row: rows in which it sees the same have one tuple. Only the components it can read count,
 * and of those only the variables, messages and ghosts it can read.
 */
export class Projection {
  readonly #views: readonly View[];
  readonly #tuples: RowSet;
  readonly #tuple: Int32Array;

  constructor(components: Components, reads: Reads) {
    this.#views = viewsOf(components, reads);
    const kinds = [...new Set(this.#views.map(view => view.seen))];
    this.#tuples = new RowSet(Int32Array.from(this.#views, view => kinds.indexOf(view.seen)));
    this.#tuple = new Int32Array(this.#views.length);
  }

  get bytes(): number {
    return this.#tuples.bytes + this.#views.reduce((sum, { seen, seenOf }) => sum + seen.bytes + seenOf.bytes, 0);
  }

  /** The id of the tuple that the property sees of a row, counted from 0 in the order they come. */
  tupleOf(row: Int32Array): number {
    const views = this.#views;
    for (let i = 0; i < views.length; i += 1) {
      const view = views[i];
      if (view === undefined) continue;
      const id = row[view.component]!;
      const known = id < view.seenOf.length ? view.seenOf.items[id]! : 0;
      this.#tuple[i] = (known === 0 ? look(view, id) : known) - 1;
    }
    const id = this.#tuples.add(this.#tuple);
    return id < 0 ? ~id : id;
  }
}

function look(view: View, id: number): number {
  while (view.seenOf.length <= id) view.seenOf.push(0);
  const seen = 1 + view.seen.idOf(view.keyOf(id));
  view.seenOf.items[id] = seen;
  return seen;
}

function viewsOf(components: Components, reads: Reads): readonly View[] {
  const views: View[] = [];
  const identity = (key: string): string => key;
  // Nodes of one role see alike, so they share the numbers of what is seen.
  const byRole = components.instance.protocol.roles.map(() => new Interner(identity));
  if (reads.ghosts.size > 0) {
    const keyOfGhosts = (id: number): string => {
      const ghosts = components.ghosts.valueOf(id);
      return [...reads.ghosts].map(ghost => keyOf(ghosts[ghost] ?? null)).join(';');
    };
    views.push({ component: GHOSTS, keyOf: keyOfGhosts, seen: new Interner(identity), seenOf: new GrowableIntegers() });
  }
  for (const { index, role } of components.instance.nodes) {
    const variables = [...(reads.variables[role] ?? [])];
    if (variables.length === 0 && !reads.up && reads.messages.size === 0) continue;
    const keyOfPair = (pair: number): string => {
      const local = components.localIn(index, pair);
      const up = reads.up ? String(local.status === 'up') : '';
      const values = variables.map(variable => keyOf(local.variables[variable] ?? null));
      const seen = reads.messages.size === 0 ? [] : components.inboxIn(index, pair);
      const inFlight = seen.filter(({ message }) => reads.messages.has(message)).map(envelopeKey);
      return `${up};${values.join(';')}|${inFlight.join(';')}`;
    };
    views.push({
      component: FIRST_NODE + index,
      keyOf: keyOfPair,
      seen: byRole[role] ?? new Interner(identity),
      seenOf: new GrowableIntegers(),
    });
  }
  return views;
}
