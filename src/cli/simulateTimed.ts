import { setImmediate as nextTurn } from 'node:timers/promises';
import { present } from '../base/assert.ts';
import type { ExecutionView } from '../contract/execution.ts';
import { executionText } from '../scene/executionText.ts';
import { createSystem } from '../semantics/system.ts';
import { STEPS_MAX_DEFAULT } from '../simulator/timed/settings.ts';
import { TimedSummaries, timedView } from '../worker/timedRuns.ts';
import type { TimedSimulateOptions } from './arguments.ts';
import { loadSubject } from './load.ts';
import { errorAt } from './problems.ts';
import { ProgressLine } from './progress.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { timedOutput } from './timedJson.ts';
import { timedText } from './timedText.ts';
import { grouped, quoted } from './words.ts';

/**
 * `lightcone simulate --timed`: many runs in continuous time, summarised; one run step by step. It asserts nothing, so it
 * succeeds whatever it finds.
 */
export async function simulateTimed(options: TimedSimulateOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const { file, runs, seed, json = false, timed } = options;
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const system = createSystem(instance);
  if (runs === 1) {
    const view = timedView(system, seed, { stepsMax: STEPS_MAX_DEFAULT, ...timed });
    if (!view.ok) {
      terminal.error.write(
        errorAt(subject.source, instance.scenario.at, view.refusal.message, styleFor(terminal.error)),
      );
      return exitStatus.unmet;
    }
    terminal.out.write(json ? `${JSON.stringify(view.value, undefined, 2)}\n` : runText(view.value));
    return exitStatus.met;
  }
  const progress = new ProgressLine(terminal.error);
  const requestId = 1;
  const summaries: TimedSummaries = new TimedSummaries({
    nowMs: () => performance.now(),
    pause: async () => {
      progress.show(performance.now(), () => {
        return `${quoted(instance.scenario.name)} · ${grouped(summaries.progress(requestId))} of ${grouped(runs)} runs`;
      });
      await nextTurn();
    },
  });
  let interrupted = false;
  const isInterrupted = (): boolean => interrupted;
  const stopListening = terminal.onInterrupt(() => {
    interrupted = true;
    summaries.cancel(requestId);
  });
  const report = await summaries.run(requestId, system, { firstSeed: seed, runs, options: timed });
  stopListening();
  progress.clear();
  if (json) terminal.out.write(`${JSON.stringify(timedOutput(file, report), undefined, 2)}\n`);
  else terminal.out.write(timedText(report, { file, timed }, styleFor(terminal.out)));
  return isInterrupted() ? exitStatus.interrupted : exitStatus.met;
}

/** The run step by step, and what it was drawn from. */
function runText(view: ExecutionView): string {
  const sentences = view.timed?.assumptions ?? [];
  return `${executionText(view)}\ndrawn from\n${sentences.map(sentence => `  ${sentence}\n`).join('')}`;
}
