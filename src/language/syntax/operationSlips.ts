import { replace, type Slip } from './edits.ts';
import { startsOperand, type Found } from './found.ts';
import { DECLARATIONS } from './openBraces.ts';

/** `h.write(1)` without `invoke`, and `respond h 1` without `with`. */
export function slipOfOperation({ text, tokens, token, index, message }: Found): Slip | undefined {
  const [history, before, last] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]];
  const begins = startsOperand(token) || token.text === '-';
  if (before?.text === 'respond' && last !== undefined && begins && message.includes('`}`')) {
    const shown = token.kind === 'sign' ? '…' : token.text;
    return {
      at: token.at,
      message: 'What an operation answers follows `with`.',
      advice: `Write \`respond ${last.text} with ${shown}\`.`,
      replacement: `with ${token.text}`,
      edit: { start: token.at.start, end: token.at.start, text: 'with' },
    };
  }
  const isDeclared = tokens.some(({ text: name }, i) => name === history?.text && tokens[i - 1]?.text === 'history');
  if (token.text !== '(' || before?.text !== '.' || history === undefined || last === undefined || !isDeclared) {
    return undefined;
  }
  const at = { start: history.at.start, end: last.at.end };
  const replacement = `invoke ${text.slice(at.start, at.end)}`;
  return {
    at,
    message: 'An operation begins with `invoke`.',
    advice: `Write \`${replacement}(…)\`.`,
    replacement,
    edit: { start: at.start, end: at.start, text: 'invoke' },
  };
}

/** `leadsto P: a -> b` */
export function slipOfArrow({ tokens, token, index }: Found): Slip | undefined {
  const before = tokens[index - 1];
  if (token.text !== '>' || before?.text !== '-' || before.at.end !== token.at.start) return undefined;
  if (tokens.slice(0, index).findLast(({ text }) => DECLARATIONS.has(text))?.text !== 'leadsto') return undefined;
  const at = { start: before.at.start, end: token.at.end };
  const message = '`->` is written `~>` here.';
  return { at, message, advice: 'Write `a ~> b`.', replacement: '~>', edit: replace(at, '~>') };
}
