/**
 * What a helper found, as integers. First how many states were expanded; then for each, in their order, `HEADER_WORDS` words
 * and its successors: those that are new, as far as the helper knows, and others only where successors are kept. A
 * successor is `SUCCESSOR_WORDS` words, and behind them, where it may be new, its packed row.
 */
export const FIRST_STATE = 1;

export const HEADER_WORDS = 4;
/** Flags, as below. */
export const STATE_FLAGS = 0;
/** How many successors its steps make, and how many steps go wrong. */
export const STATE_GENERATED = 1;
export const STATE_FAILED = 2;
/** How many successors follow. */
export const STATE_SUCCESSORS = 3;

/** The helper cannot expand it, for want of a number for some value: nothing follows. */
export const IS_LEFT = 1;
/** A step that is no fault leads elsewhere, or goes wrong. */
export const MOVES_ON = 2;

export const SUCCESSOR_WORDS = 3;
/** Its id, or `MAYBE_NEW`. */
export const SUCCESSOR_ID = 0;
export const SUCCESSOR_LABEL = 1;
export const SUCCESSOR_HASH = 2;

export const MAYBE_NEW = -1;
