import type {
  ComparedChoice,
  ComparedExecution,
  ComparedExecutions,
  ComparedRequest,
} from '../../contract/comparison.ts';
import type { Answer, Subject } from '../../contract/engine.ts';
import type { Engine } from '../engineLink.ts';
import type { SessionState } from './sessionState.ts';
import { NOTHING_TO_SHOW } from './requests.ts';

/** A session, of which is asked what it shows now. */
export interface ComparisonWish {
  readonly subject: Subject | undefined;
  readonly state: SessionState;
}

/** Lets somebody choose a trace file, and answers its text; undefined where none was chosen. */
export type PickTrace = () => Promise<string | undefined>;

/** Asks for executions of a session to be looked at side by side. */
export class ComparisonDesk {
  readonly #engine: Engine;
  readonly #session: ComparisonWish;
  readonly #pickTrace: PickTrace;
  /** Traces that were chosen, by the number of the choice. */
  readonly #traces = new Map<number, Promise<ComparedExecution>>();
  #run: AbortController | undefined;

  constructor(engine: Engine, session: ComparisonWish, pickTrace: PickTrace) {
    this.#engine = engine;
    this.#session = session;
    this.#pickTrace = pickTrace;
  }

  /** Two executions; those asked for before are given up. */
  async compare(left: ComparedChoice, right: ComparedChoice): Promise<Answer<ComparedExecutions>> {
    this.stop();
    const run = new AbortController();
    this.#run = run;
    const traces = [await this.#traceOf(left), await this.#traceOf(right)] as const;
    // What is shown may be another execution since a trace was chosen.
    const { subject, state } = this.#session;
    if (subject === undefined) return NOTHING_TO_SHOW;
    const request = {
      left: comparedRequest(left, state, traces[0]),
      right: comparedRequest(right, state, traces[1]),
    };
    const answer = await this.#engine.compare(subject, request, run.signal);
    if (this.#run === run) this.#run = undefined;
    if (!answer.ok) return answer;
    // A trace is shown as it was saved, whatever becomes of its steps in the text as it is.
    return { ok: true, value: { left: traces[0] ?? answer.value.left, right: traces[1] ?? answer.value.right } };
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  async #traceOf(chosen: ComparedChoice): Promise<ComparedExecution | undefined> {
    if (chosen.kind !== 'trace') return undefined;
    const picked = this.#traces.get(chosen.pick) ?? this.#pick();
    this.#traces.set(chosen.pick, picked);
    return await picked;
  }

  async #pick(): Promise<ComparedExecution> {
    const text = await this.#pickTrace();
    if (text === undefined) return { kind: 'none', reason: 'No trace was chosen.' };
    const read = await this.#engine.readTrace(text);
    if (!read.ok) return { kind: 'none', reason: read.refusal.message };
    return { kind: 'execution', execution: read.value.trace.execution };
  }
}

/** What is shown is asked for as what it is: how it was found may say more of it than its steps. */
function comparedRequest(
  chosen: ComparedChoice,
  { choice, execution }: SessionState,
  trace: ComparedExecution | undefined,
): ComparedRequest {
  if (chosen.kind === 'trace') {
    return { kind: 'schedule', schedule: trace?.kind === 'execution' ? trace.execution.schedule : [] };
  }
  if (chosen.kind !== 'shown') return chosen;
  const origin = execution?.origin;
  if (choice.kind !== 'default' || execution === undefined || origin === undefined) return choice;
  switch (origin.kind) {
    case 'counterexample':
    case 'witness':
      return { kind: 'property', property: origin.property };
    case 'representative':
      return { kind: 'representative' };
    case 'random':
    case 'timed':
    case 'sampled':
    case 'shortened':
    case 'chosen':
      return { kind: 'schedule', schedule: execution.schedule };
  }
}
