import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import { present } from '../base/assert.ts';
import type { Answer } from '../contract/engine.ts';
import type { ExportAbout } from '../contract/savedTrace.ts';
import { readTrace } from '../scene/exports/readTrace.ts';
import { spaceTimeSvg } from '../scene/spaceTimeSvg.ts';
import { createSystem } from '../semantics/system.ts';
import { exported, type Exported } from '../worker/exporting.ts';
import { chosenExecution, propertyProblem } from './chosenExecution.ts';
import { deliver } from './deliver.ts';
import { loadSubject } from './load.ts';
import { complaint } from './problems.ts';
import { readSource } from './source.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import type { TraceFormat, TraceOptions } from './traceArguments.ts';
import { printable } from './words.ts';

/** How a saved trace is told from a protocol. */
const SAVED = /\.json$/i;

/** `lightcone trace`: an execution in the notation of another tool. Answers the exit status. */
export async function trace(options: TraceOptions, terminal: Terminal): Promise<number> {
  const found = SAVED.test(options.file)
    ? await savedExecution(options, terminal)
    : await foundExecution(options, terminal);
  if (typeof found === 'number') return found;
  const text = written(found, options);
  if (!text.ok) {
    terminal.error.write(complaint(options.file, text.refusal.message, terminal.error));
    return exitStatus.unmet;
  }
  const { headline } = found.execution;
  return await deliver({ name: options.file, text: text.value, headline }, options.out, terminal);
}

function written(found: Exported, { format, theme }: { format: TraceFormat; theme: 'light' | 'dark' }): Answer<string> {
  return format === 'svg' ? { ok: true, value: spaceTimeSvg(found.execution, theme) } : exported(format, found);
}

/** The execution that a trace file keeps, or the exit status where there is none. */
async function savedExecution(options: TraceOptions, terminal: Terminal): Promise<Exported | number> {
  const { file, scenario, property, seed, timed } = options;
  if ((scenario ?? property ?? seed ?? timed) !== undefined) {
    const sentence = 'A saved trace is one execution: --scenario, --property, --seed and --timed are for protocols.';
    terminal.error.write(complaint(file, sentence, terminal.error));
    return exitStatus.wrong;
  }
  const source = await readSource(file, terminal.input);
  if (!source.ok) {
    terminal.error.write(`${printable(source.failure)}\n`);
    return exitStatus.wrong;
  }
  const read = readTrace(source.value.text);
  if (!read.ok) {
    terminal.error.write(complaint(file, read.failure, terminal.error));
    return exitStatus.wrong;
  }
  const { execution, cursor, protocol } = read.value.trace;
  const { name: _, ...place } = protocol;
  return { execution, about: { cursor, protocol: place }, system: undefined };
}

/** The execution of a protocol that is asked for, or the exit status where there is none. */
async function foundExecution(options: TraceOptions, terminal: Terminal): Promise<Exported | number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const { name, text } = subject.source;
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
  const { verdict, steps } = execution.value;
  const cursor = verdict === undefined ? 0 : (verdict.step ?? steps.length - 1);
  const about = { cursor, protocol: placeOf(options, text) };
  return { execution: execution.value, about, system: createSystem(instance) };
}

/** Where the protocol is, seen from the trace's file. */
function placeOf({ file, out }: TraceOptions, text: string): ExportAbout['protocol'] {
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (file === '-') return { sha256 };
  const folder = out === undefined || out === '-' ? '.' : dirname(out);
  return { file: relative(resolve(folder), resolve(file)).split(sep).join('/'), sha256 };
}
