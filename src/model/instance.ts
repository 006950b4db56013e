import type { DataTypeName } from './dataTypes.ts';
import type { Protocol } from './protocol.ts';
import type { Bounds, FailureKind, FailureTarget, NetworkSettings, Scenario } from './scenario.ts';
import type { Field, RecordType, Type } from './types.ts';
import type { NodeIndex, Value } from './values.ts';

/** How often something may still happen: a number of times, or `Infinity` for `any`. */
export type BudgetLimit = number;

/** A protocol in one scenario: node counts, parameters and types are known. */
export interface Instance {
  readonly protocol: Protocol;
  readonly scenario: Scenario;
  /** By parameter index. */
  readonly params: readonly Value[];
  /** By record index. */
  readonly records: readonly (RecordType<number> & { readonly name: string })[];
  /** Field types by message index. */
  readonly messageFields: readonly (readonly Field[])[];
  /** Variable types by role index, then variable index. */
  readonly variableTypes: readonly (readonly Type[])[];
  readonly ghostTypes: readonly Type[];
  /** By index in `Protocol.histories`. */
  readonly histories: readonly InstanceHistory[];
  readonly nodes: readonly InstanceNode[];
  /** First node and number of nodes of each role. */
  readonly roleNodes: readonly { readonly first: NodeIndex; readonly count: number }[];
  readonly network: InstanceNetwork;
  /** Every budgeted failure that is switched on; `State.environment.budgets` has one entry for each. */
  readonly failures: readonly InstanceFailure[];
  readonly clock: InstanceClock | undefined;
  readonly bounds: Bounds;
}

export interface InstanceNode {
  readonly index: NodeIndex;
  readonly role: number;
  /** `Coordinator` where its role has one node, else `Participant 2` (1-based). */
  readonly name: string;
}

export interface InstanceHistory {
  readonly dataType: DataTypeName;
  /** As `History.of`. */
  readonly of: Type | undefined;
  /** What the object holds before anything happens: of a lock that is nobody, which is `none`. */
  readonly initial: Value;
}

export interface InstanceNetwork {
  readonly order: 'any' | 'fifo';
  readonly unmatched: 'discard' | 'keep';
  readonly capacity: number | undefined;
  readonly transport: 'udp' | 'tcp';
  readonly timing: NetworkSettings['timing'];
}

/** `role`, `from` and `to` undefined mean any node. */
export interface InstanceFailure extends FailureTarget {
  readonly kind: FailureKind;
  /** Always at least 1: a failure with budget 0 is not in the list. */
  readonly budget: BudgetLimit;
}

export interface InstanceClock {
  /** True time runs from 0 to this, in ticks. */
  readonly horizon: number;
  readonly skew: number;
  readonly tickMs: number;
  /** By role: whether its nodes have a clock, and whether they read its monotonic part. */
  readonly roles: readonly { readonly has: boolean; readonly monotonic: boolean }[];
}
