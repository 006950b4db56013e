import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Scene } from '../../../src/contract/scene.ts';
import type { DiagramState } from '../../../src/contract/webview.ts';
import type { Arranged } from '../../../src/scene/arrangement.ts';
import type { Grid } from '../../../src/scene/grid.ts';
import type { Extent } from '../../draw/extent.ts';

/** A diagram that is laid out. It does not depend on the cursor. */
export interface Drawn {
  readonly key: SceneKey;
  readonly grid: Grid;
  readonly arranged: Arranged;
  readonly heads: Scene;
  readonly rows: Scene;
}

/** What a layout is made of. */
export interface SceneKey {
  readonly execution: ExecutionView;
  readonly kept: DiagramState;
  readonly timestamps: string;
  readonly room: number;
}

/** Brings a place along time into sight, if it is not. */
export function scrollTo(frame: HTMLElement, grid: Grid, along: number): void {
  const { headLength, stepHeight } = grid;
  const window = windowOf(frame, grid);
  const before = window.from + headLength + stepHeight;
  const after = window.to - stepHeight;
  if (along < before) setScroll(frame, grid, along - headLength - stepHeight);
  else if (along > after) setScroll(frame, grid, along - (window.to - window.from) + 2 * stepHeight);
}

/** Scrolls along time. */
export function setScroll(frame: HTMLElement, { direction }: Grid, along: number): void {
  if (direction === 'down') frame.scrollTop = along;
  else frame.scrollLeft = along;
}

/** What of the picture is in sight, along time. */
export function windowOf(frame: HTMLElement, { direction }: Grid): Extent {
  return direction === 'down'
    ? { from: frame.scrollTop, to: frame.scrollTop + frame.clientHeight }
    : { from: frame.scrollLeft, to: frame.scrollLeft + frame.clientWidth };
}
