import { FIRST_NODE } from './components.ts';
import { type KnownSteps, NOTHING_KNOWN, stepWord } from './knownSteps.ts';
import { FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS } from './layout.ts';
import type { RowCursor } from './rowCursor.ts';
import { finishHash } from './rowSet.ts';
import { BATCH_MAX, MADE_HASH, MADE_HELD, MADE_LABEL, MADE_STEP, MADE_WORDS, type Space } from './space.ts';
import {
  HEADER_WORDS,
  ONLY_PLAIN,
  ONLY_SENDS,
  PLAIN,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_LABEL,
  STEP_PAIR,
  STEP_WHEN,
  STEP_WORDS,
  type StepTable,
  STUTTER_COUNT,
  SUMMARY_FLAGS,
  SUMMARY_STEPS_MAX,
  SUMMARY_STEPS_SHIFT,
  SUMMARY_STUTTERS_MAX,
  SUMMARY_STUTTERS_SHIFT,
} from './stepTable.ts';

/** How far the steps of a row have been taken. */
export interface PlainRun {
  /** The node whose steps are looked up or taken. */
  node: number;
  /** Where its next step stands in the table, and where those that are to be taken end. */
  at: number;
  end: number;
  /** What comes behind: a node, and where its steps stand, three words each. From `next` up to `last`. */
  readonly spans: Int32Array;
  next: number;
  last: number;
  /** Of the nodes looked up so far: steps that change nothing, and all flags together. */
  stutters: number;
  flags: number;
  /** How many plain steps were taken, and steps left out. */
  taken: number;
}

/** A run for rows of so many nodes. */
export function plainRun(nodeCount: number): PlainRun {
  const spans = new Int32Array(nodeCount * SPAN_WORDS);
  return { node: 0, at: 0, end: 0, spans, next: 0, last: 0, stutters: 0, flags: 0, taken: 0 };
}

const SPAN_WORDS = 3;

/** What the loops work on. */
export interface PlainParts {
  readonly cursor: RowCursor;
  readonly space: Space;
  readonly table: StepTable;
  readonly known: KnownSteps | undefined;
}

/** Why `takePlainSteps` came back. */
export const ALL_TAKEN = 0;
/** The batch is full. */
export const BATCH_FULL = 1;
/** The next step is not plain, or leads to an id that does not fit into the rows as they are. */
export const OTHER_STEP = 2;

/** Begins with a row. */
export function beginRun(run: PlainRun): void {
  run.node = 0;
  run.at = 0;
  run.end = 0;
  run.next = 0;
  run.last = 0;
  run.stutters = 0;
  run.flags = 0;
  run.taken = 0;
}

/**
 * Finds which steps are to be taken, and counts those that are left out. False where the steps of `run.node` are not
 * known: once they are it can be asked again.
 */
export function findSteps({ cursor, table, known }: PlainParts, run: PlainRun): boolean {
  const row = cursor.components;
  const { offsets, summaries, pairBits } = table;
  const data = table.data.items;
  const nodeCount = row.length - FIRST_NODE;
  const { all, allButArrivals, sender, isFoundByFault } = known ?? NOTHING_KNOWN;
  const leaving = isFoundByFault ? ONLY_PLAIN : ONLY_PLAIN | ONLY_SENDS;
  const { spans } = run;
  let { node, last, stutters, flags, taken } = run;
  let leftOut = 0;
  for (; node < nodeCount; node += 1) {
    const pair = row[FIRST_NODE + node]!;
    const index = (node << pairBits) | pair;
    const summary = pair >>> pairBits === 0 ? summaries[index]! : 0;
    if (summary === 0) break;
    flags |= summary;
    if (((all >>> node) & 1) !== 0 && (summary & leaving) !== 0) {
      taken += (summary >>> SUMMARY_STEPS_SHIFT) & SUMMARY_STEPS_MAX;
      stutters += (summary >>> SUMMARY_STUTTERS_SHIFT) & SUMMARY_STUTTERS_MAX;
      leftOut |= 1 << node;
      continue;
    }
    const offset = offsets[index]!;
    const steps = data[offset + STEP_COUNT]!;
    stutters += data[offset + STUTTER_COUNT]!;
    let at = offset + HEADER_WORDS;
    let end = at + steps * STEP_WORDS;
    if (((allButArrivals >>> node) & 1) !== 0 && (summary & ONLY_SENDS) !== 0) {
      // What arrives from one sender stands together.
      while (at < end && data[at + STEP_WHEN] !== sender) at += STEP_WORDS;
      while (at < end && data[end - STEP_WORDS + STEP_WHEN] !== sender) end -= STEP_WORDS;
      taken += steps - (end - at) / STEP_WORDS;
      if (at === end) leftOut |= 1 << node;
    }
    if (at === end) continue;
    spans[last] = node;
    spans[last + 1] = at;
    spans[last + 2] = end;
    last += SPAN_WORDS;
  }
  run.node = node;
  run.last = last;
  run.stutters = stutters;
  run.flags = flags & SUMMARY_FLAGS;
  run.taken = taken;
  if (known !== undefined) known.leftOut |= leftOut;
  return node === nodeCount;
}

/**
 * The inner loop of the search: makes the rows that plain steps lead to, of one node after the other, packed and hashed,
 * until something else has to be done. Everything it reads is held in local variables: what is read through an object
 * has to be checked again each time.
 */
export function takePlainSteps({ cursor, space, table }: PlainParts, run: PlainRun): number {
  const { components: row, words, batch, made, width, fields, multipliers, hashSum } = cursor;
  const data = table.data.items;
  const firstWord = words[0]!;
  const { spans, last } = run;
  let { node, at, end, next } = run;
  let { count, at: to } = cursor;
  const countBefore = count;
  let answer = ALL_TAKEN;
  while (answer === ALL_TAKEN && (at < end || next < last)) {
    if (at === end) {
      node = spans[next]!;
      at = spans[next + 1]!;
      end = spans[next + 2]!;
      next += SPAN_WORDS;
    }
    const component = FIRST_NODE + node;
    const pair = row[component]!;
    const field = component * FIELD_WORDS;
    const word = fields[field + FIELD_WORD]!;
    const shift = fields[field + FIELD_SHIFT]!;
    const largest = fields[field + FIELD_LARGEST]!;
    const multiplier = multipliers[component]!;
    const step = stepWord(node, 1 << node);
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
      made[madeAt + MADE_STEP] = step;
      to += width;
      count += 1;
      if (count === BATCH_MAX) {
        at += STEP_WORDS;
        answer = BATCH_FULL;
        break;
      }
    }
  }
  run.node = node;
  run.at = at;
  run.end = end;
  run.next = next;
  run.taken += count - countBefore;
  cursor.count = count;
  cursor.at = to;
  return answer;
}
