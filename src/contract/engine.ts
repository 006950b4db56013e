import type { RetakenBranches } from './branches.ts';
import type { ComparedExecutions, CompareRequest } from './comparison.ts';
import type { EnabledStep, ExecutionView, SchedulePositions } from './execution.ts';
import type { ExplosionReport } from './explosion.ts';
import type { HappensBeforeView } from './graph.ts';
import type { VariantId, VariantOutline } from './matrix.ts';
import type { CheckReport } from './report.ts';
import type { ExportAbout, ReadTrace, TextFormat } from './savedTrace.ts';
import type { SampleProgress, SampleReport, SampleRequest } from './sample.ts';
import type { Indeterminate, Summary, SummaryRequest, ThemeKind } from './summary.ts';
import type { GraphAnswer, GraphQuestion, GraphScope, StateGraph } from './stateGraph.ts';
import type { TimedOptions, TimedReport } from './timed.ts';

/** A scenario of a text. The worker keeps no documents: the text itself names what is meant. */
export interface Subject {
  readonly text: string;
  readonly scenario: string;
  /** The scenario with other failures than it declares; with its own where this is absent. */
  readonly variant?: VariantId;
}

export interface CheckBounds {
  readonly statesMax: number;
  readonly depthMax: number;
  /** States with more equal messages in flight than this are not explored further. */
  readonly copiesMax: number;
  readonly memoryBytesMax: number;
  /** One thread, no reduction, exact where nothing is said. */
  readonly method?: CheckMethod;
}

/** How a check goes about it; nothing of this changes a verdict. See `SearchMethod` of the engine. */
export interface CheckMethod {
  readonly symmetry: boolean;
  readonly partialOrder: boolean;
  readonly compaction: boolean;
  readonly workers: number;
}

/** What a text offers to look at; undefined from the worker when it does not parse. */
export interface Outline {
  readonly protocol: string;
  readonly scenarios: readonly string[];
  /** Declared properties and the built-in ones, in the order of the file. */
  readonly properties: readonly { readonly name: string; readonly kind: string }[];
  /** Equal for texts that mean the same: comments and layout do not change it. */
  readonly meaning: string;
}

/** Which execution is asked for. */
export type ExecutionRequest =
  /** The shortest counterexample if the finished or running check has one, else a representative run. */
  | { readonly kind: 'default' }
  /** The counterexample of a property, or the witness of a `reachable` one, as far as it is known. */
  | { readonly kind: 'property'; readonly property: string }
  | { readonly kind: 'random'; readonly seed: number; readonly after: SchedulePositions }
  /** One run in continuous time. */
  | { readonly kind: 'timed'; readonly seed: number; readonly options?: TimedOptions }
  /** The steps of a schedule that its violation needs, in their order. */
  | { readonly kind: 'shortened'; readonly schedule: SchedulePositions }
  /** The steps of a schedule in another order that respects happens-before: by place, the step that comes there. */
  | { readonly kind: 'reordered'; readonly schedule: SchedulePositions; readonly order: readonly number[] }
  /** What sampling found: the steps of a run, which end in what they show of a property. */
  | {
      readonly kind: 'sampled';
      readonly property: string;
      readonly seed: number;
      readonly schedule: SchedulePositions;
    }
  /** Exactly these steps. */
  | { readonly kind: 'schedule'; readonly schedule: SchedulePositions }
  /** The steps with these texts (`StepView.text`), the start first, as far as they can be taken. */
  | { readonly kind: 'retaken'; readonly texts: readonly string[] }
  /** On from `after` to the nearest violation of any property. */
  | { readonly kind: 'toViolation'; readonly after: SchedulePositions };

/** Which timed runs to draw. */
export interface TimedRequest {
  readonly firstSeed: number;
  readonly runs: number;
  readonly options?: TimedOptions;
}

/** What is to be written down of an execution, and as what. */
export interface ExportRequest {
  readonly format: TextFormat;
  readonly execution: ExecutionView;
  readonly about: ExportAbout;
  /** What it is an execution of; undefined where nothing but a saved trace is known of it. */
  readonly subject: Subject | undefined;
}

/** Why there is no answer: data, since a user can cause it. */
export interface Refusal {
  readonly code:
    | 'does-not-parse'
    | 'no-such-scenario'
    | 'no-such-variant' // also one that is not applicable, with the reason
    | 'no-such-property'
    | 'none-found'
    | 'cancelled'
    | 'failed';
  readonly message: string;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/**
 * What the engine's thread offers. Every call is answered while a check goes on, because checks run in slices. Nothing
 * throws for what a user can cause. `checkId`s and `requestId`s are chosen by the caller, each id once.
 */
export interface EngineApi {
  version(): number;
  /** The one callback for progress of checks, at most ten times a second each; the final report is the answer of `check`. */
  subscribe(onProgress: (checkId: number, report: CheckReport) => void): void;
  outline(text: string): Outline | undefined;
  /**
   * The rows of a scenario's resilience matrix, in order; each is checked by `check` with its variant. The variant that
   * the subject names is one more where it is none of them.
   */
  variants(subject: Subject): Promise<Answer<readonly VariantOutline[]>>;
  /**
   * Starts a check, or goes on with one of the same meaning that was cancelled, or stopped by a bound that is wider now; one
   * of the same meaning, scenario, bounds and method is answered from memory, and so is one that has seen everything.
   */
  check(checkId: number, subject: Subject, bounds: CheckBounds): Promise<Answer<CheckReport>>;
  /** Ends a check at once, whose `check` call answers `cancelled`; or a summary of timed runs, an explanation, sampling, or a comparison. */
  cancel(checkId: number): void;
  execution(subject: Subject, request: ExecutionRequest): Promise<Answer<ExecutionView>>;
  /** Two executions to be looked at side by side. Goes on in slices; `cancel` ends it. */
  compare(requestId: number, subject: Subject, request: CompareRequest): Promise<Answer<ComparedExecutions>>;
  /** What could happen after the first steps of a schedule. */
  enabled(subject: Subject, after: SchedulePositions): Promise<Answer<readonly EnabledStep[]>>;
  /** How far branches, each told by the words of its steps, can be taken; and the replays of the scenario. */
  branches(subject: Subject, branches: readonly (readonly string[])[]): Promise<Answer<RetakenBranches>>;
  /** An execution in the notation of another tool, or as a trace file. */
  exported(request: ExportRequest): Promise<Answer<string>>;
  /** The execution that the text of a trace file keeps. */
  readTrace(text: string): Answer<ReadTrace>;
  /**
   * Draws many runs in continuous time, with the seeds from `firstSeed` on, and says what they have in common. Goes on in
   * slices; `cancel` ends it, and what had been drawn by then is the answer.
   */
  timedSummary(requestId: number, subject: Subject, request: TimedRequest): Promise<Answer<TimedReport>>;
  /** How many runs of a summary that goes on have ended. */
  timedProgress(requestId: number): number;
  /**
   * Why a scenario has as many states as it has. Goes on in slices; `cancel` ends it, and what was known by then is the
   * answer, `finished` false. The same question is answered from memory.
   */
  explain(requestId: number, subject: Subject, bounds: CheckBounds): Promise<Answer<ExplosionReport>>;
  /** What an explanation that goes on has found so far; undefined for any other. */
  explanation(requestId: number): ExplosionReport | undefined;
  /**
   * The states of a scenario and the steps between them, laid out. Goes on in slices; `cancel` ends it. What was explored is
   * kept for questions about it until `forgetStateGraphs`.
   */
  stateGraph(requestId: number, subject: Subject, bounds: CheckBounds, scope: GraphScope): Promise<Answer<StateGraph>>;
  /** How many states a graph that is being drawn has so far. */
  stateGraphProgress(requestId: number): number | undefined;
  /** Answers something about a graph, which is drawn again where it was forgotten. */
  askStateGraph(
    subject: Subject,
    bounds: CheckBounds,
    scope: GraphScope,
    question: GraphQuestion,
  ): Promise<Answer<GraphAnswer>>;
  /** Nobody looks at graphs any more. */
  forgetStateGraphs(): void;
  /**
   * Goes many random runs and says what they came across. Goes on in slices; `cancel` ends it, and what was found by then is
   * the answer.
   */
  sample(requestId: number, subject: Subject, request: SampleRequest): Promise<Answer<SampleReport>>;
  /** How far sampling has come that goes on. */
  sampleProgress(requestId: number): SampleProgress | undefined;
  happensBefore(subject: Subject, schedule: SchedulePositions): Promise<Answer<HappensBeforeView>>;
  /** What checks have found so far of a subject, in a few lines; starts none. */
  summary(subject: Subject, request: SummaryRequest): Promise<Answer<Summary>>;
  /**
   * Three executions that the sender of a request, or the receiver of a reply, cannot tell apart. They are of the
   * variant whose id is in the answer.
   */
  indeterminate(subject: Subject, message: string, theme: ThemeKind): Promise<Answer<Indeterminate>>;
}
