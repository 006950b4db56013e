import type { GraphLayout } from '../../../src/contract/graph.ts';
import {
  type GraphAnswer,
  type GraphMode,
  type GraphScope,
  type GraphState,
  LABELLED_MAX,
  type StateGraph,
  type StateGraphPart,
} from '../../../src/contract/stateGraph.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';

/** Something that was asked of the host; `key` says what, so that it is asked once. */
interface Asked {
  readonly id: number;
  readonly key: string;
}

interface Answered<Kind extends GraphAnswer['kind']> {
  readonly key: string;
  readonly answer: GraphAnswer & { readonly kind: Kind };
}

/** The state graph, as far as the panel knows it. */
export interface GraphUi extends GraphState {
  /** Grows with everything that is asked. */
  readonly lastId: number;
  readonly asked: (Asked & { readonly scope: GraphScope }) | undefined;
  /** Parts of the graph that was asked for, until all are there. */
  readonly arriving: readonly StateGraphPart[];
  /** States found so far. */
  readonly states: number;
  readonly refusal: string | undefined;
  /** The last graph that came whole. */
  readonly shown: ShownGraph | undefined;
  readonly layout: { readonly key: string; readonly id: number; readonly layout: GraphLayout | undefined } | undefined;
  readonly questions: Readonly<Partial<Record<GraphAnswer['kind'], Asked>>>;
  readonly paint: Answered<'paint'> | undefined;
  readonly path: Answered<'path'> | undefined;
  readonly details: Answered<'vertex'> | undefined;
  /** A question that has no answer, and why. */
  readonly unanswered: { readonly key: string; readonly why: string } | undefined;
  readonly hovered: number | undefined;
  /** Where the keyboard stands. */
  readonly focused: number | undefined;
}

export interface ShownGraph {
  readonly key: string;
  readonly scope: GraphScope;
  readonly graph: StateGraph;
}

export const INITIAL_GRAPH: GraphUi = {
  mode: 'automatic',
  steps: 2,
  by: [],
  colouring: { kind: 'none' },
  lastId: 0,
  asked: undefined,
  arriving: [],
  states: 0,
  refusal: undefined,
  shown: undefined,
  layout: undefined,
  questions: {},
  paint: undefined,
  path: undefined,
  details: undefined,
  unanswered: undefined,
  hovered: undefined,
  focused: undefined,
};

/** What of the view is kept across reloads. */
export function keptGraph({ mode, steps, by, colouring }: GraphUi): GraphState {
  return { mode, steps, by, colouring };
}

/** What a mode comes to. */
export function modeOf({ mode }: GraphUi, { report }: PanelModel): Exclude<GraphMode, 'automatic'> {
  if (mode !== 'automatic') return mode;
  const isSmall = report?.finished === true && report.counts.distinctStates <= LABELLED_MAX;
  return isSmall ? 'whole' : 'neighbourhood';
}

/** What is to be drawn; undefined for what needs no graph, and where it is not known yet. */
export function scopeOf(ui: GraphUi, model: PanelModel): GraphScope | undefined {
  switch (modeOf(ui, model)) {
    case 'neighbourhood': {
      const { execution, cursor, report } = model;
      if (execution === undefined) return undefined;
      // A check that ends soon may find so few states that all are drawn.
      if (ui.mode === 'automatic' && report?.finished === false && report.counts.distinctStates <= LABELLED_MAX)
        return undefined;
      return { kind: 'neighbourhood', around: execution.schedule.slice(0, cursor + 1), steps: ui.steps };
    }
    case 'whole':
      return { kind: 'whole' };
    case 'quotient':
      return { kind: 'quotient', by: ui.by };
    case 'profile':
      return undefined;
  }
}

/** The vertex of the state at the cursor, where it is drawn. */
export function currentVertex({ shown, path }: GraphUi, { cursor }: Pick<PanelModel, 'cursor'>): number | undefined {
  const vertex = path?.answer.vertices[cursor] ?? shown?.graph.outline.centre;
  return vertex === undefined || vertex < 0 ? undefined : vertex;
}

/** The vertex that details are shown of. */
export function lookedAt(ui: GraphUi, model: Pick<PanelModel, 'cursor'>): number | undefined {
  return ui.hovered ?? ui.focused ?? currentVertex(ui, model);
}
