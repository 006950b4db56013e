import type { Span } from '../../base/span.ts';

/** Deeper nesting than this is refused, so that no text can exhaust the stack of the parser. */
export const NESTING_MAX = 100;

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
/** What makes the parser descend without a bracket. */
const DESCENDING = new Set(['!', '-', 'if', 'let', 'all', 'some', 'no', 'exactly', 'the', 'of', 'map']);
/** What starts afresh. */
const STARTING = new Set([
  'param', 'type', 'enum', 'record', 'message', 'fn', 'ghost', 'history', 'role', 'var', 'on', 'invariant', 'step',
  'finally', 'eventually', 'reachable', 'scenario', 'system', 'send', 'expect', 'timer', 'action', 'procedure', ',',
]); // prettier-ignore

const TOKEN = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"[^"\r\n]*"|[A-Za-z_][A-Za-z_0-9]*|[()[\]{}!,-]/g;

/** The first place that nests too deeply, found without descending. */
export function tooDeep(text: string): Span | undefined {
  let brackets = 0;
  let descents = 0;
  // A chain of `else if` descends although its brackets close.
  let chained = 0;
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (OPENING.has(token)) {
      brackets += 1;
    } else if (CLOSING.has(token)) {
      brackets = Math.max(0, brackets - 1);
      descents = 0;
    } else if (STARTING.has(token)) {
      descents = 0;
      chained = 0;
    } else if (token === 'else') {
      chained += 1;
    } else if (DESCENDING.has(token)) {
      descents += 1;
    }
    if (brackets + descents + chained > NESTING_MAX) return { start: match.index, end: match.index + token.length };
  }
  return undefined;
}
