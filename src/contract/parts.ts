/**
 * Longest text of one message between a page and its host, in characters: less than a megabyte, whatever the characters
 * are. What is longer is sent in parts.
 */
export const PART_LENGTH = 250_000;

/** A part of the JSON text of a message that is too long to be sent at once. */
export interface Part {
  readonly kind: 'part';
  /** The same for all parts of one message, and of no other message from the same side. */
  readonly id: number;
  readonly index: number;
  readonly count: number;
  readonly text: string;
}

/** The parts of a message; none where it may be sent as it is. */
export function partsOf(message: unknown, id: number, length: number = PART_LENGTH): readonly Part[] {
  const text = JSON.stringify(message);
  if (text.length <= length) return [];
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, index) => {
    return { kind: 'part', id, index, count, text: text.slice(index * length, (index + 1) * length) };
  });
}

/** More than any picture has: whoever announces more is not one of ours. */
const COUNT_MAX = 1000;

/** Puts messages together again. Parts come in their order; those of a message that is not finished make room for the next. */
export class PartAssembler {
  #id: number | undefined;
  #texts: string[] = [];

  /** The message that this part completes; undefined while some are missing. */
  add({ id, index, count, text }: Part): unknown {
    if (index === 0) {
      this.#id = id;
      this.#texts = [];
    }
    if (id !== this.#id || index !== this.#texts.length || count > COUNT_MAX) return undefined;
    this.#texts.push(text);
    if (this.#texts.length < count) return undefined;
    const whole = this.#texts.join('');
    this.#id = undefined;
    this.#texts = [];
    try {
      return JSON.parse(whole) as unknown;
    } catch {
      return undefined;
    }
  }
}

/** A part, if it is one. */
export function readPart(data: unknown): Part | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, id, index, count, text } = data as Partial<Record<keyof Part, unknown>>;
  if (kind !== 'part' || typeof text !== 'string') return undefined;
  if (!isCount(id) || !isCount(index) || !isCount(count)) return undefined;
  return { kind, id, index, count, text };
}

function isCount(data: unknown): data is number {
  return Number.isSafeInteger(data) && (data as number) >= 0;
}
