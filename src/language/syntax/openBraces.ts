import type { Token } from './tokens.ts';

/** What a place in a text is inside of. */
export interface Place {
  readonly kind: 'file' | 'role' | 'scenario' | 'other';
  /** Whether an expression may have begun before it. */
  readonly expression: boolean;
}

/** The indexes of the braces that are open before a token, the innermost last. */
export function openBraces(tokens: readonly Token[], before: number): readonly number[] {
  const open: number[] = [];
  tokens.slice(0, before).forEach(({ kind, text }, i) => {
    if (kind !== 'sign') return;
    if (text === '{') open.push(i);
    if (text === '}') open.pop();
  });
  return open;
}

/** Words that begin a declaration. */
export const DECLARATIONS: ReadonlySet<string> = new Set(['param', 'type', 'enum', 'record', 'message', 'fn', 'ghost', 'history', 'role', 'invariant', 'step', 'finally', 'reachable', 'eventually', 'always', 'leadsto', 'decides', 'linearizable', 'sequential', 'system', 'scenario']); // prettier-ignore
const WITHOUT_EXPRESSION = new Set(['type', 'enum', 'record', 'message', 'history', 'role', 'system', 'scenario']);

export function placeOf(tokens: readonly Token[], index: number, open: readonly number[]): Place {
  const brace = open.at(-1);
  if (brace === undefined) {
    const word = tokens.slice(0, index).findLast(token => token.kind === 'word' && DECLARATIONS.has(token.text));
    return { kind: 'file', expression: word !== undefined && !WITHOUT_EXPRESSION.has(word.text) };
  }
  if (tokens[brace - 2]?.text === 'role') {
    const member = tokens.slice(brace, index).findLast(({ text }) => ['when', '=', '}'].includes(text));
    return { kind: 'role', expression: member !== undefined && member.text !== '}' };
  }
  const scenario = tokens[brace - 1]?.text === 'system' || tokens[brace - 2]?.text === 'scenario';
  return scenario ? { kind: 'scenario', expression: false } : { kind: 'other', expression: true };
}

/** The brace that most likely lacks its other half, when a token comes where that half should have come. */
export function unclosedBrace(text: string, tokens: readonly Token[], before: number): Token | undefined {
  const open: Token[] = [];
  for (const token of tokens.slice(0, before)) {
    if (token.kind !== 'sign') continue;
    if (token.text === '{') open.push(token);
    const opened = token.text === '}' ? open.pop() : undefined;
    // A brace that closes farther left than its block begins was meant for the block around it.
    if (opened !== undefined && /^\s*$/.test(lineUntil(text, token))) {
      if (lineUntil(text, token).length < (/^\s*/.exec(lineUntil(text, opened))?.[0].length ?? 0)) return opened;
    }
  }
  return open.at(-1);
}

function lineUntil(text: string, { at }: Token): string {
  return text.slice(text.lastIndexOf('\n', at.start - 1) + 1, at.start);
}

/** What a brace opens, as written: `on Ask from p`. */
export function headingOf(text: string, brace: Token): string {
  return lineUntil(text, brace)
    .replace(/^.*[{}]/, '')
    .trim();
}
