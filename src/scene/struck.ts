/** A text of which a part is struck through: from one character to before another. */
export interface StruckText {
  readonly text: string;
  readonly struck: readonly [number, number];
}

/** What was, struck through where it differs, beside what is: `Vote(true false)` with `true` struck through. */
export function struckText(before: string, after: string): StruckText {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(old.length, now.length);
  let from = 0;
  while (from < shorter && old[from] === now[from]) from += 1;
  let end = 0;
  while (end < shorter - from && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const start = old.slice(0, from).join('');
  const was = old.slice(from, old.length - end).join('');
  const is = now.slice(from, now.length - end).join('');
  const rest = now.slice(now.length - end).join('');
  const both = [was, is].filter(part => part !== '').join(' ');
  return { text: `${start}${both}${rest}`, struck: [start.length, start.length + was.length] };
}

/** The struck part and what stands for it, without the rest: for where room is short. */
export function struckCore({ text, struck: [from, to] }: StruckText, after: string): StruckText | undefined {
  const was = text.slice(from, to);
  const rest = text.slice(to + 1);
  const isEnd = [...rest].findIndex(character => /[,)\]}]/.test(character));
  const is = isEnd < 0 ? rest : rest.slice(0, isEnd);
  if (was === '' || is === '' || !after.includes(is)) return undefined;
  return { text: `${was} ${is}`, struck: [0, was.length] };
}

/** Names and values, and the signs between them. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[()[\]{},: ]|[^()[\]{},: ]+/g) ?? [];
}
