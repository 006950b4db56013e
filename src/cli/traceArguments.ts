import { type Command, Option } from 'commander';
import { TEXT_FORMATS } from '../contract/savedTrace.ts';
import type { ExecutionOptions } from './chosenExecution.ts';

const FORMATS = [...TEXT_FORMATS, 'svg'] as const;

export type TraceFormat = (typeof FORMATS)[number];

export interface TraceOptions extends ExecutionOptions {
  /** As given on the command line: a protocol, a saved trace, or `-` for a protocol from the standard input. */
  readonly file: string;
  readonly scenario?: string;
  readonly format: TraceFormat;
  /** A path; undefined for the standard output. */
  readonly out?: string;
  /** Of the diagram. */
  readonly theme: 'light' | 'dark';
}

/** Which execution a command is about. */
export function addExecutionOptions(command: Command, readSeed: (text: string) => number): Command {
  return command
    .addOption(
      new Option('--property <name>', 'the counterexample, or the witness, of this property').conflicts('seed'),
    )
    .option('--seed <n>', 'a random run, as «simulate» would print it', readSeed)
    .addOption(new Option('--timed', 'a run in continuous time, drawn against a time axis').conflicts('property'));
}

export function traceCommand(
  subjectCommand: Command,
  readSeed: (text: string) => number,
  onFound: (options: TraceOptions) => void,
): Command {
  return addExecutionOptions(subjectCommand, readSeed)
    .summary('write an execution in the notation of another tool')
    .description(
      'Writes an execution down: the shortest counterexample if there is one, else a run that ends on its own; ' +
        'or what a saved trace (.cone-trace.json) keeps.',
    )
    .addOption(new Option('--format <name>', 'what to write (docs/traces.md)').choices(FORMATS).default('text'))
    .option('--out <file>', 'the file to write (standard output if missing or -)')
    .addOption(new Option('--theme <name>', 'colours of the diagram').choices(['light', 'dark']).default('light'))
    .action((file: string, options: Omit<TraceOptions, 'file'>) => onFound({ ...options, file }));
}
