import { spawn, type ChildProcess } from 'node:child_process';

/** What one run of the command line left behind. */
export interface Finished {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;

/** Starts the command line from its sources, in the folder of the project. */
export function start(argv: readonly string[], input: string | Uint8Array = ''): Running {
  const child = spawn(process.execPath, [main, ...argv], { env: { ...process.env, NO_COLOR: '1' } });
  let out = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  // A command that fails early does not read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', status => resolve({ status, out, error }));
  });
  return { process: child, finished };
}

/** Runs the command line from its sources to its end. */
export function lightcone(argv: readonly string[], input: string | Uint8Array = ''): Promise<Finished> {
  return start(argv, input).finished;
}

/** The same text on every machine and every day: times, rates and sizes are masked. */
export function masked(text: string): string {
  return text
    .replace(/[\d.,]+ s · [\d,]+ states?\/s · [\d.]+ bytes\/state/g, '# s · # states/s · # bytes/state')
    .replace(/"(elapsedMs|bytesPerState)": [\d.]+/g, '"$1": #');
}
