import type { ExecutionView } from '../contract/execution.ts';
import type { Mark, MarkClass, Subjects } from '../contract/scene.ts';
import { glyphMark } from './faultGlyphs.ts';
import { alongOf, pointOf, type Grid } from './grid.ts';
import type { Point } from './shapes.ts';
import { LABEL_SIZE, shorten } from './text.ts';
import { decidedText, VALENCE, valenceSentence } from './valence.ts';

/** Half the width and height of a diamond. */
const HALF = 5;
const DIAMOND = [0, -HALF, HALF, 0, 0, HALF, -HALF, 0, 0, -HALF] as const;
const LEFT_HALF = [0, -HALF, 0, HALF, -HALF, 0, 0, -HALF] as const;

/** Beside the row of each step what can still be decided after it. */
export function valenceMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.steps.flatMap(({ valence }, step) => {
    if (valence === undefined) return [];
    const at = pointOf(grid, grid.axisWidth + VALENCE.middle + 0.5, alongOf(grid, step));
    const of: Subjects = { step };
    const title = valenceSentence(valence);
    return [...valenceSign(valence.length, of, at).map(mark => ({ ...mark, title })), ...valueMarks(view, grid, step)];
  });
}

/** A diamond: hollow where nothing can be decided, split where several values can, filled where one can. */
export function valenceSign(values: number, of: Subjects, at: Point): readonly Mark[] {
  const shape = (outline: readonly number[], markClass: MarkClass): Mark =>
    glyphMark({ outline, lines: [] }, { class: markClass, of }, at);
  if (values === 1) return [shape(DIAMOND, 'valenceSolid')];
  const hollow = shape(DIAMOND, 'valence');
  return values === 0 ? [hollow] : [hollow, shape(LEFT_HALF, 'valenceSolid')];
}

/**
 * The only value that can be decided, where that is new; where time goes right only if there is room for it before the
 * next sign.
 */
function valueMarks({ steps }: ExecutionView, grid: Grid, step: number): readonly Mark[] {
  const { measure, direction, axisWidth, stepHeight } = grid;
  const [before, now] = [steps[step - 1], steps[step]];
  const isNew = now?.valence?.join() !== before?.valence?.join();
  const whole = now === undefined || !isNew ? '' : decidedText(now, measure);
  const isDown = direction === 'down';
  const room = isDown ? VALENCE.textMax : stepHeight - 4 * HALF;
  const text = whole === '' ? undefined : shorten(whole, room, { size: LABEL_SIZE, font: 'code', measure });
  if (text === undefined) return [];
  const along = alongOf(grid, step);
  const { x, y } = isDown
    ? { x: axisWidth + VALENCE.text, y: along + 3.5 }
    : { x: along + VALENCE.text - VALENCE.middle, y: axisWidth + VALENCE.middle + 4 };
  return [
    { kind: 'text', class: 'timestamp', of: { step }, text, x, y, anchor: 'start', font: 'code', size: LABEL_SIZE },
  ];
}
