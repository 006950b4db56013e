import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Mark, MarkClass, Scene, Subjects } from '../../../src/contract/scene.ts';
import { arranged, rearranged, type Arranged } from '../../../src/scene/arrangement.ts';
import { CAPTIONS, captionSentence, captionsOf } from '../../../src/scene/captions.ts';
import { arrowClass } from '../../../src/scene/arrows.ts';
import {
  acrossOf,
  alongOf,
  besideLanes,
  gridOf,
  leastLaneWidth,
  type CaptionLabel,
  type Grid,
  type SpaceTimeOptions,
} from '../../../src/scene/grid.ts';
import { lineBetween } from '../../../src/scene/lines.ts';
import { spaceTimeScene, stepBandAt } from '../../../src/scene/spaceTime.ts';
import { markElement, svgElement } from '../../draw/marks.ts';
import { createMeasure, type Measure } from '../../draw/measure.ts';
import { Picture } from '../../draw/picture.ts';
import { emphasisFor, titlesFor } from '../selection.ts';
import { litEvent, type PanelUi } from '../panel/state.ts';
import { scrollTo, windowOf, type Drawn, type SceneKey } from './drawn.ts';
import { flagEvents } from '../stage/flags.ts';
import { cutElements } from './cutShape.ts';
import { coneStretches } from './cones.ts';
import { matchesIn } from './search.ts';
import { arrangementOf } from './state.ts';

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

  /** What is laid out; undefined before the first picture. */
  get drawn(): Drawn | undefined {
    return this.#drawn;
  }

  draw(ui: PanelUi, execution: ExecutionView, frame: HTMLElement): void {
    const measure = (this.#measure ??= createMeasure(frame));
    const drawn = this.#sceneOf(ui, execution, { room: frame.clientWidth, measure });
    const isNew = this.heads.show(drawn.heads, { from: 0, to: drawn.grid.headLength });
    const rowsAreNew = this.rows.show(
      drawn.rows,
      windowOf(frame, drawn.grid),
      titlesIn(execution, drawn),
      axisOf(drawn),
    );
    this.#dress(ui, execution, drawn);
    if (isNew || rowsAreNew || ui.model?.cursor !== this.#cursorShown) this.#follow(ui, drawn, frame);
  }

  /** After scrolling: other rows may be in sight. */
  scrolled(ui: PanelUi, execution: ExecutionView, frame: HTMLElement): void {
    const drawn = this.#drawn;
    if (drawn === undefined) return;
    const titles = titlesIn(execution, drawn);
    if (this.rows.show(drawn.rows, windowOf(frame, drawn.grid), titles, axisOf(drawn)))
      this.#dress(ui, execution, drawn);
  }

  /** What depends on the cursor and on what is selected. */
  #dress(ui: PanelUi, execution: ExecutionView, drawn: Drawn): void {
    const cursor = ui.model?.cursor ?? 0;
    const lit = litEvent(ui.selection);
    this.rows.reclass(inFlightAt(execution, cursor));
    this.rows.emphasise(emphasisFor(execution, lit));
    flagEvents(this.rows, shownSelection(ui, drawn), execution);
    const matches = matchingEvents(execution, drawn, ui.diagram.query);
    this.rows.flag('match', ({ event }) => event !== undefined && matches.has(event));
    const band = stepBandAt(drawn.grid, drawn.arranged.rowOf(cursor));
    const cones = lit === undefined ? [] : conesOf(drawn, execution, lit);
    this.rows.underlay([markElement({ ...band, of: { step: cursor } }), ...cones]);
    const { cut } = ui.diagram;
    this.rows.overlay(cut === undefined ? [] : cutElements(execution, drawn, cut));
    this.rows.svg.toggleAttribute('data-lit', lit !== undefined);
  }

  #sceneOf(ui: PanelUi, execution: ExecutionView, place: { room: number; measure: Measure }): Drawn {
    const { kept } = ui.diagram;
    const key = { execution, kept, timestamps: ui.timestamps, room: place.room };
    const before = this.#drawn;
    if (before !== undefined && sameKey(before.key, key)) return before;
    // What is laid out in another way is looked at where the cursor is.
    if (before !== undefined && before.key.kept !== kept) this.#cursorShown = undefined;
    const shown = arranged(execution, arrangementOf(execution, kept));
    const isDown = kept.direction === 'down';
    const options: SpaceTimeOptions = {
      direction: kept.direction,
      laneWidth: isDown ? laneWidthFor(shown.view, place.room, place.measure) : undefined,
      timestamps: ui.timestamps,
      measure: place.measure,
      captions: kept.captions === true ? captionLabelsOf(execution, shown) : [],
    };
    const grid = gridOf(shown.view, options);
    const made = spaceTimeScene(shown.view, options);
    const scene = shown.view === execution ? made : rearranged(made, shown);
    const drawn = { key, grid, arranged: shown, ...split(scene, grid) };
    this.#drawn = drawn;
    return drawn;
  }

  // The row of the cursor stays in sight; nothing scrolls while it is.
  #follow(ui: PanelUi, { grid, arranged: shown }: Drawn, frame: HTMLElement): void {
    const cursor = ui.model?.cursor ?? 0;
    if (cursor === this.#cursorShown) return;
    this.#cursorShown = cursor;
    scrollTo(frame, grid, alongOf(grid, shown.rowOf(cursor)));
  }
}

/** Captions at the events as they are drawn; what happens at a hidden node is named in words only. */
function captionLabelsOf(execution: ExecutionView, shown: Arranged): readonly CaptionLabel[] {
  return captionsOf(execution).flatMap(caption => {
    const event = caption.event === undefined ? undefined : shown.drawnEvent(caption.event);
    return event === undefined ? [] : [{ event, text: CAPTIONS[caption.kind].name, title: captionSentence(caption) }];
  });
}

function axisOf({ grid }: Drawn): 'x' | 'y' {
  return grid.direction === 'down' ? 'y' : 'x';
}

function sameKey(a: SceneKey, b: SceneKey): boolean {
  return a.execution === b.execution && a.kept === b.kept && a.timestamps === b.timestamps && a.room === b.room;
}

// Lanes share the room there is; beyond the widest, arrows would only become longer.
function laneWidthFor(execution: ExecutionView, room: number, measure: Measure): number {
  const share =
    Math.floor((room - SIDES - besideLanes(execution, measure)) / Math.max(1, execution.lanes.length) / 4) * 4;
  return Math.max(leastLaneWidth(execution, measure), Math.min(share, LANE_WIDTH_MAX));
}

// Both pictures keep the coordinates of the scene: the heads lie over the beginning of the rows, and hide no more of it
// than their own text needs.
function split(scene: Scene, grid: Grid): { readonly heads: Scene; readonly rows: Scene } {
  const isHead = (mark: Mark): boolean => mark.class === 'laneHead';
  const size =
    grid.direction === 'down'
      ? { width: scene.width, height: grid.headLength - HEAD_GAP }
      : { width: grid.headLength - HEAD_GAP, height: scene.height };
  return {
    heads: { ...size, marks: scene.marks.filter(isHead) },
    rows: { ...scene, marks: scene.marks.filter(mark => !isHead(mark)) },
  };
}

/** The tooltip of each mark; of one that stands for several events, what all of them are. */
function titlesIn(execution: ExecutionView, { key }: Drawn): (subjects: Subjects) => string | undefined {
  const runs = new Map(arrangementOf(execution, key.kept).runs.map(run => [run[0], run] as const));
  const titles = titlesFor(execution);
  return subjects => {
    const run = subjects.event === undefined ? undefined : runs.get(subjects.event);
    if (run === undefined) return titles(subjects);
    const listed = run.slice(0, RUN_LISTED).map(event => execution.events[event]?.sentence ?? '');
    const more = run.length > RUN_LISTED ? [`and ${run.length - RUN_LISTED} more`] : [];
    return [`${run.length} local events. A click shows each of them.`, ...listed, ...more].join('\n');
  };
}

const RUN_LISTED = 8;

/** Messages that are on their way after a step are drawn so, whatever becomes of them later. */
function inFlightAt(
  execution: ExecutionView,
  cursor: number,
): (mark: Pick<Mark, 'of' | 'class'>) => MarkClass | undefined {
  return ({ of, class: markClass }) => {
    const arrow = of.arrow === undefined ? undefined : execution.arrows[of.arrow];
    return arrow === undefined || !markClass.startsWith('message') ? undefined : arrowClass(arrow, cursor);
  };
}

/** The events of what a search has found, as they are drawn. */
function matchingEvents(execution: ExecutionView, { arranged: shown }: Drawn, query: string): ReadonlySet<number> {
  const events = matchesIn(execution, query).flatMap(step => execution.steps[step]?.events ?? []);
  return new Set(events.flatMap(event => shown.events[shown.drawnEvent(event) ?? -1] ?? []));
}

/** The selection as it can be seen: an event in a run that is drawn as one is the run. */
function shownSelection(ui: PanelUi, { arranged: shown }: Drawn): PanelUi {
  const { focused, stuck } = ui.selection;
  const seen = (event: number | undefined): number | undefined => {
    const at = event === undefined ? undefined : shown.drawnEvent(event);
    return at === undefined ? undefined : shown.events[at];
  };
  return { ...ui, selection: { ...ui.selection, focused: seen(focused), stuck: seen(stuck) } };
}

function conesOf({ grid, arranged: shown }: Drawn, execution: ExecutionView, lit: number): readonly SVGElement[] {
  return coneStretches(execution, lit).flatMap(({ lane, cone, fromStep, toStep }) => {
    const at = shown.lanes.indexOf(lane);
    if (at < 0) return [];
    const across = acrossOf(grid, at);
    const from = fromStep === undefined ? grid.headLength : alongOf(grid, shown.rowOf(fromStep));
    const to = toStep === undefined ? grid.end : alongOf(grid, shown.rowOf(toStep));
    const line = lineBetween(grid, { across, along: from }, { across, along: to });
    return [svgElement('line', { class: `cone ${cone}`, ...line })];
  });
}
