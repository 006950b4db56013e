import type { SampledProperty, SampleReport } from '../contract/sample.ts';
import type { SampledTrail } from '../worker/sampledTrail.ts';
import { sampleOptionTexts } from './sampleArguments.ts';
import type { Source } from './source.ts';
import type { Style } from './style.ts';
import { counted, grouped, printable, quoted, seconds } from './words.ts';

/** How many parts that no run came across are listed. */
const UNSEEN_MAX = 12;

/** What a report refers to, and how it is painted. */
export interface SampleShowing {
  readonly source: Source;
  /** As on the command line. */
  readonly file: string;
  readonly style: Style;
  /** The steps of what is violated. */
  readonly trailOf: (property: string, schedule: readonly number[]) => SampledTrail;
}

/** Everything that random runs of one scenario came across, for a person. */
export function sampleText(report: SampleReport, showing: SampleShowing): string {
  const { style } = showing;
  const blocks = [
    report.properties.map(property => verdictLine(property, style)),
    report.refuted.map(
      ({ text, reason }) => `${style.bad('not met')}  expect ${printable(text)}: ${printable(reason)}`,
    ),
    extentLines(report, style),
    unseenLines(report, showing),
    ...report.properties.map(property => executionLines(property, report, showing)),
  ];
  const body = blocks.filter(lines => lines.length > 0).map(lines => lines.map(line => `  ${line}\n`).join(''));
  const heading = `${style.strong(`scenario ${quoted(report.scenario)}`)}, ${printable(report.extent)}`;
  return `${heading}\n${body.join('\n')}`;
}

/** The last line: what became of the scenarios as a whole. */
export function sampleSummary(reports: readonly SampleReport[], style: Style): string {
  const wrong = reports.filter(({ asExpected }) => !asExpected).length;
  const runs = reports.reduce((sum, report) => sum + report.runs, 0);
  const found =
    wrong > 0 ? style.bad(`something wrong in ${counted(wrong, 'scenario')}`) : 'nothing found that was not expected';
  return `${counted(reports.length, 'scenario')} · ${counted(runs, 'run')} · ${found} · not exhaustive\n`;
}

function verdictLine({ verdict, sentence, expectedToFail }: SampledProperty, style: Style): string {
  const text = printable(sentence);
  switch (verdict) {
    case 'holds':
      return `${style.good('✓')} ${text}`;
    case 'violated':
      return `${expectedToFail === true ? style.caution('✗') : style.bad('✗')} ${text}`;
    case 'broken':
      return `${style.bad('!')} ${text}`;
    case 'unknown':
      return `${style.caution('?')} ${text}`;
    case 'notJudged':
      return `${style.muted('–')} ${style.muted(text)}`;
  }
}

function extentLines(report: SampleReport, style: Style): readonly string[] {
  const { ends, longest, elapsedMs, steps, stepsPerSecond, states, guarantee } = report;
  const ended = [
    ...(ends.quiescent > 0 ? [`${counted(ends.quiescent, 'run')} came to an end`] : []),
    ...(ends.steps > 0 ? [`${counted(ends.steps, 'run')} went on after the most steps`] : []),
    ...(ends.error > 0 ? [`${counted(ends.error, 'run')} went wrong`] : []),
    `${counted(longest, 'step')} at most`,
  ];
  return [
    states.sentence,
    ended.join(' · '),
    ...(guarantee === undefined ? [] : [guarantee.sentence]),
    style.muted([seconds(elapsedMs), counted(steps, 'step'), `${counted(stepsPerSecond, 'step')}/s`].join(' · ')),
  ];
}

function unseenLines({ unseen }: SampleReport, { source, style }: SampleShowing): readonly string[] {
  if (unseen.length === 0) return [];
  const shown = unseen.slice(0, UNSEEN_MAX);
  const places = shown.map(({ at }) => {
    const { line, column } = source.lines.placeOf(at.start);
    return `line ${String(line)}:${String(column)}`;
  });
  const width = Math.max(...places.map(({ length }) => length));
  const more = unseen.length - shown.length;
  return [
    style.strong('no run came across'),
    ...shown.map(({ text }, i) => `  ${style.muted((places[i] ?? '').padEnd(width))}  ${printable(text)}`),
    ...(more > 0 ? [`  and ${grouped(more)} more`] : []),
  ];
}

function executionLines(property: SampledProperty, report: SampleReport, showing: SampleShowing): readonly string[] {
  const { found, name, verdict } = property;
  if (found === undefined || (verdict !== 'violated' && verdict !== 'broken')) return [];
  const { file, source, style } = showing;
  const { entries, leftOut } = showing.trailOf(name, found.schedule);
  const width = String(entries.length).length;
  const needed = leftOut === 0 ? '' : `; ${grouped(leftOut)} that it does not need are left out`;
  const options = [
    '--runs 1',
    `--seed ${String(found.seed)}`,
    ...sampleOptionTexts(report.request),
    `--scenario ${quoted(report.scenario)}`,
  ];
  return [
    style.strong(`${printable(name)}: counterexample, ${counted(found.steps, 'step')}${needed}`),
    ...entries.map(({ text, at }, i) => {
      const { line } = source.lines.placeOf(at.start);
      return `  ${String(i + 1).padStart(width)}. ${printable(text)}  ${style.muted(`line ${String(line)}`)}`;
    }),
    style.muted(`  the whole run: lightcone sample ${options.join(' ')} ${printable(file)}`),
  ];
}
