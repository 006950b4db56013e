import type { Span } from '../../base/span.ts';

/** A name as written. A name that the text lacks has the text `''` and stands where it was expected. */
export interface Name {
  readonly text: string;
  readonly at: Span;
}

interface Placed {
  readonly at: Span;
}

/** What a file says before any name is looked up. Parts that a broken text lacks are undefined or `missing`. */
export interface FileNode extends Placed {
  readonly name: Name | undefined;
  readonly declarations: readonly DeclarationNode[];
}

export type DeclarationNode =
  | ParamNode
  | TypeAliasNode
  | EnumNode
  | RecordNode
  | MessageNode
  | FunctionNode
  | GhostNode
  | HistoryNode
  | RoleNode
  | PropertyNode
  | HistoryPropertyNode
  | ScenarioNode;

/** `at` spans the whole declaration, `name.at` its name. */
interface NamedNode extends Placed {
  readonly name: Name;
}

export interface ParamNode extends NamedNode {
  readonly kind: 'param';
  readonly type: TypeNode | undefined;
  readonly value: ExpressionNode;
}
export interface TypeAliasNode extends NamedNode {
  readonly kind: 'type';
  readonly type: TypeNode;
}
export interface EnumNode extends NamedNode {
  readonly kind: 'enum';
  readonly literals: readonly Name[];
}
export interface RecordNode extends NamedNode {
  readonly kind: 'record';
  readonly fields: readonly FieldNode[];
}
export interface MessageNode extends NamedNode {
  readonly kind: 'message';
  readonly fields: readonly FieldNode[];
}
export interface FunctionNode extends NamedNode {
  readonly kind: 'fn';
  readonly parameters: readonly FieldNode[];
  readonly result: TypeNode;
  readonly body: ExpressionNode;
}
export interface GhostNode extends NamedNode {
  readonly kind: 'ghost';
  readonly type: TypeNode;
  readonly initial: ExpressionNode | undefined;
}
export interface HistoryNode extends NamedNode {
  readonly kind: 'history';
  readonly dataType: Name;
  readonly of: TypeNode | undefined;
  readonly initial: ExpressionNode | undefined;
}
export interface FieldNode extends NamedNode {
  readonly type: TypeNode;
}

export interface RoleNode extends NamedNode {
  readonly kind: 'role';
  readonly ordered: boolean;
  readonly members: readonly MemberNode[];
}
export type MemberNode = VariableNode | TimerNode | HandlerNode | ActionNode | ProcedureNode;
export interface VariableNode extends NamedNode {
  readonly kind: 'var';
  readonly durable: boolean;
  readonly type: TypeNode;
  readonly initial: ExpressionNode | undefined;
}
export interface TimerNode extends NamedNode {
  readonly kind: 'timer';
}
export interface HandlerNode extends Placed {
  readonly kind: 'on';
  /** A message, a timer, `start`, `recover` or `disconnect`. */
  readonly event: Name;
  readonly heading: Span;
  readonly parenthesised: boolean;
  readonly patterns: readonly PatternNode[];
  readonly sender: Name | undefined;
  readonly guard: ExpressionNode | undefined;
  readonly body: BlockNode;
}
/** `value`, or `field: value` where `field` is written. */
export interface PatternNode extends Placed {
  readonly field: Name | undefined;
  readonly value: ExpressionNode;
}
export interface ActionNode extends NamedNode {
  readonly kind: 'action';
  readonly fairness: 'weak' | 'strong' | 'none';
  readonly heading: Span;
  readonly parameters: readonly ValueParameterNode[];
  readonly guard: ExpressionNode | undefined;
  readonly body: BlockNode;
}
/** Takes each of some values: either `name: type` or `name in over`. */
export interface ValueParameterNode extends NamedNode {
  readonly type: TypeNode | undefined;
  readonly over: ExpressionNode | undefined;
}
export interface ProcedureNode extends NamedNode {
  readonly kind: 'procedure';
  readonly parameters: readonly FieldNode[];
  readonly body: BlockNode;
}

export interface PropertyNode extends NamedNode {
  readonly kind: 'property';
  readonly property:
    | 'invariant'
    | 'step'
    | 'finally'
    | 'reachable'
    | 'leadsto'
    | 'decides'
    | 'eventually'
    | 'alwaysEventually'
    | 'eventuallyAlways';
  readonly keyword: Span;
  readonly parameters: readonly ValueParameterNode[];
  readonly body: ExpressionNode;
  /** What follows `~>`. */
  readonly to: ExpressionNode | undefined;
}
export interface HistoryPropertyNode extends Placed {
  readonly kind: 'historyProperty';
  readonly property: 'linearizable' | 'sequential';
  readonly keyword: Span;
  readonly history: Name;
}

/** A `scenario`, or the `system` block, which has no title. */
export interface ScenarioNode extends Placed {
  readonly kind: 'scenario';
  readonly title: Name | undefined;
  readonly heading: Span;
  readonly entries: readonly EntryNode[];
}
export type EntryNode = AssignmentNode | SettingsNode | ExpectationNode | ReplayNode;
export interface AssignmentNode extends NamedNode {
  readonly kind: 'assignment';
  readonly sign: ':' | '=';
  readonly value: ExpressionNode;
}
export interface SettingsNode extends Placed {
  readonly kind: 'settings';
  readonly section: 'network' | 'faults' | 'clock';
  readonly keyword: Span;
  readonly settings: readonly SettingNode[];
}
export interface SettingNode extends NamedNode {
  readonly values: readonly SettingValueNode[];
}
export interface SettingValueNode extends Placed {
  readonly eventually: boolean;
  readonly value: ExpressionNode;
  /** Whether only what it strikes is written: `recover of Server`. */
  readonly budgetless: boolean;
  /** After `of`: a message, or a role, and after a dot one of its variables. */
  readonly target: Name | undefined;
  readonly variable: Name | undefined;
  /** Roles: the ends of a link. */
  readonly from: Name | undefined;
  readonly to: Name | undefined;
  readonly handlers: readonly Name[];
  readonly midway: boolean;
}
export interface ExpectationNode extends Placed {
  readonly kind: 'expect';
  /** `288 states`. */
  readonly count: { readonly number: Name; readonly unit: Name } | undefined;
  /** `no deadlock`, `no error`. */
  readonly absent: Name | undefined;
  /** `Agreement fails in 7 steps`; where a history is `judged`, `property` is its name. */
  readonly verdict:
    | {
        readonly judged: 'linearizable' | 'sequential' | undefined;
        readonly property: Name;
        readonly outcome: Name;
        readonly steps: { readonly number: Name; readonly unit: Name } | undefined;
      }
    | undefined;
}
export interface ReplayNode extends Placed {
  readonly kind: 'replay';
  readonly title: Name;
  readonly steps: readonly ReplayStepNode[];
}
/** `text` is the step with canonical white space and without comments. */
export interface ReplayStepNode extends Placed {
  readonly text: string;
}

export type TypeNode = Placed &
  (
    | { readonly kind: 'named'; readonly name: Name }
    | { readonly kind: 'literals'; readonly literals: readonly Name[] }
    | { readonly kind: 'range'; readonly low: ExpressionNode; readonly high: ExpressionNode }
    | { readonly kind: 'set'; readonly of: TypeNode }
    | { readonly kind: 'list'; readonly of: TypeNode; readonly max: ExpressionNode | undefined }
    | { readonly kind: 'map'; readonly key: TypeNode; readonly value: TypeNode }
    | { readonly kind: 'option'; readonly of: TypeNode }
    | { readonly kind: 'missing' }
  );

export interface BlockNode extends Placed {
  readonly statements: readonly StatementNode[];
}

export type StatementNode = Placed &
  (
    | {
        readonly kind: 'if';
        readonly condition: ExpressionNode;
        readonly then: BlockNode;
        readonly otherwise: BlockNode | undefined;
      }
    | { readonly kind: 'for'; readonly name: Name; readonly over: ExpressionNode; readonly body: BlockNode }
    | { readonly kind: 'either'; readonly branches: readonly BlockNode[] }
    | {
        readonly kind: 'choose';
        readonly name: Name;
        readonly over: ExpressionNode;
        readonly where: ExpressionNode | undefined;
      }
    | { readonly kind: 'let'; readonly name: Name; readonly value: ExpressionNode }
    | {
        readonly kind: 'send';
        readonly message: Name;
        readonly arguments: readonly ArgumentNode[];
        readonly to: ExpressionNode;
      }
    | { readonly kind: 'reply'; readonly message: Name; readonly arguments: readonly ArgumentNode[] }
    | { readonly kind: 'forward'; readonly to: ExpressionNode }
    | { readonly kind: 'start'; readonly timer: Name; readonly after: ExpressionNode | undefined }
    | { readonly kind: 'cancel'; readonly timer: Name }
    | { readonly kind: 'assert'; readonly condition: ExpressionNode }
    | { readonly kind: 'stop' }
    | {
        readonly kind: 'invoke';
        readonly history: Name;
        readonly operation: Name | undefined;
        readonly arguments: readonly ArgumentNode[];
      }
    | { readonly kind: 'respond'; readonly history: Name; readonly result: ExpressionNode | undefined }
    | {
        readonly kind: 'assign';
        readonly target: ExpressionNode;
        readonly sign: '=' | '+=' | '-=';
        readonly value: ExpressionNode;
      }
    /** A target without a value: the call of a procedure. */
    | { readonly kind: 'call'; readonly target: ExpressionNode }
  );

export type OperatorSign =
  | '*' | '/' | '%' | '+' | '-' | '??' | '&' | '|' | '..' | 'in' | 'subset'
  | '<' | '<=' | '>' | '>=' | '==' | '!=' | '&&' | '||' | '=>'; // prettier-ignore

/** `value`, `name: value` or, in a map, `key: value`. */
export interface ArgumentNode extends Placed {
  readonly key: ExpressionNode | undefined;
  readonly value: ExpressionNode;
}

export interface BindingNode extends NamedNode {
  readonly over: ExpressionNode;
}

export type ExpressionNode = Placed &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'word'; readonly word: 'true' | 'false' | 'none' | 'self' | 'others' }
    | { readonly kind: 'reference'; readonly name: Name }
    | { readonly kind: 'call'; readonly name: Name; readonly arguments: readonly ArgumentNode[] }
    | {
        readonly kind: 'binary';
        readonly sign: OperatorSign;
        readonly signAt: Span;
        readonly left: ExpressionNode;
        readonly right: ExpressionNode;
      }
    | { readonly kind: 'not'; readonly of: ExpressionNode }
    | { readonly kind: 'negate'; readonly of: ExpressionNode }
    | {
        readonly kind: 'quantified';
        readonly quantifier: 'all' | 'some' | 'no' | 'exactlyOne';
        readonly bindings: readonly BindingNode[];
        readonly where: ExpressionNode | undefined;
        readonly body: ExpressionNode;
      }
    /** `all Participant`, for the receivers of a message. */
    | { readonly kind: 'everyone'; readonly name: Name }
    | {
        readonly kind: 'if';
        readonly condition: ExpressionNode;
        readonly then: ExpressionNode;
        readonly otherwise: ExpressionNode;
      }
    | { readonly kind: 'let'; readonly name: Name; readonly value: ExpressionNode; readonly body: ExpressionNode }
    | { readonly kind: 'member'; readonly of: ExpressionNode; readonly name: Name }
    | { readonly kind: 'index'; readonly of: ExpressionNode; readonly index: ExpressionNode }
    | { readonly kind: 'with'; readonly of: ExpressionNode; readonly arguments: readonly ArgumentNode[] }
    /** A set or a map. */
    | { readonly kind: 'braces'; readonly items: readonly ArgumentNode[] }
    /** `{ result for bindings where … }`; without `for`, `result` is `name in over`. */
    | {
        readonly kind: 'comprehension';
        readonly result: ExpressionNode;
        readonly bindings: readonly BindingNode[];
        readonly where: ExpressionNode | undefined;
      }
    | { readonly kind: 'list'; readonly items: readonly ExpressionNode[] }
    | { readonly kind: 'the'; readonly of: ExpressionNode }
    | { readonly kind: 'flight'; readonly message: Name }
    | { readonly kind: 'parenthesised'; readonly of: ExpressionNode }
    | { readonly kind: 'missing' }
  );
