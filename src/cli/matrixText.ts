import { groupBy } from '../base/groupBy.ts';
import { omissionSentence, ONE_BY_ONE, reductionSentence, reductionsInUse } from '../contract/counting.ts';
import { crowdWords } from '../contract/copies.ts';
import type { Matrix, MatrixCell, MatrixColumn, MatrixRow } from '../contract/matrix.ts';
import { columnName } from '../scene/matrixWords.ts';
import type { Style } from './style.ts';
import { grouped, printable, quoted } from './words.ts';

/** One place of the table: its width counts before it is painted. */
interface Entry {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const GAP = '  ';

/** The matrix as an aligned table, and below it why rows are not applicable. */
export function matrixText(protocol: string, matrix: Matrix, style: Style): string {
  const { columns, rows } = matrix;
  const plain = (text: string): string => text;
  const heading: readonly Entry[] = [
    { text: '', paint: plain },
    ...columns.map(column => ({ text: printable(columnName(column)), paint: style.strong })),
  ];
  const lines = rows.map((row): readonly Entry[] => [
    { text: printable(row.name), paint: row.reason === undefined ? plain : style.muted },
    ...columns.map((column, index) => cellEntry(row, column, row.cells[index], style)),
  ]);
  const blocks = [
    [style.strong(protocol), `scenario ${quoted(matrix.scenario)}, each failure alone and at most once in a run`],
    aligned([heading, ...lines]),
    limitLines(rows),
    countingLines(rows, style),
    reasonLines(rows, style),
  ];
  return blocks
    .filter(block => block.length > 0)
    .map(block => block.map(line => `${line}\n`).join(''))
    .join('\n');
}

function aligned(lines: readonly (readonly Entry[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => line[column]?.text.length ?? 0)));
  return lines.map(line =>
    line
      .map(({ text, paint }, column) => paint(text) + ' '.repeat((widths[column] ?? 0) - text.length))
      .join(GAP)
      .trimEnd(),
  );
}

function cellEntry(row: MatrixRow, { kind }: MatrixColumn, cell: MatrixCell | undefined, style: Style): Entry {
  if (row.reason !== undefined || cell === undefined) return { text: '–', paint: style.muted };
  const { verdict, steps = 0 } = cell;
  const reduced = reductionsInUse(row.counting ?? ONE_BY_ONE);
  const states = `${grouped(row.states)}${reduced === undefined ? '' : ' explored'}`;
  switch (verdict) {
    case 'holds':
      if (kind === 'reachable') return { text: `reached in ${grouped(steps)}`, paint: style.good };
      return { text: `holds (${states})`, paint: style.good };
    case 'violated':
      if (kind === 'reachable') return { text: `never (${states})`, paint: style.bad };
      return { text: breachText(cell, steps), paint: style.bad };
    case 'unknown':
      return {
        text: row.complete
          ? '? not checked'
          : `? ${rounded(row.states)} states${reduced === undefined ? '' : ' explored'}`,
        paint: style.caution,
      };
    case 'broken':
      return { text: '! not judged', paint: style.bad };
    case 'pending':
      return { text: '? not explored', paint: style.caution };
  }
}

/** What goes on for ever is told by where that begins. */
function breachText({ lasso }: MatrixCell, steps: number): string {
  if (lasso === undefined) return `breaks in ${grouped(steps)}`;
  return `${lasso.loop === 0 ? 'stuck' : 'loops'} after ${grouped(lasso.stem)}`;
}

/** `2M`, `50k`, `1,234`: a bound as it is written, anything else in full. */
function rounded(states: number): string {
  if (states > 0 && states % 1_000_000 === 0) return `${grouped(states / 1_000_000)}M`;
  return states > 0 && states % 1000 === 0 ? `${grouped(states / 1000)}k` : grouped(states);
}

function limitLines(rows: readonly MatrixRow[]): readonly string[] {
  const reached = rows.flatMap(({ limit }) => limit ?? []);
  const crowds = reached.filter(({ kind }) => kind === 'copies');
  const crowded = crowds.map(limit => `? goes no further where ${printable(crowdWords(limit))}`);
  const advice = crowds.flatMap(limit => limit.advice ?? []);
  return [
    ...(reached.length > crowds.length ? ['? the bound was reached before it could be decided'] : []),
    ...new Set([...crowded, ...advice.map(each => `  ${each}`)]),
  ];
}

/** What became of the reductions that were asked for, and what fingerprints mean; rows of which the same is true share a line. */
function countingLines(rows: readonly MatrixRow[], style: Style): readonly string[] {
  const said = rows.flatMap(({ name, counting }) => {
    if (counting === undefined) return [];
    const sentences = [...counting.reductions.map(reductionSentence), omissionSentence(counting)];
    return sentences.flatMap(sentence => (sentence === undefined ? [] : [{ name, sentence }]));
  });
  const counted = rows.filter(({ counting }) => counting !== undefined).length;
  return [...groupBy(said, ({ sentence }) => sentence)].map(([sentence, about]) => {
    const names = about.length === counted ? '' : `${about.map(({ name }) => printable(name)).join(', ')}: `;
    return style.muted(`${names}${printable(sentence)}`);
  });
}

/** Rows that are not applicable for the same reason share a line. */
function reasonLines(rows: readonly MatrixRow[], style: Style): readonly string[] {
  const byReason = groupBy(
    rows.filter(({ reason }) => reason !== undefined),
    ({ reason }) => reason ?? '',
  );
  return [...byReason].map(([reason, refused]) => {
    const names = refused.map(({ name }) => printable(name)).join(', ');
    return style.muted(`– ${names}: ${printable(reason)}`);
  });
}
