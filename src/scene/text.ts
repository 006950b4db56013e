export type Font = 'words' | 'code';

/** The width of a text in pixels. The webview measures with its canvas; without one, widths are estimated. */
export type Measure = (text: string, size: number, font: Font) => number;

/** Two sizes, so that a picture stays calm. Pixels. */
export const LABEL_SIZE = 11;
export const HEAD_SIZE = 13;

// Wide enough for the system fonts of VS Code: a label that is drawn wider than was planned overlaps its neighbour.
const NARROW = /[ijlrtfI.,:;|!'()[\]{}]/;
const WIDE = /[mwMW@%—…⟨⟩×]/;

/** An estimate from character classes, for where no font can be asked. */
export function estimateWidth(text: string, size: number, font: Font): number {
  if (font === 'code') return Array.from(text).length * size * 0.61;
  let ems = 0;
  for (const character of text) {
    if (WIDE.test(character)) ems += 0.88;
    else if (NARROW.test(character)) ems += 0.36;
    else ems += character === character.toLowerCase() ? 0.57 : 0.69;
  }
  return ems * size;
}

export interface TextStyle {
  readonly size: number;
  readonly font: Font;
  readonly measure: Measure;
}

/** The longest beginning of `text` that fits, ended by … where it is cut; undefined when fewer than three letters do. */
export function shorten(text: string, widthMax: number, style: TextStyle): string | undefined {
  const { size, font, measure } = style;
  if (measure(text, size, font) <= widthMax) return text;
  const characters = Array.from(text);
  for (let length = characters.length - 1; length >= 3; length -= 1) {
    const cut = `${characters.slice(0, length).join('').trimEnd()}…`;
    if (measure(cut, size, font) <= widthMax) return cut;
  }
  return undefined;
}

/**
 * What may stand for a message such as `RequestVote(1)` where there is no room for it, longest first. Its name is cut
 * before its arguments are: they tell messages of one name apart.
 */
export function* shorterCalls(text: string): Generator<string> {
  const open = text.indexOf('(');
  const name = Array.from(open === -1 ? text : text.slice(0, open));
  const rest = open === -1 ? '' : text.slice(open);
  for (const length of [8, 5, 3]) {
    if (length < name.length - 1) yield `${name.slice(0, length).join('')}…${rest}`;
  }
  if (rest === '') return;
  const start = Array.from(text);
  for (const length of [12, 8, 5]) {
    if (length > name.length + 1 && length < start.length - 1) yield `${start.slice(0, length).join('')}…`;
  }
}
