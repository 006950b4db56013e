import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { DiagramState } from '../../../src/contract/webview.ts';
import type { Arrangement } from '../../../src/scene/arrangement.ts';
import type { Cut } from '../../../src/scene/cuts.ts';
import { localRuns, type LocalRun } from '../../../src/scene/localRuns.ts';

/** What a person did to the space-time diagram; what of it is kept, and what is over when the panel closes. */
export interface DiagramUi {
  readonly kept: DiagramState;
  /** What is searched for; empty for nothing. */
  readonly query: string;
  readonly cut: Cut | undefined;
  /** Why something was not done; empty for nothing. */
  readonly remark: string;
  /** Whether one step after the other is shown. */
  readonly playing: boolean;
  /** Whether a cut that is moved stays consistent. */
  readonly cutCarries: boolean;
}

export const INITIAL_DIAGRAM: DiagramUi = {
  kept: { direction: 'down', collapsed: true, expanded: [], hidden: [], order: [] },
  query: '',
  cut: undefined,
  remark: '',
  playing: false,
  cutCarries: true,
};

/** The indices of all lanes in the order that was chosen; nodes that were not there then come last. */
export function orderedLanes({ lanes }: ExecutionView, { order }: DiagramState): readonly number[] {
  const place = (lane: number): number => {
    const found = order.indexOf(lanes[lane]?.name ?? '');
    return found < 0 ? order.length + lane : found;
  };
  return lanes.map((_, lane) => lane).sort((a, b) => place(a) - place(b));
}

/** The lanes that are drawn, in their order; all of them where none would be left. */
export function shownLanes(execution: ExecutionView, kept: DiagramState): readonly number[] {
  const all = orderedLanes(execution, kept);
  const shown = all.filter(lane => !kept.hidden.includes(execution.lanes[lane]?.name ?? ''));
  return shown.length === 0 ? all : shown;
}

const runsOf = new WeakMap<ExecutionView, readonly LocalRun[]>();

/** All runs of local events of an execution, whether they are drawn as one or not. */
export function runsIn(execution: ExecutionView): readonly LocalRun[] {
  const known = runsOf.get(execution) ?? localRuns(execution);
  runsOf.set(execution, known);
  return known;
}

export function arrangementOf(execution: ExecutionView, kept: DiagramState): Arrangement {
  const expanded = new Set(kept.expanded);
  const runs = kept.collapsed ? runsIn(execution).filter(([first]) => !expanded.has(first ?? -1)) : [];
  return { lanes: shownLanes(execution, kept), runs };
}
