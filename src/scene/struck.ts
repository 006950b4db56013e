/** A text of which a part is struck through: from one character to before another. */
export interface StruckText {
  readonly text: string;
  readonly struck: readonly [number, number];
}

/** What was, struck through where it differs, before what is: `Vote(true false)` with `true` struck through. */
export function struckText(before: string, after: string): StruckText {
  const { start, was, is, rest } = difference(before, after);
  return { text: `${start}${was} ${is}${rest}`, struck: [start.length, start.length + was.length] };
}

/** The same without what did not change: for where room is short. */
export function struckCore(before: string, after: string): StruckText {
  const { was, is } = difference(before, after);
  return { text: `${was} ${is}`, struck: [0, was.length] };
}

/**
 * What may stand for a damaged message where there is no room for all of it, longest first. Its name is cut before its
 * values are, and never left out: at last it stands alone.
 */
export function shorterStruck(before: string, after: string): readonly (StruckText | string)[] {
  const { text, struck } = struckText(before, after);
  const open = text.indexOf('(');
  if (open < 0) return [];
  const name = Array.from(text.slice(0, open));
  const cut = (length: number): readonly StruckText[] => {
    if (length >= name.length - 1) return [];
    const start = `${name.slice(0, length).join('')}…`;
    const [from, to] = struck;
    const shift = start.length - open;
    return [{ text: `${start}${text.slice(open)}`, struck: [from + shift, to + shift] }];
  };
  return [...[8, 5, 3].flatMap(cut), `${name.join('')}…`];
}

interface Difference {
  readonly start: string;
  readonly was: string;
  readonly is: string;
  readonly rest: string;
}

/** Whole values that differ, with what is equal before and after them. */
function difference(before: string, after: string): Difference {
  const [old, now] = [partsOf(before), partsOf(after)];
  const shorter = Math.min(old.length, now.length);
  let from = 0;
  while (from < shorter - 1 && old[from] === now[from]) from += 1;
  let end = 0;
  while (end < shorter - from - 1 && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return {
    start: old.slice(0, from).join(''),
    was: old.slice(from, old.length - end).join(''),
    is: now.slice(from, now.length - end).join(''),
    rest: now.slice(now.length - end).join(''),
  };
}

/** A name and its values, each with the comma or bracket before it apart: `Put`, `(`, `[1, 2]`, `, `, `3`, `)`. */
function partsOf(text: string): readonly string[] {
  const isCall = /^[^ ([{]+\(/.test(text);
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  const cut = (separator: string): void => {
    parts.push(part, separator);
    part = '';
  };
  for (const character of text) {
    const isOuter = depth === (isCall ? 1 : 0);
    if (isCall && character === '(' && depth === 0) cut(character);
    else if (isCall && character === ')' && isOuter) cut(character);
    else if (isOuter && (character === ' ' || character === ',')) cut(character);
    else part += character;
    if (/[([{]/.test(character)) depth += 1;
    if (/[)\]}]/.test(character)) depth -= 1;
  }
  return [...parts, part].filter(each => each !== '');
}
