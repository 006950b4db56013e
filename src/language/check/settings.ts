import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { DeclaredFailure, FailureKind, NetworkSettings } from '../../model/scenario.ts';
import type { SettingNode, SettingsNode, SettingValueNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import { checkFailure, rejectParts, reportNoValue } from './failureEntries.ts';
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
  for (const setting of block.settings) {
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
  if (value === undefined || checking.text.slice(name.at.end, value.at.start).includes(':')) return;
  checking.problems.add('no-colon', name.at, `\`:\` is missing between \`${name.text}\` and its value.`, {
    try: `Write \`${name.text}: ${textOf(checking, value.at)}\`.`,
    replacement: `${name.text}:`,
  });
}

function reportUnknownSetting(checking: Checking, setting: SettingNode, section: Section): void {
  const word = setting.name.text;
  const [other] = sectionsOf(word, section);
  const near = closest(word, SETTING_WORDS[section]);
  checking.problems.add('unknown-setting', setting.name.at, `\`${section}\` has no \`${word}\`.`, {
    ...(other !== undefined
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
      network.order = wordOf(checking, value, ['any', 'fifo']);
      return;
    case 'unmatched':
      network.unmatched = wordOf(checking, value, ['discard', 'keep']);
      return;
    case 'transport':
      network.transport = wordOf(checking, value, ['udp', 'tcp']);
      return;
    case 'timing':
      network.timing = timingOf(checking, value);
      return;
    case 'capacity':
      network.capacity = lowerConstant(checking, value.value);
      return;
    default:
      network.delay = durationOf(checking.problems, value.value);
  }
}

function timingOf(checking: Checking, value: SettingValueNode): NetworkSettings['timing'] {
  const timing = wordOf(checking, value, ['asynchronous', 'synchronous']);
  if (!value.eventually) return timing;
  if (timing === 'synchronous') return 'eventuallySynchronous';
  checking.problems.add(
    'unknown-setting',
    value.at,
    'A network cannot become asynchronous: it is from the beginning.',
    {
      try: 'Write `eventually synchronous`.',
      replacement: 'eventually synchronous',
    },
  );
  return timing;
}

function checkClock(checking: Checking, setting: SettingNode, clock: FailureDraft['clock']): void {
  const value = onlyValue(checking, setting);
  if (value === undefined) return;
  switch (setting.name.text) {
    case 'horizon':
    case 'skew':
      clock[setting.name.text] = lowerConstant(checking, value.value);
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

function onlyValue(checking: Checking, setting: SettingNode): SettingValueNode | undefined {
  const [first, second] = setting.values;
  if (first === undefined) {
    reportNoValue(checking, setting);
    return undefined;
  }
  if (second !== undefined) {
    checking.problems.add('wrong-arguments', second.at, `\`${setting.name.text}\` has one value.`, {
      try: 'Remove this one.',
    });
  }
  rejectParts(checking, first, {});
  return first;
}

function wordOf<Word extends string>(checking: Checking, { value }: SettingValueNode, words: readonly Word[]): Word {
  const written = value.kind === 'reference' ? value.name.text : '';
  const found = words.find(word => word === written);
  const [first] = words;
  if (found !== undefined) return found;
  const near = closest(written, words);
  if (value.kind !== 'missing') {
    checking.problems.add('unknown-setting', value.at, 'This is not one of the choices.', {
      try: `Write ${words.map(word => `\`${word}\``).join(' or ')}.`,
      ...(near === undefined ? {} : { replacement: near }),
    });
  }
  return first as Word;
}
