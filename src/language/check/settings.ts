import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { DeclaredFailure, FailureKind, NetworkSettings } from '../../model/scenario.ts';
import type { Name, SettingNode, SettingsNode, SettingValueNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import { checkFailure } from './failureEntries.ts';
import { rejectParts, reportNoValue } from './failureProblems.ts';
import { FAILURE_WORDS, SETTING_WORDS, sectionsOf } from './failureWords.ts';
import type { Section } from './failureWords.ts';
import { durationOf } from './numbers.ts';
import type { Checking } from './scope.ts';
import { closest } from './suggest.ts';
import { textOf } from './tables.ts';

type Writable<Type> = { -readonly [Key in keyof Type]?: Type[Key] };

/** What one `system` or `scenario` says of the network, of failures and of the clock; what it does not say is absent. */
export interface FailureDraft {
  readonly network: Writable<NetworkSettings>;
  readonly failures: Map<FailureKind, readonly DeclaredFailure[]>;
  readonly clock: { at?: Span; horizon?: Expression; skew?: Expression; tickMs?: number };
  /** Where each word of `network` is written. */
  readonly written: Map<string, Span>;
}

export function checkSettings(checking: Checking, block: SettingsNode, draft: FailureDraft): void {
  if (block.section === 'clock') draft.clock.at = block.keyword;
  const seen = new Map<string, SettingNode>();
  for (const setting of withValues(block)) {
    const word = setting.name.text;
    if (word === '') continue;
    const first = seen.get(word);
    if (first !== undefined) {
      const repeatable = FAILURE_WORDS[block.section][word] !== undefined;
      checking.problems.add('duplicate-name', setting.name.at, `\`${word}\` is set twice here.`, {
        related: [{ at: first.name.at, message: 'The first one is here.' }],
        try: repeatable ? `Separate several with commas: \`${word}: 1 of A, 1 of B\`.` : 'Remove one of them.',
      });
    }
    seen.set(word, setting);
    reportMissingColon(checking, setting);
    if (block.section === 'network') draft.written.set(word, setting.name.at);
    checkSetting(checking, setting, block.section, draft);
  }
}

/** The settings; a word of none that follows one without a value is the value of that one. */
function withValues({ section, settings }: SettingsNode): readonly SettingNode[] {
  const isWord = ({ name }: SettingNode): boolean => name.text === '' || SETTING_WORDS[section].includes(name.text);
  const joined: SettingNode[] = [];
  for (const setting of settings) {
    const last = joined.at(-1);
    const lacks =
      last?.values.length === 0 && isWord(last) && FAILURE_WORDS[section][last.name.text]?.optional !== true;
    if (last === undefined || !lacks || setting.values.length > 0 || isWord(setting)) {
      joined.push(setting);
      continue;
    }
    const at = { start: last.at.start, end: setting.at.end };
    joined.splice(-1, 1, { name: last.name, values: [wordAlone(setting.name)], at });
  }
  return joined;
}

function wordAlone(name: Name): SettingValueNode {
  const value = { kind: 'reference', name, at: name.at } as const;
  const parts = { target: undefined, variable: undefined, from: undefined, to: undefined, handlers: [], midway: false };
  return { eventually: false, value, ...parts, budgetless: false, at: name.at };
}

function checkSetting(checking: Checking, setting: SettingNode, section: Section, draft: FailureDraft): void {
  const word = setting.name.text;
  const failure = FAILURE_WORDS[section][word];
  if (failure !== undefined) draft.failures.set(failure.kind, checkFailure(checking, setting, failure));
  else if (!SETTING_WORDS[section].includes(word)) reportUnknownSetting(checking, setting, section);
  else if (section === 'network') checkNetwork(checking, setting, draft.network);
  else checkClock(checking, setting, draft.clock);
}

/** `loss 1` reads as a word alone and a value after it. */
function reportMissingColon(checking: Checking, { name, values }: SettingNode): void {
  const [value] = values;
  if (value === undefined || value.budgetless || checking.text.slice(name.at.end, value.at.start).includes(':')) return;
  checking.problems.add('no-colon', name.at, `\`:\` is missing between \`${name.text}\` and its value.`, {
    try: `Write \`${name.text}: ${textOf(checking, value.at)}\`.`,
    replacement: `${name.text}:`,
  });
}

function reportUnknownSetting(checking: Checking, setting: SettingNode, section: Section): void {
  const word = setting.name.text;
  const [other] = sectionsOf(word, section);
  const near = closest(word, SETTING_WORDS[section]);
  const { roles, messages } = checking.tables;
  const failure = { network: 'loss', faults: 'crash', clock: 'drift' }[section];
  checking.problems.add('unknown-setting', setting.name.at, `\`${section}\` has no \`${word}\`.`, {
    ...(roles.has(word) || messages.has(word)
      ? { try: `What a failure strikes follows \`of\`: \`${failure}: 1 of ${word}\`.` }
      : other !== undefined
        ? { try: `It belongs into \`${other} { … }\`.` }
        : near === undefined
          ? { try: `It has ${SETTING_WORDS[section].map(each => `\`${each}\``).join(', ')}.` }
          : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

function checkNetwork(checking: Checking, setting: SettingNode, network: FailureDraft['network']): void {
  const value = onlyValue(checking, setting);
  if (value === undefined) return;
  switch (setting.name.text) {
    case 'order':
      network.order = wordOf(checking, setting, ['any', 'fifo']);
      return;
    case 'unmatched':
      network.unmatched = wordOf(checking, setting, ['discard', 'keep']);
      return;
    case 'transport':
      network.transport = wordOf(checking, setting, ['udp', 'tcp']);
      return;
    case 'timing':
      network.timing = timingOf(checking, setting, value);
      return;
    case 'capacity':
      network.capacity = lowerConstant(checking, value.value);
      if (value.value.kind === 'number' && Number(value.value.text) === 0) warnAboutNoRoom(checking, value);
      return;
    default:
      network.delay = durationOf(checking.problems, value.value);
  }
}

function warnAboutNoRoom({ problems }: Checking, { at }: SettingValueNode): void {
  problems.add('no-room', at, 'With `capacity: 0` no message can ever be in flight: sending one is an error.', {
    severity: 'warning',
    try: 'Write how many messages to one node there is room for, or remove this for no limit.',
  });
}

function timingOf(checking: Checking, setting: SettingNode, value: SettingValueNode): NetworkSettings['timing'] {
  if (!value.eventually) {
    const timing = wordOf(checking, setting, ['asynchronous', 'synchronous', 'eventually synchronous']);
    return timing === 'eventually synchronous' ? 'eventuallySynchronous' : timing;
  }
  const word = value.value.kind === 'reference' ? value.value.name.text : '';
  if (word !== 'synchronous' && word !== '') {
    const message =
      word === 'asynchronous'
        ? 'A network does not become asynchronous: it is from the beginning.'
        : `\`eventually ${word}\` is no \`timing\`.`;
    checking.problems.add('unknown-setting', value.at, message, {
      try: 'Write `eventually synchronous`.',
      replacement: 'eventually synchronous',
    });
  }
  return 'eventuallySynchronous';
}

function checkClock(checking: Checking, setting: SettingNode, clock: FailureDraft['clock']): void {
  const value = onlyValue(checking, setting);
  if (value === undefined) {
    // A horizon without a number has its error already.
    if (setting.name.text === 'horizon') clock.horizon = { kind: 'literal', value: 0, at: setting.name.at };
    return;
  }
  switch (setting.name.text) {
    case 'horizon':
    case 'skew':
      clock[setting.name.text] = ticksOf(checking, setting.name.text, value);
      return;
    default: {
      const tick = durationOf(checking.problems, value.value);
      if (tick === undefined) return;
      if (tick.lowMs === tick.highMs && tick.lowMs > 0) clock.tickMs = tick.lowMs;
      else
        checking.problems.add('not-a-duration', value.at, 'All ticks take equally long.', {
          try: 'Write `tick: 10ms`.',
        });
    }
  }
}

/** `horizon` and `skew` count ticks, and how long one is another setting says. */
function ticksOf(checking: Checking, word: string, { value, at }: SettingValueNode): Expression {
  if (value.kind === 'reference' && value.name.text === 'any') {
    checking.problems.add('not-constant', at, `\`${word}\` is a number of ticks, and has a limit.`, {
      try: `Write \`${word}: ${EXAMPLES[word] ?? '1'}\`.`,
    });
    return { kind: 'literal', value: 0, at };
  }
  const digits = value.kind === 'number' ? /^[0-9_]+(?=(us|ms|s|min|h)$)/.exec(value.text)?.[0] : undefined;
  if (digits === undefined) return lowerConstant(checking, value);
  checking.problems.add('unknown-unit', at, `\`${word}\` counts ticks; how long a tick is \`tick\` says.`, {
    try: `Write \`${word}: ${digits}\`.`,
    replacement: digits,
  });
  return { kind: 'literal', value: 0, at };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  order: 'fifo',
  unmatched: 'keep',
  transport: 'tcp',
  timing: 'synchronous',
  capacity: '16',
  delay: '1..20ms',
  horizon: '10',
  tick: '10ms',
};

function onlyValue(checking: Checking, setting: SettingNode): SettingValueNode | undefined {
  const [first, second] = setting.values;
  if (first === undefined) {
    reportNoValue(checking, setting, EXAMPLES[setting.name.text] ?? '1');
    return undefined;
  }
  if (second !== undefined) {
    checking.problems.add('wrong-arguments', second.at, `\`${setting.name.text}\` has one value.`, {
      try: 'Remove this one.',
    });
  }
  rejectParts(checking, setting.name.text, first, undefined);
  return first;
}

function wordOf<Word extends string>(checking: Checking, { name, values }: SettingNode, words: readonly Word[]): Word {
  const value = values[0]?.value;
  const [first] = words;
  if (value === undefined || value.kind === 'missing') return first as Word;
  const written = value.kind === 'reference' ? value.name.text : '';
  const found = words.find(word => word === written);
  if (found !== undefined) return found;
  const begun = written.length < 3 ? undefined : words.find(word => word.startsWith(written));
  const near = begun ?? closest(written, words);
  const choices = words.map(word => `\`${word}\``);
  checking.problems.add('unknown-setting', value.at, `\`${textOf(checking, value.at)}\` is no \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Write ${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return first as Word;
}
