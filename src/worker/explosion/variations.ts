import { present } from '../../base/assert.ts';
import { failure, success } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { Scenario } from '../../model/scenario.ts';
import { expressionsIn } from '../../model/walk.ts';
import { instantiate } from '../../semantics/instantiate.ts';

/** A way to have more nodes or fewer of a role, or of several that are as many. */
export interface Variation {
  readonly roles: readonly number[];
  /** The same scenario at a size: the number of nodes itself, or the parameter that says it. */
  at(size: number): Result<Instance, string>;
}

/**
 * Every way to vary a number of nodes of an instance. Where the scenario says the number by one parameter, such as
 * `Replica: 2 * f + 1`, that parameter is varied, so that whatever else depends on it goes along; where it says it by
 * several, nothing is.
 */
export function variationsOf(instance: Instance): readonly Variation[] {
  const { protocol, scenario, roleNodes } = instance;
  const byParam = new Map<number, number[]>();
  const variations: { readonly first: number; readonly variation: Variation }[] = [];
  protocol.roles.forEach((_, role) => {
    const expression = scenario.nodes[role];
    if (expression === undefined || (roleNodes[role]?.count ?? 0) === 0) return;
    const params = [...paramsIn(instance, expression)];
    if (params.length === 0) {
      variations.push({ first: role, variation: { roles: [role], at: size => withNodes(instance, role, size) } });
    }
    const [param] = params;
    if (params.length === 1 && param !== undefined) byParam.set(param, [...(byParam.get(param) ?? []), role]);
  });
  for (const [param, roles] of byParam) {
    const variation = { roles, at: (size: number) => withParam(instance, param, size) };
    variations.push({ first: present(roles[0], 'a role that uses the parameter'), variation });
  }
  return variations.sort((a, b) => a.first - b.first).map(({ variation }) => variation);
}

/** The parameters that an expression depends on, those behind the values of others included. */
function paramsIn(instance: Instance, expression: Expression): ReadonlySet<number> {
  const { protocol, scenario } = instance;
  const found = new Set<number>();
  for (const part of expressionsIn(expression)) {
    if (part.kind !== 'param') continue;
    const value =
      scenario.params.find(({ param }) => param === part.param)?.value ?? protocol.params[part.param]?.value;
    const behind = value === undefined ? [] : [...paramsIn(instance, value)];
    if (behind.length === 0) found.add(part.param);
    for (const param of behind) found.add(param);
  }
  return found;
}

function withNodes(instance: Instance, role: number, count: number): Result<Instance, string> {
  const { scenario } = instance;
  const nodes = scenario.nodes.map((expression, i) => (i === role ? literal(count, expression) : expression));
  return made(instance, { ...scenario, nodes });
}

function withParam(instance: Instance, param: number, size: number): Result<Instance, string> {
  const { scenario, protocol } = instance;
  const declared = present(protocol.params[param], 'a parameter that says how many nodes there are');
  const others = scenario.params.filter(other => other.param !== param);
  return made(instance, { ...scenario, params: [...others, { param, value: literal(size, declared.value) }] });
}

function literal(value: number, { at }: Expression): Expression {
  return { kind: 'literal', value, at };
}

function made({ protocol }: Instance, scenario: Scenario): Result<Instance, string> {
  const instance = instantiate(protocol, scenario);
  return instance.ok ? success(instance.value) : failure(instance.failure.message);
}
