import { allocateIntegers } from '../base/allocation.ts';
import { GrowableIntegers } from '../base/growableIntegers.ts';

/** Words before the steps of one pair in `StepTable.data`, in this order. */
export const HEADER_WORDS = 5;
/** How many steps there are that are no faults; then how many faults, and then what Byzantine nodes send, come behind. */
export const STEP_COUNT = 0;
export const FAULT_COUNT = 1;
export const FORGED_COUNT = 2;
/** How many more steps there are that change nothing at all. */
export const STUTTER_COUNT = 3;
/** What else is to be known of the pair: a sum of the flags below. */
export const FLAGS = 4;

/** The node is Byzantine. */
export const IS_BYZANTINE = 1;
/** A timer of the node must fire before time goes on. */
export const IS_URGENT = 2;
/** A timer may fire. */
export const MUST_FIRE = 4;
/** A timer may fire, or an action be taken. */
export const WANTS_TO_ACT = 8;
/** More equal messages are in flight to the node than the search may explore. */
export const IS_CROWDED = 16;
/** There are faults, or what Byzantine nodes send. */
export const HAS_MORE = 32;
/** No step that is no fault can go wrong, and each changes the pair of the node and nothing else. */
export const ONLY_PLAIN = 64;
/** Or sends besides, on a network where it makes no difference who sent first, and what arrived meanwhile. */
export const ONLY_SENDS = 128;

/** Words of one step in `StepTable.data`, in this order. */
export const STEP_WORDS = 5;
/** When it can be taken: the sender of the message that arrives, whose link must be up, or one of the codes below. */
export const STEP_WHEN = 0;
/** The node's local state and inbox afterwards, its messages to itself included; `FAILED` when that goes wrong. */
export const STEP_PAIR = 1;
/** What happens outside the node: an offset in `EffectTable.data`, `NOTHING`, or `PLAIN`. */
export const STEP_EFFECT = 2;
/** The failure of the instance whose budget pays for the step; −1 for a step that nobody pays. */
export const STEP_FAILURE = 3;
/** What fairness sees of it: one of `Labels`. */
export const STEP_LABEL = 4;

/** Nothing happens outside the node, and its pair becomes another: most steps are so. */
export const PLAIN = -1;

/** Always. */
export const ALWAYS = -1;
/** A timer or an action: not while everything arrives first. */
export const SPONTANEOUS = -2;
/** An arrival, or a loss, that needs no link. */
export const LINKLESS = -3;
/** A timer armed for the next round: only while there are no rounds. */
export const ROUNDLESS = -4;

/** A word of `StepTable.summaries`: 0 where nothing is known, else this bit, the flags, and counts from their shifts on. */
export const IS_KNOWN = 1 << 31;
export const SUMMARY_STEPS_SHIFT = 8;
export const SUMMARY_STUTTERS_SHIFT = 20;
export const SUMMARY_FLAGS = (1 << SUMMARY_STEPS_SHIFT) - 1;
export const SUMMARY_STEPS_MAX = 2 ** (SUMMARY_STUTTERS_SHIFT - SUMMARY_STEPS_SHIFT) - 1;
export const SUMMARY_STUTTERS_MAX = 2 ** (31 - SUMMARY_STUTTERS_SHIFT) - 1;

const PAIR_BITS_FIRST = 6;

/**
 * The steps of every node for each pair of a local state and an inbox, as integers: at the offset of a pair there is a
 * header, then the steps, `STEP_WORDS` words each. One table for all nodes, so that the inner loop has to find it once.
 */
export class StepTable {
  readonly data = new GrowableIntegers();
  /** By node × 2^`pairBits` + pair; 0 where the steps are not worked out yet. Replaced when it grows. */
  offsets: Int32Array;
  /** By the same index, what is to be known of steps that are not taken; as if they had to be taken where the counts are too large. */
  summaries: Int32Array;
  pairBits = PAIR_BITS_FIRST;
  readonly #nodeCount: number;

  constructor(nodeCount: number) {
    this.#nodeCount = nodeCount;
    this.offsets = new Int32Array(nodeCount << PAIR_BITS_FIRST);
    this.summaries = new Int32Array(nodeCount << PAIR_BITS_FIRST);
    this.data.push(0);
  }

  get bytes(): number {
    return this.data.bytes + this.offsets.byteLength + this.summaries.byteLength;
  }

  /** The offset in `data` of the steps of a node's pair; 0 where they are not known. */
  offsetOf(node: number, pair: number): number {
    return pair >>> this.pairBits === 0 ? this.offsets[(node << this.pairBits) | pair]! : 0;
  }

  /** Notes the steps of a node's pair, header and all, and answers their offset. */
  add(node: number, pair: number, words: Int32Array): number {
    while (pair >>> this.pairBits !== 0) this.#widen();
    const at = this.data.length;
    for (let i = 0; i < words.length; i += 1) this.data.push(words[i]!);
    this.offsets[(node << this.pairBits) | pair] = at;
    this.summaries[(node << this.pairBits) | pair] = summaryOf(words);
    return at;
  }

  #widen(): void {
    const offsets = this.#widened(this.offsets);
    this.summaries = this.#widened(this.summaries);
    this.offsets = offsets;
    this.pairBits += 1;
  }

  #widened(table: Int32Array): Int32Array {
    const wider = allocateIntegers(table.length * 2);
    const stride = 1 << this.pairBits;
    for (let node = 0; node < this.#nodeCount; node += 1) {
      wider.set(table.subarray(node * stride, (node + 1) * stride), node * stride * 2);
    }
    return wider;
  }
}

function summaryOf(header: Int32Array): number {
  const [steps, stutters, flags] = [header[STEP_COUNT]!, header[STUTTER_COUNT]!, header[FLAGS]!];
  if (steps > SUMMARY_STEPS_MAX || stutters > SUMMARY_STUTTERS_MAX)
    return IS_KNOWN | (flags & ~(ONLY_PLAIN | ONLY_SENDS));
  return IS_KNOWN | flags | (steps << SUMMARY_STEPS_SHIFT) | (stutters << SUMMARY_STUTTERS_SHIFT);
}
