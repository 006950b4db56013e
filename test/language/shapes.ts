import type { Expression } from '../../src/model/expressions.ts';
import type { DeclaredFailure } from '../../src/model/scenario.ts';
import type { Block, Recipients, Statement } from '../../src/model/statements.ts';
import type { DeclaredType } from '../../src/model/types.ts';
import { formatValue } from '../../src/model/values.ts';

/** An expression of the model in one line: operators in front, names with the place they were resolved to. */
export function shape(expression: Expression): string {
  const list = (items: readonly Expression[]): string => items.map(shape).join(' ');
  switch (expression.kind) {
    case 'literal':
      return formatValue(expression.value, String);
    case 'local':
      return `${expression.name}#${String(expression.slot)}`;
    case 'variable':
      return `.${expression.name}`;
    case 'nodeVariable':
      return `${shape(expression.node)}.${expression.name}`;
    case 'ghost':
    case 'param':
      return `${expression.kind}:${expression.name}`;
    case 'self':
    case 'others':
    case 'allNodes':
      return expression.kind;
    case 'roleNodes':
      return `role${String(expression.role)}`;
    case 'up':
    case 'honest':
      return `(${expression.kind} ${shape(expression.node)})`;
    case 'inFlight':
      return `flight${String(expression.message)}`;
    case 'old':
    case 'some':
      return `(${expression.kind} ${shape(expression.of)})`;
    case 'unary':
      return `(${expression.operator} ${shape(expression.of)})`;
    case 'binary':
      return `(${expression.operator} ${shape(expression.left)} ${shape(expression.right)})`;
    case 'if':
      return `(if ${shape(expression.condition)} ${shape(expression.then)} ${shape(expression.otherwise)})`;
    case 'let':
      return `(let ${expression.name}#${String(expression.slot)} ${shape(expression.value)} ${shape(expression.body)})`;
    case 'set':
    case 'list':
      return `(${[expression.kind, ...expression.items.map(shape)].join(' ')})`;
    case 'map':
      return `(map ${expression.keys.map((key, i) => `${shape(key)}:${shape(expression.values[i] ?? key)}`).join(' ')})`;
    case 'interval':
      return `(interval ${shape(expression.low)} ${shape(expression.high)})`;
    case 'record':
      return `(record${String(expression.record)} ${list(expression.fields)})`;
    case 'with':
      return `(with ${shape(expression.of)} ${expression.fields.map(({ field, value }) => `${String(field)}:${shape(value)}`).join(' ')})`;
    case 'field':
      return `${shape(expression.of)}.${String(expression.field)}`;
    case 'item':
      return `(item ${shape(expression.of)} ${shape(expression.index)})`;
    case 'entry':
      return `(entry ${shape(expression.of)} ${shape(expression.key)})`;
    case 'slice':
      return `(slice ${shape(expression.of)} ${shape(expression.from)} ${shape(expression.to)})`;
    case 'default':
      return `(default ${shape(expression.of)} ${shape(expression.otherwise)})`;
    case 'comprehension':
    case 'quantified': {
      const bindings = expression.bindings
        .map(({ slot, name, over }) => `${name}#${String(slot)}∈${shape(over)}`)
        .join(' ');
      const where = expression.where === undefined ? '' : ` where ${shape(expression.where)}`;
      const [head, body] =
        expression.kind === 'quantified' ? [expression.quantifier, expression.body] : ['all-of', expression.result];
      return `(${head} ${bindings}${where}: ${shape(body)})`;
    }
    case 'call':
      return `(fn${String(expression.function)} ${list(expression.arguments)})`;
    case 'builtin':
      return `(${expression.name} ${list(expression.arguments)})`;
  }
}

export function shapeOfBlock(block: Block): string {
  return block.map(shapeOfStatement).join('; ');
}

function recipients(to: Recipients): string {
  return to.kind === 'one' ? `one ${shape(to.node)}` : `each ${shape(to.nodes)}`;
}

export function shapeOfStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'assign': {
      const { target, operator, value, empty } = statement;
      const path = target.path.map(step =>
        step.kind === 'field' ? `.${step.name}` : `[${shape(step.kind === 'item' ? step.index : step.key)}]`,
      );
      const missing = empty === undefined ? '' : ` else ${formatValue(empty, String)}`;
      return `${target.scope} ${target.name}${path.join('')} ${operator ?? ':='} ${shape(value)}${missing}`;
    }
    case 'if':
      return `if ${shape(statement.condition)} {${shapeOfBlock(statement.then)}} {${shapeOfBlock(statement.otherwise)}}`;
    case 'for':
      return `for ${statement.name}#${String(statement.slot)} ${shape(statement.over)} {${shapeOfBlock(statement.body)}}`;
    case 'either':
      return `either ${statement.branches.map(branch => `{${shapeOfBlock(branch)}}`).join(' ')}`;
    case 'choose':
      return `choose ${statement.name}#${String(statement.slot)} ${shape(statement.from)}${statement.where === undefined ? '' : ` where ${shape(statement.where)}`}`;
    case 'let':
      return `let ${statement.name}#${String(statement.slot)} ${shape(statement.value)}`;
    case 'send':
      return `send ${String(statement.message)}(${statement.fields.map(shape).join(' ')}) ${recipients(statement.to)}`;
    case 'forward':
      return `forward ${recipients(statement.to)}`;
    case 'start':
      return `start ${String(statement.timer)}${statement.after === undefined ? '' : ` ${String(statement.after.lowMs)}..${String(statement.after.highMs)}`}`;
    case 'cancel':
      return `cancel ${String(statement.timer)}`;
    case 'assert':
      return `assert ${shape(statement.condition)}`;
    case 'stop':
      return 'stop';
    case 'call':
      return `call ${String(statement.procedure)} ${statement.arguments.map(shape).join(' ')}`;
    case 'invoke':
      return `invoke ${String(statement.history)}.${statement.operation}(${statement.arguments.map(shape).join(' ')})`;
    case 'respond':
      return `respond ${String(statement.history)}${statement.result === undefined ? '' : ` ${shape(statement.result)}`}`;
  }
}

export function shapeOfType(type: DeclaredType): string {
  switch (type.kind) {
    case 'range':
      return `${shape(type.low)}..${shape(type.high)}`;
    case 'enum':
      return type.literals.join('|');
    case 'role':
      return `role${String(type.role)}`;
    case 'option':
      return `${shapeOfType(type.of)}?`;
    case 'set':
      return `set(${shapeOfType(type.of)})`;
    case 'list':
      return `list(${shapeOfType(type.of)}${type.max === undefined ? '' : ` max ${shape(type.max)}`})`;
    case 'map':
      return `map(${shapeOfType(type.key)} ${shapeOfType(type.value)})`;
    case 'record':
      return `${type.name}(${type.fields.map(field => `${field.name}:${shapeOfType(field.type)}`).join(' ')})`;
    case 'bool':
    case 'int':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return type.kind;
  }
}

/** `crash 1 role 0 midway`; names are the indexes that they were resolved to. */
export function shapeOfFailure({ kind, budget, handlers, ...target }: DeclaredFailure): string {
  const parts = (['message', 'role', 'variable', 'from', 'to'] as const).flatMap(part =>
    target[part] === undefined ? [] : [`${part} ${String(target[part])}`],
  );
  const hang =
    handlers === undefined ? [] : [`{${handlers.map(each => `${each.kind} ${String(each.index)}`).join(', ')}}`];
  const midway = target.midway === true ? ['midway'] : [];
  return [kind, budget === 'any' ? budget : shape(budget), ...parts, ...hang, ...midway].join(' ');
}
