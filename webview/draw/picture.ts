import type { Mark, MarkClass, Scene, Subjects } from '../../src/contract/scene.ts';
import { MarkIndex, type Axis, type Extent } from './extent.ts';
import { markElement, svgElement } from './marks.ts';

/** How a mark stands out: nothing said means that it is drawn as it is at rest. */
export type Emphasis = 'self' | 'past' | 'future' | 'dim';

/** The tooltip of what a mark stands for. */
export type TitleOf = (subjects: Subjects) => string | undefined;

/** Below this many marks everything is in the document; above, only what the window shows. */
const MARKS_MAX = 1500;
/** What is drawn is exchanged in blocks, so that not every pixel scrolled rebuilds the picture. */
const BLOCK = 512;

/** By element, so that whoever finds one in a page can ask for all of it. */
const PICTURES = new WeakMap<Element, Picture>();

/** Does something while a picture, if the element is one, has all its rows in the document, in sight or not. */
export function withAllRows<T>(elements: readonly Element[], act: () => T): T {
  const pictures = elements.flatMap(element => PICTURES.get(element) ?? []);
  const undo = pictures.map(picture => picture.showAll());
  try {
    return act();
  } finally {
    for (const each of undo) each();
  }
}

/** One scene in one SVG element. It is hidden from screen readers: whoever shows it says the same in words. */
export class Picture {
  readonly svg: SVGElement;
  readonly #marks: SVGElement;
  readonly #overlay: SVGElement;
  readonly #above: SVGElement;
  #scene: Scene | undefined;
  #index: MarkIndex | undefined;
  #shown: Extent | undefined;
  #drawn: readonly Drawn[] = [];
  #titleOf: TitleOf = () => undefined;
  #emphasisOf: (subjects: Subjects) => Emphasis | undefined = () => undefined;

  constructor() {
    this.#overlay = svgElement('g', { class: 'overlay' });
    this.#marks = svgElement('g', { class: 'marks' });
    this.#above = svgElement('g', { class: 'above' });
    const layers = [this.#overlay, this.#marks, this.#above];
    this.svg = svgElement('svg', { 'aria-hidden': 'true', focusable: 'false' }, ...layers);
    PICTURES.set(this.svg, this);
  }

  /** Draws `scene`, or of a large one only what is around `visible`. Whether the elements are new ones. */
  show(scene: Scene, visible: Extent, titleOf: TitleOf = () => undefined, axis: Axis = 'y'): boolean {
    const windowed = scene.marks.length > MARKS_MAX;
    const wanted = windowed ? blockAround(visible) : undefined;
    if (scene === this.#scene && sameExtent(wanted, this.#shown)) return false;
    if (scene !== this.#scene) {
      this.svg.setAttribute('width', String(scene.width));
      this.svg.setAttribute('height', String(scene.height));
      this.svg.setAttribute('viewBox', `0 0 ${scene.width} ${scene.height}`);
      this.#index = windowed ? new MarkIndex(scene.marks, axis, BLOCK) : undefined;
    }
    this.#scene = scene;
    this.#shown = wanted;
    this.#titleOf = titleOf;
    this.#put(wanted === undefined ? scene.marks : (this.#index?.within(wanted) ?? []));
    return true;
  }

  /** Puts all rows into the document; the answer takes those out again that were not there. */
  showAll(): () => void {
    if (this.#scene === undefined || this.#shown === undefined) return () => undefined;
    const before = this.#drawn;
    this.#put(this.#scene.marks);
    this.emphasise(this.#emphasisOf);
    return () => {
      this.#drawn = before;
      this.#marks.replaceChildren(...before.flatMap(({ elements }) => elements));
    };
  }

  #put(marks: readonly Mark[]): void {
    const titleOf = this.#titleOf;
    const drawn = marks.map((mark): Drawn => ({ of: mark.of, class: mark.class, elements: elementsOf(mark, titleOf) }));
    this.#drawn = drawn;
    this.#marks.replaceChildren(...drawn.flatMap(({ elements }) => elements));
  }

  /** Marks what stands out. */
  emphasise(emphasisOf: (subjects: Subjects) => Emphasis | undefined): void {
    this.#emphasisOf = emphasisOf;
    this.#each((element, { of }) => {
      const emphasis = emphasisOf(of);
      if (element.dataset['emphasis'] === emphasis) return;
      if (emphasis === undefined) delete element.dataset['emphasis'];
      else element.dataset['emphasis'] = emphasis;
    });
  }

  /** Sets `data-<flag>` on the marks that `holds`. */
  flag(flag: string, holds: (subjects: Subjects) => boolean): void {
    this.#each((element, { of }) => element.toggleAttribute(`data-${flag}`, holds(of)));
  }

  /** Gives marks another class than the scene says, for as long as `classOf` names one. */
  reclass(classOf: (mark: Pick<Mark, 'of' | 'class'>) => MarkClass | undefined): void {
    for (const drawn of this.#drawn) {
      const wanted = classOf(drawn) ?? drawn.class;
      const element = drawn.elements[0];
      const shown = drawn.reclassed ?? drawn.class;
      if (wanted === shown) continue;
      element?.classList.replace(shown, wanted);
      drawn.reclassed = wanted;
    }
  }

  /** Replaces what lies under the marks: the cones of a selection, the row of the cursor. */
  underlay(elements: readonly SVGElement[]): void {
    this.#overlay.replaceChildren(...elements);
  }

  /** Replaces what lies above the marks, such as a cut. */
  overlay(elements: readonly SVGElement[]): void {
    this.#above.replaceChildren(...elements);
  }

  #each(visit: (element: SVGElement, drawn: Drawn) => void): void {
    for (const drawn of this.#drawn) for (const element of drawn.elements) visit(element, drawn);
  }
}

/** A mark with its elements: what is seen first, then the twin that takes the pointer. */
interface Drawn {
  readonly of: Subjects;
  readonly class: MarkClass;
  readonly elements: readonly SVGElement[];
  reclassed?: MarkClass;
}

/** What the element under the pointer stands for. */
export function subjectsAt(target: EventTarget | null): Subjects {
  const element =
    target instanceof Element
      ? target.closest('[data-event],[data-arrow],[data-operation],[data-step],[data-lane]')
      : null;
  return element instanceof SVGElement ? subjectsOf(element) : {};
}

function subjectsOf(element: SVGElement): Subjects {
  const { event, arrow, operation, lane, step } = element.dataset;
  return {
    ...(event === undefined ? {} : { event: Number(event) }),
    ...(arrow === undefined ? {} : { arrow: Number(arrow) }),
    ...(operation === undefined ? {} : { operation: Number(operation) }),
    ...(lane === undefined ? {} : { lane: Number(lane) }),
    ...(step === undefined ? {} : { step: Number(step) }),
  };
}

// Marks are small and thin: what may be pointed at gets an unseen, larger twin that takes the pointer.
function elementsOf(mark: Mark, titleOf: TitleOf): readonly SVGElement[] {
  const element = markElement(mark);
  const twin = twinOf(mark);
  const title = mark.title ?? titleOf(mark.of);
  if (title !== undefined) (twin ?? element).append(svgElement('title', {}, document.createTextNode(title)));
  return twin === undefined ? [element] : [element, twin];
}

function twinOf(mark: Mark): SVGElement | undefined {
  const { event, arrow, operation } = mark.of;
  const isPointedAt = arrow !== undefined || operation !== undefined;
  if ((isPointedAt && (mark.kind === 'line' || mark.kind === 'polyline')) || isTold(mark)) {
    const twin = markElement(mark);
    twin.setAttribute('class', isPointedAt ? 'hit' : 'hit told');
    return twin;
  }
  if (event === undefined || mark.kind === 'text' || mark.class === 'edge') return undefined;
  const twin = svgElement('circle', { class: 'hit', ...middleOf(mark), r: 12 });
  twin.dataset['event'] = String(event);
  return twin;
}

/** A line that only says something to the pointer. */
function isTold({ kind, title }: Mark): boolean {
  return kind === 'line' && title !== undefined;
}

function middleOf(mark: Exclude<Mark, { readonly kind: 'text' }>): { readonly cx: number; readonly cy: number } {
  switch (mark.kind) {
    case 'line':
      return { cx: (mark.x1 + mark.x2) / 2, cy: (mark.y1 + mark.y2) / 2 };
    case 'polyline':
      return { cx: mark.points[0] ?? 0, cy: mark.points[1] ?? 0 };
    case 'rectangle':
      return { cx: mark.x + mark.width / 2, cy: mark.y + mark.height / 2 };
    case 'head':
    case 'cross':
    case 'circle':
    case 'octagon':
    case 'clock':
    case 'square':
    case 'glyph':
      return { cx: mark.x, cy: mark.y };
  }
}

function blockAround(visible: Extent): Extent {
  return {
    from: (Math.floor(visible.from / BLOCK) - 1) * BLOCK,
    to: (Math.ceil(visible.to / BLOCK) + 1) * BLOCK - 1,
  };
}

function sameExtent(a: Extent | undefined, b: Extent | undefined): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}
