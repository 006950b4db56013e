import { run } from '../../src/cli/run.ts';
import type { Output, Terminal } from '../../src/cli/terminal.ts';
import type { Finished } from './lightcone.ts';

export interface Surroundings {
  readonly input?: string | Uint8Array;
  /** Both outputs are terminals of this width, with colour. */
  readonly columns?: number;
  /** Ctrl-C is pressed as soon as anybody listens for it. */
  readonly interrupted?: boolean;
}

/** Runs the command line within this process. */
export async function runHere(argv: readonly string[], surroundings: Surroundings = {}): Promise<Finished> {
  const { input = '', columns, interrupted = false } = surroundings;
  let out = '';
  let error = '';
  const output = (write: Output['write']): Output => ({ write, colour: columns !== undefined, columns });
  const terminal: Terminal = {
    out: output(text => (out += text)),
    error: output(text => (error += text)),
    input: bytesOf(input),
    onInterrupt: listener => {
      if (interrupted) listener();
      return () => undefined;
    },
  };
  const status = await run(argv, terminal);
  return { status, out, error };
}

async function* bytesOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(typeof input === 'string' ? Buffer.from(input) : input);
}
