import type { Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { TypeOf } from '../../model/types.ts';

/** A type, as far as it matters which nodes its values hold. `PLAIN` stands for all that hold none. */
export type Shape = TypeOf<unknown>;

export const PLAIN: Shape = { kind: 'bool' };
/** Nothing is known: there may be any node in it. */
const ANYTHING: Shape = { kind: 'node' };
const NODE: Shape = { kind: 'node' };

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
        return this.slots[expression.slot] ?? ANYTHING;
      case 'variable':
        return (
          (this.#role === undefined ? undefined : this.#instance.variableTypes[this.#role]?.[expression.variable]) ??
          ANYTHING
        );
      case 'nodeVariable':
        return this.#instance.variableTypes[expression.role]?.[expression.variable] ?? ANYTHING;
      case 'ghost':
        return this.#instance.ghostTypes[expression.ghost] ?? ANYTHING;
      case 'param':
        return this.#instance.protocol.params[expression.param]?.type ?? ANYTHING;
      case 'self':
        return this.#roleShape(this.#role);
      case 'others':
        return setOf(this.#roleShape(this.#role));
      case 'roleNodes':
        return setOf(this.#roleShape(expression.role));
      case 'allNodes':
        return setOf(NODE);
      case 'inFlight':
        return listOf(this.#flightShape(expression.message));
      case 'call':
        return this.#instance.protocol.functions[expression.function]?.result ?? ANYTHING;
      case 'builtin':
        return this.#ofBuiltin(expression);
      default:
        return this.#ofParts(expression);
    }
  }

  #ofParts(expression: Exclude<Expression, { kind: 'literal' | 'local' | 'builtin' | 'call' | 'self' }>): Shape {
    switch (expression.kind) {
      case 'old':
      case 'with':
      case 'slice':
        return this.of(expression.of);
      case 'some':
        return unwrapped(this.of(expression.of));
      case 'default':
        return joined([unwrapped(this.of(expression.of)), this.of(expression.otherwise)]);
      case 'binary':
        return this.#ofBinary(expression);
      case 'if':
        return joined([this.of(expression.then), this.of(expression.otherwise)]);
      case 'let':
        this.slots[expression.slot] = this.of(expression.value);
        return this.of(expression.body);
      case 'set':
      case 'list':
        return { kind: expression.kind, of: this.#ofAll(expression.items), max: undefined };
      case 'map':
        return { kind: 'map', key: this.#ofAll(expression.keys), value: this.#ofAll(expression.values) };
      case 'interval':
        return setOf(PLAIN);
      case 'record':
        return this.#instance.records[expression.record] ?? ANYTHING;
      case 'field':
        return fieldOf(unwrapped(this.of(expression.of)), expression.field);
      case 'item':
        return itemOf(this.of(expression.of));
      case 'entry': {
        const map = this.of(expression.of);
        return map.kind === 'map' ? map.value : ANYTHING;
      }
      case 'comprehension':
        for (const { slot, over } of expression.bindings) this.slots[slot] = itemOf(this.of(over));
        return setOf(this.of(expression.result));
      default:
        return ANYTHING;
    }
  }

  #ofAll(expressions: readonly Expression[]): Shape {
    return joined(expressions.map(each => this.of(each)));
  }

  #ofBinary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Shape {
    switch (operator) {
      case 'union':
      case 'concat':
      case 'mapUnion':
        return joined([this.of(left), this.of(right)]);
      case 'insert':
        return joined([this.of(left), setOf(this.of(right))]);
      case 'append':
        return joined([this.of(left), listOf(this.of(right))]);
      case 'intersect':
      case 'difference':
      case 'remove':
      case 'removeItem':
      case 'mapRemove':
        return this.of(left);
      default:
        return PLAIN;
    }
  }

  #ofBuiltin({ name, arguments: given }: Extract<Expression, { kind: 'builtin' }>): Shape {
    const last = given.at(-1);
    if (last === undefined) return PLAIN;
    switch (name) {
      case 'first':
      case 'last':
      case 'the':
        return itemOf(this.of(last));
      case 'keys': {
        const map = this.of(last);
        return setOf(map.kind === 'map' ? map.key : ANYTHING);
      }
      case 'values': {
        const map = this.of(last);
        return listOf(map.kind === 'map' ? map.value : ANYTHING);
      }
      case 'tick':
      case 'merge':
      case 'next':
      case 'previous':
        return this.of(last);
      default:
        return PLAIN;
    }
  }

  #roleShape(role: number | undefined): Shape {
    return role === undefined ? NODE : { kind: 'role', role, name: '' };
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
