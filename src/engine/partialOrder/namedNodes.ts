import { present } from '../../base/assert.ts';
import type { BinaryOperator, Builtin, Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import { nodeReference, type NodeIndex } from '../../model/values.ts';
import { expressionsIn, partsOf } from '../../model/walk.ts';
import { callBuiltin } from '../../semantics/builtins.ts';
import { Compiler } from '../../semantics/compile.ts';
import { attempt } from '../../semantics/errors.ts';
import { createContext, createScope, type Evaluator } from '../../semantics/scope.ts';
import { nodeSet, nodesInValue, nodesOf, type NodeSet } from './nodeSets.ts';

/** Beyond so many functions inside one another their values may name anybody. */
const CALL_DEPTH_MAX = 8;

/** What is known of the names that an expression reads: the nodes that their values may name. */
export interface Names {
  /** The node that runs. */
  readonly node: NodeIndex;
  /** By slot. Names that an expression binds itself are added. */
  readonly slots: Int32Array;
  /** By variable of the node. */
  readonly variables: Int32Array;
}

/**
 * Which nodes the value of an expression may name, as a member or as an item, key, value or field at any depth: at
 * least those. What depends on nothing but the node and the parameters is computed, so that rings are seen as rings.
 */
export class NamedNodes {
  readonly #instance: Instance;
  readonly #compiler: Compiler;
  readonly #everybody: NodeSet;
  // Undefined for an expression that depends on more than the node and the parameters.
  readonly #constants = new Map<Expression, Constant | undefined>();
  #callDepth = 0;

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#compiler = new Compiler(instance.protocol);
    this.#everybody = nodeSet(instance.nodes.map(({ index }) => index));
  }

  in(expression: Expression, names: Names): NodeSet {
    return this.#compute(expression, names) ?? this.#estimate(expression, names);
  }

  /** The nodes in the value, where that depends on nothing that changes and does not go wrong. */
  #compute(expression: Expression, { node, slots }: Names): NodeSet | undefined {
    if (!this.#constants.has(expression)) {
      const evaluate = isConstant(expression) ? this.#compiler.compile(expression) : undefined;
      this.#constants.set(expression, evaluate && { evaluate, byNode: new Map() });
    }
    const constant = this.#constants.get(expression);
    if (constant === undefined) return undefined;
    const { evaluate, byNode } = constant;
    if (!byNode.has(node)) {
      const value = attempt(() => evaluate(createScope(createContext(this.#instance, node), slots.length)));
      byNode.set(node, value.ok ? nodesInValue(value.value) : undefined);
    }
    return byNode.get(node);
  }

  #estimate(expression: Expression, names: Names): NodeSet {
    const { slots, variables } = names;
    switch (expression.kind) {
      case 'literal':
        return nodesInValue(expression.value);
      case 'param':
        return nodesInValue(present(this.#instance.params[expression.param], 'a parameter has a value'));
      case 'local':
        return present(slots[expression.slot], 'a local name has a slot');
      case 'variable':
        return present(variables[expression.variable], 'a variable of the node exists');
      case 'unary':
      case 'interval':
      case 'quantified':
        return 0;
      case 'item':
      case 'entry':
      case 'slice':
        return this.in(expression.of, names);
      case 'if':
        return this.in(expression.then, names) | this.in(expression.otherwise, names);
      case 'let':
        slots[expression.slot] = slots[expression.slot]! | this.in(expression.value, names);
        return this.in(expression.body, names);
      case 'comprehension':
        for (const { slot, over } of expression.bindings) slots[slot] = slots[slot]! | this.in(over, names);
        return this.in(expression.result, names);
      case 'binary':
        return this.#inBinary(expression, names);
      case 'call':
        return this.#inCall(expression, names);
      case 'builtin':
        return this.#inBuiltin(expression, names);
      case 'set':
      case 'list':
      case 'map':
      case 'record':
      case 'with':
      case 'field':
      case 'default':
      case 'some':
        return this.#inAll(partsOf(expression), names);
      case 'self':
      case 'others':
      case 'roleNodes':
      case 'allNodes':
      case 'ghost':
      case 'nodeVariable':
      case 'up':
      case 'honest':
      case 'inFlight':
      case 'old':
        return this.#everybody;
    }
  }

  #inAll(expressions: readonly Expression[], names: Names): NodeSet {
    return expressions.reduce<NodeSet>((set, each) => set | this.in(each, names), 0);
  }

  #inBinary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, names: Names): NodeSet {
    switch (RESULTS[operator]) {
      case 'nobody':
        return 0;
      case 'left':
        return this.in(left, names);
      case 'both':
        return this.in(left, names) & this.in(right, names);
      case 'either':
        return this.in(left, names) | this.in(right, names);
    }
  }

  #inCall(expression: Extract<Expression, { kind: 'call' }>, names: Names): NodeSet {
    if (this.#callDepth === CALL_DEPTH_MAX) return this.#everybody;
    const { body, slots } = present(this.#instance.protocol.functions[expression.function], 'a called function');
    const given = expression.arguments.map(argument => this.in(argument, names));
    const inner = { ...names, slots: new Int32Array(Math.max(slots, given.length)), variables: new Int32Array(0) };
    inner.slots.set(given);
    this.#callDepth += 1;
    const found = this.in(body, inner);
    this.#callDepth -= 1;
    return found;
  }

  #inBuiltin({ name, arguments: values, at }: Extract<Expression, { kind: 'builtin' }>, names: Names): NodeSet {
    if (name === 'next' || name === 'previous') {
      const context = createContext(this.#instance, names.node);
      const moved = nodesOf(this.#inAll(values, names)).map(node =>
        nodesInValue(callBuiltin(name, [nodeReference(node)], context, at)),
      );
      return moved.reduce<NodeSet>((set, node) => set | node, 0);
    }
    if (NUMBERS.has(name)) return 0;
    const given = this.#inAll(values, names);
    return name === 'tick' ? given | (1 << names.node) : given;
  }
}

/** An expression that has one value for each node; undefined where computing it goes wrong. */
interface Constant {
  readonly evaluate: Evaluator;
  readonly byNode: Map<NodeIndex, NodeSet | undefined>;
}

/** Whether a value depends on nothing but the node that runs, and the parameters. */
function isConstant(expression: Expression): boolean {
  const bound = new Set<number>();
  const read = new Set<number>();
  for (const each of expressionsIn(expression)) {
    if (each.kind === 'let') bound.add(each.slot);
    if (each.kind === 'comprehension' || each.kind === 'quantified') {
      for (const { slot } of each.bindings) bound.add(slot);
    }
    if (each.kind === 'local') read.add(each.slot);
    if (CHANGING.has(each.kind) || (each.kind === 'builtin' && CLOCKS.has(each.name))) return false;
  }
  return [...read].every(slot => bound.has(slot));
}

/** Expressions that read what a state holds. */
const CHANGING: ReadonlySet<Expression['kind']> = new Set([
  'variable',
  'ghost',
  'nodeVariable',
  'up',
  'honest',
  'inFlight',
  'old',
]);

const CLOCKS: ReadonlySet<Builtin> = new Set(['now', 'monotonic', 'truetime']);
const NUMBERS: ReadonlySet<Builtin> = new Set(['size', 'sum', 'index', 'concurrent', ...CLOCKS]);

/** Which nodes the result of an operator may name: those that its left side names, both sides, either, or nobody. */
const RESULTS: Readonly<Record<BinaryOperator, 'nobody' | 'left' | 'both' | 'either'>> = {
  add: 'nobody',
  subtract: 'nobody',
  multiply: 'nobody',
  divide: 'nobody',
  modulo: 'nobody',
  equal: 'nobody',
  notEqual: 'nobody',
  less: 'nobody',
  lessOrEqual: 'nobody',
  greater: 'nobody',
  greaterOrEqual: 'nobody',
  and: 'nobody',
  or: 'nobody',
  implies: 'nobody',
  in: 'nobody',
  subset: 'nobody',
  union: 'either',
  intersect: 'both',
  difference: 'left',
  insert: 'either',
  remove: 'left',
  concat: 'either',
  append: 'either',
  removeItem: 'left',
  mapUnion: 'either',
  mapRemove: 'left',
  clockBefore: 'nobody',
};
