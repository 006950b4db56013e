import { FAILURE_WORDS, type Section } from '../check/failureWords.ts';
import { replace, type Slip } from './edits.ts';
import { endsOperand, startsOperand, type Found } from './found.ts';
import { openBraces, placeOf } from './openBraces.ts';
import { slipOfArrow, slipOfOperation } from './operationSlips.ts';
import { slipsInReplays } from './replaySlips.ts';
import { sameLine, type Token } from './tokens.ts';

/** Words that mean something in other languages, and that the parser would take for names. */
export function* slipsOfWords(text: string, tokens: readonly Token[]): Generator<Slip> {
  const declared = (word: string): boolean =>
    tokens.some(
      (token, i) =>
        token.text === word &&
        /^(fn|procedure|var|let|timer|param|ghost|for|choose|action)$/.test(tokens[i - 1]?.text ?? ''),
    );
  for (const [word, sign] of [
    ['and', '&&'],
    ['not', '!'],
  ] as const) {
    if (!tokens.some(token => token.text === word) || declared(word)) continue;
    for (const [i, token] of tokens.entries()) {
      const before = tokens[i - 1];
      const next = tokens[i + 1];
      if (token.text !== word || before === undefined || next === undefined) continue;
      const between = endsOperand(before) && sameLine(text, before, token);
      if (before.text === '.' || !startsOperand(next) || !sameLine(text, token, next)) continue;
      if (between === (word === 'and')) yield operatorSlip(token, sign);
    }
  }
  yield* slipsInReplays(text, tokens);
}

function operatorSlip({ at, text }: Token, sign: string): Slip {
  const message = `\`${text}\` is written \`${sign}\` here.`;
  return { at, message, advice: `Write \`${sign}\`.`, replacement: sign, edit: replace(at, sign) };
}

/** What an unexpected token was meant to be, where that is clear. */
export function slipAt(text: string, tokens: readonly Token[], index: number, message: string): Slip | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const found: Found = {
    text,
    tokens,
    index,
    token,
    message,
    place: placeOf(tokens, index, openBraces(tokens, index)),
  };
  return (
    slipOfOperation(found) ??
    slipOfArrow(found) ??
    slipOfSign(found) ??
    slipOfWord(found) ??
    slipInRole(found) ??
    slipInScenario(found)
  );
}

function slipOfSign(found: Found): Slip | undefined {
  const { text, token, tokens, index, place, message } = found;
  const before = tokens[index - 1];
  const next = tokens[index + 1];
  const target =
    before === undefined ? '' : text.slice(tokens[targetStart(tokens, index)]?.at.start ?? 0, before.at.end);
  if (token.text === '=') {
    if (message.includes('`:`') && ['var', 'ghost'].includes(tokens[index - 2]?.text ?? '')) return untyped(found);
    if (namesArgument(tokens, index)) {
      const advice = `Write \`${target}: …\`.`;
      const said = 'The name of a field and its value stand on either side of `:`.';
      return { at: token.at, message: said, advice, replacement: ':', edit: replace(token.at, ':') };
    }
    if (!endsOperand(before) || !place.expression) return undefined;
    const advice = `Write \`${target} == …\`.`;
    const said = '`=` assigns; values are compared with `==`.';
    return { at: token.at, message: said, advice, replacement: '==', edit: replace(token.at, '==') };
  }
  if (token.text === '==' && endsOperand(before)) {
    const advice = `To assign, write \`${target} = …\`; to check it, \`assert ${target} == …\`.`;
    const said = '`==` compares, and a comparison alone does nothing here.';
    return { at: token.at, message: said, advice, replacement: '=', edit: replace(token.at, '=') };
  }
  if (token.text === ':' && next?.text === '=' && next.at.start === token.at.end && endsOperand(before)) {
    const at = { start: token.at.start, end: next.at.end };
    const edit = replace(at, '=');
    return { at, message: '`:=` is written `=` here.', advice: `Write \`${target} = …\`.`, replacement: '=', edit };
  }
  const twice = ['+', '-'].includes(token.text) && next?.text === token.text && next.at.start === token.at.end;
  if (!twice || !endsOperand(before)) return undefined;
  const at = { start: token.at.start, end: next.at.end };
  const written = `${token.text}= 1`;
  const said = `\`${token.text}${token.text}\` is no operator.`;
  return {
    at,
    message: said,
    advice: `Write \`${target} ${written}\`.`,
    replacement: ` ${written}`,
    edit: replace(at, written),
  };
}

/** Whether a name before a token begins an argument of a call, a message or a record. */
function namesArgument(tokens: readonly Token[], index: number): boolean {
  if (tokens[index - 1]?.kind !== 'name' || !['(', ','].includes(tokens[index - 2]?.text ?? '')) return false;
  let depth = 1;
  let open = index - 2;
  for (; open >= 0; open -= 1) {
    const sign = tokens[open]?.text ?? '';
    if ([')', ']', '}'].includes(sign)) depth += 1;
    if (['(', '[', '{'].includes(sign)) depth -= 1;
    if (depth === 0) break;
  }
  return tokens[open]?.text === '(' && tokens[open - 1]?.kind === 'name';
}

/** Where the name, with its parts, begins that ends before a token. */
function targetStart(tokens: readonly Token[], index: number): number {
  let start = index - 1;
  while (tokens[start - 1]?.text === '.') start -= 2;
  return Math.max(0, start);
}

function untyped({ token, tokens, index }: Found): Slip {
  const word = tokens[index - 2]?.text ?? 'var';
  const name = tokens[index - 1]?.text ?? 'x';
  const value = tokens[index + 1];
  const type =
    value?.kind === 'number' ? 'int' : value?.text === 'true' || value?.text === 'false' ? 'bool' : undefined;
  const advice =
    type === 'int'
      ? `Write \`${word} ${name}: int = …\`, or better a range such as \`${name}: 0..3\`.`
      : `Write \`${word} ${name}: ${type ?? 'T'} = …\`${type === undefined ? ' with its type in place of `T`' : ''}.`;
  const edit = type === undefined ? undefined : { start: token.at.start, end: token.at.start, text: `: ${type}` };
  return { at: token.at, message: `\`${name}\` has no type.`, advice, edit };
}

function slipOfWord({ text, token, tokens, index, place, message }: Found): Slip | undefined {
  const before = tokens[index - 1];
  const joins = token.text === 'or' && endsOperand(before) && before?.text !== '}' && startsOperand(tokens[index + 1]);
  if (joins) return operatorSlip(token, '||');
  if (token.text !== 'if' || place.kind !== 'role' || !message.includes('`{`')) return undefined;
  const line = text.slice(text.lastIndexOf('\n', token.at.start) + 1, token.at.start).trim();
  const said = 'The condition of a handler or an action follows `when`.';
  return {
    at: token.at,
    message: said,
    advice: `Write \`${line} when …\`.`,
    replacement: 'when',
    edit: replace(token.at, 'when'),
  };
}

function slipInRole({ token, tokens, index, place }: Found): Slip | undefined {
  if (place.kind !== 'role' || token.kind !== 'name') return undefined;
  const next = tokens[index + 1]?.text;
  if (next !== ':' && next !== '=') return undefined;
  const rest = next === ':' ? '…' : 'int = …';
  const edit = next === '=' ? undefined : { start: token.at.start, end: token.at.start, text: 'var' };
  const message = `A variable begins with \`var\`.`;
  return {
    at: token.at,
    message,
    advice: `Write \`var ${token.text}: ${rest}\`.`,
    replacement: `var ${token.text}`,
    edit,
  };
}

/** `crash: 1 of R` and `recover` outside `faults { … }`, `loss: 1 of M` outside `network { … }`. */
function slipInScenario({ text, token, tokens, index, place }: Found): Slip | undefined {
  if (place.kind !== 'scenario') return undefined;
  const word = tokens[PARTS.has(token.text) && tokens[index - 2]?.text === ':' ? index - 3 : index - 1];
  const section = word === undefined ? undefined : sectionOf(tokens, word);
  if (word === undefined || section === undefined) return undefined;
  const end = endOfSetting(tokens, tokens.indexOf(word));
  if (end < index - 1) return undefined;
  const at = { start: word.at.start, end: tokens[end]?.at.end ?? word.at.end };
  const replacement = `${section} { ${text.slice(at.start, at.end)} }`;
  const message = `\`${word.text}\` belongs into \`${section} { … }\`.`;
  return { at, message, advice: `Write \`${replacement}\`.`, replacement, edit: replace(at, '') };
}

/** What may follow the budget of a failure. */
const PARTS: ReadonlySet<string> = new Set(['of', 'from', 'to', '{', 'midway']);

/** The block that a word belongs into; damage strikes messages and stored values. */
function sectionOf(tokens: readonly Token[], word: Token): Section | undefined {
  const sections = (['network', 'faults', 'clock'] as const).filter(section => word.text in FAILURE_WORDS[section]);
  const [first, second] = sections;
  const struck = tokens[tokens.indexOf(word) + 4]?.text;
  return second !== undefined && tokens.some(({ text }, i) => text === struck && tokens[i - 1]?.text === 'role')
    ? second
    : first;
}

/** The last token of a setting that begins with a word: its budget and the parts that follow it. */
function endOfSetting(tokens: readonly Token[], word: number): number {
  if (tokens[word + 1]?.text !== ':') return word;
  let end = word + 2;
  for (let next = tokens[end + 1]; next !== undefined && PARTS.has(next.text); next = tokens[end + 1]) {
    if (next.text === '{') return tokens.findIndex(({ text }, i) => i > end && text === '}');
    end += next.text === 'midway' ? 1 : 2;
    if (tokens[end + 1]?.text === '.') end += 2;
  }
  return end;
}
