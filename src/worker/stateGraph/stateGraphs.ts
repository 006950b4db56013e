import type { Answer, CheckBounds, Subject } from '../../contract/engine.ts';
import type { GraphAnswer, GraphQuestion, GraphScope, StateGraph } from '../../contract/stateGraph.ts';
import { boundsOf } from '../../engine/bounds.ts';
import { refused, type Refused } from '../executions.ts';
import type { Work } from '../explosion/exploring.ts';
import { Recent } from '../recent.ts';
import { SLICE_MS, type Surroundings } from '../slices.ts';
import type { LoadedSubject } from '../subjects.ts';
import { detailsOf, statesThrough } from './answers.ts';
import type { DrawnGraph, Drawing } from './drawing.ts';
import { drawnGraph } from './drawnGraph.ts';
import { exploreStates } from './exploredStates.ts';
import { paintOf } from './paints.ts';
import { around, selectionOf } from './selections.ts';
import { stateTextsOf } from './stateTexts.ts';
import { violationsIn } from './violations.ts';

/** What a graph is of. */
export interface GraphSubject {
  readonly subject: Subject;
  readonly loaded: LoadedSubject;
  readonly bounds: CheckBounds;
}

type Explored = Omit<Drawing, 'mergedBy'>;
interface Drawn {
  readonly drawing: Drawing;
  readonly graph: DrawnGraph;
}

/** A request that goes on. */
interface Running {
  states: number;
  isCancelled: boolean;
}

/** Of so many subjects the states are kept; of one, so many drawings. */
const SUBJECTS_MAX = 1;
const DRAWINGS_MAX = 3;

/**
 * State graphs, drawn in slices. The states of the scenario asked about last are kept with the steps between them, until
 * nobody looks at them any more.
 */
export class StateGraphs {
  readonly #around: Surroundings;
  readonly #running = new Map<number, Running>();
  #explored = new Recent<Explored>(SUBJECTS_MAX);
  #drawn = new Recent<Drawn>(DRAWINGS_MAX);
  #forgotten = 0;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
  }

  /** The graph of a scope, laid out. */
  async graph(requestId: number, of: GraphSubject, scope: GraphScope): Promise<Answer<StateGraph>> {
    const running = { states: 0, isCancelled: false };
    this.#running.set(requestId, running);
    try {
      const drawn = await this.#work(running, this.#drawing(of, scope, running));
      return 'refusal' in drawn ? drawn : { ok: true, value: drawn.graph.sent };
    } finally {
      this.#running.delete(requestId);
    }
  }

  async ask(of: GraphSubject, scope: GraphScope, question: GraphQuestion): Promise<Answer<GraphAnswer>> {
    const running = { states: 0, isCancelled: false };
    const answer = await this.#work(running, this.#answering(of, scope, question, running));
    return 'refusal' in answer ? answer : { ok: true, value: answer };
  }

  /** How many states a request that goes on has found. */
  progress(requestId: number): number | undefined {
    return this.#running.get(requestId)?.states;
  }

  cancel(requestId: number): void {
    const running = this.#running.get(requestId);
    if (running !== undefined) running.isCancelled = true;
  }

  /** Nobody looks any more: gives the memory back. */
  forget(): void {
    this.#explored = new Recent(SUBJECTS_MAX);
    this.#drawn = new Recent(DRAWINGS_MAX);
    this.#forgotten += 1;
    for (const running of this.#running.values()) running.isCancelled = true;
  }

  async #work<Value>(running: Running, work: Work<Value>): Promise<Value | Refused> {
    const isCancelled = (): boolean => running.isCancelled;
    while (!isCancelled()) {
      const sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
      do {
        const next = work.next();
        if (next.done === true) return next.value;
      } while (this.#around.nowMs() < sliceEndsAtMs);
      await this.#around.pause();
    }
    return refused('cancelled', 'The graph is not asked for any more.');
  }

  *#answering(
    of: GraphSubject,
    scope: GraphScope,
    question: GraphQuestion,
    running: Running,
  ): Work<GraphAnswer | Refused> {
    const drawn = yield* this.#drawing(of, scope, running);
    if ('refusal' in drawn) return drawn;
    const { drawing, graph } = drawn;
    switch (question.kind) {
      case 'paint':
        return yield* paintOf(drawing.explored, graph, question.colouring, drawing.texts);
      case 'path': {
        const states = yield* statesThrough(drawing.explored, question.schedule);
        const vertices = question.schedule.map((_, step) => graph.vertexOf[states[step] ?? -1] ?? -1);
        return { kind: 'path', vertices };
      }
      case 'vertex':
        return (
          (yield* detailsOf(drawing, graph, question.vertex)) ??
          refused('none-found', 'There is no such state in this graph.')
        );
    }
  }

  *#drawing(of: GraphSubject, scope: GraphScope, running: Running): Work<Drawn | Refused> {
    const key = JSON.stringify([keyOf(of), scope]);
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const since = this.#forgotten;
    const explored = yield* this.#exploring(of, running);
    if ('refusal' in explored) return explored;
    const { graph } = explored.explored;
    const mergedBy = scope.kind === 'quotient' ? explored.texts.filter(text => scope.by.includes(text.key)) : undefined;
    const drawing = { ...explored, mergedBy };
    let drawn: Drawn;
    if (scope.kind === 'neighbourhood') {
      const through = yield* statesThrough(explored.explored, scope.around);
      const centre = through.length === scope.around.length ? through.at(-1) : undefined;
      if (centre === undefined) return refused('none-found', notAmong(explored.explored.cut));
      drawn = { drawing, graph: yield* drawnGraph(drawing, yield* around(graph, centre, scope.steps)) };
    } else drawn = { drawing, graph: yield* drawnGraph(drawing, yield* selectionOf(graph, scope, explored.texts)) };
    if (since === this.#forgotten) this.#drawn.set(key, drawn);
    return drawn;
  }

  *#exploring(of: GraphSubject, running: Running): Work<Explored | Refused> {
    const key = keyOf(of);
    const known = this.#explored.get(key);
    if (known !== undefined) return known;
    const since = this.#forgotten;
    const { system } = of.loaded;
    const bounds = boundsOf(system.instance, of.bounds);
    const explored = yield* exploreStates(system, bounds, states => (running.states = states));
    if (explored === undefined)
      return refused('failed', 'There is no memory for the states and the steps between them.');
    const violations = yield* violationsIn(explored);
    const found = { explored, violations, texts: stateTextsOf(explored.graph.components) };
    if (since === this.#forgotten) this.#explored.set(key, found);
    return found;
  }
}

function notAmong(cut: string | undefined): string {
  return cut === undefined
    ? 'The state at the cursor is not one of this scenario.'
    : `The state at the cursor is not among those that were explored. ${cut}`;
}

/** By meaning: an edit of a comment draws nothing anew. */
function keyOf({ loaded, bounds }: GraphSubject): string {
  return JSON.stringify([loaded.meaning, bounds]);
}
