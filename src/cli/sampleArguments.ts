import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { SAMPLE_DEPTH_MAX, SAMPLE_USUAL } from '../contract/sample.ts';
import type { SampleRequest } from '../contract/sample.ts';

export interface SampleOptions {
  readonly file: string;
  readonly scenario?: string;
  readonly json?: boolean;
  readonly request: SampleRequest;
}

/** As the parser of arguments finds them. */
interface Found {
  readonly scenario?: string;
  readonly json?: boolean;
  readonly runs: number;
  readonly stepsMax: number;
  readonly seed: number;
  /** True where no depth is given. */
  readonly pct?: number | true;
}

/** How numbers are read. */
export interface Readers {
  readonly readCount: (least: number) => (text: string) => number;
  readonly readSeed: (text: string) => number;
}

/** Adds the options of `lightcone sample` to a command. */
export function sampleCommand(command: Command, read: Readers, onFound: (options: SampleOptions) => void): Command {
  const usual = SAMPLE_USUAL;
  return command
    .summary('look for violations in random runs, where there are too many states to explore')
    .description(
      'Goes many random runs through each scenario and says what they came across. It is not exhaustive: what is not found may be there.',
    )
    .option('--runs <n>', 'how many runs; 1 prints that run step by step', read.readCount(1), usual.runs)
    .option('--steps-max <n>', 'end a run after so many steps', read.readCount(1), usual.stepsMax)
    .option('--seed <n>', 'of the first run; the seeds of the others follow from it', read.readSeed, usual.seed)
    .option(
      '--pct [depth]',
      `probabilistic concurrency testing, for what takes so many events in a certain order, ${usual.depth} if missing`,
      readDepth,
    )
    .option('--json', 'print one JSON object (docs/sample-report.schema.json)')
    .action((file: string, found: Found) => onFound(optionsOf(file, found)));
}

/** The options as they are written, so that the same runs are gone again. */
export function sampleOptionTexts({ kind, depth, stepsMax }: SampleRequest): readonly string[] {
  return [
    ...(stepsMax === SAMPLE_USUAL.stepsMax ? [] : [`--steps-max ${String(stepsMax)}`]),
    ...(kind === 'pct' ? [`--pct ${String(depth)}`] : []),
  ];
}

function optionsOf(file: string, { scenario, json, runs, stepsMax, seed, pct }: Found): SampleOptions {
  const depth = typeof pct === 'number' ? pct : SAMPLE_USUAL.depth;
  return {
    file,
    request: { kind: pct === undefined ? 'random' : 'pct', depth, runs, stepsMax, seed },
    ...(scenario === undefined ? {} : { scenario }),
    ...(json === undefined ? {} : { json }),
  };
}

function readDepth(text: string): number {
  const depth = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  if (!(depth >= 1 && depth <= SAMPLE_DEPTH_MAX)) {
    throw new InvalidArgumentError(`Use a whole number from 1 to ${SAMPLE_DEPTH_MAX}, such as 3, or none.`);
  }
  return depth;
}
