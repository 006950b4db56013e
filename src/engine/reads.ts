import { unreachable } from '../base/assert.ts';
import type { Expression } from '../model/expressions.ts';
import type { Protocol } from '../model/protocol.ts';

/** Which parts of a state an expression can read. */
export interface Reads {
  /** By role index: the variables that are read of some node of that role. */
  readonly variables: readonly ReadonlySet<number>[];
  /** Whether it asks which nodes are up. */
  readonly up: boolean;
  readonly ghosts: ReadonlySet<number>;
  /** The messages it looks for in flight. */
  readonly messages: ReadonlySet<number>;
}

/** What `expression` may read, whatever the state. */
export function readsOf(protocol: Protocol, expression: Expression): Reads {
  const variables = protocol.roles.map(() => new Set<number>());
  const ghosts = new Set<number>();
  const messages = new Set<number>();
  const functions = new Set<number>();
  let up = false;
  const pending: Expression[] = [expression];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'nodeVariable') variables[next.role]?.add(next.variable);
    if (next.kind === 'ghost') ghosts.add(next.ghost);
    if (next.kind === 'inFlight') messages.add(next.message);
    if (next.kind === 'up') up = true;
    if (next.kind === 'call' && !functions.has(next.function)) {
      functions.add(next.function);
      const declaration = protocol.functions[next.function];
      if (declaration !== undefined) pending.push(declaration.body);
    }
    pending.push(...partsOf(next));
  }
  return { variables, up, ghosts, messages };
}

/** The expressions directly inside one. */
function partsOf(expression: Expression): readonly Expression[] {
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
