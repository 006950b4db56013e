import { failureModes } from './catalogue.ts';
import { clockTypes, type ClockType } from './clockTypes.ts';
import {
  keyOf,
  type Difficulty,
  type ExampleFile,
  type FailureKey,
  type FailureMode,
  type FailureSection,
  type ValueMeaning,
} from './failureMode.ts';
import { fieldScenarios, type FieldScenario } from './fieldScenarios.ts';
import { fieldSentence, fieldTable } from './fieldWords.ts';
import { networkModes } from './networkModes.ts';
import { partialFailures } from './partialFailures.ts';
import { references, type ReferenceId } from './references.ts';
import { signs } from './signs.ts';

/** What a hover on the failure's word says: Markdown, a screenful, without links. */
export function failureHover(entry: FailureMode): string {
  const field = fieldSentence(keyOf(entry));
  const lines = [
    `**${entry.name}** · \`${entry.word}\` in \`${entry.section}\``,
    '',
    entry.what,
    '',
    `- **You see:** ${entry.observer}`,
    `- **Causes:** ${entry.rootCauses.join('; ')}.`,
    `- **Debugging:** ${difficultyText(entry.difficulty)}`,
    `- **Helps:** ${entry.helps.join('; ')}.`,
    `- **Values:** ${entry.values.map(valueText).join('; ')}.`,
    ...(field === undefined ? [] : [`- **In the field:** ${field}`]),
  ];
  const longer = entry.file === undefined ? [] : ['', `A longer one: \`examples/${entry.file}\``];
  return [...lines, '', ...codeBlock(entry.example), ...longer].join('\n');
}

/** The whole reference as one Markdown page, for `docs/failures.md`. */
export function failuresPage(): string {
  const sections: readonly FailureSection[] = ['network', 'faults', 'clock'];
  const blocks = [
    ...introduction(),
    ...glance(),
    ...sections.flatMap(section => [
      ...sectionHeading(section),
      ...failureModes.filter(entry => entry.section === section).flatMap(entryBlocks),
    ]),
    ...partialFailureBlocks(),
    ...networkModeBlocks(),
    ...fieldScenarioBlocks(),
    ...clockTypeBlocks(),
    ...fieldRateBlocks(),
    ...referenceBlocks(),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function introduction(): string[] {
  return [
    '<!-- Written by `npm run docs` from src/failures. Change it there. -->',
    '# Failure modes',
    'The failures that the language of Lightcone has words for, one by one: what it is, what somebody who watches the system ' +
      'sees, what causes it, how hard it is to debug, and what helps. The same text is in the hovers of the editor.',
    'Every failure is off until a `system` or a `scenario` switches it on, in a block `network { … }`, ' +
      '`faults { … }` or `clock { … }`. A number is a budget: how often the failure may happen in one run, at any ' +
      'moments the checker chooses. `any` is no limit. A failure may happen and never has to; with budget 0 it ' +
      'changes nothing. Messages in flight are unordered unless `order: fifo` says otherwise.',
  ];
}

function glance(): string[] {
  const rows = failureModes.map(
    entry =>
      `| [\`${entry.word}\`](#${anchorOf(entry)}) | \`${entry.section}\` | ${entry.name} | ${entry.difficulty.level} |`,
  );
  return [
    '## At a glance',
    ['| word | in | failure | hard to debug |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ];
}

function sectionHeading(section: FailureSection): string[] {
  switch (section) {
    case 'network':
      return ['## The network', 'These words stand in `network { … }`.'];
    case 'faults':
      return ['## Nodes, links and data', 'These words stand in `faults { … }`.'];
    case 'clock':
      return [
        '## Clocks',
        'These words stand in `clock { … }`, beside `horizon: 12`, the last tick of true time that is explored, and ' +
          '`tick: 10ms`, how long a tick is (1 ms where nothing is said). Without such a block there is no physical ' +
          'time: a timer may fire at any moment.',
      ];
  }
}

function entryBlocks(entry: FailureMode): string[] {
  return [
    `<a id="${anchorOf(entry)}"></a>`,
    `### \`${entry.word}\` · ${entry.name}`,
    entry.what,
    `**You see:** ${entry.observer}`,
    `**Causes**\n\n${bullets(entry.rootCauses)}`,
    `**Debugging:** ${difficultyText(entry.difficulty)}`,
    `**Helps**\n\n${bullets(entry.helps)}`,
    ...(entry.measured === undefined ? [] : [`**Measured**\n\n${bullets(entry.measured.map(measuredText))}`]),
    `**Written** ${entry.syntax.map(form => `\`${form}\``).join(', ')}`,
    bullets(entry.values.map(valueText)),
    `**Drawn** as ${signs[entry.sign]}.`,
    codeBlock(entry.example).join('\n'),
    ...(entry.file === undefined ? [] : [`**A longer example:** ${fileLinks([entry.file])}`]),
    `**References:** ${citations(entry.references)}`,
  ];
}

function partialFailureBlocks(): string[] {
  const rows = partialFailures.map(kind =>
    row([
      `**${kind.name}.** ${kind.what}`,
      kind.observer,
      kind.rootCause,
      difficultyText(kind.difficulty),
      links(kind.words),
      fileLinks(kind.files),
    ]),
  );
  return [
    '## Five kinds of partial failure',
    'A program on one machine works or stops. A distributed system can be broken in one part while the rest goes ' +
      'on, and the parts need not agree on which one it is.',
    table(['kind', 'you see', 'root cause', 'debugging', 'words', 'examples'], rows),
  ];
}

function networkModeBlocks(): string[] {
  const rows = networkModes.map(mode =>
    row([`**${mode.name}**`, mode.assumption, mode.instead, mode.answer, links(mode.words), fileLinks(mode.files)]),
  );
  return [
    '## Six network failure modes',
    'Each of them breaks an assumption that a program makes without writing it down.',
    table(['mode', 'assumption', 'what happens instead', 'what to do', 'words', 'examples'], rows),
  ];
}

function fieldScenarioBlocks(): string[] {
  return ['## Five scenarios from the field', ...fieldScenarios.flatMap(scenarioBlocks)];
}

function scenarioBlocks(scenario: FieldScenario): string[] {
  return [
    `### ${scenario.name}`,
    bullets([
      `**You see:** ${scenario.behaviour}`,
      `**Root cause:** ${scenario.rootCause}`,
      `**Debugging:** ${difficultyText(scenario.difficulty)}`,
      `**Look first at:** ${scenario.firstLook}`,
      `**Words:** ${links(scenario.words)}`,
      `**Example:** ${fileLinks([scenario.file])}`,
      `**References:** ${citations(scenario.references)}`,
    ]),
  ];
}

function clockTypeBlocks(): string[] {
  return [
    '## Clock types',
    'Three clocks measure physical time and can be wrong. Two measure what could have caused what, and cannot.',
    ...clockTypes.flatMap(clockBlocks),
  ];
}

function clockBlocks(clock: ClockType): string[] {
  return [
    `### ${clock.name}`,
    clock.measures,
    bullets(clock.properties),
    `**Right for:** ${clock.use}`,
    `**Wrong for:** ${clock.misuse}`,
    `**Written** ${clock.syntax.map(form => `\`${form}\``).join(', ')}`,
    ...(clock.words.length === 0 ? [] : [`**Suffers from:** ${links(clock.words)}`]),
    `**Examples:** ${fileLinks(clock.files)}`,
    `**References:** ${citations(clock.references)}`,
  ];
}

function fieldRateBlocks(): string[] {
  return [
    '## Rates from the field',
    'What `lightcone simulate --timed` draws from. Failures are rare: by default a simulation makes each one strike about ' +
      'once in the time that a run without failures takes, and `--faults 1` takes the rates below as they are.',
    fieldTable(),
  ];
}

function referenceBlocks(): string[] {
  const items = (Object.keys(references) as ReferenceId[]).map(
    id => `- <a id="${id}"></a>${references[id].label}: ${references[id].text}`,
  );
  return ['## References', items.join('\n')];
}

function difficultyText(difficulty: Difficulty): string {
  return `${difficulty.level}: ${difficulty.why}.`;
}

function valueText(value: ValueMeaning): string {
  return `${value.form === 'not given' ? value.form : `\`${value.form}\``}: ${value.meaning}`;
}

function measuredText(measurement: { readonly finding: string; readonly source: ReferenceId }): string {
  return `${measurement.finding} (${citations([measurement.source])})`;
}

function citations(ids: readonly ReferenceId[]): string {
  return ids.map(id => `[${references[id].label}](#${id})`).join(', ');
}

function links(words: readonly FailureKey[]): string {
  return words.map(key => `[\`${key.slice(key.indexOf('.') + 1)}\`](#${key.replace('.', '-')})`).join(', ');
}

function fileLinks(files: readonly ExampleFile[]): string {
  return files.map(file => `[${file.slice(file.indexOf('/') + 1)}](../examples/${file})`).join(', ');
}

function anchorOf(entry: FailureMode): string {
  return `${entry.section}-${entry.word}`;
}

/** The fragment by which viewers of Markdown find the heading of an entry: its text, as GitHub makes names of headings. */
export function headingAnchor({ word, name }: FailureMode): string {
  return `${word} · ${name}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function bullets(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

function codeBlock(source: string): string[] {
  return ['```cone', ...source.trimEnd().split('\n'), '```'];
}
