import { closest } from '../check/suggest.ts';
import { replace, type Slip } from './edits.ts';
import { sameLine, type Token } from './tokens.ts';

/** The words that a line of a replay begins with. */
export const STEP_WORDS: readonly string[] = [
  'start', 'deliver', 'fire', 'act',
  'lose', 'duplicate', 'corrupt', 'reset', 'forge',
  'crash', 'recover', 'partition', 'heal', 'cut', 'mend', 'stall', 'pause', 'resume', 'diskfail', 'byzantine',
  'tick', 'drift', 'jump', 'fail', 'let',
]; // prettier-ignore

/** Lines of replays that begin with no step. */
export function* slipsInReplays(text: string, tokens: readonly Token[]): Generator<Slip> {
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'word' && token.text === 'replay' && tokens[i + 2]?.text === '{') {
      yield* slipsInReplay(text, tokens, i + 2);
    }
  }
}

function* slipsInReplay(text: string, tokens: readonly Token[], open: number): Generator<Slip> {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (i < open) continue;
    if (token.text === '{') depth += 1;
    if (token.text === '}') depth -= 1;
    if (depth === 0) return;
    const last = tokens[i - 1];
    if (depth > 1 || i === open || last === undefined) continue;
    const isFirst = i === open + 1;
    if (!isFirst && sameLine(text, last, token)) continue;
    if (token.kind === 'name' && isKnown(tokens, token.text)) continue;
    const slip = slipOfFirst(token, isFirst);
    if (slip !== undefined) yield slip;
  }
}

/** Names that the protocol declares, and words that follow the first one of a step: they may go on in a new line. */
function isKnown(tokens: readonly Token[], name: string): boolean {
  if (FOLLOWING.has(name)) return true;
  return tokens.some(({ text }, i) => text === name && DECLARING.has(tokens[i - 1]?.text ?? ''));
}

const FOLLOWING: ReadonlySet<string> = new Set([
  'delivering', 'firing', 'acting', 'keeping', 'copy', 'budget', 'timers', 'timing', 'next', 'round', 'begin',
  'synchronous', 'ahead', 'behind',
]); // prettier-ignore
const DECLARING: ReadonlySet<string> = new Set(['message', 'role', 'timer', 'action', 'var', 'record']);

/** What is wrong with the first token of a line; a step may go on over several lines, so a name alone may be right. */
function slipOfFirst(token: Token, isFirst: boolean): Slip | undefined {
  const { kind, text, at } = token;
  if ((kind !== 'name' && kind !== 'word') || STEP_WORDS.includes(text)) return undefined;
  const near = kind === 'name' ? closest(text, STEP_WORDS) : undefined;
  const said = { at, message: `A step does not begin with \`${text}\`.` };
  if (near !== undefined) {
    return { ...said, advice: `Did you mean \`${near}\`?`, replacement: near, edit: replace(at, near) };
  }
  if (!isFirst && (kind === 'name' || !STATEMENTS.has(text))) return undefined;
  const advice = 'Begin it with a word such as `deliver`, `fire` or `crash`.';
  return { ...said, advice, edit: replace(at, 'deliver') };
}

/** Words that say what a handler does, where a replay says what has happened. */
const STATEMENTS: ReadonlySet<string> = new Set(['send', 'reply', 'forward', 'cancel', 'stop', 'choose', 'on']);
