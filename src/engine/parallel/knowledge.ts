import { assert, present } from '../../base/assert.ts';
import type { Components } from '../components.ts';
import type { Interner } from '../interner.ts';
import type { Labels } from '../liveness/labels.ts';
import type { NodePairs } from '../nodePairs.ts';
import type { RowSet, SharedRows } from '../rowSet.ts';
import type { NewValues, Numbered } from './messages.ts';

/** What one helper has been told so far. */
export class Told {
  readonly #counts = new Map<object, number>();
  #layout: object | undefined;
  #chunks = 0;
  readonly #shards: Int32Array[] = [];

  /** The values that were numbered since the last time. */
  values(components: Components, labels: Labels): NewValues {
    const { instance } = components;
    const firstOfRole = instance.protocol.roles.map((_, role) => instance.nodes.find(node => node.role === role));
    return {
      environments: this.#news(components.environments),
      ghosts: this.#news(components.ghosts),
      labels: this.#news(labels.interner),
      locals: firstOfRole.map(node =>
        node === undefined ? { first: 0, values: [] } : this.#news(components.locals(node.index)),
      ),
      inboxes: instance.nodes.map(({ index }) => this.#news(components.inboxes(index))),
      pairs: instance.nodes.map(({ index }) => this.#newPairs(components.pairs(index))),
    };
  }

  /** The arrays that are new since the last time. */
  rows({ rows, shards, indexBits }: RowSet): SharedRows {
    // In another layout every chunk is another array.
    if (rows.layout !== this.#layout) this.#chunks = 0;
    this.#layout = rows.layout;
    const firstChunk = this.#chunks;
    const chunks = rows.chunks.slice(firstChunk);
    this.#chunks = rows.chunks.length;
    const changed = shards.flatMap((slots, shard) => {
      if (this.#shards[shard] === slots) return [];
      this.#shards[shard] = slots;
      return [{ shard, indexBits: indexBits[shard]!, slots }];
    });
    return { bits: rows.layout.bits, firstChunk, chunks, shards: changed };
  }

  #news<Value>(interner: Interner<Value>): Numbered<Value> {
    const first = this.#counts.get(interner) ?? 0;
    this.#counts.set(interner, interner.count);
    return { first, values: interner.valuesFrom(first) };
  }

  #newPairs(pairs: NodePairs): readonly number[] {
    const known = this.#counts.get(pairs) ?? 0;
    this.#counts.set(pairs, pairs.count);
    const news: number[] = [];
    for (let pair = known; pair < pairs.count; pair += 1) news.push(pairs.localOf(pair), pairs.inboxOf(pair));
    return news;
  }
}

/** Gives values the numbers that they have in the search. */
export function learn(values: NewValues, components: Components, labels: Labels): void {
  const { instance } = components;
  learnAll(components.environments, values.environments);
  learnAll(components.ghosts, values.ghosts);
  learnAll(labels.interner, values.labels);
  for (const [role, locals] of values.locals.entries()) {
    const node = instance.nodes.find(each => each.role === role);
    if (node !== undefined) learnAll(components.locals(node.index), locals);
  }
  for (const [node, inboxes] of values.inboxes.entries()) learnAll(components.inboxes(node), inboxes);
  for (const [node, pairs] of values.pairs.entries()) {
    const known = components.pairs(node);
    known.isFixed = false;
    for (let i = 0; i < pairs.length; i += 2) {
      const id = known.count;
      const added = known.idOf(present(pairs[i], 'a local state'), present(pairs[i + 1], 'an inbox'));
      assert(added === id, 'a pair has the number it has in the search');
    }
    known.isFixed = true;
  }
}

function learnAll<Value>(interner: Interner<Value>, { first, values }: Numbered<Value>): void {
  interner.isFixed = false;
  for (const [i, value] of values.entries()) {
    assert(interner.idOf(value) === first + i, 'a value has the number it has in the search');
  }
  interner.isFixed = true;
}
