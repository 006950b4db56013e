import type { BranchesView } from '../../contract/branches.ts';
import type { ShownVersions } from '../../contract/versions.ts';
import type { PanelModel } from '../../contract/webview.ts';
import { shownReport } from '../session/sessionState.ts';
import type { SessionState } from '../session/sessionState.ts';

/** What a panel knows besides its session. */
export interface PanelPlace {
  readonly uri: string;
  readonly fileName: string;
  readonly locked: boolean;
  readonly branches?: BranchesView;
  /** What changed since another version, where somebody asked. */
  readonly versions?: ShownVersions | undefined;
}

// One empty list, so that nothing seems to differ from nothing.
const NONE: readonly never[] = [];

/** What a panel shows of a session: the glimpse of a next step if there is one, else the execution itself. */
export function panelModel(state: SessionState, place: PanelPlace): PanelModel {
  const { glimpse } = state;
  return {
    ...place,
    scenarios: state.outline?.scenarios ?? NONE,
    scenario: state.scenario,
    variant: state.variant,
    properties: state.outline?.properties ?? NONE,
    choice: state.choice,
    report: shownReport(state),
    execution: glimpse?.execution ?? state.execution,
    cursor: glimpse?.cursor ?? state.cursor,
    enabled: glimpse === undefined ? state.enabled : NONE,
    happensBefore: glimpse === undefined ? state.happensBefore : undefined,
    matrix: state.matrix,
    explosion: state.explosion,
    stateGraphOf: graphKey(state),
    staleness: state.staleness,
    notice: state.notice,
  };
}

/** The same for texts that mean the same. */
function graphKey({ outline, scenario, variant }: SessionState): string | undefined {
  if (outline === undefined || scenario === undefined) return undefined;
  return JSON.stringify([outline.meaning, scenario, variant?.id]);
}

/**
 * The parts of a model that are not those of the one before; undefined when nothing differs. A part that is gone is
 * null, because messages to a page cannot carry undefined.
 */
export function patchBetween(before: PanelModel, after: PanelModel): Partial<PanelModel> | undefined {
  const changed = (Object.keys(after) as (keyof PanelModel)[]).filter(key => before[key] !== after[key]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map(key => [key, after[key] ?? null]));
}
