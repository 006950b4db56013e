import type { TimedPercentiles, TimedReport, TimedShare } from '../contract/timed.ts';

/** What `simulate --timed --json` prints: `docs/timed-report.schema.json` in types. */
export interface TimedOutput {
  readonly file: string;
  readonly scenario: string;
  readonly runs: number;
  readonly firstSeed: number;
  readonly exhaustive: false;
  readonly elapsedMs: number;
  readonly assumptions: readonly string[];
  readonly ends: TimedReport['ends'];
  readonly failures: readonly FoundOutput[];
  readonly properties: readonly (FoundOutput & { readonly kind: string; readonly atMs: TimedPercentiles | null })[];
  readonly notJudged: readonly string[];
  readonly toQuiescenceMs: TimedPercentiles | null;
  readonly messagesDelivered: TimedPercentiles | null;
  readonly latencyMs: TimedPercentiles | null;
  readonly latencies: TimedReport['latencies'];
}

export interface FoundOutput {
  readonly name: string;
  readonly share: TimedShare;
  /** Of the first run in which it was found; null where it was in none. */
  readonly firstSeed: number | null;
}

/** `file` is named as on the command line. */
export function timedOutput(file: string, report: TimedReport): TimedOutput {
  const { scenario, runs, firstSeed, elapsedMs, assumptions, ends, notJudged, latencies } = report;
  return {
    file,
    scenario,
    runs,
    firstSeed,
    exhaustive: false,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
    assumptions,
    ends,
    failures: report.failures.map(failure => ({
      name: failure.kind,
      share: failure.met,
      firstSeed: failure.firstSeed ?? null,
    })),
    properties: report.properties.map(property => ({
      name: property.name,
      kind: property.kind,
      share: property.found,
      firstSeed: property.firstSeed ?? null,
      atMs: property.atMs ?? null,
    })),
    notJudged,
    toQuiescenceMs: report.toQuiescenceMs ?? null,
    messagesDelivered: report.messagesDelivered ?? null,
    latencyMs: report.latencyMs ?? null,
    latencies,
  };
}
