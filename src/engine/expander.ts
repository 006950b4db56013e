import { GrowableIntegers } from '../base/growableIntegers.ts';
import type { Behaviour } from '../semantics/local.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from './components.ts';
import { EffectTable, FAILED, NOTHING } from './effectTable.ts';
import { type Labels, UNLABELLED } from './liveness/labels.ts';
import { ACTING, ARRIVING, EnvironmentSteps, NO_ROUND, NOT_POSSIBLE, TICKING } from './environmentSteps.ts';
import { NodeSteps } from './nodeSteps.ts';
import { Chooser, END, ENOUGH, EVERYTHING } from './partialOrder/chooser.ts';
import { ALL_TAKEN, BATCH_FULL, NOT_KNOWN, type PlainRun, takePlainSteps } from './plainSteps.ts';
import { type Reset, resetsOf } from './resets.ts';
import { type Canonical, RowCursor } from './rowCursor.ts';
import { FULL } from './rowSet.ts';
import { MADE_HASH, MADE_HELD, MADE_LABEL, MADE_WORDS, type Space } from './space.ts';
import { OnceForAlike } from './symmetry/onceForAlike.ts';
import {
  FAULT_COUNT,
  FLAGS,
  FORGED_COUNT,
  HAS_MORE,
  HEADER_WORDS,
  IS_BYZANTINE,
  IS_CROWDED,
  IS_URGENT,
  LINKLESS,
  MUST_FIRE,
  ROUNDLESS,
  SPONTANEOUS,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_FAILURE,
  STEP_LABEL,
  STEP_PAIR,
  STEP_WHEN,
  STEP_WORDS,
  StepTable,
  STUTTER_COUNT,
  WANTS_TO_ACT,
} from './stepTable.ts';

/** What an expander works on. */
export interface ExpanderParts {
  readonly components: Components;
  readonly behaviour: Behaviour;
  readonly labels: Labels;
  readonly space: Space;
  /** See `SearchBounds`. */
  readonly copiesMax: number;
  /** Whether `Expander.labels` is filled. */
  readonly keepsLabels: boolean;
  /** Takes the rows that were collected in place of the space, empties the cursor, and answers whether there was room. */
  readonly take?: (cursor: RowCursor) => boolean;
  /** What stands for a row in the space; every row for itself where undefined. */
  readonly canonical?: Canonical | undefined;
  /** Whether orders of independent steps are left out; see `Chooser`. Then `keepsSuccessors` has to be set. */
  readonly leavesOut?: boolean;
}

/** Called when a new row does not fit; answers whether there is room now. */
export type MakeRoom = () => boolean;

/**
 * Takes every step of a stored row and stores the rows they lead to. The inner loop of the search: steps that were seen
 * before in other states cost look-ups in typed arrays and no allocation.
 */
export class Expander {
  /** Whether `successors` is filled. */
  keepsSuccessors = true;
  /**
   * Of the row expanded last: the ids of the rows its steps lead to. Steps of one node that change nothing at all are there
   * as one.
   */
  readonly successors = new GrowableIntegers();
  /** Where labels are asked for: of each successor, and behind them of each step that went wrong; see `Labels`. */
  readonly labels = new GrowableIntegers();
  /** Whether `taken` is filled: of each successor the row that the step leads to, for which that one stands. */
  keepsTaken = false;
  readonly taken = new GrowableIntegers();
  /** Of the row expanded last: how many successors its steps made, equal ones counted each. */
  generatedCount = 0;
  /** Of the row expanded last: how many of its steps went wrong. */
  failedCount = 0;
  /** Of the row expanded last: whether a step that is no fault led elsewhere, or went wrong. */
  movesOn = false;
  /** Of the row expanded last: more equal messages are in flight than may be explored, and so no step was taken. */
  isCrowded = false;
  /** Where orders are left out: the first row of the level after the one of the row that is expanded next. */
  levelEnd = 0;

  readonly #space: Space;
  readonly #makeRoom: MakeRoom;
  readonly #takeRows: ExpanderParts['take'];
  readonly #cursor: RowCursor;
  readonly #effects: EffectTable;
  readonly #table: StepTable;
  readonly #nodes: readonly NodeSteps[];
  readonly #environments: EnvironmentSteps;
  /** Undefined where every step is taken. */
  readonly #chooser: Chooser | undefined;
  readonly #resets: readonly Reset[];
  readonly #everybodyLabels: Readonly<Record<'tick' | 'settle' | 'round' | 'stabilise', number>>;
  readonly #keepsLabels: boolean;
  readonly #watchesCrowds: boolean;
  // Of the steps that went wrong.
  readonly #failedLabels = new GrowableIntegers();
  readonly #run: PlainRun = { node: 0, at: 0, end: 0, stutters: 0, flags: 0, taken: 0 };
  #id = 0;
  // Of the row expanded: what its environment allows, and whether an arrival changed anything or went wrong.
  #down: Uint8Array | undefined;
  #round = NO_ROUND;
  #somethingArrives = false;
  // Whether links or rounds keep some step from being taken; and whether any node has faults or is sent what is forged.
  #isRestricted = false;
  #hasMoreSteps = false;
  // Whether the step taken last changed anything, or went wrong.
  #changes = false;
  readonly #onceForAlike = new OnceForAlike();

  constructor(parts: ExpanderParts, makeRoom: MakeRoom) {
    const { components, labels, space, keepsLabels } = parts;
    const effects = new EffectTable(components);
    this.#space = space;
    this.#makeRoom = makeRoom;
    this.#takeRows = parts.take;
    this.#keepsLabels = keepsLabels;
    this.#watchesCrowds = parts.copiesMax !== Infinity;
    this.#cursor = new RowCursor(space, parts.canonical);
    this.#effects = effects;
    const { nodes } = components.instance;
    const table = new StepTable(nodes.length);
    this.#table = table;
    this.#nodes = nodes.map(({ index }) => new NodeSteps({ ...parts, effects }, table, index));
    this.#environments = new EnvironmentSteps(components);
    this.#resets = resetsOf(components.instance);
    const leavesOut = parts.leavesOut === true;
    this.#chooser = leavesOut ? new Chooser({ ...parts, effects, table, steps: this.#nodes }) : undefined;
    this.#everybodyLabels = {
      tick: labels.idOf({ kind: 'everybody', step: 'tick' }),
      settle: labels.idOf({ kind: 'everybody', step: 'settle' }),
      round: labels.idOf({ kind: 'everybody', step: 'round' }),
      stabilise: labels.idOf({ kind: 'everybody', step: 'stabilise' }),
    };
  }

  get bytes(): number {
    const chooser = this.#chooser === undefined ? [] : [this.#chooser];
    const tables = [this.#effects, this.#environments, this.#table, ...chooser, ...this.#nodes];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** Takes every step of row `id`, or enough of them. False when a new row did not fit: then `successors` is only a part. */
  expand(id: number): boolean {
    this.#moveTo(id);
    this.isCrowded = this.#watchesCrowds && this.#has(IS_CROWDED);
    if (this.isCrowded) return true;
    const plan = this.#chooser?.planFor(this.#cursor.components) ?? EVERYTHING;
    if (plan !== EVERYTHING) return this.#takeChosen(plan) && this.#finish();
    const nodeCount = this.#nodes.length;
    const { hasFaults, hasCommonSteps } = this.#environments;
    if (hasFaults || hasCommonSteps) {
      ({ down: this.#down, round: this.#round } = this.#environments.look(this.#cursor.components[ENVIRONMENT]!));
      this.#isRestricted = this.#down !== undefined || this.#round !== NO_ROUND;
    }
    const alike = this.#cursor.alike();
    if (alike !== undefined) {
      if (!this.#onceForAlike.take(alike, this, node => this.#takeSteps(node))) return false;
    } else if (this.#isRestricted || hasCommonSteps) {
      for (let node = 0; node < nodeCount; node += 1) {
        if (!this.#takeSteps(node)) return false;
      }
    } else if (!this.#takeAllSteps()) return false;
    if (hasCommonSteps && !this.#takeCommonSteps()) return false;
    if (!hasFaults) return this.#finish();
    if (this.#hasMoreSteps && alike !== undefined) {
      if (!this.#onceForAlike.take(alike, this, node => this.#takeMore(node))) return false;
    } else if (this.#hasMoreSteps) {
      for (let node = 0; node < nodeCount; node += 1) {
        if (!this.#takeMore(node)) return false;
      }
    }
    for (let i = 0; i < this.#resets.length; i += 1) {
      if (!this.#reset(this.#resets[i]!)) return false;
    }
    return this.#changeEnvironment() && this.#finish();
  }

  /** Takes the steps of one node after the other until they are enough. There are no other steps where any are left out. */
  #takeChosen(plan: number): boolean {
    const { items } = this.#chooser!.plans;
    let seen = 0;
    for (let at = plan; items[at] !== END; at += 1) {
      const node = items[at]!;
      if (node !== ENOUGH) {
        if (!this.#takeSteps(node)) return false;
        continue;
      }
      if (!this.#store()) return false;
      for (; seen < this.successors.length; seen += 1) {
        if (this.successors.items[seen]! >= this.levelEnd) return true;
      }
    }
    return true;
  }

  #moveTo(id: number): void {
    this.#cursor.moveTo(id);
    this.#id = id;
    this.successors.clear();
    this.labels.clear();
    this.taken.clear();
    this.#failedLabels.clear();
    this.generatedCount = 0;
    this.failedCount = 0;
    this.movesOn = false;
    this.#somethingArrives = false;
    this.#hasMoreSteps = false;
  }

  #finish(): boolean {
    if (!this.#store()) return false;
    for (let i = 0; i < this.#failedLabels.length; i += 1) this.labels.push(this.#failedLabels.items[i]!);
    return true;
  }

  /** Takes the steps of one node that are no faults. */
  #takeSteps(node: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const steps = this.#nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = this.#table.data.items;
    const first = offset + HEADER_WORDS;
    const end = first + data[offset + STEP_COUNT]! * STEP_WORDS;
    const stutters = data[offset + STUTTER_COUNT]!;
    if (stutters > 0) this.#stay(UNLABELLED);
    this.generatedCount += stutters;
    this.#hasMoreSteps ||= (data[offset + FLAGS]! & HAS_MORE) !== 0;
    for (let at = first; at < end; at += STEP_WORDS) {
      const when = data[at + STEP_WHEN]!;
      if (!this.#isPossible(when, node)) continue;
      if (!this.#take(node, data, at, row[ENVIRONMENT]!)) return false;
      if (!this.#changes) continue;
      this.movesOn = true;
      if (when >= 0 || when === LINKLESS) this.#somethingArrives = true;
    }
    return true;
  }

  /** As `#takeSteps` for every node, where nothing keeps steps from being taken. */
  #takeAllSteps(): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const table = this.#table;
    const run = this.#run;
    run.node = 0;
    run.at = 0;
    run.stutters = 0;
    run.flags = 0;
    run.taken = 0;
    for (;;) {
      const answer = takePlainSteps(cursor, this.#space, table, run);
      if (answer === ALL_TAKEN) break;
      if (answer === BATCH_FULL) {
        if (!this.#store()) return false;
      } else if (answer === NOT_KNOWN) {
        this.#nodes[run.node]!.lookup(row[FIRST_NODE + run.node]!);
      } else {
        if (!this.#take(run.node, table.data.items, run.at, row[ENVIRONMENT]!)) return false;
        if (this.#changes) this.movesOn = true;
        run.at += STEP_WORDS;
      }
    }
    this.generatedCount += run.taken + run.stutters;
    if (run.stutters > 0) this.#stay(UNLABELLED);
    if (run.taken > 0) this.movesOn = true;
    this.#hasMoreSteps = (run.flags & HAS_MORE) !== 0;
    return true;
  }

  /** Takes one step of a node, at an offset in its data, and with it another environment; false when a row does not fit. */
  #take(node: number, data: Int32Array, at: number, environment: number): boolean {
    const cursor = this.#cursor;
    const pair = data[at + STEP_PAIR]!;
    const effect = data[at + STEP_EFFECT]!;
    cursor.begin();
    if (pair === FAILED || (effect > NOTHING && !this.#affect(effect))) {
      this.failedCount += 1;
      this.#changes = true;
      if (this.#keepsLabels) this.#failedLabels.push(data[at + STEP_LABEL]!);
      return true;
    }
    cursor.change(ENVIRONMENT, environment);
    cursor.change(FIRST_NODE + node, pair);
    this.#changes = cursor.changed;
    return this.#arrive(data[at + STEP_LABEL]!);
  }

  /** Whether links and rounds allow a step of a node now. */
  #isPossible(when: number, node: number): boolean {
    const down = this.#down;
    if (when >= 0 && down !== undefined && down[when * this.#nodes.length + node] === 1) return false;
    const round = this.#round;
    if (round === NO_ROUND) return true;
    if (when >= 0 || when === LINKLESS) return round !== ACTING;
    if (when === SPONTANEOUS) return round !== ARRIVING;
    return when !== ROUNDLESS;
  }

  /** Takes the steps that everybody takes at once: ticks, and what begins and ends rounds. */
  #takeCommonSteps(): boolean {
    const row = this.#cursor.components;
    const look = this.#environments.look(row[ENVIRONMENT]!);
    const waits = this.#somethingArrives;
    const tick = look.ticked !== NOT_POSSIBLE && !(this.#round === TICKING && waits) && !this.#has(IS_URGENT);
    const labels = this.#everybodyLabels;
    if (tick && !this.#everybody(look.ticked, labels.tick, (node, pair) => this.#nodes[node]!.ticked(pair))) {
      return false;
    }
    if (this.#round === ARRIVING && !waits && this.#has(WANTS_TO_ACT)) {
      if (!this.#everybody(look.turned, labels.settle, (_, pair) => pair)) return false;
    }
    if (this.#round === ACTING && !this.#has(MUST_FIRE)) {
      const next = (node: number, pair: number): number => this.#nodes[node]!.inNextRound(pair);
      if (!this.#everybody(look.turned, labels.round, next)) return false;
    }
    return look.stabilised.every(environment => this.#everybody(environment, labels.stabilise, (_, pair) => pair));
  }

  /** Whether a flag is set for any node. */
  #has(flag: number): boolean {
    const row = this.#cursor.components;
    for (let node = 0; node < this.#nodes.length; node += 1) {
      if (this.#isFlagged(node, row[FIRST_NODE + node]!, flag)) return true;
    }
    return false;
  }

  #isFlagged(node: number, pair: number, flag: number): boolean {
    const steps = this.#nodes[node]!;
    // Before the data is read, which moves when it grows.
    const offset = steps.lookup(pair);
    return (this.#table.data.items[offset + FLAGS]! & flag) !== 0;
  }

  #everybody(environment: number, label: number, pairAfter: (node: number, pair: number) => number): boolean {
    const cursor = this.#cursor;
    cursor.begin();
    cursor.change(ENVIRONMENT, environment);
    for (let node = 0; node < this.#nodes.length; node += 1) {
      cursor.change(FIRST_NODE + node, pairAfter(node, cursor.components[FIRST_NODE + node]!));
    }
    this.movesOn = true;
    return this.#arrive(label);
  }

  #takeMore(node: number): boolean {
    return this.#takeFaults(node) && this.#takeForged(node);
  }

  /** Takes the faults that strike one node, as far as budgets allow. */
  #takeFaults(node: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const steps = this.#nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = this.#table.data.items;
    const first = offset + HEADER_WORDS + data[offset + STEP_COUNT]! * STEP_WORDS;
    const end = first + data[offset + FAULT_COUNT]! * STEP_WORDS;
    for (let at = first; at < end; at += STEP_WORDS) {
      if (!this.#isPossible(data[at + STEP_WHEN]!, node)) continue;
      const environment = this.#environments.spend(row[ENVIRONMENT]!, data[at + STEP_FAILURE]!);
      if (environment !== NOT_POSSIBLE && !this.#take(node, data, at, environment)) return false;
    }
    return true;
  }

  /** Takes the arrivals at one node of what Byzantine nodes send. */
  #takeForged(node: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const steps = this.#nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = this.#table.data.items;
    const before = data[offset + STEP_COUNT]! + data[offset + FAULT_COUNT]!;
    const first = offset + HEADER_WORDS + before * STEP_WORDS;
    const end = first + data[offset + FORGED_COUNT]! * STEP_WORDS;
    for (let at = first; at < end; at += STEP_WORDS) {
      const sender = data[at + STEP_WHEN]!;
      if (!this.#isFlagged(sender, row[FIRST_NODE + sender]!, IS_BYZANTINE) || !this.#isPossible(sender, node))
        continue;
      if (!this.#take(node, data, at, row[ENVIRONMENT]!)) return false;
    }
    return true;
  }

  #reset({ failure, one, other }: Reset): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const environment = this.#environments.spend(row[ENVIRONMENT]!, failure);
    if (environment === NOT_POSSIBLE) return true;
    const [atOne, atOther] = [row[FIRST_NODE + one]!, row[FIRST_NODE + other]!];
    const afterOne = this.#nodes[one]!.afterReset(atOne, other);
    const afterOther = this.#nodes[other]!.afterReset(atOther, one);
    if (afterOne === atOne && afterOther === atOther) return true;
    cursor.begin();
    cursor.change(ENVIRONMENT, environment);
    cursor.change(FIRST_NODE + one, afterOne);
    cursor.change(FIRST_NODE + other, afterOther);
    return this.#arrive(UNLABELLED);
  }

  /** Applies what a step does outside its node; false when that goes wrong. */
  #affect(effect: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const effects = this.#effects;
    const words = effects.data.items;
    const writes = words[effect]!;
    if (writes !== 0) {
      const ghosts = effects.ghostsAfter(row[GHOSTS]!, writes);
      if (ghosts === FAILED) return false;
      cursor.change(GHOSTS, ghosts);
    }
    const end = effect + 2 + 2 * words[effect + 1]!;
    for (let at = effect + 2; at < end; at += 2) {
      const to = words[at]!;
      const pair = effects.pairAfter(to, row[FIRST_NODE + to]!, words[at + 1]!);
      if (pair === FAILED) return false;
      cursor.change(FIRST_NODE + to, pair);
    }
    return true;
  }

  #changeEnvironment(): boolean {
    const cursor = this.#cursor;
    const { changes } = this.#environments.look(cursor.components[ENVIRONMENT]!);
    for (let i = 0; i < changes.length; i += 1) {
      cursor.begin();
      cursor.change(ENVIRONMENT, changes[i]!);
      if (!this.#arrive(UNLABELLED)) return false;
    }
    return true;
  }

  /** Notes the row that a step leads to; false when it has to be stored, and is new, and does not fit. */
  #arrive(label: number): boolean {
    const cursor = this.#cursor;
    this.generatedCount += 1;
    if (cursor.changed) {
      return cursor.keep(label) ? this.#store() : true;
    }
    this.#stay(label);
    return true;
  }

  /** Notes a step that changes nothing. */
  #stay(label: number): void {
    const { components } = this.#cursor;
    for (let i = 0; this.keepsTaken && i < components.length; i += 1) this.taken.push(components[i]!);
    this.#lead(this.#id, label);
  }

  #lead(to: number, label: number): void {
    if (!this.keepsSuccessors) return;
    this.successors.push(to);
    if (this.#keepsLabels) this.labels.push(label);
  }

  /** Stores the rows that were collected; false when one is new and does not fit. */
  #store(): boolean {
    const cursor = this.#cursor;
    if (this.#takeRows !== undefined) return this.#takeRows(cursor);
    const space = this.#space;
    const { rows } = space;
    const { batch, made, count } = cursor;
    const width = rows.layout.words;
    space.guess(made, count, batch);
    const { keepsSuccessors } = this;
    for (let i = 0; i < count; i += 1) {
      const at = i * MADE_WORDS;
      let id = made[at + MADE_HELD]!;
      if (id < 0 || !rows.equals(id, batch, i * width)) {
        id = space.insert(batch, i * width, made[at + MADE_HASH]!);
        while (id === FULL) {
          if (!this.#makeRoom()) return false;
          id = space.insert(batch, i * width, made[at + MADE_HASH]!);
        }
      }
      if (!keepsSuccessors) continue;
      if (this.keepsTaken) cursor.copyTaken(i, this.taken);
      this.#lead(id < 0 ? ~id : id, made[at + MADE_LABEL]!);
    }
    cursor.clear();
    return true;
  }
}
