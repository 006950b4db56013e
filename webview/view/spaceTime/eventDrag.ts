import { alongOf, stepAt } from '../../../src/scene/grid.ts';
import { subjectsAt } from '../../draw/picture.ts';
import type { SpaceTimeDrawing } from './draw.ts';

/** How far the pointer goes along time before a press on an event slides it. Pixels. */
const DRAG_MIN = 10;

/** Slides events along their lifelines with the pointer; a line shows the row that an event is slid to. */
export class EventDrag {
  readonly guide = document.createElement('div');
  readonly #drawing: SpaceTimeDrawing;
  readonly #onSlide: (step: number, target: number) => void;
  #held: { readonly step: number; readonly from: number; target: number | undefined } | undefined;
  /** The click that ends a drag is none. */
  #wasDrag = false;

  constructor(drawing: SpaceTimeDrawing, onSlide: (step: number, target: number) => void) {
    this.guide.className = 'slideGuide';
    this.guide.hidden = true;
    this.#drawing = drawing;
    this.#onSlide = onSlide;
  }

  /** Whether a click is only the end of a drag; asked once for each. */
  endsDrag(): boolean {
    const was = this.#wasDrag;
    this.#wasDrag = false;
    return was;
  }

  down(input: PointerEvent): void {
    this.#wasDrag = false;
    const { event } = subjectsAt(input.target);
    const { drawn } = this.#drawing;
    if (event === undefined || drawn === undefined || input.button !== 0) return;
    const step = drawn.key.execution.events[event]?.step;
    if (step !== undefined) this.#held = { step, from: this.#alongAt(input), target: undefined };
  }

  move(input: PointerEvent): void {
    const { drawn } = this.#drawing;
    const held = this.#held;
    if (held === undefined || drawn === undefined) return;
    const along = this.#alongAt(input);
    if (held.target === undefined) {
      if (Math.abs(along - held.from) < DRAG_MIN) return;
      (input.currentTarget as HTMLElement).setPointerCapture(input.pointerId);
    }
    const isDown = drawn.grid.direction === 'down';
    const row = stepAt(drawn.grid, isDown ? { x: 0, y: along } : { x: along, y: 0 });
    held.target = drawn.arranged.steps[row] ?? held.step;
    this.guide.hidden = false;
    this.guide.style.setProperty(isDown ? 'top' : 'left', `${alongOf(drawn.grid, row)}px`);
    this.guide.style.removeProperty(isDown ? 'left' : 'top');
  }

  up(): void {
    const held = this.#held;
    this.cancel();
    if (held?.target === undefined) return;
    this.#wasDrag = true;
    if (held.target !== held.step) this.#onSlide(held.step, held.target);
  }

  cancel(): void {
    this.#held = undefined;
    this.guide.hidden = true;
  }

  #alongAt(input: PointerEvent): number {
    const box = this.#drawing.rows.svg.getBoundingClientRect();
    return this.#drawing.drawn?.grid.direction === 'right' ? input.clientX - box.left : input.clientY - box.top;
  }
}
