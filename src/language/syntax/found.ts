import type { Place } from './openBraces.ts';
import type { Token } from './tokens.ts';

/** A token that nothing can begin with where it stands. */
export interface Found {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly index: number;
  /** The unexpected token, and what is around it. */
  readonly token: Token;
  readonly place: Place;
  /** What the parser says about it. */
  readonly message: string;
}

const VALUE_WORDS = new Set(['true', 'false', 'none', 'self', 'others']);

/** Whether an operand may end with the token. */
export function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'sign') return [')', ']', '}'].includes(token.text);
  return token.kind === 'name' || token.kind === 'number' || (token.kind === 'word' && VALUE_WORDS.has(token.text));
}

/** Whether an operand may start with the token. */
export function startsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'sign') return ['(', '!', '{', '['].includes(token.text);
  return token.kind === 'name' || token.kind === 'number' || VALUE_WORDS.has(token.text);
}
