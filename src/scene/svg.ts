import type { Mark, Scene } from '../contract/scene.ts';
import { wavyPoints } from './wave.ts';
import { DARK, LIGHT, strokeOf, type Palette, type Stroke } from './palette.ts';

/** How faint is what the execution could do without, and how thin its outlines are. */
const FADED = 0.35;
const THIN = 0.75;
const HEAD_LENGTH = 7;
const HEAD_HALF_WIDTH = 3;
const WORDS = "-apple-system, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif";
const CODE = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** What a picture says to those who do not see it. */
export interface PictureText {
  readonly title: string;
  readonly description: string;
}

/**
 * A picture as the text of one SVG file that needs nothing else: no style sheet, no script, no fonts of its own. Where it
 * is `transparent` its palette's background is that of the page it stands on, more or less.
 */
export function sceneToSvg(
  scene: Scene,
  theme: 'light' | 'dark' | Palette,
  text?: PictureText,
  { transparent = false }: { readonly transparent?: boolean } = {},
): string {
  const palette = theme === 'light' ? LIGHT : theme === 'dark' ? DARK : theme;
  const [width, height] = [round(scene.width), round(scene.height)];
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    ...(text === undefined
      ? []
      : [`<title>${xmlText(text.title)}</title>`, `<desc>${xmlText(text.description)}</desc>`]),
    ...(transparent ? [] : [`<rect width="${width}" height="${height}" fill="${palette.background}"/>`]),
    ...scene.marks.map(mark => markToSvg(mark, palette)),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function markToSvg(mark: Mark, palette: Palette): string {
  const style = strokeOf(mark.class, palette);
  if (mark.faded !== true) return shapeToSvg(mark, style, palette);
  const isFilled = mark.kind !== 'head' && style.fill !== 'none';
  const thin = { ...style, fill: isFilled ? palette.background : style.fill, width: Math.min(style.width, THIN) };
  return `<g opacity="${String(FADED)}">${shapeToSvg(mark, thin, palette)}</g>`;
}

function shapeToSvg(mark: Mark, style: Stroke, palette: Palette): string {
  switch (mark.kind) {
    case 'line':
      return `<path d="M${point(mark.x1, mark.y1)}L${point(mark.x2, mark.y2)}" ${lineStyle(style)}/>`;
    case 'polyline':
      return `<path d="${pathOf(mark.wavyFrom === undefined ? mark.points : wavyPoints(mark.points, mark.wavyFrom))}" ${lineStyle(style)}/>`;
    case 'glyph':
      return glyphToSvg(mark, style);
    case 'head':
      return headToSvg(mark, style, palette);
    case 'cross':
      return `<path d="${crossOf(mark.x, mark.y, mark.size / 2)}" ${lineStyle({ ...style, width: 1.5, dash: undefined })}/>`;
    case 'circle':
      return `<circle cx="${round(mark.x)}" cy="${round(mark.y)}" r="${round(mark.radius)}" ${shapeStyle(style)}/>`;
    case 'octagon':
      return `<polygon points="${octagonOf(mark.x, mark.y, mark.radius)}" ${shapeStyle(style)}/>`;
    case 'clock':
      return clockToSvg(mark, style);
    case 'square':
      return rectangle(
        { ...mark, x: mark.x - mark.size / 2, y: mark.y - mark.size / 2, width: mark.size, height: mark.size },
        style,
      );
    case 'rectangle':
      return rectangle(mark, style);
    case 'text':
      return textToSvg(mark, style);
  }
}

function glyphToSvg({ outline, lines }: Mark & { readonly kind: 'glyph' }, style: Stroke): string {
  const filled = outline.length === 0 ? '' : `<path d="${pathOf(outline)}Z" ${shapeStyle(style)}/>`;
  return lines.length === 0 ? filled : `${filled}<path d="${lines.map(pathOf).join('')}" ${lineStyle(style)}/>`;
}

function rectangle(box: { x: number; y: number; width: number; height: number }, style: Stroke): string {
  const { x, y, width, height } = box;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${shapeStyle(style)}/>`;
}

function clockToSvg(mark: Mark & { readonly kind: 'clock' }, style: Stroke): string {
  const { x, y, radius } = mark;
  const hands = `M${point(x, y - radius * 0.62)}L${point(x, y)}L${point(x + radius * 0.5, y)}`;
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${shapeStyle(style)}/><path d="${hands}" ${lineStyle(style)}/>`;
}

function headToSvg(mark: Mark & { readonly kind: 'head' }, style: Stroke, palette: Palette): string {
  const cos = Math.cos(mark.angle);
  const sin = Math.sin(mark.angle);
  const corner = (along: number, across: number): string =>
    point(mark.x + along * cos - across * sin, mark.y + along * sin + across * cos);
  const corners = [corner(0, 0), corner(-HEAD_LENGTH, -HEAD_HALF_WIDTH), corner(-HEAD_LENGTH, HEAD_HALF_WIDTH)];
  const fill = mark.hollow ? palette.background : style.fill;
  return `<polygon points="${corners.join(' ')}" ${shapeStyle({ ...style, fill, width: mark.hollow ? 1 : 0 })}/>`;
}

function textToSvg(mark: Mark & { readonly kind: 'text' }, style: Stroke): string {
  const anchor = mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
  const font = `font-family="${mark.font === 'code' ? CODE : WORDS}" font-size="${round(mark.size)}"${mark.class === 'eventViolation' ? ' font-weight="600"' : mark.class === 'caption' ? ' font-style="italic"' : ''}`;
  return `<text x="${round(mark.x)}" y="${round(mark.y)}"${anchor} ${font} fill="${style.stroke}">${struckToSvg(mark)}</text>`;
}

function struckToSvg({ text, struck }: Mark & { readonly kind: 'text' }): string {
  if (struck === undefined) return xmlText(text);
  const [from, to] = struck;
  const crossed = `<tspan text-decoration="line-through">${xmlText(text.slice(from, to))}</tspan>`;
  return `${xmlText(text.slice(0, from))}${crossed}${xmlText(text.slice(to))}`;
}

function lineStyle({ stroke, width, dash }: Stroke): string {
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
  return `fill="none" stroke="${stroke}" stroke-width="${round(width)}"${dashes}`;
}

function shapeStyle({ stroke, fill, width }: Stroke): string {
  return width === 0 ? `fill="${fill}"` : `fill="${fill}" stroke="${stroke}" stroke-width="${round(width)}"`;
}

function pathOf(points: readonly number[]): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2)
    path += `${i === 0 ? 'M' : 'L'}${point(points[i] ?? 0, points[i + 1] ?? 0)}`;
  return path;
}

function crossOf(x: number, y: number, half: number): string {
  return `M${point(x - half, y - half)}L${point(x + half, y + half)}M${point(x + half, y - half)}L${point(x - half, y + half)}`;
}

function octagonOf(x: number, y: number, radius: number): string {
  const corners = Array.from({ length: 8 }, (_, corner) => {
    const angle = ((corner + 0.5) * Math.PI) / 4;
    return point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
  return corners.join(' ');
}

function point(x: number, y: number): string {
  return `${round(x)},${round(y)}`;
}

/** Three digits: enough for any screen, and the same text on every machine. */
function round(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** A text as it stands in XML, in an attribute too. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
