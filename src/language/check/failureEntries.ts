import type { Expression } from '../../model/expressions.ts';
import type { Budget, DeclaredFailure, FailureTarget } from '../../model/scenario.ts';
import type { HandlerReference } from '../../model/state.ts';
import type { Name, SettingNode, SettingValueNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import type { EntryParts, FAILURE_WORDS, Section } from './failureWords.ts';
import type { Checking } from './scope.ts';
import { closest } from './suggest.ts';
import type { RoleEntry } from './tables.ts';

type FailureWord = (typeof FAILURE_WORDS)[Section][string];

/** The failures that one setting switches on: one for each of its values. Those with an error are left out. */
export function checkFailure(checking: Checking, setting: SettingNode, word: FailureWord): readonly DeclaredFailure[] {
  const { kind, optional } = word;
  if (setting.values.length === 0) {
    if (optional !== true) reportNoValue(checking, setting);
    return optional === true ? [{ kind, budget: 'any', at: setting.name.at }] : [];
  }
  return setting.values.flatMap(value => {
    rejectParts(checking, value, word);
    const target = targetOf(checking, value, word);
    const budget = budgetOf(checking, value, word);
    return target === undefined ? [] : [{ kind, budget, ...target, at: value.at }];
  });
}

export function reportNoValue(checking: Checking, setting: SettingNode): void {
  const word = setting.name.text;
  checking.problems.add('no-value', setting.name.at, `\`${word}\` needs a value.`, { try: `Write \`${word}: 1\`.` });
}

/** Says so when a value has parts that its setting has no use for. */
export function rejectParts(checking: Checking, value: SettingValueNode, takes: EntryParts): void {
  const surplus =
    (takes.of === undefined ? value.target : undefined) ??
    (takes.of === 'variable' ? undefined : value.variable) ??
    (takes.link === true ? undefined : (value.from ?? value.to)) ??
    (takes.handlers === true ? undefined : value.handlers[0]);
  if (surplus !== undefined) {
    checking.problems.add('not-a-value', surplus.at, 'This has no meaning here.', { try: 'Remove it.' });
  }
  if (value.midway && takes.midway !== true) {
    const at = { start: value.at.end - 'midway'.length, end: value.at.end };
    checking.problems.add('not-a-value', at, '`midway` has a meaning only for crashes.', { try: 'Remove it.' });
  }
}

/** What a failure may strike; undefined after an error. */
function targetOf(checking: Checking, value: SettingValueNode, word: FailureWord): FailureTarget | undefined {
  const target = word.of === 'message' ? messageTarget(checking, value) : roleTarget(checking, value, word);
  const from = word.link === true ? linkEnd(checking, value.from, 'from') : {};
  const to = word.link === true ? linkEnd(checking, value.to, 'to') : {};
  if (target === undefined || from === undefined || to === undefined) return undefined;
  const midway = value.midway && word.midway === true ? { midway: true as const } : {};
  return { ...target, ...from, ...to, ...midway };
}

function linkEnd(checking: Checking, name: Name | undefined, end: 'from' | 'to'): FailureTarget | undefined {
  if (name === undefined) return {};
  const role = findRole(checking, name);
  return role === undefined ? undefined : { [end]: role.index };
}

function messageTarget(checking: Checking, { target }: SettingValueNode): FailureTarget | undefined {
  if (target === undefined) return {};
  const message = checking.tables.messages.get(target.text);
  if (message === undefined) {
    reportUnknown(checking, target, 'message', checking.tables.messages.keys());
    return undefined;
  }
  checking.symbols.refer(message.symbol, target.at);
  return { message: message.index };
}

function roleTarget(checking: Checking, value: SettingValueNode, word: FailureWord): FailureTarget | undefined {
  const { target, variable, handlers } = value;
  if (word.of === undefined || target === undefined) {
    if (handlers.length === 0 || word.handlers !== true) return {};
    checking.problems.add('no-role', handlers[0]!.at, 'Whose handlers these are is not said.', {
      try: 'Write `stall: 1 of Role { … }`.',
    });
    return undefined;
  }
  const role = findRole(checking, target);
  if (role === undefined) return undefined;
  if (word.of === 'variable' && variable !== undefined) {
    const found = role.variables.get(variable.text);
    if (found === undefined) {
      reportUnknown(checking, variable, 'variable', role.variables.keys());
      return undefined;
    }
    checking.symbols.refer(found.symbol, variable.at);
    return { role: role.index, variable: found.index };
  }
  if (word.handlers !== true || handlers.length === 0) return { role: role.index };
  const references = handlers.flatMap(name => findHandler(checking, name, role) ?? []);
  return references.length < handlers.length ? undefined : { role: role.index, handlers: references };
}

function findRole(checking: Checking, name: Name): RoleEntry | undefined {
  const role = checking.tables.roles.get(name.text);
  if (role === undefined) reportUnknown(checking, name, 'role', checking.tables.roles.keys());
  else checking.symbols.refer(role.symbol, name.at);
  return role;
}

/** A message that the role handles, one of its timers, or one of its actions. */
function findHandler(checking: Checking, name: Name, role: RoleEntry): HandlerReference | undefined {
  const { tables, symbols, problems } = checking;
  const message = tables.messages.get(name.text);
  const handles = role.node.members.some(member => member.kind === 'on' && member.event.text === name.text);
  if (message !== undefined && handles) {
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
  if (name.text === '') return undefined;
  const events = role.node.members.flatMap(member => (member.kind === 'on' ? [member.event.text] : []));
  const near = closest(name.text, [...events, ...role.timers.keys(), ...role.actions.keys()]);
  problems.add('unknown-handler', name.at, `\`${role.symbol.name}\` handles no \`${name.text}\`.`, {
    related: [{ at: role.symbol.at, message: `\`${role.symbol.name}\` is declared here.` }],
    ...(near === undefined
      ? { try: 'Name messages that it handles, its timers or its actions.' }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return undefined;
}

function reportUnknown(
  { problems }: Checking,
  name: Name,
  what: 'message' | 'role' | 'variable',
  names: Iterable<string>,
): void {
  if (name.text === '') return;
  const near = closest(name.text, names);
  problems.add(
    `unknown-${what}`,
    name.at,
    `There is no ${what} \`${name.text}\`${what === 'variable' ? ' there' : ''}.`,
    {
      ...(near === undefined
        ? { try: `Name one of the ${what}s.` }
        : { try: `Did you mean \`${near}\`?`, replacement: near }),
    },
  );
}

/** How often something may happen; 0 after an error. */
export function budgetOf(checking: Checking, { value }: SettingValueNode, { of }: EntryParts = {}): Budget {
  if (value.kind === 'reference' && value.name.text === 'any') return 'any';
  if (value.kind === 'reference' && checking.tables.params.get(value.name.text) === undefined) {
    const { text } = value.name;
    const { roles, messages } = checking.tables;
    const isTarget = of !== undefined && (of === 'message' ? messages : roles).has(text);
    checking.problems.add('not-a-budget', value.at, `\`${text}\` does not say how often this may happen.`, {
      try: isTarget ? `Write \`1 of ${text}\`.` : 'Write a number, a parameter, or `any` for no limit.',
    });
    const zero: Expression = { kind: 'literal', value: 0, at: value.at };
    return zero;
  }
  return lowerConstant(checking, value);
}
