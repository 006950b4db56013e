import type { Binding, Expression } from '../../model/expressions.ts';
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
      case 'if': {
        const then = this.mayFail(expression.then, withCondition(facts, expression.condition, true));
        const otherwise = this.mayFail(expression.otherwise, withCondition(facts, expression.condition, false));
        return this.mayFail(expression.condition, facts) || then || otherwise;
      }
      case 'let': {
        const value = this.mayFail(expression.value, facts);
        this.shapes.slots[expression.slot] = this.shapes.of(expression.value);
        return this.mayFail(expression.body, facts) || value;
      }
      case 'quantified':
      case 'comprehension':
        return this.#lookAtBindings(expression, facts);
      case 'call': {
        const given = this.#anyMayFail(expression.arguments, facts);
        return this.#functionMayFail(expression.function) || given;
      }
      case 'default':
        // A missing entry is what the default is there for.
        if (expression.of.kind === 'entry')
          return this.#anyMayFail([...partsOf(expression.of), expression.otherwise], facts);
        return this.#anyMayFail([expression.of, expression.otherwise], facts);
      case 'old':
        return this.mayFail(expression.of, NO_FACTS);
      case 'some':
        return this.mayFail(expression.of, facts) || !facts.has(isThere(expression.of));
      case 'entry':
        return this.#anyMayFail(partsOf(expression), facts) || !facts.has(hasKey(expression.of, expression.key));
      case 'item':
        this.#anyMayFail(partsOf(expression), facts);
        return true;
      default:
        return this.#anyMayFail(partsOf(expression), facts);
    }
  }

  #anyMayFail(expressions: readonly Expression[], facts: Facts): boolean {
    return expressions.map(each => this.mayFail(each, facts)).includes(true);
  }

  #lookAtBinary({ operator, left, right }: Of<'binary'>, facts: Facts): boolean {
    const leftFails = this.mayFail(left, facts);
    switch (operator) {
      case 'and':
      case 'implies':
        return this.mayFail(right, withCondition(facts, left, true)) || leftFails;
      case 'or':
        return this.mayFail(right, withCondition(facts, left, false)) || leftFails;
      case 'in':
        return this.#look(right, facts, true) || leftFails;
      case 'divide':
      case 'modulo':
        return this.mayFail(right, facts) || leftFails || right.kind !== 'literal' || right.value === 0;
      default:
        return this.mayFail(right, facts) || leftFails;
    }
  }

  #lookAtBuiltin({ name, arguments: given }: Of<'builtin'>, facts: Facts, isAnyOrder: boolean): boolean {
    const [first] = given;
    if (first === undefined) return this.#watch.instance.clock === undefined;
    const isWhole = given.length === 1 && ['size', 'sum', 'min', 'max'].includes(name);
    const partsFail = given.map(each => this.#look(each, facts, isWhole)).includes(true);
    if (name === 'values' && !isAnyOrder)
      this.tell(this.rolesInOrderOf({ kind: 'builtin', name, arguments: given, at: first.at }), 'list');
    const nodes = first.kind === 'roleNodes' ? this.#watch.instance.roleNodes[first.role]?.count : undefined;
    switch (name) {
      case 'min':
      case 'max':
        return partsFail || given.length === 1;
      case 'first':
      case 'last':
        return partsFail || nodes === undefined || nodes === 0;
      case 'the':
        return partsFail || nodes !== 1;
      default:
        return partsFail;
    }
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
