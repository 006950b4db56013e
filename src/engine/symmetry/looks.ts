import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { mix, saltOf } from '../../base/mixing.ts';
import type { NodeIndex } from '../../model/values.ts';
import { type Components, FIRST_NODE } from '../components.ts';
import { contentOf } from './contents.ts';
import type { Renamings } from './renamings.ts';
import { type Masks, Sketcher } from './sketches.ts';

/** Words of one component value, in this order; see `Looks`. */
const WORDS = 3;
const MARKS = 0;
const OWN = 1;
const FORM = 2;

const OWN_SALT = saltOf(201);
const TIES_SALT = saltOf(202);

/** What `formOf` answers for a node that names others. */
export const NO_FORM = -1;

/** Nodes of one role that can be exchanged. */
export interface Group {
  readonly role: number;
  readonly first: NodeIndex;
  readonly count: number;
}

/**
 * What the components of rows say of the nodes that can be exchanged, as integers, each component looked at when it is met
 * first. `data` holds lists of marks (a count, then a node and a hash for each) and of ties (a count, then two nodes and a
 * hash for each).
 */
export class Looks {
  readonly data = new GrowableIntegers();
  readonly #components: Components;
  readonly #renamings: Renamings;
  readonly #masks: Masks;
  /** By node: the group it is in. */
  readonly #groupOf: readonly (Group | undefined)[];
  /** By component, then id: the offset of the marks (0 while it was not looked at), the node's own hash, and 1 + its form. */
  readonly #known: readonly GrowableIntegers[];
  /** By component, then id: the offset of the ties; 0 while they were not asked for. */
  readonly #ties: readonly GrowableIntegers[];

  constructor(components: Components, renamings: Renamings, groupOf: readonly (Group | undefined)[]) {
    const count = FIRST_NODE + components.instance.nodes.length;
    this.#components = components;
    this.#renamings = renamings;
    this.#groupOf = groupOf;
    this.#masks = groupOf.map(group => (group === undefined ? undefined : mix(group.role, saltOf(200))));
    this.#known = Array.from({ length: count }, () => new GrowableIntegers());
    this.#ties = Array.from({ length: count }, () => new GrowableIntegers(1));
    // No offset is 0; at 1 there is an empty list.
    this.data.push(0);
    this.data.push(0);
  }

  get bytes(): number {
    return [...this.#known, ...this.#ties].reduce((sum, table) => sum + table.bytes, this.data.bytes);
  }

  /** Where the marks of a component are: of every node that can be exchanged and is named there, but for the one whose it is. */
  marksOf(component: number, id: number): number {
    const known = this.#known[component]!;
    const at = WORDS * id;
    const offset = at < known.length ? known.items[at + MARKS]! : 0;
    return offset === 0 ? this.#look(component, id) : offset;
  }

  /** A hash of what a node is by itself, whoever it is; once its marks were asked for. */
  ownOf(component: number, id: number): number {
    return this.#known[component]!.items[WORDS * id + OWN]!;
  }

  /**
   * What a node that names no other is: a number that two nodes of a group share exactly when each could be the other; once
   * its marks were asked for.
   */
  formOf(component: number, id: number): number {
    return this.#known[component]!.items[WORDS * id + FORM]! - 1;
  }

  /** Whether the marks at an offset have one of these nodes. */
  names(offset: number, one: NodeIndex, other: NodeIndex): boolean {
    const data = this.data.items;
    const end = offset + 1 + 2 * data[offset]!;
    for (let at = offset + 1; at < end; at += 2) {
      if (data[at] === one || data[at] === other) return true;
    }
    return false;
  }

  /** Whether the marks at an offset have a node that moves: by node, where it goes. */
  namesMoving(offset: number, places: Int32Array): boolean {
    const data = this.data.items;
    const end = offset + 1 + 2 * data[offset]!;
    for (let at = offset + 1; at < end; at += 2) {
      if (places[data[at]!] !== data[at]) return true;
    }
    return false;
  }

  /** Where the ties of a component are. */
  tiesOf(component: number, id: number): number {
    const known = this.#ties[component]!;
    const offset = id < known.length ? known.items[id]! : 0;
    return offset === 0 ? this.#lookForTies(component, id) : offset;
  }

  #look(component: number, id: number): number {
    const known = this.#known[component]!;
    const node = component - FIRST_NODE;
    const group = this.#groupOf[node];
    const { plain, marks } = this.#sketcher(component).sketch(contentOf(this.#components, component, id));
    const salt = this.#saltOf(component);
    const offset = marks.size === 0 ? 1 : this.data.length;
    if (marks.size > 0) {
      this.data.push(marks.size);
      for (const [named, mark] of marks) {
        this.data.push(named);
        this.data.push(mix(mark, salt));
      }
    }
    const form = group === undefined || marks.size > 0 ? NO_FORM : this.#formOf(group, node, id);
    while (known.length < WORDS * (id + 1)) known.push(0);
    known.items.set([offset, mix(plain, OWN_SALT), form + 1], WORDS * id);
    return offset;
  }

  /** What the node would be in the place of the first of its group. */
  #formOf({ first }: Group, node: NodeIndex, id: number): number {
    return node === first ? id : this.#renamings.exchanged(node, id, first);
  }

  #lookForTies(component: number, id: number): number {
    const ties = this.#sketcher(component).ties(contentOf(this.#components, component, id));
    const salt = mix(this.#saltOf(component), TIES_SALT);
    const offset = ties.length === 0 ? 1 : this.data.length;
    if (ties.length > 0) {
      this.data.push(ties.length);
      for (const { one, other, hash } of ties) for (const word of [one, other, mix(hash, salt)]) this.data.push(word);
    }
    const known = this.#ties[component]!;
    while (known.length <= id) known.push(0);
    known.items[id] = offset;
    return offset;
  }

  #sketcher(component: number): Sketcher {
    const node = component - FIRST_NODE;
    return new Sketcher(this.#masks, node >= 0 && this.#groupOf[node] !== undefined ? node : undefined);
  }

  /** Equal for the nodes of one group, so that who they are does not matter. */
  #saltOf(component: number): number {
    const group = this.#groupOf[component - FIRST_NODE];
    return group === undefined ? saltOf(1_000_000 + component) : saltOf(2_000_000 + group.role);
  }
}
