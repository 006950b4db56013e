import { groupBy } from '../base/groupBy.ts';
import type { ArrowView, ExecutionView } from '../contract/execution.ts';
import { acrossOf, alongOf, type Grid } from './grid.ts';

/** A turn of a route: pixels across the lanes and along time. */
export interface Turn {
  readonly across: number;
  readonly along: number;
}

/** How far a message of a node to itself leaves its lifeline. */
export const LOOP_WIDTH = 20;
/** How far nested loops, and messages that are in flight beside each other, are apart. */
export const TWIN_DISTANCE = 7;
/** How much of a row after a node became Byzantine what was on its way ends: clear of the rings on either side. */
const IGNORED_AFTER = 0.32;
/** How far an arrow ends from a lifeline at which no mark stands. */
const BESIDE_LIFELINE = 4;
/** What a reset loses is lost just before its line. */
const BEFORE_RESET = 8;
/** Where messages between the same two nodes are lost in the same step, in lane widths before their goal. */
const LOST_BEFORE = [0.3, 0.2, 0.4, 0.25, 0.35, 0.15, 0.45] as const;

/** Where arrows end that arrive, are lost, or are in flight at the end. */
export class RouteEnds {
  readonly #view: ExecutionView;
  readonly #grid: Grid;
  readonly #bySender: ReadonlyMap<number, readonly number[]>;
  readonly #lostIn: ReadonlyMap<number, readonly number[]>;

  constructor(view: ExecutionView, grid: Grid) {
    this.#view = view;
    this.#grid = grid;
    const indices = view.arrows.map((_, index) => index);
    this.#bySender = groupBy(indices, index => view.arrows[index]?.from ?? -1);
    this.#lostIn = groupBy(
      indices.filter(index => view.arrows[index]?.fate === 'lost'),
      index => view.arrows[index]?.endStep ?? -1,
    );
  }

  endOf(index: number, arrow: ArrowView, start: Turn): Turn {
    const target = acrossOf(this.#grid, arrow.toLane);
    if (arrow.to !== undefined) {
      const step = arrow.endStep ?? this.#view.events[arrow.to]?.step ?? arrow.sentStep + 1;
      return { across: target, along: alongOf(this.#grid, step) };
    }
    if (arrow.fate === 'ignored') return this.#ignored(index, arrow, target);
    if (arrow.endStep !== undefined) return this.#lost(index, arrow, arrow.endStep);
    return this.#open(index, arrow, start);
  }

  /** Nobody knows where it was lost: near its goal, where neither a lifeline nor a wall stands. */
  #lost(index: number, arrow: ArrowView, endStep: number): Turn {
    const isLoop = arrow.fromLane === arrow.toLane;
    const others = (this.#lostIn.get(endStep) ?? []).filter(other => {
      const lost = this.#view.arrows[other];
      return other < index && lost?.toLane === arrow.toLane && lost.fromLane === arrow.fromLane;
    });
    const before = LOST_BEFORE[others.length % LOST_BEFORE.length] ?? LOST_BEFORE[0];
    const short = isLoop ? this.#loopWidth() : this.#backwards(arrow) * this.#grid.laneWidth * before;
    const isReset = this.#view.steps[endStep]?.sign?.kind === 'reset';
    const along = alongOf(this.#grid, endStep) - (isReset ? BEFORE_RESET : 0);
    return { across: acrossOf(this.#grid, arrow.toLane) + short, along };
  }

  /** It reaches a node that follows no protocol, and nothing is known to come of it. */
  #ignored(index: number, arrow: ArrowView, target: number): Turn {
    const step = arrow.endStep ?? arrow.sentStep;
    const along =
      alongOf(this.#grid, step) + this.#grid.stepHeight * IGNORED_AFTER + TWIN_DISTANCE * this.#twins(index, arrow);
    const isLoop = arrow.fromLane === arrow.toLane;
    const beside = isLoop ? this.#loopWidth() : this.#backwards(arrow) * BESIDE_LIFELINE;
    return { across: target + beside, along: Math.min(along, this.#grid.end + 8) };
  }

  /** In flight at the end: a short line that does not arrive, long enough for its copies to leave it. */
  #open(index: number, arrow: ArrowView, start: Turn): Turn {
    const { stepHeight, laneWidth } = this.#grid;
    const isLoop = arrow.fromLane === arrow.toLane;
    const twins = this.#twins(index, arrow);
    const needed = this.#changingSteps(index, arrow).map(step => alongOf(this.#grid, step) + stepHeight * 0.3);
    const along = Math.max(start.along + stepHeight * 0.45 + TWIN_DISTANCE * twins, ...needed);
    const short = isLoop ? this.#loopWidth(twins) : this.#backwards(arrow) * Math.min(24, laneWidth / 4);
    return { across: acrossOf(this.#grid, arrow.toLane) + short, along: Math.min(along, this.#grid.end + 8) };
  }

  /** How far a message of a node to itself is from its lifeline: within its lane. */
  #loopWidth(level = 0): number {
    return Math.min(LOOP_WIDTH + TWIN_DISTANCE * level, this.#grid.laneWidth * 0.45);
  }

  #backwards({ fromLane, toLane }: ArrowView): number {
    return Math.sign(acrossOf(this.#grid, fromLane) - acrossOf(this.#grid, toLane));
  }

  /** How many messages end like this one, between the same two nodes since the same event, that are drawn already. */
  #twins(index: number, { from, toLane, fate, endStep }: ArrowView): number {
    return (this.#bySender.get(from) ?? []).filter(other => {
      const arrow = this.#view.arrows[other];
      return (
        other < index &&
        arrow?.from === from &&
        arrow.toLane === toLane &&
        arrow.fate === fate &&
        arrow.to === undefined &&
        arrow.endStep === endStep
      );
    }).length;
  }

  /** The steps that copied or damaged a message. */
  #changingSteps(index: number, { from, corruptions = [] }: ArrowView): readonly number[] {
    const copied = (this.#bySender.get(from) ?? []).flatMap(other => {
      const arrow = this.#view.arrows[other];
      return arrow?.copyOf === index ? [arrow.sentStep] : [];
    });
    return [...copied, ...corruptions.map(({ step }) => step)];
  }
}
