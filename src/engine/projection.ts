import { GrowableIntegers } from '../base/growableIntegers.ts';
import { isUp, type LocalState } from '../model/state.ts';
import { envelopeKey, historyKey } from '../model/stateKey.ts';
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
 * and of those only the variables, messages, ghosts and histories it can read.
 */
export class Projection {
  readonly #views: readonly View[];
  readonly #tuples: RowSet;
  // What was seen of the row before, and the id of that tuple: rows found one after the other often look alike.
  readonly #tuple: Int32Array;
  #last = -1;

  constructor(components: Components, reads: Reads) {
    this.#views = viewsOf(components, reads);
    const kinds = [...new Set(this.#views.map(view => view.seen))];
    this.#tuples = new RowSet(Int32Array.from(this.#views, view => kinds.indexOf(view.seen)));
    this.#tuple = new Int32Array(this.#views.length);
  }

  get bytes(): number {
    return this.#tuples.bytes + this.#views.reduce((sum, { seen, seenOf }) => sum + seen.bytes + seenOf.bytes, 0);
  }

  enlargingSoon(): ReturnType<RowSet['enlargingSoon']> {
    const idCount = (component: number): number => this.#views[component]?.seen.count ?? 0;
    return this.#tuples.enlargingSoon({ idCount, rowsMax: Infinity, hasRoomFor: () => true });
  }

  /** The id of the tuple that the property sees of a row, counted from 0 in the order they come. */
  tupleOf(row: Int32Array): number {
    const views = this.#views;
    const tuple = this.#tuple;
    let differs = this.#last < 0;
    for (let i = 0; i < views.length; i += 1) {
      const view = views[i]!;
      const { seenOf } = view;
      const id = row[view.component]!;
      let seen = id < seenOf.length ? seenOf.items[id]! : 0;
      if (seen === 0) seen = look(view, id);
      if (tuple[i] === seen - 1) continue;
      tuple[i] = seen - 1;
      differs = true;
    }
    if (!differs) return this.#last;
    const id = this.#tuples.tryAdd(tuple);
    this.#last = id < 0 ? ~id : id;
    return this.#last;
  }
}

// All that `up` and `honest` tell apart.
function statusKey(local: LocalState): string {
  return isUp(local) ? 'u' : local.status === 'byzantine' ? 'b' : 'd';
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
  if (reads.ghosts.size > 0 || reads.histories.size > 0) {
    const keyOfObserved = (id: number): string => {
      const { ghosts, histories } = components.ghosts.valueOf(id);
      const values = [...reads.ghosts].map(ghost => keyOf(ghosts[ghost] ?? null));
      return [...values, ...[...reads.histories].map(history => historyKey(histories?.[history] ?? []))].join('|');
    };
    views.push({
      component: GHOSTS,
      keyOf: keyOfObserved,
      seen: new Interner(identity),
      seenOf: new GrowableIntegers(),
    });
  }
  for (const { index, role } of components.instance.nodes) {
    const variables = [...(reads.variables[role] ?? [])];
    if (variables.length === 0 && !reads.status && reads.messages.size === 0) continue;
    const keyOfPair = (pair: number): string => {
      const local = components.localIn(index, pair);
      const up = reads.status ? statusKey(local) : '';
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
