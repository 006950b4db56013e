import type { ExecutionView } from '../contract/execution.ts';
import { OCTAGON } from './glyphs.ts';
import { BOLD } from './labels.ts';
import { isLasso, loopLabel, loopOf } from './loop.ts';
import { LABEL_SIZE, type Measure } from './text.ts';
import { timeAxisWidth } from './timeRows.ts';
import { valenceWidth } from './valence.ts';
import { waitingTexts } from './waitingText.ts';

/** Room round the lanes, in pixels; 0 where there is nothing to show there. */
export interface Margins {
  /** Before the first lane, all of it. */
  readonly gutter: number;
  /** The first part of the gutter: the axis of time. */
  readonly axisWidth: number;
  /** The next part: what can still be decided. The last is for the labels of what happens to everybody. */
  readonly valenceWidth: number;
  /** After the last lane: the bracket of a loop. */
  readonly far: number;
  /** Along time, where the lifelines have ended: what nodes wait for, and that nothing changes any more. */
  readonly foot: number;
}

/** Height of a line of the margins where time goes right. */
const LINE = 20;
const TEXT_HEIGHT = LABEL_SIZE + 3;
/** From the last lane to the bracket of a loop, and from the bracket to its words. */
export const BRACKET_GAP = 8;
export const WORDS_GAP = 6;
/** From the middle of an octagon to the words beside it. */
export const OCTAGON_ROOM = OCTAGON + 4;
/**
 * Where time goes down: the height of what nodes wait for, and of the line that says that nothing changes any more, whose
 * middle is so far above its end: clear of what is in flight and reaches below the lifelines.
 */
const WAITING_HEIGHT = 18;
export const END_HEIGHT = 2 * OCTAGON + 10;
export const END_MIDDLE = OCTAGON + 3;
/** The most that what a node waits for takes where time goes right. */
export const WAITING_WIDTH_MAX = 140;

export function marginsOf(view: ExecutionView, isDown: boolean, measure: Measure): Margins {
  const axisWidth = isDown ? timeAxisWidth(view, measure) : view.timed === undefined ? 0 : LINE;
  const valence = isDown ? valenceWidth(view, measure) : valenceWidth(view, measure) === 0 ? 0 : LINE;
  const signs = isDown ? signWidth(view, measure) : signWidth(view, measure) === 0 ? 0 : LINE;
  return {
    gutter: axisWidth + valence + signs,
    axisWidth,
    valenceWidth: valence,
    far: isDown ? bracketWidth(view, measure) : bracketHeight(view),
    foot: isDown ? footHeight(view) : waitingWidth(view, measure),
  };
}

/** The labels of steps that happen to everybody stand in the margin, in full. */
function signWidth({ steps }: ExecutionView, measure: Measure): number {
  const labels = steps.flatMap(({ sign }) => (sign === undefined || sign.kind === 'reset' ? [] : [sign.label]));
  if (labels.length === 0) return 0;
  return Math.ceil((Math.max(...labels.map(label => measure(label, LABEL_SIZE, 'words'))) + 8) / 4) * 4;
}

function bracketWidth(view: ExecutionView, measure: Measure): number {
  const loop = loopOf(view);
  if (loop === undefined || loop.count === 0) return 0;
  const words = measure(loopLabel(loop), LABEL_SIZE, 'words');
  if (!isLasso(view)) return Math.ceil(BRACKET_GAP + WORDS_GAP + words + 4);
  const name = measure(view.verdict?.property ?? '', LABEL_SIZE, 'words') * BOLD;
  return Math.ceil(BRACKET_GAP + OCTAGON_ROOM + Math.max(words, name) + 4);
}

function bracketHeight(view: ExecutionView): number {
  const loop = loopOf(view);
  if (loop === undefined) return 0;
  if (loop.count === 0) return END_HEIGHT;
  return BRACKET_GAP + (isLasso(view) ? OCTAGON + 2 : 4) + TEXT_HEIGHT + 4;
}

function footHeight(view: ExecutionView): number {
  const waiting = waitingTexts(view).some(words => words !== '') ? WAITING_HEIGHT : 0;
  return waiting + (loopOf(view)?.count === 0 ? END_HEIGHT : 0);
}

function waitingWidth(view: ExecutionView, measure: Measure): number {
  const widest = Math.max(0, ...waitingTexts(view).map(words => measure(words, LABEL_SIZE, 'words')));
  return widest === 0 ? 0 : Math.ceil(Math.min(widest, WAITING_WIDTH_MAX)) + 8;
}
