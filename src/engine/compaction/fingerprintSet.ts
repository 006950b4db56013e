import { present } from '../../base/assert.ts';
import { SHARD_BITS, type Fingerprints } from './fingerprints.ts';
import { FOUND, GROWTH, NO_GAP, Shard, SHARD_BYTES_FIRST } from './shard.ts';

// What an object with a typed array takes beside its cells. An estimate.
const SHARD_BYTES = 300;

// What a fingerprint takes in a shard that was just opened or has just grown.
const NEW_BYTES = 12;

/**
 * A set of fingerprints, divided by their first bits into shards that grow one at a time. So growing takes a few
 * milliseconds and little memory beside what is kept, however many there are.
 */
export class FingerprintSet {
  readonly #fingerprints: Fingerprints;
  /** By the first part of a fingerprint; undefined while empty. */
  readonly #shards: (Shard | undefined)[] = Array.from({ length: 1 << SHARD_BITS });
  #bytes = 0;
  // What `has` looked for last, and where it belongs.
  #shard: Shard | undefined;
  #position = 0;
  #cell = 0;
  #gap = 0;

  constructor(fingerprints: Fingerprints) {
    this.#fingerprints = fingerprints;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What is added to `bytes` at most for the next `count` fingerprints, what is given up while shards grow included. */
  growthBytes(count: number): number {
    const sizes = this.#shards.map(shard => shard?.bytes ?? 0);
    const opened = this.#shards.filter(shard => shard === undefined).length * (SHARD_BYTES + SHARD_BYTES_FIRST);
    return opened + this.#bytes * (GROWTH - 1) + count * NEW_BYTES + Math.max(...sizes);
  }

  /** Looks where the first `count` fingerprints would be, so that `has` finds it in the processor's cache. */
  touch(count: number): number {
    const { shards, orders } = this.#fingerprints;
    const opened = this.#shards;
    let seen = 0;
    for (let i = 0; i < count; i += 1) seen ^= opened[shards[i]!]?.touch(orders[i]!) ?? 0;
    return seen;
  }

  /** Whether the fingerprint at a position is there. */
  has(position: number): boolean {
    const { shards, orders, checks } = this.#fingerprints;
    const shard = this.#shards[shards[position]!] ?? this.#open(shards[position]!);
    this.#shard = shard;
    this.#position = position;
    this.#cell = shard.find(orders[position]!, checks[position]!);
    return this.#cell === FOUND;
  }

  /** Makes room for the fingerprint that `has` did not find. Throws `OutOfMemory`, and changes nothing, where there is no memory for it. */
  reserve(): void {
    const shard = this.#asked();
    const { orders, checks } = this.#fingerprints;
    for (this.#gap = shard.gapFrom(this.#cell); this.#gap === NO_GAP; this.#gap = shard.gapFrom(this.#cell)) {
      const before = shard.bytes;
      shard.grow();
      this.#bytes += shard.bytes - before;
      this.#cell = shard.find(orders[this.#position]!, checks[this.#position]!);
    }
  }

  /** Puts the fingerprint into the set for which room was reserved. */
  put(): void {
    const { orders, checks } = this.#fingerprints;
    this.#asked().put(orders[this.#position]!, checks[this.#position]!, this.#cell, this.#gap);
  }

  #asked(): Shard {
    return present(this.#shard, 'a fingerprint is looked for before it is put');
  }

  #open(index: number): Shard {
    const shard = new Shard();
    this.#shards[index] = shard;
    this.#bytes += shard.bytes + SHARD_BYTES;
    return shard;
  }
}
