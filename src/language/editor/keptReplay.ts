import { failure as refused, type Result, success } from '../../base/result.ts';
import type { ScenarioNode } from '../syntax/tree.ts';
import { format } from './format.ts';
import { applyEdits, createDocument, type Document, type TextEdit } from './document.ts';

/** An execution to be pinned: a name for it, and its steps in the words of replays, the start first. */
export interface WantedReplay {
  readonly name: string;
  readonly steps: readonly string[];
}

export interface KeptReplay {
  /** As it stands in the file: quotes become others, and there is no second one of the same name. */
  readonly name: string;
  readonly edit: TextEdit;
}

/**
 * The edit that writes a replay at the end of a scenario; `scenario` is its title, `system` where a file has only that. Or
 * why there is none, as a sentence.
 */
export function keptReplay(
  document: Document,
  scenario: string | undefined,
  { name: wanted, steps }: WantedReplay,
): Result<KeptReplay, string> {
  if (document.parsed.protocol === undefined) return refused('The text has problems.');
  const blocks = (document.parsed.file?.declarations ?? []).filter(each => each.kind === 'scenario');
  const own = blocks.find(({ title }) => title !== undefined && title.text === scenario);
  const block = own ?? (blocks.length === 1 ? blocks.find(({ title }) => title === undefined) : undefined);
  if (block === undefined) return refused(`The file has no scenario “${scenario ?? ''}”.`);
  const name = unusedName(block, wanted);
  const edit = insertion(document, block, replayLines(name, steps));
  const { problems, protocol } = createDocument(applyEdits(document.text, [edit])).parsed;
  if (protocol !== undefined) return success({ name, edit });
  return refused(problems.find(({ severity }) => severity === 'error')?.message ?? 'It cannot be written as a replay.');
}

/** The same name as far as it can stand between quotes, with a number behind it where there is such a replay already. */
function unusedName({ entries }: ScenarioNode, wanted: string): string {
  const plain = wanted
    .replace(/["“”]/g, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const name = plain === '' ? 'a branch' : plain;
  const taken = new Set(entries.flatMap(entry => (entry.kind === 'replay' ? [entry.title.text] : [])));
  let number = 1;
  const numbered = (): string => (number === 1 ? name : `${name} ${String(number)}`);
  while (taken.has(numbered())) number += 1;
  return numbered();
}

function replayLines(name: string, steps: readonly string[]): readonly string[] {
  // A start at which nothing is chosen goes without saying, unless nothing else is said.
  const said = steps.length > 1 && steps[0] === 'start' ? steps.slice(1) : steps;
  const lines = [`replay "${name}" {`, ...said, '}'];
  // By itself, so that nothing else of the file is formatted.
  const formatted = format(['protocol P', 'scenario "s" {', ...lines, '}'].join('\n'));
  return formatted === undefined
    ? lines
    : formatted
        .split('\n')
        .slice(2, 2 + lines.length)
        .map(line => line.slice(2));
}

/** Before the brace that closes a block, one level further in than the block. */
function insertion({ text }: Document, { at, entries }: ScenarioNode, lines: readonly string[]): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const close = text.lastIndexOf('}', at.end - 1);
  const end = text.slice(0, close).trimEnd().length;
  const outer = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at.start - 1) + 1))?.[0] ?? '';
  const inner = lines.map(line => `${outer}  ${line}`).join(newline);
  const gap =
    entries.some(({ kind }) => kind === 'replay') && text.slice(at.start, at.end).includes('\n') ? newline : '';
  return { at: { start: end, end: close }, text: `${newline}${gap}${inner}${newline}${outer}` };
}
