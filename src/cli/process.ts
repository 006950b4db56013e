import type { WriteStream } from 'node:tty';
import { run } from './run.ts';
import { exitStatus, type Output, type Terminal } from './terminal.ts';

/** Runs the command that the process was started with, and sets the process's exit status. */
export async function runAsProcess(): Promise<void> {
  endQuietlyOnBrokenPipe(process.stdout);
  endQuietlyOnBrokenPipe(process.stderr);
  try {
    process.exitCode = await run(process.argv.slice(2), processTerminal());
  } catch (failure) {
    const detail = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    process.stderr.write(`lightcone: this is a mistake in lightcone itself, please report it.\n${detail}\n`);
    process.exitCode = exitStatus.failed;
  }
}

function processTerminal(): Terminal {
  return {
    out: outputTo(process.stdout),
    error: outputTo(process.stderr),
    input: process.stdin,
    onInterrupt: listener => {
      process.once('SIGINT', listener);
      return () => void process.off('SIGINT', listener);
    },
  };
}

/** Some terminals do not know how wide they are. */
const columnsUnknown = 80;

/** A stream is a `WriteStream` of a terminal only where `isTTY` is true. */
function outputTo(stream: NodeJS.WriteStream & Partial<WriteStream>): Output {
  const { NO_COLOR: noColour = '', TERM: kind } = process.env;
  const watched = stream.isTTY && kind !== 'dumb';
  return {
    write: text => void stream.write(text),
    colour: watched && noColour === '',
    columns: watched ? stream.columns || columnsUnknown : undefined,
  };
}

/** A reader that has read enough is no error. What nobody reads is not worth computing. */
function endQuietlyOnBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code === 'EPIPE') process.exit(exitStatus.brokenPipe);
    throw failure;
  });
}
