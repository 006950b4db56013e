import type { BinaryOperator, Builtin, Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { TypeOf } from '../../model/types.ts';

/** A type, as far as it matters which nodes its values hold. `PLAIN` stands for all that hold none. */
export type Shape = TypeOf<unknown>;

export const PLAIN: Shape = { kind: 'bool' };
/** Nothing is known: there may be any node in it. */
const ANYTHING: Shape = { kind: 'node' };
const NODE: Shape = { kind: 'node' };

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/** Operators whose result has items of both sides; whose result has items of the left one only; all others give plain values. */
const JOINS: ReadonlySet<BinaryOperator> = new Set(['union', 'concat', 'mapUnion']);
const KEEPS: ReadonlySet<BinaryOperator> = new Set(['intersect', 'difference', 'remove', 'removeItem', 'mapRemove']);
/** Functions that give an item of what they are given; and what gives the like of it. */
const ITEMS: ReadonlySet<Builtin> = new Set(['first', 'last', 'the']);
const SAME: ReadonlySet<Builtin> = new Set(['tick', 'merge', 'next', 'previous']);

/** The shapes of the values of expressions; of names that are bound only where they stand, `slots` says so by then. */
export class Shapes {
  /** By slot: what the local name there holds now. */
  readonly slots: (Shape | undefined)[] = [];
  readonly #instance: Instance;
  /** The role of the node that runs; undefined where none does. */
  readonly #role: number | undefined;

  constructor(instance: Instance, role: number | undefined) {
    this.#instance = instance;
    this.#role = role;
  }

  of(expression: Expression): Shape {
    switch (expression.kind) {
      case 'literal':
      case 'up':
      case 'honest':
      case 'unary':
      case 'quantified':
        return PLAIN;
      case 'local':
      case 'variable':
      case 'nodeVariable':
      case 'ghost':
      case 'param':
      case 'call':
        return this.#ofDeclared(expression) ?? ANYTHING;
      case 'self':
      case 'others':
      case 'roleNodes':
      case 'allNodes':
      case 'inFlight':
        return this.#ofNodes(expression);
      case 'set':
      case 'list':
      case 'map':
      case 'interval':
      case 'record':
      case 'comprehension':
        return this.#ofMade(expression);
      case 'field':
      case 'item':
      case 'entry':
      case 'old':
      case 'with':
      case 'slice':
      case 'some':
        return this.#ofTaken(expression);
      case 'default':
        return joined([unwrapped(this.of(expression.of)), this.of(expression.otherwise)]);
      case 'binary':
        return this.#ofBinary(expression);
      case 'if':
        return joined([this.of(expression.then), this.of(expression.otherwise)]);
      case 'let':
        this.slots[expression.slot] = this.of(expression.value);
        return this.of(expression.body);
      case 'builtin':
        return this.#ofBuiltin(expression);
    }
  }

  #ofDeclared(expression: Of<'local' | 'variable' | 'nodeVariable' | 'ghost' | 'param' | 'call'>): Shape | undefined {
    const { variableTypes, ghostTypes, protocol } = this.#instance;
    switch (expression.kind) {
      case 'local':
        return this.slots[expression.slot];
      case 'variable':
        return this.#role === undefined ? undefined : variableTypes[this.#role]?.[expression.variable];
      case 'nodeVariable':
        return variableTypes[expression.role]?.[expression.variable];
      case 'ghost':
        return ghostTypes[expression.ghost];
      case 'param':
        return protocol.params[expression.param]?.type;
      case 'call':
        return protocol.functions[expression.function]?.result;
    }
  }

  #ofNodes(expression: Of<'self' | 'others' | 'roleNodes' | 'allNodes' | 'inFlight'>): Shape {
    switch (expression.kind) {
      case 'self':
        return roleShape(this.#role);
      case 'others':
        return setOf(roleShape(this.#role));
      case 'roleNodes':
        return setOf(roleShape(expression.role));
      case 'allNodes':
        return setOf(NODE);
      case 'inFlight':
        return listOf(this.#flightShape(expression.message));
    }
  }

  #ofMade(expression: Of<'set' | 'list' | 'map' | 'interval' | 'record' | 'comprehension'>): Shape {
    switch (expression.kind) {
      case 'set':
        return setOf(this.#ofAll(expression.items));
      case 'list':
        return listOf(this.#ofAll(expression.items));
      case 'map':
        return { kind: 'map', key: this.#ofAll(expression.keys), value: this.#ofAll(expression.values) };
      case 'interval':
        return setOf(PLAIN);
      case 'record':
        return this.#instance.records[expression.record] ?? ANYTHING;
      case 'comprehension':
        for (const { slot, over } of expression.bindings) this.slots[slot] = itemOf(this.of(over));
        return setOf(this.of(expression.result));
    }
  }

  #ofTaken(expression: Of<'field' | 'item' | 'entry' | 'old' | 'with' | 'slice' | 'some'>): Shape {
    const of = this.of(expression.of);
    switch (expression.kind) {
      case 'field':
        return fieldOf(unwrapped(of), expression.field);
      case 'item':
        return itemOf(of);
      case 'entry':
        return of.kind === 'map' ? of.value : ANYTHING;
      case 'some':
        return unwrapped(of);
      case 'old':
      case 'with':
      case 'slice':
        return of;
    }
  }

  #ofAll(expressions: readonly Expression[]): Shape {
    return joined(expressions.map(each => this.of(each)));
  }

  #ofBinary({ operator, left, right }: Of<'binary'>): Shape {
    if (operator === 'insert') return joined([this.of(left), setOf(this.of(right))]);
    if (operator === 'append') return joined([this.of(left), listOf(this.of(right))]);
    if (JOINS.has(operator)) return joined([this.of(left), this.of(right)]);
    return KEEPS.has(operator) ? this.of(left) : PLAIN;
  }

  #ofBuiltin({ name, arguments: given }: Of<'builtin'>): Shape {
    const last = given.at(-1);
    if (last === undefined) return PLAIN;
    if (ITEMS.has(name)) return itemOf(this.of(last));
    if (SAME.has(name)) return this.of(last);
    if (name !== 'keys' && name !== 'values') return PLAIN;
    const map = this.of(last);
    if (map.kind !== 'map') return setOf(ANYTHING);
    return name === 'keys' ? setOf(map.key) : listOf(map.value);
  }

  #flightShape(message: number): Shape {
    const fields = this.#instance.messageFields[message] ?? [];
    return { kind: 'record', name: '', fields: [...fields, { name: 'from', type: NODE }, { name: 'to', type: NODE }] };
  }
}

/** What going through a collection gives; the keys of a map. */
export function itemOf(shape: Shape): Shape {
  if (shape.kind === 'set' || shape.kind === 'list') return shape.of;
  return shape.kind === 'map' ? shape.key : ANYTHING;
}

/** Adds the roles of which a value may hold nodes to `found`; answers whether that may be any role. */
export function holdsAnyNode(shape: Shape, found: Set<number>): boolean {
  switch (shape.kind) {
    case 'role':
      found.add(shape.role);
      return false;
    case 'node':
    case 'vector':
      return true;
    case 'option':
    case 'set':
    case 'list':
      return holdsAnyNode(shape.of, found);
    case 'map':
      return [shape.key, shape.value].map(each => holdsAnyNode(each, found)).includes(true);
    case 'record':
      return shape.fields.map(({ type }) => holdsAnyNode(type, found)).includes(true);
    case 'bool':
    case 'int':
    case 'range':
    case 'enum':
    case 'lamport':
    case 'time':
    case 'interval':
      return false;
  }
}

function roleShape(role: number | undefined): Shape {
  return role === undefined ? NODE : { kind: 'role', role, name: '' };
}

function setOf(of: Shape): Shape {
  return { kind: 'set', of };
}

function listOf(of: Shape): Shape {
  return { kind: 'list', of, max: undefined };
}

function unwrapped(shape: Shape): Shape {
  return shape.kind === 'option' ? shape.of : shape;
}

function fieldOf(shape: Shape, field: number): Shape {
  if (shape.kind === 'interval') return PLAIN;
  return (shape.kind === 'record' ? shape.fields[field]?.type : undefined) ?? ANYTHING;
}

/** What values of any of these shapes have in common. */
function joined(shapes: readonly Shape[]): Shape {
  return shapes.reduce((a, b) => {
    const [one, other] = [unwrapped(a), unwrapped(b)];
    if (isPlain(one)) return other;
    if (isPlain(other)) return one;
    if (one.kind === 'role' && other.kind === 'role' && one.role === other.role) return one;
    if (one.kind === 'set' && other.kind === 'set') return setOf(joined([one.of, other.of]));
    if (one.kind === 'list' && other.kind === 'list') return listOf(joined([one.of, other.of]));
    if (one.kind === 'map' && other.kind === 'map') {
      return { kind: 'map', key: joined([one.key, other.key]), value: joined([one.value, other.value]) };
    }
    return one.kind === 'record' && other.kind === 'record' && one.name === other.name ? one : ANYTHING;
  }, PLAIN);
}

function isPlain(shape: Shape): boolean {
  return !holdsAnyNode(shape, new Set()) && !['role', 'set', 'list', 'map', 'record'].includes(shape.kind);
}
