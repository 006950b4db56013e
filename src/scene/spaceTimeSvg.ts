import type { ExecutionView } from '../contract/execution.ts';
import { executionText } from './executionText.ts';
import { titleOf } from './exports/sequence.ts';
import { roomyScene } from './roomyScene.ts';
import { sceneToSvg } from './svg.ts';

/** The space-time diagram of an execution as the text of an SVG file, which says in words what it shows. */
export function spaceTimeSvg(execution: ExecutionView, theme: 'light' | 'dark'): string {
  return sceneToSvg(roomyScene(execution), theme, { title: titleOf(execution), description: executionText(execution) });
}
