import { proxy } from 'comlink';
import type { Remote } from 'comlink';
import type {
  Answer,
  CheckBounds,
  EngineApi,
  ExecutionRequest,
  ExportRequest,
  Outline,
  Subject,
  TimedRequest,
} from '../contract/engine.ts';
import type { RetakenBranches } from '../contract/branches.ts';
import type { ComparedExecutions, CompareRequest } from '../contract/comparison.ts';
import type { EnabledStep, ExecutionView, SchedulePositions } from '../contract/execution.ts';
import type { ExplosionReport } from '../contract/explosion.ts';
import type { HappensBeforeView } from '../contract/graph.ts';
import type { VariantOutline } from '../contract/matrix.ts';
import type { CheckReport } from '../contract/report.ts';
import type { ReadTrace } from '../contract/savedTrace.ts';
import type { SampleProgress, SampleReport, SampleRequest } from '../contract/sample.ts';
import type { Indeterminate, Summary, SummaryRequest, ThemeKind } from '../contract/summary.ts';
import type { GraphAnswer, GraphQuestion, GraphScope, StateGraph } from '../contract/stateGraph.ts';
import type { TimedReport } from '../contract/timed.ts';
import { CONTRACT_VERSION } from '../contract/version.ts';
import { ThreadGone, ThreadLink } from './threadLink.ts';
import type { SpawnThread } from './threadLink.ts';

/** The engine as the rest of the extension sees it: nothing hangs, and an engine that is gone is a refusal. */
export interface Engine {
  outline(text: string): Promise<Answer<Outline>>;
  variants(subject: Subject): Promise<Answer<readonly VariantOutline[]>>;
  check(subject: Subject, bounds: CheckBounds, listen: CheckListener): Promise<Answer<CheckReport>>;
  execution(subject: Subject, request: ExecutionRequest): Promise<Answer<ExecutionView>>;
  /** Two executions to be looked at side by side; the signal ends it. */
  compare(subject: Subject, request: CompareRequest, signal: AbortSignal): Promise<Answer<ComparedExecutions>>;
  enabled(subject: Subject, after: SchedulePositions): Promise<Answer<readonly EnabledStep[]>>;
  happensBefore(subject: Subject, schedule: SchedulePositions): Promise<Answer<HappensBeforeView>>;
  branches(subject: Subject, branches: readonly (readonly string[])[]): Promise<Answer<RetakenBranches>>;
  exported(request: ExportRequest): Promise<Answer<string>>;
  readTrace(text: string): Promise<Answer<ReadTrace>>;
  summary(subject: Subject, request: SummaryRequest): Promise<Answer<Summary>>;
  indeterminate(subject: Subject, message: string, theme: ThemeKind): Promise<Answer<Indeterminate>>;
  /** What many timed runs have in common; of those that had ended, when the signal ends it. */
  timedSummary(subject: Subject, request: TimedRequest, listen: TimedListener): Promise<Answer<TimedReport>>;
  /** Why there are so many states; what is known by then, when the signal ends it. */
  explain(subject: Subject, bounds: CheckBounds, listen: ExplainListener): Promise<Answer<ExplosionReport>>;
  /** The states and the steps between them, laid out; the signal ends it. */
  stateGraph(
    subject: Subject,
    bounds: CheckBounds,
    scope: GraphScope,
    listen: GraphListener,
  ): Promise<Answer<StateGraph>>;
  askStateGraph(
    subject: Subject,
    bounds: CheckBounds,
    scope: GraphScope,
    question: GraphQuestion,
  ): Promise<Answer<GraphAnswer>>;
  /** Nobody looks at state graphs any more. */
  forgetStateGraphs(): void;
  /** What many random runs come across; of those that had ended, when the signal ends it. */
  sample(subject: Subject, request: SampleRequest, listen: SampleListener): Promise<Answer<SampleReport>>;
}

export interface CheckListener {
  readonly signal: AbortSignal;
  onProgress(report: CheckReport): void;
}

export interface TimedListener {
  readonly signal: AbortSignal;
  /** How many runs have ended. */
  onProgress(done: number): void;
}

export interface ExplainListener {
  readonly signal: AbortSignal;
  /** What is known so far. */
  onProgress(report: ExplosionReport): void;
}

export interface GraphListener {
  readonly signal: AbortSignal;
  /** How many states were found so far. */
  onProgress(states: number): void;
}

/** The calls of what goes on in slices and is asked for its progress, by its id. */
interface PolledCalls<T> {
  readonly start: (api: Remote<EngineApi>, id: number) => Promise<Answer<T>>;
  /** Absent where nothing is said until the end. */
  readonly ask?: (api: Remote<EngineApi>, id: number) => Promise<void>;
}

/** How often it is asked. */
const PROGRESS_MS = 200;

export interface SampleListener {
  readonly signal: AbortSignal;
  onProgress(progress: SampleProgress): void;
}

/** The longest a healthy engine stays silent: reading a text of a megabyte. */
const SILENCE_MAX_MS = 20_000;

/** The engine in its thread. `onGone` is told each time the thread ended by itself. */
export class EngineLink implements Engine {
  readonly #link: ThreadLink<EngineApi>;
  readonly #progress = new Map<number, (report: CheckReport) => void>();
  #lastCheckId = 0;

  constructor(spawn: SpawnThread, onGone: (reason: string) => void) {
    const onProgress = proxy((checkId: number, report: CheckReport) => this.#progress.get(checkId)?.(report));
    this.#link = new ThreadLink<EngineApi>({
      spawn,
      onGone,
      silenceMaxMs: SILENCE_MAX_MS,
      ping: api => api.version(),
      greet: async api => {
        await api.subscribe(onProgress);
        const version = await api.version();
        if (version !== CONTRACT_VERSION) throw new Error(`The engine speaks version ${String(version)}.`);
      },
    });
  }

  outline(text: string): Promise<Answer<Outline>> {
    return refusalOf(
      this.#link.call<Answer<Outline>>(async api => {
        const outline = await api.outline(text);
        return outline === undefined ? UNREADABLE : { ok: true, value: outline };
      }),
    );
  }

  variants(subject: Subject): Promise<Answer<readonly VariantOutline[]>> {
    return refusalOf(this.#link.call<Answer<readonly VariantOutline[]>>(async api => await api.variants(subject)));
  }

  async check(subject: Subject, bounds: CheckBounds, listen: CheckListener): Promise<Answer<CheckReport>> {
    if (listen.signal.aborted) return CANCELLED;
    const checkId = (this.#lastCheckId += 1);
    this.#progress.set(checkId, report => {
      if (!listen.signal.aborted) listen.onProgress(report);
    });
    const cancel = (): void => {
      this.#link.call(api => api.cancel(checkId)).catch(() => undefined);
    };
    listen.signal.addEventListener('abort', cancel, { once: true });
    const answer = refusalOf(
      this.#link.call<Answer<CheckReport>>(async api =>
        listen.signal.aborted ? CANCELLED : await api.check(checkId, subject, bounds),
      ),
    );
    try {
      return await answer;
    } finally {
      listen.signal.removeEventListener('abort', cancel);
      this.#progress.delete(checkId);
    }
  }

  timedSummary(subject: Subject, request: TimedRequest, listen: TimedListener): Promise<Answer<TimedReport>> {
    return this.#polled<TimedReport>(listen.signal, {
      start: async (api, id) => await api.timedSummary(id, subject, request),
      ask: async (api, id) => {
        const done = await api.timedProgress(id);
        if (done > 0) listen.onProgress(done);
      },
    });
  }

  explain(subject: Subject, bounds: CheckBounds, listen: ExplainListener): Promise<Answer<ExplosionReport>> {
    let isAnswered = false;
    const answer = this.#polled<ExplosionReport>(listen.signal, {
      start: async (api, id) => await api.explain(id, subject, bounds),
      ask: async (api, id) => {
        const report = await api.explanation(id);
        // What was on its way when the answer came is older than the answer.
        if (report !== undefined && !isAnswered && !listen.signal.aborted) listen.onProgress(report);
      },
    });
    const done = (): void => {
      isAnswered = true;
    };
    answer.then(done, done);
    return answer;
  }

  stateGraph(
    subject: Subject,
    bounds: CheckBounds,
    scope: GraphScope,
    listen: GraphListener,
  ): Promise<Answer<StateGraph>> {
    return this.#polled<StateGraph>(listen.signal, {
      start: async (api, id) => await api.stateGraph(id, subject, bounds, scope),
      ask: async (api, id) => {
        const states = await api.stateGraphProgress(id);
        if (states !== undefined) listen.onProgress(states);
      },
    });
  }

  askStateGraph(
    subject: Subject,
    bounds: CheckBounds,
    scope: GraphScope,
    question: GraphQuestion,
  ): Promise<Answer<GraphAnswer>> {
    return refusalOf(
      this.#link.call<Answer<GraphAnswer>>(async api => await api.askStateGraph(subject, bounds, scope, question)),
    );
  }

  forgetStateGraphs(): void {
    // A thread that is gone keeps nothing.
    this.#link.callOnce(api => api.forgetStateGraphs()).catch(() => undefined);
  }

  sample(subject: Subject, request: SampleRequest, listen: SampleListener): Promise<Answer<SampleReport>> {
    return this.#polled<SampleReport>(listen.signal, {
      start: async (api, id) => await api.sample(id, subject, request),
      ask: async (api, id) => {
        const progress = await api.sampleProgress(id);
        if (progress !== undefined) listen.onProgress(progress);
      },
    });
  }

  /** Asks for something that goes on in slices, and for its progress until it is answered. The signal ends it. */
  async #polled<T>(signal: AbortSignal, { start, ask }: PolledCalls<T>): Promise<Answer<T>> {
    if (signal.aborted) return CANCELLED;
    const requestId = (this.#lastCheckId += 1);
    const cancel = (): void => {
      this.#link.call(api => api.cancel(requestId)).catch(() => undefined);
    };
    const asking = setInterval(() => {
      if (ask !== undefined) this.#link.call(async api => await ask(api, requestId)).catch(() => undefined);
    }, PROGRESS_MS);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await refusalOf(
        this.#link.call<Answer<T>>(async api => (signal.aborted ? CANCELLED : await start(api, requestId))),
      );
    } finally {
      clearInterval(asking);
      signal.removeEventListener('abort', cancel);
    }
  }

  execution(subject: Subject, request: ExecutionRequest): Promise<Answer<ExecutionView>> {
    return refusalOf(this.#link.call<Answer<ExecutionView>>(async api => await api.execution(subject, request)));
  }

  compare(subject: Subject, request: CompareRequest, signal: AbortSignal): Promise<Answer<ComparedExecutions>> {
    return this.#polled<ComparedExecutions>(signal, {
      start: async (api, id) => await api.compare(id, subject, request),
    });
  }

  enabled(subject: Subject, after: SchedulePositions): Promise<Answer<readonly EnabledStep[]>> {
    return refusalOf(this.#link.call<Answer<readonly EnabledStep[]>>(async api => await api.enabled(subject, after)));
  }

  happensBefore(subject: Subject, schedule: SchedulePositions): Promise<Answer<HappensBeforeView>> {
    return refusalOf(
      this.#link.call<Answer<HappensBeforeView>>(async api => await api.happensBefore(subject, schedule)),
    );
  }

  summary(subject: Subject, request: SummaryRequest): Promise<Answer<Summary>> {
    return refusalOf(this.#link.call<Answer<Summary>>(async api => await api.summary(subject, request)));
  }

  indeterminate(subject: Subject, message: string, theme: ThemeKind): Promise<Answer<Indeterminate>> {
    return refusalOf(
      this.#link.call<Answer<Indeterminate>>(async api => await api.indeterminate(subject, message, theme)),
    );
  }

  branches(subject: Subject, branches: readonly (readonly string[])[]): Promise<Answer<RetakenBranches>> {
    return refusalOf(this.#link.call<Answer<RetakenBranches>>(async api => await api.branches(subject, branches)));
  }

  exported(request: ExportRequest): Promise<Answer<string>> {
    return refusalOf(this.#link.call<Answer<string>>(async api => await api.exported(request)));
  }

  readTrace(text: string): Promise<Answer<ReadTrace>> {
    return refusalOf(this.#link.call<Answer<ReadTrace>>(async api => await api.readTrace(text)));
  }

  /** Ends the thread and starts over; what it was doing is asked for once more. */
  restart(reason: string): void {
    this.#link.restart(reason);
  }

  dispose(): void {
    this.#link.dispose();
  }
}

const UNREADABLE: Answer<never> = {
  ok: false,
  refusal: { code: 'does-not-parse', message: 'The engine cannot read this text.' },
};

const CANCELLED: Answer<never> = { ok: false, refusal: { code: 'cancelled', message: 'The check was cancelled.' } };

async function refusalOf<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await answer;
  } catch (reason) {
    const message = reason instanceof ThreadGone ? `The engine stopped: ${reason.message}` : describe(reason);
    return { ok: false, refusal: { code: 'failed', message } };
  }
}

function describe(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
