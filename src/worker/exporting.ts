import type { Answer } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { ExportAbout, TextFormat } from '../contract/savedTrace.ts';
import type { System } from '../model/system.ts';
import { executionText } from '../scene/executionText.ts';
import { mermaidText } from '../scene/exports/mermaid.ts';
import { plantUmlText } from '../scene/exports/plantUml.ts';
import { savedTraceText } from '../scene/exports/savedTrace.ts';
import { titleOf } from '../scene/exports/sequence.ts';
import { shiVizText } from '../scene/exports/shiViz.ts';
import { execute } from '../semantics/execute.ts';
import { itfText } from '../trace/itf.ts';
import { refused } from './executions.ts';

/** An execution that is to be written down. */
export interface Exported {
  readonly execution: ExecutionView;
  readonly about: ExportAbout;
  /** What it is an execution of; undefined where only the picture was saved. */
  readonly system: System | undefined;
}

/** An execution in the notation of another tool. */
export function exported(format: TextFormat, { execution, about, system }: Exported): Answer<string> {
  switch (format) {
    case 'mermaid':
      return { ok: true, value: mermaidText(execution) };
    case 'plantuml':
      return { ok: true, value: plantUmlText(execution) };
    case 'shiviz':
      return { ok: true, value: shiVizText(execution) };
    case 'json':
      return { ok: true, value: savedTraceText(execution, about) };
    case 'text':
      return { ok: true, value: executionText(execution, { captions: true }) };
    case 'itf':
      return system === undefined ? NO_VALUES : statesText(system, execution);
  }
}

const NO_VALUES = refused(
  'none-found',
  'A saved trace keeps values as text, and ITF needs them as values: write it from the protocol.',
);

function statesText(system: System, execution: ExecutionView): Answer<string> {
  const taken = execute(system, execution.schedule);
  if (!taken.ok) {
    return refused('none-found', `These steps cannot be taken any more. ${taken.failure.message}`);
  }
  const about = { description: titleOf(execution), loop: execution.loop?.fromStep };
  return { ok: true, value: itfText(system.instance, taken.value, about) };
}
