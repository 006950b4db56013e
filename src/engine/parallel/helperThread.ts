import { assert, present } from '../../base/assert.ts';
import { createBehaviour } from '../../semantics/behaviour.ts';
import { Components } from '../components.ts';
import { Expander } from '../expander.ts';
import { Labels } from '../liveness/labels.ts';
import { FULL, RowSet } from '../rowSet.ts';
import type { RowCursor } from '../rowCursor.ts';
import { MADE_HASH, MADE_HELD, MADE_LABEL, MADE_WORDS } from '../space.ts';
import { ONLY_TOLD } from './facts.ts';
import { learnEnvironments } from './knowledge.ts';
import type { HelperMessage, HelperNews, HelperStart } from './messages.ts';
import { HANDED_OVER, NewRows, NO_PLACE } from './newRows.ts';
import {
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

/**
 * Expands states for a search in another thread, without adding any. What the search knows it reads in shared memory, while
 * the search goes on: a row that it finds there is no news; one that it does not find may be. It runs no handler and has
 * no values: how steps go it was told. A state with steps that it was not told is left to the search.
 */
export class HelperThread {
  readonly #start: HelperStart;
  readonly #components: Components;
  readonly #space: RowSet;
  readonly #expander: Expander;
  readonly #newRows: NewRows;
  // Where the answers go; how many links there are so far.
  #outbox: Outbox = { states: new Int32Array(0), rows: new Int32Array(0), links: new Int32Array(0) };
  #links = 0;
  #isTooMuch = false;
  #keepsSuccessors = false;
  // Messages with news that were read, and where the search says how many states there are.
  #news = 0;
  #count: Int32Array = new Int32Array(1);

  constructor(start: HelperStart) {
    const { instance, copiesMax, keepsLabels } = start;
    this.#start = start;
    this.#newRows = new NewRows(start.outboxes.map(({ rows }) => rows));
    this.#components = new Components(instance);
    const components = this.#components;
    const space = new RowSet(components.kinds);
    this.#space = space;
    const behaviour = createBehaviour(instance);
    const labels = new Labels(instance);
    const parts = { components, behaviour, labels, space, copiesMax, keepsLabels, facts: ONLY_TOLD };
    this.#expander = new Expander({ ...parts, take: cursor => this.#take(cursor) }, () => false);
  }

  /** Does what it is given until the search is over; `receive` answers the next message. */
  run(receive: () => HelperMessage | undefined): void {
    const { control } = this.#start;
    for (let task = 0; ; task += 1) {
      while (Atomics.load(control, GIVEN) === task && Atomics.load(control, IS_OVER) === 0) {
        Atomics.wait(control, GIVEN, task);
      }
      if (Atomics.load(control, IS_OVER) !== 0) return;
      const words = taskWords(task);
      for (; this.#news < control[words + NEWS]!; this.#news += 1) {
        const message = receive();
        assert(message?.kind === 'news', 'news came before the task that needs them');
        this.#learn(message);
      }
      this.#expandTask(words, task % TASKS_OPEN);
      Atomics.store(control, words + HAS_ENDED, 1);
    }
  }

  #learn({ environments, facts, rows, count }: HelperNews): void {
    learnEnvironments(this.#components, environments);
    this.#expander.learn(facts);
    // How many can be read depends on the chunks that are known: `extend` sees to it.
    this.#space.borrow(rows, 0);
    this.#count = count;
  }

  /** Expands the states of a task, and says in `control` how far it is. */
  #expandTask(words: number, slot: number): void {
    const { control, outboxes } = this.#start;
    const { rows } = this.#space;
    const [from, to] = [control[words + FROM]!, control[words + TO]!];
    this.#outbox = present(outboxes[slot], 'a task has an outbox');
    this.#links = 0;
    this.#keepsSuccessors = control[words + KEEPS_SUCCESSORS] === 1;
    this.#newRows.begin(slot, rows.layout, this.#keepsSuccessors);
    this.#expander.keepsSuccessors = this.#keepsSuccessors;
    for (let id = from; id < to && Atomics.load(control, words + IS_CUT) === 0; id += 1) {
      rows.extend(Atomics.load(this.#count, 0));
      const done = id - from;
      if (!this.#answer(id, done * STATE_WORDS)) break;
      // Who reads this finds the answer written.
      Atomics.store(control, words + PROGRESS, done + 1);
    }
  }

  /** Writes what is found of a state; false where there is no room. */
  #answer(id: number, at: number): boolean {
    const { states } = this.#outbox;
    const expander = this.#expander;
    const [rowsBefore, linksBefore] = [this.#newRows.count, this.#links];
    const isWhole = this.#expand(id);
    if (this.#isTooMuch) return false;
    if (!isWhole) {
      this.#newRows.takeBack(rowsBefore);
      this.#links = linksBefore;
    }
    states[at + STATE_FLAGS] = isWhole ? (expander.movesOn ? MOVES_ON : 0) : IS_LEFT;
    states[at + STATE_GENERATED] = expander.generatedCount;
    states[at + STATE_FAILED] = expander.failedCount;
    states[at + STATE_ROWS_END] = this.#newRows.count;
    states[at + STATE_LINKS_END] = this.#links;
    return true;
  }

  #expand(id: number): boolean {
    const expander = this.#expander;
    this.#isTooMuch = false;
    try {
      if (!expander.expand(id) || expander.isCrowded) return false;
    } catch {
      // Not for the helper to judge: where something is wrong the search comes upon it too.
      return false;
    }
    if (expander.failedCount > 0 && this.#start.keepsLabels) return false;
    return !this.#keepsSuccessors || this.#linkLoops(expander);
  }

  /** Steps that lead to the state itself are never collected. */
  #linkLoops({ successors, labels }: Expander): boolean {
    for (let i = 0; i < successors.length; i += 1) {
      if (!this.#link(successors.items[i]!, labels.length > i ? labels.items[i]! : 0)) return false;
    }
    return true;
  }

  /** Takes rows from the expander. */
  #take(cursor: RowCursor): boolean {
    const { batch, made, count } = cursor;
    const space = this.#space;
    const { rows } = space;
    const width = rows.layout.words;
    space.guess(made, count);
    for (let i = 0; i < count; i += 1) {
      const hash = made[i * MADE_WORDS + MADE_HASH]!;
      const guess = made[i * MADE_WORDS + MADE_HELD]!;
      let id = guess >= 0 && rows.equals(guess, batch, i * width) ? guess : space.insert(batch, i * width, hash);
      if (id === FULL) {
        const position = this.#newRows.positionOf(batch, i * width, hash);
        // The search will have it by then.
        if (position === HANDED_OVER) continue;
        if (position === NO_PLACE) {
          this.#isTooMuch = true;
          return false;
        }
        id = ~position;
      }
      if (this.#keepsSuccessors && !this.#link(id, made[i * MADE_WORDS + MADE_LABEL]!)) return false;
    }
    cursor.clear();
    return true;
  }

  /** False where there is no room. */
  #link(id: number, label: number): boolean {
    const { links } = this.#outbox;
    const at = this.#links * LINK_WORDS;
    this.#isTooMuch = at + LINK_WORDS > links.length;
    if (this.#isTooMuch) return false;
    links[at] = id;
    links[at + 1] = label;
    this.#links += 1;
    return true;
  }
}
