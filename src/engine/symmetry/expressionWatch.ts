import type { Binding, Builtin, Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import { partsOf } from '../../model/walk.ts';
import { type Facts, hasKey, isThere, NO_FACTS, withCondition, withItemOf } from './facts.ts';
import { holdsAnyNode, itemOf, type Shape, Shapes } from './shapes.ts';

/** How it shows in which order the nodes of a role come. */
export type Sign = 'failure' | 'list' | 'loop' | 'midway';

/** What is watched for: roles whose nodes are not to be told apart, and where that they can be is told. */
export interface Watch {
  readonly instance: Instance;
  /** `role` undefined: any role. */
  readonly tell: (role: number | undefined, sign: Sign) => void;
  /** By function: whether it may go wrong. */
  readonly functions: Map<number, boolean>;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/**
 * Looks for expressions whose value may depend on the order of nodes that have none: sets are gone through in order, and
 * that must not show.
 * - A quantifier stops at the first item that decides: an error behind it never happens, which would before it.
 * - `values(m)` lists values in the order of their keys, and `flight of M` what is in flight in the order of receivers.
 *
 * That a computation takes too long, or a number becomes too large to be exact, is not thought of as an error here.
 */
export class ExpressionWatch {
  readonly shapes: Shapes;
  readonly #watch: Watch;

  /** `role` is that of the node that runs; undefined where none does. */
  constructor(watch: Watch, role: number | undefined) {
    this.#watch = watch;
    this.shapes = new Shapes(watch.instance, role);
  }

  /** Looks at an expression and all inside it. Answers whether it may go wrong. */
  mayFail(expression: Expression, facts: Facts = NO_FACTS): boolean {
    return this.#look(expression, facts, false);
  }

  /** Looks at a collection that is gone through. Answers whether that may go wrong. */
  mayFailToList(over: Expression, facts: Facts = NO_FACTS): boolean {
    return this.#look(over, facts, true);
  }

  /** The roles whose nodes' order shows in the order of a collection's items; undefined for any role. */
  rolesInOrderOf(over: Expression): ReadonlySet<number> | undefined {
    if (over.kind === 'inFlight') return undefined;
    const [map] = over.kind === 'builtin' && over.name === 'values' ? over.arguments : [];
    const shape = this.shapes.of(map ?? over);
    if (map === undefined && shape.kind === 'list') return new Set();
    return rolesIn(itemOf(shape));
  }

  /** Binds a name to the items of a collection, and answers what is known of them. */
  bind({ slot, name, over }: Binding, facts: Facts): Facts {
    this.shapes.slots[slot] = itemOf(this.shapes.of(over));
    return withItemOf(facts, over, slot, name);
  }

  tell(roles: ReadonlySet<number> | undefined, sign: Sign): void {
    if (roles === undefined) this.#watch.tell(undefined, sign);
    else for (const role of roles) this.#watch.tell(role, sign);
  }

  /** `isAnyOrder`: what becomes of the value does not depend on the order of its items. */
  #look(expression: Expression, facts: Facts, isAnyOrder: boolean): boolean {
    switch (expression.kind) {
      case 'inFlight':
        if (!isAnyOrder) this.tell(undefined, 'list');
        return false;
      case 'builtin':
        return this.#lookAtBuiltin(expression, facts, isAnyOrder);
      case 'binary':
        return this.#lookAtBinary(expression, facts);
      case 'if':
        return this.#lookAtIf(expression, facts);
      case 'let':
        return this.#lookAtLet(expression, facts);
      case 'quantified':
      case 'comprehension':
        return this.#lookAtBindings(expression, facts);
      case 'call': {
        const given = this.#anyMayFail(expression.arguments, facts);
        return this.#functionMayFail(expression.function) || given;
      }
      case 'default': {
        // A missing entry is what the default is there for.
        const of = expression.of.kind === 'entry' ? partsOf(expression.of) : [expression.of];
        return this.#anyMayFail([...of, expression.otherwise], facts);
      }
      case 'old':
        return this.mayFail(expression.of, NO_FACTS);
      case 'some':
        return this.mayFail(expression.of, facts) || !facts.has(isThere(expression.of));
      case 'entry':
        return this.#anyMayFail(partsOf(expression), facts) || !facts.has(hasKey(expression.of, expression.key));
      case 'item':
        this.#anyMayFail(partsOf(expression), facts);
        return true;
      case 'literal':
      case 'local':
      case 'variable':
      case 'ghost':
      case 'param':
      case 'self':
      case 'others':
      case 'roleNodes':
      case 'allNodes':
      case 'nodeVariable':
      case 'up':
      case 'honest':
      case 'unary':
      case 'set':
      case 'list':
      case 'map':
      case 'interval':
      case 'record':
      case 'with':
      case 'field':
      case 'slice':
        return this.#anyMayFail(partsOf(expression), facts);
    }
  }

  #lookAtIf({ condition, then, otherwise }: Of<'if'>, facts: Facts): boolean {
    const thenFails = this.mayFail(then, withCondition(facts, condition, true));
    const otherwiseFails = this.mayFail(otherwise, withCondition(facts, condition, false));
    return this.mayFail(condition, facts) || thenFails || otherwiseFails;
  }

  #lookAtLet({ slot, value, body }: Of<'let'>, facts: Facts): boolean {
    const valueFails = this.mayFail(value, facts);
    this.shapes.slots[slot] = this.shapes.of(value);
    return this.mayFail(body, facts) || valueFails;
  }

  #anyMayFail(expressions: readonly Expression[], facts: Facts): boolean {
    return expressions.map(each => this.mayFail(each, facts)).includes(true);
  }

  #lookAtBinary({ operator, left, right }: Of<'binary'>, facts: Facts): boolean {
    const leftFails = this.mayFail(left, facts);
    const isDecided = operator === 'and' || operator === 'implies' || operator === 'or';
    const known = isDecided ? withCondition(facts, left, operator !== 'or') : facts;
    const rightFails = this.#look(right, known, operator === 'in');
    const divides = operator === 'divide' || operator === 'modulo';
    return leftFails || rightFails || (divides && (right.kind !== 'literal' || right.value === 0));
  }

  #lookAtBuiltin(expression: Of<'builtin'>, facts: Facts, isAnyOrder: boolean): boolean {
    const { name, arguments: given } = expression;
    const [first] = given;
    // Whoever reads a clock that there is not.
    if (first === undefined) return this.#watch.instance.clock === undefined;
    const isWhole = given.length === 1 && ['size', 'sum', 'min', 'max'].includes(name);
    const partsFail = given.map(each => this.#look(each, facts, isWhole)).includes(true);
    if (name === 'values' && !isAnyOrder) this.tell(this.rolesInOrderOf(expression), 'list');
    return partsFail || this.#mayLackItem(name, given);
  }

  /** Whether a function may look for an item where there is none, or for the only one of several. */
  #mayLackItem(name: Builtin, given: readonly Expression[]): boolean {
    const [of] = given;
    const count = of?.kind === 'roleNodes' ? this.#watch.instance.roleNodes[of.role]!.count : 0;
    if (name === 'the') return count !== 1;
    if (name === 'first' || name === 'last') return count === 0;
    return (name === 'min' || name === 'max') && given.length === 1;
  }

  #lookAtBindings(expression: Of<'quantified' | 'comprehension'>, facts: Facts): boolean {
    let known = facts;
    const orders: (ReadonlySet<number> | undefined)[] = [];
    const overFails = expression.bindings.map(binding => {
      const fails = this.mayFailToList(binding.over, known);
      orders.push(this.rolesInOrderOf(binding.over));
      known = this.bind(binding, known);
      return fails;
    });
    const whereFails = expression.where !== undefined && this.mayFail(expression.where, known);
    const body = expression.kind === 'quantified' ? expression.body : expression.result;
    const bodyFails = this.mayFail(body, withCondition(known, expression.where, true));
    const itemsFail = whereFails || bodyFails || overFails.slice(1).includes(true);
    if (expression.kind === 'quantified' && itemsFail) for (const roles of orders) this.tell(roles, 'failure');
    return itemsFail || overFails.includes(true);
  }

  #functionMayFail(index: number): boolean {
    const { functions, instance } = this.#watch;
    const known = functions.get(index);
    if (known !== undefined) return known;
    // One that calls itself is not looked into twice.
    functions.set(index, true);
    const inside = new ExpressionWatch(this.#watch, undefined);
    const declared = instance.protocol.functions[index];
    declared?.parameters.forEach(({ type }, slot) => (inside.shapes.slots[slot] = type));
    const fails = declared !== undefined && inside.mayFail(declared.body);
    functions.set(index, fails);
    return fails;
  }
}

/** The roles of which a value may hold nodes; undefined for any. */
function rolesIn(shape: Shape): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  return holdsAnyNode(shape, found) ? undefined : found;
}
