import { present } from '../../base/assert.ts';
import { mix, saltOf } from '../../base/mixing.ts';
import type { NodeIndex } from '../../model/values.ts';
import { FIRST_NODE } from '../components.ts';
import type { Group, Looks } from './looks.ts';

const KEPT = saltOf(301);
const NAMED_BY = saltOf(302);
const NAMES = saltOf(303);
const TIED = saltOf(304);
const SINGLED_OUT = saltOf(305);

/**
 * Colours of the nodes that can be exchanged, by node: hashes of what a row says of them that do not depend on who is who.
 * Nodes that can be exchanged for one another, all others changing places in whatever way, have the same colour.
 */
export type Colours = Int32Array;

/**
 * Colours nodes, and keeps those of each group in order: first by what is said of them where nobody of a group speaks, then by
 * colour. So a value that all share, which is large where it names many nodes, comes in few arrangements.
 */
export class Painter {
  /** At the places of a group its nodes in order. */
  readonly order: Int32Array;
  /** By node: a hash of what the components of the row painted last say of it that are not those of exchangeable nodes. */
  readonly said: Int32Array;
  /** By node: how many components of the row painted last name it. */
  readonly namedBy: Int32Array;
  /** The components of the row painted last that name nodes, with the offsets of their marks. */
  readonly naming: Int32Array;
  readonly offsets: Int32Array;
  namingCount = 0;
  readonly #looks: Looks;
  readonly #groups: readonly Group[];
  /** By component of a row: whose it is, if that node can be exchanged; −1 for all others. */
  readonly #ownerOf: Int32Array;
  readonly #next: Int32Array;

  constructor(looks: Looks, groups: readonly Group[], nodeCount: number) {
    this.#looks = looks;
    this.#groups = groups;
    this.order = new Int32Array(nodeCount);
    this.said = new Int32Array(nodeCount);
    this.namedBy = new Int32Array(nodeCount);
    this.naming = new Int32Array(FIRST_NODE + nodeCount);
    this.offsets = new Int32Array(FIRST_NODE + nodeCount);
    this.#next = new Int32Array(nodeCount);
    this.#ownerOf = new Int32Array(FIRST_NODE + nodeCount).fill(-1);
    for (const { first, count } of groups) {
      for (let node = first; node < first + count; node += 1) this.#ownerOf[FIRST_NODE + node] = node;
    }
  }

  /** Paints each node by what it is, and what others say of it. */
  paint(row: Int32Array, colours: Colours): void {
    const { said, namedBy, naming, offsets } = this;
    const looks = this.#looks;
    const ownerOf = this.#ownerOf;
    said.fill(0);
    namedBy.fill(0);
    let count = 0;
    for (let component = 0; component < row.length; component += 1) {
      const offset = looks.marksOf(component, row[component]!);
      const owner = ownerOf[component]!;
      if (owner >= 0) colours[owner] = looks.ownOf(component, row[component]!);
      if (looks.data.items[offset] === 0) continue;
      naming[count] = component;
      offsets[count] = offset;
      count += 1;
    }
    this.namingCount = count;
    // Only now: data moves when it grows.
    const data = looks.data.items;
    for (let i = 0; i < count; i += 1) {
      const end = offsets[i]! + 1 + 2 * data[offsets[i]!]!;
      const sayings = ownerOf[naming[i]!]! < 0 ? said : colours;
      for (let at = offsets[i]! + 1; at < end; at += 2) {
        const node = data[at]!;
        sayings[node] = (sayings[node]! + data[at + 1]!) | 0;
        namedBy[node] = namedBy[node]! + 1;
      }
    }
  }

  /** Puts each group's nodes in order; answers whether any is elsewhere then. */
  sort(colours: Colours): boolean {
    const { order, said } = this;
    let moves = false;
    for (const { first, count } of this.#groups) {
      for (let place = first; place < first + count; place += 1) {
        const colour = colours[place]!;
        const saying = said[place]!;
        let at = place;
        while (at > first) {
          const before = order[at - 1]!;
          if (said[before]! < saying || (said[before] === saying && colours[before]! <= colour)) break;
          order[at] = before;
          at -= 1;
        }
        order[at] = place;
        moves ||= at !== place;
      }
    }
    return moves;
  }

  /**
   * Tells apart as many nodes as there are differences in whom they name, and who names them, until nothing more comes of
   * it (colour refinement, of graphs the 1-dimensional algorithm of Weisfeiler and Leman). Nodes that had different
   * colours keep them apart.
   */
  refine(row: Int32Array, colours: Colours): void {
    let count = this.#countColours(colours);
    for (let before = 0; count > before;) {
      before = count;
      this.#spread(row, colours);
      count = this.#countColours(colours);
    }
  }

  /** Gives one node a colour of its own, and others as that tells them apart. */
  singleOut(row: Int32Array, colours: Colours, node: NodeIndex): void {
    colours[node] = mix(colours[node]!, SINGLED_OUT);
    this.refine(row, colours);
  }

  /** The nodes of the group that a place is in with the colour of that at the place, which must be sorted. */
  cellAt(place: number, colours: Colours): readonly NodeIndex[] {
    const { order } = this;
    const { first, count } = present(
      this.#groups.find(group => place >= group.first && place < group.first + group.count),
      'a place is in a group',
    );
    return [...order.subarray(first, first + count)].filter(node => this.areAlike(colours, node, order[place]!));
  }

  /** Whether nothing tells two nodes apart so far. */
  areAlike(colours: Colours, one: NodeIndex, other: NodeIndex): boolean {
    return colours[one] === colours[other] && this.said[one] === this.said[other];
  }

  #countColours(colours: Colours): number {
    this.sort(colours);
    const { order } = this;
    let different = 0;
    for (const { first, count } of this.#groups) {
      different += 1;
      for (let place = first + 1; place < first + count; place += 1) {
        if (!this.areAlike(colours, order[place - 1]!, order[place]!)) different += 1;
      }
    }
    return different;
  }

  /** Adds to each node's colour the colours of those it has to do with. */
  #spread(row: Int32Array, colours: Colours): void {
    const next = this.#next;
    for (let node = 0; node < colours.length; node += 1) next[node] = mix(colours[node]!, mix(this.said[node]!, KEPT));
    for (let i = 0; i < this.namingCount; i += 1) {
      const component = this.naming[i]!;
      const owner = this.#ownerOf[component]!;
      const ownerColour = owner < 0 ? 0 : colours[owner]!;
      if (owner >= 0) this.#spreadMarks(this.offsets[i]!, owner, colours);
      this.#spreadTies(this.#looks.tiesOf(component, row[component]!), ownerColour, colours);
    }
    colours.set(next);
  }

  #spreadMarks(offset: number, owner: NodeIndex, colours: Colours): void {
    const next = this.#next;
    const data = this.#looks.data.items;
    const end = offset + 1 + 2 * data[offset]!;
    for (let at = offset + 1; at < end; at += 2) {
      const node = data[at]!;
      const mark = data[at + 1]!;
      next[node] = (next[node]! + mix(mix(mark, NAMED_BY), colours[owner]!)) | 0;
      next[owner] = (next[owner]! + mix(mix(mark, NAMES), colours[node]!)) | 0;
    }
  }

  #spreadTies(offset: number, ownerColour: number, colours: Colours): void {
    const next = this.#next;
    const data = this.#looks.data.items;
    const end = offset + 1 + 3 * data[offset]!;
    for (let at = offset + 1; at < end; at += 3) {
      const one = data[at]!;
      const tie = mix(mix(data[at + 2]!, TIED), ownerColour);
      next[one] = (next[one]! + mix(tie, colours[data[at + 1]!]!)) | 0;
    }
  }
}
