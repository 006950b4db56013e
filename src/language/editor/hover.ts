import type { Span } from '../../base/span.ts';
import { failureAt } from '../../failures/catalogue.ts';
import { failureHover } from '../../failures/render.ts';
import { BUILTINS } from '../check/builtins.ts';
import { operationsOf } from '../check/dataTypes.ts';
import type { SymbolEntry } from '../check/symbols.ts';
import { dataTypeMarkdown, operationMarkdown } from './dataTypeDocs.ts';
import { contains, type Document } from './document.ts';
import { symbolAt } from './navigation.ts';
import { failureSettingAt } from './settingAt.ts';
import { SETTING_DOCS, TYPE_DOCS, WORD_DOCS } from './wordDocs.ts';

/** What a hover shows: Markdown about the text at a span. */
export interface Hover {
  readonly at: Span;
  readonly markdown: string;
}

/** What is known about the place at an offset: a failure, a declared name, a built-in function, or a keyword. */
export function hover(document: Document, offset: number): Hover | undefined {
  return (
    failureHoverAt(document, offset) ??
    dataTypeHover(document, offset) ??
    nameHover(document, offset) ??
    settingWordHover(document, offset) ??
    typeHover(document, offset) ??
    wordHover(document, offset)
  );
}

function failureHoverAt(document: Document, offset: number): Hover | undefined {
  const found = failureSettingAt(document, offset);
  return found && { at: found.at, markdown: failureHover(found.failure) };
}

/** A data type, or one of its operations in `invoke`. */
function dataTypeHover({ parsed }: Document, offset: number): Hover | undefined {
  const use = parsed.tables.dataTypeUses.find(({ at }) => contains(at, offset));
  if (use === undefined) return undefined;
  const { at, history } = use;
  const operation = operationsOf(history).find(({ name }) => name === use.operation);
  const markdown = operation === undefined ? dataTypeMarkdown(history) : operationMarkdown(history, operation);
  return { at, markdown };
}

/** A word of a setting that is no failure, or that says what one strikes. */
function settingWordHover(document: Document, offset: number): Hover | undefined {
  const token = document.tokenAt(offset);
  const inSetting = (document.parsed.file?.declarations ?? []).some(
    declaration =>
      declaration.kind === 'scenario' &&
      declaration.entries.some(
        entry => entry.kind === 'settings' && entry.settings.some(({ at }) => contains(at, offset)),
      ),
  );
  const failure = token?.text === 'midway' ? failureAt('faults', 'midway') : undefined;
  const markdown = failure === undefined ? SETTING_DOCS.get(token?.text ?? '') : failureHover(failure);
  return token === undefined || !inSetting || markdown === undefined ? undefined : { at: token.at, markdown };
}

/** The name of a type where a type stands. */
function typeHover(document: Document, offset: number): Hover | undefined {
  const token = document.tokenAt(offset);
  const before = token && document.text.slice(0, token.at.start).trimEnd();
  const markdown = TYPE_DOCS.get(token?.text ?? '');
  if (token === undefined || before === undefined || markdown === undefined) return undefined;
  return /(:|=|\b(of|to))$/.test(before) ? { at: token.at, markdown } : undefined;
}

function nameHover(document: Document, offset: number): Hover | undefined {
  const token = document.tokenAt(offset);
  const symbol = token === undefined || token.kind === 'comment' ? undefined : symbolAt(document, offset);
  if (token === undefined || symbol === undefined) return undefined;
  return { at: token.at, markdown: symbolMarkdown(symbol) };
}

/** A declaration in the colours of the language, where it belongs, and its comment. */
export function symbolMarkdown(symbol: SymbolEntry): string {
  const parts = [`\`\`\`lightcone\n${symbol.signature}\n\`\`\``];
  const where = whereDeclared(symbol);
  if (where !== undefined) parts.push(where);
  if (symbol.doc !== undefined) parts.push(symbol.doc);
  return parts.join('\n\n');
}

function whereDeclared({ kind, owner }: SymbolEntry): string | undefined {
  if (owner === undefined) return undefined;
  if (kind === 'field') return `Field of \`${owner}\``;
  if (kind === 'literal') return `Value of \`${owner}\``;
  if (kind === 'local') return `Parameter of \`${owner}\``;
  return `In \`${owner}\``;
}

function wordHover(document: Document, offset: number): Hover | undefined {
  const token = document.tokenAt(offset);
  if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) return undefined;
  const next = document.tokens.find(other => other.kind !== 'comment' && other.at.start >= token.at.end);
  const builtin = next?.text === '(' ? BUILTINS.find(entry => entry.name === token.text) : undefined;
  if (builtin !== undefined) {
    return { at: token.at, markdown: `\`\`\`lightcone\n${builtin.signature}\n\`\`\`\n\n${builtin.doc}` };
  }
  const doc = token.kind === 'word' ? WORD_DOCS.get(token.text) : undefined;
  return doc === undefined ? undefined : { at: token.at, markdown: doc };
}
