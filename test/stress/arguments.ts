export interface StressArguments {
  /** Of what is named; of everything where nothing is. */
  readonly names: readonly string[];
  /** Of each kind. */
  readonly rounds: number;
  /** Of the first round; each later one has the next. */
  readonly seed: number;
}

/** How to ask for some of the stresses that are known. */
export function usageOf(known: readonly string[]): string {
  return `npm run stress -- [${known.join('|')}]… [--rounds N] [--seed N]`;
}

const ROUNDS = 1_000;

/** What a command line asks for; a sentence when that cannot be understood. */
export function readArguments(
  args: readonly string[],
  { known, seed }: { readonly known: readonly string[]; readonly seed: number },
): StressArguments | string {
  const names: string[] = [];
  const numbers = { '--rounds': ROUNDS, '--seed': seed };
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (word === '--rounds' || word === '--seed') {
      i += 1;
      const value = args[i] ?? '';
      if (!/^\d+$/.test(value) || (word === '--rounds' && Number(value) === 0)) return `${word} needs a number.`;
      numbers[word] = Number(value);
      continue;
    }
    if (!known.includes(word)) return `There is nothing called ${word}.`;
    names.push(word);
  }
  return {
    names: known.filter(name => names.length === 0 || names.includes(name)),
    rounds: numbers['--rounds'],
    seed: numbers['--seed'],
  };
}
