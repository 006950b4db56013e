import { present } from '../base/assert.ts';
import { spaceTimeSvg } from '../scene/spaceTimeSvg.ts';
import type { RenderOptions } from './arguments.ts';
import { chosenExecution, propertyProblem } from './chosenExecution.ts';
import { deliver } from './deliver.ts';
import { loadSubject } from './load.ts';
import { complaint } from './problems.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** `lightcone render`: the space-time diagram of an execution as an SVG file. Answers the exit status. */
export async function render(options: RenderOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const { name } = subject.source;
  const problem = propertyProblem(subject.protocol, options.property);
  if (problem !== undefined) {
    terminal.error.write(complaint(name, problem, terminal.error));
    return exitStatus.wrong;
  }
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const execution = await chosenExecution(instance, options, terminal);
  if (!execution.ok) {
    terminal.error.write(complaint(name, execution.refusal.message, terminal.error));
    return exitStatus.unmet;
  }
  const { headline } = execution.value;
  return await deliver({ name, text: spaceTimeSvg(execution.value, options.theme), headline }, options.out, terminal);
}
