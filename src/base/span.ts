/** A half-open range of UTF-16 offsets in a source text: `start` is the first offset inside, `end` the first one after. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const NO_SPAN: Span = { start: 0, end: 0 };
