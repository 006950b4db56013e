import { unreachable } from '../../../src/base/assert.ts';
import type { GraphLayout } from '../../../src/contract/graph.ts';
import type {
  GraphAnswer,
  GraphColouring,
  GraphMode,
  GraphQuestion,
  StateGraph,
  StateGraphArrays,
  StateGraphPart,
} from '../../../src/contract/stateGraph.ts';
import type { PanelModel, WebviewMessage } from '../../../src/contract/webview.ts';
import { layeredLayout } from '../../../src/scene/layers.ts';
import { labelledRequest } from '../../../src/scene/labelledGraph.ts';
import { type GraphUi, lookedAt, scopeOf } from './state.ts';

/** What can happen to the view of the state graph. */
export type GraphInput =
  | { readonly kind: 'mode'; readonly mode: GraphMode }
  | { readonly kind: 'steps'; readonly steps: number }
  | { readonly kind: 'mergeBy'; readonly by: readonly string[] }
  | { readonly kind: 'colour'; readonly colouring: GraphColouring }
  | { readonly kind: 'hover'; readonly vertex: number | undefined }
  /** The keyboard moved to a vertex, or a neighbour was chosen from the list. */
  | { readonly kind: 'focus'; readonly vertex: number | undefined }
  /** Clicked or entered: the execution that leads there becomes the one that is shown. */
  | { readonly kind: 'show'; readonly vertex: number }
  | { readonly kind: 'part'; readonly requestId: number; readonly part: StateGraphPart }
  | { readonly kind: 'placed'; readonly requestId: number; readonly layout: GraphLayout }
  /** The host took too long: the panel lays the graph out itself. */
  | { readonly kind: 'late'; readonly requestId: number };

interface GraphReaction {
  readonly graph: GraphUi;
  readonly posts: readonly WebviewMessage[];
}

/** Layouts of state graphs and those of happens-before graphs are told apart by their numbers. */
export const FIRST_LAYOUT_ID = 2 ** 30;

/** How far a neighbourhood may go. */
export const STEPS_MAX = 9;

/** The view after an input. Pure. */
export function reduceGraph(graph: GraphUi, input: GraphInput): GraphReaction {
  switch (input.kind) {
    case 'mode':
      return silently({ ...graph, mode: input.mode, hovered: undefined });
    case 'steps':
      return silently({ ...graph, steps: Math.max(1, Math.min(STEPS_MAX, input.steps)) });
    case 'mergeBy':
      return silently({ ...graph, mode: 'quotient', by: input.by });
    case 'colour':
      return silently({ ...graph, colouring: input.colouring });
    case 'hover':
      return silently(input.vertex === graph.hovered ? graph : { ...graph, hovered: input.vertex });
    case 'focus':
      return silently({ ...graph, focused: input.vertex, hovered: undefined });
    case 'show': {
      const { shown } = graph;
      if (shown === undefined) return silently(graph);
      const { vertex } = input;
      return {
        graph: { ...graph, focused: vertex },
        posts: [{ kind: 'showVertex', scope: shown.scope, vertex }],
      };
    }
    case 'part':
      return silently(received(graph, input.requestId, input.part));
    case 'placed':
      if (graph.layout?.id !== input.requestId) return silently(graph);
      return silently({ ...graph, layout: { ...graph.layout, layout: input.layout } });
    case 'late': {
      const { layout, shown } = graph;
      if (layout?.id !== input.requestId || layout.layout !== undefined || shown === undefined) return silently(graph);
      return silently({ ...graph, layout: { ...layout, layout: layeredLayout(labelledRequest(shown.graph)) } });
    }
    default:
      return unreachable(input);
  }
}

function silently(graph: GraphUi): GraphReaction {
  return { graph, posts: [] };
}

function received(graph: GraphUi, requestId: number, part: StateGraphPart): GraphUi {
  if (part.kind === 'answer') return answered(graph, requestId, part.answer);
  const { asked } = graph;
  if (asked?.id !== requestId) return part.kind === 'refused' ? refused(graph, requestId, part.message) : graph;
  switch (part.kind) {
    case 'progress':
      return { ...graph, states: part.states };
    case 'refused':
      return { ...graph, refusal: part.message, arriving: [] };
    case 'outline':
    case 'piece':
      return { ...graph, arriving: [...graph.arriving, part] };
    case 'end': {
      const whole = assembled(graph.arriving);
      if (whole === undefined) return { ...graph, arriving: [] };
      const shown = { key: asked.key, scope: asked.scope, graph: whole };
      const by = graph.by.length > 0 ? graph.by : mergedAtFirst(whole);
      return { ...graph, ...NOTHING_KNOWN, shown, by, arriving: [], refusal: undefined };
    }
  }
}

/** What every node of a role says of itself tells more than what one does. */
function mergedAtFirst({ outline: { variables } }: StateGraph): readonly string[] {
  const first = variables.find(({ key }) => key.startsWith('role ')) ?? variables[0];
  return first === undefined ? [] : [first.key];
}

/** What is known of one graph means nothing in another. */
const NOTHING_KNOWN = {
  layout: undefined,
  questions: {},
  paint: undefined,
  path: undefined,
  details: undefined,
  unanswered: undefined,
  hovered: undefined,
  focused: undefined,
} as const;

/** A question without an answer is not asked again; why there is none is shown in its place. */
function refused(graph: GraphUi, requestId: number, message: string): GraphUi {
  const { questions } = graph;
  const asked = Object.values(questions).find(({ id }) => id === requestId);
  if (asked === undefined) return graph;
  const details = asked === questions.vertex ? undefined : graph.details;
  return { ...graph, details, unanswered: { key: asked.key, why: message } };
}

/** The view without the graph that is on its way. */
export function withoutUnfinished(graph: GraphUi): GraphUi {
  const { asked, shown } = graph;
  if (asked === undefined || asked.key === shown?.key || graph.refusal !== undefined) return graph;
  return { ...graph, asked: undefined, arriving: [], states: 0 };
}

function answered(graph: GraphUi, requestId: number, answer: GraphAnswer): GraphUi {
  const asked = graph.questions[answer.kind];
  if (asked?.id !== requestId) return graph;
  switch (answer.kind) {
    case 'paint':
      return { ...graph, unanswered: undefined, paint: { key: asked.key, answer } };
    case 'path':
      return { ...graph, unanswered: undefined, path: { key: asked.key, answer } };
    case 'vertex':
      return { ...graph, unanswered: undefined, details: { key: asked.key, answer } };
  }
}

/** The graph that its parts make; undefined where there is none. */
function assembled(parts: readonly StateGraphPart[]): StateGraph | undefined {
  const outline = parts.find(part => part.kind === 'outline')?.outline;
  if (outline === undefined) return undefined;
  const pieces = (name: keyof StateGraphArrays): readonly ArrayLike<number>[] =>
    parts.flatMap(part => (part.kind === 'piece' && part.array === name ? [part.items] : []));
  const arrays = {
    x: joined(pieces('x'), length => new Float32Array(length)),
    weights: joined(pieces('weights'), length => new Uint32Array(length)),
    parents: joined(pieces('parents'), length => new Int32Array(length)),
    flags: joined(pieces('flags'), length => new Uint8Array(length)),
    firstEdges: joined(pieces('firstEdges'), length => new Uint32Array(length)),
    targets: joined(pieces('targets'), length => new Int32Array(length)),
    edgeFlags: joined(pieces('edgeFlags'), length => new Uint8Array(length)),
  };
  return { outline, arrays };
}

function joined<Items extends { set(items: ArrayLike<number>, at: number): void }>(
  pieces: readonly ArrayLike<number>[],
  make: (length: number) => Items,
): Items {
  const all = make(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** What has to be asked now, so that everything that is shown is known. Asks each thing once. */
export function wanting(graph: GraphUi, model: PanelModel): GraphReaction {
  const asking = new Asking(graph);
  const scope = model.staleness.kind === 'fresh' ? scopeOf(graph, model) : undefined;
  if (model.stateGraphOf === undefined || scope === undefined) return asking.reaction;
  const key = JSON.stringify([model.stateGraphOf, scope]);
  if (graph.asked?.key !== key) asking.graphOf(scope, key);
  else if (graph.shown?.key === key) asking.whatIsKnown(model);
  return asking.reaction;
}

class Asking {
  #graph: GraphUi;
  readonly #posts: WebviewMessage[] = [];

  constructor(graph: GraphUi) {
    this.#graph = graph;
  }

  get reaction(): GraphReaction {
    return { graph: this.#graph, posts: this.#posts };
  }

  graphOf(scope: NonNullable<GraphUi['asked']>['scope'], key: string): void {
    const requestId = this.#nextId();
    const asked = { id: requestId, key, scope };
    this.#graph = { ...this.#graph, asked, arriving: [], states: 0, refusal: undefined };
    this.#posts.push({ kind: 'stateGraph', requestId, scope });
  }

  whatIsKnown(model: PanelModel): void {
    const { shown, layout, colouring } = this.#graph;
    if (shown === undefined || shown.graph.outline.vertexCount === 0) return;
    if (shown.graph.outline.labels.length > 0 && layout?.key !== shown.key) {
      const requestId = FIRST_LAYOUT_ID + this.#nextId();
      this.#graph = { ...this.#graph, layout: { key: shown.key, id: requestId, layout: undefined } };
      this.#posts.push({ kind: 'layout', requestId, request: labelledRequest(shown.graph) });
    }
    if (colouring.kind !== 'none') this.#ask({ kind: 'paint', colouring });
    const schedule = model.execution?.schedule;
    if (schedule !== undefined) this.#ask({ kind: 'path', schedule });
    const vertex = lookedAt(this.#graph, model);
    const { vertex: outstanding } = this.#graph.questions;
    // One at a time: a pointer passes more vertices than anybody reads about.
    const { details, unanswered } = this.#graph;
    const isFree = outstanding === undefined || [details?.key, unanswered?.key].includes(outstanding.key);
    if (vertex !== undefined && isFree) this.#ask({ kind: 'vertex', vertex });
  }

  #ask(question: GraphQuestion): void {
    const { shown, questions } = this.#graph;
    const key = JSON.stringify([shown?.key, question]);
    if (shown === undefined || questions[question.kind]?.key === key) return;
    const requestId = this.#nextId();
    this.#graph = { ...this.#graph, questions: { ...questions, [question.kind]: { id: requestId, key } } };
    this.#posts.push({ kind: 'askStateGraph', requestId, scope: shown.scope, question });
  }

  #nextId(): number {
    const lastId = this.#graph.lastId + 1;
    this.#graph = { ...this.#graph, lastId };
    return lastId;
  }
}
