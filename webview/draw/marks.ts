import type { Mark, Subjects } from '../../src/contract/scene.ts';
import { wavyPoints } from '../../src/scene/wave.ts';

const SVG = 'http://www.w3.org/2000/svg';
const HEAD_LENGTH = 7;
const HEAD_HALF_WIDTH = 3.5;

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element; attributes only, since the content security policy blocks style attributes. */
export function svgElement(name: string, attributes: Attributes, ...children: readonly Node[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The element of one mark. Its class decides colour, stroke and dash; its data attributes say what it stands for. */
export function markElement(mark: Mark): SVGElement {
  const element = shape(mark);
  element.classList.add('mark', mark.class);
  if (mark.faded === true) element.classList.add('faded');
  for (const key of ['event', 'arrow', 'operation', 'lane', 'step'] as const satisfies readonly (keyof Subjects)[]) {
    const subject = mark.of[key];
    if (subject !== undefined) element.dataset[key] = String(subject);
  }
  return element;
}

function shape(mark: Mark): SVGElement {
  switch (mark.kind) {
    case 'line':
      return svgElement('line', { x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2 });
    case 'polyline':
      return svgElement('polyline', { points: pointsOf(mark).join(' ') });
    case 'glyph':
      return glyph(mark);
    case 'head':
      return head(mark);
    case 'cross': {
      const { x, y } = mark;
      const half = mark.size / 2;
      const d = `M${x - half} ${y - half}L${x + half} ${y + half}M${x + half} ${y - half}L${x - half} ${y + half}`;
      return svgElement('path', { d });
    }
    case 'circle':
      return svgElement('circle', { cx: mark.x, cy: mark.y, r: mark.radius });
    case 'octagon':
      return svgElement('polygon', { points: octagon(mark.x, mark.y, mark.radius) });
    case 'clock':
      return svgElement(
        'g',
        {},
        svgElement('circle', { cx: mark.x, cy: mark.y, r: mark.radius }),
        svgElement('path', {
          class: 'hands',
          d: `M${mark.x} ${mark.y - mark.radius * 0.62}V${mark.y}H${mark.x + mark.radius * 0.5}`,
        }),
      );
    case 'square':
      return rectangle(mark.x - mark.size / 2, mark.y - mark.size / 2, mark.size, mark.size);
    case 'rectangle':
      return rectangle(mark.x, mark.y, mark.width, mark.height);
    case 'text': {
      const attributes = { x: mark.x, y: mark.y, 'text-anchor': mark.anchor, 'font-size': mark.size, class: mark.font };
      return svgElement('text', attributes, ...textNodes(mark));
    }
  }
}

function pointsOf({ points, wavyFrom }: Mark & { readonly kind: 'polyline' }): readonly number[] {
  return wavyFrom === undefined ? points : wavyPoints(points, wavyFrom).map(round);
}

function glyph({ outline, lines }: Mark & { readonly kind: 'glyph' }): SVGElement {
  const parts: SVGElement[] = [];
  if (outline.length > 0) parts.push(svgElement('polygon', { points: outline.map(round).join(' ') }));
  if (lines.length > 0) {
    const d = lines.map(points => `M${points.map(round).join(' ')}`).join('');
    parts.push(svgElement('path', { class: 'lines', d }));
  }
  return svgElement('g', {}, ...parts);
}

/** The text, a part of it perhaps struck through. */
function textNodes({ text, struck }: Mark & { readonly kind: 'text' }): readonly Node[] {
  if (struck === undefined) return [document.createTextNode(text)];
  const [from, to] = struck;
  return [
    document.createTextNode(text.slice(0, from)),
    svgElement('tspan', { class: 'struck' }, document.createTextNode(text.slice(from, to))),
    document.createTextNode(text.slice(to)),
  ];
}

function rectangle(x: number, y: number, width: number, height: number): SVGElement {
  return svgElement('rect', { x, y, width, height });
}

function head(mark: Mark & { readonly kind: 'head' }): SVGElement {
  const cos = Math.cos(mark.angle);
  const sin = Math.sin(mark.angle);
  const at = (along: number, across: number): string =>
    `${round(mark.x + along * cos - across * sin)} ${round(mark.y + along * sin + across * cos)}`;
  const points = `${at(0, 0)} ${at(-HEAD_LENGTH, -HEAD_HALF_WIDTH)} ${at(-HEAD_LENGTH, HEAD_HALF_WIDTH)}`;
  return svgElement('polygon', { points, class: mark.hollow ? 'head hollow' : 'head' });
}

function octagon(x: number, y: number, radius: number): string {
  const corners: string[] = [];
  for (let corner = 0; corner < 8; corner += 1) {
    const angle = ((corner + 0.5) * Math.PI) / 4;
    corners.push(`${round(x + radius * Math.cos(angle))},${round(y + radius * Math.sin(angle))}`);
  }
  return corners.join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
