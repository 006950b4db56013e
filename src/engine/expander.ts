import type { GrowableIntegers } from '../base/growableIntegers.ts';
import { ENVIRONMENT, FIRST_NODE } from './components.ts';
import { UNLABELLED } from './liveness/labels.ts';
import { ACTING, ARRIVING, EnvironmentSteps, NO_ROUND, NOT_POSSIBLE, TICKING } from './environmentSteps.ts';
import type { ExpanderParts, MakeRoom } from './expanderParts.ts';
import { BEHIND_ALL, CHANGES_ALL, KNOWN_NODES_MAX, KnownSteps, stepWord } from './knownSteps.ts';
import { NodeSteps } from './nodeSteps.ts';
import { learnFacts } from './parallel/learning.ts';
import { Chooser, END, ENOUGH, EVERYTHING } from './partialOrder/chooser.ts';
import {
  ALL_TAKEN,
  BATCH_FULL,
  beginRun,
  findSteps,
  type PlainParts,
  type PlainRun,
  plainRun,
  takePlainSteps,
} from './plainSteps.ts';
import { type Reset, resetsOf } from './resets.ts';
import type { RowCursor } from './rowCursor.ts';
import { StepTaker } from './stepTaker.ts';
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
  PLAIN,
  ROUNDLESS,
  SPONTANEOUS,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_FAILURE,
  STEP_WHEN,
  STEP_WORDS,
  StepTable,
  STUTTER_COUNT,
  WANTS_TO_ACT,
} from './stepTable.ts';

/**
 * Takes every step of a stored row and stores the rows they lead to. The inner loop of the search: steps that were seen
 * before in other states cost look-ups in typed arrays and no allocation.
 */
export class Expander {
  /** Of the row expanded last: whether a step that is no fault led elsewhere, or went wrong. */
  movesOn = false;
  /** Of the row expanded last: more equal messages are in flight than may be explored, and so no step was taken. */
  isCrowded = false;
  /** Where orders are left out: the first row of the level after the one of the row that is expanded next. */
  levelEnd = 0;

  readonly #taker: StepTaker;
  readonly #cursor: RowCursor;
  readonly #table: StepTable;
  readonly #nodes: readonly NodeSteps[];
  readonly #environments: EnvironmentSteps;
  /** Undefined where every step is taken. */
  readonly #chooser: Chooser | undefined;
  readonly #resets: readonly Reset[];
  readonly #everybodyLabels: Readonly<Record<'tick' | 'settle' | 'round' | 'stabilise', number>>;
  readonly #keepsLabels: boolean;
  readonly #watchesCrowds: boolean;
  readonly #run: PlainRun;
  #plain: PlainParts;
  // Of the row expanded: what its environment allows, and whether an arrival changed anything or went wrong.
  #down: Uint8Array | undefined;
  #round = NO_ROUND;
  #somethingArrives = false;
  // Whether links or rounds keep some step from being taken; and whether any node has faults or is sent what is forged.
  #isRestricted = false;
  #hasMoreSteps = false;
  readonly #onceForAlike = new OnceForAlike();

  constructor(parts: ExpanderParts, makeRoom: MakeRoom) {
    const { components, labels, space } = parts;
    const taker = new StepTaker(parts, makeRoom);
    const { cursor, effects } = taker;
    this.#taker = taker;
    this.#cursor = cursor;
    this.#keepsLabels = parts.keepsLabels;
    this.#watchesCrowds = parts.copiesMax !== Infinity;
    const { nodes } = components.instance;
    const table = new StepTable(nodes.length);
    this.#table = table;
    this.#run = plainRun(nodes.length);
    this.#nodes = nodes.map(({ index }) => new NodeSteps({ ...parts, effects }, table, index));
    this.#environments = new EnvironmentSteps(components);
    this.#resets = resetsOf(components.instance);
    const leavesOut = parts.leavesOut === true;
    const isFree = components.instance.clock === undefined && components.instance.network.timing === 'asynchronous';
    const leavesKnown = parts.leavesKnown === true && isFree && nodes.length <= KNOWN_NODES_MAX;
    if (leavesKnown) taker.known = new KnownSteps();
    this.#plain = { cursor, space, table, known: taker.known };
    this.#chooser = leavesOut ? new Chooser({ ...parts, effects, table, steps: this.#nodes }) : undefined;
    this.#everybodyLabels = {
      tick: labels.idOf({ kind: 'everybody', step: 'tick' }),
      settle: labels.idOf({ kind: 'everybody', step: 'settle' }),
      round: labels.idOf({ kind: 'everybody', step: 'round' }),
      stabilise: labels.idOf({ kind: 'everybody', step: 'stabilise' }),
    };
  }

  /** Whether `successors` is filled. */
  get keepsSuccessors(): boolean {
    return this.#taker.keepsSuccessors;
  }

  set keepsSuccessors(keeps: boolean) {
    this.#taker.keepsSuccessors = keeps;
  }

  /** Whether `taken` is filled. */
  get keepsTaken(): boolean {
    return this.#taker.keepsTaken;
  }

  set keepsTaken(keeps: boolean) {
    this.#taker.keepsTaken = keeps;
  }

  /**
   * Of the row expanded last: the ids of the rows its steps lead to. Steps of one node that change nothing at all are there
   * as one.
   */
  get successors(): GrowableIntegers {
    return this.#taker.successors;
  }

  /** Where labels are asked for: of each successor, and behind them of each step that went wrong; see `Labels`. */
  get labels(): GrowableIntegers {
    return this.#taker.labels;
  }

  /** Of each successor the row that the step leads to, for which that one stands. */
  get taken(): GrowableIntegers {
    return this.#taker.taken;
  }

  /** Of the row expanded last: how many successors its steps made, equal ones counted each. */
  get generatedCount(): number {
    return this.#taker.generatedCount;
  }

  /** Of the row expanded last: how many of its steps went wrong. */
  get failedCount(): number {
    return this.#taker.failedCount;
  }

  get bytes(): number {
    const { effects, known } = this.#taker;
    const tables = [effects, this.#environments, this.#table, this.#chooser, known, ...this.#nodes];
    return tables.reduce((sum, table) => sum + (table?.bytes ?? 0), 0);
  }

  /**
   * Works out the steps of what was found so far and not expanded yet, for others to be told. Nothing where something may keep
   * steps from being taken: what they lead to may then never be found, and who asks what was never used must not see it.
   */
  lookAhead(): void {
    const { hasFaults, hasCommonSteps } = this.#environments;
    if (hasFaults || hasCommonSteps || this.#keepsLabels) return;
    for (const steps of this.#nodes) steps.lookAhead();
  }

  /** What another expander worked out. */
  learn(facts: Int32Array): void {
    learnFacts(facts, { effects: this.#taker.effects, table: this.#table, nodes: this.#nodes });
  }

  /** Takes every step of row `id`, or enough of them. False when a new row did not fit: then `successors` is only a part. */
  expand(id: number): boolean {
    this.#moveTo(id);
    this.isCrowded = this.#watchesCrowds && this.#has(IS_CROWDED);
    if (this.isCrowded) {
      // What is known elsewhere, is so because this state is expanded.
      this.#taker.known = undefined;
      this.#plain = { ...this.#plain, known: undefined };
      return true;
    }
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
      if (!this.#onceForAlike.take(alike, this.#taker, node => this.#takeSteps(node))) return false;
    } else if (this.#isRestricted || hasCommonSteps) {
      for (let node = 0; node < nodeCount; node += 1) {
        if (!this.#takeSteps(node)) return false;
      }
    } else if (!this.#takeAllSteps()) return false;
    if (hasCommonSteps && !this.#takeCommonSteps()) return false;
    if (!hasFaults) return this.#finish();
    if (this.#hasMoreSteps && alike !== undefined) {
      if (!this.#onceForAlike.take(alike, this.#taker, node => this.#takeMore(node))) return false;
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
      if (!this.#taker.store()) return false;
      for (; seen < this.successors.length; seen += 1) {
        if (this.successors.items[seen]! >= this.levelEnd) return true;
      }
    }
    return true;
  }

  #moveTo(id: number): void {
    this.#taker.moveTo(id);
    this.movesOn = false;
    this.#somethingArrives = false;
    this.#hasMoreSteps = false;
  }

  #finish(): boolean {
    if (!this.#taker.finish()) return false;
    if (!this.#isRestricted) this.#taker.known?.end();
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
    if (stutters > 0) this.#taker.stay(UNLABELLED);
    this.#taker.generatedCount += stutters;
    this.#hasMoreSteps ||= (data[offset + FLAGS]! & HAS_MORE) !== 0;
    for (let at = first; at < end; at += STEP_WORDS) {
      const when = data[at + STEP_WHEN]!;
      if (!this.#isPossible(when, node)) continue;
      if (!this.#taker.take(node, data, at, row[ENVIRONMENT]!)) return false;
      if (!this.#taker.changes) continue;
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
    beginRun(run);
    while (!findSteps(this.#plain, run)) this.#nodes[run.node]!.lookup(row[FIRST_NODE + run.node]!);
    for (;;) {
      const answer = takePlainSteps(this.#plain, run);
      if (answer === ALL_TAKEN) break;
      if (answer === BATCH_FULL) {
        if (!this.#taker.store()) return false;
      } else {
        const data = table.data.items;
        this.#taker.who = stepWord(run.node, 0);
        do {
          if (!this.#taker.take(run.node, data, run.at, row[ENVIRONMENT]!)) return false;
          if (this.#taker.changes) this.movesOn = true;
          run.at += STEP_WORDS;
        } while (run.at < run.end && data[run.at + STEP_EFFECT] !== PLAIN);
      }
    }
    this.#taker.generatedCount += run.taken + run.stutters;
    if (run.stutters > 0) this.#taker.stay(UNLABELLED);
    if (run.taken > 0) this.movesOn = true;
    this.#hasMoreSteps = (run.flags & HAS_MORE) !== 0;
    return true;
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
    this.#taker.step = CHANGES_ALL;
    return this.#taker.arrive(label);
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
      this.#taker.who = stepWord(BEHIND_ALL, 0);
      const environment = this.#environments.spend(row[ENVIRONMENT]!, data[at + STEP_FAILURE]!);
      if (environment !== NOT_POSSIBLE && !this.#taker.take(node, data, at, environment)) return false;
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
      this.#taker.who = CHANGES_ALL;
      if (!this.#taker.take(node, data, at, row[ENVIRONMENT]!)) return false;
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
    this.#taker.step = CHANGES_ALL;
    return this.#taker.arrive(UNLABELLED);
  }

  #changeEnvironment(): boolean {
    const cursor = this.#cursor;
    const { changes } = this.#environments.look(cursor.components[ENVIRONMENT]!);
    for (let i = 0; i < changes.length; i += 1) {
      cursor.begin();
      cursor.change(ENVIRONMENT, changes[i]!);
      this.#taker.step = CHANGES_ALL;
      if (!this.#taker.arrive(UNLABELLED)) return false;
    }
    return true;
  }
}
