import type { Span } from '../base/span.ts';
import type { BinaryOperator, Expression } from './expressions.ts';
import type { Value } from './values.ts';

export type Block = readonly Statement[];

/** A part of a variable: `log[i].term` is the variable with the path [key i, field term]. */
export interface Target {
  readonly scope: 'variable' | 'ghost';
  readonly index: number;
  readonly name: string;
  readonly path: readonly PathStep[];
}

export type PathStep =
  | { readonly kind: 'item'; readonly index: Expression }
  | { readonly kind: 'entry'; readonly key: Expression }
  | { readonly kind: 'field'; readonly field: number; readonly name: string };

export type Statement = { readonly at: Span } &
  /**
   * `target = value`, or with an operator `target = target operator value`. `empty` is what a missing map entry counts
   * as under an operator (0, {}, []); without it a missing entry is an error.
   */
  (
    | {
        readonly kind: 'assign';
        readonly target: Target;
        readonly operator: BinaryOperator | undefined;
        readonly value: Expression;
        readonly empty: Value | undefined;
      }
    | { readonly kind: 'if'; readonly condition: Expression; readonly then: Block; readonly otherwise: Block }
    | {
        readonly kind: 'for';
        readonly slot: number;
        readonly name: string;
        readonly over: Expression;
        readonly body: Block;
      }
    /** One successor for each branch. */
    | { readonly kind: 'either'; readonly branches: readonly Block[] }
    /** Binds a slot for the rest of the block: one successor for each item. No item at all: the step cannot be taken. */
    | {
        readonly kind: 'choose';
        readonly slot: number;
        readonly name: string;
        readonly from: Expression;
        readonly where: Expression | undefined;
      }
    | { readonly kind: 'let'; readonly slot: number; readonly name: string; readonly value: Expression }
    | {
        readonly kind: 'send';
        readonly message: number;
        readonly fields: readonly Expression[];
        readonly to: Recipients;
      }
    /** Sends the message that is being handled on, with this node as its sender. */
    | { readonly kind: 'forward'; readonly to: Recipients }
    | { readonly kind: 'start'; readonly timer: number; readonly after: Duration | undefined }
    | { readonly kind: 'cancel'; readonly timer: number }
    | { readonly kind: 'assert'; readonly condition: Expression }
    | { readonly kind: 'stop' }
    | { readonly kind: 'call'; readonly procedure: number; readonly arguments: readonly Expression[] }
    /** An operation of a client history begins or ends. */
    | {
        readonly kind: 'invoke';
        readonly history: number;
        readonly operation: string;
        readonly arguments: readonly Expression[];
      }
    | { readonly kind: 'respond'; readonly history: number; readonly result: Expression | undefined }
  );

/** Who receives: one node, or every node of a set in ascending order. */
export type Recipients =
  { readonly kind: 'one'; readonly node: Expression } | { readonly kind: 'each'; readonly nodes: Expression };

/** Bounds of a duration; used by timed simulation and clocks, without meaning in untimed checking. */
export interface Duration {
  readonly lowMs: number;
  readonly highMs: number;
}
