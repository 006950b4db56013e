import type { Span } from '../../base/span.ts';
import type * as ast from '../generated/ast.ts';
import { SETTING_WORDS } from '../check/failureWords.ts';
import { readExpression } from './readExpressions.ts';
import { readName, readNames, readOptionalName, spanOf, type Loose } from './placed.ts';
import type {
  EntryNode,
  ExpectationNode,
  Name,
  ReplayNode,
  ScenarioNode,
  SettingNode,
  SettingValueNode,
} from './tree.ts';

export function readScenario(node: ast.Scenario | ast.System, at: Span): ScenarioNode {
  const title = node.$type === 'Scenario' ? readTitle(node, at) : undefined;
  const headingEnd = title?.at.end ?? at.start + 'system'.length;
  return {
    kind: 'scenario',
    title,
    heading: { start: at.start, end: headingEnd },
    entries: node.entries.map(entry => readEntry(entry, at)),
    at,
  };
}

/** The text between the quotes; `at` includes them. */
function readTitle(node: Loose<ast.Scenario> | Loose<ast.Replay>, around: Span): Name {
  const title: Loose<ast.Text> | undefined = node.title;
  return { text: title?.text ?? '', at: spanOf(title, around) };
}

function readEntry(node: ast.Entry, around: Span): EntryNode {
  const at = spanOf(node, around);
  switch (node.$type) {
    case 'Assignment': {
      const loose: Loose<ast.Assignment> = node;
      const value = readExpression(loose.value, at);
      return { kind: 'assignment', name: readName(loose.name, at), sign: loose.sign ?? ':', value, at };
    }
    case 'SettingsBlock':
      return {
        kind: 'settings',
        section: node.section,
        keyword: { start: at.start, end: at.start + node.section.length },
        settings: readSettings(node.settings, at),
        at,
      };
    case 'Expectation':
      return readExpectation(node, at);
    case 'Replay':
      return readReplay(node, at);
  }
}

/** Each word with its values; a value without a word of its own belongs to the word before it. */
function readSettings(nodes: readonly Loose<ast.Setting>[], around: Span): readonly SettingNode[] {
  const settings: { name: Name; values: SettingValueNode[]; at: Span }[] = [];
  for (const node of nodes) {
    const at = spanOf(node, around);
    const first = readSettingValue(node.first ?? {}, at);
    const last = settings.at(-1);
    if (node.value === undefined && !isNamed(first) && last !== undefined) {
      last.values.push(first);
      last.at = { start: last.at.start, end: at.end };
      continue;
    }
    const name = first.value.kind === 'reference' ? first.value.name : { text: '', at: first.at };
    const only = hasParts(first) ? [{ ...first, budgetless: true }] : [];
    settings.push({ name, values: node.value === undefined ? only : [readSettingValue(node.value, at)], at });
  }
  return settings;
}

/** Whether something without a colon is a setting: a bare word, or a word of the language and what it strikes. */
function isNamed(first: SettingValueNode): boolean {
  const { value } = first;
  if (value.kind !== 'reference' || value.name.text === 'any') return false;
  return !hasParts(first) || Object.values(SETTING_WORDS).some(words => words.includes(value.name.text));
}

function hasParts({ target, from, to, handlers, midway }: SettingValueNode): boolean {
  return (target ?? from ?? to) !== undefined || handlers.length > 0 || midway;
}

function readSettingValue(node: Loose<ast.SettingValue>, around: Span): SettingValueNode {
  const at = spanOf(node, around);
  const word = readOptionalName(node.word, at);
  return {
    eventually: node.eventually === true,
    value: word === undefined ? readExpression(node.value, at) : { kind: 'reference', name: word, at: word.at },
    target: readOptionalName(node.target, at),
    variable: readOptionalName(node.variable, at),
    from: readOptionalName(node.from, at),
    to: readOptionalName(node.to, at),
    handlers: readNames(node.handlers, at),
    midway: node.midway === true,
    budgetless: false,
    at,
  };
}

function readExpectation(node: Loose<ast.Expectation>, at: Span): ExpectationNode {
  const count =
    node.count === undefined
      ? undefined
      : { number: numberAfter('expect', node.count, at), unit: readName(node.unit, at) };
  const verdict =
    node.property === undefined
      ? undefined
      : {
          judged: node.judged,
          property: readName(node.property, at),
          outcome: readName(node.outcome, at),
          steps:
            node.steps === undefined
              ? undefined
              : { number: { text: node.steps, at }, unit: readName(node.stepsUnit, at) },
        };
  return { kind: 'expect', count, absent: readOptionalName(node.absent, at), verdict, at };
}

function numberAfter(keyword: string, text: string, at: Span): Name {
  return { text, at: { start: at.start + keyword.length, end: at.end } };
}

function readReplay(node: Loose<ast.Replay>, at: Span): ReplayNode {
  const steps = (node.steps ?? []).map((step: Loose<ast.ReplayStep>) => {
    const tokens = [...written([step.word, step.named, step.then]), ...(step.parts ?? []).flatMap(replayTokens)];
    return { text: joinTokens(tokens), at: spanOf(step, at) };
  });
  return { kind: 'replay', title: readTitle(node, at), steps, at };
}

function replayTokens(part: ast.ReplayPart): readonly string[] {
  switch (part.$type) {
    case 'ReplayGroup':
      return written([part.open, ...part.parts.flatMap(replayTokens), part.close]);
    case 'ReplayLink': {
      const { text, next } = part as Loose<ast.ReplayLink>;
      return [...written([text]), ...(next === undefined ? [] : replayTokens(next))];
    }
    case 'ReplayMidway': {
      const { effects, how, named } = part as Loose<ast.ReplayMidway>;
      return written(['midway', effects, how, named]);
    }
    case 'ReplayLeaf':
      return written([part.text]);
  }
}

/** The tokens that a text has; a damaged one lacks some. */
function written(tokens: readonly (string | undefined)[]): readonly string[] {
  return tokens.filter(token => token !== undefined);
}

/** One blank between words; none inside brackets, before a comma or a colon, or after a minus sign. */
export function joinTokens(tokens: readonly string[]): string {
  let text = '';
  tokens.forEach((token, i) => {
    const before = tokens[i - 1] ?? '';
    const opensCall = token === '(' && /\w$/.test(before);
    const tight =
      i === 0 || opensCall || ['(', '[', '{', '-'].includes(before) || [')', ']', '}', ',', ':'].includes(token);
    text += tight ? token : ` ${token}`;
  });
  return text;
}
