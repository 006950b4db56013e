import type { ExecutionView } from '../contract/execution.ts';
import type { Mark, MarkClass } from '../contract/scene.ts';
import { alongAfter, lanesEnd, pointOf, type Grid } from './grid.ts';
import type { Anchor, Label, LabelPlacer } from './labels.ts';
import { lineAcross } from './lines.ts';
import { LABEL_SIZE } from './text.ts';
import { isDeciding } from './valence.ts';

/** How far a line is moved, so that two that belong to the same step stay apart. */
const APART = 2;

/** How far along a line the next place for its label is. */
const PLACE_STEP = 14;

/** After a step something is settled that was open until then: a line across all lanes. */
interface TurningPoint {
  readonly class: MarkClass;
  readonly step: number;
  readonly label: string;
  readonly title: string;
  /** Along time, from the end of the row. */
  readonly offset: number;
}

/** What is said of the step after which a violation is certain. */
export const NO_RETURN_SENTENCE = 'From here on the violation cannot be avoided.';

function turningPoints(view: ExecutionView): readonly TurningPoint[] {
  const decisions = view.steps.flatMap(({ valence = [] }, step): readonly TurningPoint[] => {
    if (!isDeciding(view, step)) return [];
    const value = valence.join('');
    const title = `This step settles that ${value} is decided, if anything is.`;
    return [{ class: 'decision', step, label: `decided: ${value}`, title, offset: -APART }];
  });
  const step = view.verdict?.noReturn;
  if (step === undefined || view.steps[step] === undefined) return decisions;
  const label = 'no way back';
  return [...decisions, { class: 'noReturn', step, label, title: NO_RETURN_SENTENCE, offset: APART }];
}

export function turningMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return turningPoints(view).map(({ class: markClass, step, title, offset }): Mark => {
    const line = lineAcross(grid, alongAfter(grid, step) + offset);
    return { kind: 'line', class: markClass, of: { step }, title, ...line };
  });
}

/** What the lines say, at their ends or between two lifelines. */
export function turningLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return turningPoints(view).map(point => {
    const { label: text, step } = point;
    const label: Label = { text, shorter: [], class: 'labelMuted', of: { step }, font: 'words', size: LABEL_SIZE };
    return placer.place(label, anchorsAlong(grid, point));
  });
}

/** Before the line, then after it: from its far end to its beginning. */
function anchorsAlong(grid: Grid, { step, offset }: TurningPoint): readonly Anchor[] {
  const along = alongAfter(grid, step) + offset;
  const last = lanesEnd(grid) - 6;
  const count = Math.floor((last - grid.gutter) / PLACE_STEP);
  const places = Array.from({ length: count }, (_, i) => last - i * PLACE_STEP);
  // The estimated width of a text may fall short by a pixel or two.
  const gap = grid.direction === 'down' ? 2 : 4;
  const sides: readonly [Anchor['side'], Anchor['side']] =
    grid.direction === 'down' ? ['aboveLeft', 'belowLeft'] : ['left', 'right'];
  return sides.flatMap((side, i) =>
    places.map((across): Anchor => {
      return { at: pointOf(grid, across, along + (i === 0 ? -gap : gap)), side };
    }),
  );
}
