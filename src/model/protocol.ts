import type { Span } from '../base/span.ts';
import type { DataTypeName } from './dataTypes.ts';
import type { Expression } from './expressions.ts';
import type { Scenario } from './scenario.ts';
import type { Block } from './statements.ts';
import type { DeclaredField, DeclaredType, RecordType } from './types.ts';

/** What a protocol file says, every name resolved and every type checked. Cross-references are indices into its lists. */
export interface Protocol {
  readonly name: string;
  readonly doc: string | undefined;
  readonly params: readonly Param[];
  readonly records: readonly (RecordType<Expression> & Declared)[];
  readonly messages: readonly Message[];
  /**
   * The message by which a node learns that a connection was reset, an index in `messages`; absent where no role has an
   * `on disconnect`. Nobody sends it, and it is not on the network.
   */
  readonly disconnect?: number;
  readonly functions: readonly FunctionDeclaration[];
  readonly roles: readonly Role[];
  readonly ghosts: readonly Ghost[];
  readonly histories: readonly History[];
  readonly properties: readonly Property[];
  /** What is checked, at least one: the scenarios of the file, or the `system` block itself where there is none. */
  readonly scenarios: readonly Scenario[];
}

/** What every declaration has. `at` is the span of its name, `doc` its `///` comment. */
export interface Declared {
  readonly name: string;
  readonly at: Span;
  readonly doc: string | undefined;
}

export interface Param extends Declared {
  readonly type: DeclaredType;
  /** The value where no scenario says otherwise; may use earlier parameters. */
  readonly value: Expression;
}

export interface Message extends Declared {
  readonly fields: readonly DeclaredField[];
}

/** A pure function: `parameters` are the first slots of its frame. */
export interface FunctionDeclaration extends Declared {
  readonly parameters: readonly DeclaredField[];
  readonly result: DeclaredType;
  readonly slots: number;
  readonly body: Expression;
}

export interface Role extends Declared {
  /** Whether its nodes may be compared with `<`; nodes of other roles are interchangeable. */
  readonly ordered: boolean;
  readonly variables: readonly Variable[];
  readonly timers: readonly Timer[];
  /** Run for every node as part of the initial state. */
  readonly start: Handler | undefined;
  /** Run on restart after a crash; `start` runs where it is missing. */
  readonly recover: Handler | undefined;
  /** In the order written: of one message's handlers the first that matches runs. */
  readonly messageHandlers: readonly MessageHandler[];
  readonly timerHandlers: readonly TimerHandler[];
  readonly actions: readonly Action[];
  readonly procedures: readonly Procedure[];
}

export interface Variable extends Declared {
  readonly type: DeclaredType;
  /** Survives a crash. */
  readonly durable: boolean;
  /** Constant but for `self`, `others` and role names. */
  readonly initial: Expression;
}

export type Timer = Declared;

/** `slots` is the size of the frame that holds its local names. `at` spans the heading, `body` what runs. */
export interface Handler {
  readonly at: Span;
  readonly slots: number;
  readonly guard: Expression | undefined;
  readonly body: Block;
}

export interface MessageHandler extends Handler {
  readonly message: number;
  /** The slot for each field of the message, undefined for a field the handler does not name. */
  readonly fieldSlots: readonly (number | undefined)[];
  /** Fields that must equal a value for the handler to match, written as literals in the pattern. */
  readonly patterns: readonly { readonly field: number; readonly value: Expression }[];
  /** Always there, so that `reply` and `forward` work without `from`. */
  readonly senderSlot: number;
}

export interface TimerHandler extends Handler {
  readonly timer: number;
}

/** A spontaneous step, one for each value of its parameters; `parameters` are the first slots of its frame. */
export interface Action extends Handler, Declared {
  readonly fairness: 'weak' | 'strong' | 'none';
  readonly parameters: readonly ActionParameter[];
  readonly at: Span;
}

export interface ActionParameter {
  readonly name: string;
  readonly type: DeclaredType;
  /** The values it takes, in order: a set. */
  readonly over: Expression;
}

export interface Procedure extends Declared {
  readonly parameters: readonly DeclaredField[];
  readonly slots: number;
  readonly body: Block;
}

/** Written by handlers, read only by properties. */
export interface Ghost extends Declared {
  readonly type: DeclaredType;
  readonly initial: Expression;
}

/** What clients do with a service, as they see it: operations of a data type. */
export interface History extends Declared {
  readonly dataType: DataTypeName;
  /** The type of its items; of `KeyValue` of its keys and values. Undefined for data types that have none. */
  readonly of: DeclaredType | undefined;
  /** What it holds before anything happens; constant. Undefined where the data type begins empty. */
  readonly initial: Expression | undefined;
}

/** `leadsto Served(c in Client): …` is claimed for each value by itself. Parameters are the first slots of the frame. */
export interface PropertyParameter {
  readonly name: string;
  /** The values it takes, in order: a set that is the same in every state. */
  readonly over: Expression;
}

export type Property = Declared & { readonly slots: number } & (
    | { readonly kind: 'invariant' | 'step' | 'finally' | 'reachable'; readonly body: Expression }
    | {
        readonly kind: 'eventually';
        readonly mode: 'eventually' | 'alwaysEventually' | 'eventuallyAlways';
        readonly parameters: readonly PropertyParameter[];
        readonly body: Expression;
      }
    | {
        readonly kind: 'leadsto';
        readonly parameters: readonly PropertyParameter[];
        readonly from: Expression;
        readonly to: Expression;
      }
    /** Its name is its kind and the name of its history. */
    | { readonly kind: 'linearizable' | 'sequential'; readonly history: number }
    /** `body` is an optional value, `none` until one is decided; or the set of all values that somebody has decided. */
    | { readonly kind: 'decides'; readonly body: Expression }
  );
