import type { ExecutionView } from '../contract/execution.ts';
import type { Scene } from '../contract/scene.ts';
import { comfortableLaneWidth } from './grid.ts';
import { spaceTimeScene } from './spaceTime.ts';

/** How wide lanes are by themselves. Pixels. */
const LANE_WIDTH_MAX = 200;
/** Sizes to try where the usual one is too small, the smallest first: lanes as a multiple of their usual width, and pixels from one step to the next. */
const SIZES = [
  { wider: 1.3, stepHeight: 28 },
  { wider: 1.3, stepHeight: 36 },
  { wider: 1.6, stepHeight: 44 },
] as const;
/** In longer executions some labels are always left out. */
const STEPS_MAX = 100;

/** The space-time diagram for a page of its own: as large as it takes for every message to have its label, within reason. */
export function roomyScene(view: ExecutionView): Scene {
  const laneWidth = comfortableLaneWidth(view, LANE_WIDTH_MAX);
  const wanted = view.arrows.filter(({ label }) => label !== '').length;
  let best = spaceTimeScene(view, { laneWidth });
  if (view.steps.length > STEPS_MAX) return best;
  for (const { wider, stepHeight } of SIZES) {
    if (labelledArrows(best) === wanted) return best;
    const larger = spaceTimeScene(view, { laneWidth: laneWidth * wider, stepHeight });
    if (labelledArrows(larger) > labelledArrows(best)) best = larger;
  }
  return best;
}

/** How many messages have a label. */
function labelledArrows({ marks }: Scene): number {
  return marks.filter(({ kind, of }) => kind === 'text' && of.arrow !== undefined).length;
}
