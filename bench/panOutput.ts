/** What a verifier that SPIN made says at its end. */
export interface PanReport {
  readonly errors: number;
  readonly states: number;
  /** Stored and matched. Rounded to seven digits where there are ten million of them or more. */
  readonly transitions: number;
  readonly elapsedMs: number;
  /** Of everything, its hash table included. */
  readonly memoryBytes: number;
}

/** Reads what a verifier printed; a sentence where it did not explore everything, or said something unknown. */
export function readPanOutput(text: string): PanReport | string {
  if (text.includes('max search depth too small')) return 'SPIN did not search deep enough.';
  if (text.includes('Search not completed')) return 'SPIN did not search everything.';
  const figures = {
    errors: /errors: (\d+)/,
    states: /^\s*(\d+) states, stored/m,
    transitions: /^\s*([\d.e+]+) transitions \(/m,
    elapsed: /elapsed time ([\d.e+]+) seconds/,
    memory: /^\s*([\d.]+)\s+total actual memory usage/m,
  };
  const read = (figure: keyof typeof figures): number => Number(figures[figure].exec(text)?.[1] ?? NaN);
  const report = {
    errors: read('errors'),
    states: read('states'),
    transitions: read('transitions'),
    elapsedMs: read('elapsed') * 1000,
    memoryBytes: read('memory') * 2 ** 20,
  };
  if (Object.values(report).some(Number.isNaN)) return 'SPIN said something that could not be read.';
  return report;
}

/** The processor time of the processes that a shell waited for, as its `times` says in its last line. */
export function readTimes(text: string): number {
  const children = text.trimEnd().split('\n').at(-1) ?? '';
  const [user, system] = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) => {
    return Number(minutes) * 60_000 + Number(seconds) * 1000;
  });
  return (user ?? NaN) + (system ?? NaN);
}
