import { readArguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';

/** Runs one command to its end and answers its exit status. What a command needs is loaded with that command. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = readArguments(argv, {
    version: ownVersion(),
    columns: terminal.out.columns ?? 80,
    writeOut: text => terminal.out.write(text),
    writeError: text => terminal.error.write(text),
  });
  switch (invocation.kind) {
    case 'said':
      return invocation.exitStatus;
    case 'check':
      return (await import('./check.ts')).check(invocation.options, terminal);
    case 'simulate':
      return (await import('./simulate.ts')).simulate(invocation.options, terminal);
    case 'render':
      return (await import('./render.ts')).render(invocation.options, terminal);
  }
}
