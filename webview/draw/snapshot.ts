import { xmlText, type PictureText } from '../../src/scene/svg.ts';
import { drawingMarkup } from './drawing.ts';
import { fontAttributes, Paints, rounded } from './paint.ts';
import { withAllRows } from './picture.ts';

/** Empty space around what is seen, in pixels. */
const MARGIN = 12;

/** A picture as the text of an SVG file, and its size in pixels. */
export interface Snapshot {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A part of the page as one SVG file, as it is seen, in the colours and fonts of the theme, but for scrolling: all of it is
 * there, from its beginning. Text stays text, boxes become rectangles and lines, drawings keep their shapes.
 */
export function snapshotOf(root: HTMLElement, text: PictureText): Snapshot {
  const inside = [...root.querySelectorAll('*')];
  return withAllRows(inside, () => unscrolled([root, ...inside], () => new Tracing(root).snapshot(text)));
}

/** Nothing of this is seen: the page is painted after everything is back where it was. */
function unscrolled<T>(elements: readonly Element[], act: () => T): T {
  const places = elements
    .filter(({ scrollTop, scrollLeft }) => scrollTop !== 0 || scrollLeft !== 0)
    .map(element => ({ element, top: element.scrollTop, left: element.scrollLeft }));
  for (const { element } of places) element.scrollTo(0, 0);
  try {
    return act();
  } finally {
    for (const { element, top, left } of places) element.scrollTo(left, top);
  }
}

/** Goes through the page once and writes down what it finds, in painting order. */
class Tracing {
  readonly #root: HTMLElement;
  readonly #origin: DOMRect;
  readonly #paints = new Paints();
  readonly #range = document.createRange();
  readonly #context = document.createElement('canvas').getContext('2d');
  #right = 0;
  #bottom = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#origin = root.getBoundingClientRect();
  }

  snapshot({ title, description }: PictureText): Snapshot {
    const content = this.#children(this.#root);
    const [width, height] = [Math.ceil(this.#right) + 2 * MARGIN, Math.ceil(this.#bottom) + 2 * MARGIN];
    const background = this.#paints.attributes('fill', getComputedStyle(document.body).backgroundColor);
    const svg = [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="${String(-MARGIN)} ${String(-MARGIN)} ${String(width)} ${String(height)}" role="img">`,
      `<title>${xmlText(title)}</title>`,
      `<desc>${xmlText(description)}</desc>`,
      `<rect x="${String(-MARGIN)}" y="${String(-MARGIN)}" width="${String(width)}" height="${String(height)}"${background}/>`,
      content,
      '</svg>',
    ];
    return { svg: `${svg.join('\n')}\n`, width, height };
  }

  #children(element: Element): string {
    return [...element.childNodes]
      .map(node => {
        if (node instanceof Element) return this.#element(node);
        return node instanceof Text ? this.#text(node, element) : '';
      })
      .join('');
  }

  #element(element: Element): string {
    const style = getComputedStyle(element);
    // What is for screen readers only is clipped away.
    if (style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none') return '';
    const box = this.#boxOf(element);
    const inside =
      element instanceof SVGSVGElement
        ? this.#drawing(element, box)
        : element instanceof HTMLCanvasElement
          ? this.#painting(element, box)
          : this.#background(box, style) + this.#borders(box, style) + this.#children(element);
    return style.opacity === '1' || inside === '' ? inside : `<g opacity="${xmlText(style.opacity)}">${inside}</g>`;
  }

  #drawing(svg: SVGSVGElement, box: DOMRect): string {
    const content = drawingMarkup(svg, this.#paints);
    if (content === '') return '';
    this.#reach(box);
    return `<g transform="translate(${rounded(box.x)} ${rounded(box.y)})">${content}</g>`;
  }

  /** What is painted has no shapes: it goes in as it is. */
  #painting(canvas: HTMLCanvasElement, box: DOMRect): string {
    if (box.width === 0 || box.height === 0) return '';
    this.#reach(box);
    return `<image x="${rounded(box.x)}" y="${rounded(box.y)}" width="${rounded(box.width)}" height="${rounded(box.height)}" href="${canvas.toDataURL('image/png')}"/>`;
  }

  #background(box: DOMRect, { backgroundColor, borderTopLeftRadius }: CSSStyleDeclaration): string {
    if (this.#paints.of(backgroundColor) === undefined || box.width === 0 || box.height === 0) return '';
    this.#reach(box);
    const radius = Number.parseFloat(borderTopLeftRadius) || 0;
    const round = radius === 0 ? '' : ` rx="${rounded(radius)}"`;
    return `<rect x="${rounded(box.x)}" y="${rounded(box.y)}" width="${rounded(box.width)}" height="${rounded(box.height)}"${round}${this.#paints.attributes('fill', backgroundColor)}/>`;
  }

  #borders({ left, top, right, bottom }: DOMRect, style: CSSStyleDeclaration): string {
    const sides = [
      { side: 'top', points: [left, top, right, top], inward: [0, 1] },
      { side: 'right', points: [right, top, right, bottom], inward: [-1, 0] },
      { side: 'bottom', points: [left, bottom, right, bottom], inward: [0, -1] },
      { side: 'left', points: [left, top, left, bottom], inward: [1, 0] },
    ] as const;
    return sides
      .map(({ side, points, inward }) => {
        const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
        const colour = style.getPropertyValue(`border-${side}-color`);
        const kind = style.getPropertyValue(`border-${side}-style`);
        if (width === 0 || kind === 'none' || this.#paints.of(colour) === undefined) return '';
        const [x1, y1, x2, y2] = points.map((at, i) => rounded(at + (inward[i % 2 === 0 ? 0 : 1] * width) / 2));
        const dash = kind === 'dashed' ? ` stroke-dasharray="${String(width * 3)}"` : '';
        return `<path d="M${x1 ?? ''} ${y1 ?? ''}L${x2 ?? ''} ${y2 ?? ''}"${this.#paints.attributes('stroke', colour)} stroke-width="${rounded(width)}"${dash}/>`;
      })
      .join('');
  }

  /** One element for each line: where lines break is the page's decision, not that of who opens the file. */
  #text(node: Text, parent: Element): string {
    if (node.data.trim() === '') return '';
    const style = getComputedStyle(parent);
    const fill = this.#paints.attributes('fill', style.color);
    return this.#linesOf(node)
      .map(({ text, box }) => {
        this.#reach(box);
        const x = rounded(box.x);
        const y = rounded(this.#baselineIn(box, style));
        return `<text x="${x}" y="${y}"${fill}${fontAttributes(style)}>${xmlText(text)}</text>`;
      })
      .join('');
  }

  #linesOf(node: Text): readonly { readonly text: string; readonly box: DOMRect }[] {
    const lines: { start: number; end: number; top: number }[] = [];
    for (let at = 0; at < node.length; at += 1) {
      this.#range.setStart(node, at);
      this.#range.setEnd(node, at + 1);
      const box = this.#range.getBoundingClientRect();
      // Blanks that are not painted have no box.
      if (box.width === 0 && /\s/.test(node.data.charAt(at))) continue;
      const line = lines.at(-1);
      if (line !== undefined && Math.abs(line.top - box.top) < box.height / 2) line.end = at + 1;
      else lines.push({ start: at, end: at + 1, top: box.top });
    }
    return lines.flatMap(({ start, end }) => {
      const text = node.data.slice(start, end);
      const shown = text.trim();
      if (shown === '') return [];
      const from = start + text.indexOf(shown);
      this.#range.setStart(node, from);
      this.#range.setEnd(node, from + shown.length);
      return [{ text: shown.replace(/\s+/g, ' '), box: this.#moved(this.#range.getBoundingClientRect()) }];
    });
  }

  #baselineIn(box: DOMRect, { font, fontSize }: CSSStyleDeclaration): number {
    const size = Number.parseFloat(fontSize) || 13;
    if (this.#context === null) return box.y + box.height / 2 + size * 0.35;
    this.#context.font = font;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this.#context.measureText('x');
    return box.y + (box.height - ascent - descent) / 2 + ascent;
  }

  #boxOf(element: Element): DOMRect {
    return this.#moved(element.getBoundingClientRect());
  }

  #moved({ x, y, width, height }: DOMRect): DOMRect {
    return new DOMRect(x - this.#origin.x, y - this.#origin.y, width, height);
  }

  #reach({ right, bottom }: DOMRect): void {
    this.#right = Math.max(this.#right, right);
    this.#bottom = Math.max(this.#bottom, bottom);
  }
}
