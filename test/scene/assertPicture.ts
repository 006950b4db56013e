import type { ExecutionView } from '../../src/contract/execution.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { comfortableLaneWidth, type SpaceTimeOptions } from '../../src/scene/grid.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { assertSpaceTime } from './checks.ts';
import { assertGolden } from './golden.ts';

/** Draws, checks what must be true of any diagram, and compares with the picture that a person has looked at. */
export function assertPicture(
  name: string,
  view: ExecutionView,
  options: SpaceTimeOptions = {},
  theme: 'light' | 'dark' = 'light',
): void {
  const scene = spaceTimeScene(view, options);
  assertSpaceTime(view, scene, options);
  assertGolden(`${name}.svg`, sceneToSvg(scene, theme, { title: view.headline, description: executionText(view) }));
}

/** The same with lanes as wide as labels ask for, at most `laneWidthMax`. */
export function assertWidePicture(
  laneWidthMax: number,
  ...[name, view, options, theme]: Parameters<typeof assertPicture>
): void {
  assertPicture(name, view, { laneWidth: comfortableLaneWidth(view, laneWidthMax), ...options }, theme);
}
