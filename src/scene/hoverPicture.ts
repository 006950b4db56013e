import type { ExecutionView } from '../contract/execution.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import type { ThemeKind } from '../contract/summary.ts';
import { excerptOf } from './excerpt.ts';
import { formatUnits } from './numbers.ts';
import { paletteOf } from './palette.ts';
import { spaceTimeScene } from './spaceTime.ts';
import { sceneToSvg } from './svg.ts';
import { estimateWidth, HEAD_SIZE, LABEL_SIZE, shorten } from './text.ts';
import { violatingStep } from './violatingStep.ts';

/** What an editor's hover shows without scrolling beside a few lines of text, in pixels. */
export const HOVER_WIDTH_MAX = 480;
export const HOVER_HEIGHT_MAX = 130;

const LANES_MAX = 4;
/** From one lifeline to the next, the widest first. */
const LANE_HEIGHTS = [44, 40, 36, 32, 28] as const;
/** From one step to the next, the widest first. */
const STEP_WIDTHS = [72, 64, 56, 48, 40] as const;
const STEP_WIDTH_MIN = 40;
/** Room for the line that says what is left out. */
const NOTE_HEIGHT = 18;
const MARGIN = 36;

/** An execution as small as it can be read: time goes right, and of a long one the end is shown. */
export function hoverPicture(view: ExecutionView, theme: ThemeKind): string {
  return sceneToSvg(
    hoverScene(view),
    paletteOf(theme),
    { title: view.headline, description: '' },
    { transparent: true },
  );
}

/** At most 480 by 130 pixels. */
export function hoverScene(view: ExecutionView): Scene {
  const decided = upToVerdict(withoutExtras(view));
  const fitting = stepsThatFit(decided);
  // Names that reach beyond the last step make a picture wider: its steps move closer, and then there are fewer.
  const narrowest = Math.min(STEP_WIDTHS[0], signWidth(decided));
  for (let steps = fitting; ; steps -= 1) {
    for (const stepWidth of STEP_WIDTHS.filter(width => width >= narrowest)) {
      const scene = sceneOfLast(decided, steps, stepWidth);
      if (scene.width <= HOVER_WIDTH_MAX) return scene;
    }
    if (steps <= 1) return { ...sceneOfLast(decided, 1, narrowest), width: HOVER_WIDTH_MAX };
  }
}

/** The signs of steps that happen to everybody stand side by side in the margin, in full. */
function signWidth({ steps }: ExecutionView): number {
  const labels = steps.flatMap(({ sign }) => (sign === undefined || sign.kind === 'reset' ? [] : [sign.label]));
  const widest = Math.max(0, ...labels.map(label => estimateWidth(label, LABEL_SIZE, 'words')));
  return Math.max(STEP_WIDTH_MIN, Math.ceil(widest) + 4);
}

/** There is no room for what nodes wait for, nor for what can still be decided. */
function withoutExtras({ waiting: _waiting, ...view }: ExecutionView): ExecutionView {
  return { ...view, steps: view.steps.map(({ valence: _valence, ...step }) => step) };
}

/** What comes after the verdict is of no interest here. */
function upToVerdict(view: ExecutionView): ExecutionView {
  const last = violatingStep(view) ?? view.steps.length - 1;
  if (last >= view.steps.length - 1) return view;
  const { loop: _loop, operations, ...others } = view;
  const isLater = (event: number | undefined): boolean => (view.events[event ?? -1]?.step ?? 0) > last;
  const asked = operations?.filter(({ from }) => !isLater(from));
  return {
    ...others,
    ...(asked === undefined
      ? {}
      : { operations: asked.map(each => (isLater(each.to) ? { ...each, to: undefined } : each)) }),
    steps: view.steps.slice(0, last + 1),
    events: view.events.filter(({ step }) => step <= last),
    arrows: view.arrows
      .filter(({ sentStep }) => sentStep <= last)
      .map(arrow =>
        (arrow.endStep ?? 0) > last ? { ...arrow, to: undefined, endStep: undefined, fate: 'inFlight' } : arrow,
      ),
    bands: view.bands.filter(({ fromStep }) => fromStep <= last),
  };
}

function stepsThatFit({ lanes, steps }: ExecutionView): number {
  const heads = Math.max(0, ...lanes.map(({ name }) => estimateWidth(name, HEAD_SIZE, 'words')));
  const room = HOVER_WIDTH_MAX - heads - MARGIN;
  return Math.max(1, Math.min(steps.length - 1, Math.floor(room / STEP_WIDTH_MIN) - 1));
}

/** The last steps, of as many nodes as fit, as far apart as fits. */
function sceneOfLast(view: ExecutionView, stepCount: number, stepWidth: number): Scene {
  const firstStep = Math.max(1, view.steps.length - stepCount);
  for (let laneCount = Math.min(LANES_MAX, view.lanes.length); ; laneCount -= 1) {
    const lanes = lanesThatMatter(view, firstStep, Math.max(1, laneCount));
    const note = noteOf(view, firstStep - 1, view.lanes.length - lanes.length);
    const excerpt = excerptOf(view, { firstStep, lanes });
    for (const laneWidth of LANE_HEIGHTS) {
      const bare = spaceTimeScene(excerpt, { direction: 'right', compact: true, laneWidth, stepHeight: stepWidth });
      const scene = note === undefined ? bare : withNote(bare, note);
      const isLast = laneCount <= 1 && laneWidth === LANE_HEIGHTS.at(-1);
      if (scene.height <= HOVER_HEIGHT_MAX || isLast) return scene;
    }
  }
}

/** The nodes at which most happens in the end, in the order of the execution. */
function lanesThatMatter(view: ExecutionView, firstStep: number, laneCount: number): readonly number[] {
  const all = view.lanes.map((_, lane) => lane);
  if (all.length <= laneCount) return all;
  const decided = violatingStep(view);
  const weights = all.map(lane => {
    const ofLane = view.events.filter(event => event.lane === lane && event.step >= firstStep);
    const decides = ofLane.some(({ step }) => step === decided);
    return ofLane.length + (decides ? view.events.length : 0);
  });
  const heaviest = all.toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b).slice(0, laneCount);
  return heaviest.toSorted((a, b) => a - b);
}

function noteOf(view: ExecutionView, steps: number, lanes: number): string | undefined {
  const parts: string[] = [];
  const fault = view.steps.slice(1, steps + 1).find(step => step.fault);
  if (steps > 0) parts.push(`… first ${steps === 1 ? 'step' : formatUnits(steps, 'step')} left out`);
  if (lanes > 0) parts.push(`${formatUnits(lanes, 'node')} left out`);
  if (parts.length === 0) return undefined;
  const text = `${parts.join(', ')}${fault === undefined ? '' : `; before: ${fault.text}`}`;
  return shorten(text, HOVER_WIDTH_MAX - 4, { size: LABEL_SIZE, font: 'words', measure: estimateWidth });
}

function withNote(scene: Scene, text: string): Scene {
  const height = scene.height + NOTE_HEIGHT;
  const note: Mark = {
    kind: 'text',
    class: 'labelMuted',
    of: {},
    x: 2,
    y: height - 6,
    text,
    anchor: 'start',
    font: 'words',
    size: LABEL_SIZE,
  };
  return {
    ...scene,
    width: Math.max(scene.width, Math.ceil(estimateWidth(text, LABEL_SIZE, 'words')) + 4),
    height,
    marks: [...scene.marks, note],
  };
}
