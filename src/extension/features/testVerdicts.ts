import type { CheckReport } from '../../contract/report.ts';
import { countsSentence, explainedVerdict, isViolated } from './words.ts';

/** What a test shows. `undecided` is neither passed nor failed: a bound was reached first. */
export type TestVerdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'undecided'; readonly message: string };

/** The verdict of one `expect` line, by its text. */
export function expectationVerdict(report: CheckReport, text: string): TestVerdict {
  if (report.failure !== undefined) return { kind: 'failed', message: report.failure.message };
  const expectation = report.expectations.find(candidate => candidate.text === text);
  if (expectation === undefined) return { kind: 'undecided', message: 'The file does not say this any more.' };
  if (expectation.met) return { kind: 'passed' };
  return { kind: expectation.undecided === true ? 'undecided' : 'failed', message: expectation.reason };
}

/** The verdict of a scenario that expects nothing: passed only if everything was explored and nothing is violated. */
export function scenarioVerdict(report: CheckReport): TestVerdict {
  if (report.failure !== undefined) return { kind: 'failed', message: report.failure.message };
  const violated = report.properties.filter(isViolated);
  if (violated.length > 0) return { kind: 'failed', message: violated.map(explainedVerdict).join('\n') };
  if (report.counts.complete) return { kind: 'passed' };
  return { kind: 'undecided', message: countsSentence(report.counts, false) };
}
