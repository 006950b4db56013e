import { counted, digits } from '../base/digits.ts';
import { timesText } from '../base/timesText.ts';
import type { TimedPercentiles, TimedProperty, TimedReport, TimedShare } from '../contract/timed.ts';

/** What timed runs have in common, as a page of Markdown. */
export function timedMarkdown(report: TimedReport): string {
  const { protocol, scenario, runs, firstSeed } = report;
  const seeds =
    runs === 1 ? `seed ${String(firstSeed)}` : `seeds ${String(firstSeed)} to ${String(firstSeed + runs - 1)}`;
  const blocks = [
    `# ${escaped(protocol)}: ${counted(runs, 'timed run')}`,
    `Scenario “${escaped(scenario)}”, ${seeds}. **Random runs, not exhaustive:** what they do not show may happen all the same.`,
    '## Properties',
    table(['property', 'found', 'first', 'when (median)'], report.properties.map(propertyRow)),
    ...(report.notJudged.length === 0
      ? []
      : [`Single runs say nothing of ${report.notJudged.map(escaped).join(', ')}.`]),
    ...(report.failures.length === 0
      ? []
      : [
          '## Failures met',
          table(
            ['failure', 'share of runs', 'first'],
            report.failures.map(({ name, met, firstSeed: seed }) => [name, shareText(met), seedText(seed)]),
          ),
        ]),
    '## How long',
    table(['', 'median', '90 %', '99 %', 'longest'], durationRows(report)),
    ...endSentences(report),
    '## Drawn from',
    report.assumptions.map(sentence => `- ${escaped(sentence)}`).join('\n'),
    `To look at a run, use the command *Simulate in Time…* with its seed.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The first run worth looking at: that of a violation, if there is one. */
export function runToShow({
  properties,
}: TimedReport): { readonly seed: number; readonly property: string } | undefined {
  const violated = properties.find(({ kind, firstSeed }) => kind !== 'reachable' && firstSeed !== undefined);
  return violated?.firstSeed === undefined ? undefined : { seed: violated.firstSeed, property: violated.name };
}

/** One sentence about the runs, for a message. */
export function timedSentence({ properties, runs }: TimedReport): string {
  const violated = properties.filter(({ kind, found }) => kind !== 'reachable' && found.count > 0);
  if (violated.length === 0) return `No violation in ${counted(runs, 'random timed run')}; not exhaustive.`;
  const parts = violated.map(({ name, found }) =>
    name === 'error' ? `${percent(found.value)} went wrong` : `${name} was violated in ${percent(found.value)}`,
  );
  return `${parts.join(', ')} of ${counted(runs, 'random timed run')}.`;
}

function propertyRow({ name, kind, found, firstSeed, atMs }: TimedProperty): readonly string[] {
  const verb = kind === 'reachable' ? 'reached' : 'violated';
  const share =
    found.count === 0 ? `${verb} in no run (at most ${percent(found.high)})` : `${verb} in ${shareText(found)}`;
  const label = name === 'error' ? 'no runtime error' : `\`${name}\``;
  return [label, share, seedText(firstSeed), atMs === undefined ? '' : timesText(atMs.p50)];
}

function shareText({ value, low, high }: TimedShare): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value === 100 ? String(value) : value.toPrecision(value < 1 ? 2 : 3)} %`;
}

function seedText(seed: number | undefined): string {
  return seed === undefined ? '' : `seed ${String(seed)}`;
}

function durationRows(report: TimedReport): readonly (readonly string[])[] {
  const row = (name: string, values: TimedPercentiles | undefined, text: (value: number) => string) =>
    values === undefined ? [] : [[name, ...[values.p50, values.p90, values.p99, values.max].map(text)]];
  return [
    ...row('until nothing is left to happen', report.toQuiescenceMs, timesText),
    ...row('messages delivered', report.messagesDelivered, value => digits(Math.round(value))),
    ...row('latency of a message', report.latencyMs, timesText),
    ...report.latencies.flatMap(({ message, latencyMs }) => row(`latency of \`${message}\``, latencyMs, timesText)),
  ];
}

function endSentences({ ends, runs }: TimedReport): readonly string[] {
  return [
    ...(ends.time > 0 ? [`${counted(ends.time, 'run')} of ${digits(runs)} went on when the time was over.`] : []),
    ...(ends.steps > 0 ? [`${counted(ends.steps, 'run')} of ${digits(runs)} went on after the most steps.`] : []),
  ];
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A name or sentence of the file's own, so that none of it is read as Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`);
}
