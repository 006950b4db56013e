import type { ExecutionView } from '../../../src/contract/execution.ts';
import { eventsByLane, type Cut } from '../../../src/scene/cuts.ts';
import { acrossOf, lanesEnd, pointOf } from '../../../src/scene/grid.ts';
import type { Drawn } from './drawn.ts';
import { countBefore, cutAtPlace, cutPlaces } from './cutShape.ts';
import { placeWords } from './cutWords.ts';
import type { DiagramInput } from './inputs.ts';

/** What is looked at, and where. */
interface Shown {
  readonly execution: ExecutionView;
  readonly drawn: Drawn;
  readonly cut: Cut;
}

/** How many events a page of the keyboard is. */
const PAGE = 5;

/** The handles of a cut: a slider on each lifeline, and one that moves the whole line. They lie over the picture. */
export class CutLayer {
  readonly element = document.createElement('div');
  readonly #tell: (input: DiagramInput) => void;
  #shown: Shown | undefined;
  /** The lane whose handle the pointer holds; −1 for the whole line. */
  #held: number | undefined;

  constructor(tell: (input: DiagramInput) => void) {
    this.element.className = 'cutHandles';
    this.#tell = tell;
    const { element } = this;
    element.addEventListener('pointerdown', input => this.#down(input));
    element.addEventListener('pointermove', input => this.#move(input));
    element.addEventListener('pointerup', () => (this.#held = undefined));
    element.addEventListener('pointercancel', () => (this.#held = undefined));
    element.addEventListener('keydown', input => this.#key(input));
    // A click on a handle is none on the picture below.
    element.addEventListener('click', input => input.stopPropagation());
  }

  /** Puts the handles where the cut is; none where there is no cut. */
  show(shown: Shown | undefined): void {
    const isNew = this.#shown === undefined && shown !== undefined;
    this.#shown = shown;
    if (shown === undefined) {
      this.element.replaceChildren();
      return;
    }
    const { execution, drawn, cut } = shown;
    const { grid, arranged } = drawn;
    const places = cutPlaces(execution, drawn, cut);
    const counts = eventsByLane(execution).map(events => events.length);
    const held = cut.reduce((sum, count) => sum + count, 0);
    this.#place(-1, pointOf(grid, lanesEnd(grid) - 12, places.at(-1) ?? 0), {
      name: 'The whole cut',
      words: `${held} of ${execution.events.length} events before it`,
      now: held,
      max: execution.events.length,
    });
    arranged.lanes.forEach((lane, position) => {
      this.#place(lane, pointOf(grid, acrossOf(grid, position), places[position] ?? 0), {
        name: `Cut at ${execution.lanes[lane]?.name ?? ''}`,
        words: placeWords(execution, lane, cut[lane] ?? 0),
        now: cut[lane] ?? 0,
        max: counts[lane] ?? 0,
      });
    });
    this.#forgetHidden(arranged.lanes);
    if (isNew) this.#handle(-1).focus({ preventScroll: true });
  }

  #handle(lane: number): HTMLElement {
    const found = this.element.querySelector<HTMLElement>(`[data-cut="${lane}"]`);
    if (found !== null) return found;
    const handle = document.createElement('div');
    handle.className = lane < 0 ? 'cutHandle whole' : 'cutHandle';
    handle.dataset['cut'] = String(lane);
    handle.tabIndex = 0;
    handle.setAttribute('role', 'slider');
    this.element.append(handle);
    return handle;
  }

  #place(
    lane: number,
    at: { readonly x: number; readonly y: number },
    {
      name,
      words,
      now,
      max,
    }: { readonly name: string; readonly words: string; readonly now: number; readonly max: number },
  ): void {
    const handle = this.#handle(lane);
    const isDown = this.#shown?.drawn.grid.direction === 'down';
    handle.style.left = `${at.x}px`;
    handle.style.top = `${at.y}px`;
    handle.title = `${name}: ${words}`;
    const said = {
      'aria-label': name,
      'aria-orientation': isDown ? 'vertical' : 'horizontal',
      'aria-valuemin': '0',
      'aria-valuemax': String(max),
      'aria-valuenow': String(now),
      'aria-valuetext': words,
    };
    for (const [attribute, value] of Object.entries(said)) handle.setAttribute(attribute, value);
  }

  #forgetHidden(lanes: readonly number[]): void {
    for (const handle of this.element.querySelectorAll<HTMLElement>('.cutHandle:not(.whole)')) {
      if (!lanes.includes(Number(handle.dataset['cut']))) handle.remove();
    }
  }

  #down(input: PointerEvent): void {
    const lane = laneOf(input.target);
    if (lane === undefined || input.button !== 0) return;
    this.#held = lane;
    this.element.setPointerCapture(input.pointerId);
    this.#handle(lane).focus({ preventScroll: true });
    input.preventDefault();
  }

  #move(input: PointerEvent): void {
    const shown = this.#shown;
    const held = this.#held;
    if (shown === undefined || held === undefined) return;
    const box = this.element.getBoundingClientRect();
    const along = shown.drawn.grid.direction === 'down' ? input.clientY - box.top : input.clientX - box.left;
    if (held < 0) this.#set(cutAtPlace(shown.execution, shown.drawn, along));
    else this.#moveLane(held, countBefore(shown.execution, shown.drawn, held, along));
  }

  #key(input: KeyboardEvent): void {
    const lane = laneOf(input.target);
    const shown = this.#shown;
    if (lane === undefined || shown === undefined || input.ctrlKey || input.metaKey || input.altKey) return;
    if (input.key === 'Enter') this.#tell({ kind: 'snapCut' });
    else if (input.key === 'Escape') this.#close();
    else if (!this.#step(shown, lane, input.key)) return;
    input.preventDefault();
    input.stopPropagation();
  }

  #close(): void {
    this.#tell({ kind: 'cut', shown: false });
    this.element.closest<HTMLElement>('.picture')?.focus();
  }

  /** Moves a handle by a key; whether it is one that moves it. */
  #step({ cut }: Shown, lane: number, key: string): boolean {
    const by = MOVES[key];
    if (by === undefined) return false;
    if (lane < 0) this.#tell({ kind: 'moveCut', by });
    else this.#moveLane(lane, (cut[lane] ?? 0) + by);
    return true;
  }

  #moveLane(lane: number, count: number): void {
    if (count !== this.#shown?.cut[lane]) this.#tell({ kind: 'cutLane', lane, count });
  }

  #set(cut: Cut): void {
    if (cut.join() !== this.#shown?.cut.join()) this.#tell({ kind: 'setCut', cut });
  }
}

/** Events that a key moves a handle by. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  Home: -Infinity,
  End: Infinity,
};

function laneOf(target: EventTarget | null): number | undefined {
  const handle = target instanceof Element ? target.closest<HTMLElement>('[data-cut]') : null;
  return handle === null ? undefined : Number(handle.dataset['cut']);
}
