import type { Answer, CheckBounds, Subject } from '../../contract/engine.ts';
import type { GraphAnswer, GraphQuestion, GraphScope, StateGraph } from '../../contract/stateGraph.ts';
import type { Engine, GraphListener } from '../engineLink.ts';
import type { Disposable } from '../listeners.ts';
import { Watchers } from './watchers.ts';

/** What a graph is of, now. */
export interface GraphWish {
  readonly subject: Subject;
  readonly bounds: CheckBounds;
}

/** Asks for state graphs of a session. What the engine keeps for them is given back when nobody looks any more. */
export class StateGraphDesk {
  readonly #engine: Engine;
  readonly #wish: () => GraphWish | undefined;
  readonly #watchers = new Watchers();
  #run: AbortController | undefined;

  constructor(engine: Engine, wish: () => GraphWish | undefined) {
    this.#engine = engine;
    this.#wish = wish;
  }

  watch(): Disposable {
    return this.#watchers.add(() => this.stop());
  }

  /** A graph; the one asked for before is given up. */
  async graph(scope: GraphScope, onProgress: GraphListener['onProgress']): Promise<Answer<StateGraph>> {
    this.#run?.abort();
    const wish = this.#wish();
    if (wish === undefined) return NOTHING_TO_DRAW;
    const run = new AbortController();
    this.#run = run;
    const { signal } = run;
    const answer = await this.#engine.stateGraph(wish.subject, wish.bounds, scope, { signal, onProgress });
    if (this.#run === run) this.#run = undefined;
    return answer;
  }

  async ask(scope: GraphScope, question: GraphQuestion): Promise<Answer<GraphAnswer>> {
    const wish = this.#wish();
    if (wish === undefined) return NOTHING_TO_DRAW;
    return await this.#engine.askStateGraph(wish.subject, wish.bounds, scope, question);
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#engine.forgetStateGraphs();
  }
}

const NOTHING_TO_DRAW: Answer<never> = {
  ok: false,
  refusal: { code: 'does-not-parse', message: 'The text has problems: no graph can be drawn until they are fixed.' },
};
