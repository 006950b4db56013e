import { assert, present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Expression } from '../model/expressions.ts';
import type { FunctionDeclaration, Protocol } from '../model/protocol.ts';
import { isUp, type LocalState } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { compileAccess } from './access.ts';
import { compileComprehension, compileQuantified } from './bindings.ts';
import { callBuiltin } from './builtins.ts';
import { asBoolean, asInteger, asNode, integer } from './casts.ts';
import { compileName } from './names.ts';
import { raise } from './errors.ts';
import { applyOperator } from './operators.ts';
import { createScope, nested, spend, stateOf } from './scope.ts';
import type { Evaluator, Scope } from './scope.ts';
import { inFlight } from './views.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/** How deep one expression may nest. */
const HEIGHT_MAX = 1_000;

/**
 * Turns the expressions of one protocol into closures, each once. Functions are compiled when they are first called,
 * so that they may call one another.
 */
export class Compiler {
  readonly #protocol: Protocol;
  readonly #functions = new Map<number, (scope: Scope, values: readonly Value[], at: Span) => Value>();
  #height = 0;
  #heightReached = 0;

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  readonly compile = (expression: Expression): Evaluator => {
    if (this.#height >= HEIGHT_MAX) {
      return () =>
        raise('too-many-steps', 'The expression nests too deeply. Split it with «let» or a function.', expression.at);
    }
    this.#height += 1;
    this.#heightReached = Math.max(this.#heightReached, this.#height);
    const evaluator = this.#compile(expression);
    this.#height -= 1;
    return evaluator;
  };

  /** What `compilation` gives, and how deep the expressions that it compiled nest. */
  measured<Compiled>(compilation: () => Compiled): { readonly compiled: Compiled; readonly height: number } {
    const outer = [this.#height, this.#heightReached] as const;
    this.#height = 0;
    this.#heightReached = 0;
    const compiled = compilation();
    const height = this.#heightReached;
    [this.#height, this.#heightReached] = outer;
    return { compiled, height };
  }

  #compile(expression: Expression): Evaluator {
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
        return compileName(expression);
      case 'nodeVariable':
      case 'up':
      case 'honest':
      case 'inFlight':
      case 'old':
        return this.#compileView(expression);
      case 'unary':
      case 'binary':
      case 'if':
      case 'let':
        return this.#compileOperation(expression);
      case 'set':
      case 'list':
      case 'map':
      case 'interval':
      case 'record':
      case 'with':
      case 'field':
      case 'item':
      case 'entry':
      case 'slice':
      case 'default':
      case 'some':
        return compileAccess(expression, this.compile);
      case 'comprehension':
        return compileComprehension(expression, this.compile);
      case 'quantified':
        return compileQuantified(expression, this.compile);
      case 'call':
        return this.#compileCall(expression);
      case 'builtin': {
        const values = expression.arguments.map(this.compile);
        const { name, at } = expression;
        return scope =>
          callBuiltin(
            name,
            values.map(value => value(scope)),
            scope.context,
            at,
          );
      }
    }
  }

  #compileView(expression: Of<'nodeVariable' | 'up' | 'honest' | 'inFlight' | 'old'>): Evaluator {
    switch (expression.kind) {
      case 'nodeVariable': {
        const { variable, at } = expression;
        const node = this.compile(expression.node);
        return scope => {
          const local = localOf(scope, asNode(node(scope), at));
          return present(local.variables[variable], 'every variable has a value');
        };
      }
      case 'up': {
        const node = this.compile(expression.node);
        return scope => isUp(localOf(scope, asNode(node(scope), expression.at)));
      }
      case 'honest': {
        const node = this.compile(expression.node);
        return scope => localOf(scope, asNode(node(scope), expression.at)).status !== 'byzantine';
      }
      case 'inFlight':
        return ({ context }) => inFlight(context, expression.message, expression.at);
      case 'old': {
        const of = this.compile(expression.of);
        return scope => {
          const { state, before } = scope.context;
          assert(before !== undefined, '`old` stands only in step properties');
          scope.context.state = before;
          const value = of(scope);
          scope.context.state = state;
          return value;
        };
      }
    }
  }

  #compileOperation(expression: Of<'unary' | 'binary' | 'if' | 'let'>): Evaluator {
    const { at } = expression;
    switch (expression.kind) {
      case 'unary': {
        const of = this.compile(expression.of);
        return expression.operator === 'not'
          ? scope => !asBoolean(of(scope), at)
          : scope => integer(-asInteger(of(scope), at), at);
      }
      case 'binary':
        return this.#compileBinary(expression);
      case 'if': {
        const condition = this.compile(expression.condition);
        const then = this.compile(expression.then);
        const otherwise = this.compile(expression.otherwise);
        return scope => (asBoolean(condition(scope), at) ? then(scope) : otherwise(scope));
      }
      case 'let': {
        const { slot } = expression;
        const value = this.compile(expression.value);
        const body = this.compile(expression.body);
        return scope => {
          scope.slots[slot] = value(scope);
          return body(scope);
        };
      }
    }
  }

  #compileBinary(expression: Of<'binary'>): Evaluator {
    const { operator, literals, at } = expression;
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    if (operator === 'and') return scope => asBoolean(left(scope), at) && asBoolean(right(scope), at);
    if (operator === 'or') return scope => asBoolean(left(scope), at) || asBoolean(right(scope), at);
    if (operator === 'implies') return scope => !asBoolean(left(scope), at) || asBoolean(right(scope), at);
    return scope => applyOperator(operator, left(scope), right(scope), { at, literals, context: scope.context });
  }

  #compileCall(expression: Of<'call'>): Evaluator {
    const { function: index, at } = expression;
    const values = expression.arguments.map(this.compile);
    return scope =>
      this.#function(index)(
        scope,
        values.map(value => value(scope)),
        at,
      );
  }

  #function(index: number): (scope: Scope, values: readonly Value[], at: Span) => Value {
    const known = this.#functions.get(index);
    if (known !== undefined) return known;
    const declaration: FunctionDeclaration = present(this.#protocol.functions[index], 'a called function is declared');
    const { compiled: body, height } = this.measured(() => this.compile(declaration.body));
    const run = (scope: Scope, values: readonly Value[], at: Span): Value => {
      spend(scope.context, 1, at);
      const inner = createScope(scope.context, Math.max(declaration.slots, values.length));
      values.forEach((value, slot) => (inner.slots[slot] = value));
      return nested(scope.context, height, at, () => body(inner));
    };
    this.#functions.set(index, run);
    return run;
  }
}

function localOf({ context }: Scope, node: NodeIndex): LocalState {
  return present(stateOf(context).locals[node], 'every node has a local state');
}
