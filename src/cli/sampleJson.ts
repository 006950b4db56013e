import type { SampleEnd, SampleReport, SampledProperty } from '../contract/sample.ts';
import type { Source } from './source.ts';

/** What `sample --json` prints: `docs/sample-report.schema.json` in types. */
export interface SampleOutput {
  readonly file: string;
  /** Random runs never show that something cannot happen. */
  readonly exhaustive: false;
  readonly scenarios: readonly SampledScenario[];
}

export interface SampledScenario {
  readonly name: string;
  readonly kind: 'random' | 'pct';
  /** For `pct`. */
  readonly depth: number | null;
  readonly runs: number;
  readonly runsAskedFor: number;
  readonly stepsMax: number;
  readonly seed: number;
  readonly limit: 'cancelled' | 'memory' | null;
  readonly steps: number;
  readonly longest: number;
  readonly elapsedMs: number;
  readonly ends: Readonly<Record<SampleEnd, number>>;
  readonly distinctStates: number;
  readonly distinctStatesAreAtLeast: boolean;
  readonly lately: { readonly runs: number; readonly newStates: number };
  readonly properties: readonly {
    readonly name: string;
    readonly kind: string;
    readonly verdict: SampledProperty['verdict'];
    readonly sentence: string;
    readonly found: { readonly runs: number; readonly seed: number; readonly steps: number } | null;
  }[];
  readonly refuted: readonly { readonly text: string; readonly reason: string }[];
  readonly asExpected: boolean;
  readonly unseen: readonly {
    readonly kind: string;
    readonly text: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly guarantee: {
    readonly depth: number;
    readonly chains: number;
    readonly events: number;
    readonly perRun: number;
    readonly overall: number;
  } | null;
}

/** `file` is named as on the command line. */
export function sampleOutput(file: string, reports: readonly SampleReport[], source: Source): SampleOutput {
  return { file, exhaustive: false, scenarios: reports.map(report => scenarioOutput(report, source)) };
}

function scenarioOutput(report: SampleReport, source: Source): SampledScenario {
  const { request, states, guarantee } = report;
  return {
    name: report.scenario,
    kind: request.kind,
    depth: request.kind === 'pct' ? request.depth : null,
    runs: report.runs,
    runsAskedFor: request.runs,
    stepsMax: request.stepsMax,
    seed: request.seed,
    limit: report.limit ?? null,
    steps: report.steps,
    longest: report.longest,
    elapsedMs: Math.round(report.elapsedMs * 1000) / 1000,
    ends: report.ends,
    distinctStates: states.distinct,
    distinctStatesAreAtLeast: states.atLeast,
    lately: states.lately,
    properties: report.properties.map(({ name, kind, verdict, sentence, found }) => {
      const shortest = found === undefined ? null : { runs: found.runs, seed: found.seed, steps: found.steps };
      return { name, kind, verdict, sentence, found: shortest };
    }),
    refuted: report.refuted.map(({ text, reason }) => ({ text, reason })),
    asExpected: report.asExpected,
    unseen: report.unseen.map(({ kind, text, at }) => ({ kind, text, ...source.lines.placeOf(at.start) })),
    guarantee: guarantee === undefined ? null : withoutSentence(guarantee),
  };
}

function withoutSentence({ depth, chains, events, perRun, overall }: NonNullable<SampledScenario['guarantee']>) {
  return { depth, chains, events, perRun, overall };
}
