import assert from 'node:assert/strict';
import { createDocument, type Document } from '../../../src/language/editor/document.ts';

/** A document from a text in which `§` marks the caret. */
export function withCaret(marked: string): { readonly document: Document; readonly offset: number } {
  const offset = marked.indexOf('§');
  assert.ok(offset >= 0, 'the text has a caret');
  return { document: createDocument(marked.slice(0, offset) + marked.slice(offset + 1)), offset };
}
