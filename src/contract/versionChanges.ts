import { counted, digits } from '../base/digits.ts';
import type { CheckReport, Counts, PropertyReport } from './report.ts';
import type { ComparedProperty, ComparedScenario, ComparedVersions, Presence, VersionVerdict } from './versions.ts';
import { versionsHeadline } from './versionWords.ts';

/** A version of a file as it was checked, each scenario once. */
export interface CheckedVersion {
  readonly name: string;
  readonly reports: readonly CheckReport[];
}

/** What changed from one version of a file to another. Scenarios and properties are told by their names. */
export function compareVersions(before: CheckedVersion, after: CheckedVersion): ComparedVersions {
  const names = namesOf(
    after.reports.map(({ scenario }) => scenario),
    before.reports.map(({ scenario }) => scenario),
  );
  const scenarios = names.map(name => {
    const find = ({ reports }: CheckedVersion) => reports.find(({ scenario }) => scenario === name);
    return comparedScenario(name, find(before), find(after));
  });
  return { before: before.name, after: after.name, headline: versionsHeadline(scenarios), scenarios };
}

/** All names of the one list, then those that only the other has. */
function namesOf(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}

function presenceOf(before: unknown, after: unknown): Presence {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'both';
}

function comparedScenario(
  name: string,
  before: CheckReport | undefined,
  after: CheckReport | undefined,
): ComparedScenario {
  const counts = COUNTS.map(([of, read]) => ({
    name: of,
    before: before && read(before.counts),
    after: after && read(after.counts),
  }));
  const names = namesOf(namesIn(after), namesIn(before));
  const properties = names.map(property => comparedProperty(property, before, after));
  const presence = presenceOf(before, after);
  const changed =
    presence !== 'both' ||
    counts.some(count => count.before !== count.after) ||
    properties.some(({ change }) => change !== 'same') ||
    before?.failure?.message !== after?.failure?.message;
  const remarks = [...remarksOn('Before', before), ...remarksOn('After', after)];
  return { name, presence, changed, counts, properties, remarks };
}

const COUNTS: readonly (readonly [string, (counts: Counts) => number])[] = [
  ['states', ({ distinctStates }) => distinctStates],
  ['transitions', ({ generatedStates }) => generatedStates],
  ['depth', ({ depth }) => depth],
];

function namesIn(report: CheckReport | undefined): readonly string[] {
  return report?.properties.map(({ name }) => name) ?? [];
}

function comparedProperty(
  name: string,
  before: CheckReport | undefined,
  after: CheckReport | undefined,
): ComparedProperty {
  const find = (report: CheckReport | undefined) => report?.properties.find(property => property.name === name);
  const [was, is] = [find(before), find(after)];
  const presence = presenceOf(was, is);
  return {
    name,
    presence,
    change: presence === 'both' ? changeOf(was, is) : presence,
    before: was && before && verdictOf(was, before.counts),
    after: is && after && verdictOf(is, after.counts),
  };
}

function changeOf(was: PropertyReport | undefined, is: PropertyReport | undefined): 'same' | 'verdict' | 'steps' {
  if (was?.verdict !== is?.verdict) return 'verdict';
  const lengths = [was, is].map(report => JSON.stringify([report?.steps, report?.lasso]));
  return lengths[0] === lengths[1] ? 'same' : 'steps';
}

/** What is true of a property, in few words that say no more than was checked. */
function verdictOf({ kind, verdict, steps, lasso }: PropertyReport, { complete }: Counts): VersionVerdict {
  const after = steps === undefined ? '' : ` in ${counted(steps, 'step')}`;
  switch (verdict) {
    case 'holds':
      if (kind === 'reachable') return { kind: verdict, text: `is reached${after}` };
      if (kind === 'error' || kind === 'deadlock') return { kind: verdict, text: 'none' };
      return { kind: verdict, text: complete ? 'holds' : 'holds within bounds' };
    case 'violated':
      if (kind === 'reachable') return { kind: verdict, text: 'is never reached' };
      if (lasso !== undefined) return { kind: verdict, text: `breaks: ${lassoText(lasso)}` };
      return { kind: verdict, text: kind === 'error' || kind === 'deadlock' ? `there${after}` : `breaks${after}` };
    case 'unknown':
      return { kind: verdict, text: kind === 'error' || kind === 'deadlock' ? 'none so far' : 'not decided' };
    case 'broken':
      return { kind: verdict, text: 'cannot be evaluated' };
  }
}

function lassoText({ stem, loop }: NonNullable<PropertyReport['lasso']>): string {
  const before = `after ${counted(stem, 'step')}`;
  return loop === 0 ? `nothing changes ${before}` : `${before}, ${digits(loop)} for ever`;
}

function remarksOn(when: string, report: CheckReport | undefined): readonly string[] {
  if (report === undefined) return [];
  const { counts, failure } = report;
  if (failure !== undefined) return [`${when}, it could not be checked: ${failure.message}`];
  if (counts.complete || counts.limit === undefined) return [];
  return [`${when}, the search stopped at ${limitWords(counts.limit)}: its numbers are of what was explored.`];
}

function limitWords({ kind, value }: NonNullable<Counts['limit']>): string {
  switch (kind) {
    case 'states':
      return `the limit of ${counted(value, 'state')}`;
    case 'depth':
      return `depth ${digits(value)}`;
    case 'copies':
      return `more than ${counted(value, 'equal message')} in flight`;
    case 'memory':
      return 'the memory limit';
    case 'cancelled':
      return `${counted(value, 'state')}, because it was cancelled`;
  }
}
