/** Where a command writes and who may interrupt it: the process's own streams, or a test's. */
export interface Terminal {
  readonly out: Output;
  /** Everything that is not the answer: errors, warnings, progress. */
  readonly error: Output;
  /** All bytes of the standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Calls `listener` on the first Ctrl-C from now on, instead of ending the process. Returns what undoes that. */
  onInterrupt(listener: () => void): () => void;
}

export interface Output {
  write(text: string): void;
  readonly colour: boolean;
  /** The width of the terminal that somebody watches; undefined where it is a file or a pipe. */
  readonly columns: number | undefined;
}

/** Exit statuses, as `lightcone --help` lists them. */
export const exitStatus = {
  met: 0,
  unmet: 1,
  wrong: 2,
  /** Our own mistake: EX_SOFTWARE of sysexits.h. */
  failed: 70,
  interrupted: 130,
  brokenPipe: 141,
} as const;
