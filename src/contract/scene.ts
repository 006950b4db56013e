/** A picture as data: marks in pixels, origin at the top left. Colour and font come from the class of a mark. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Drawn in order: later marks lie on top. */
  readonly marks: readonly Mark[];
}

/**
 * What a mark means. The drawing side maps each to theme colours, stroke and dash; every class differs from the
 * others in shape, dash or label too, never in colour alone.
 */
export type MarkClass =
  | 'lifeline'
  | 'lifelineDown'
  | 'laneHead'
  | 'message'
  | 'messageLost'
  | 'messageInFlight'
  | 'messageDuplicate'
  | 'messageDiscarded'
  | 'messageCorrupt'
  | 'label'
  | 'labelMuted'
  /** The name of what a reader is shown. */
  | 'caption'
  | 'event'
  | 'eventHollow'
  | 'eventViolation'
  | 'crash'
  | 'restart'
  | 'stop'
  | 'timer'
  | 'action'
  | 'partition'
  | 'cut'
  | 'reset'
  /** Signs of faults at a node, hollow or filled. */
  | 'fault'
  | 'faultSolid'
  /** What lasts beside a lifeline. */
  | 'condition'
  /** Across all lanes: time, and rounds. */
  | 'tick'
  | 'round'
  /** The steps that are repeated for ever, and the end where nothing changes any more. */
  | 'loop'
  /** Across all lanes after a step: a value is settled; a violation can no longer be avoided. */
  | 'decision'
  | 'noReturn'
  /** What can still be decided, hollow or filled. */
  | 'valence'
  | 'valenceSolid'
  /** What a client asked, until it is answered; the tail of what is not; what no order has room for. */
  | 'operation'
  | 'operationOpen'
  | 'operationBlamed'
  | 'stepBand'
  | 'edge'
  | 'bar'
  /** The bar that matters most; the outline of what is not there; where counting stopped, so that a bar goes on. */
  | 'barStrong'
  | 'barHollow'
  | 'barOpen'
  /** From one bar of a chart to the next, and from a point to its axis. */
  | 'connector'
  /** What was counted, and what follows from it. */
  | 'curve'
  | 'curveBeyond'
  /** Counted, and not counted to the end or not at all. */
  | 'point'
  | 'pointHollow'
  | 'axis'
  | 'timestamp';

/** What a mark stands for, so that pointing at it selects it. */
export interface Subjects {
  readonly event?: number;
  readonly arrow?: number;
  readonly operation?: number;
  readonly lane?: number;
  readonly step?: number;
}

export interface MarkBase {
  readonly class: MarkClass;
  readonly of: Subjects;
  /** Of what the execution could do without: faint, and thin outlines where others are filled. */
  readonly faded?: true;
  /** What it says to a pointer, where that is about no event and no arrow. */
  readonly title?: string;
}

export type Mark = MarkBase &
  (
    | { readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
    /** x, y, x, y …; a wavy line from the point `wavyFrom` on, an index of points. */
    | { readonly kind: 'polyline'; readonly points: readonly number[]; readonly wavyFrom?: number }
    /** A sign around (x, y): a closed outline that is filled, and lines on it. Points as of a polyline. */
    | {
        readonly kind: 'glyph';
        readonly x: number;
        readonly y: number;
        readonly outline: readonly number[];
        readonly lines: readonly (readonly number[])[];
      }
    /** A filled arrow head at (x, y) pointing along `angle` (radians, 0 = right, clockwise). */
    | {
        readonly kind: 'head';
        readonly x: number;
        readonly y: number;
        readonly angle: number;
        readonly hollow: boolean;
      }
    | { readonly kind: 'cross'; readonly x: number; readonly y: number; readonly size: number }
    | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
    | { readonly kind: 'octagon'; readonly x: number; readonly y: number; readonly radius: number }
    | { readonly kind: 'clock'; readonly x: number; readonly y: number; readonly radius: number }
    | { readonly kind: 'square'; readonly x: number; readonly y: number; readonly size: number }
    | {
        readonly kind: 'rectangle';
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
      }
    /** `y` is the baseline. */
    | {
        readonly kind: 'text';
        readonly x: number;
        readonly y: number;
        readonly text: string;
        /** The part that is struck through: from one character to before another. */
        readonly struck?: readonly [number, number];
        readonly anchor: 'start' | 'middle' | 'end';
        /** `code` is set in the editor's font. */
        readonly font: 'words' | 'code';
        /** Pixels. */
        readonly size: number;
      }
  );
