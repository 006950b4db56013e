import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Picture } from '../../draw/picture.ts';
import type { PanelUi } from '../panel/state.ts';

/** Rings around the events that are focused, held, or meant by the text editor's cursor. */
export function flagEvents(picture: Picture, ui: PanelUi, execution: ExecutionView): void {
  const { focused, stuck } = ui.selection;
  picture.flag('focused', ({ event }) => event !== undefined && event === focused);
  picture.flag('stuck', ({ event }) => event !== undefined && event === stuck);
  const offset = ui.sourceOffset;
  picture.flag('source', ({ event }) => {
    const at = event === undefined ? undefined : execution.events[event]?.at;
    return offset !== undefined && at !== undefined && at.start <= offset && offset <= at.end;
  });
}
