import { jsonText } from '../../base/jsonText.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import { TRACE_FORMAT, TRACE_VERSION, type ExportAbout, type SavedTrace } from '../../contract/savedTrace.ts';

/** An execution as the text of a trace file, from which it can be seen again without its protocol. */
export function savedTraceText(execution: ExecutionView, { protocol, cursor }: ExportAbout): string {
  const trace: SavedTrace = {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    protocol: { name: execution.protocol, ...protocol },
    cursor,
    execution,
  };
  return jsonText(trace);
}
