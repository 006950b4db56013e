import type { Span } from '../base/span.ts';
import type { Problem } from '../language/problems.ts';
import type { Source } from './source.ts';
import { styleFor, type Style } from './style.ts';
import type { Output } from './terminal.ts';
import { counted, printable } from './words.ts';

/** More than this many of a kind are counted, not printed: what is wrong first is what to look at first. */
const printedMax = 20;

/** The part of a long line that is printed around its problem, in characters. */
const excerptMax = 100;

/** Errors, then warnings, each with its line and a caret under the place; hints are for the editor only. */
export function problemsText(source: Source, problems: readonly Problem[], style: Style): string {
  return (['error', 'warning'] as const)
    .flatMap(severity => {
      const found = problems.filter(problem => problem.severity === severity);
      const texts = found.slice(0, printedMax).map(problem => problemText(source, problem, style));
      const rest = found.length - printedMax;
      return rest > 0 ? [...texts, `${printable(source.name)}: and ${counted(rest, `more ${severity}`)}\n`] : texts;
    })
    .join('');
}

/** What is wrong with a file, or with what is asked of it, where no place in it is to blame. */
export function complaint(file: string, sentence: string, output: Output): string {
  const style = styleFor(output);
  return `${style.place(printable(file))}: ${style.bad('error:')} ${printable(sentence)}\n`;
}

function problemText(source: Source, problem: Problem, style: Style): string {
  const word = problem.severity === 'error' ? style.bad('error:') : style.caution('warning:');
  const parts = [`${placeText(source, problem.at, style)} ${word} ${printable(problem.message)}\n`];
  parts.push(excerpt(source, problem.at, style));
  if (problem.try !== undefined) parts.push(`  ${style.strong('try:')} ${printable(problem.try)}\n`);
  for (const { at, message } of problem.related ?? []) {
    parts.push(`${placeText(source, at, style)} note: ${printable(message)}\n`, excerpt(source, at, style));
  }
  return parts.join('');
}

/** A complete message about one place of a file. */
export function errorAt(source: Source, at: Span, message: string, style: Style): string {
  return problemText(source, { code: 'error', severity: 'error', at, message }, style);
}

/** `file:line:column:` */
function placeText(source: Source, at: Span, style: Style): string {
  const { line, column } = source.lines.placeOf(at.start);
  return style.place(`${printable(source.name)}:${line}:${column}:`);
}

/** The line of a place, and under it a caret with a wave as long as the place is on that line. */
function excerpt(source: Source, at: Span, style: Style): string {
  const { line, column } = source.lines.placeOf(at.start);
  const whole = source.lines.textOf(line);
  const first = Math.max(0, Math.min(column - 1 - excerptMax / 2, whole.length - excerptMax));
  const text = printable(whole.slice(first, first + excerptMax));
  const start = Math.min(column - 1 - first, text.length);
  const length = Math.max(1, Math.min(at.end - at.start, text.length - start));
  const margin = `${String(line)} | `;
  const before = ' '.repeat(margin.length - 2) + '| ' + ' '.repeat(widthOf(text.slice(0, start)));
  const mark = `^${'~'.repeat(Math.max(0, widthOf(text.slice(start, start + length)) - 1))}`;
  return `${style.muted(margin)}${text}\n${before}${style.caution(mark)}\n`;
}

/** Columns that a terminal gives to a text: two for the characters of East Asia and pictures, none for accents. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}|\u200d|\ufe0f/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
