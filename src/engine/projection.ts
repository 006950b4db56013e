import { allocateIntegers } from '../base/allocation.ts';
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
}

const ROOM_FIRST = 64;

/**
 * What a property sees of a row: rows in which it sees the same have one tuple. Only the components it can read count,
 * and of those only the variables, messages, ghosts and histories it can read.
 */
export class Projection {
  readonly #views: readonly View[];
  /** By view: its component. */
  readonly #components: Int32Array;
  /** By view, then by id: 1 + the number of what is seen; 0 where it is not worked out yet. */
  readonly #seenOf: Int32Array[];
  readonly #tuples: RowSet;
  // The ids looked at last, what was seen of them, and the id of that tuple: rows found one after the other often look alike.
  readonly #ids: Int32Array;
  readonly #tuple: Int32Array;
  #last = -1;

  constructor(components: Components, reads: Reads) {
    const views = viewsOf(components, reads);
    this.#views = views;
    this.#components = Int32Array.from(views, view => view.component);
    this.#seenOf = views.map(() => new Int32Array(ROOM_FIRST));
    const kinds = [...new Set(views.map(view => view.seen))];
    this.#tuples = new RowSet(Int32Array.from(views, view => kinds.indexOf(view.seen)));
    this.#ids = new Int32Array(views.length).fill(-1);
    this.#tuple = new Int32Array(views.length);
  }

  get bytes(): number {
    const seen = this.#views.reduce((sum, view) => sum + view.seen.bytes, this.#tuples.bytes);
    return this.#seenOf.reduce((sum, { byteLength }) => sum + byteLength, seen);
  }

  enlargingSoon(): ReturnType<RowSet['enlargingSoon']> {
    const idCount = (component: number): number => this.#views[component]?.seen.count ?? 0;
    return this.#tuples.enlargingSoon({ idCount, rowsMax: Infinity, hasRoomFor: () => true });
  }

  /** The id of the tuple that the property sees of a row, counted from 0 in the order they come. */
  tupleOf(row: Int32Array): number {
    const components = this.#components;
    const ids = this.#ids;
    const tuple = this.#tuple;
    const seenOf = this.#seenOf;
    let differs = this.#last < 0;
    for (let i = 0; i < components.length; i += 1) {
      const id = row[components[i]!]!;
      if (id === ids[i]) continue;
      ids[i] = id;
      const known = seenOf[i]!;
      let seen = id < known.length ? known[id]! : 0;
      if (seen === 0) seen = this.#look(i, id);
      if (tuple[i] === seen - 1) continue;
      tuple[i] = seen - 1;
      differs = true;
    }
    if (!differs) return this.#last;
    const id = this.#tuples.tryAdd(tuple);
    this.#last = id < 0 ? ~id : id;
    return this.#last;
  }

  #look(i: number, id: number): number {
    const view = this.#views[i]!;
    const seen = 1 + view.seen.idOf(view.keyOf(id));
    let known = this.#seenOf[i]!;
    if (id >= known.length) {
      known = allocateIntegers(2 ** Math.ceil(Math.log2(id + 1)));
      known.set(this.#seenOf[i]!);
      this.#seenOf[i] = known;
    }
    known[id] = seen;
    return seen;
  }
}

// All that `up` and `honest` tell apart.
function statusKey(local: LocalState): string {
  return isUp(local) ? 'u' : local.status === 'byzantine' ? 'b' : 'd';
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
    views.push({ component: GHOSTS, keyOf: keyOfObserved, seen: new Interner(identity) });
  }
  for (const { index, role } of components.instance.nodes) {
    const variables = [...(reads.variables[role] ?? [])];
    if (variables.length === 0 && !reads.status && reads.messages.size === 0) continue;
    // By local state, which each is found with many inboxes.
    const seenOfLocal: string[] = [];
    const keyOfLocal = (local: LocalState): string => {
      const up = reads.status ? statusKey(local) : '';
      return `${up};${variables.map(variable => keyOf(local.variables[variable] ?? null)).join(';')}`;
    };
    const keyOfPair = (pair: number): string => {
      const key = (seenOfLocal[components.pairs(index).localOf(pair)] ??= keyOfLocal(components.localIn(index, pair)));
      if (reads.messages.size === 0) return key;
      const inFlight = components.inboxIn(index, pair).filter(({ message }) => reads.messages.has(message));
      return `${key}|${inFlight.map(envelopeKey).join(';')}`;
    };
    views.push({
      component: FIRST_NODE + index,
      keyOf: keyOfPair,
      seen: byRole[role] ?? new Interner(identity),
    });
  }
  return views;
}
