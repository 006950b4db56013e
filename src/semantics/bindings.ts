import type { Span } from '../base/span.ts';
import type { Binding, Expression } from '../model/expressions.ts';
import { setOf } from '../model/values.ts';
import type { Value } from '../model/values.ts';
import { asBoolean, itemsOf } from './casts.ts';
import { spend } from './scope.ts';
import type { Evaluator, Scope } from './scope.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;
type Compile = (expression: Expression) => Evaluator;

/** Calls `visit` once for each way to bind the names of all bindings, until it answers false. */
type Loop = (scope: Scope, visit: () => boolean) => void;

/** `{ result for x in S where P }`: always a set. */
export function compileComprehension(expression: Of<'comprehension'>, compile: Compile): Evaluator {
  const loop = compileBindings(expression.bindings, compile);
  const where = expression.where === undefined ? undefined : compile(expression.where);
  const result = compile(expression.result);
  return scope => {
    const items: Value[] = [];
    loop(scope, () => {
      if (where === undefined || asBoolean(where(scope), expression.at)) items.push(result(scope));
      return true;
    });
    return setOf(items);
  };
}

/** Stops at the first binding that decides. `where` restricts what is looked at: of nothing, all and no are true. */
export function compileQuantified(expression: Of<'quantified'>, compile: Compile): Evaluator {
  const { quantifier, at } = expression;
  const loop = compileBindings(expression.bindings, compile);
  const where = expression.where === undefined ? undefined : compile(expression.where);
  const body = compile(expression.body);
  // Counting to `enough` true (for `all`: false) bodies decides.
  const counted = quantifier !== 'all';
  const enough = quantifier === 'exactlyOne' ? 2 : 1;
  return scope => {
    let count = 0;
    loop(scope, () => {
      if (where !== undefined && !asBoolean(where(scope), at)) return true;
      if (asBoolean(body(scope), at) === counted) count += 1;
      return count < enough;
    });
    switch (quantifier) {
      case 'all':
      case 'no':
        return count === 0;
      case 'some':
      case 'exactlyOne':
        return count === 1;
    }
  };
}

function compileBindings(bindings: readonly Binding[], compile: Compile): Loop {
  const compiled = bindings.map(({ slot, over }) => ({ slot, over: compile(over), at: over.at }));
  const run = (depth: number, scope: Scope, visit: () => boolean): boolean => {
    const binding = compiled[depth];
    if (binding === undefined) return visit();
    return bindEach(binding, scope, () => run(depth + 1, scope, visit));
  };
  return (scope, visit) => {
    run(0, scope, visit);
  };
}

function bindEach(
  binding: { readonly slot: number; readonly over: Evaluator; readonly at: Span },
  scope: Scope,
  visit: () => boolean,
): boolean {
  for (const item of itemsOf(binding.over(scope), binding.at)) {
    spend(scope.context, 1, binding.at);
    scope.slots[binding.slot] = item;
    if (!visit()) return false;
  }
  return true;
}
