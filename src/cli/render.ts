import { writeFile } from 'node:fs/promises';
import { present } from '../base/assert.ts';
import { listed } from '../base/listed.ts';
import type { Answer } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { executionText } from '../scene/executionText.ts';
import { roomyScene } from '../scene/roomyScene.ts';
import { sceneToSvg } from '../scene/svg.ts';
import { createSystem } from '../semantics/system.ts';
import { firstCounterexample, propertyView, randomView, representativeView } from '../worker/executions.ts';
import { NoReturns } from '../worker/noReturns.ts';
import { timedView } from '../worker/timedRuns.ts';
import type { RenderOptions } from './arguments.ts';
import { explore } from './explore.ts';
import { loadSubject } from './load.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

/** How much work it may be to find out since when a violation could not be avoided any more: some seconds. */
const PARTS_MAX = 3000;

/** `lightcone render`: the space-time diagram of an execution as an SVG file. Answers the exit status. */
export async function render(options: RenderOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const complain = (sentence: string): void => {
    const style = styleFor(terminal.error);
    terminal.error.write(
      `${style.place(printable(subject.source.name))}: ${style.bad('error:')} ${printable(sentence)}\n`,
    );
  };
  const names = [...subject.protocol.properties.map(property => property.name), 'error', 'deadlock'];
  if (options.property !== undefined && !names.includes(options.property)) {
    complain(`There is no property ${options.property}; there are ${listed(names)}.`);
    return exitStatus.wrong;
  }
  const execution = await chosenExecution(instance, options, terminal);
  if (!execution.ok) {
    complain(execution.refusal.message);
    return exitStatus.unmet;
  }
  const svg = drawn(execution.value, options.theme);
  const { out = '-' } = options;
  if (out === '-') {
    terminal.out.write(svg);
    return exitStatus.met;
  }
  try {
    await writeFile(out, svg);
  } catch (cause) {
    complain(`${out} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`);
    return exitStatus.wrong;
  }
  terminal.out.write(`${printable(out)}: ${execution.value.headline}\n`);
  return exitStatus.met;
}

async function chosenExecution(
  instance: Instance,
  { property, seed, timed }: RenderOptions,
  terminal: Terminal,
): Promise<Answer<ExecutionView>> {
  if (timed === true) return timedView(createSystem(instance), seed ?? 1);
  if (seed !== undefined) return randomView(createSystem(instance), seed, []);
  const { system, findings, report, valenceOf } = await explore(instance, {
    bounds: {},
    terminal,
    isInterrupted: () => false,
  });
  const shown = property ?? firstCounterexample(system, findings);
  if (shown === undefined) return representativeView(system, { valenceOf });
  const verdictWith = new NoReturns(PARTS_MAX).verdictWith('');
  const view = propertyView(system, findings, shown, { valenceOf, verdictWith });
  if (view.ok) return view;
  // What was found of the property says better why there is nothing to draw.
  const sentence = report.properties.find(({ name }) => name === shown)?.sentence ?? view.refusal.message;
  return { ok: false, refusal: { ...view.refusal, message: `There is nothing to draw. ${sentence}` } };
}

function drawn(view: ExecutionView, theme: 'light' | 'dark'): string {
  const title = `${view.protocol}, ${view.scenario}: ${view.headline}`;
  return sceneToSvg(roomyScene(view), theme, { title, description: executionText(view) });
}
