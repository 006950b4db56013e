import type { ArrowView, ExecutionView } from '../contract/execution.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import type { IndeterminateCase, ThemeKind } from '../contract/summary.ts';
import { excerptOf } from './excerpt.ts';
import { HOVER_WIDTH_MAX } from './hoverPicture.ts';
import { paletteOf } from './palette.ts';
import { moved } from './moved.ts';
import { spaceTimeScene } from './spaceTime.ts';
import { sceneToSvg } from './svg.ts';
import { LABEL_SIZE } from './text.ts';

/** Where the three executions begin to differ, and between whom. */
export interface Indistinguishable {
  readonly cases: readonly IndeterminateCase[];
  /** Indices of lanes. */
  readonly client: number;
  readonly server: number;
  /** The step that sends the request. */
  readonly sentStep: number;
}

const CASE_NAMES: Readonly<Record<IndeterminateCase['kind'], string>> = {
  requestLost: 'request lost',
  replyLost: 'reply lost',
  replyInFlight: 'reply on its way',
};

const TITLE_HEIGHT = 20;
const LANE_HEIGHT = 44;
/** From one step to the next, the widest first. */
const STEP_WIDTHS = [48, 44, 40, 36, 32, 28, 24, 20] as const;
/** Half of the stripe behind the client's lifeline. */
const STRIPE = 13;

/** The three executions side by side, with what is the same in all of them on one stripe: the life of the client. */
export function indeterminatePicture(about: Indistinguishable, theme: ThemeKind): string {
  const title = 'Three executions that look the same to the sender of the request';
  const description = about.cases.map(({ execution }) => execution.headline).join('\n');
  const scene = indeterminateScene(about);
  return sceneToSvg(scene, paletteOf(theme), { title, description }, { transparent: true });
}

export function indeterminateScene(about: Indistinguishable): Scene {
  const lanes = [about.client, about.server];
  const views = about.cases.map(({ execution }) => afterRequest(execution, about, lanes));
  const columns = Math.max(1, ...views.map(({ steps }) => steps.length));
  for (const stepHeight of STEP_WIDTHS) {
    const scenes = views.map((view, i) =>
      spaceTimeScene(padded(i === 0 ? view : nameless(view), columns), {
        direction: 'right',
        compact: true,
        laneWidth: LANE_HEIGHT,
        stepHeight,
      }),
    );
    const width = scenes.reduce((sum, scene) => sum + scene.width, 0);
    const isLast = stepHeight === STEP_WIDTHS.at(-1);
    if (width <= HOVER_WIDTH_MAX || isLast) return sideBySide(scenes, about.cases, Math.min(width, HOVER_WIDTH_MAX));
  }
  return { width: 0, height: 0, marks: [] };
}

function sideBySide(scenes: readonly Scene[], cases: readonly IndeterminateCase[], width: number): Scene {
  const marks: Mark[] = [];
  let left = 0;
  scenes.forEach((scene, i) => {
    const shown = scene.marks.filter(mark => mark.kind !== 'text' || mark.text !== '');
    const placed = shown.map(mark => moved(mark, { x: left, y: TITLE_HEIGHT }));
    const lifeline = placed.find(mark => mark.kind === 'line');
    const title = CASE_NAMES[cases[i]?.kind ?? 'requestLost'];
    marks.push(...placed, titleOf(title, lifeline?.x1 ?? left));
    left += scene.width;
  });
  const stripe: Mark = {
    kind: 'rectangle',
    class: 'stepBand',
    of: {},
    x: 0,
    y: TITLE_HEIGHT + LANE_HEIGHT / 2 - STRIPE,
    width,
    height: 2 * STRIPE,
  };
  return { width, height: TITLE_HEIGHT + 2 * LANE_HEIGHT, marks: [stripe, ...marks] };
}

function titleOf(text: string, x: number): Mark {
  return {
    kind: 'text',
    class: 'labelMuted',
    of: {},
    x,
    y: 13,
    text,
    anchor: 'start',
    font: 'words',
    size: LABEL_SIZE,
  };
}

/** From the moment in which the request is sent, and nothing but what is sent between the two from then on. */
function afterRequest(view: ExecutionView, { sentStep }: Indistinguishable, lanes: readonly number[]): ExecutionView {
  const isBetween = ({ fromLane, toLane, sentStep: sent }: ArrowView): boolean =>
    lanes.includes(fromLane) && lanes.includes(toLane) && sent >= sentStep;
  const later = { ...withoutExtras(view), verdict: undefined, arrows: view.arrows.filter(isBetween) };
  const excerpt = excerptOf(later, { firstStep: sentStep + 1, lanes, keepsMoment: true });
  return { ...excerpt, bands: [], events: excerpt.events.map(event => ({ ...event, violation: false })) };
}

/** How it ends, and what clients make of it, is of no interest here. */
function withoutExtras(view: ExecutionView): ExecutionView {
  const { loop: _loop, operations: _operations, waiting: _waiting, ...others } = view;
  return { ...others, steps: others.steps.map(({ valence: _valence, ...step }) => step) };
}

function nameless(view: ExecutionView): ExecutionView {
  return { ...view, lanes: view.lanes.map(lane => ({ ...lane, name: '' })) };
}

/** As many steps as the longest of them has, so that what is the same stands at the same place. */
function padded(view: ExecutionView, columns: number): ExecutionView {
  const pause = view.steps.slice(0, 1).map(step => ({ ...step, events: [] }));
  const missing = Array.from({ length: columns - view.steps.length }, () => pause).flat();
  return { ...view, steps: [...view.steps, ...missing] };
}
