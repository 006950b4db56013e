import { commonItems } from '../base/commonItems.ts';

/**
 * A value as a tree, read from its text (`formatValue` in the model). The language has no strings: what is not a structure is
 * a number, a word or the name of a node, and none of these has a sign of the notation in it. So the text says all there is
 * to know, but that `{}` is an empty set and an empty map.
 */
export interface ValueTree {
  readonly kind: 'leaf' | 'record' | 'map' | 'set' | 'list';
  /** All of it, as the language writes it. */
  readonly text: string;
  /** Of a record its type, else empty. */
  readonly type: string;
  /** Empty for a leaf. */
  readonly children: readonly ValueChild[];
}

export interface ValueChild {
  /** The name of a field, the text of a key, the index in a list; empty for the member of a set. */
  readonly label: string;
  readonly value: ValueTree;
}

/** The tree of a text. What is no value of the language, such as `3 of 10` or `{1, `, is a leaf as a whole. */
export function valueTree(text: string): ValueTree {
  const reader = new Reader(text);
  const tree = reader.value(0);
  return tree !== undefined && reader.at === text.length ? tree : leaf(text);
}

/** How two values differ, all the way down. `same` and `changed` have both sides, `added` and `removed` one. */
export interface Difference {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  /** As `ValueChild.label`; of the item of a list its index after, or before for what is removed. Empty for the whole. */
  readonly label: string;
  readonly before: ValueTree | undefined;
  readonly after: ValueTree | undefined;
  /**
   * What both have, what is new and what is gone, in the order of the value after, what is gone where it stood before. Empty
   * unless both sides are structures of one kind: then the whole was replaced.
   */
  readonly children: readonly Difference[];
}

/**
 * Aligns fields and keys by name, members of sets by what they are, and items of lists so that most stay; between those, items
 * that changed are taken for one another in their order.
 */
export function differenceOf(before: ValueTree, after: ValueTree, label = ''): Difference {
  if (before.text === after.text) return { kind: 'same', label, before, after, children: [] };
  const children = areAlike(before, after) ? childDifferences(before, after) : [];
  return { kind: 'changed', label, before, after, children };
}

/** What of a difference changed, the innermost parts first to last, each with its place as one writes it: `log[0].term`. */
export function changedParts(
  difference: Difference,
  place = '',
): readonly { readonly place: string; readonly difference: Difference }[] {
  if (difference.kind === 'same') return [];
  if (difference.children.length === 0) return [{ place, difference }];
  const { kind } = difference.after ?? leaf('');
  return difference.children.flatMap(child => {
    const written = kind === 'record' ? `.${child.label}` : `[${child.label}]`;
    return changedParts(child, child.label === '' ? place : place + written);
  });
}

/** Structures that deep are taken for one word. Values of protocols are not, and traces of others must not exhaust the stack. */
const DEPTH_MAX = 64;
const SIGNS = '{}[](),:';

/** Reads one text from left to right; each answer is undefined where the text is no value. */
class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): ValueTree | undefined {
    if (depth > DEPTH_MAX) return undefined;
    const start = this.at;
    const sign = this.#text[start];
    if (sign === '{') return this.#structure(start, '', '}', () => this.#memberOrEntry(depth));
    if (sign === '[') return this.#structure(start, '', ']', index => this.#labelled(String(index), depth));
    const word = this.#word();
    if (word === '') return undefined;
    if (this.#text[this.at] !== '(') return leaf(word);
    return TYPE.test(word) ? this.#structure(start, word, ')', () => this.#field(depth)) : undefined;
  }

  #structure(
    start: number,
    type: string,
    close: string,
    readChild: (index: number) => ValueChild | undefined,
  ): ValueTree | undefined {
    this.at += 1;
    const children: ValueChild[] = [];
    while (this.#text[this.at] !== close) {
      if (children.length > 0 && !this.#takes(', ')) return undefined;
      const child = readChild(children.length);
      if (child === undefined) return undefined;
      children.push(child);
    }
    this.at += 1;
    const kind = kindOf(close, children);
    return kind && { kind, text: this.#text.slice(start, this.at), type, children };
  }

  #memberOrEntry(depth: number): ValueChild | undefined {
    const value = this.value(depth + 1);
    if (value === undefined) return undefined;
    return this.#takes(': ') ? this.#labelled(value.text, depth) : { label: '', value };
  }

  #field(depth: number): ValueChild | undefined {
    const label = this.#word();
    return TYPE.test(label) && this.#takes(': ') ? this.#labelled(label, depth) : undefined;
  }

  #labelled(label: string, depth: number): ValueChild | undefined {
    const value = this.value(depth + 1);
    return value && { label, value };
  }

  #takes(sign: string): boolean {
    const isNext = this.#text.startsWith(sign, this.at);
    if (isNext) this.at += sign.length;
    return isNext;
  }

  #word(): string {
    const start = this.at;
    while (this.at < this.#text.length && !SIGNS.includes(this.#text[this.at]!)) this.at += 1;
    return this.#text.slice(start, this.at);
  }
}

const TYPE = /^\w+$/;

/** Undefined for members among entries. */
function kindOf(close: string, children: readonly ValueChild[]): ValueTree['kind'] | undefined {
  if (close === ')') return 'record';
  if (close === ']') return 'list';
  const entries = children.filter(({ label }) => label !== '').length;
  if (entries === 0) return 'set';
  return entries === children.length ? 'map' : undefined;
}

function leaf(text: string): ValueTree {
  return { kind: 'leaf', text, type: '', children: [] };
}

/** Whether the parts of two values can be compared. An empty set may be an empty map. */
function areAlike(before: ValueTree, after: ValueTree): boolean {
  if (before.kind === after.kind) return before.kind !== 'leaf' && before.type === after.type;
  const kinds = [before.kind, after.kind];
  return kinds.includes('map') && kinds.includes('set') && [before, after].some(({ text }) => text === '{}');
}

function childDifferences(before: ValueTree, after: ValueTree): readonly Difference[] {
  if (after.kind === 'list') return itemDifferences(before.children, after.children);
  // Members of a set are their own names.
  const nameOf = ({ label, value }: ValueChild): string => (label === '' ? value.text : label);
  const afterNames = new Set(after.children.map(nameOf));
  const places = new Map(before.children.map((child, i) => [nameOf(child), i] as const));
  const differences: Difference[] = [];
  let next = 0;
  const isGone = (at: number): boolean => at < before.children.length && !afterNames.has(nameOf(before.children[at]!));
  // What is gone stands before what is new at the same place.
  const takeGone = (until: number): void => {
    for (; next < until || isGone(next); next += 1) {
      if (isGone(next)) differences.push(removed(before.children[next]!));
    }
  };
  for (const child of after.children) {
    const at = places.get(nameOf(child));
    takeGone(at ?? next);
    if (at === undefined) differences.push(added(child));
    else {
      next = Math.max(next, at + 1);
      differences.push(differenceOf(before.children[at]!.value, child.value, child.label));
    }
  }
  takeGone(before.children.length);
  return differences;
}

function itemDifferences(before: readonly ValueChild[], after: readonly ValueChild[]): readonly Difference[] {
  const differences: Difference[] = [];
  let [b, a] = [0, 0];
  const takeUntil = (untilBefore: number, untilAfter: number): void => {
    for (; b < untilBefore && a < untilAfter; b += 1, a += 1) {
      const { label, value } = after[a]!;
      differences.push(differenceOf(before[b]!.value, value, label));
    }
    for (; b < untilBefore; b += 1) differences.push(removed(before[b]!));
    for (; a < untilAfter; a += 1) differences.push(added(after[a]!));
  };
  const textsOf = (items: readonly ValueChild[]): readonly string[] => items.map(({ value }) => value.text);
  for (const [keptBefore, keptAfter] of commonItems(textsOf(before), textsOf(after))) {
    takeUntil(keptBefore, keptAfter);
    takeUntil(keptBefore + 1, keptAfter + 1);
  }
  takeUntil(before.length, after.length);
  return differences;
}

function added({ label, value }: ValueChild): Difference {
  return { kind: 'added', label, before: undefined, after: value, children: [] };
}

function removed({ label, value }: ValueChild): Difference {
  return { kind: 'removed', label, before: value, after: undefined, children: [] };
}
