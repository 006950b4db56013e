import type { Expression } from '../../model/expressions.ts';

/**
 * What is known to be so where an expression is evaluated, because a condition before it said so: of options that they are
 * not none, of maps that they have a key. Each a text that names the expressions.
 */
export type Facts = ReadonlySet<string>;

export const NO_FACTS: Facts = new Set();

export function isThere(option: Expression): string {
  return `some ${textOf(option)}`;
}

export function hasKey(map: Expression, key: Expression): string {
  return `key ${textOf(key)} of ${textOf(map)}`;
}

/** What is known besides once a condition is true, or false. */
export function withCondition(facts: Facts, condition: Expression | undefined, value: boolean): Facts {
  const more = condition === undefined ? [] : factsOf(condition, value);
  return more.length === 0 ? facts : new Set([...facts, ...more]);
}

/** What is known besides of the items of a collection. */
export function withItemOf(facts: Facts, over: Expression, slot: number, name: string): Facts {
  const [map] = over.kind === 'builtin' && over.name === 'keys' ? over.arguments : [];
  return map === undefined ? facts : new Set([...facts, hasKey(map, { kind: 'local', slot, name, at: over.at })]);
}

function factsOf(condition: Expression, value: boolean): readonly string[] {
  if (condition.kind === 'unary') return condition.operator === 'not' ? factsOf(condition.of, !value) : [];
  if (condition.kind !== 'binary') return [];
  const { operator, left, right } = condition;
  if (operator === 'and') return value ? [...factsOf(left, true), ...factsOf(right, true)] : [];
  if (operator === 'or') return value ? [] : [...factsOf(left, false), ...factsOf(right, false)];
  if (operator === 'implies') return value ? [] : [...factsOf(left, true), ...factsOf(right, false)];
  if (operator === 'in') {
    const [map] = right.kind === 'builtin' && right.name === 'keys' ? right.arguments : [right];
    return value && map !== undefined ? [hasKey(map, left)] : [];
  }
  if (operator !== (value ? 'notEqual' : 'equal')) return [];
  return isNone(right) ? [isThere(left)] : isNone(left) ? [isThere(right)] : [];
}

function isNone(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

/** The expression as a text, wherever it stands. */
function textOf(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value));
}
