import * as vscode from 'vscode';

/** The largest seed that is asked for. */
export const SEED_MAX = 2 ** 31 - 1;

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** Asks for a whole number; undefined when nobody gives one. */
export async function askWhole({ title, prompt, value, least, most }: Question): Promise<number | undefined> {
  const numberOf = (text: string): number | undefined => {
    const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: input =>
      numberOf(input) === undefined ? `A whole number from ${String(least)} to ${String(most)}.` : undefined,
  });
  return text === undefined ? undefined : numberOf(text);
}
