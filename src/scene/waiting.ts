import type { ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { acrossOf, pointOf, type Grid } from './grid.ts';
import type { Anchor, LabelPlacer } from './labels.ts';
import { WAITING_WIDTH_MAX } from './margins.ts';
import { LABEL_SIZE, shorten } from './text.ts';
import { waitingTexts } from './waitingText.ts';

/** Where the lifelines end, what each node waits for. */
export function waitingLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  const { measure, laneWidth } = grid;
  const isDown = grid.direction === 'down';
  const room = isDown ? laneWidth - 8 : WAITING_WIDTH_MAX;
  return waitingTexts(view).map((words, lane) => {
    const text = words === '' ? undefined : shorten(words, room, { size: LABEL_SIZE, font: 'words', measure });
    if (text === undefined) return undefined;
    const at = pointOf(grid, acrossOf(grid, lane), grid.end);
    const anchors = [3, 8].map((after): Anchor =>
      isDown
        ? { at: { x: at.x, y: at.y + after }, side: 'below' }
        : { at: { x: at.x + after, y: at.y }, side: 'right' },
    );
    const label = { text, shorter: [], class: 'labelMuted', of: { lane }, font: 'words', size: LABEL_SIZE } as const;
    return placer.place(label, anchors);
  });
}
