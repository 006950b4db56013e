import { readArguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';

/** Runs one command to its end and answers its exit status. Help does not wait for what commands need. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const invocation = readArguments(argv, {
    version: ownVersion(),
    columns: terminal.out.columns ?? 80,
    writeOut: text => terminal.out.write(text),
    writeError: text => terminal.error.write(text),
  });
  if (invocation.kind === 'said') return invocation.exitStatus;
  const { runCommand } = await import('./commands.ts');
  return runCommand(invocation, terminal);
}
