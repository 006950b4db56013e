import { unreachable } from '../base/assert.ts';
import type { Expression } from './expressions.ts';
import type { Role } from './protocol.ts';
import type { Block, Recipients, Statement, Target } from './statements.ts';

/** The bodies of everything that a role can do: its handlers, actions and procedures. */
export function blocksOf(role: Role): readonly Block[] {
  const { start, recover, messageHandlers, timerHandlers, actions, procedures } = role;
  const all = [start, recover, ...messageHandlers, ...timerHandlers, ...actions, ...procedures];
  return all.flatMap(each => (each === undefined ? [] : [each.body]));
}

/** Every statement of a block, those inside others included; a procedure that is called is not followed. */
export function* statementsIn(block: Block): Generator<Statement> {
  for (const statement of block) {
    yield statement;
    for (const inner of innerBlocks(statement)) yield* statementsIn(inner);
  }
}

/** An expression and all inside it; a function that is called is not followed. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* expressionsIn(part);
}

/** The blocks directly inside a statement. */
export function innerBlocks(statement: Statement): readonly Block[] {
  if (statement.kind === 'if') return [statement.then, statement.otherwise];
  if (statement.kind === 'for') return [statement.body];
  return statement.kind === 'either' ? statement.branches : [];
}

/** The expressions directly inside a statement, but for those of statements inside it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [...targetParts(statement.target), statement.value];
    case 'if':
    case 'assert':
      return [statement.condition];
    case 'for':
      return [statement.over];
    case 'choose':
      return statement.where === undefined ? [statement.from] : [statement.from, statement.where];
    case 'let':
      return [statement.value];
    case 'send':
      return [...statement.fields, recipients(statement.to)];
    case 'forward':
      return [recipients(statement.to)];
    case 'call':
    case 'invoke':
      return statement.arguments;
    case 'respond':
      return statement.result === undefined ? [] : [statement.result];
    case 'either':
    case 'start':
    case 'cancel':
    case 'stop':
      return [];
  }
}

function targetParts({ path }: Target): readonly Expression[] {
  return path.flatMap(step => {
    if (step.kind === 'item') return [step.index];
    return step.kind === 'entry' ? [step.key] : [];
  });
}

function recipients(to: Recipients): Expression {
  return to.kind === 'one' ? to.node : to.nodes;
}

/** The expressions directly inside one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'local':
    case 'variable':
    case 'ghost':
    case 'param':
    case 'self':
    case 'others':
    case 'roleNodes':
    case 'allNodes':
    case 'inFlight':
      return [];
    case 'nodeVariable':
    case 'up':
    case 'honest':
      return [expression.node];
    case 'old':
    case 'unary':
    case 'field':
    case 'some':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'if':
      return [expression.condition, expression.then, expression.otherwise];
    case 'let':
      return [expression.value, expression.body];
    case 'set':
    case 'list':
      return expression.items;
    case 'map':
      return [...expression.keys, ...expression.values];
    case 'interval':
      return [expression.low, expression.high];
    case 'record':
      return expression.fields;
    case 'with':
      return [expression.of, ...expression.fields.map(({ value }) => value)];
    case 'item':
      return [expression.of, expression.index];
    case 'entry':
      return [expression.of, expression.key];
    case 'slice':
      return [expression.of, expression.from, expression.to];
    case 'default':
      return [expression.of, expression.otherwise];
    case 'comprehension':
      return [...boundParts(expression), expression.result];
    case 'quantified':
      return [...boundParts(expression), expression.body];
    case 'call':
    case 'builtin':
      return expression.arguments;
    default:
      return unreachable(expression);
  }
}

function boundParts({ bindings, where }: Extract<Expression, { kind: 'comprehension' | 'quantified' }>): Expression[] {
  const over = bindings.map(binding => binding.over);
  return where === undefined ? over : [...over, where];
}
