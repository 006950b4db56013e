import { allocateShared } from '../../base/allocation.ts';
import { present } from '../../base/assert.ts';
import { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { Components } from '../components.ts';
import type { MakeRoom } from '../expanderParts.ts';
import type { Layout } from '../layout.ts';
import { FULL, type RowSet } from '../rowSet.ts';
import type { Facts } from './facts.ts';
import { SharedCount, Told } from './knowledge.ts';
import type { Helper, SpawnHelper } from './messages.ts';
import {
  CONTROL_HEADER_WORDS,
  CONTROL_WORDS,
  FROM,
  GIVEN,
  HAS_ENDED,
  IS_CUT,
  IS_LEFT,
  IS_OVER,
  KEEPS_SUCCESSORS,
  LINK_WORDS,
  MOVES_ON,
  NEWS,
  type Outbox,
  PROGRESS,
  ROW_HEADER_WORDS,
  STATE_FAILED,
  STATE_FLAGS,
  STATE_GENERATED,
  STATE_LINKS_END,
  STATE_ROWS_END,
  STATE_WORDS,
  TASKS_OPEN,
  taskWords,
  TO,
} from './outbox.ts';
import { NEW_ROWS_MAX } from './newRows.ts';

/** States of one task: enough that telling is little work, few enough that what a helper knows is fresh. */
const TASK_STATES_MAX = 1024;
const TASK_STATES_MIN = 64;
const ROW_WORDS = 1 << 15;
const LINKS = 1 << 14;
/** States that must wait before it is worth starting threads. */
export const WAITING_MIN = 4096;
/** States between two looks for something to give out. A power of two. */
const LOOK_EVERY = 16;
/** Rows whose places in the table are looked at together. */
const LOOK_AHEAD = 32;
/** A thread that was shown more memory than this is ended, so that it does not keep it. */
const KEPT_BYTES_MAX = 1 << 28;

/** What a search shares with its helpers. */
export interface HelpersParts {
  readonly components: Components;
  readonly space: RowSet;
  readonly facts: Facts;
  /** Works out what helpers will have to know. */
  readonly lookAhead: () => void;
  readonly copiesMax: number;
  /** How many states must wait before threads are started. */
  readonly waitingMin: number;
  readonly keepsLabels: boolean;
}

/** Who expands a state. */
export type Turn = 'own' | 'helped';

interface Worker {
  readonly helper: Helper;
  readonly told: Told;
  readonly control: Int32Array;
  readonly outboxes: readonly Outbox[];
  /** How many messages with news were sent. */
  news: number;
  /** How many tasks it was given; with how many of those the search is done; and of those, how many the helper left. */
  given: number;
  done: number;
  left: number;
}

interface Task {
  readonly worker: Worker;
  /** Where its words begin in `control`. */
  readonly words: number;
  readonly outbox: Outbox;
  readonly from: number;
  readonly to: number;
  readonly layout: Layout;
  /** How many states the helper has expanded, as far as was looked. */
  done: number;
  /** The search expands the rest. */
  isCut: boolean;
}

/**
 * Threads that expand states ahead of a search. The search stays the only one that numbers values, adds rows and looks at
 * properties, and takes what helpers found in the order of the states: so it finds the same states with the same
 * numbers, whatever the number of helpers and whoever is faster. It never waits: where it comes to a state that a helper has
 * not expanded, because it is slower, lacks knowledge or died, it takes the rest of that task itself, and the helper goes on
 * with the next one.
 */
export class Helpers {
  /** As those of an `Expander`, of the state that was taken last. */
  readonly successors = new GrowableIntegers();
  readonly labels = new GrowableIntegers();
  generatedCount = 0;
  failedCount = 0;
  movesOn = false;
  /** How many states were taken from helpers so far. */
  helpedCount = 0;
  readonly #parts: HelpersParts;
  readonly #spawn: SpawnHelper;
  readonly #count: number;
  #workers: readonly Worker[] = [];
  #isStarted = false;
  readonly #shared = new SharedCount();
  #looks = 0;
  // In the order of their states. Of the first one: the rows and links taken, and up to where places were looked at.
  readonly #tasks: Task[] = [];
  #rows = 0;
  #links = 0;
  #lookedAt = 0;
  #seen = 0;
  // The ids of the rows taken.
  readonly #ids = new Int32Array(NEW_ROWS_MAX);
  // States up to which tasks were given.
  #plannedTo = 0;
  readonly #row: Int32Array;

  /** `count` threads at most are started, when there is enough to do. */
  constructor(parts: HelpersParts, spawn: SpawnHelper, count: number) {
    this.#parts = parts;
    this.#spawn = spawn;
    this.#count = count;
    this.#row = new Int32Array(parts.components.kinds.length);
  }

  get bytes(): number {
    let words = 0;
    for (const { outboxes } of this.#workers) {
      for (const { states, rows, links } of outboxes) words += states.length + rows.length + links.length;
    }
    return this.#parts.facts.bytes + words * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Gives out tasks, for a search that comes to state `next` and knows so many. */
  plan(next: number, known: number, keepsSuccessors: boolean): void {
    this.#looks += 1;
    if ((this.#looks & (LOOK_EVERY - 1)) !== 0) return;
    if (!this.#isStarted) {
      if (known - next < this.#parts.waitingMin) return;
      this.#start(keepsSuccessors);
    }
    const count = this.#shared.tell(this.#parts.space);
    for (const worker of this.#workers) {
      while (hasFreeSlot(worker)) {
        const from = Math.max(this.#plannedTo, next + 1);
        const share = Math.trunc((known - from) / (2 * this.#workers.length));
        const states = Math.min(Math.max(share, TASK_STATES_MIN), TASK_STATES_MAX);
        if (from + states > known) return;
        this.#give(worker, { from, to: from + states, count, keepsSuccessors });
      }
    }
  }

  /** Whose turn it is to expand a state. States come in order. */
  turn(id: number): Turn {
    const task = this.#tasks[0];
    if (task === undefined || id < task.from) return 'own';
    const { worker, words, outbox, from } = task;
    const position = id - from;
    if (position >= task.done && !task.isCut) {
      task.done = Atomics.load(worker.control, words + PROGRESS);
      if (position >= task.done) {
        task.isCut = true;
        Atomics.store(worker.control, words + IS_CUT, 1);
      }
    }
    const isHelped = position < task.done && (outbox.states[position * STATE_WORDS + STATE_FLAGS]! & IS_LEFT) === 0;
    if (isHelped) return 'helped';
    this.#advance(task, id);
    return 'own';
  }

  /** Stores the rows that a state leads to, whose turn was `helped`; false when one does not fit. */
  store(id: number, makeRoom: MakeRoom): boolean {
    const task = present(this.#tasks[0], 'a task with the state');
    const { outbox } = task;
    const { states } = outbox;
    const at = (id - task.from) * STATE_WORDS;
    this.successors.clear();
    this.labels.clear();
    this.generatedCount = states[at + STATE_GENERATED]!;
    this.failedCount = states[at + STATE_FAILED]!;
    this.movesOn = (states[at + STATE_FLAGS]! & MOVES_ON) !== 0;
    const rowsEnd = states[at + STATE_ROWS_END]!;
    while (this.#rows < rowsEnd) {
      const to = this.#insert(task, outbox.rows);
      if (to !== FULL) {
        this.#ids[this.#rows] = to < 0 ? ~to : to;
        this.#rows += 1;
      } else if (!makeRoom()) return false;
    }
    const linksEnd = states[at + STATE_LINKS_END]!;
    for (; this.#links < linksEnd; this.#links += 1) {
      const link = this.#links * LINK_WORDS;
      const to = outbox.links[link]!;
      this.successors.push(to < 0 ? this.#ids[~to]! : to);
      this.labels.push(outbox.links[link + 1]!);
    }
    this.helpedCount += 1;
    this.#advance(task, id);
    return true;
  }

  /** Gives the threads back. They are started anew when there is enough to do again. */
  end(): void {
    const { bytes } = this.#parts.space;
    for (const { helper, control } of this.#workers) {
      for (let slot = 0; slot < TASKS_OPEN; slot += 1) Atomics.store(control, taskWords(slot) + IS_CUT, 1);
      Atomics.store(control, IS_OVER, 1);
      // So that a helper that is just about to wait for another task does not.
      Atomics.add(control, GIVEN, 1);
      Atomics.notify(control, GIVEN);
      if (bytes > KEPT_BYTES_MAX) helper.end();
      else helper.release();
    }
    this.#workers = [];
    this.#tasks.length = 0;
    this.#isStarted = false;
    this.#plannedTo = 0;
    this.#beginTask();
  }

  #insert({ layout }: Task, rows: Int32Array): number {
    const { space } = this.#parts;
    if (space.rows.layout === layout) {
      const stride = ROW_HEADER_WORDS + layout.words;
      if (this.#rows === this.#lookedAt) this.#lookAhead(rows, stride);
      const at = this.#rows * stride;
      return space.insert(rows, at + ROW_HEADER_WORDS, rows[at]!);
    }
    // The rows were packed anew since the task was given.
    layout.unpack(rows, this.#rows * (ROW_HEADER_WORDS + layout.words) + ROW_HEADER_WORDS, this.#row);
    return space.tryAdd(this.#row);
  }

  /** Looks at the places of the next rows, so that inserting finds them in the processor's cache. */
  #lookAhead(rows: Int32Array, stride: number): void {
    const { space } = this.#parts;
    const task = this.#tasks[0]!;
    const last = (task.done - 1) * STATE_WORDS;
    const end = Math.min(task.outbox.states[last + STATE_ROWS_END]!, this.#lookedAt + LOOK_AHEAD);
    let seen = 0;
    for (let row = this.#lookedAt; row < end; row += 1) seen ^= space.peek(rows[row * stride]!);
    this.#lookedAt = end;
    // Used for something, or the looks might be optimised away.
    this.#seen ^= seen;
  }

  #start(keepsSuccessors: boolean): void {
    this.#isStarted = true;
    const { components, copiesMax, keepsLabels } = this.#parts;
    const workers: Worker[] = [];
    for (let i = 0; i < this.#count; i += 1) {
      const helper = this.#spawn();
      if (helper === undefined) break;
      const control = allocateShared(CONTROL_HEADER_WORDS + TASKS_OPEN * CONTROL_WORDS);
      const outboxes = Array.from({ length: TASKS_OPEN }, () => ({
        states: allocateShared(TASK_STATES_MAX * STATE_WORDS),
        rows: allocateShared(ROW_WORDS),
        links: allocateShared(keepsSuccessors ? LINKS * LINK_WORDS : 0),
      }));
      const { instance } = components;
      helper.post({ kind: 'start', instance, copiesMax, keepsLabels, control, outboxes });
      workers.push({ helper, told: new Told(), control, outboxes, news: 0, given: 0, done: 0, left: 0 });
    }
    this.#workers = workers;
  }

  #give(
    worker: Worker,
    what: { readonly from: number; readonly to: number; readonly count: Int32Array; readonly keepsSuccessors: boolean },
  ): void {
    this.#parts.lookAhead();
    const { control, outboxes } = worker;
    const { from, to, count, keepsSuccessors } = what;
    const news = worker.told.news(this.#parts, count, to);
    if (news !== undefined) {
      worker.helper.post(news);
      worker.news += 1;
    }
    const words = taskWords(worker.given);
    const outbox = present(outboxes[worker.given % TASKS_OPEN], 'a free slot');
    control.fill(0, words, words + CONTROL_WORDS);
    control[words + FROM] = from;
    control[words + TO] = to;
    control[words + NEWS] = worker.news;
    control[words + KEEPS_SUCCESSORS] = keepsSuccessors ? 1 : 0;
    worker.given += 1;
    // Who reads this finds the words above written.
    Atomics.store(control, GIVEN, worker.given);
    Atomics.notify(control, GIVEN);
    this.#tasks.push({ worker, words, outbox, from, to, layout: this.#parts.space.rows.layout, done: 0, isCut: false });
    this.#plannedTo = to;
  }

  /** The state is done with; with the last one of a task, the task is. */
  #advance({ worker, to }: Task, id: number): void {
    if (id + 1 < to) return;
    this.#tasks.shift();
    worker.done += 1;
    this.#beginTask();
  }

  #beginTask(): void {
    this.#rows = 0;
    this.#links = 0;
    this.#lookedAt = 0;
  }
}

/** Whether a helper can be given another task: it has left the one that was in the slot before. */
function hasFreeSlot(worker: Worker): boolean {
  const { control, helper } = worker;
  while (worker.left < worker.done && Atomics.load(control, taskWords(worker.left) + HAS_ENDED) === 1) {
    worker.left += 1;
  }
  return worker.given - worker.left < TASKS_OPEN && helper.isAlive;
}
