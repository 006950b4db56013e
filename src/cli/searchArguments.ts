import { availableParallelism } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { COPIES_MAX } from '../contract/copies.ts';
import { WORKERS_MAX, workersOf } from '../contract/method.ts';
import type { SearchBounds } from '../engine/bounds.ts';
import type { SearchMethod } from '../engine/method.ts';

/** Where a search stops, as far as that was said. */
export interface BoundArguments {
  readonly statesMax?: number;
  readonly depthMax?: number;
  readonly copiesMax?: number;
  /** In megabytes. */
  readonly memoryMax?: number;
}

/** And how it goes about it. */
export interface SearchArguments extends BoundArguments {
  readonly symmetry?: boolean;
  readonly partialOrder?: boolean;
  readonly hashCompaction?: boolean;
  readonly workers?: number;
}

const COPIES_HELP = `go no further where more equal messages are in flight, ${String(COPIES_MAX)} if missing`;
const MEMORY_MIN = 16;

/** `statesHelp` says of what the bound of states is. */
export function addBoundOptions(command: Command, statesHelp: string): Command {
  return command
    .option('--states-max <n>', `${statesHelp}: 50000, 20k or 2M`, readCount(1))
    .option('--depth-max <n>', 'look no further than so many steps from the start', readCount(0))
    .option('--copies-max <n>', COPIES_HELP, readCount(1))
    .option('--memory-max <MB>', 'stop at so many megabytes, 2048 if missing', readMegabytes);
}

/** The same, and how to go about it. */
export function addSearchOptions(command: Command, statesHelp: string): Command {
  return addBoundOptions(command, statesHelp)
    .option('--symmetry', 'explore one state for all that differ only by which of equal nodes is which')
    .option('--partial-order', 'leave out orders of steps that do not depend on each other, where that is sound')
    .option('--hash-compaction', 'keep fingerprints of states only; says how likely it is that any was left out')
    .option(
      '--workers <n>',
      'explore in so many threads; with more than two cores one for each, at most 8, if 0 or missing',
      readWorkers,
    );
}

/** The bounds that were said, and no others. */
export function boundsIn({ statesMax, depthMax, copiesMax, memoryMax }: BoundArguments): Partial<SearchBounds> {
  return {
    ...(statesMax !== undefined && { statesMax }),
    ...(depthMax !== undefined && { depthMax }),
    ...(copiesMax !== undefined && { copiesMax }),
    ...(memoryMax !== undefined && { memoryBytesMax: memoryMax * 2 ** 20 }),
  };
}

export function methodIn(found: SearchArguments): SearchMethod {
  const { symmetry = false, partialOrder = false, hashCompaction: compaction = false, workers = 0 } = found;
  return { symmetry, partialOrder, compaction, workers: workersOf(workers, availableParallelism()) };
}

/** Reads a whole number of at least `least`, with `k` and `M` for thousands and millions as in a protocol file. */
export function readCount(least: number): (text: string) => number {
  return text => {
    const parts = /^(\d{1,15})([kM]?)$/.exec(text);
    const count = parts === null ? NaN : Number(parts[1]) * { k: 1e3, M: 1e6, '': 1 }[parts[2] as 'k' | 'M' | ''];
    if (!Number.isSafeInteger(count) || count < least) {
      throw new InvalidArgumentError(`Use a whole number from ${least} on, such as 500, 20k or 2M.`);
    }
    return count;
  };
}

function readMegabytes(text: string): number {
  const megabytes = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(megabytes >= MEMORY_MIN)) {
    throw new InvalidArgumentError(`Use a whole number of megabytes from ${String(MEMORY_MIN)} on, such as 4096.`);
  }
  return megabytes;
}

function readWorkers(text: string): number {
  const workers = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  if (!(workers <= WORKERS_MAX)) {
    throw new InvalidArgumentError(`Use a whole number from 0 to ${String(WORKERS_MAX)}.`);
  }
  return workers;
}
