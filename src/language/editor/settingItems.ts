import { messagesHandled } from '../check/failureEntries.ts';
import { FAILURE_WORDS, SETTING_WORDS, type EntryParts, type Section } from '../check/failureWords.ts';
import type { RoleEntry } from '../check/tables.ts';
import { symbolItem, type CompletionItem } from './completionItem.ts';
import type { Place } from './completionPlace.ts';
import type { Document } from './document.ts';
import type { SettingPlace } from './settingPlace.ts';
import { SETTING_DOCS } from './wordDocs.ts';

/** What may be written in `network { … }`, `faults { … }` or `clock { … }`. */
export function settingItems({ parsed }: Document, { setting }: Place): readonly CompletionItem[] {
  if (setting === undefined) return [];
  const { tables } = parsed;
  const { section, word, wants, role } = setting;
  const takes: EntryParts = FAILURE_WORDS[section][word] ?? {};
  const roles = [...tables.roles.values()].map(({ symbol }) => symbolItem(symbol));
  switch (wants) {
    case 'word':
      return wordItems(section);
    case 'value':
      return valueItems(word);
    case 'valueOrWord':
      return [...valueItems(word), ...wordItems(section)];
    case 'synchronous':
      return [item('synchronous', word)];
    case 'target':
      return takes.of === 'message' ? [...tables.messages.values()].map(({ symbol }) => symbolItem(symbol)) : roles;
    case 'role':
      return roles;
    case 'variable':
      return [...(tables.roles.get(role)?.variables.values() ?? [])].map(({ symbol }) => symbolItem(symbol));
    case 'handler':
      return handlerItems(parsed, tables.roles.get(role));
    case 'part':
      return [...partItems(takes, setting), ...wordItems(section)];
  }
}

function item(label: string, detail: string, insert = label): CompletionItem {
  return { label, kind: 'value', detail, doc: SETTING_DOCS.get(label), insert, snippet: insert !== label };
}

function wordItems(section: Section): readonly CompletionItem[] {
  return SETTING_WORDS[section].map(word => ({
    label: word,
    kind: 'keyword',
    detail: section,
    doc: SETTING_DOCS.get(word),
    insert: FAILURE_WORDS[section][word]?.optional === true ? word : `${word}: $1`,
    snippet: FAILURE_WORDS[section][word]?.optional !== true,
  }));
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  order: ['any', 'fifo'],
  unmatched: ['discard', 'keep'],
  transport: ['udp', 'tcp'],
  timing: ['asynchronous', 'synchronous', 'eventually synchronous'],
  capacity: ['16'],
  delay: ['1..20ms'],
  horizon: ['10'],
  skew: ['1'],
  tick: ['10ms'],
};

function valueItems(word: string): readonly CompletionItem[] {
  return (VALUES[word] ?? ['1', 'any']).map(label => item(label, word));
}

/** What may follow the budget of a failure, of what is not written yet. */
function partItems(
  { of, link, handlers, midway }: EntryParts,
  { word, written }: SettingPlace,
): readonly CompletionItem[] {
  const parts: readonly (readonly [label: string, insert: string, fits: boolean])[] = [
    ['of', 'of $1', of !== undefined && written.length === 0],
    ['from', 'from $1', link === true && !written.includes('from') && !written.includes('to')],
    ['to', 'to $1', link === true && !written.includes('to')],
    ['{ }', '{ $1 }', handlers === true && written.includes('of')],
    ['midway', 'midway', midway === true && !written.includes('midway')],
  ];
  return parts.flatMap(([label, insert, fits]) => (fits ? [item(label, word, insert)] : []));
}

function handlerItems(parsed: Document['parsed'], role: RoleEntry | undefined): readonly CompletionItem[] {
  if (role === undefined) return [];
  const { messages } = parsed.tables;
  const handled = messagesHandled(parsed, role).flatMap(name => messages.get(name) ?? []);
  return [...handled, ...role.timers.values(), ...role.actions.values()].map(({ symbol }) => symbolItem(symbol));
}
