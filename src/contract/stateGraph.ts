import type { SchedulePositions, VariableChange } from './execution.ts';

/** Which states of a scenario are drawn as a graph. */
export type GraphScope =
  /** Those at most so many steps before or after the one that a schedule leads to. */
  | { readonly kind: 'neighbourhood'; readonly around: SchedulePositions; readonly steps: number }
  | { readonly kind: 'whole' }
  /** States that agree on what these keys name are one vertex. */
  | { readonly kind: 'quotient'; readonly by: readonly string[] };

/** More vertices than this are not drawn. */
export const VERTICES_MAX = 100_000;
/** Up to so many vertices have labels, and are laid out one by one. */
export const LABELLED_MAX = 300;
/** A larger neighbourhood takes fewer steps. */
export const NEIGHBOURHOOD_MAX = 120;
/** A larger message is sent in parts. */
export const PART_BYTES_MAX = 512 * 1024;

/** What vertices are coloured by. */
export type GraphColouring =
  | { readonly kind: 'none' }
  /** What can still be decided. */
  | { readonly kind: 'valence' }
  /** Who took the step by which a state was found first. */
  | { readonly kind: 'mover' }
  | { readonly kind: 'variable'; readonly key: string };

/** Which graph is looked at; `automatic` is the whole one where it is small enough to be read. */
export type GraphMode = 'automatic' | 'neighbourhood' | 'whole' | 'quotient' | 'profile';

/** How a reader looks at state graphs. */
export interface GraphState {
  readonly mode: GraphMode;
  /** How far a neighbourhood goes. */
  readonly steps: number;
  /** Keys of what states are merged by. */
  readonly by: readonly string[];
  readonly colouring: GraphColouring;
}

/** Bits of `StateGraphArrays.flags`. */
export const VERTEX = {
  /** A property that speaks of single states does not hold there. */
  violates: 1,
  initial: 2,
  /** What is possible there is not known, because exploring was cut short. */
  unexplored: 4,
  /** Nothing but failures can happen there. */
  ends: 8,
} as const;

/** Bits of `StateGraphArrays.edgeFlags`. */
export const EDGE = {
  /** Nothing but failures leads this way. */
  fault: 1,
} as const;

/** What is known of a graph besides its vertices and edges. */
export interface StateGraphOutline {
  readonly vertexCount: number;
  readonly edgeCount: number;
  /** How many states were found; at least so many where exploring was cut short. */
  readonly states: number;
  /** What is not there and why, as a sentence; undefined where every state was explored. */
  readonly cut: string | undefined;
  /** Why nothing is drawn, as a sentence. */
  readonly empty: string | undefined;
  /** Of a neighbourhood: how many steps it goes, which may be fewer than were asked for. */
  readonly steps: number | undefined;
  /** The vertex of the state that a neighbourhood is about. */
  readonly centre: number | undefined;
  /**
   * Vertices are numbered by layer, in a layer from left to right; by layer the number after its last. The layer of a
   * state is its distance from the start, of a neighbourhood that from its centre, which is negative for what leads there.
   */
  readonly layerEnds: readonly number[];
  readonly firstLayer: number;
  /** States by distance from the start. */
  readonly frontier: readonly number[];
  /** How many of the states that were found violate something, and what. */
  readonly violating: number;
  readonly violated: readonly string[];
  /** What a state can be merged by, and coloured by. */
  readonly variables: readonly GraphVariable[];
  readonly hasValence: boolean;
  /** By vertex what tells it apart, in one line or two; none where there are more than `LABELLED_MAX`. */
  readonly labels: readonly string[];
  /** By edge what leads along it; none where there are no labels. */
  readonly edgeLabels: readonly string[];
}

export interface GraphVariable {
  readonly key: string;
  /** `participant 1.state`. */
  readonly label: string;
}

/** The vertices and edges of a graph. */
export interface StateGraphArrays {
  /** By vertex its place in its layer: neighbours are at least 1 apart. */
  readonly x: Float32Array;
  /** By vertex how many states it stands for; empty where each is one. */
  readonly weights: Uint32Array;
  /** By vertex the one by which it was found first; −1 where that is not drawn. */
  readonly parents: Int32Array;
  readonly flags: Uint8Array;
  /** The edges of a vertex are those from `firstEdges[v]` up to, and without, `firstEdges[v + 1]`. */
  readonly firstEdges: Uint32Array;
  readonly targets: Int32Array;
  readonly edgeFlags: Uint8Array;
}

export interface StateGraph {
  readonly outline: StateGraphOutline;
  readonly arrays: StateGraphArrays;
}

/** What is asked about a graph that is drawn. */
export type GraphQuestion =
  | { readonly kind: 'paint'; readonly colouring: GraphColouring }
  /** Which vertices an execution comes through. */
  | { readonly kind: 'path'; readonly schedule: SchedulePositions }
  | { readonly kind: 'vertex'; readonly vertex: number };

export type GraphAnswer =
  | GraphPaint
  /** By step of the schedule its vertex; −1 where that is not drawn. */
  | { readonly kind: 'path'; readonly vertices: readonly number[] }
  | VertexDetails;

export interface GraphPaint {
  readonly kind: 'paint';
  /** By vertex its class, an index of `names`. */
  readonly classes: Uint8Array;
  /** What each class is, with how many vertices are of it; at most `CLASSES_MAX`. */
  readonly names: readonly { readonly name: string; readonly vertices: number; readonly isRest?: true }[];
}

/** As many signs as can be told apart; what is rarer than the others is one class. */
export const CLASSES_MAX = 8;

export interface VertexDetails {
  readonly kind: 'vertex';
  readonly vertex: number;
  /** The shortest execution to it; of several states, to the one found first. */
  readonly schedule: SchedulePositions;
  readonly states: number;
  readonly depth: number;
  /** What it violates. */
  readonly violated: readonly string[];
  /** The step by which it was found first, and what that changed; undefined for an initial state. */
  readonly step: string | undefined;
  readonly changes: readonly VertexChange[];
  /** What tells it apart from others of a quotient; empty for single states. */
  readonly agreed: readonly { readonly name: string; readonly value: string }[];
  /** What leads here and on from here, the first ones. */
  readonly before: readonly GraphNeighbour[];
  readonly after: readonly GraphNeighbour[];
  readonly beforeCount: number;
  readonly afterCount: number;
}

/** `participant 1.state: working → prepared`. */
export interface VertexChange extends Pick<VariableChange, 'value' | 'before'> {
  readonly name: string;
}

export interface GraphNeighbour {
  readonly vertex: number;
  readonly step: string;
  /** What tells it apart, in a quotient. */
  readonly name?: string;
  readonly violates: boolean;
}

/** A graph on its way to a page. */
export type StateGraphPart =
  | { readonly kind: 'progress'; readonly states: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'outline'; readonly outline: StateGraphOutline }
  /** A piece of one of the arrays, in their order. */
  | {
      readonly kind: 'piece';
      readonly array: keyof StateGraphArrays;
      readonly items: StateGraphArrays[keyof StateGraphArrays];
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'answer'; readonly answer: GraphAnswer };
