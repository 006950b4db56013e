import type { Span } from '../base/span.ts';
import type {
  ActionShare,
  BoundedCount,
  ExplosionReport,
  Growth,
  MessageShare,
  ReductionSaving,
  SourceStep,
  StateCount,
  VariableShare,
} from '../contract/explosion.ts';
import type { Source } from './source.ts';

/** A place in the file; both counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What `explain --json` prints: `docs/explain-report.schema.json` in types. Null is what is not known or does not apply. */
export interface ExplainOutput {
  readonly file: string;
  readonly protocol: string;
  readonly scenario: string;
  readonly finished: boolean;
  readonly cut: string | null;
  readonly elapsedMs: number;
  readonly potential: { readonly exact: string | null; readonly text: string; readonly unbounded: readonly string[] };
  readonly reachable: StateCount | null;
  readonly sources: readonly (Omit<SourceStep, 'count'> & { readonly count: StateCount | null })[] | null;
  readonly growth: readonly GrowthOutput[] | null;
  readonly depth: ExplosionReport['depth'] | null;
  readonly variables: readonly VariableOutput[] | null;
  readonly messages: readonly MessageOutput[] | null;
  readonly actions: readonly ActionOutput[] | null;
  readonly reductions: readonly (Omit<ReductionSaving, 'count'> & { readonly count: StateCount | null })[] | null;
  readonly hints: readonly ({ readonly text: string } & Place)[];
}

type GrowthOutput = Omit<Growth, 'points' | 'factor'> & {
  readonly points: readonly {
    readonly nodes: number;
    readonly count: StateCount;
    readonly orbits: StateCount | null;
  }[];
  readonly factor: number | null;
};
type VariableOutput = Omit<VariableShare, 'role' | 'largest' | 'bounded' | 'at'> &
  Place & { readonly role: string | null; readonly largest: number | null; readonly bounded: BoundedCount | null };
type MessageOutput = Omit<MessageShare, 'bounded' | 'at'> & Place & { readonly bounded: BoundedCount | null };
type ActionOutput = Omit<ActionShare, 'role' | 'at'> & {
  readonly role: string | null;
  readonly line: number | null;
  readonly column: number | null;
};

/** `file` is named as on the command line. */
export function explainOutput(file: string, report: ExplosionReport, { lines }: Source): ExplainOutput {
  const { protocol, scenario, finished, cut, potential, reachable, depth, elapsedMs } = report;
  const placeOf = (at: Span): Place => lines.placeOf(at.start);
  return {
    file,
    protocol,
    scenario,
    finished,
    cut: cut ?? null,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
    potential: { exact: potential.exact ?? null, text: potential.text, unbounded: potential.unbounded },
    reachable: reachable ?? null,
    sources: mapped(report.sources, step => ({ ...step, count: step.count ?? null })),
    growth: mapped(report.growth, growthOutput),
    depth: depth ?? null,
    variables: mapped(report.variables, ({ at, role = null, largest = null, bounded = null, ...rest }) => {
      return { ...rest, role, largest, bounded, ...placeOf(at) };
    }),
    messages: mapped(report.messages, ({ at, bounded = null, ...rest }) => ({ ...rest, bounded, ...placeOf(at) })),
    actions: mapped(report.actions, ({ at, role = null, ...rest }) => {
      return { ...rest, role, ...(at === undefined ? { line: null, column: null } : placeOf(at)) };
    }),
    reductions: mapped(report.reductions, saving => ({ ...saving, count: saving.count ?? null })),
    hints: report.hints.map(({ text, at }) => ({ text, ...placeOf(at) })),
  };
}

function mapped<Item, Output>(
  items: readonly Item[] | undefined,
  output: (item: Item) => Output,
): readonly Output[] | null {
  return items === undefined ? null : items.map(output);
}

function growthOutput({ points, factor, ...rest }: Growth): GrowthOutput {
  const output = points.map(({ orbits, ...point }) => ({ ...point, orbits: orbits ?? null }));
  return { ...rest, points: output, factor: factor ?? null };
}
