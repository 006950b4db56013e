import { setImmediate as nextTurn } from 'node:timers/promises';
import { present } from '../base/assert.ts';
import { COPIES_MAX } from '../contract/copies.ts';
import type { ExplosionReport } from '../contract/explosion.ts';
import { boundsOf } from '../engine/bounds.ts';
import type { Instance } from '../model/instance.ts';
import { Explosion } from '../worker/explosion/explosion.ts';
import type { ExplainOptions } from './arguments.ts';
import { canvasOf } from './bars.ts';
import { explainOutput } from './explainJson.ts';
import { explainText } from './explainText.ts';
import { loadSubject } from './load.ts';
import { ProgressLine } from './progress.ts';
import { boundsIn } from './searchArguments.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { counted, quoted } from './words.ts';

/** How long the work has the process for itself before a Ctrl-C is noticed and the progress line is renewed. */
const sliceMs = 40;

/**
 * `lightcone explain`: why one scenario, the first where none is named, has as many states as it has. It asserts nothing,
 * so it succeeds whatever it finds.
 */
export async function explain(options: ExplainOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const bounds = { ...boundsOf(instance, { copiesMax: COPIES_MAX }), ...boundsIn(options) };
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  const isInterrupted = (): boolean => interrupted;
  const explosion = new Explosion({ instance, bounds, text: subject.source.text });
  const report = await worked(explosion, { instance, terminal, isInterrupted });
  stopListening();
  const { source } = subject;
  const drawing = { source, style: styleFor(terminal.out), canvas: canvasOf(terminal.out) };
  terminal.out.write(
    options.json === true
      ? `${JSON.stringify(explainOutput(options.file, report, source), undefined, 2)}\n`
      : explainText(report, drawing),
  );
  return isInterrupted() ? exitStatus.interrupted : exitStatus.met;
}

interface Working {
  readonly instance: Instance;
  readonly terminal: Terminal;
  readonly isInterrupted: () => boolean;
}

/** Goes on until everything is worked out, or until it is interrupted, with a progress line. */
async function worked(explosion: Explosion, { instance, terminal, isInterrupted }: Working): Promise<ExplosionReport> {
  const startedAtMs = performance.now();
  const progress = new ProgressLine(terminal.error);
  const work = explosion.work();
  const soFar = (): ExplosionReport => explosion.report(performance.now() - startedAtMs);
  for (let done = false; !done && !isInterrupted();) {
    const sliceEndsAtMs = performance.now() + sliceMs;
    do done = work.next().done === true;
    while (!done && performance.now() < sliceEndsAtMs);
    await nextTurn();
    progress.show(performance.now(), () => progressText(instance, soFar()));
  }
  progress.clear();
  return soFar();
}

function progressText({ scenario }: Instance, { doing, reachable }: ExplosionReport): string {
  const states = reachable === undefined ? [] : [counted(reachable.states, 'state')];
  return [quoted(scenario.name), ...states, doing ?? ''].join(' · ');
}
