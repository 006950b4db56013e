import { writeFile } from 'node:fs/promises';
import { complaint } from './problems.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

/** An execution that was written down. */
export interface Written {
  /** The protocol's file, as messages name it. */
  readonly name: string;
  readonly text: string;
  /** Which execution it is. */
  readonly headline: string;
}

/** Writes a text into a file and says so, or, where that is missing or `-`, to the standard output. Answers the exit status. */
export async function deliver(
  { name, text, headline }: Written,
  out: string | undefined,
  terminal: Terminal,
): Promise<number> {
  if (out === undefined || out === '-') {
    terminal.out.write(text);
    return exitStatus.met;
  }
  try {
    await writeFile(out, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    terminal.error.write(complaint(name, `${out} cannot be written: ${reason}`, terminal.error));
    return exitStatus.wrong;
  }
  terminal.out.write(`${printable(out)}: ${headline}\n`);
  return exitStatus.met;
}
