import type { ExecutionView } from '../../contract/execution.ts';
import type { Mark } from '../../contract/scene.ts';
import { eventAnchors } from '../events.ts';
import type { Grid } from '../grid.ts';
import type { Label, LabelPlacer } from '../labels.ts';
import { LABEL_SIZE } from '../text.ts';

/** The names of what is seen, each beside its event; its first word where there is room for no more. */
export function captionLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return grid.captions.map(({ event, text, title }) => {
    const at = view.events[event];
    if (at === undefined) return undefined;
    const of = { event, lane: at.lane, step: at.step };
    const [first = text] = text.split(' ');
    const label: Label = { text, shorter: [first], class: 'caption', of, font: 'words', size: LABEL_SIZE };
    const mark = placer.place(label, eventAnchors(at, grid));
    return mark && { ...mark, title };
  });
}
