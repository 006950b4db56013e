import { FIRST_NODE } from './components.ts';
import { FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS } from './layout.ts';
import type { RowCursor } from './rowCursor.ts';
import { finishHash } from './rowSet.ts';
import { BATCH_MAX, MADE_HASH, MADE_HELD, MADE_LABEL, MADE_WORDS, type Space } from './space.ts';
import {
  FLAGS,
  HEADER_WORDS,
  PLAIN,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_LABEL,
  STEP_PAIR,
  STEP_WORDS,
  type StepTable,
  STUTTER_COUNT,
} from './stepTable.ts';

/** How far the steps of a row have been taken. */
export interface PlainRun {
  /** The node whose steps are being taken; the number of nodes when all have been. */
  node: number;
  /** Where its next step stands in the table, and where its steps end; 0 where they have not been looked up. */
  at: number;
  end: number;
  /** Of the nodes looked up so far: steps that change nothing, and all flags together. */
  stutters: number;
  flags: number;
  /** How many plain steps were taken. */
  taken: number;
}

/** Why `takePlainSteps` came back. */
export const ALL_TAKEN = 0;
/** The batch is full. */
export const BATCH_FULL = 1;
/** The next step is not plain, or leads to an id that does not fit into the rows as they are. */
export const OTHER_STEP = 2;
/** The steps of the next node are not known. */
export const NOT_KNOWN = 3;

/**
 * The inner loop of the search: makes the rows that plain steps lead to, of one node after the other, packed and hashed,
 * until something else has to be done. Everything it reads is held in local variables: what is read through an object
 * has to be checked again each time.
 */
export function takePlainSteps(cursor: RowCursor, space: Space, table: StepTable, run: PlainRun): number {
  const { components: row, words, batch, made, width, fields, multipliers, hashSum } = cursor;
  const { offsets, pairBits } = table;
  const data = table.data.items;
  const nodeCount = row.length - FIRST_NODE;
  const firstWord = words[0]!;
  let { node, at, end } = run;
  let { count, at: to } = cursor;
  const countBefore = count;
  let stutters = 0;
  let flags = 0;
  let answer = ALL_TAKEN;
  for (; node < nodeCount; node += 1) {
    const component = FIRST_NODE + node;
    const pair = row[component]!;
    if (at === 0) {
      const offset = pair >>> pairBits === 0 ? offsets[(node << pairBits) | pair]! : 0;
      if (offset === 0) {
        answer = NOT_KNOWN;
        break;
      }
      stutters += data[offset + STUTTER_COUNT]!;
      flags |= data[offset + FLAGS]!;
      at = offset + HEADER_WORDS;
      end = at + data[offset + STEP_COUNT]! * STEP_WORDS;
    }
    if (at < end) {
      const field = component * FIELD_WORDS;
      const word = fields[field + FIELD_WORD]!;
      const shift = fields[field + FIELD_SHIFT]!;
      const largest = fields[field + FIELD_LARGEST]!;
      const multiplier = multipliers[component]!;
      for (; at < end; at += STEP_WORDS) {
        const id = data[at + STEP_PAIR]!;
        if (data[at + STEP_EFFECT] !== PLAIN || id > largest) {
          answer = OTHER_STEP;
          break;
        }
        batch[to] = firstWord;
        for (let i = 1; i < width; i += 1) batch[to + i] = words[i]!;
        batch[to + word] = batch[to + word]! ^ ((pair ^ id) << shift);
        const hash = finishHash((hashSum + Math.imul(id - pair, multiplier)) | 0);
        const madeAt = count * MADE_WORDS;
        made[madeAt + MADE_HASH] = hash;
        made[madeAt + MADE_HELD] = space.peek(hash);
        made[madeAt + MADE_LABEL] = data[at + STEP_LABEL]!;
        to += width;
        count += 1;
        if (count === BATCH_MAX) {
          at += STEP_WORDS;
          answer = BATCH_FULL;
          break;
        }
      }
      if (answer !== ALL_TAKEN) break;
    }
    at = 0;
  }
  run.node = node;
  run.at = at;
  run.end = end;
  run.stutters += stutters;
  run.flags |= flags;
  run.taken += count - countBefore;
  cursor.count = count;
  cursor.at = to;
  return answer;
}
