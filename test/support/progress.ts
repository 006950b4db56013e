/** One line for whoever waits, on stderr so that it never mixes with results. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
