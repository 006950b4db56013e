import { omissionSentence, statesText } from '../../contract/counting.ts';
import { crowdWords } from '../../contract/copies.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import type { CheckReport, Counts, Limit, PropertyReport } from '../../contract/report.ts';
import type { SessionState } from '../session/sessionState.ts';

const DIGITS = new Intl.NumberFormat('en-US');

/** A whole number as people read it: 1,745,408. */
export function digits(count: number): string {
  return DIGITS.format(count);
}

/** `1 state`, `288 states`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${digits(count)} ${count === 1 ? one : many}`;
}

/** What is known of a document, in the few words of a status bar. */
export interface StatusWords {
  readonly text: string;
  readonly tooltip: string;
  /** Whether it deserves attention: a bound was reached, or the text cannot be checked. */
  readonly warns: boolean;
}

export function statusWords(state: SessionState): StatusWords {
  const { report, checking, staleness, scenario } = state;
  if (staleness.kind === 'broken') {
    return { text: '$(warning) not checked', tooltip: staleness.message, warns: false };
  }
  if (report === undefined) {
    return checking
      ? { text: '$(sync~spin) checking', tooltip: 'Exploring has begun.', warns: false }
      : {
          text: '$(type-hierarchy) not checked',
          tooltip: 'Lightcone: Check Now explores this protocol.',
          warns: false,
        };
  }
  const { counts } = report;
  const icon = checking ? '$(sync~spin)' : counts.limit === undefined ? '$(type-hierarchy)' : '$(warning)';
  const violated = report.properties.filter(isViolated).length;
  const verdict = violated === 0 ? '' : ` · ${counted(violated, 'violation')}`;
  return {
    text: `${icon} ${statesText(counts.distinctStates, counts)} · depth ${digits(counts.depth)}${verdict}`,
    tooltip: [
      scenario ?? '',
      countsSentence(counts, checking),
      counts.limit?.advice ?? '',
      ...report.properties.map(({ sentence }) => sentence),
    ]
      .filter(line => line !== '')
      .join('\n'),
    warns: !checking && counts.limit !== undefined,
  };
}

/** The counts with what they mean: all states, the states so far, or the states up to a bound. */
export function countsSentence(counts: Counts, checking: boolean): string {
  const states = `${statesText(counts.distinctStates, counts)}, depth ${digits(counts.depth)}`;
  if (checking) return `${states} so far: exploring goes on.`;
  if (counts.complete) return [`${states}: all explored.`, omissionSentence(counts) ?? ''].join(' ').trim();
  return counts.limit === undefined
    ? `${states}: not all explored.`
    : `${states}: ${limitWords(counts.limit, counts)}.`;
}

function limitWords(limit: Limit, { bytesPerState }: Counts): string {
  switch (limit.kind) {
    case 'states':
      return `stopped at the limit of ${counted(limit.value, 'state')}`;
    case 'depth':
      return `stopped at the limit of ${counted(limit.value, 'step')}`;
    case 'copies':
      return `explored no further where ${crowdWords(limit)}`;
    case 'memory':
      return `stopped at the limit of ${counted(Math.round(limit.value / 2 ** 20), 'megabyte')}, at ${String(Math.round(bytesPerState))} bytes a state`;
    case 'cancelled':
      return 'stopped at your request';
  }
}

export function isViolated(property: PropertyReport): boolean {
  return property.verdict === 'violated' || property.verdict === 'broken';
}

/** The verdict of a property above its line; steps and bounds included. */
export function lensTitle(property: PropertyReport): string {
  switch (property.verdict) {
    case 'holds':
      return `$(pass) ${property.sentence}`;
    case 'violated':
      return `$(error) ${property.sentence}`;
    case 'broken':
      return `$(warning) ${property.sentence}`;
    case 'unknown':
      return `$(question) ${property.sentence}`;
  }
}

/** What goes above the protocol's name. */
export function protocolLensTitle(report: CheckReport, checking: boolean): string {
  const { counts, scenario } = report;
  const icon = checking ? '$(sync~spin)' : counts.complete ? '$(type-hierarchy)' : '$(warning)';
  return `${icon} ${scenario}: ${countsSentence(counts, checking)}`;
}

/** The steps of a property's execution as they are listed elsewhere: counted from 1, with where a run begins to repeat. */
export function trailTexts({ trail, lasso }: Pick<PropertyReport, 'trail' | 'lasso'>): readonly string[] {
  return trail.map(({ text }, i) => {
    const line = `${String(i + 1)}: ${text}`;
    if (lasso === undefined) return line;
    if (lasso.loop === 0) return i === trail.length - 1 ? `${line} (then nothing changes any more)` : line;
    return i === lasso.stem ? `${line} (from here on it repeats for ever)` : line;
  });
}

/** The verdict with all that explains it, a line each. */
export function explainedVerdict({ sentence, notes = [] }: Pick<PropertyReport, 'sentence' | 'notes'>): string {
  return [sentence, ...notes].join('\n');
}

/** How many steps were left out of an execution, and what the rest shows. */
export function leftOutSentence(before: Pick<ExecutionView, 'steps'>, after: ExecutionView): string {
  const [all, left] = [before, after].map(({ steps }) => steps.length - 1) as [number, number];
  if (left === all) return `Every step is needed. ${after.headline}`;
  return `${String(all - left)} of ${counted(all, 'step')} left out. ${after.headline}`;
}
