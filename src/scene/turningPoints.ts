import type { ExecutionView } from '../contract/execution.ts';
import type { Mark, MarkClass } from '../contract/scene.ts';
import { acrossOf, alongAfter, lanesEnd, pointOf, type Grid } from './grid.ts';
import type { Anchor, Label, LabelPlacer } from './labels.ts';
import { lineAcross } from './lines.ts';
import { LABEL_SIZE } from './text.ts';
import { decidingSteps } from './valence.ts';

/** How far a line is moved, so that two that belong to the same step stay apart. */
const APART = 2;

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
  const decisions = decidingSteps(view).map((step): TurningPoint => {
    const value = view.steps[step]?.valence?.join('') ?? '';
    const title = `This step settles that ${value} is decided, if anything is.`;
    return { class: 'decision', step, label: `decided: ${value}`, title, offset: -APART };
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

/** Above the line, then below it: from its far end to its beginning. */
function anchorsAlong(grid: Grid, { step, offset }: TurningPoint): readonly Anchor[] {
  const along = alongAfter(grid, step) + offset;
  const gaps = Array.from({ length: grid.laneCount - 1 }, (_, lane) => acrossOf(grid, lane) + grid.laneWidth / 2);
  const places = [lanesEnd(grid) - 6, ...gaps.reverse(), grid.gutter + 2];
  const isDown = grid.direction === 'down';
  const sides = (isEnd: boolean, isStart: boolean): readonly [Anchor['side'], Anchor['side']] => {
    if (!isDown) return isStart ? ['belowLeft', 'belowRight'] : isEnd ? ['aboveLeft', 'aboveRight'] : ['left', 'right'];
    return isStart ? ['aboveRight', 'belowRight'] : isEnd ? ['aboveLeft', 'belowLeft'] : ['above', 'below'];
  };
  return [0, 1].flatMap(side =>
    places.map((across, i): Anchor => {
      const at = pointOf(grid, across, along + (side === 0 ? -2 : 2));
      return { at, side: sides(i === 0, i === places.length - 1)[side === 0 ? 0 : 1] };
    }),
  );
}
