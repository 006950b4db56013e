import type { Section } from '../check/failureWords.ts';
import type { Token } from '../syntax/tokens.ts';

/** What a caret wants in a block of settings. */
export interface SettingPlace {
  readonly section: Section;
  /** The word whose value is being written; empty between settings. */
  readonly word: string;
  readonly wants:
    | 'word' | 'value' | 'valueOrWord' | 'synchronous' | 'target' | 'role' | 'variable' | 'handler' | 'part'; // prettier-ignore
  /** The role that the value names, for its variables and handlers. */
  readonly role: string;
  /** The words of the value so far: `of`, `from`, `to`, `midway`. */
  readonly written: readonly string[];
}

const PARTS: ReadonlySet<string> = new Set(['of', 'from', 'to', 'midway']);

/** The place after tokens that end in a block of settings, or in the braces of a value in one. */
export function settingPlace(section: Section, tokens: readonly Token[], inBraces: boolean): SettingPlace {
  const colon = tokens.findLastIndex(({ text }) => text === ':');
  const open = tokens.findLastIndex(({ text }, i) => text === '{' && tokens[i - 1]?.text === section);
  const word = colon > open ? (tokens[colon - 1]?.text ?? '') : '';
  const comma = tokens.findLastIndex(({ text }) => text === ',');
  const value = tokens.slice(1 + (inBraces ? colon : Math.max(colon, comma)));
  const written = value.flatMap(({ text }) => (PARTS.has(text) ? [text] : []));
  const of = value.findIndex(({ text }) => text === 'of');
  const role = of < 0 ? '' : (value[of + 1]?.text ?? '');
  const place = { section, word, role, written };
  if (inBraces) return { ...place, wants: 'handler', role: lastTarget(value) };
  return { ...place, wants: word === '' ? 'word' : wantedAfter(tokens.at(-1), value) };
}

/** The role whose braces are open: the last one that `of` names. */
function lastTarget(value: readonly Token[]): string {
  const of = value.findLastIndex(({ text }) => text === 'of');
  return of < 0 ? '' : (value[of + 1]?.text ?? '');
}

const WANTED: Readonly<Partial<Record<string, SettingPlace['wants']>>> = {
  ':': 'value',
  ',': 'valueOrWord',
  eventually: 'synchronous',
  of: 'target',
  from: 'role',
  to: 'role',
  '.': 'variable',
};

function wantedAfter(last: Token | undefined, value: readonly Token[]): SettingPlace['wants'] {
  return WANTED[last?.text ?? ''] ?? (value.length === 0 ? 'word' : 'part');
}
