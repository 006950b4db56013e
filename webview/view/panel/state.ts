import type { GraphLayout } from '../../../src/contract/graph.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel, PanelState, ViewName } from '../../../src/contract/webview.ts';
import { PANEL_STATE_VERSION } from '../../../src/contract/version.ts';
import { type GraphUi, INITIAL_GRAPH, keptGraph } from '../stateGraph/state.ts';
import { INITIAL_COMPARE, type CompareUi } from '../compare/state.ts';
import { INITIAL_INSPECTOR, type InspectorUi } from '../inspector/inspectorUi.ts';
import { INITIAL_DIAGRAM, type DiagramUi } from '../spaceTime/state.ts';
import type { MatrixPlace } from '../failures/state.ts';
import type { OpenMenu } from '../menu/place.ts';

/** Everything on the panel: what the host said, and what the person looking at it did. Plain data. */
export interface PanelUi {
  /** Undefined until the host has spoken. */
  readonly model: PanelModel | undefined;
  /** Of the last message applied, to notice a gap. */
  readonly seq: number | undefined;
  readonly view: ViewName;
  readonly timestamps: PanelState['timestamps'];
  readonly selection: Selection;
  readonly diagram: DiagramUi;
  readonly inspector: InspectorUi;
  /** Of the panel, in pixels. */
  readonly width: number;
  readonly helpShown: boolean;
  /** What the seed field says. */
  readonly seed: number;
  /** Cursor positions sent to the host that it has not confirmed yet, oldest first. */
  readonly cursorsSent: readonly number[];
  /** Where the text editor's cursor stands. */
  readonly sourceOffset: number | undefined;
  readonly graph: GraphPlacement;
  readonly stateGraph: GraphUi;
  readonly compare: CompareUi;
  /** Where the keyboard stands in the resilience matrix. */
  readonly matrixPlace: MatrixPlace | undefined;
  readonly menu: OpenMenu | undefined;
  readonly branches: BranchesUi;
  /** What a screen reader is told next. */
  readonly spoken: string;
}

/** The tree of branches. */
export interface BranchesUi {
  /** Whether it is open; undefined where nobody has said. */
  readonly shown: boolean | undefined;
  /** The branch that the keyboard stands at. */
  readonly focused: number | undefined;
}

/** Indices of events of the execution. */
export interface Selection {
  readonly hovered: number | undefined;
  /** Clicked or entered: stays until Escape. */
  readonly stuck: number | undefined;
  /** Where the keyboard stands; an event of the step of the cursor. */
  readonly focused: number | undefined;
  /** Whether the keyboard moved last: only then does the focused event light its cones. */
  readonly byKeyboard: boolean;
}

/** `narrow` folds the inspector under the diagram, `wide` has room for the list of steps. */
export type PanelSize = 'narrow' | 'medium' | 'wide';

/** The layout of the happens-before graph, asked of the host. */
export interface GraphPlacement {
  /** Grows with each request, so that an answer to an older one is ignored. */
  readonly requestId: number;
  readonly requested: boolean;
  readonly layout: GraphLayout | undefined;
  /** The host took too long: the panel lays the graph out itself. */
  readonly late: boolean;
}

export const NOTHING_SELECTED: Selection = {
  hovered: undefined,
  stuck: undefined,
  focused: undefined,
  byKeyboard: false,
};

export const INITIAL_UI: PanelUi = {
  model: undefined,
  seq: undefined,
  view: 'spaceTime',
  timestamps: 'none',
  selection: NOTHING_SELECTED,
  diagram: INITIAL_DIAGRAM,
  inspector: INITIAL_INSPECTOR,
  width: 800,
  helpShown: false,
  seed: 1,
  cursorsSent: [],
  sourceOffset: undefined,
  graph: { requestId: 0, requested: false, layout: undefined, late: false },
  stateGraph: INITIAL_GRAPH,
  compare: INITIAL_COMPARE,
  matrixPlace: undefined,
  menu: undefined,
  branches: { shown: undefined, focused: undefined },
  spoken: '',
};

export function sizeOf({ width }: PanelUi): PanelSize {
  if (width < 560) return 'narrow';
  return width < 1600 ? 'medium' : 'wide';
}

/** The event whose cones are lit, if any. What was clicked wins over what the pointer passes. */
export function litEvent({ stuck, hovered, focused, byKeyboard }: Selection): number | undefined {
  return stuck ?? hovered ?? (byKeyboard ? focused : undefined);
}

/** Number of the last step of an execution; step 0 is its start. */
export function lastStep(execution: ExecutionView): number {
  return Math.max(0, execution.steps.length - 1);
}

/** What VS Code keeps for the panel; undefined while there is nothing to keep. */
export function keptState(ui: PanelUi): PanelState | undefined {
  if (ui.model === undefined) return undefined;
  return {
    version: PANEL_STATE_VERSION,
    uri: ui.model.uri,
    locked: ui.model.locked,
    scenario: ui.model.scenario,
    variant: ui.model.variant?.id,
    choice: ui.model.choice,
    cursor: ui.model.cursor,
    selectedEvent: ui.selection.stuck,
    view: ui.view,
    timestamps: ui.timestamps,
    diagram: ui.diagram.kept,
    graph: keptGraph(ui.stateGraph),
    ...(ui.branches.shown === undefined ? {} : { branchesShown: ui.branches.shown }),
    inspector: ui.inspector.kept,
  };
}
