import type { Span } from '../../base/span.ts';
import { BUILTIN_NAMES } from '../check/builtins.ts';
import { TYPE_WORDS } from '../check/typeNodes.ts';
import { tokenize } from '../syntax/tokens.ts';
import { applyEdits, Document, type TextEdit } from './document.ts';
import { references, symbolAt } from './navigation.ts';

/** The name at an offset that can be renamed; undefined where there is none. */
export function renamable(
  document: Document,
  offset: number,
): { readonly at: Span; readonly name: string } | undefined {
  const symbol = symbolAt(document, offset);
  const at = references(document, offset).find(place => place.at.start <= offset && offset <= place.at.end)?.at;
  return symbol === undefined || at === undefined ? undefined : { at, name: symbol.name };
}

export type Renaming =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** `why` is a sentence for the user. */
  | { readonly kind: 'refused'; readonly why: string };

/** Gives the name at an offset a new name everywhere, or says why that would change the meaning of the file. */
export function rename(document: Document, offset: number, newName: string): Renaming {
  const symbol = symbolAt(document, offset);
  if (symbol === undefined) return refused('There is no name here that can be changed.');
  const invalid = whyInvalid(newName);
  if (invalid !== undefined) return refused(invalid);
  if (newName === symbol.name) return { kind: 'edits', edits: [] };
  const edits = references(document, offset).map(({ at }) => ({ at, text: newName }));
  if (!keepsMeaning(document, edits)) {
    return refused(`\`${newName}\` already means something else where \`${symbol.name}\` is used.`);
  }
  return { kind: 'edits', edits };
}

function refused(why: string): Renaming {
  return { kind: 'refused', why };
}

function whyInvalid(name: string): string | undefined {
  const { all, broken } = tokenize(name);
  const [token] = all;
  if (broken || all.length !== 1 || token?.text !== name || !['name', 'word'].includes(token.kind)) {
    return 'A name consists of letters, digits and `_`, and starts with a letter.';
  }
  if (token.kind === 'word' || BUILTIN_NAMES.has(name) || TYPE_WORDS.includes(name)) {
    return `\`${name}\` is a word of the language.`;
  }
  return undefined;
}

/** Whether every name of the changed text means what it meant: the same places belong together, with no new error. */
function keepsMeaning(document: Document, edits: readonly TextEdit[]): boolean {
  const changed = new Document(applyEdits(document.text, edits));
  const moved = (offset: number): number =>
    edits.reduce((sum, { at, text }) => (at.start < offset ? sum + text.length - (at.end - at.start) : sum), offset);
  const before = meaningOf(document, moved);
  const after = meaningOf(changed, offset => offset);
  return before.size === after.size && [...before].every(link => after.has(link));
}

/** One text for each place of a name: where it stands and where its declaration stands; and one for each error. */
function meaningOf({ parsed }: Document, moved: (offset: number) => number): ReadonlySet<string> {
  const links = parsed.symbols.occurrences.map(
    ({ at, symbol }) => `${String(moved(at.start))} ${String(moved(symbol.at.start))}`,
  );
  const errors = parsed.problems
    .filter(problem => problem.severity === 'error' || problem.code === 'hides-name')
    .map(problem => `${problem.code} ${String(moved(problem.at.start))}`);
  return new Set([...links, ...errors]);
}
