import type { Expression } from '../../model/expressions.ts';
import type { Budget, DeclaredFailure, FailureTarget } from '../../model/scenario.ts';
import type { HandlerReference } from '../../model/state.ts';
import type { Name, SettingNode, SettingValueNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import { rejectParts, reportNotABudget, reportNoValue, reportUnknown, reportUnknownMember } from './failureProblems.ts';
import type { EntryParts, FailureWord } from './failureWords.ts';
import type { Checking } from './scope.ts';
import type { RoleEntry } from './tables.ts';

/** The failures that one setting switches on: one for each of its values. Those with an error are left out. */
export function checkFailure(checking: Checking, setting: SettingNode, word: FailureWord): readonly DeclaredFailure[] {
  const { kind, optional } = word;
  const { text, at } = setting.name;
  if (setting.values.length === 0) {
    if (optional === true) return [{ kind, budget: 'any', at }];
    reportNoValue(checking, setting, '1');
    return [];
  }
  return setting.values.flatMap(value => {
    rejectParts(checking, text, value, word);
    const target = targetOf({ checking, text, word }, value);
    const budget = value.budgetless ? unwrittenBudget(checking, setting, word) : budgetOf(checking, value, word);
    return target === undefined || budget === undefined ? [] : [{ kind, budget, ...target, at: value.at }];
  });
}

/** `recover of Server` has no limit; of other failures it must be said how often they may happen. */
function unwrittenBudget(checking: Checking, { name }: SettingNode, { optional }: FailureWord): Budget | undefined {
  if (optional === true) return 'any';
  checking.problems.add('no-value', name.at, `How often \`${name.text}\` may happen is not said.`, {
    try: `Write \`${name.text}: 1\` before what it strikes, or \`any\` in place of the number.`,
    replacement: `${name.text}: 1`,
  });
  return undefined;
}

/** The word that is being checked. */
interface Entry {
  readonly checking: Checking;
  readonly text: string;
  readonly word: FailureWord;
}

/** What a failure may strike; undefined after an error. */
function targetOf(entry: Entry, value: SettingValueNode): FailureTarget | undefined {
  const { word } = entry;
  const target = word.of === 'message' ? messageTarget(entry, value) : roleTarget(entry, value);
  const from = word.link === true ? linkEnd(entry, value.from, 'from') : {};
  const to = word.link === true ? linkEnd(entry, value.to, 'to') : {};
  if (target === undefined || from === undefined || to === undefined) return undefined;
  const midway = value.midway && word.midway === true ? { midway: true as const } : {};
  return { ...target, ...from, ...to, ...midway };
}

function linkEnd(entry: Entry, name: Name | undefined, end: 'from' | 'to'): FailureTarget | undefined {
  if (name === undefined) return {};
  const role = findRole(entry, name);
  return role === undefined ? undefined : { [end]: role.index };
}

function messageTarget({ checking, text }: Entry, { target }: SettingValueNode): FailureTarget | undefined {
  if (target === undefined) return {};
  const message = checking.tables.messages.get(target.text);
  if (message === undefined) {
    reportUnknown(checking, text, target, 'message');
    return undefined;
  }
  checking.symbols.refer(message.symbol, target.at);
  return { message: message.index };
}

function roleTarget(entry: Entry, value: SettingValueNode): FailureTarget | undefined {
  const { checking, text, word } = entry;
  const { target, variable, handlers } = value;
  if (word.of === undefined || target === undefined) {
    const [first] = handlers;
    if (first === undefined || word.handlers !== true) return {};
    checking.problems.add('no-role', first.at, 'Whose handlers these are is not said.', {
      try: `Write \`${text}: 1 of Role { ${handlers.map(name => name.text).join(', ')} }\`.`,
    });
    return undefined;
  }
  const role = findRole(entry, target);
  if (role === undefined) return undefined;
  if (word.of === 'variable' && variable !== undefined) return variableTarget(checking, role, variable);
  if (word.handlers !== true || handlers.length === 0) return { role: role.index };
  const references = distinct(checking, handlers).map(name => findHandler(checking, name, role));
  const found = references.filter(reference => reference !== undefined);
  return found.length < references.length ? undefined : { role: role.index, handlers: found };
}

/** The names, each once. */
function distinct({ problems }: Checking, names: readonly Name[]): readonly Name[] {
  const first = new Map<string, Name>();
  for (const name of names) {
    const twin = first.get(name.text);
    if (twin === undefined) first.set(name.text, name);
    else {
      problems.add('duplicate-name', name.at, `\`${name.text}\` is listed twice.`, {
        related: [{ at: twin.at, message: 'The first one is here.' }],
        try: 'Remove one of them.',
      });
    }
  }
  return [...first.values()];
}

function findRole({ checking, text }: Entry, name: Name): RoleEntry | undefined {
  const role = checking.tables.roles.get(name.text);
  if (role === undefined) reportUnknown(checking, text, name, 'role');
  else checking.symbols.refer(role.symbol, name.at);
  return role;
}

function variableTarget(checking: Checking, role: RoleEntry, name: Name): FailureTarget | undefined {
  const found = role.variables.get(name.text);
  if (found === undefined) {
    reportUnknownMember(checking, name, {
      code: 'unknown-variable',
      message: `\`${role.symbol.name}\` has no variable \`${name.text}\`.`,
      names: [...role.variables.keys()],
      owner: role,
    });
    return undefined;
  }
  checking.symbols.refer(found.symbol, name.at);
  return { role: role.index, variable: found.index };
}

/** A message that the role handles, one of its timers, or one of its actions. */
function findHandler(checking: Checking, name: Name, role: RoleEntry): HandlerReference | undefined {
  const { tables, symbols } = checking;
  const message = tables.messages.get(name.text);
  const handled = messagesHandled(checking, role);
  if (message !== undefined && handled.includes(name.text)) {
    symbols.refer(message.symbol, name.at);
    return { kind: 'message', index: message.index };
  }
  for (const [kind, entry] of [
    ['timer', role.timers.get(name.text)],
    ['action', role.actions.get(name.text)],
  ] as const) {
    if (entry === undefined) continue;
    symbols.refer(entry.symbol, name.at);
    return { kind, index: entry.index };
  }
  reportUnknownMember(checking, name, {
    code: 'unknown-handler',
    message: `\`${role.symbol.name}\` handles no \`${name.text}\`.`,
    names: [...handled, ...role.timers.keys(), ...role.actions.keys()],
    owner: role,
  });
  return undefined;
}

/** The names of the messages that a role has handlers for. */
export function messagesHandled({ tables }: Pick<Checking, 'tables'>, role: RoleEntry): readonly string[] {
  const events = role.node.members.flatMap(member => (member.kind === 'on' ? [member.event.text] : []));
  return [...new Set(events)].filter(event => tables.messages.has(event));
}

/** How often something may happen; 0 after an error. */
function budgetOf(checking: Checking, { value }: SettingValueNode, word: EntryParts): Budget {
  if (value.kind === 'reference' && value.name.text === 'any') return 'any';
  if (value.kind === 'reference' && checking.tables.params.get(value.name.text) === undefined) {
    reportNotABudget(checking, value.name.text, value.at, word);
    const zero: Expression = { kind: 'literal', value: 0, at: value.at };
    return zero;
  }
  return lowerConstant(checking, value);
}
