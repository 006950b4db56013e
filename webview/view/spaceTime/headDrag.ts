import { acrossOf } from '../../../src/scene/grid.ts';
import { svgElement } from '../../draw/marks.ts';
import type { SpaceTimeDrawing } from './draw.ts';
import type { Drawn } from './drawn.ts';

/** How far the pointer moves before a press is a drag. Pixels. */
const DRAG_MIN = 4;

export interface HeadDrag {
  readonly down: (input: PointerEvent) => void;
  readonly move: (input: PointerEvent) => void;
  readonly up: (input: PointerEvent) => void;
}

/** Lanes are put in another order by their heads; a line shows where a lane will stand. */
export function headDrag(drawing: SpaceTimeDrawing, onMove: (lane: number, to: number) => void): HeadDrag {
  let held: { readonly lane: number; readonly startedAt: number; to: number | undefined } | undefined;
  const isDown = (drawn: Drawn): boolean => drawn.grid.direction === 'down';
  const placeOf = (drawn: Drawn, input: PointerEvent): number => {
    const box = drawing.heads.svg.getBoundingClientRect();
    return isDown(drawn) ? input.clientX - box.left : input.clientY - box.top;
  };
  return {
    down(input) {
      const { drawn } = drawing;
      const head = input.target instanceof Element ? input.target.closest<SVGElement>('.laneHead') : null;
      if (drawn === undefined || head === null || input.button !== 0) return;
      held = { lane: Number(head.dataset['lane']), startedAt: placeOf(drawn, input), to: undefined };
      (input.currentTarget as HTMLElement).setPointerCapture(input.pointerId);
      input.preventDefault();
    },
    move(input) {
      const { drawn } = drawing;
      if (held === undefined || drawn === undefined) return;
      const place = placeOf(drawn, input);
      if (held.to === undefined && Math.abs(place - held.startedAt) < DRAG_MIN) return;
      const others = drawn.arranged.lanes.filter(lane => lane !== held?.lane);
      held.to = others.filter(lane => acrossOf(drawn.grid, drawn.arranged.lanes.indexOf(lane)) < place).length;
      drawing.heads.overlay([dropLine(drawn, held.lane, held.to)]);
    },
    up() {
      drawing.heads.overlay([]);
      if (held?.to !== undefined) onMove(held.lane, held.to);
      held = undefined;
    },
  };
}

/** Between the two lanes that the one that is dragged will stand between. */
function dropLine({ grid, arranged }: Drawn, lane: number, to: number): SVGElement {
  const from = arranged.lanes.indexOf(lane);
  const position = to < from ? to : to + 1;
  const across = acrossOf(grid, position) - grid.laneWidth / 2;
  const ends =
    grid.direction === 'down'
      ? { x1: across, x2: across, y1: 0, y2: grid.headLength }
      : { x1: 0, x2: grid.headLength, y1: across, y2: across };
  return svgElement('line', { class: 'dropLine', ...ends });
}
