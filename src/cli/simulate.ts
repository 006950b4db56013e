import { present } from '../base/assert.ts';
import { executionText } from '../scene/executionText.ts';
import { createSystem } from '../semantics/system.ts';
import { simulate as simulateRun } from '../simulator/simulate.ts';
import { viewOf } from '../worker/executions.ts';
import type { SimulateOptions } from './arguments.ts';
import { errorAt } from './problems.ts';
import { loadSubject } from './load.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** `lightcone simulate`: one random run, step by step with what each step changes, whatever becomes of it. Answers the exit status. */
export async function simulate(options: SimulateOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const system = createSystem(instance);
  const { seed, stepsMax, json = false } = options;
  const run = simulateRun(system, seed, { stepsMax });
  const style = styleFor(terminal.error);
  if (!run.ok) {
    terminal.error.write(errorAt(subject.source, instance.scenario.at, run.failure.message, style));
    return exitStatus.unmet;
  }
  const view = viewOf(system, run.value.schedule, { kind: 'random', seed });
  if (!view.ok) {
    terminal.error.write(errorAt(subject.source, instance.scenario.at, view.refusal.message, style));
    return exitStatus.unmet;
  }
  terminal.out.write(json ? `${JSON.stringify(view.value, undefined, 2)}\n` : executionText(view.value));
  return exitStatus.met;
}
