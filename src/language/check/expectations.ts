import type { Expectation } from '../../model/scenario.ts';
import type { ExpectationNode, Name } from '../syntax/tree.ts';
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

function checkVerdict(
  checking: Checking,
  node: ExpectationNode,
  verdict: ExpectationNode['verdict'] & object,
  text: string,
): Expectation | undefined {
  const { tables, symbols, problems } = checking;
  const { property, outcome } = verdict;
  const found = tables.properties.get(property.text);
  if (found === undefined) {
    const near = closest(property.text, tables.properties.keys());
    if (property.text !== '') {
      problems.add('unknown-property', property.at, `There is no property \`${property.text}\`.`, {
        ...(near === undefined
          ? { try: `Declare it: \`invariant ${property.text}: …\`.` }
          : { try: `Did you mean \`${near}\`?`, replacement: near }),
      });
    }
  } else {
    symbols.refer(found.symbol, property.at);
  }
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
          try: `Write \`expect ${property.text} ${outcome.text}\`.`,
        },
      );
    }
  }
  if (found === undefined) return undefined;
  return { kind: 'property', property: found.index, outcome: outcome.text, steps, text, at: node.at };
}
