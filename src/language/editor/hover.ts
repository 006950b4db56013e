import type { Span } from '../../base/span.ts';
import { failureHover } from '../../failures/render.ts';
import { BUILTINS } from '../check/builtins.ts';
import type { SymbolEntry } from '../check/symbols.ts';
import type { Document } from './document.ts';
import { symbolAt } from './navigation.ts';
import { failureSettingAt } from './settingAt.ts';
import { WORD_DOCS } from './wordDocs.ts';

/** What a hover shows: Markdown about the text at a span. */
export interface Hover {
  readonly at: Span;
  readonly markdown: string;
}

/** What is known about the place at an offset: a failure, a declared name, a built-in function, or a keyword. */
export function hover(document: Document, offset: number): Hover | undefined {
  return failureHoverAt(document, offset) ?? nameHover(document, offset) ?? wordHover(document, offset);
}

function failureHoverAt(document: Document, offset: number): Hover | undefined {
  const found = failureSettingAt(document, offset);
  return found && { at: found.at, markdown: failureHover(found.failure) };
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
