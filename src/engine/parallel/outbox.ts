/**
 * What a helper found, as integers, in three arrays for each task: its states, the rows that may be new, and where
 * successors are kept all of them. States are expanded in their order, and what was found of one is whole once the
 * helper says so in `control`.
 */
export interface Outbox {
  readonly states: Int32Array;
  readonly rows: Int32Array;
  /** Empty where successors are not kept. */
  readonly links: Int32Array;
}

/** Words of a state, in this order. */
export const STATE_WORDS = 5;
/** Flags, as below. */
export const STATE_FLAGS = 0;
/** How many successors its steps make, and how many steps go wrong. */
export const STATE_GENERATED = 1;
export const STATE_FAILED = 2;
/** How many rows and links the task has, once those of the state are there. */
export const STATE_ROWS_END = 3;
export const STATE_LINKS_END = 4;

/** The helper cannot expand it, for want of knowledge: it has no rows and no links. */
export const IS_LEFT = 1;
/** A step that is no fault leads elsewhere, or goes wrong. */
export const MOVES_ON = 2;

/** Words before the packed row: its hash. A row is there once for each task. */
export const ROW_HEADER_WORDS = 1;

/** Words of a link: the id of the successor, or the complement of its position among the rows of the task; and the label. */
export const LINK_WORDS = 2;

/** Tasks that a helper has at once, so that it does not wait for the next one. */
export const TASKS_OPEN = 4;

/** Of `control`, how many tasks were given so far: the next is in the slot after the last one's. Who waits is woken. */
export const GIVEN = 0;
/** 1 when the search needs the helper no more. */
export const IS_OVER = 1;
/** Words before those of the tasks. */
export const CONTROL_HEADER_WORDS = 16;

/** Words of a task; what helper and search write is in cache lines of their own. */
export const CONTROL_WORDS = 32;
/** Written by the helper: how many states it expanded. */
export const PROGRESS = 0;
/** Written by the helper: 1 when it has left the task, and writes nothing of it any more. */
export const HAS_ENDED = 1;
/** Written by the search: 1 when it expands the rest itself. */
export const IS_CUT = 16;
/** The states from `FROM` up to, and without, `TO`. */
export const FROM = 17;
export const TO = 18;
/** How many messages with news have to be read before. */
export const NEWS = 19;
/** 1 where what leads to known states has to be told as well. */
export const KEEPS_SUCCESSORS = 20;

/** Where the words of the n-th task begin. */
export function taskWords(task: number): number {
  return CONTROL_HEADER_WORDS + (task % TASKS_OPEN) * CONTROL_WORDS;
}
