import { allocateIntegers } from '../base/allocation.ts';

/** Of more nodes nothing is noted: there are so many bits for them in the word of a step. */
export const KNOWN_NODES_MAX = 26;
const NODES_MASK = 2 ** KNOWN_NODES_MAX - 1;
/** What takes the place of a node in the word of a step that is a fault of one node: faults are taken behind everything else. */
export const BEHIND_ALL = 63;

const CHUNK_BITS = 14;
const CHUNK_STATES = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_STATES - 1;
const GIVEN_UP = new Int32Array(0);

/** Words of a state: the nodes all of whose steps are known, and the step that found it; see `stepWord`. */
const STATE_WORDS = 2;

/** The word of a step: the node that takes it, or `BEHIND_ALL`, and as bits the nodes whose pairs it may change. */
export function stepWord(node: number, changed: number): number {
  return (node << KNOWN_NODES_MAX) | (changed & NODES_MASK);
}

/** Of the word of a step: who takes it, and what it may change. */
export function takerOf(step: number): number {
  return step >>> KNOWN_NODES_MAX;
}

/** The word of a step of which nothing is to be concluded: it may change everything. */
export const CHANGES_ALL = stepWord(BEHIND_ALL, NODES_MASK);

/**
 * Which nodes' steps lead nowhere new, for each state that is not expanded yet, so that those rows need not be made.
 *
 * A state s was found first from p, by a step a. Let b be a step of another node that can be taken in p and changes nothing
 * that a looks at or changes, nor the other way round: taking both leads to the same row in either order (Mazurkiewicz
 * 1977). If the row that b leads to from p has a smaller number than s, it is expanded before s, and with it a is taken
 * behind b: so what b leads to from s is stored by then. It has a smaller number if b was taken in p before a, if it
 * was stored before p was expanded, or if b was itself left out in p for this reason. These are the sleep sets of Godefroid
 * (1996), which leave out steps and no states; in the order of a breadth-first search they need no second visit.
 *
 * Where a sends something to the node of b, b is known all the same, and only what arrives from the node of a may be new.
 */
export class KnownSteps {
  /** Of the state being expanded: the nodes whose steps are known, as bits. */
  all = 0;
  /** The nodes of which all steps are known but arrivals from `sender`. */
  allButArrivals = 0;
  sender = 0;
  /** Whether only such steps are known that send nothing. */
  isFoundByFault = false;
  /** To be given bits: the nodes whose steps were all left out. */
  leftOut = 0;
  readonly #chunks: Int32Array[] = [];
  // Chunks before this one are given up, and of so many states something is noted.
  #firstChunk = 0;
  #length = 0;
  // Of the state being expanded: the first state that is found from it, and the nodes with a step that leads to one.
  #first = 0;
  #leadOn = 0;

  get bytes(): number {
    return (this.#chunks.length - this.#firstChunk) * CHUNK_STATES * STATE_WORDS * Int32Array.BYTES_PER_ELEMENT;
  }

  /**
   * Goes on to a state that is expanded now; `count` is how many there are. Of those that were added by others, or found
   * from a state that was not expanded to its end, nothing is known.
   */
  begin(id: number, count: number): void {
    for (; this.#firstChunk < id >>> CHUNK_BITS; this.#firstChunk += 1) this.#chunks[this.#firstChunk] = GIVEN_UP;
    for (let i = Math.max(this.#first, this.#firstChunk << CHUNK_BITS); i < this.#length; i += 1) this.#write(i, 0, 0);
    while (this.#length < count) this.#push(0, CHANGES_ALL);
    this.#first = count;
    this.#leadOn = 0;
    this.leftOut = 0;
    const chunk = this.#chunks[id >>> CHUNK_BITS]!;
    const at = (id & CHUNK_MASK) * STATE_WORDS;
    const known = chunk[at]!;
    const step = chunk[at + 1]!;
    this.sender = takerOf(step);
    this.isFoundByFault = this.sender === BEHIND_ALL;
    this.all = known & ~step;
    this.allButArrivals = this.isFoundByFault ? 0 : known & step & ~(1 << this.sender);
  }

  /** Takes every step of the state being expanded. */
  forget(): void {
    this.all = 0;
    this.allButArrivals = 0;
  }

  /** Notes that a step leads to state `id`, as soon as it does. */
  lead(id: number, step: number): void {
    if (id < this.#first) return;
    this.#leadOn |= 1 << takerOf(step);
    if (id >= this.#length) this.#push(0, step);
  }

  /** Says what is known in the states that were found, once every step was taken or left out. */
  end(): void {
    const leadNowhere = ~this.#leadOn | this.leftOut;
    for (let id = this.#first; id < this.#length; id += 1) {
      const step = this.#chunks[id >>> CHUNK_BITS]![(id & CHUNK_MASK) * STATE_WORDS + 1]!;
      const taker = takerOf(step);
      const known = taker === BEHIND_ALL ? NODES_MASK : leadNowhere | ((1 << taker) - 1);
      this.#write(id, known & NODES_MASK, step);
    }
    this.#first = this.#length;
  }

  #push(known: number, step: number): void {
    const id = this.#length;
    if ((id & CHUNK_MASK) === 0) this.#chunks.push(allocateIntegers(CHUNK_STATES * STATE_WORDS));
    this.#write(id, known, step);
    this.#length = id + 1;
  }

  #write(id: number, known: number, step: number): void {
    const chunk = this.#chunks[id >>> CHUNK_BITS]!;
    const at = (id & CHUNK_MASK) * STATE_WORDS;
    chunk[at] = known;
    chunk[at + 1] = step;
  }
}

/** Of a state of which nothing is noted. */
export const NOTHING_KNOWN: Pick<KnownSteps, 'all' | 'allButArrivals' | 'sender' | 'isFoundByFault'> = {
  all: 0,
  allButArrivals: 0,
  sender: 0,
  isFoundByFault: false,
};
