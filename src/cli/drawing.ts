import type { Canvas } from './bars.ts';
import type { Source } from './source.ts';
import type { Style } from './style.ts';

/** How a report is shown. */
export interface Drawing {
  readonly source: Source;
  readonly style: Style;
  readonly canvas: Canvas;
}
