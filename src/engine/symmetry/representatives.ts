import type { NodeIndex } from '../../model/values.ts';
import type { Colours, Painter } from './colours.ts';

/** How many rows are compared for one before the search for the least is given up. */
const LEAVES_MAX = 1_000;

/** What `branch` answers when there is no reason to go back. */
const NO_RETURN = Infinity;

/** What is asked of a row and its colours; see `Canonicaliser`. */
export interface Arranger {
  openPlace(row: Int32Array, colours: Colours): number;
  areInterchangeable(row: Int32Array, one: NodeIndex, other: NodeIndex): boolean;
  arrange(row: Int32Array, colours: Colours, who: Int32Array): boolean;
}

/** One choice on the way to a leaf: which nodes have colours so far, and which were found to be alike. */
interface Level {
  readonly colours: Colours;
  /** By node: another that some permutation takes to it which changes nothing here; a forest. */
  readonly alike: Int32Array;
  chosen: NodeIndex;
}

/**
 * Finds the least of all rows that nodes of equal colour can be arranged to: each in turn is given a colour of its own, the
 * others are told apart by that, and so on until any arrangement is as good as another. Where two ways lead to one row, a
 * permutation is found that changes nothing, and of choices that it makes alike one is enough (McKay 1981).
 */
export class Representatives {
  /** How many searches were given up; the least row of those compared was taken then. */
  gaveUpCount = 0;
  readonly #painter: Painter;
  readonly #arranger: Arranger;
  readonly #levels: Level[] = [];
  #row = new Int32Array(0);
  #leaf = new Int32Array(0);
  readonly #leafWho: Int32Array;
  #best = new Int32Array(0);
  readonly #bestWho: Int32Array;
  #bestWay: readonly NodeIndex[] = [];
  #leafCount = 0;

  constructor(painter: Painter, arranger: Arranger) {
    this.#painter = painter;
    this.#arranger = arranger;
    this.#leafWho = new Int32Array(painter.order.length);
    this.#bestWho = new Int32Array(painter.order.length);
  }

  /** Writes the representative over `row`, whose refined colours are given, and into `who` which node is at each place then. */
  find(row: Int32Array, colours: Colours, who: Int32Array): void {
    this.#row = row.slice();
    this.#leaf = row.slice();
    this.#best = row.slice();
    this.#leafCount = 0;
    this.#level(0).colours.set(colours);
    this.#branch(0);
    if (this.#leafCount >= LEAVES_MAX) this.gaveUpCount += 1;
    row.set(this.#best);
    who.set(this.#bestWho);
  }

  /** Tries what is left open at a depth; answers the depth at which to go on where nothing better can come up to there. */
  #branch(depth: number): number {
    const { colours, alike } = this.#level(depth);
    const place = this.#arranger.openPlace(this.#row, colours);
    if (place < 0) return this.#compare(depth, colours);
    for (let node = 0; node < alike.length; node += 1) alike[node] = node;
    const tried: NodeIndex[] = [];
    for (const node of this.#choices(place, colours)) {
      if (tried.some(other => rootOf(alike, other) === rootOf(alike, node))) continue;
      this.#level(depth).chosen = node;
      const next = this.#level(depth + 1).colours;
      next.set(colours);
      this.#painter.singleOut(this.#row, next, node);
      const back = this.#branch(depth + 1);
      if (back < depth || this.#leafCount >= LEAVES_MAX) return back;
      tried.push(node);
    }
    return NO_RETURN;
  }

  /** The nodes with the colour of that at a place; of those that can change places with another, one. */
  #choices(place: number, colours: Colours): readonly NodeIndex[] {
    return this.#painter.cellAt(place, colours).reduce<NodeIndex[]>((found, node) => {
      const isNew = !found.some(other => this.#arranger.areInterchangeable(this.#row, other, node));
      return isNew ? [...found, node] : found;
    }, []);
  }

  #compare(depth: number, colours: Colours): number {
    this.#leafCount += 1;
    this.#leaf.set(this.#row);
    this.#arranger.arrange(this.#leaf, colours, this.#leafWho);
    const difference = this.#leafCount === 1 ? -1 : compareRows(this.#leaf, this.#best);
    const way = this.#levels.slice(0, depth).map(({ chosen }) => chosen);
    if (difference === 0) return this.#join(way);
    if (difference < 0) {
      this.#best.set(this.#leaf);
      this.#bestWho.set(this.#leafWho);
      this.#bestWay = way;
    }
    return NO_RETURN;
  }

  /** Two ways lead to one row: what takes one to the other changes nothing. Answers where they part, if it keeps all before. */
  #join(way: readonly NodeIndex[]): number {
    const taken = new Int32Array(this.#leafWho.length);
    this.#leafWho.forEach((node, place) => (taken[node] = this.#bestWho[place]!));
    const parting = way.findIndex((node, depth) => node !== this.#bestWay[depth]);
    const keepsWay = way.every((node, depth) => depth > parting || taken[node] === this.#bestWay[depth]);
    if (parting < 0 || !keepsWay) return NO_RETURN;
    for (let depth = 0; depth <= parting; depth += 1) {
      const { alike } = this.#level(depth);
      taken.forEach((to, node) => (alike[rootOf(alike, node)] = rootOf(alike, to)));
    }
    return parting;
  }

  #level(depth: number): Level {
    const size = this.#painter.order.length;
    return (this.#levels[depth] ??= { colours: new Int32Array(size), alike: new Int32Array(size), chosen: 0 });
  }
}

function rootOf(alike: Int32Array, node: NodeIndex): NodeIndex {
  let root = node;
  while (alike[root] !== root) root = alike[root]!;
  return root;
}

function compareRows(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return 0;
}
