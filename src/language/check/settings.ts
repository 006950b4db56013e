import type { Budget, FaultSettings, NetworkSettings } from '../../model/scenario.ts';
import type { SettingNode, SettingsNode, SettingValueNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import { reportNotExplored } from './notExplored.ts';
import { durationOf } from './numbers.ts';
import type { Checking } from './scope.ts';
import { closest } from './suggest.ts';
import { textOf } from './tables.ts';

type Writable<Type> = { -readonly [Key in keyof Type]?: Type[Key] };

/** What one `system` or `scenario` says of the network and of faults; what it does not say is absent. */
export interface FailureDraft {
  readonly network: Writable<NetworkSettings>;
  readonly faults: Writable<FaultSettings>;
}

const WORDS = {
  network: ['order', 'loss', 'duplicates', 'unmatched', 'capacity', 'delay', 'corrupt', 'transport', 'timing'],
  faults: [
    'crash', 'recover', 'partition', 'cut', 'stall', 'pause', 'diskfail', 'corrupt', 'byzantine', 'skew', 'drift', 'jump',
    'fail',
  ],
  clock: ['horizon', 'skew', 'jump', 'drift', 'fail'],
} as const; // prettier-ignore

/** The words that may stand in a block of settings. */
export const SETTING_WORDS: Readonly<Record<SettingsNode['section'], readonly string[]>> = WORDS;

/** What to do instead of a failure that is not explored yet. */
const INSTEAD: Readonly<Record<string, string>> = {
  'network.corrupt': 'send the wrong value from an action of a role that stands for the broken link',
  'network.transport': 'use `order: fifo`',
  'network.timing': 'leave it asynchronous, which allows everything that slower or faster networks do',
  'faults.cut': 'use `partition`',
  'faults.stall': 'use `crash` for the whole node',
  'faults.pause': 'use `crash` with `recover`',
  'faults.diskfail': 'make the variable `var` instead of `durable var` and use `crash` with `recover`',
  'faults.corrupt': 'change the value in an action',
  'faults.byzantine': 'send the wrong messages from actions of a role of their own',
};

export function checkSettings(checking: Checking, block: SettingsNode, draft: FailureDraft): void {
  if (block.section === 'clock') {
    reportNotExplored(checking.problems, block.keyword, 'clock', 'use `lamport` clocks, or timers without durations');
    return;
  }
  const seen = new Map<string, SettingNode>();
  for (const setting of block.settings) {
    const word = setting.name.text;
    if (word === '') continue;
    const first = seen.get(word);
    if (first !== undefined) {
      checking.problems.add('duplicate-name', setting.name.at, `\`${word}\` is set twice here.`, {
        related: [{ at: first.name.at, message: 'The first one is here.' }],
        try: word === 'crash' ? 'Separate several with commas: `crash: 1 of A, 1 of B`.' : 'Remove one of them.',
      });
    }
    seen.set(word, setting);
    reportMissingColon(checking, setting);
    if (block.section === 'network') checkNetwork(checking, setting, draft.network);
    else checkFault(checking, setting, draft.faults);
  }
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

function reportUnknownSetting(checking: Checking, setting: SettingNode, section: 'network' | 'faults'): void {
  const word = setting.name.text;
  const other = section === 'network' ? 'faults' : 'network';
  const near = closest(word, WORDS[section]);
  const elsewhere = (WORDS[other] as readonly string[]).includes(word);
  checking.problems.add('unknown-setting', setting.name.at, `\`${section}\` has no \`${word}\`.`, {
    ...(elsewhere
      ? { try: `It belongs into \`${other} { … }\`.` }
      : near === undefined
        ? { try: `It has ${WORDS[section].map(each => `\`${each}\``).join(', ')}.` }
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
    case 'loss':
      network.loss = budgetOf(checking, value);
      return;
    case 'duplicates':
      network.duplicates = budgetOf(checking, value);
      return;
    case 'capacity':
      network.capacity = lowerConstant(checking, value.value);
      return;
    case 'delay':
      network.delay = durationOf(checking.problems, value.value);
      return;
    case 'transport':
    case 'timing':
    case 'corrupt':
      if (!isDefault(value)) reportSettingNotExplored(checking, setting, 'network');
      return;
    default:
      reportUnknownSetting(checking, setting, 'network');
  }
}

/** Whether a setting that is not explored yet says what holds anyway. */
function isDefault({ value, eventually }: SettingValueNode): boolean {
  if (eventually) return false;
  if (value.kind === 'number') return value.text === '0';
  return value.kind === 'reference' && ['udp', 'asynchronous'].includes(value.name.text);
}

function reportSettingNotExplored(checking: Checking, setting: SettingNode, section: 'network' | 'faults'): void {
  const word = setting.name.text;
  reportNotExplored(checking.problems, setting.name.at, word, INSTEAD[`${section}.${word}`] ?? 'use a failure that is');
}

function checkFault(checking: Checking, setting: SettingNode, faults: FailureDraft['faults']): void {
  const word = setting.name.text;
  switch (word) {
    case 'crash':
      faults.crash = setting.values.flatMap(value => {
        rejectParts(checking, value, { target: true });
        const role = value.target === undefined ? undefined : roleOf(checking, value.target);
        return role === null ? [] : [{ budget: budgetOf(checking, value, true), role }];
      });
      if (setting.values.length === 0) reportNoValue(checking, setting);
      return;
    case 'recover': {
      const value = setting.values.length === 0 ? undefined : onlyValue(checking, setting);
      faults.recover = value === undefined ? 'any' : budgetOf(checking, value);
      return;
    }
    case 'partition': {
      const value = onlyValue(checking, setting);
      if (value !== undefined) faults.partition = budgetOf(checking, value);
      return;
    }
    default:
      if ((WORDS.faults as readonly string[]).includes(word)) reportSettingNotExplored(checking, setting, 'faults');
      else reportUnknownSetting(checking, setting, 'faults');
  }
}

/** The role of a name, `null` after an error. */
function roleOf(checking: Checking, name: SettingValueNode['target'] & object): number | null {
  const { tables, symbols, problems } = checking;
  const role = tables.roles.get(name.text);
  if (role !== undefined) {
    symbols.refer(role.symbol, name.at);
    return role.index;
  }
  const near = closest(name.text, tables.roles.keys());
  problems.add('unknown-role', name.at, `There is no role \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: 'Name one of the roles.' }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return null;
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
  rejectParts(checking, first, { target: false });
  return first;
}

function reportNoValue(checking: Checking, setting: SettingNode): void {
  const word = setting.name.text;
  checking.problems.add('no-value', setting.name.at, `\`${word}\` needs a value.`, { try: `Write \`${word}: 1\`.` });
}

/** Says so when a value has parts that its setting has no use for. */
function rejectParts(checking: Checking, value: SettingValueNode, takes: { readonly target: boolean }): void {
  const surplus = (takes.target ? value.variable : value.target) ?? value.handlers[0];
  if (surplus !== undefined) {
    checking.problems.add('not-a-value', surplus.at, 'This has no meaning here.', { try: 'Remove it.' });
  }
  if (value.midway) {
    const at = { start: value.at.end - 'midway'.length, end: value.at.end };
    reportNotExplored(checking.problems, at, 'midway', 'split the handler in two with a message to `self` in between');
  }
}

function budgetOf(checking: Checking, { value }: SettingValueNode, ofRole = false): Budget {
  if (value.kind === 'reference' && value.name.text === 'any') return 'any';
  if (value.kind === 'reference' && checking.tables.params.get(value.name.text) === undefined) {
    const role = ofRole && checking.tables.roles.has(value.name.text);
    checking.problems.add('not-a-budget', value.at, `\`${value.name.text}\` does not say how often this may happen.`, {
      try: role ? `Write \`1 of ${value.name.text}\`.` : 'Write a number, a parameter, or `any` for no limit.',
    });
    return { kind: 'literal', value: 0, at: value.at };
  }
  return lowerConstant(checking, value);
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
