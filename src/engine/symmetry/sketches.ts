import { mix, saltOf } from '../../base/mixing.ts';
import type { NodeIndex, Value } from '../../model/values.ts';

/**
 * What a value says, in hashes that do not depend on who is who of the nodes that can be exchanged.
 * - plain: what is left when nobody knows who they are;
 * - marks: for each of them that the value names, what is left when only that one is known.
 */
export interface Sketch {
  readonly plain: number;
  readonly marks: ReadonlyMap<NodeIndex, number>;
}

/** Two nodes that a value names together, such as the key and the value of an entry, and how. */
export interface Tie {
  readonly one: NodeIndex;
  readonly other: NodeIndex;
  readonly hash: number;
}

/** How nodes look in a sketch: by node what is written for one that is not known; undefined for one that cannot be exchanged. */
export type Masks = readonly (number | undefined)[];

const NO_MARKS: ReadonlyMap<NodeIndex, number> = new Map();
const OWNER = mix(1, saltOf(101));
const MARKED = saltOf(102);
const OTHER_MARKED = saltOf(103);
const NAMED = saltOf(104);
const NUMBER = saltOf(105);
const TEXT = saltOf(106);
const ENTRY = saltOf(107);
const ITEM = saltOf(108);
const SEEDS = {
  null: saltOf(110),
  set: saltOf(111),
  list: saltOf(112),
  map: saltOf(113),
  record: saltOf(114),
} as const;

/** A part of a value with what tells its place from others; the parts of a bag have the same place. */
interface Part {
  readonly of: Value;
  readonly place: number;
}

/** Looks at the values of one owner: the node whose they are, which knows itself; undefined for what is nobody's. */
export class Sketcher {
  readonly #masks: Masks;
  readonly #owner: NodeIndex | undefined;

  constructor(masks: Masks, owner: NodeIndex | undefined) {
    this.#masks = masks;
    this.#owner = owner;
  }

  sketch(value: Value): Sketch {
    if (typeof value !== 'object' || value === null) return { plain: hashOf(value), marks: NO_MARKS };
    if (value.kind === 'node') return this.#nodeSketch(value.index);
    if (value.kind !== 'map') {
      const parts = partsOf(value).map(({ of, place }) => ({ sketch: this.sketch(of), place }));
      return combined(SEEDS[value.kind], parts);
    }
    const entries = value.keys.map((key, i) => ({ sketch: this.#entry(key, value.values[i]!), place: ENTRY }));
    return combined(SEEDS.map, entries);
  }

  /** The pairs of nodes that are named together in a way that the marks of each alone do not tell. */
  ties(value: Value): readonly Tie[] {
    const found: Tie[] = [];
    this.#findTies(value, 0, found);
    return found;
  }

  #nodeSketch(node: NodeIndex): Sketch {
    if (node === this.#owner) return { plain: OWNER, marks: NO_MARKS };
    const mask = this.#masks[node];
    if (mask === undefined) return { plain: mix(node, NAMED), marks: NO_MARKS };
    return { plain: mask, marks: new Map([[node, mix(mask, MARKED)]]) };
  }

  #entry(key: Value, value: Value): Sketch {
    return combined(SEEDS.list, [
      { sketch: this.sketch(key), place: saltOf(0) },
      { sketch: this.sketch(value), place: saltOf(1) },
    ]);
  }

  // In what has its place, a mark tells where it is. Only in bags does it have to be told who stands with whom.
  #findTies(value: Value, place: number, found: Tie[]): void {
    if (typeof value !== 'object' || value === null || value.kind === 'node') return;
    if (value.kind === 'list' || value.kind === 'record') {
      for (const part of partsOf(value)) this.#findTies(part.of, mix(part.place, place), found);
      return;
    }
    const items = value.kind === 'set' ? value.items : value.keys.map((key, i) => asEntry(key, value.values[i]!));
    for (const item of items) {
      const nodes = [...this.sketch(item).marks.keys()];
      if (nodes.length < 2) continue;
      for (const one of nodes) {
        for (const other of nodes) {
          if (one !== other) found.push({ one, other, hash: mix(this.#marked(item, one, other), place) });
        }
      }
    }
  }

  /** What is left of a value when two nodes are known, one from the other. */
  #marked(value: Value, one: NodeIndex, other: NodeIndex): number {
    if (typeof value !== 'object' || value === null) return hashOf(value);
    if (value.kind === 'node') {
      const { plain } = this.#nodeSketch(value.index);
      return value.index === one ? mix(plain, MARKED) : value.index === other ? mix(plain, OTHER_MARKED) : plain;
    }
    if (value.kind !== 'map') {
      return partsOf(value).reduce(
        (sum, { of, place }) => (sum + mix(this.#marked(of, one, other), place)) | 0,
        SEEDS[value.kind],
      );
    }
    return value.keys.reduce<number>((sum, key, i) => {
      return (sum + mix(this.#marked(asEntry(key, value.values[i]!), one, other), ENTRY)) | 0;
    }, SEEDS.map);
  }
}

function asEntry(key: Value, value: Value): Value {
  return { kind: 'list', items: [key, value] };
}

function partsOf(value: Extract<Value, { readonly kind: 'set' | 'list' | 'record' }>): readonly Part[] {
  switch (value.kind) {
    case 'set':
      return value.items.map(of => ({ of, place: ITEM }));
    case 'list':
      return value.items.map((of, i) => ({ of, place: saltOf(i) }));
    case 'record':
      return value.fields.map((of, i) => ({ of, place: saltOf(i) }));
  }
}

/** Sums, so that marking a node in one part is a matter of that part alone. */
function combined(seed: number, parts: readonly { readonly sketch: Sketch; readonly place: number }[]): Sketch {
  let plain = seed;
  for (const { sketch, place } of parts) plain = (plain + mix(sketch.plain, place)) | 0;
  let marks: Map<NodeIndex, number> | undefined;
  for (const { sketch, place } of parts) {
    if (sketch.marks.size === 0) continue;
    marks ??= new Map();
    const masked = mix(sketch.plain, place);
    for (const [node, mark] of sketch.marks) {
      marks.set(node, ((marks.get(node) ?? plain) - masked + mix(mark, place)) | 0);
    }
  }
  return { plain, marks: marks ?? NO_MARKS };
}

function hashOf(value: boolean | number | string | null): number {
  if (value === null) return SEEDS.null;
  if (typeof value === 'string') return textHash(value);
  if (typeof value === 'boolean') return mix(value ? 3 : 2, NAMED);
  const high = Math.floor(value / 2 ** 32);
  return mix(mix(value | 0, NUMBER), high | 0);
}

function textHash(text: string): number {
  let hash = TEXT;
  for (let i = 0; i < text.length; i += 1) hash = mix(text.charCodeAt(i), hash);
  return hash;
}
