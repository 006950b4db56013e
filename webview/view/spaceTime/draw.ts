import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Mark, Scene } from '../../../src/contract/scene.ts';
import {
  acrossOf,
  alongOf,
  besideLanes,
  gridOf,
  LANE_WIDTH_MIN,
  type Grid,
  type SpaceTimeOptions,
} from '../../../src/scene/grid.ts';
import { spaceTimeScene } from '../../../src/scene/spaceTime.ts';
import { svgElement } from '../../draw/marks.ts';
import { createMeasure, type Measure } from '../../draw/measure.ts';
import { Picture } from '../../draw/picture.ts';
import { emphasisFor, titlesFor } from '../selection.ts';
import { litEvent, type PanelUi } from '../panel/state.ts';
import { flagEvents } from '../stage/flags.ts';
import { coneStretches } from './cones.ts';

const LANE_WIDTH_MAX = 240;
/** Below the text of the heads, where labels of the first row may stand. Pixels. */
const HEAD_GAP = 5;
/** Empty space at both sides of the lanes, as in the style sheet. */
const SIDES = 16;

/** The diagram's two pictures: the heads of the lanes, which stay in sight, and the rows below them. */
export class SpaceTimeDrawing {
  readonly heads = new Picture();
  readonly rows = new Picture();
  #measure: Measure | undefined;
  #drawn: Drawn | undefined;
  #cursorShown: number | undefined;

  draw(ui: PanelUi, execution: ExecutionView, frame: HTMLElement): void {
    const measure = (this.#measure ??= createMeasure(frame));
    const room = frame.clientWidth;
    const drawn = this.#sceneOf(ui, execution, { room, measure });
    const isNew = this.heads.show(drawn.heads, { top: 0, bottom: drawn.grid.headLength });
    const rowsAreNew = this.rows.show(drawn.rows, windowOf(frame), titlesFor(execution));
    const lit = litEvent(ui.selection);
    const emphasis = emphasisFor(execution, lit);
    this.rows.emphasise(emphasis);
    flagEvents(this.rows, ui, execution);
    const cones = lit === undefined ? [] : conesOf(drawn.grid, execution, lit);
    this.rows.underlay(cones);
    this.rows.svg.toggleAttribute('data-lit', lit !== undefined);
    if (isNew || rowsAreNew || ui.model?.cursor !== this.#cursorShown) this.#follow(ui, drawn.grid, frame);
  }

  /** After scrolling: other rows may be in sight. */
  scrolled(ui: PanelUi, execution: ExecutionView, frame: HTMLElement): void {
    if (this.#drawn === undefined || !this.rows.show(this.#drawn.rows, windowOf(frame), titlesFor(execution))) return;
    this.rows.emphasise(emphasisFor(execution, litEvent(ui.selection)));
    flagEvents(this.rows, ui, execution);
  }

  #sceneOf(ui: PanelUi, execution: ExecutionView, place: { room: number; measure: Measure }): Drawn {
    const key = { execution, timestamps: ui.timestamps, cursor: ui.model?.cursor ?? 0, room: place.room };
    const before = this.#drawn;
    if (before !== undefined && sameKey(before.key, key)) return before;
    const options: SpaceTimeOptions = {
      laneWidth: laneWidthFor(execution, place.room, place.measure),
      timestamps: key.timestamps,
      cursor: key.cursor,
      measure: place.measure,
    };
    const grid = gridOf(execution, options);
    const drawn = { key, grid, ...split(spaceTimeScene(execution, options), grid) };
    this.#drawn = drawn;
    return drawn;
  }

  // The row of the cursor stays in sight; nothing scrolls while it is.
  #follow(ui: PanelUi, grid: Grid, frame: HTMLElement): void {
    const cursor = ui.model?.cursor ?? 0;
    if (cursor === this.#cursorShown) return;
    this.#cursorShown = cursor;
    const y = alongOf(grid, cursor);
    const above = frame.scrollTop + grid.headLength + grid.stepHeight;
    const below = frame.scrollTop + frame.clientHeight - grid.stepHeight;
    if (y < above) frame.scrollTop = y - grid.headLength - grid.stepHeight;
    else if (y > below) frame.scrollTop = y - frame.clientHeight + 2 * grid.stepHeight;
  }
}

interface Drawn {
  readonly key: SceneKey;
  readonly grid: Grid;
  readonly heads: Scene;
  readonly rows: Scene;
}

interface SceneKey {
  readonly execution: ExecutionView;
  readonly timestamps: string;
  readonly cursor: number;
  readonly room: number;
}

function sameKey(a: SceneKey, b: SceneKey): boolean {
  return a.execution === b.execution && a.timestamps === b.timestamps && a.cursor === b.cursor && a.room === b.room;
}

// Lanes share the room there is; beyond the widest, arrows would only become longer.
function laneWidthFor(execution: ExecutionView, room: number, measure: Measure): number {
  const share =
    Math.floor((room - SIDES - besideLanes(execution, measure)) / Math.max(1, execution.lanes.length) / 4) * 4;
  return Math.max(LANE_WIDTH_MIN, Math.min(share, LANE_WIDTH_MAX));
}

// Both pictures keep the coordinates of the scene: the heads lie over the top of the rows, and hide no more of it than
// their own text needs.
function split(scene: Scene, grid: Grid): { readonly heads: Scene; readonly rows: Scene } {
  const isHead = (mark: Mark): boolean => mark.class === 'laneHead';
  return {
    heads: { width: scene.width, height: grid.headLength - HEAD_GAP, marks: scene.marks.filter(isHead) },
    rows: { ...scene, marks: scene.marks.filter(mark => !isHead(mark)) },
  };
}

function windowOf(frame: HTMLElement): { readonly top: number; readonly bottom: number } {
  return { top: frame.scrollTop, bottom: frame.scrollTop + frame.clientHeight };
}

function conesOf(grid: Grid, execution: ExecutionView, lit: number): readonly SVGElement[] {
  return coneStretches(execution, lit).map(({ lane, cone, fromStep, toStep }) => {
    const x = acrossOf(grid, lane);
    const y1 = fromStep === undefined ? grid.headLength : alongOf(grid, fromStep);
    const y2 = toStep === undefined ? grid.end : alongOf(grid, toStep);
    return svgElement('line', { class: `cone ${cone}`, x1: x, y1, x2: x, y2 });
  });
}
