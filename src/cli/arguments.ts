import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { TimedOptions } from '../contract/timed.ts';
import type { ExecutionOptions } from './chosenExecution.ts';
import { sampleCommand, type SampleOptions } from './sampleArguments.ts';
import {
  addBoundOptions,
  addSearchOptions,
  type BoundArguments,
  readCount,
  type SearchArguments,
} from './searchArguments.ts';
import { exitStatus } from './terminal.ts';
import { addExecutionOptions, traceCommand, type TraceOptions } from './traceArguments.ts';
import { addTimedOptions, RUNS_DEFAULT, timedOptions, type TimedArguments } from './timedArguments.ts';

interface Subject {
  /** As given on the command line: a path, or `-` for the standard input. */
  readonly file: string;
  readonly scenario?: string;
}

export interface CheckOptions extends Subject, SearchArguments {
  readonly json?: boolean;
}

export interface CompareOptions extends SearchArguments {
  /** Two files, as given on the command line. */
  readonly before: string;
  readonly after: string;
  readonly json?: boolean;
}

export interface MatrixOptions extends Subject, SearchArguments {
  readonly json?: boolean;
}

export interface ExplainOptions extends Subject, BoundArguments {
  readonly json?: boolean;
}

export interface SimulateOptions extends Subject {
  readonly seed: number;
  readonly stepsMax: number;
  readonly json?: boolean;
}

export interface TimedSimulateOptions extends Subject {
  readonly seed: number;
  readonly runs: number;
  readonly json?: boolean;
  readonly timed: TimedOptions;
}

export interface RenderOptions extends Subject, ExecutionOptions {
  /** A path; undefined for the standard output. */
  readonly out?: string;
  readonly theme: 'light' | 'dark';
}

export type Invocation =
  | { readonly kind: 'check'; readonly options: CheckOptions }
  | { readonly kind: 'matrix'; readonly options: MatrixOptions }
  | { readonly kind: 'compare'; readonly options: CompareOptions }
  | { readonly kind: 'explain'; readonly options: ExplainOptions }
  | { readonly kind: 'simulate'; readonly options: SimulateOptions }
  | { readonly kind: 'timed'; readonly options: TimedSimulateOptions }
  | { readonly kind: 'sample'; readonly options: SampleOptions }
  | { readonly kind: 'render'; readonly options: RenderOptions }
  | { readonly kind: 'trace'; readonly options: TraceOptions }
  /** Everything was said already: help, a version, or what is wrong with the arguments. */
  | { readonly kind: 'said'; readonly exitStatus: number };

/** Where the parser of arguments writes, and what it needs to know. */
export interface ArgumentContext {
  readonly version: string;
  readonly columns: number;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

const description = `Shows what can happen in a distributed protocol.

A protocol file (.cone) says who takes part, which messages they send, what may go wrong and what must hold.`;

const afterHelp = `
Exit status:
  0    check: every expectation is met; in a scenario without any, nothing is
       violated. compare: no verdict and no count changed. sample: no run
       shows otherwise. matrix, explain, simulate, render, trace: done
  1    check, compare, sample: otherwise. simulate, render, trace: there is no
       such execution
  2    the file does not parse or cannot be read, or an argument is wrong
  70   lightcone itself has failed
  130  interrupted with Ctrl-C

Examples:
  lightcone check two-phase-commit.cone
  lightcone check --scenario "a message is lost" --json two-phase-commit.cone
  lightcone matrix --states-max 200k two-phase-commit.cone
  lightcone compare old.cone new.cone
  lightcone explain two-phase-commit.cone
  lightcone sample --runs 100k --seed 7 paxos.cone
  lightcone simulate --seed 7 paxos.cone
  lightcone simulate --timed --runs 5k --rate crash=10min paxos.cone
  lightcone render --property Agreement --out agreement.svg paxos.cone
  lightcone trace --property Agreement --format mermaid paxos.cone
`;

/** Reads the arguments after the program's name. Never ends the process. */
export function readArguments(argv: readonly string[], context: ArgumentContext): Invocation {
  let found: Invocation | undefined;
  const program = base(context)
    .name('lightcone')
    .description(description)
    .version(context.version, '-V, --version', 'print the version and exit')
    .helpOption('-h, --help', 'print this help and exit')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', afterHelp);
  for (const command of commands(context, invocation => (found = invocation))) program.addCommand(command);
  try {
    program.parse(argv, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    return { kind: 'said', exitStatus: failure.exitCode === 0 ? exitStatus.met : exitStatus.wrong };
  }
  return found ?? { kind: 'said', exitStatus: exitStatus.wrong };
}

function commands(context: ArgumentContext, onFound: (invocation: Invocation) => void): Command[] {
  const check = addSearchOptions(subjectCommand(context, 'check'), 'stop after so many distinct states')
    .summary('explore every reachable state and judge every property')
    .description('Explores every reachable state of each scenario and says of each property whether it holds.')
    .option('--json', 'print one JSON object (docs/check-report.schema.json)')
    .action((file: string, options: Omit<CheckOptions, 'file'>) =>
      onFound({ kind: 'check', options: { ...options, file } }),
    );
  const matrix = addSearchOptions(subjectCommand(context, 'matrix'), 'stop each row after so many distinct states')
    .summary('show which failures each property withstands')
    .description(
      'Explores one scenario without failures, with each failure mode alone and at most once in a run, and with all that it declares.',
    )
    .option('--json', 'print one JSON object (docs/matrix-report.schema.json)')
    .action((file: string, options: Omit<MatrixOptions, 'file'>) =>
      onFound({ kind: 'matrix', options: { ...options, file } }),
    );
  const explain = addBoundOptions(subjectCommand(context, 'explain'), 'stop after so many distinct states')
    .summary('show why there are so many states')
    .description(
      'Explores one scenario and says why it has so many states: where they come from, how they grow with the number of ' +
        'nodes, which variables, messages and steps account for them, and what could be done about it.',
    )
    .option('--json', 'print one JSON object (docs/explain-report.schema.json)')
    .action((file: string, options: Omit<ExplainOptions, 'file'>) =>
      onFound({ kind: 'explain', options: { ...options, file } }),
    );
  const sample = sampleCommand(subjectCommand(context, 'sample'), { readCount, readSeed }, options =>
    onFound({ kind: 'sample', options }),
  );
  const simulate = simulateCommand(context, onFound);
  const render = addExecutionOptions(subjectCommand(context, 'render'), readSeed)
    .summary('draw the space-time diagram of an execution')
    .description(
      'Draws a space-time diagram: the shortest counterexample if there is one, else a run that ends on its own.',
    )
    .option('--out <file>', 'the SVG file to write (standard output if missing or -)')
    .addOption(new Option('--theme <name>', 'colours of the diagram').choices(['light', 'dark']).default('light'))
    .action((file: string, options: Omit<RenderOptions, 'file'>) =>
      onFound({ kind: 'render', options: { ...options, file } }),
    );
  const trace = traceCommand(subjectCommand(context, 'trace'), readSeed, options =>
    onFound({ kind: 'trace', options }),
  );
  return [check, compareCommand(context, onFound), matrix, explain, sample, simulate, render, trace];
}

function compareCommand(context: ArgumentContext, onFound: (invocation: Invocation) => void): Command {
  const command = base(context)
    .name('compare')
    .argument('<old>', 'the protocol file as it was, or - for standard input')
    .argument('<new>', 'the protocol file as it is, or - for standard input');
  return addSearchOptions(command, 'stop each scenario after so many distinct states')
    .summary('show what changed from one version to another')
    .description(
      'Explores every scenario of both files and says which verdicts and counts changed, and what came and went.',
    )
    .option('--json', 'print one JSON object (docs/compare-report.schema.json)')
    .action((before: string, after: string, options: Omit<CompareOptions, 'before' | 'after'>) =>
      onFound({ kind: 'compare', options: { ...options, before, after } }),
    );
}

function simulateCommand(context: ArgumentContext, onFound: (invocation: Invocation) => void): Command {
  const command = subjectCommand(context, 'simulate')
    .summary('run once at random and print every step; or many times in continuous time')
    .description(
      'Runs one scenario once, choosing at random, and prints each step with what it changes. ' +
        'With --timed, runs it many times in continuous time and prints what the runs have in common.',
    )
    .option('--seed <n>', 'the run is a function of the file, the scenario and this number', readSeed, 1)
    .option('--steps-max <n>', 'end the run after so many steps, 200 if missing; 2000 in continuous time', readCount(0))
    .option('--json', 'print the execution, or the summary (docs/timed-report.schema.json), as one JSON object');
  return addTimedOptions(command, readCount(1)).action(
    (
      file: string,
      found: Omit<SimulateOptions, 'file' | 'stepsMax'> & { readonly stepsMax?: number } & TimedArguments,
    ) => {
      const { stepsMax, scenario, seed, json } = found;
      const options = { file, seed, ...(scenario !== undefined && { scenario }), ...(json !== undefined && { json }) };
      if (found.timed !== true) onFound({ kind: 'simulate', options: { ...options, stepsMax: stepsMax ?? 200 } });
      else {
        const timed = timedOptions(found, stepsMax);
        onFound({ kind: 'timed', options: { ...options, runs: found.runs ?? RUNS_DEFAULT, timed } });
      }
    },
  );
}

function subjectCommand(context: ArgumentContext, name: string): Command {
  return base(context)
    .name(name)
    .argument('<file>', 'the protocol file, or - for standard input')
    .option(
      '--scenario <name>',
      ['check', 'sample'].includes(name) ? 'only this scenario' : 'this scenario instead of the first',
    );
}

function base(context: ArgumentContext): Command {
  return new Command()
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print this help and exit')
    .configureHelp({ helpWidth: Math.min(context.columns, 100) })
    .configureOutput({
      writeOut: context.writeOut,
      writeErr: context.writeError,
      outputError: (text, write) => write(`lightcone: ${text}See «lightcone --help».\n`),
    });
}

function readSeed(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(seed <= 0xffff_ffff)) throw new InvalidArgumentError('Use a whole number from 0 to 4294967295.');
  return seed;
}
