import type { EventView, ExecutionView } from '../contract/execution.ts';
import { BOLD } from './labels.ts';
import { marginsOf, type Margins } from './margins.ts';
import { operationLabel } from './operationWords.ts';
import type { Point } from './shapes.ts';
import { timeRows, type TimeRows } from './timeRows.ts';
import { estimateWidth, HEAD_SIZE, LABEL_SIZE, type Measure } from './text.ts';

export type Direction = 'down' | 'right';

export interface SpaceTimeOptions {
  /**
   * Pixels from one lane to the next: at least 96, or 64 where time goes right. By default what the labels ask for, up to
   * 200, or 72.
   */
  readonly laneWidth?: number | undefined;
  /** Where time goes. */
  readonly direction?: Direction | undefined;
  /** Pixels from one step to the next: 28, or 72 where time goes right, unless said otherwise. */
  readonly stepHeight?: number | undefined;
  readonly timestamps?: 'none' | 'lamport' | 'vector' | 'clock' | undefined;
  /** For a picture in passing, in which nobody points at anything: lanes and steps may be closer than that. */
  readonly compact?: boolean | undefined;
  /** The step after which we look; what has not arrived by then is drawn in flight. Undefined for the end. */
  readonly cursor?: number | undefined;
  readonly measure?: Measure | undefined;
  /** What is named in the picture, each at an event. */
  readonly captions?: readonly CaptionLabel[] | undefined;
}

export interface CaptionLabel {
  /** Index in `events`. */
  readonly event: number;
  readonly text: string;
  /** What is said to a pointer. */
  readonly title: string;
}

/**
 * Where lanes and steps lie. Routing happens in two coordinates that do not depend on the direction: `across` the
 * lanes and `along` time, both in pixels.
 */
export interface Grid extends Margins {
  readonly direction: Direction;
  readonly laneWidth: number;
  readonly stepHeight: number;
  readonly laneCount: number;
  readonly stepCount: number;
  readonly timestamps: 'none' | 'lamport' | 'vector' | 'clock';
  readonly cursor: number;
  readonly measure: Measure;
  readonly captions: readonly CaptionLabel[];
  /** Where steps lie that happen in time; undefined where all rows are equally high. */
  readonly rows: TimeRows | undefined;
  /** Room for the lane heads, along time. */
  readonly headLength: number;
  /** Where lifelines end, along time. */
  readonly end: number;
  readonly width: number;
  readonly height: number;
}

const LANE_WIDTH_MIN = 96;
/** Longer names of nodes are cut where there is little room. */
const HEAD_WIDTH_MAX = 148;
const LANE_WIDTH_USUAL = 200;
/** Between the names of two neighbours. */
const HEAD_GAP = 4;
const LANE_HEIGHT_MIN = 64;
const LANE_HEIGHT_USUAL = 72;
const COMPACT_LANE_MIN = 28;
const COMPACT_STEP_MIN = 20;
/** What a lane is wider than its labels: room for the ends of arrows, and for labels to slide along them. */
const LABEL_ROOM = 48;
const MARGIN = 12;
/** How much of a row what is forged leaves before it arrives. */
const FORGED_BEFORE = 0.36;

export function gridOf(view: ExecutionView, options: SpaceTimeOptions): Grid {
  const direction = options.direction ?? 'down';
  const measure = options.measure ?? estimateWidth;
  const isDown = direction === 'down';
  const compact = options.compact === true;
  const smallest = compact ? COMPACT_LANE_MIN : isDown ? LANE_WIDTH_MIN : LANE_HEIGHT_MIN;
  const stepMin = compact ? COMPACT_STEP_MIN : isDown ? 28 : 40;
  const usual = (): number => (isDown ? comfortableLaneWidth(view, LANE_WIDTH_USUAL, measure) : LANE_HEIGHT_USUAL);
  const laneWidth = Math.max(smallest, Math.round(options.laneWidth ?? usual()));
  const stepHeight = Math.max(stepMin, Math.round(options.stepHeight ?? (isDown ? 28 : 72)));
  const headLength = isDown ? 28 : headWidth(view, measure);
  const stepCount = view.steps.length;
  const rows = timeRows(view, stepHeight);
  const length = rows === undefined ? stepCount * stepHeight : (rows.offsets.at(-1) ?? 0) + stepHeight;
  const end = headLength + Math.round(stepHeight / 2) + length;
  const margins = marginsOf(view, isDown, measure);
  const breadth = margins.gutter + Math.max(1, view.lanes.length) * laneWidth + margins.far;
  const depth = end + margins.foot + MARGIN;
  return {
    direction,
    laneWidth,
    stepHeight,
    laneCount: view.lanes.length,
    stepCount,
    timestamps: options.timestamps ?? 'none',
    cursor: options.cursor ?? Infinity,
    measure,
    captions: options.captions ?? [],
    ...margins,
    rows,
    headLength,
    end,
    width: isDown ? breadth : depth,
    height: isDown ? depth : breadth,
  };
}

/** A lane width at which most message labels fit between two lifelines, at most `laneWidthMax`. */
export function comfortableLaneWidth(
  view: ExecutionView,
  laneWidthMax: number,
  measure: Measure = estimateWidth,
): number {
  const labels = [...view.arrows, ...view.events].map(({ label }) => measure(label, LABEL_SIZE, 'code'));
  const heads = view.lanes.map(({ name }) => measure(name, HEAD_SIZE, 'words'));
  // What a partition is called stands on one side of its wall, halfway between two lifelines.
  const wall = view.bands.some(({ kind }) => kind === 'partition')
    ? 'partition'
    : view.bands.some(({ kind }) => kind === 'cut')
      ? 'mend'
      : '';
  const besideWall = wall === '' ? 0 : 2 * (measure(wall, LABEL_SIZE, 'words') + 12);
  // What a client asked stands left of its lifeline.
  const bars = (view.operations ?? []).map(each => {
    return 2 * measure(operationLabel(each), LABEL_SIZE, 'code') * (each.blamed === true ? BOLD : 1);
  });
  const widest = Math.max(0, ...labels, ...heads, ...bars, besideWall) + LABEL_ROOM;
  return Math.max(LANE_WIDTH_MIN, Math.min(laneWidthMax, Math.ceil(widest / 4) * 4));
}

/** The least lane width at which the names of neighbours stand apart. */
export function leastLaneWidth(view: ExecutionView, measure: Measure): number {
  const heads = view.lanes.map(({ name }) => measure(name, HEAD_SIZE, 'words') * BOLD);
  return Math.max(LANE_WIDTH_MIN, Math.ceil(Math.min(HEAD_WIDTH_MAX, Math.max(0, ...heads))) + HEAD_GAP);
}

/** Room beside the lanes where time goes down, in pixels. */
export function besideLanes(view: ExecutionView, measure: Measure): number {
  const { gutter, far } = marginsOf(view, true, measure);
  return gutter + far;
}

/** Half pixels, so that lines of one pixel are crisp. */
export function acrossOf(grid: Grid, lane: number): number {
  return grid.gutter + Math.round(grid.laneWidth * (lane + 0.5)) + 0.5;
}

/** Where the last lane ends. */
export function lanesEnd({ gutter, laneCount, laneWidth }: Grid): number {
  return gutter + Math.max(1, laneCount) * laneWidth;
}

export function alongOf(grid: Grid, step: number): number {
  const offset = grid.rows?.offsets[step] ?? grid.stepHeight * step;
  return grid.headLength + Math.round(offset + grid.stepHeight / 2) + 0.5;
}

/** Between the row of a step and the next one. */
export function alongAfter(grid: Grid, step: number): number {
  return alongOf(grid, step) + Math.round(grid.stepHeight / 2);
}

/** What is forged leaves a little before it arrives, though in the same step. */
export function alongOfEvent(grid: Grid, { step, kind }: Pick<EventView, 'step' | 'kind'>): number {
  return alongOf(grid, step) - (kind === 'forge' ? Math.round(grid.stepHeight * FORGED_BEFORE) : 0);
}

export function pointOfEvent(grid: Grid, event: Pick<EventView, 'lane' | 'step' | 'kind'>): Point {
  return pointOf(grid, acrossOf(grid, event.lane), alongOfEvent(grid, event));
}

export function pointOf(grid: Grid, across: number, along: number): Point {
  return grid.direction === 'down' ? { x: across, y: along } : { x: along, y: across };
}

/** The step whose row a point lies in: 0 … stepCount − 1, clamped. */
export function stepAt(grid: Grid, point: Point): number {
  const along = grid.direction === 'down' ? point.y : point.x;
  const last = grid.stepCount - 1;
  if (grid.rows === undefined) {
    return Math.max(0, Math.min(last, Math.floor((along - grid.headLength) / grid.stepHeight)));
  }
  // A row begins half a row before its middle, and lasts until the next one begins.
  const next = grid.rows.offsets.findIndex(offset => grid.headLength + offset > along);
  return next < 0 ? last : Math.max(0, next - 1);
}

function headWidth(view: ExecutionView, measure: Measure): number {
  const widest = Math.max(0, ...view.lanes.map(lane => measure(lane.name, HEAD_SIZE, 'words')));
  return Math.min(160, Math.ceil(widest / 4) * 4 + 2 * MARGIN);
}
