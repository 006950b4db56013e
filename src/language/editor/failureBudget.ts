import { failure as refused, type Result, success } from '../../base/result.ts';
import type { FailureKey, FailureSection } from '../../failures/failureMode.ts';
import { FAILURE_WORDS } from '../check/failureWords.ts';
import type { ScenarioNode, SettingNode, SettingValueNode } from '../syntax/tree.ts';
import { applyEdits, createDocument, type Document, type TextEdit } from './document.ts';

/** Every failure that happens so and so often. */
export const budgetedFailures: readonly FailureKey[] = Object.entries(FAILURE_WORDS).flatMap(([section, words]) =>
  Object.keys(words).map(word => `${section as FailureSection}.${word}` as const),
);

/**
 * The edit after which a failure may happen once more in a scenario; `scenario` is its title, undefined where a file has
 * only its `system`. Or why there is none, as a sentence: there is no limit as it is, or the text would not be right.
 */
export function raisedBudget(
  document: Document,
  scenario: string | undefined,
  failure: FailureKey,
): Result<TextEdit, string> {
  if (document.parsed.protocol === undefined) return refused('The text has problems.');
  const edit = editFor(document, scenario, failure);
  if (edit === undefined) return refused('It may happen any number of times as it is.');
  const { problems, protocol } = createDocument(applyEdits(document.text, [edit])).parsed;
  if (protocol !== undefined) return success(edit);
  return refused(problems.find(({ severity }) => severity === 'error')?.message ?? 'It cannot happen here.');
}

function editFor(document: Document, scenario: string | undefined, failure: FailureKey): TextEdit | undefined {
  const blocks = (document.parsed.file?.declarations ?? []).filter(each => each.kind === 'scenario');
  const system = blocks.find(({ title }) => title === undefined);
  const own = blocks.find(({ title }) => title !== undefined && title.text === scenario) ?? system;
  const [section, word = ''] = failure.split('.') as [FailureSection, string?];
  if (own === undefined) return undefined;
  const setting = settingOf(own, section, word);
  if (setting !== undefined) return raisedIn(document, setting);
  const inherited = system === undefined ? undefined : settingOf(system, section, word);
  const budget = inherited === undefined ? '1' : raisedValues(document, inherited);
  return budget === undefined ? undefined : insertion(document, own, section, `${word}: ${budget}`);
}

function settingOf({ entries }: ScenarioNode, section: FailureSection, word: string): SettingNode | undefined {
  return entries
    .flatMap(entry => (entry.kind === 'settings' && entry.section === section ? entry.settings : []))
    .find(({ name }) => name.text === word);
}

function raisedIn(document: Document, setting: SettingNode): TextEdit | undefined {
  const values = raisedValues(document, setting);
  return values === undefined ? undefined : { at: setting.at, text: `${setting.name.text}: ${values}` };
}

/** What stands behind a word, with one more for everything that it may strike; undefined where there is no limit. */
function raisedValues({ text }: Document, { values }: SettingNode): string | undefined {
  const written = values.map(({ at }) => text.slice(at.start, at.end));
  const everything = values.findIndex(value => !isRestricted(value));
  const value = values[everything]?.value;
  if (value === undefined) return values.length === 0 ? undefined : [...written, '1'].join(', ');
  if (value.kind === 'reference' && value.name.text === 'any') return undefined;
  const before = text.slice(value.at.start, value.at.end);
  const raised = /^\d+$/.test(before) ? String(Number(before) + 1) : `${before} + 1`;
  return written.map((each, i) => (i === everything ? raised : each)).join(', ');
}

function isRestricted({ target, from, to, handlers, midway }: SettingValueNode): boolean {
  return (target ?? from ?? to) !== undefined || handlers.length > 0 || midway;
}

/** A setting that was not there: in the block of its section if there is one, else in a new one. */
function insertion(
  document: Document,
  { entries, heading, at }: ScenarioNode,
  ...added: [FailureSection, string]
): TextEdit {
  const [section, setting] = added;
  const block = entries.find(entry => entry.kind === 'settings' && entry.section === section);
  const brace = document.text.indexOf('{', block?.kind === 'settings' ? block.keyword.end : heading.end) + 1;
  const place = { start: brace, end: brace };
  if (block !== undefined) return { at: place, text: ` ${setting} ` };
  const isOneLine = !document.text.slice(at.start, at.end).includes('\n');
  return { at: place, text: isOneLine ? ` ${section} { ${setting} }` : `\n  ${section} { ${setting} }` };
}
