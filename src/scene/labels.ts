import type { Mark, MarkClass, Subjects } from '../contract/scene.ts';
import { boxesOverlap, boxOf, segmentMeetsBox, segmentsCross, type Box, type Point, type Segment } from './shapes.ts';
import type { StruckText } from './struck.ts';
import { shorten, type Font, type Measure } from './text.ts';

export interface Label {
  readonly text: string;
  /** What may stand for the text where it does not fit, best first. By default shorter and shorter beginnings of it. */
  readonly shorter?: Iterable<string | StruckText>;
  /** The part of the text that is struck through. */
  readonly struck?: StruckText['struck'] | undefined;
  readonly class: MarkClass;
  readonly of: Subjects;
  readonly font: Font;
  readonly size: number;
}

/**
 * A place for a label: on this side of `at`. Where `at` lies on a line with a `slope` (rise over run, without its sign),
 * the box is moved away until the line does not touch it.
 */
export interface Anchor {
  readonly at: Point;
  readonly slope?: number;
  readonly side: 'right' | 'left' | 'above' | 'below' | 'aboveRight' | 'aboveLeft' | 'belowRight' | 'belowLeft';
}

/** Labels are cut to these shares of their width before they are left to the tooltip. */
const SHARES = [0.75, 0.5] as const;
/** Space kept round a label, in pixels. */
const PADDING = 2;
/** How much wider bold text is than plain text; names of violations are bold. */
export const BOLD = 1.2;
/** How far a label may be from what it belongs to, in pixels. */
const DISTANCE_MAX = 20;
const ROW = 32;

/**
 * Puts labels where nothing is yet: greedily, the first free place of the first width that has one. What finds no place
 * is not drawn; its text remains in the tooltip of its mark.
 */
export class LabelPlacer {
  readonly #measure: Measure;
  readonly #boxes = new Rows<Box>(box => box);
  readonly #segments = new Rows<Segment>(segment => boxOf(segment, 0));
  readonly #bounds: Box;

  constructor(bounds: Box, measure: Measure) {
    this.#bounds = bounds;
    this.#measure = measure;
  }

  avoidBox(box: Box): void {
    this.#boxes.add(box);
  }

  avoidSegment(segment: Segment): void {
    this.#segments.add(segment);
  }

  /** The width of the whole label in pixels. */
  widthOf({ text, size, font, class: markClass }: Label): number {
    return this.#measure(text, size, font) * (markClass === 'eventViolation' ? BOLD : 1);
  }

  /** The mark of the label, or undefined where there is no room for it inside `bounds`, by default the picture. */
  place(label: Label, anchors: Iterable<Anchor>, bounds = this.#bounds): Mark | undefined {
    const height = label.size + 3;
    for (const { text, struck } of this.#forms(label)) {
      const width = this.widthOf({ ...label, text });
      for (const anchor of anchors) {
        const box = boxAt(anchor, width, height);
        if (!isInside(box, bounds) || !this.#isFree(box) || !this.#isBeside(box, anchor)) continue;
        this.#boxes.add(box);
        return textMark({ ...label, text, struck }, box);
      }
    }
    return undefined;
  }

  /** Made one by one, because nearly always the whole text has room. */
  *#forms(label: Label): Generator<{ readonly text: string; readonly struck?: StruckText['struck'] | undefined }> {
    yield label;
    for (const form of label.shorter ?? this.#beginnings(label)) yield typeof form === 'string' ? { text: form } : form;
  }

  *#beginnings({ text, font, size }: Label): Generator<string> {
    const measure = this.#measure;
    const full = measure(text, size, font);
    for (const share of SHARES) {
      const beginning = shorten(text, Math.ceil(full * share), { size, font, measure });
      if (beginning !== undefined) yield beginning;
    }
  }

  #isFree(box: Box): boolean {
    const grown = { x: box.x - PADDING, y: box.y, width: box.width + 2 * PADDING, height: box.height };
    return (
      !this.#boxes.some(grown, other => boxesOverlap(other, grown)) &&
      !this.#segments.some(grown, segment => segmentMeetsBox(segment, grown))
    );
  }

  /** Whether the label is near what it belongs to, with nothing between. */
  #isBeside(box: Box, { at }: Anchor): boolean {
    const { x, y, width, height } = box;
    const dx = Math.max(x - at.x, 0, at.x - x - width);
    const dy = Math.max(y - at.y, 0, at.y - y - height);
    if (Math.hypot(dx, dy) > DISTANCE_MAX) return false;
    const connection = { x1: at.x, y1: at.y, x2: x + width / 2, y2: y + height / 2 };
    return !this.#segments.some(boxOf(connection, 0), segment => segmentsCross(segment, connection));
  }
}

function isInside(box: Box, { x, y, width, height }: Box): boolean {
  return box.x >= x && box.x + box.width <= x + width && box.y >= y && box.y + box.height <= y + height;
}

/** The box that a text mark takes up: what labels must not share. */
export function boxOfText(mark: Mark & { readonly kind: 'text' }, measure: Measure): Box {
  const width = measure(mark.text, mark.size, mark.font);
  const left = mark.anchor === 'start' ? mark.x : mark.anchor === 'end' ? mark.x - width : mark.x - width / 2;
  return { x: left, y: mark.y - baseline(mark.size), width, height: mark.size + 3 };
}

// Text hangs on its baseline, a little below three quarters of its box.
function baseline(size: number): number {
  return Math.round(size * 0.95);
}

function textMark(label: Label, box: Box): Mark {
  const { text, font, size, of, struck } = label;
  const y = box.y + baseline(size);
  const crossed = struck === undefined ? {} : { struck };
  return { kind: 'text', class: label.class, of, x: box.x, y, text, ...crossed, anchor: 'start', font, size };
}

function boxAt({ at, side, slope = 0 }: Anchor, width: number, height: number): Box {
  const left = side === 'left' || side === 'aboveLeft' || side === 'belowLeft';
  const right = side === 'right' || side === 'aboveRight' || side === 'belowRight';
  const above = side === 'above' || side === 'aboveLeft' || side === 'aboveRight';
  const below = side === 'below' || side === 'belowLeft' || side === 'belowRight';
  const lift = side === 'above' || side === 'below' ? (slope * width) / 2 : 0;
  const shift = (side === 'right' || side === 'left') && slope > 0 ? height / 2 / slope : 0;
  return {
    x: right ? at.x + shift : left ? at.x - width - shift : at.x - width / 2,
    y: below ? at.y + lift : above ? at.y - height - lift : at.y - height / 2,
    width,
    height,
  };
}

/** Things by the rows of the picture they reach into, so that only what is near is looked at. */
class Rows<T> {
  readonly #rows = new Map<number, T[]>();
  readonly #boxOf: (item: T) => Box;

  constructor(boxOfItem: (item: T) => Box) {
    this.#boxOf = boxOfItem;
  }

  add(item: T): void {
    const { y, height } = this.#boxOf(item);
    for (let row = Math.floor(y / ROW); row <= Math.floor((y + height) / ROW); row += 1) {
      const items = this.#rows.get(row);
      if (items === undefined) this.#rows.set(row, [item]);
      else items.push(item);
    }
  }

  /** Whether anything near the box fulfils the condition. */
  some(box: Box, holds: (item: T) => boolean): boolean {
    const last = Math.floor((box.y + box.height) / ROW);
    for (let row = Math.floor(box.y / ROW); row <= last; row += 1) {
      if (this.#rows.get(row)?.some(holds) === true) return true;
    }
    return false;
  }
}
