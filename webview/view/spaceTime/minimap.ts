import type { ExecutionView } from '../../../src/contract/execution.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import type { Extent } from '../../draw/extent.ts';
import { violatingSteps } from '../selection.ts';
import { setScroll, windowOf, type Drawn } from './drawn.ts';

/** Pictures that are so many times as long as what is in sight have a map. */
const SCREENS_MIN = 3;
const THICKNESS = 20;
/** Pixels that a mark of the map takes along time. */
const NOTCH = 3;

/** What is shown in the map. */
interface MapShown {
  readonly execution: ExecutionView;
  readonly drawn: Drawn;
  readonly cursor: number;
  readonly matches: readonly number[];
}

/**
 * The whole run in a strip beside the diagram: where events are, faults, violations (a bar across and a notch), what a
 * search has found, and which part is in sight. It scrolls the diagram like a scroll bar.
 */
export class Minimap {
  readonly element = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #frameOf: () => HTMLElement | null;
  #shown: MapShown | undefined;
  /** What the strip shows already: it is not painted again for every event that the pointer passes. */
  #painted: readonly unknown[] = [];

  constructor(frameOf: () => HTMLElement | null) {
    this.#frameOf = frameOf;
    const { element } = this;
    element.className = 'minimap';
    element.tabIndex = 0;
    element.title = 'The whole run: drag to scroll';
    element.setAttribute('role', 'scrollbar');
    element.setAttribute('aria-label', 'The whole run');
    element.setAttribute('aria-controls', 'spaceTime');
    element.setAttribute('aria-valuemin', '0');
    element.hidden = true;
    element.append(this.#canvas);
    element.addEventListener('pointerdown', input => this.#press(input));
    element.addEventListener('pointermove', input => {
      if (input.buttons === 1 && element.hasPointerCapture(input.pointerId)) this.#scrollTo(input);
    });
    element.addEventListener('keydown', input => this.#key(input));
  }

  show(shown: MapShown): void {
    this.#shown = shown;
    const frame = this.#frameOf();
    if (frame === null) return;
    const window = windowOf(frame, shown.drawn.grid);
    const length = lengthOf(shown.drawn);
    this.element.hidden = length < SCREENS_MIN * (window.to - window.from);
    if (this.element.hidden) return;
    const { drawn, cursor, matches } = shown;
    const painted = [
      drawn,
      cursor,
      matches,
      window.from,
      window.to,
      this.element.clientHeight,
      document.body.className,
    ];
    if (painted.every((part, i) => part === this.#painted[i])) return;
    this.#painted = painted;
    this.#say(shown, window, length);
    this.#paint(shown, window, length);
  }

  #say({ drawn: { grid, arranged } }: MapShown, window: Extent, length: number): void {
    const { element } = this;
    const share = (along: number): number =>
      Math.min(arranged.steps.length - 1, Math.round((along / length) * arranged.steps.length));
    const [first, last] = [share(window.from), share(window.to)];
    element.setAttribute('aria-orientation', grid.direction === 'down' ? 'vertical' : 'horizontal');
    element.setAttribute('aria-valuemax', String(Math.round(length)));
    element.setAttribute('aria-valuenow', String(Math.round(window.from)));
    element.setAttribute(
      'aria-valuetext',
      `rows ${formatCount(first)} to ${formatCount(last)} of ${formatCount(arranged.steps.length)}`,
    );
  }

  #paint({ execution, drawn, cursor, matches }: MapShown, window: Extent, length: number): void {
    const { grid, arranged } = drawn;
    const isDown = grid.direction === 'down';
    const room = isDown ? this.element.clientHeight : this.element.clientWidth;
    const scale = globalThis.devicePixelRatio || 1;
    const canvas = this.#canvas;
    canvas.width = (isDown ? THICKNESS : room) * scale;
    canvas.height = (isDown ? room : THICKNESS) * scale;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.scale(scale, scale);
    const theme = getComputedStyle(this.element);
    const colour = (name: string): string => theme.getPropertyValue(name).trim() || theme.color;
    const placeOf = (step: number): number => (arranged.rowOf(step) / Math.max(1, arranged.steps.length)) * room;
    const fill = (place: number, size: number, from: number, to: number): void => {
      const across = from * THICKNESS;
      const breadth = (to - from) * THICKNESS;
      if (isDown) context.fillRect(across, place, breadth, size);
      else context.fillRect(place, across, size, breadth);
    };
    const lanes = Math.max(1, arranged.lanes.length);
    context.fillStyle = theme.color;
    context.globalAlpha = 0.5;
    for (const { lane, step } of arranged.view.events) {
      fill((step / Math.max(1, arranged.steps.length)) * room, 1, lane / lanes, (lane + 0.8) / lanes);
    }
    context.globalAlpha = 1;
    context.fillStyle = colour('--fault');
    execution.steps.forEach(({ fault }, step) => fault && fill(placeOf(step), 2, 0, 0.3));
    context.fillStyle = colour('--focus');
    for (const step of matches) fill(placeOf(step), 2, 0.7, 1);
    context.fillStyle = colour('--violation');
    for (const step of violatingSteps(execution)) {
      fill(placeOf(step), NOTCH, 0, 1);
      fill(placeOf(step) - NOTCH, 3 * NOTCH, 0.8, 1);
    }
    context.fillStyle = theme.color;
    fill(placeOf(cursor), 1.5, 0, 1);
    context.strokeStyle = colour('--focus');
    const [from, size] = [(window.from / length) * room, Math.max(6, ((window.to - window.from) / length) * room)];
    if (isDown) context.strokeRect(0.5, from + 0.5, THICKNESS - 1, size - 1);
    else context.strokeRect(from + 0.5, 0.5, size - 1, THICKNESS - 1);
  }

  #press(input: PointerEvent): void {
    if (input.button !== 0) return;
    this.element.setPointerCapture(input.pointerId);
    this.#scrollTo(input);
  }

  #scrollTo(input: PointerEvent): void {
    const frame = this.#frameOf();
    if (frame === null || this.#shown === undefined) return;
    const { drawn } = this.#shown;
    const box = this.element.getBoundingClientRect();
    const isDown = drawn.grid.direction === 'down';
    const share = isDown ? (input.clientY - box.top) / box.height : (input.clientX - box.left) / box.width;
    const window = windowOf(frame, drawn.grid);
    setScroll(frame, drawn.grid, share * lengthOf(drawn) - (window.to - window.from) / 2);
  }

  #key(input: KeyboardEvent): void {
    const frame = this.#frameOf();
    const pages = PAGES[input.key];
    if (frame === null || this.#shown === undefined || pages === undefined) return;
    const { grid } = this.#shown.drawn;
    const window = windowOf(frame, grid);
    input.preventDefault();
    input.stopPropagation();
    const wanted = window.from + pages * (window.to - window.from);
    setScroll(frame, grid, Math.max(0, Math.min(lengthOf(this.#shown.drawn), wanted)));
  }
}

/** Windows that a key scrolls by. */
const PAGES: Readonly<Record<string, number>> = {
  ArrowUp: -0.25,
  ArrowLeft: -0.25,
  ArrowDown: 0.25,
  ArrowRight: 0.25,
  PageUp: -1,
  PageDown: 1,
  Home: -1e9,
  End: 1e9,
};

function lengthOf({ grid, rows }: Drawn): number {
  return grid.direction === 'down' ? rows.height : rows.width;
}
