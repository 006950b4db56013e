import { type Components, FIRST_NODE } from '../components.ts';
import type { NodeIndex } from '../../model/values.ts';
import { type Colours, Painter } from './colours.ts';
import { Looks, NO_FORM, type Group } from './looks.ts';
import { NOBODY_MOVES, Renamings } from './renamings.ts';
import { Representatives } from './representatives.ts';

/**
 * Replaces rows that differ only by who of interchangeable nodes is who by one of them: their representative.
 *
 * Nodes are coloured by what a row says of them without saying who they are, and ordered by colour (the method of graph
 * canonisation: McKay, "Practical graph isomorphism", 1981). Where nodes of one colour can change places two by two without
 * changing the row, as nearly always, it makes no difference which of them comes first, and the row is found at once.
 * Where they cannot, colours are refined; and where that does not tell them apart, the least of all rows that remain is
 * taken, see `Representatives`.
 */
export class Canonicaliser {
  readonly groups: readonly Group[];
  readonly #renamings: Renamings;
  readonly #looks: Looks;
  readonly #painter: Painter;
  readonly #representatives: Representatives;
  readonly #colours: Colours;
  readonly #nodeCount: number;
  /** By place: the node that was put there by `arrange`. */
  readonly #who: Int32Array;
  /** See `alikeIn`; a node in no group is like itself only. */
  readonly #alike: Int32Array;
  readonly #wanted: Int32Array;
  /** Of the permutation that arranges nodes, by node: its place; and the row before. */
  readonly #places: Int32Array;
  readonly #before: Int32Array;
  /** By node, then by place while nodes are arranged: which of its group's cells, those that are told apart, it is in. */
  readonly #cells: Int32Array;

  constructor(components: Components, groups: readonly Group[]) {
    const { nodes } = components.instance;
    const groupOf = nodes.map(({ index }) =>
      groups.find(({ first, count }) => index >= first && index < first + count),
    );
    this.groups = groups;
    this.#renamings = new Renamings(components);
    this.#looks = new Looks(components, this.#renamings, groupOf);
    this.#painter = new Painter(this.#looks, groups, nodes.length);
    this.#nodeCount = nodes.length;
    this.#colours = new Int32Array(nodes.length);
    this.#alike = Int32Array.from(nodes, ({ index }) => index);
    this.#who = new Int32Array(nodes.length);
    this.#places = new Int32Array(nodes.length);
    this.#before = new Int32Array(FIRST_NODE + nodes.length);
    this.#wanted = new Int32Array(nodes.length);
    this.#cells = new Int32Array(nodes.length);
    this.#representatives = new Representatives(this.#painter, this);
  }

  get bytes(): number {
    return this.#renamings.bytes + this.#looks.bytes;
  }

  /** How many rows were too symmetric to find the least of all: of those that are one, more than one may be kept. */
  get gaveUpCount(): number {
    return this.#representatives.gaveUpCount;
  }

  /** By place: the node of the row canonicalised last that is there now, if any changed places. */
  get who(): Int32Array {
    return this.#who;
  }

  /** Writes the ids of the representative over those of a row; answers whether they may differ. */
  canonicalise(row: Int32Array): boolean {
    const colours = this.#colours;
    this.#painter.paint(row, colours);
    const moves = this.#painter.sort(colours);
    if (this.openPlace(row, colours) < 0) return moves && this.arrange(row, colours, this.#who);
    this.#painter.refine(row, colours);
    if (this.openPlace(row, colours) < 0) return this.arrange(row, colours, this.#who);
    this.#representatives.find(row, colours, this.#who);
    return true;
  }

  /** By node: the first that it can change places with, without changing the row. Overwritten by the next call. */
  alikeIn(row: Int32Array): Int32Array {
    const painter = this.#painter;
    const colours = this.#colours;
    const alike = this.#alike;
    painter.paint(row, colours);
    painter.sort(colours);
    const { order } = painter;
    for (const { first, count } of this.groups) {
      alike[order[first]!] = order[first]!;
      for (let place = first + 1; place < first + count; place += 1) {
        const one = order[place - 1]!;
        const other = order[place]!;
        const isLike = painter.areAlike(colours, one, other) && this.areInterchangeable(row, one, other);
        alike[other] = isLike ? alike[one]! : other;
      }
    }
    return alike;
  }

  /**
   * The first place, in the order of colours, whose node has the colour of the one before it and cannot change places with
   * it; −1 where there is none. The painter must have sorted the colours, and painted the row.
   */
  openPlace(row: Int32Array, colours: Colours): number {
    const painter = this.#painter;
    const { order } = painter;
    for (const { first, count } of this.groups) {
      for (let place = first + 1; place < first + count; place += 1) {
        const one = order[place - 1]!;
        const other = order[place]!;
        if (painter.areAlike(colours, one, other) && !this.areInterchangeable(row, one, other)) return place;
      }
    }
    return -1;
  }

  /** Whether two nodes of a group can change places without changing the row, which must have been painted. */
  areInterchangeable(row: Int32Array, one: NodeIndex, other: NodeIndex): boolean {
    const looks = this.#looks;
    const oneForm = looks.formOf(FIRST_NODE + one, row[FIRST_NODE + one]!);
    const otherForm = looks.formOf(FIRST_NODE + other, row[FIRST_NODE + other]!);
    if (oneForm !== otherForm) return false;
    if (oneForm === NO_FORM) {
      const exchanged = this.#renamings.exchanged(one, row[FIRST_NODE + one]!, other);
      if (exchanged !== row[FIRST_NODE + other]) return false;
    }
    const { namedBy, naming, offsets, namingCount } = this.#painter;
    if (namedBy[one] === 0 && namedBy[other] === 0) return true;
    for (let i = 0; i < namingCount; i += 1) {
      const component = naming[i]!;
      if (component === FIRST_NODE + one || component === FIRST_NODE + other) continue;
      if (!looks.names(offsets[i]!, one, other)) continue;
      const id = row[component]!;
      const isKept =
        one < other
          ? this.#renamings.keeps(component, id, one, other)
          : this.#renamings.keeps(component, id, other, one);
      if (!isKept) return false;
    }
    return true;
  }

  /**
   * Puts the nodes of each group into the order of their colours, which the painter must have sorted, by as few exchanges as
   * it takes: nodes of one colour may come in any order. Notes in `who` which node is at each place then. The row must be
   * the one that was painted. Answers whether any changed places.
   */
  arrange(row: Int32Array, colours: Colours, who: Int32Array): boolean {
    const wanted = this.#wanted;
    const held = this.#cells;
    let permutation = NOBODY_MOVES;
    for (let node = 0; node < this.#nodeCount; node += 1) who[node] = node;
    for (const { first, count } of this.groups) {
      this.#number(first, first + count, colours);
      for (let place = first; place < first + count; place += 1) {
        if (held[place] === wanted[place]) continue;
        const from = placeToTakeFrom(place, first + count, held, wanted);
        permutation = this.#renamings.then(permutation, place, from);
        [held[place], held[from]] = [held[from]!, held[place]!];
        [who[place], who[from]] = [who[from]!, who[place]!];
      }
    }
    if (permutation === NOBODY_MOVES) return false;
    this.#permute(row, permutation, who);
    return true;
  }

  /** Numbers what is told apart in a group: which number is wanted at each place, and which each node has. */
  #number(first: number, end: number, colours: Colours): void {
    const painter = this.#painter;
    const { order } = painter;
    let cell = 0;
    for (let place = first; place < end; place += 1) {
      const node = order[place]!;
      if (place > first && !painter.areAlike(colours, order[place - 1]!, node)) cell += 1;
      this.#wanted[place] = cell;
      this.#cells[node] = cell;
    }
  }

  /** Takes every node of a group to its place. */
  #permute(row: Int32Array, permutation: number, who: Int32Array): void {
    const looks = this.#looks;
    const places = this.#places;
    const before = this.#before;
    const { naming, offsets, namingCount } = this.#painter;
    before.set(row);
    for (let place = 0; place < this.#nodeCount; place += 1) {
      const node = who[place]!;
      places[node] = place;
      // What names others is put right below.
      if (node === place || looks.formOf(FIRST_NODE + node, before[FIRST_NODE + node]!) === NO_FORM) continue;
      row[FIRST_NODE + place] = this.#renamings.exchanged(node, before[FIRST_NODE + node]!, place);
    }
    for (let i = 0; i < namingCount; i += 1) {
      const component = naming[i]!;
      const node = component - FIRST_NODE;
      const at = node < 0 ? component : FIRST_NODE + places[node]!;
      if (at === component && !looks.namesMoving(offsets[i]!, places)) continue;
      row[at] = this.#renamings.after(component, before[component]!, permutation, places);
    }
  }
}

/** A later place that holds what is wanted at `place`; best one that wants what that holds. */
function placeToTakeFrom(place: number, end: number, held: Int32Array, wanted: Int32Array): number {
  let found = -1;
  for (let from = place + 1; from < end; from += 1) {
    if (held[from] !== wanted[place] || held[from] === wanted[from]) continue;
    if (wanted[from] === held[place]) return from;
    if (found < 0) found = from;
  }
  return found;
}
