import type { Span } from '../base/span.ts';
import type { Value } from './values.ts';

/**
 * Operators with two operands. The language's overloaded signs are already told apart: `+` on integers is `add`, on a
 * set and an item `insert`, on two lists `concat`, and so on.
 */
export type BinaryOperator =
  | 'add' // int + int
  | 'subtract' // int − int
  | 'multiply'
  | 'divide' // rounds down; by zero is an error
  | 'modulo' // the result has the sign of the divisor; by zero is an error
  | 'equal'
  | 'notEqual'
  | 'less' // integers, Lamport clocks, nodes of one ordered role, literals of one enum by declaration
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'and' // the right side is evaluated only when the left one does not decide; so are `or` and `implies`
  | 'or'
  | 'implies'
  | 'in' // item in set, list, or key in map
  | 'subset' // set ⊆ set
  | 'union' // set ∪ set
  | 'intersect'
  | 'difference'
  | 'insert' // set + item
  | 'remove' // set − item
  | 'concat' // list + list
  | 'append' // list + item
  | 'removeItem' // list − item: its first occurrence
  | 'mapUnion' // map + map: the right one wins
  | 'mapRemove' // map − key
  | 'clockBefore'; // vector clock happens before vector clock

export type UnaryOperator = 'not' | 'negate';

/** Functions that every protocol has. */
export type Builtin =
  | 'size' // set, list or map
  | 'min' // two integers, or a set or list of integers that is not empty
  | 'max'
  | 'sum' // a set or list of integers; 0 when empty
  | 'first' // the first item of a list or the smallest of a set, which is not empty
  | 'last' // the last item of a list or the largest of a set, which is not empty
  | 'keys' // map → set
  | 'values' // map → list, in the order of the keys
  | 'tick' // Lamport clock + 1; vector clock: own entry + 1 (`self` is the first argument)
  | 'merge' // larger of two Lamport clocks; entry-wise maximum of two vector clocks
  | 'concurrent' // neither vector clock is before the other and they differ
  | 'the' // the only node of a set of exactly one (written `the Coordinator`); any other size is a `missing-value` error
  | 'next' // the node after a node of an ordered role; the first one comes after the last one
  | 'previous' // the node before a node of an ordered role; the last one comes before the first one
  | 'index' // the position of a node of an ordered role among the nodes of its role, 0-based
  | 'now' // what the wall clock of the node that runs shows, in ticks
  | 'monotonic' // what its monotonic clock shows
  | 'truetime'; // an interval that contains true time as long as the node's clock has not failed

export type Quantifier = 'all' | 'some' | 'no' | 'exactlyOne';

/** `name in over`: each item of a set or list, in order; the slot holds the item. */
export interface Binding {
  readonly slot: number;
  readonly name: string;
  readonly over: Expression;
}

/**
 * An expression with every name resolved. Local names (parameters, `let`, `choose`, `for`, bindings) are slots of the
 * frame of the handler, function or property they stand in.
 */
export type Expression = { readonly at: Span } & (
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'local'; readonly slot: number; readonly name: string }
  /** A variable of the node that runs. */
  | { readonly kind: 'variable'; readonly variable: number; readonly name: string }
  /** A variable of some node, in a property: `p.state`. */
  | {
      readonly kind: 'nodeVariable';
      readonly node: Expression;
      readonly role: number;
      readonly variable: number;
      readonly name: string;
    }
  | { readonly kind: 'ghost'; readonly ghost: number; readonly name: string }
  | { readonly kind: 'param'; readonly param: number; readonly name: string }
  | { readonly kind: 'self' }
  /** The other nodes of the role of the node that runs. */
  | { readonly kind: 'others' }
  /** All nodes of a role, as a set. */
  | { readonly kind: 'roleNodes'; readonly role: number }
  /** All nodes. */
  | { readonly kind: 'allNodes' }
  /** Whether a node is up, in a property. */
  | { readonly kind: 'up'; readonly node: Expression }
  /** Whether a node is not Byzantine, in a property. */
  | { readonly kind: 'honest'; readonly node: Expression }
  /** Messages in flight of one kind, in a property: a list of records with the message's fields, `from` and `to`. */
  | { readonly kind: 'inFlight'; readonly message: number }
  /** In a `step` property: the value before the step. */
  | { readonly kind: 'old'; readonly of: Expression }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      /** For the order of enum literals: their declaration. */
      readonly literals?: readonly string[];
    }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'let';
      readonly slot: number;
      readonly name: string;
      readonly value: Expression;
      readonly body: Expression;
    }
  | { readonly kind: 'set'; readonly items: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly keys: readonly Expression[]; readonly values: readonly Expression[] }
  /** All integers from `low` to `high` as a set: `0..N` where a set is expected. */
  | { readonly kind: 'interval'; readonly low: Expression; readonly high: Expression }
  /** Fields in the order of the declaration; `record` indexes `Protocol.records`. */
  | { readonly kind: 'record'; readonly record: number; readonly fields: readonly Expression[] }
  | {
      readonly kind: 'with';
      readonly record: number;
      readonly of: Expression;
      readonly fields: readonly { readonly field: number; readonly value: Expression }[];
    }
  | { readonly kind: 'field'; readonly of: Expression; readonly field: number; readonly name: string }
  /** `list[i]`, 0-based; out of range is an error. */
  | { readonly kind: 'item'; readonly of: Expression; readonly index: Expression }
  /** `map[k]`; a missing key is an error unless a `default` stands directly around it. */
  | { readonly kind: 'entry'; readonly of: Expression; readonly key: Expression }
  /** `list[from..to]`, both included, cut to the list. */
  | { readonly kind: 'slice'; readonly of: Expression; readonly from: Expression; readonly to: Expression }
  /** `of ?? otherwise`: for `none`, and for a map entry that is missing. */
  | { readonly kind: 'default'; readonly of: Expression; readonly otherwise: Expression }
  /** The value inside an option where one is needed; `none` is an error. */
  | { readonly kind: 'some'; readonly of: Expression }
  | {
      readonly kind: 'comprehension';
      readonly bindings: readonly Binding[];
      readonly where: Expression | undefined;
      readonly result: Expression;
    }
  | {
      readonly kind: 'quantified';
      readonly quantifier: Quantifier;
      readonly bindings: readonly Binding[];
      readonly where: Expression | undefined;
      readonly body: Expression;
    }
  | { readonly kind: 'call'; readonly function: number; readonly arguments: readonly Expression[] }
  | { readonly kind: 'builtin'; readonly name: Builtin; readonly arguments: readonly Expression[] }
);
