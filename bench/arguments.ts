/** What can be measured, in the order in which it is. */
export const PARTS = ['latency', 'spin', 'verdict', 'workers', 'symmetry', 'library', 'diagram'] as const;

export type Part = (typeof PARTS)[number];

export interface BenchArguments {
  /** In the order of `PARTS`. */
  readonly parts: readonly Part[];
  /** How often each thing is measured. */
  readonly runs: number;
  /** Only models whose name has this in it; every model when empty. */
  readonly only: string;
}

const RUNS = 3;

export const USAGE = `npm run bench -- [${PARTS.join('|')}]… [--runs N] [--only TEXT]`;

/** What a command line asks for; a sentence when that cannot be understood. */
export function readArguments(args: readonly string[]): BenchArguments | string {
  const parts = new Set<Part>();
  let runs = RUNS;
  let only = '';
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (word === '--runs' || word === '--only') {
      i += 1;
      const value = args[i];
      if (value === undefined) return `Something is missing after ${word}.`;
      if (word === '--only') only = value;
      else if (/^[1-9]\d*$/.test(value)) runs = Number(value);
      else return `${value} is no number of runs.`;
      continue;
    }
    const part = PARTS.find(each => each === word);
    if (part === undefined) return `There is no part ${word}.`;
    parts.add(part);
  }
  return { parts: PARTS.filter(part => parts.size === 0 || parts.has(part)), runs, only };
}
