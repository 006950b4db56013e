/** The happens-before graph of an execution: one vertex for each event, edges of the transitive reduction. */
export interface HappensBeforeView {
  readonly vertexCount: number;
  /** `edges[2i]` happens immediately before `edges[2i + 1]`: indices of events. */
  readonly edges: readonly number[];
  /** Unordered pairs of events of which neither happens before the other. */
  readonly concurrentPairs: number;
  /** Consistent cuts in decimal digits; undefined when counting them would take too long. */
  readonly consistentCuts: string | undefined;
  /** Total orders that respect happens-before, in decimal digits; undefined when counting would take too long. */
  readonly interleavings: string | undefined;
}

/** What a layout engine needs to know of a graph; sizes in pixels. */
export interface LayoutRequest {
  readonly vertices: readonly { readonly width: number; readonly height: number }[];
  readonly edges: readonly number[];
  readonly direction: 'down' | 'right';
}

/** Centres of the vertices and bend points of the edges, in pixels, origin at the top left. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** By edge: x, y, x, y … from source to target. */
  readonly routes: readonly (readonly number[])[];
  /** Who laid it out: `elk`, or our own layers where the graph is too large or elk took too long. */
  readonly by: 'elk' | 'layers';
}
