import type { Span } from '../base/span.ts';
import { crowdWords, isShortest } from '../contract/copies.ts';
import { leavesNothingOut, omissionSentence, reductionSentence, statesText } from '../contract/counting.ts';
import type { CheckReport, Counts, ExpectationReport, PropertyReport } from '../contract/report.ts';
import type { Source } from './source.ts';
import type { Style } from './style.ts';
import { counted, grouped, printable, quoted, seconds } from './words.ts';

/** Whether a scenario is as its author wants it: what `expect` says or, where it says nothing, nothing violated. */
export function isAsExpected(report: CheckReport): boolean {
  if (report.expectations.length > 0) return report.expectations.every(expectation => expectation.met);
  return report.properties.every(({ verdict }) => verdict === 'holds' || verdict === 'unknown');
}

/** What a report refers to, and how it is painted. */
export interface Showing {
  readonly source: Source;
  /** Where the scenario is written; a step at which nothing of the file runs, such as a crash, points there too. */
  readonly scenarioAt: Span;
  readonly style: Style;
}

/** Everything about one scenario, for a person: verdicts, expectations, counts, then executions step by step. */
export function checkText(report: CheckReport, showing: Showing): string {
  const { style } = showing;
  const blocks = [
    report.properties.flatMap(property => [verdictLine(property, showing), ...noteLines(property, style)]),
    report.expectations.map(expectation => expectationLine(expectation, style)),
    countLines(report.counts, style),
    ...report.properties.map(property => executionLines(property, report.counts, showing)),
  ];
  const body = blocks.filter(lines => lines.length > 0).map(lines => lines.map(line => `  ${line}\n`).join(''));
  return `${style.strong(`scenario ${quoted(report.scenario)}`)}\n${body.join('\n')}`;
}

/** The last line of a check: what became of the scenarios as a whole. */
export function summaryText(reports: readonly CheckReport[], style: Style): string {
  const expectations = reports.flatMap(report => report.expectations);
  const unmet = expectations.filter(expectation => !expectation.met).length;
  const violating = reports.filter(report => report.expectations.length === 0 && !isAsExpected(report)).length;
  const parts: string[] = [];
  if (unmet > 0) parts.push(style.bad(`${grouped(unmet)} of ${counted(expectations.length, 'expectation')} not met`));
  else if (expectations.length > 0) parts.push(style.good(`${counted(expectations.length, 'expectation')} met`));
  if (violating > 0) parts.push(style.bad(`violations in ${counted(violating, 'scenario')} without expectations`));
  const cut = reports.filter(report => report.counts.limit !== undefined).length;
  if (cut > 0) parts.push(style.caution(`${grouped(cut)} not explored to the end`));
  return `${[counted(reports.length, 'scenario'), ...parts].join(' · ')}\n`;
}

function verdictLine(property: PropertyReport, { source, style }: Showing): string {
  const sentence = printable(property.sentence);
  switch (property.verdict) {
    case 'holds':
      return `${style.good('✓')} ${sentence}`;
    case 'violated': {
      const mark = property.expectedToFail === true ? style.caution('✗') : style.bad('✗');
      // Where a step goes wrong is nowhere else: other violations have steps, and a declaration that is easily found.
      const place = property.kind === 'error' ? `  ${style.muted(placeOf(source, property.at))}` : '';
      return `${mark} ${sentence}${place}`;
    }
    case 'unknown':
      return `${style.caution('?')} ${sentence}`;
    case 'broken':
      return `${style.bad('!')} ${sentence}`;
  }
}

function noteLines({ notes = [] }: PropertyReport, style: Style): readonly string[] {
  return notes.map(note => `    ${style.muted(printable(note))}`);
}

function lineOf(source: Source, at: Span): string {
  return `line ${source.lines.placeOf(at.start).line}`;
}

function placeOf(source: Source, at: Span): string {
  const { line, column } = source.lines.placeOf(at.start);
  return `line ${line}:${column}`;
}

function expectationLine({ text, met, undecided, reason }: ExpectationReport, style: Style): string {
  const line = `expect ${printable(text)}`;
  if (met) return `${style.good('met')}        ${line}`;
  const word = undecided === true ? style.caution('undecided') : `${style.bad('not met')}  `;
  return `${word}  ${line}: ${printable(reason)}`;
}

function countLines(counts: Counts, style: Style): string[] {
  const explored =
    counts.distinctStates === 0 && counts.complete
      ? ['no states: nothing can start']
      : [
          statesText(counts.distinctStates, counts, 'distinct state'),
          `${grouped(counts.generatedStates)} generated`,
          `depth ${grouped(counts.depth)}`,
          extent(counts, style),
        ];
  const cost = [
    seconds(counts.elapsedMs),
    `${counted(counts.statesPerSecond, 'state')}/s`,
    `${counts.bytesPerState.toFixed(1)} bytes/state`,
    ...(counts.reductions.length === 0 ? ['no reductions'] : []),
  ];
  const { text, yardsticks } = counts.potential;
  const potential = `states that could be told apart: ${[text, ...yardsticks].map(printable).join('; ')}`;
  const advice = counts.limit?.advice === undefined ? [] : [style.caution(counts.limit.advice)];
  const method = [...counts.reductions.map(reductionSentence), omissionSentence(counts)].flatMap(line => line ?? []);
  return [
    explored.join(' · '),
    ...advice,
    ...method.map(printable),
    style.muted(cost.join(' · ')),
    style.muted(potential),
  ];
}

function extent({ complete, limit, bytesPerState }: Counts, style: Style): string {
  if (limit === undefined) return complete ? 'all explored' : 'not all explored';
  switch (limit.kind) {
    case 'states':
      return style.caution(`stopped at the bound of ${counted(limit.value, 'state')}`);
    case 'depth':
      return style.caution(`stopped at the bound of ${counted(limit.value, 'step')}`);
    case 'copies':
      return style.caution(`goes no further where ${printable(crowdWords(limit))}`);
    case 'memory':
      return style.caution(
        `stopped at the bound of ${grouped(limit.value / (1 << 20))} MB of memory, at ${bytesPerState.toFixed(1)} bytes a state`,
      );
    case 'cancelled':
      return style.caution('cut short by you');
  }
}

function executionLines(property: PropertyReport, counts: Counts, { source, scenarioAt, style }: Showing): string[] {
  if (property.trail.length === 0) return [];
  const { name, trail, lasso } = property;
  const width = String(trail.length).length;
  const steps = trail.flatMap(({ text, at }, index) => {
    const line = `  ${String(index + 1).padStart(width)}. ${printable(text)}`;
    const step = at.start === scenarioAt.start ? line : `${line}  ${style.muted(lineOf(source, at))}`;
    return lasso?.stem === index ? [`  ${style.strong('for ever:')}`, step] : [step];
  });
  const end = lasso?.loop === 0 ? [`  ${style.strong('nothing changes any more')}`] : [];
  return [style.strong(`${printable(name)}: ${executionKind(property, counts)}`), ...steps, ...end];
}

function executionKind({ kind, verdict, steps = 0, lasso }: PropertyReport, counts: Counts): string {
  const length = counted(steps, 'step');
  if (verdict === 'broken') return `where it goes wrong, ${length}`;
  const best = isShortest(steps, counts.limit) && leavesNothingOut(counts) ? 'shortest ' : '';
  if (kind === 'reachable') return `${best}witness, ${length}`;
  if (lasso === undefined) return `${best}counterexample, ${length}`;
  const begin = lasso.stem === 0 ? [] : [counted(lasso.stem, 'step')];
  const then = lasso.loop === 0 ? 'nothing changes any more' : `${counted(lasso.loop, 'step')} for ever`;
  return `counterexample without end, ${[...begin, then].join(', then ')}`;
}
