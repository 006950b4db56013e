import type { Expectation } from '../../model/scenario.ts';
import type { ExpectationNode, Name } from '../syntax/tree.ts';
import { historyPropertyName } from './histories.ts';
import { numberOf } from './numbers.ts';
import type { Checking } from './scope.ts';
import { closest } from './suggest.ts';
import { textOf } from './tables.ts';

/** The meaning of an `expect` line; undefined after an error. */
export function checkExpectation(checking: Checking, node: ExpectationNode): Expectation | undefined {
  const { at } = node;
  const written = textOf(checking, at).slice('expect'.length);
  const text = written
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (node.verdict !== undefined) return checkVerdict(checking, node, node.verdict, text);
  if (node.count !== undefined) {
    checkUnit(checking, node.count.unit, ['states', 'state']);
    const count = numberOf(checking.problems, node.count.number);
    return count === undefined ? undefined : { kind: 'states', count, text, at };
  }
  const { absent } = node;
  if (absent === undefined || absent.text === '') return undefined;
  if (absent.text === 'deadlock') return { kind: 'noDeadlock', text, at };
  if (absent.text === 'error') return { kind: 'noError', text, at };
  checking.problems.add('unknown-expectation', absent.at, `Nothing is called \`${absent.text}\` here.`, {
    try: 'Write `expect no deadlock`, `expect no error`, or `expect Name fails`.',
  });
  return undefined;
}

function checkUnit(checking: Checking, unit: Name, words: readonly string[]): void {
  const [wanted = ''] = words;
  if (unit.text === '' || words.includes(unit.text)) return;
  checking.problems.add('unknown-expectation', unit.at, `Expected \`${wanted}\` here, but found \`${unit.text}\`.`, {
    try: `Write \`${wanted}\`.`,
    replacement: wanted,
  });
}

type Verdict = ExpectationNode['verdict'] & object;

function reportUnknownProperty(checking: Checking, name: string, { judged, property }: Verdict): void {
  const { properties } = checking.tables;
  const { start, end } = property.at;
  const at = { start: judged === undefined ? start : checking.text.lastIndexOf(judged, start), end };
  const ofHistory = (['linearizable', 'sequential'] as const)
    .map(kind => historyPropertyName(kind, property.text))
    .find(known => properties.has(known));
  const near = ofHistory ?? closest(name, properties.keys());
  const declared = judged === undefined ? `invariant ${name}: …` : name;
  checking.problems.add('unknown-property', at, `There is no property \`${name}\`.`, {
    ...(near === undefined
      ? { try: `Declare it: \`${declared}\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

function checkVerdict(
  checking: Checking,
  node: ExpectationNode,
  verdict: Verdict,
  text: string,
): Expectation | undefined {
  const { tables, symbols, problems } = checking;
  const { judged, property, outcome } = verdict;
  const name = judged === undefined ? property.text : historyPropertyName(judged, property.text);
  const found = tables.properties.get(name);
  const history = judged === undefined ? undefined : tables.histories.get(property.text);
  const symbol = judged === undefined ? found?.symbol : history?.symbol;
  if (symbol !== undefined) symbols.refer(symbol, property.at);
  if (found === undefined && property.text !== '') reportUnknownProperty(checking, name, verdict);
  if (outcome.text === '') return undefined;
  if (outcome.text !== 'holds' && outcome.text !== 'fails') {
    problems.add(
      'unknown-expectation',
      outcome.at,
      `A property \`holds\` or \`fails\`, but it is not \`${outcome.text}\`.`,
      {
        try: 'Write `holds` or `fails`.',
        replacement: closest(outcome.text, ['holds', 'fails']) ?? 'holds',
      },
    );
    return undefined;
  }
  const steps = verdict.steps === undefined ? undefined : numberOf(problems, verdict.steps.number);
  if (verdict.steps !== undefined) {
    checkUnit(checking, verdict.steps.unit, ['steps', 'step']);
    const shown = found?.symbol.signature.startsWith('reachable') === true ? 'holds' : 'fails';
    if (found !== undefined && outcome.text !== shown) {
      problems.add(
        'no-execution',
        node.at,
        `Only a property that \`${shown}\` has an execution to count the steps of.`,
        {
          try: `Write \`expect ${name} ${outcome.text}\`.`,
        },
      );
    }
  }
  if (found === undefined) return undefined;
  return { kind: 'property', property: found.index, outcome: outcome.text, steps, text, at: node.at };
}
