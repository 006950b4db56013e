import type { CheckReport, Limit, ReductionReport, VerdictKind } from '../contract/report.ts';
import type { PlacedHint } from './hints.ts';

/** What `check --json` prints: `docs/check-report.schema.json` in types. */
export interface CheckOutput {
  readonly file: string;
  readonly scenarios: readonly ScenarioOutput[];
  /** What no scenario of the file uses; none unless every scenario was explored completely. */
  readonly hints: readonly PlacedHint[];
}

export interface ScenarioOutput {
  readonly name: string;
  readonly distinctStates: number;
  readonly generatedStates: number;
  readonly depth: number;
  /** Whether every reachable state was explored. */
  readonly complete: boolean;
  readonly limit: Limit | null;
  readonly elapsedMs: number;
  readonly bytesPerState: number;
  /** Those that were asked for. */
  readonly reductions: readonly ReductionReport[];
  /** How likely it is that a state was left out; null where states are kept, and not fingerprints of them. */
  readonly omissionProbability: number | null;
  readonly properties: readonly {
    readonly name: string;
    readonly kind: string;
    readonly verdict: VerdictKind;
    readonly steps: number | null;
    /** How the steps of a counterexample without end divide. */
    readonly lasso: { readonly stem: number; readonly loop: number } | null;
    readonly sentence: string;
    readonly notes: readonly string[];
  }[];
  readonly expectations: readonly { readonly text: string; readonly met: boolean }[];
}

/** `file` is named as on the command line. */
export function checkOutput(file: string, reports: readonly CheckReport[], hints: readonly PlacedHint[]): CheckOutput {
  return { file, scenarios: reports.map(scenarioOutput), hints };
}

function scenarioOutput({ scenario, counts, properties, expectations }: CheckReport): ScenarioOutput {
  return {
    name: scenario,
    distinctStates: counts.distinctStates,
    generatedStates: counts.generatedStates,
    depth: counts.depth,
    complete: counts.complete,
    limit: counts.limit ?? null,
    elapsedMs: Math.round(counts.elapsedMs * 1000) / 1000,
    bytesPerState: Math.round(counts.bytesPerState * 100) / 100,
    reductions: counts.reductions,
    omissionProbability: counts.omissionProbability ?? null,
    properties: properties.map(({ name, kind, verdict, steps = null, lasso = null, sentence, notes = [] }) => {
      return { name, kind, verdict, steps, lasso, sentence, notes };
    }),
    expectations: expectations.map(({ text, met }) => ({ text, met })),
  };
}
