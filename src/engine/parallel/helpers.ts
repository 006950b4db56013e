import { allocateShared } from '../../base/allocation.ts';
import { present } from '../../base/assert.ts';
import { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { Components } from '../components.ts';
import type { CoverageRecorder } from '../coverage.ts';
import type { MakeRoom } from '../expander.ts';
import type { Layout } from '../layout.ts';
import type { Labels } from '../liveness/labels.ts';
import { FULL, type RowSet } from '../rowSet.ts';
import { Told } from './knowledge.ts';
import { DONE, type Helper, PENDING, type SpawnHelper } from './messages.ts';
import {
  FIRST_STATE,
  HEADER_WORDS,
  IS_LEFT,
  MAYBE_NEW,
  MOVES_ON,
  STATE_FAILED,
  STATE_FLAGS,
  STATE_GENERATED,
  STATE_SUCCESSORS,
  SUCCESSOR_HASH,
  SUCCESSOR_ID,
  SUCCESSOR_LABEL,
  SUCCESSOR_WORDS,
} from './outbox.ts';

/** States of one task. Enough that telling is little work, few enough that it is done soon. */
const TASK_STATES = 2048;
const OUTBOX_WORDS = TASK_STATES * 64;
/** Tasks that a helper has at once, so that it does not wait for the next one. */
const TASKS_OPEN = 2;
/** States that must wait before it is worth starting threads. */
const WAITING_MIN = 8 * TASK_STATES;

/** How long to wait for a helper before others have their turn; and how often, before it is taken for dead. */
const WAIT_MS = 4;
const WAITS_MAX = 2500;

/** What a search shares with its helpers. */
export interface HelpersParts {
  readonly components: Components;
  readonly labels: Labels;
  readonly space: RowSet;
  readonly recorder: CoverageRecorder;
  readonly copiesMax: number;
  readonly keepsLabels: boolean;
}

/** Who expands a state. */
export type Turn = 'own' | 'helped' | 'awaited';

interface Worker {
  readonly helper: Helper;
  readonly told: Told;
  readonly control: Int32Array;
  readonly coverage: Int32Array;
  readonly outboxes: readonly Int32Array[];
  readonly freeSlots: number[];
}

interface Task {
  readonly worker: Worker;
  readonly slot: number;
  readonly from: number;
  readonly to: number;
  readonly layout: Layout;
  isDone: boolean;
}

/**
 * Threads that expand states ahead of a search. The search stays the only one that numbers values, adds rows and looks at
 * properties, and takes what helpers found in the order of the states: so it finds the same states with the same
 * numbers, whatever the number of helpers and whoever is faster. What a helper cannot do, or did not because it died,
 * the search does itself.
 */
export class Helpers {
  /** As those of an `Expander`, of the state that was taken last. */
  readonly successors = new GrowableIntegers();
  readonly labels = new GrowableIntegers();
  generatedCount = 0;
  failedCount = 0;
  movesOn = false;
  readonly #parts: HelpersParts;
  readonly #spawn: SpawnHelper;
  readonly #count: number;
  #workers: readonly Worker[] = [];
  #isStarted = false;
  // In the order of their states, the first one being taken from: where its next state stands.
  readonly #tasks: Task[] = [];
  #at = 0;
  #waits = 0;
  // States up to which tasks were given; states that the search keeps for itself before the tasks of each round.
  #plannedTo = 0;
  #share = TASK_STATES;
  #inRound = 0;
  readonly #row: Int32Array;

  /** `count` threads at most are started, when there is enough to do. */
  constructor(parts: HelpersParts, spawn: SpawnHelper, count: number) {
    this.#parts = parts;
    this.#spawn = spawn;
    this.#count = count;
    this.#row = new Int32Array(parts.components.kinds.length);
  }

  get bytes(): number {
    const words = this.#workers.reduce((sum, { outboxes }) => sum + outboxes.length * OUTBOX_WORDS, 0);
    return words * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Gives out tasks, for a search that comes to state `next` and knows so many. */
  plan(next: number, known: number, keepsSuccessors: boolean): void {
    if (!this.#isStarted) {
      if (known - next < WAITING_MIN) return;
      this.#start();
    }
    for (const worker of this.#workers) {
      while (worker.freeSlots.length > 0 && worker.helper.isAlive) {
        const share = this.#inRound === 0 ? Math.trunc(this.#share) : 0;
        const from = Math.max(this.#plannedTo, next) + share;
        if (from + TASK_STATES > known) return;
        this.#give(worker, from, keepsSuccessors);
        this.#inRound = (this.#inRound + 1) % this.#workers.length;
      }
    }
  }

  /** Whose turn it is to expand a state. States come in order, each until it is not `awaited` any more. */
  turn(id: number): Turn {
    const task = this.#tasks[0];
    if (task === undefined || id < task.from) return 'own';
    if (!task.isDone && !this.#isDone(task)) return task.worker.helper.isAlive ? 'awaited' : this.#giveUp();
    const outbox = task.worker.outboxes[task.slot]!;
    const isMissing = id - task.from >= outbox[0]!;
    const isLeft = isMissing || (outbox[this.#at + STATE_FLAGS]! & IS_LEFT) !== 0;
    if (!isLeft) return 'helped';
    if (!isMissing) this.#at += HEADER_WORDS;
    this.#advance(task, id);
    return 'own';
  }

  /** Waits a little for what is awaited. */
  wait(): void {
    const task = this.#tasks[0];
    if (task === undefined) return;
    this.#waits += 1;
    if (this.#waits === 1) this.#share = Math.min(this.#share * 1.2 + 64, 8 * TASK_STATES);
    const answer = Atomics.wait(task.worker.control, task.slot, PENDING, WAIT_MS);
    if (answer === 'timed-out' && this.#waits > WAITS_MAX) task.worker.helper.end();
  }

  /** Stores the rows that a state leads to, whose turn was `helped`; false when one does not fit. */
  store(id: number, makeRoom: MakeRoom): boolean {
    const task = present(this.#tasks[0], 'a task with the state');
    const outbox = task.worker.outboxes[task.slot]!;
    this.successors.clear();
    this.labels.clear();
    let at = this.#at;
    this.generatedCount = outbox[at + STATE_GENERATED]!;
    this.failedCount = outbox[at + STATE_FAILED]!;
    this.movesOn = (outbox[at + STATE_FLAGS]! & MOVES_ON) !== 0;
    let left = outbox[at + STATE_SUCCESSORS]!;
    at += HEADER_WORDS;
    for (; left > 0; left -= 1) {
      let to = outbox[at + SUCCESSOR_ID]!;
      const row = at + SUCCESSOR_WORDS;
      if (to === MAYBE_NEW) {
        to = this.#insert(task, row, outbox[at + SUCCESSOR_HASH]!);
        while (to === FULL) {
          if (!makeRoom()) return false;
          to = this.#insert(task, row, outbox[at + SUCCESSOR_HASH]!);
        }
        at = row + task.layout.words;
      } else {
        at = row;
      }
      this.successors.push(to < 0 ? ~to : to);
      this.labels.push(outbox[row - SUCCESSOR_WORDS + SUCCESSOR_LABEL]!);
    }
    this.#at = at;
    this.#advance(task, id);
    return true;
  }

  /** Ends the threads, and notes what they saw. They are started anew when there is enough to do again. */
  end(): void {
    for (const { helper, coverage } of this.#workers) {
      this.#parts.recorder.add(coverage);
      helper.end();
    }
    this.#workers = [];
    this.#tasks.length = 0;
    this.#isStarted = false;
    this.#plannedTo = 0;
    this.#inRound = 0;
  }

  #insert({ layout, worker, slot }: Task, at: number, hash: number): number {
    const { space } = this.#parts;
    const outbox = worker.outboxes[slot]!;
    if (space.rows.layout === layout) return space.insert(outbox, at, hash);
    // The rows were packed anew since the task was given.
    layout.unpack(outbox, at, this.#row);
    return space.tryAdd(this.#row);
  }

  #start(): void {
    this.#isStarted = true;
    const { components, recorder, copiesMax, keepsLabels } = this.#parts;
    const workers: Worker[] = [];
    for (let i = 0; i < this.#count; i += 1) {
      const helper = this.#spawn();
      if (helper === undefined) break;
      const control = allocateShared(TASKS_OPEN);
      const coverage = allocateShared(recorder.words);
      const outboxes = Array.from({ length: TASKS_OPEN }, () => allocateShared(OUTBOX_WORDS));
      const { instance } = components;
      helper.post({ kind: 'start', instance, copiesMax, keepsLabels, control, coverage, outboxes });
      workers.push({
        helper,
        told: new Told(),
        control,
        coverage,
        outboxes,
        freeSlots: outboxes.map((_, slot) => slot),
      });
    }
    this.#workers = workers;
  }

  #give(worker: Worker, from: number, keepsSuccessors: boolean): void {
    const { components, labels, space } = this.#parts;
    const slot = present(worker.freeSlots.pop(), 'a free slot');
    const to = from + TASK_STATES;
    Atomics.store(worker.control, slot, PENDING);
    const rows = worker.told.rows(space);
    const values = worker.told.values(components, labels);
    worker.helper.post({ kind: 'task', slot, from, to, known: space.count, rows, values, keepsSuccessors });
    this.#tasks.push({ worker, slot, from, to, layout: space.rows.layout, isDone: false });
    this.#plannedTo = to;
  }

  #isDone(task: Task): boolean {
    if (Atomics.load(task.worker.control, task.slot) !== DONE) return false;
    task.isDone = true;
    // Who never has to be waited for can do more.
    if (this.#waits === 0) this.#share = Math.max(0, this.#share * 0.95 - 16);
    this.#waits = 0;
    this.#at = FIRST_STATE;
    return true;
  }

  /** The state is done with; with the last one of a task, the task is. */
  #advance(task: Task, id: number): void {
    if (id + 1 < task.to) return;
    this.#tasks.shift();
    task.worker.freeSlots.push(task.slot);
  }

  /** A helper died: what it had to do is left to the search. */
  #giveUp(): 'own' {
    const dead = this.#workers.filter(({ helper }) => !helper.isAlive);
    for (const { coverage } of dead) this.#parts.recorder.add(coverage);
    this.#workers = this.#workers.filter(({ helper }) => helper.isAlive);
    const left = this.#tasks.filter(({ worker, isDone }) => isDone || worker.helper.isAlive);
    this.#tasks.splice(0, Infinity, ...left);
    this.#inRound = 0;
    this.#waits = 0;
    return 'own';
  }
}
