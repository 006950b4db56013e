import type { ExecutionView } from './execution.ts';
import type { VariantId } from './matrix.ts';

/** The kinds of colour themes that the editor tells apart. */
export type ThemeKind = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** What a summary is to be about, beside its subject. */
export interface SummaryRequest {
  readonly theme: ThemeKind;
  /** The sentences do not say what goes wrong: somebody has said it before them. */
  readonly isSaid?: true;
  /** What a timer does when it fires: only executions in which it does are shown. */
  readonly timer?: { readonly role: string; readonly name: string };
}

/** What is known of a subject in a few lines: for hovers, which have no room for more. */
export interface Summary {
  /** At most three sentences, violations first; each carries its bounds. Empty while nothing is known. */
  readonly sentences: readonly string[];
  /** Distinct states found so far. */
  readonly states: number;
  /** Whether the check that found this has ended. */
  readonly finished: boolean;
  /** Whether every reachable state has been explored. */
  readonly complete: boolean;
  /** The shortest counterexample that the sentences speak of. */
  readonly shown: ShownExecution | undefined;
}

/** A small picture of an execution that can be opened. */
export interface ShownExecution {
  readonly property: string;
  /** In words what the picture shows. */
  readonly headline: string;
  readonly svg: string;
}

/**
 * Three executions that the sender of a request cannot tell apart, because until now nothing has happened to it that
 * differs between them.
 */
export interface Indeterminate {
  /** Of the scenario in which these executions are possible. */
  readonly variant: VariantId;
  readonly request: string;
  readonly reply: string;
  /** The sender of the request. */
  readonly client: string;
  readonly server: string;
  readonly cases: readonly IndeterminateCase[];
  /** The three of them side by side. */
  readonly svg: string;
}

export interface IndeterminateCase {
  readonly kind: 'requestLost' | 'replyLost' | 'replyInFlight';
  readonly execution: ExecutionView;
}
