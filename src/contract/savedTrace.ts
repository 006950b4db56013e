import type { ExecutionView } from './execution.ts';
import type { HappensBeforeView } from './graph.ts';

/** What a trace file says it is. */
export const TRACE_FORMAT = 'lightcone-trace';
/** Raised when a trace file changes its shape. */
export const TRACE_VERSION = 1;

/** An execution as it was seen when it was saved: all that drawing it and stepping through it needs. `docs/trace.schema.json`. */
export interface SavedTrace {
  readonly format: typeof TRACE_FORMAT;
  readonly version: typeof TRACE_VERSION;
  readonly protocol: SavedProtocol;
  /** Index of the step that the cursor stood after. */
  readonly cursor: number;
  readonly execution: ExecutionView;
}

/** Which text an execution is of, so that it can be found again, and whether it is still the same. */
export interface SavedProtocol {
  readonly name: string;
  /** Where its file is, seen from the trace's: a relative path with slashes, or a URI. Absent for a text that was never saved. */
  readonly file?: string;
  /** SHA-256 of the text in UTF-8, 64 hexadecimal digits. */
  readonly sha256?: string;
}

/** A trace that was read, with what can be worked out of it. */
export interface ReadTrace {
  readonly trace: SavedTrace;
  readonly happensBefore: HappensBeforeView;
}

/** As what an execution is written down, pictures aside. */
export const TEXT_FORMATS = ['mermaid', 'plantuml', 'shiviz', 'itf', 'json', 'text'] as const;

export type TextFormat = (typeof TEXT_FORMATS)[number];

/** What an execution does not say about itself. */
export interface ExportAbout {
  readonly protocol: Omit<SavedProtocol, 'name'>;
  readonly cursor: number;
}
