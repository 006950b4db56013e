import { failure, success, type Result } from '../../base/result.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import { TRACE_FORMAT, TRACE_VERSION, type ReadTrace, type SavedTrace } from '../../contract/savedTrace.ts';
import type { CausalOrder } from '../../trace/causality.ts';
import { happensBeforeView } from '../happensBeforeView.ts';
import { disorderIn } from './order.ts';
import { fields, optional, text, whole } from './shape.ts';
import { executionShape } from './executionShape.ts';

/**
 * Reads the text of a trace file. Files come from anywhere and may have been written by hand: whatever is wrong with one is
 * a sentence, and what is right can be drawn.
 */
export function readTrace(source: string): Result<ReadTrace, string> {
  let data: unknown;
  try {
    data = JSON.parse(source, (_, value: unknown) => (value === null ? undefined : value));
  } catch (cause) {
    return failure(`This is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const { format, version } = (typeof data === 'object' && data !== null ? data : {}) as Partial<SavedTrace>;
  if (format !== TRACE_FORMAT) return failure(`This is not a trace of Lightcone: its format is not “${TRACE_FORMAT}”.`);
  if (version !== TRACE_VERSION) {
    return failure(
      `This trace is of version ${String(version)}; this Lightcone reads version ${String(TRACE_VERSION)}.`,
    );
  }
  const problem = shapeProblem(data as SavedTrace);
  if (problem !== undefined) return failure(`This trace cannot be drawn: ${problem}.`);
  const trace = data as SavedTrace;
  const disorder = disorderIn(trace.execution);
  if (disorder !== undefined) return failure(`This trace cannot be drawn: ${disorder}.`);
  return success({ trace, happensBefore: happensBeforeView(causalOrderOf(trace.execution)) });
}

function shapeProblem(data: SavedTrace): string | undefined {
  const outer = fields({
    protocol: fields({ name: text, file: optional(text), sha256: optional(text) }),
    execution: executionShape(data.execution),
  })(data, '');
  return outer ?? whole(data.execution.steps.length)(data.cursor, 'cursor');
}

/** What happened before what, as the drawn execution says it. */
function causalOrderOf({ lanes, events, arrows }: ExecutionView): CausalOrder {
  const received = new Map(arrows.flatMap(({ to }, index) => (to === undefined ? [] : [[to, index] as const])));
  return {
    nodeCount: lanes.length,
    events: events.map(({ lane, vector }, index) => ({ node: lane, vector, received: received.get(index) })),
    messages: arrows,
  };
}
