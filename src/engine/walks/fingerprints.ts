import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { mix, saltOf } from '../../base/mixing.ts';
import { envelopeKey, environmentKey, localKey, observationsKey } from '../../model/stateKey.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';

/** Two words of a text's own, so that different texts hardly ever have both in common. */
interface Words {
  readonly one: GrowableIntegers;
  readonly other: GrowableIntegers;
}

/**
 * The fingerprints of states: 64 bits of what a state is, whatever ids its parts have, so that they stay the same when those
 * are given anew. Those of two different states agree with a probability of 2⁻⁶⁴.
 */
export class Fingerprints {
  /** The fingerprint of the row looked at last. */
  one = 0;
  other = 0;
  readonly #components: Components;
  readonly #onPair: (node: number, pair: number) => void;
  /** By component: what the values with these ids contribute. */
  readonly #words: readonly Words[];
  readonly #salts: Int32Array;
  readonly #otherSalts: Int32Array;

  /** `onPair` is told once of every pair of a local state and an inbox that some row has. */
  constructor(components: Components, onPair: (node: number, pair: number) => void) {
    const { length } = components.kinds;
    this.#components = components;
    this.#onPair = onPair;
    this.#words = Array.from({ length }, () => ({ one: new GrowableIntegers(), other: new GrowableIntegers() }));
    this.#salts = Int32Array.from({ length }, (_, component) => saltOf(component));
    this.#otherSalts = Int32Array.from({ length }, (_, component) => saltOf(~component));
  }

  get bytes(): number {
    return this.#words.reduce((sum, { one, other }) => sum + one.bytes + other.bytes, 0);
  }

  look(row: Int32Array): void {
    let one = 0;
    let other = 0;
    for (let component = 0; component < row.length; component += 1) {
      const words = this.#words[component]!;
      const id = row[component]!;
      // A word of 0 stands for one that is not worked out yet.
      if (id >= words.one.length || words.one.items[id] === 0) this.#workOut(component, id);
      one = (one + mix(words.one.items[id]!, this.#salts[component]!)) | 0;
      other = (other + mix(words.other.items[id]!, this.#otherSalts[component]!)) | 0;
    }
    this.one = one;
    this.other = other;
  }

  #workOut(component: number, id: number): void {
    const { one, other } = this.#words[component]!;
    while (one.length <= id) {
      one.push(0);
      other.push(0);
    }
    const text = this.#textOf(component, id);
    one.items[id] = hashOf(text, 0x2545f491) || 1;
    other.items[id] = hashOf(text, 0x6c078965);
    if (component >= FIRST_NODE) this.#onPair(component - FIRST_NODE, id);
  }

  #textOf(component: number, id: number): string {
    const { environments, ghosts } = this.#components;
    if (component === ENVIRONMENT) return environmentKey(environments.valueOf(id));
    if (component === GHOSTS) return observationsKey(ghosts.valueOf(id));
    const node = component - FIRST_NODE;
    const inbox = this.#components.inboxIn(node, id).map(envelopeKey).join(';');
    return `${localKey(this.#components.localIn(node, id))}|${inbox}`;
  }
}

function hashOf(text: string, salt: number): number {
  let hash = salt;
  for (let i = 0; i < text.length; i += 1) hash = mix(hash ^ text.charCodeAt(i), salt);
  return hash;
}
