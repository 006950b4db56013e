import { xmlText } from '../../src/scene/svg.ts';
import { fontAttributes, type Paints } from './paint.ts';

/** What the style sheets decide of a shape, beside colours; what is as it is without them is left out. */
const SHAPE_STYLES = [
  ['stroke-width', '1px'],
  ['stroke-dasharray', 'none'],
  ['stroke-linejoin', 'miter'],
  ['stroke-linecap', 'butt'],
] as const;

/** Where things are, which no style sheet decides. */
const GEOMETRY = [
  ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'd', 'points', 'transform'],
  'text-anchor',
];

/** The contents of an SVG element of the page as markup that needs no style sheet: everything it gets from one is written down. */
export function drawingMarkup(svg: Element, paints: Paints): string {
  return [...svg.children].map(child => elementMarkup(child, paints)).join('');
}

function elementMarkup(element: Element, paints: Paints): string {
  const { localName } = element;
  // Tooltips are for pointers.
  if (localName === 'title' || localName === 'desc') return '';
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const opacity = style.opacity === '1' ? '' : ` opacity="${xmlText(style.opacity)}"`;
  const isText = localName === 'text' || localName === 'tspan';
  if (localName === 'g') {
    const inside = drawingMarkup(element, paints);
    return inside === '' ? '' : `<g${geometry(element)}${opacity}>${inside}</g>`;
  }
  const [fill, stroke] = [paints.of(style.fill), paints.of(style.stroke)];
  // Unseen twins that take the pointer.
  if (fill === undefined && stroke === undefined) return '';
  const attributes = `${geometry(element)}${paints.attributes('fill', style.fill)}${
    stroke === undefined ? '' : paints.attributes('stroke', style.stroke) + shapeStyle(style)
  }${opacity}`;
  if (!isText) return `<${localName}${attributes}/>`;
  return `<${localName}${attributes}${fontAttributes(style)}>${textMarkup(element, paints)}</${localName}>`;
}

function textMarkup(element: Element, paints: Paints): string {
  return [...element.childNodes]
    .map(node => (node instanceof Element ? elementMarkup(node, paints) : xmlText(node.nodeValue ?? '')))
    .join('');
}

function geometry(element: Element): string {
  return GEOMETRY.flatMap(name => {
    const value = element.getAttribute(name);
    return value === null ? [] : [` ${name}="${xmlText(value)}"`];
  }).join('');
}

function shapeStyle(style: CSSStyleDeclaration): string {
  return SHAPE_STYLES.flatMap(([name, usual]) => {
    const value = style.getPropertyValue(name);
    return value === usual || value === '' ? [] : [` ${name}="${xmlText(value.replaceAll('px', ''))}"`];
  }).join('');
}
