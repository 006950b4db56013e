import type { Span } from '../../base/span.ts';
import type { Name, SettingNode, SettingValueNode } from '../syntax/tree.ts';
import { FAILURE_WORDS, type EntryParts, type Section } from './failureWords.ts';
import type { Checking } from './scope.ts';
import { closest } from './suggest.ts';
import type { RoleEntry } from './tables.ts';

/** How a word is written, at its shortest and with all that it takes. */
function usagesOf(word: string, { of, link, handlers, midway }: EntryParts): string {
  const target = { message: ' of Message', role: ' of Role', variable: ' of Role.variable' };
  const parts = [
    of === undefined ? '' : target[of],
    link === true ? ' from Role to Role' : '',
    handlers === true ? ' { handler }' : '',
    midway === true ? ' midway' : '',
  ].join('');
  return parts === '' ? `\`${word}: 1\`` : `\`${word}: 1\` or \`${word}: 1${parts}\``;
}

export function reportNoValue(checking: Checking, setting: SettingNode, example: string): void {
  const word = setting.name.text;
  checking.problems.add('no-value', setting.name.at, `\`${word}\` needs a value.`, {
    try: `Write \`${word}: ${example}\`.`,
  });
}

/** Says so when a value has parts that its setting has no use for; `takes` is undefined where it takes none at all. */
export function rejectParts(
  checking: Checking,
  word: string,
  value: SettingValueNode,
  takes: EntryParts | undefined,
): void {
  const { of, link, handlers, midway } = takes ?? {};
  const surplus: readonly (readonly [part: string, name: Name | undefined, fits: boolean])[] = [
    ['of', value.target, of !== undefined],
    ['.', value.variable, of === 'variable' || (of === undefined && value.target !== undefined)],
    ['from', value.from, link === true],
    ['to', value.to, link === true],
    ['{ }', value.handlers[0], handlers === true],
  ];
  const rest = takes === undefined ? 'Remove it.' : `Write ${usagesOf(word, takes)}.`;
  for (const [part, name, fits] of surplus) {
    if (name === undefined || fits) continue;
    const said = part === '.' ? 'names no parts' : `takes no \`${part}\``;
    checking.problems.add('not-a-value', name.at, `\`${word}\` ${said}.`, { try: rest });
    return;
  }
  if (!value.midway || midway === true) return;
  const at = { start: value.at.end - 'midway'.length, end: value.at.end };
  if (word === 'recover') {
    checking.problems.add('not-a-value', at, 'A crash comes midway, not a restart.', {
      try: 'Write `crash: 1 midway  recover`.',
    });
    return;
  }
  checking.problems.add('not-a-value', at, '`midway` has a meaning only for crashes.', { try: 'Remove it.' });
}

/** A name in a setting that is not what it should be: a role, or a message. */
export function reportUnknown(checking: Checking, word: string, name: Name, what: 'message' | 'role'): void {
  const { tables, problems } = checking;
  if (name.text === '') return;
  const other = tables.lookUp(name.text);
  if (other !== undefined) {
    const twin = twinOf(word, what);
    problems.add(`unknown-${what}`, name.at, `\`${name.text}\` is a ${other.kind}, and here a ${what} is needed.`, {
      related: [{ at: other.at, message: `\`${name.text}\` is declared here.` }],
      try:
        twin !== undefined && other.kind === twin.what
          ? `It belongs into \`${twin.section} { … }\`.`
          : listOf(checking, what),
    });
    return;
  }
  const near = closest(name.text, what === 'message' ? tables.messages.keys() : tables.roles.keys());
  problems.add(`unknown-${what}`, name.at, `There is no ${what} \`${name.text}\`.`, {
    ...(near === undefined ? { try: listOf(checking, what) } : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

/** `corrupt` is a word of the network and of the nodes. */
function twinOf(
  word: string,
  what: 'message' | 'role',
): { readonly section: Section; readonly what: 'message' | 'role' } | undefined {
  const [section, other] = what === 'message' ? (['faults', 'role'] as const) : (['network', 'message'] as const);
  const both = word in FAILURE_WORDS.network && word in FAILURE_WORDS.faults;
  return both ? { section, what: other } : undefined;
}

function listOf({ tables }: Checking, what: 'message' | 'role'): string {
  const names = [...(what === 'message' ? tables.messages : tables.roles).keys()];
  if (names.length === 0) return `Declare it, or remove this.`;
  return `The ${what}s are ${names.map(each => `\`${each}\``).join(', ')}.`;
}

/** A name after `Role.` or inside `Role { … }` that the role does not have. */
export function reportUnknownMember(
  { problems }: Checking,
  name: Name,
  {
    code,
    message,
    names,
    owner,
  }: {
    readonly code: 'unknown-variable' | 'unknown-handler';
    readonly message: string;
    readonly names: readonly string[];
    readonly owner: RoleEntry;
  },
): void {
  if (name.text === '') return;
  const near = closest(name.text, names);
  const listed = names.length === 0 ? 'It has none.' : `It has ${names.map(each => `\`${each}\``).join(', ')}.`;
  problems.add(code, name.at, message, {
    related: [{ at: owner.symbol.at, message: `\`${owner.symbol.name}\` is declared here.` }],
    ...(near === undefined ? { try: listed } : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

/** What stands where a budget is needed, and is none. */
export function reportNotABudget(checking: Checking, text: string, at: Span, { of }: EntryParts): void {
  const { roles, messages } = checking.tables;
  const isTarget = of !== undefined && (of === 'message' ? messages : roles).has(text);
  const advice = isTarget
    ? `Write \`1 of ${text}\`.`
    : text === 'midway'
      ? 'Write `1 midway`.'
      : 'Write a number, a parameter, or `any` for no limit.';
  checking.problems.add('not-a-budget', at, `\`${text}\` does not say how often this may happen.`, { try: advice });
}
