import { InvalidArgumentError, type Command } from 'commander';
import type { SearchBounds } from '../engine/bounds.ts';

export interface ExplainOptions {
  /** As given on the command line: a path, or `-` for the standard input. */
  readonly file: string;
  readonly scenario?: string;
  readonly statesMax?: number;
  /** In megabytes. */
  readonly memoryMax?: number;
  readonly json?: boolean;
}

/** Describes the command that explains, and adds what may be said of it. */
export function addExplainOptions(command: Command, readStates: (text: string) => number): Command {
  return command
    .summary('show why there are so many states')
    .description(
      'Explores one scenario and says why it has so many states: where they come from, how they grow with the number of ' +
        'nodes, which variables, messages and steps account for them, and what could be done about it.',
    )
    .option('--states-max <n>', 'stop after so many distinct states: 50000, 20k or 2M', readStates)
    .option('--memory-max <MB>', 'stop at so many megabytes, 2048 if missing', readMegabytes)
    .option('--json', 'print one JSON object (docs/explain-report.schema.json)');
}

/** The bounds that were said, and no others. */
export function explainBounds({ statesMax, memoryMax }: ExplainOptions): Partial<SearchBounds> {
  return {
    ...(statesMax !== undefined && { statesMax }),
    ...(memoryMax !== undefined && { memoryBytesMax: memoryMax * 2 ** 20 }),
  };
}

const MEGABYTES_MIN = 16;

function readMegabytes(text: string): number {
  const megabytes = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(megabytes >= MEGABYTES_MIN))
    throw new InvalidArgumentError(`Use a whole number of megabytes from ${String(MEGABYTES_MIN)} on, such as 4096.`);
  return megabytes;
}
