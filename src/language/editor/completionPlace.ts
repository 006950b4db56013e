import type { Section } from '../check/failureWords.ts';
import type { Token } from '../syntax/tokens.ts';
import { settingPlace, type SettingPlace } from './settingPlace.ts';

/** What kind of block a caret stands in. `value` is inside a set, a map, or parentheses of an expression. */
export type BlockKind =
  | 'file'
  | 'role'
  | 'statements'
  | 'scenario'
  | 'network'
  | 'faults'
  | 'clock'
  | 'replay'
  | 'fields' // the fields or parameters of what is declared
  | 'names' // the literals of an enumeration
  | 'value';

/** What may be written at a place. */
export type Wanted =
  | 'declaration'
  | 'member'
  | 'statement'
  | 'entry'
  | 'setting'
  | 'expression'
  | 'type'
  | 'message'
  | 'event'
  | 'timer'
  | 'receiver'
  | 'property'
  | 'outcome'
  | 'history'
  | 'judged' // a history that a property is about
  | 'dataType'
  | 'answer' // `with`, or the next statement
  | 'eventually'
  | 'field' // a part of what stands before a dot
  | 'step'
  | 'nothing';

export interface Place {
  readonly block: BlockKind;
  readonly wanted: Wanted;
  /** In a block of settings: which part of which one is wanted. */
  readonly setting: SettingPlace | undefined;
}

const HEADS: Readonly<Partial<Record<BlockKind, ReadonlySet<string>>>> = {
  file: new Set([
    'param', 'type', 'enum', 'record', 'message', 'fn', 'ghost', 'history', 'role', 'invariant', 'step', 'finally',
    'eventually', 'always', 'leadsto', 'reachable', 'linearizable', 'sequential', 'decides', 'system', 'scenario', 'protocol',
  ]), // prettier-ignore
  role: new Set(['var', 'timer', 'on', 'action', 'procedure']),
  statements: new Set([
    'if', 'for', 'either', 'or', 'else', 'choose', 'let', 'send', 'reply', 'forward', 'start', 'cancel', 'assert', 'stop',
    'invoke', 'respond',
  ]), // prettier-ignore
  scenario: new Set(['network', 'faults', 'clock', 'expect', 'replay']),
};

/** Words before a name that may have fields or parameters. */
const DECLARING = new Set([
  'message', 'record', 'fn', 'action', 'procedure', 'invariant', 'step', 'finally', 'reachable', 'leadsto', 'decides',
  'eventually', 'always',
]); // prettier-ignore

const OPERAND_WORDS = new Set([
  'self',
  'others',
  'true',
  'false',
  'none',
  'clock',
  'history',
  'step',
  'max',
  'message',
  'type',
]);

/** Whether an expression may end with a token. */
function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'sign') return [')', ']', '}'].includes(token.text);
  return token.kind !== 'word' || OPERAND_WORDS.has(token.text);
}

/** Added to `since` after a block: whatever it belonged to is over. */
const CLOSED = 100;

interface Level {
  readonly block: BlockKind;
  /** The last word that started something here, and the tokens since then. */
  head: string;
  since: number;
}

/** What is wanted after a sequence of tokens without comments. */
export function placeAfter(tokens: readonly Token[]): Place {
  let here: Level = { block: 'file', head: '', since: 0 };
  const levels = [here];
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    here.since += 1;
    if (token.kind === 'word' && HEADS[here.block]?.has(token.text) === true && startsItem(token, previous, here)) {
      here.head = token.text;
      here.since = 0;
    } else if (token.text === '{' || token.text === '(' || token.text === '[') {
      here = { block: opened(token, previous, here), head: '', since: 0 };
      levels.push(here);
    } else if (token.text === '}' || token.text === ')' || token.text === ']') {
      levels.pop();
      here = levels.at(-1) ?? { block: 'file', head: '', since: 0 };
      if (token.text === '}' && here.block !== 'value') here.since += CLOSED;
    }
  });
  const last = tokens.at(-1);
  const outer = levels.at(-2);
  const section = sectionOf(here) ?? (last?.text !== '(' ? sectionOf(outer) : undefined);
  const setting = section === undefined ? undefined : settingPlace(section, tokens, section !== here.block);
  return {
    block: here.block,
    wanted: setting === undefined ? wantedAt(here, last, tokens.at(-2), outer) : 'setting',
    setting,
  };
}

/** `step` starts a property, but it may also be a name. */
function startsItem(token: Token, previous: Token | undefined, { block }: Level): boolean {
  if (block !== 'file') return previous?.text !== '.';
  return previous === undefined || endsOperand(previous) || token.text !== 'step';
}

function opened(token: Token, previous: Token | undefined, { block, head, since }: Level): BlockKind {
  if (token.text === '(') {
    // A word, a name and the parenthesis: what follows later is called.
    const declares = DECLARING.has(head) && since === 2 && previous?.kind === 'name';
    return declares && (block === 'file' || block === 'role') ? 'fields' : 'value';
  }
  if (token.text === '[') return 'value';
  switch (block) {
    case 'file':
      if (head === 'role') return 'role';
      if (head === 'enum') return 'names';
      return head === 'system' || head === 'scenario' ? 'scenario' : 'value';
    case 'role':
      return ['on', 'action', 'procedure'].includes(head) && endsBlockHeading(previous) ? 'statements' : 'value';
    case 'statements':
      return ['either', 'or', 'else'].includes(previous?.text ?? '') ||
        (['if', 'for'].includes(head) && endsOperand(previous))
        ? 'statements'
        : 'value';
    case 'scenario':
      if (head === 'network' || head === 'faults' || head === 'clock' || head === 'replay') return head;
      return 'value';
    case 'network':
    case 'faults':
    case 'clock':
    case 'replay':
    case 'fields':
    case 'names':
    case 'value':
      return 'value';
  }
}

/** `on start {` and `on recover {` have words before the brace that are names here. */
function endsBlockHeading(previous: Token | undefined): boolean {
  return endsOperand(previous) || previous?.text === 'start' || previous?.text === 'recover';
}

function sectionOf(level: Level | undefined): Section | undefined {
  const block = level?.block;
  return block === 'network' || block === 'faults' || block === 'clock' ? block : undefined;
}

function wantedAt(here: Level, last: Token | undefined, before: Token | undefined, outer: Level | undefined): Wanted {
  if (last?.text === '.') return 'field';
  switch (here.block) {
    case 'file':
      return wantedInFile(here, last, before);
    case 'role':
      return wantedInRole(here, last);
    case 'statements':
      return wantedInStatements(here, last);
    case 'scenario':
      return wantedInScenario(here, last, before);
    case 'network':
    case 'faults':
    case 'clock':
      return 'setting';
    case 'replay':
      return 'step';
    case 'fields':
      if (last?.text === ':' || last?.text === 'of') return 'type';
      return last?.text === 'in' ? 'expression' : 'nothing';
    case 'names':
      return 'nothing';
    case 'value':
      if (before?.text === 'flight' && last?.text === 'of') return 'message';
      // The fields of `on Vote(…)` get new names.
      return outer?.block === 'role' && outer.head === 'on' && outer.since <= 2 ? 'nothing' : 'expression';
  }
}

const JUDGING: ReadonlySet<string | undefined> = new Set(['linearizable', 'sequential']);

function wantedInFile({ head, since }: Level, last: Token | undefined, before: Token | undefined): Wanted {
  if (last === undefined || head === '' || since >= CLOSED) return 'declaration';
  if (before?.text === 'flight' && last.text === 'of') return 'message';
  if (head === 'history' && last.text === ':') return 'dataType';
  const typed = ['param', 'ghost', 'history', 'type', 'fn'].includes(head);
  if (typed && ([':', 'of', 'to'].includes(last.text) || (head === 'type' && last.text === '='))) return 'type';
  if (since === 0 && (head === 'linearizable' || head === 'sequential')) return 'history';
  if (since === 0) return head === 'always' && before?.text !== 'eventually' ? 'eventually' : 'nothing';
  return endsOperand(last) ? 'declaration' : 'expression';
}

function wantedInRole({ head, since }: Level, last: Token | undefined): Wanted {
  if (last === undefined || head === '' || since >= CLOSED || last.text === 'durable') return 'member';
  if (head === 'on' && since === 0) return 'event';
  if (since === 0 || last.text === 'from') return 'nothing';
  if (head === 'var' && [':', 'of', 'to'].includes(last.text)) return 'type';
  return endsOperand(last) ? 'member' : 'expression';
}

function wantedInStatements({ head, since }: Level, last: Token | undefined): Wanted {
  if (last === undefined || last.text === '{' || last.text === '}') return 'statement';
  if (head === '') return endsOperand(last) ? 'statement' : 'expression';
  if (since === 0) {
    if (head === 'send' || head === 'reply') return 'message';
    if (head === 'start' || head === 'cancel') return 'timer';
    if (head === 'invoke' || head === 'respond') return 'history';
    if (head === 'let' || head === 'for' || head === 'choose') return 'nothing';
    return head === 'stop' ? 'statement' : 'expression';
  }
  if (last.text === 'to') return 'receiver';
  if (head === 'respond' && since === 1) return 'answer';
  return endsOperand(last) ? 'statement' : 'expression';
}

function wantedInScenario({ head, since }: Level, last: Token | undefined, before: Token | undefined): Wanted {
  if (head === 'expect' && since === 0) return 'property';
  if (head === 'expect' && since === 1 && JUDGING.has(last?.text)) return 'judged';
  const named = since === 1 ? last?.kind === 'name' : since === 2 && JUDGING.has(before?.text);
  if (head === 'expect' && named) return 'outcome';
  if (last?.text === ':' || last?.text === '=') return 'expression';
  return 'entry';
}
