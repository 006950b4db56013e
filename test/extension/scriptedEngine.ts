import type { Answer, CheckBounds, ExecutionRequest, Outline, Subject } from '../../src/contract/engine.ts';
import type { RetakenBranches } from '../../src/contract/branches.ts';
import type { EnabledStep, ExecutionOrigin, ExecutionView } from '../../src/contract/execution.ts';
import type { ExplosionReport } from '../../src/contract/explosion.ts';
import type { ComparedExecutions, CompareRequest } from '../../src/contract/comparison.ts';
import type { HappensBeforeView } from '../../src/contract/graph.ts';
import type { VariantOutline } from '../../src/contract/matrix.ts';
import { TRACE_FORMAT, TRACE_VERSION, type ReadTrace, type SavedTrace } from '../../src/contract/savedTrace.ts';
import type { CheckReport, PropertyReport } from '../../src/contract/report.ts';
import type { GraphAnswer, GraphQuestion, GraphScope, StateGraph } from '../../src/contract/stateGraph.ts';
import type { Indeterminate, Summary, SummaryRequest } from '../../src/contract/summary.ts';
import type { CheckListener, Engine, ExplainListener, GraphListener } from '../../src/extension/engineLink.ts';

const NOWHERE = { start: 0, end: 0 };

/** An execution whose steps are named by the positions that were taken. */
export function executionOf(schedule: readonly number[], origin: ExecutionOrigin = { kind: 'chosen' }): ExecutionView {
  const violated = ['counterexample', 'shortened', 'sampled'].includes(origin.kind);
  return {
    protocol: 'P',
    scenario: 'usual',
    origin,
    headline: `${String(schedule.length - 1)} steps`,
    schedule,
    lanes: [{ name: 'Node', role: 'Node' }],
    events: [],
    arrows: [],
    bands: [],
    steps: schedule.map(position => ({
      text: `step ${String(position)}`,
      sentence: '',
      fault: false,
      at: undefined,
      events: [],
      changes: [],
    })),
    initial: [],
    quiescent: true,
    verdict: violated ? { property: 'Safe', kind: 'violated' } : undefined,
  };
}

export function reportOf(finished: boolean, properties: readonly PropertyReport[] = []): CheckReport {
  return {
    protocol: 'P',
    scenario: 'usual',
    finished,
    counts: {
      distinctStates: 288,
      generatedStates: 1000,
      depth: 11,
      frontier: [1, 2],
      complete: finished,
      limit: undefined,
      elapsedMs: 5,
      statesPerSecond: 1000,
      bytesPerState: 12,
      memoryBytes: 4096,
      reductions: [],
      potential: { exact: '27', text: '27', unbounded: [], yardsticks: [], factors: [] },
    },
    properties,
    expectations: [],
    hints: [],
    failure: undefined,
  };
}

export const VIOLATED: PropertyReport = {
  name: 'Safe',
  kind: 'invariant',
  verdict: 'violated',
  steps: 2,
  sentence: 'Safe breaks in 2 steps',
  at: NOWHERE,
  trail: [],
};

const NOTHING: Summary = { sentences: [], states: 0, finished: false, complete: false, shown: undefined };

/** A check that was asked for and is under way. */
export interface PendingCheck {
  readonly subject: Subject;
  readonly bounds: CheckBounds;
  readonly listen: CheckListener;
  answer(answer: Answer<CheckReport>): void;
}

/** An explanation that was asked for and is under way. */
export interface PendingExplanation {
  readonly subject: Subject;
  readonly bounds: CheckBounds;
  readonly listen: ExplainListener;
  answer(answer: Answer<ExplosionReport>): void;
}

/** An engine whose checks are answered by the test, and whose executions are what the test says. */
export interface PendingGraph {
  readonly subject: Subject;
  readonly scope: GraphScope;
  readonly listen: GraphListener;
  readonly answer: (answer: Answer<StateGraph>) => void;
}

export interface PendingComparison {
  readonly subject: Subject;
  readonly request: CompareRequest;
  readonly signal: AbortSignal;
  readonly answer: (answer: Answer<ComparedExecutions>) => void;
}

export class ScriptedEngine implements Engine {
  readonly checks: PendingCheck[] = [];
  readonly explanations: PendingExplanation[] = [];
  readonly requests: ExecutionRequest[] = [];
  scenarios: readonly string[] = ['usual'];
  outlines: readonly VariantOutline[] = [
    { id: 'none', name: 'Nothing goes wrong', phrase: 'with nothing going wrong', reason: undefined },
    { id: 'loss', name: 'One lost message', phrase: 'with one lost message', reason: undefined },
    { id: 'reset', name: 'One reset', phrase: 'with one reset', reason: 'The network is not tcp.' },
  ];
  properties: Outline['properties'] = [];
  /** The subjects of what was asked for besides checks. */
  readonly subjects: Subject[] = [];
  meaningOf: (text: string) => string = text => text;
  default: ExecutionView = executionOf([0, 1, 2], { kind: 'representative' });
  /** Schedules that can be taken; any by default. */
  allows: (schedule: readonly number[]) => boolean = () => true;
  /** Awaited before each answer to `execution`. */
  gate: Promise<void> = Promise.resolve();

  /** A text that does not parse. */
  unreadable: string | undefined;

  outline(text: string): Promise<Answer<Outline>> {
    if (text === this.unreadable) {
      return Promise.resolve({ ok: false, refusal: { code: 'does-not-parse', message: 'It cannot be read.' } });
    }
    const value = {
      protocol: 'P',
      scenarios: this.scenarios,
      properties: this.properties,
      meaning: this.meaningOf(text),
    };
    return Promise.resolve({ ok: true, value });
  }

  variants(): Promise<Answer<readonly VariantOutline[]>> {
    return Promise.resolve({ ok: true, value: this.outlines });
  }

  check(subject: Subject, bounds: CheckBounds, listen: CheckListener): Promise<Answer<CheckReport>> {
    return new Promise(answer => {
      this.checks.push({ subject, bounds, listen, answer });
      listen.signal.addEventListener('abort', () =>
        answer({ ok: false, refusal: { code: 'cancelled', message: 'cancelled' } }),
      );
    });
  }

  async execution(subject: Subject, request: ExecutionRequest): Promise<Answer<ExecutionView>> {
    this.requests.push(request);
    this.subjects.push(subject);
    await this.gate;
    switch (request.kind) {
      case 'default':
        return { ok: true, value: this.default };
      case 'property':
        return { ok: true, value: executionOf([0, 7], { kind: 'counterexample', property: request.property }) };
      case 'random':
        return { ok: true, value: executionOf([0, request.seed], { kind: 'random', seed: request.seed }) };
      case 'timed':
        return { ok: true, value: executionOf([0, request.seed], { kind: 'timed', seed: request.seed }) };
      case 'sampled': {
        const { property, seed, schedule } = request;
        if (this.allows(schedule))
          return { ok: true, value: executionOf(schedule, { kind: 'sampled', property, seed }) };
        return { ok: false, refusal: { code: 'none-found', message: 'These steps show it no more.' } };
      }
      case 'reordered': {
        // Each step keeps its position, wherever it comes.
        const schedule = request.order.map(step => request.schedule[step] ?? 0);
        return { ok: true, value: executionOf(schedule) };
      }
      case 'shortened': {
        const [first = 0, ...rest] = request.schedule;
        const schedule = [first, ...rest.slice(-1)];
        return { ok: true, value: executionOf(schedule, { kind: 'shortened', property: 'Safe' }) };
      }
      case 'schedule':
        if (this.allows(request.schedule)) return { ok: true, value: executionOf(request.schedule) };
        return { ok: false, refusal: { code: 'none-found', message: 'These steps cannot be taken.' } };
      case 'retaken':
        // As far as they can be taken.
        for (
          let schedule = request.texts.map(text => Number(text.replace('step ', '')));
          ;
          schedule = schedule.slice(0, -1)
        ) {
          if (schedule.length === 0 || this.allows(schedule)) return { ok: true, value: executionOf(schedule) };
        }
      case 'toViolation': {
        const origin = { kind: 'counterexample', property: 'Safe' } as const;
        return { ok: true, value: executionOf([...request.after, 8, 9], origin) };
      }
    }
  }

  enabled(): Promise<Answer<readonly EnabledStep[]>> {
    return Promise.resolve({ ok: true, value: [] });
  }

  /** What is known of a subject; nothing by default. */
  summaryOf: (subject: Subject, request: SummaryRequest) => Answer<Summary> = () => ({ ok: true, value: NOTHING });
  indeterminateOf: (message: string) => Answer<Indeterminate> = () => ({
    ok: false,
    refusal: { code: 'none-found', message: 'No request.' },
  });

  summary(subject: Subject, request: SummaryRequest): Promise<Answer<Summary>> {
    return Promise.resolve(this.summaryOf(subject, request));
  }

  indeterminate(_subject: Subject, message: string): Promise<Answer<Indeterminate>> {
    return Promise.resolve(this.indeterminateOf(message));
  }

  timedSummary(): Promise<Answer<never>> {
    return Promise.resolve({ ok: false, refusal: { code: 'cancelled', message: 'No runs were drawn.' } });
  }

  explain(subject: Subject, bounds: CheckBounds, listen: ExplainListener): Promise<Answer<ExplosionReport>> {
    return new Promise(answer => this.explanations.push({ subject, bounds, listen, answer }));
  }

  /** Graphs that were asked for, to be answered by the test. */
  readonly graphs: PendingGraph[] = [];
  answerOf: (question: GraphQuestion) => Answer<GraphAnswer> = () => ({
    ok: false,
    refusal: { code: 'none-found', message: 'There is no such state.' },
  });
  forgotten = 0;

  stateGraph(
    subject: Subject,
    _bounds: CheckBounds,
    scope: GraphScope,
    listen: GraphListener,
  ): Promise<Answer<StateGraph>> {
    return new Promise(answer => this.graphs.push({ subject, scope, listen, answer }));
  }

  askStateGraph(
    _subject: Subject,
    _bounds: CheckBounds,
    _scope: GraphScope,
    question: GraphQuestion,
  ): Promise<Answer<GraphAnswer>> {
    return Promise.resolve(this.answerOf(question));
  }

  /** Comparisons that were asked for, to be answered by the test. */
  readonly comparisons: PendingComparison[] = [];

  compare(subject: Subject, request: CompareRequest, signal: AbortSignal): Promise<Answer<ComparedExecutions>> {
    return new Promise(answer => this.comparisons.push({ subject, request, signal, answer }));
  }

  forgetStateGraphs(): void {
    this.forgotten += 1;
  }

  sample(): Promise<Answer<never>> {
    return Promise.resolve({ ok: false, refusal: { code: 'cancelled', message: 'Nothing was sampled.' } });
  }

  /** Steps that cannot be taken any more. */
  impossible: ReadonlySet<string> = new Set();
  replays: RetakenBranches['replays'] = [];

  branches(_subject: Subject, branches: readonly (readonly string[])[]): Promise<Answer<RetakenBranches>> {
    const taken = branches.map(texts => {
      const end = texts.findIndex(text => this.impossible.has(text));
      return { schedule: texts.slice(0, end < 0 ? texts.length : end).map(text => Number(text.replace('step ', ''))) };
    });
    return Promise.resolve({ ok: true, value: { taken, replays: this.replays } });
  }

  exported(): Promise<Answer<string>> {
    return Promise.resolve({ ok: true, value: 'written' });
  }

  /** What trace files say; nothing that can be read by default. */
  trace: ExecutionView | undefined;

  readTrace(): Promise<Answer<ReadTrace>> {
    if (this.trace !== undefined) {
      const saved: SavedTrace = {
        format: TRACE_FORMAT,
        version: TRACE_VERSION,
        protocol: { name: 'P' },
        execution: this.trace,
        cursor: 0,
      };
      const happensBefore = { vertexCount: 0, edges: [], concurrentPairs: 0, consistentCuts: '1', interleavings: '1' };
      return Promise.resolve({ ok: true, value: { trace: saved, happensBefore } });
    }
    return Promise.resolve({ ok: false, refusal: { code: 'does-not-parse', message: 'This is not JSON.' } });
  }

  happensBefore(): Promise<Answer<HappensBeforeView>> {
    const value = { vertexCount: 0, edges: [], concurrentPairs: 0, consistentCuts: '1', interleavings: '1' };
    return Promise.resolve({ ok: true, value });
  }
}
