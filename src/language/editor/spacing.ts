import type { Token } from '../syntax/tokens.ts';

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
const OPERATORS = new Set([
  '*', '/', '%', '+', '-', '??', '&', '|', '..', 'in', 'subset', '<', '<=', '>', '>=', '==', '!=', '&&', '||', '=>',
  '=', '+=', '-=', '~>', '!', ',', ':',
]); // prettier-ignore
/** Words after which an opening parenthesis is no call. */
const NOT_CALLED = new Set([
  'if', 'then', 'else', 'when', 'where', 'with', 'in', 'to', 'of', 'the', 'let', 'all', 'some', 'no', 'subset',
  'after', 'assert', 'choose', 'for', 'or', 'map', 'set', 'list',
]); // prettier-ignore

export function isOpening(token: Token): boolean {
  return token.kind === 'sign' && OPENING.has(token.text);
}

export function isClosing(token: Token): boolean {
  return token.kind === 'sign' && CLOSING.has(token.text);
}

/** Whether a `-` or `!` belongs to what follows it. */
function isPrefix(token: Token, before: Token | undefined): boolean {
  if (token.text === '!') return true;
  if (token.text !== '-') return false;
  if (before === undefined || isOpening(before)) return true;
  if (before.kind === 'word')
    return !['true', 'false', 'none', 'self', 'others'].includes(before.text) && NOT_CALLED.has(before.text);
  return before.kind === 'sign' && OPERATORS.has(before.text);
}

const NONE: Token = { kind: 'sign', text: '', at: { start: 0, end: 0 } };

/** How many blanks stand between the last token of `line` and the next one; `line` has the few tokens before it. */
export function blanksBetween(line: readonly Token[], right: Token): number {
  const code = line.filter(token => token.kind !== 'comment');
  const left = code.at(-1) ?? NONE;
  const before = code.at(-2);
  if (right.text === ',' || right.text === ')' || right.text === ']' || right.text === '?') return 0;
  if (left.text === '(' || left.text === '[') return 0;
  if (left.text === '{' && right.text === '}') return 0;
  if (right.text === ':' || left.text === '.' || right.text === '.') return 0;
  if (left.text === '..' || right.text === '..') return 0;
  if (left.kind === 'sign' && isPrefix(left, before)) return 0;
  // `0..N-1`: a sum at the end of a range reads as one thing.
  if (isSum(right) && before?.text === '..') return 0;
  if (isSum(left) && code.at(-3)?.text === '..') return 0;
  if (right.text === '(') return isCalled(left) ? 0 : 1;
  if (right.text === '[') return isIndexed(left) ? 0 : 1;
  return 1;
}

function isSum(token: Token): boolean {
  return token.text === '+' || token.text === '-';
}

function isCalled(left: Token): boolean {
  return left.kind === 'name' || (left.kind === 'word' && !NOT_CALLED.has(left.text));
}

function isIndexed(left: Token): boolean {
  if (left.text === ')' || left.text === ']') return true;
  return left.kind === 'name' || (left.kind === 'word' && !NOT_CALLED.has(left.text));
}
