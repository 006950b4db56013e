import type { TimedOptions, TimedPercentiles, TimedProperty, TimedReport, TimedShare } from '../contract/timed.ts';
import { timesText } from '../base/timesText.ts';
import type { Style } from './style.ts';
import { timedOptionTexts } from './timedArguments.ts';
import { counted, grouped, printable, quoted, seconds } from './words.ts';

const GAP = '  ';

/** What was asked for, so that one of the runs can be asked for. */
export interface Asked {
  readonly file: string;
  readonly timed: TimedOptions;
}

type Row = readonly string[];

/** Timed runs in numbers, for a person: what was violated and met how often, how long things took, and from what it is drawn. */
export function timedText(report: TimedReport, asked: Asked, style: Style): string {
  const blocks = [
    [style.strong(printable(report.protocol)), headingLine(report)],
    section(
      'properties',
      report.properties.map(property => propertyRow(property)),
      style,
    ),
    section(
      'failures met',
      report.failures.map(({ name, met, firstSeed }) => [name, shareText(met), seedText(firstSeed)]),
      style,
    ),
    durationLines(report, style),
    endLines(report, style),
    [style.strong('drawn from'), ...report.assumptions.map(sentence => `  ${printable(sentence)}`)],
    hintLines(report, asked, style),
  ];
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(line => `${line}\n`).join(''))
    .join('\n');
}

function headingLine({ scenario, runs, firstSeed, elapsedMs }: TimedReport): string {
  const seeds = runs === 1 ? `seed ${firstSeed}` : `seeds ${firstSeed} to ${firstSeed + runs - 1}`;
  return `scenario ${quoted(scenario)}, ${counted(runs, 'random run')} (${seeds}) in ${seconds(elapsedMs)}; not exhaustive`;
}

function section(title: string, rows: readonly Row[], style: Style): readonly string[] {
  return rows.length === 0 ? [] : [style.strong(title), ...aligned(rows).map(line => `  ${line}`)];
}

function propertyRow({ name, kind, found, firstSeed, atMs }: TimedProperty): Row {
  const label = name === 'error' ? 'errors' : printable(name);
  const reached = kind === 'reachable' ? 'reached' : 'violated';
  if (found.count === 0) return [label, `${reached} in no run`, `at most ${percent(found.high)} of all runs`];
  const when = atMs === undefined ? '' : `after ${timesText(atMs.p50)} (median)`;
  return [label, `${reached} in ${shareText(found)}`, when, seedText(firstSeed)];
}

/** `6.6 % (5.5–7.7 %)`: the share that was found, and where the true one is in 95 of 100 such experiments. */
function shareText({ value, low, high }: TimedShare): string {
  return `${percent(value)} (${percent(low).replace(' %', '')}–${percent(high)})`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value === 100 ? String(value) : value.toPrecision(value < 1 ? 2 : 3)} %`;
}

function seedText(seed: number | undefined): string {
  return seed === undefined ? '' : `first seed ${seed}`;
}

function durationLines(report: TimedReport, style: Style): readonly string[] {
  const row = (name: string, values: TimedPercentiles | undefined, text: (value: number) => string): readonly Row[] =>
    values === undefined ? [] : [[name, ...[values.p50, values.p90, values.p99, values.max].map(text)]];
  const rows = [
    ...row('until nothing is left to happen', report.toQuiescenceMs, timesText),
    ...row('messages delivered', report.messagesDelivered, grouped),
    ...row('latency of a message', report.latencyMs, timesText),
    ...(report.latencies.length < 2
      ? []
      : report.latencies.flatMap(({ message, latencyMs }) => row(`  ${printable(message)}`, latencyMs, timesText))),
  ];
  return rows.length === 0
    ? []
    : aligned([['', 'median', '90 %', '99 %', 'longest'], ...rows], 'right').map((line, i) =>
        i === 0 ? style.strong(line) : line,
      );
}

function endLines({ ends, runs, notJudged }: TimedReport, style: Style): readonly string[] {
  const cut = [
    ...(ends.time > 0 ? [`${counted(ends.time, 'run')} of ${grouped(runs)} went on when the time was over.`] : []),
    ...(ends.steps > 0 ? [`${counted(ends.steps, 'run')} of ${grouped(runs)} went on after the most steps.`] : []),
  ];
  const silent = notJudged.length === 0 ? [] : [`Single runs say nothing of ${notJudged.map(printable).join(', ')}.`];
  return [...cut, ...silent].map(line => style.muted(line));
}

function hintLines({ properties, scenario }: TimedReport, { file, timed }: Asked, style: Style): readonly string[] {
  const found = properties.find(({ kind, firstSeed }) => kind !== 'reachable' && firstSeed !== undefined);
  if (found?.firstSeed === undefined) return [];
  const options = [
    '--runs 1',
    `--seed ${found.firstSeed}`,
    ...timedOptionTexts(timed),
    `--scenario ${quoted(scenario)}`,
  ];
  const command = `lightcone simulate --timed ${options.join(' ')} ${printable(file)}`;
  return [style.muted(`To see ${printable(found.name)} violated: ${command}`)];
}

function aligned(rows: readonly Row[], side: 'left' | 'right' = 'left'): readonly string[] {
  const columns = Math.max(...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((text, i) => (side === 'right' && i > 0 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join(GAP)
      .trimEnd(),
  );
}
