import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import { NOT_NUMBERED } from './interner.ts';

/** The pairs of a local state and an inbox in which one node was found, numbered in the order they come. */
export class NodePairs {
  /** See `Interner`. */
  isFixed = false;
  readonly #idOf = new PairTable();
  readonly #locals = new GrowableIntegers();
  readonly #inboxes = new GrowableIntegers();

  get count(): number {
    return this.#locals.length;
  }

  get bytes(): number {
    return this.#idOf.bytes + this.#locals.bytes + this.#inboxes.bytes;
  }

  /** The id of the pair of the local state and the inbox with these ids. */
  idOf(local: number, inbox: number): number {
    const known = this.#idOf.get(local, inbox);
    if (known !== ABSENT) return known;
    if (this.isFixed) throw NOT_NUMBERED;
    const id = this.#locals.length;
    this.#locals.push(local);
    this.#inboxes.push(inbox);
    this.#idOf.set(local, inbox, id);
    return id;
  }

  localOf(id: number): number {
    return this.#locals.items[id]!;
  }

  inboxOf(id: number): number {
    return this.#inboxes.items[id]!;
  }
}
