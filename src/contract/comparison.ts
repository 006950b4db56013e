import type { ExecutionChoice } from './choice.ts';
import type { ExecutionView } from './execution.ts';

/** What one side of a comparison of executions is. */
export type ComparedRequest =
  | ExecutionChoice
  /** The run that one would draw on a whiteboard. */
  | { readonly kind: 'representative' }
  /** The nearest run that keeps what the other side violates. */
  | { readonly kind: 'nearestGood' };

/** What a person chooses for a side. */
export type ComparedChoice =
  | ComparedRequest
  /** What the panel shows in its other views. */
  | { readonly kind: 'shown' }
  /** The trace file that was chosen when this number was seen first. */
  | { readonly kind: 'trace'; readonly pick: number };

export interface CompareRequest {
  readonly left: ComparedRequest;
  readonly right: ComparedRequest;
}

/** Two executions of one scenario, or one of them and why there is no other. */
export interface ComparedExecutions {
  readonly left: ComparedExecution;
  readonly right: ComparedExecution;
}

export type ComparedExecution =
  | { readonly kind: 'execution'; readonly execution: ExecutionView }
  /** A sentence. */
  | { readonly kind: 'none'; readonly reason: string };
