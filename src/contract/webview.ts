import type { Span } from '../base/span.ts';
import type { BranchDeed, BranchesView } from './branches.ts';
import type { ExecutionChoice } from './choice.ts';
import type { ComparedChoice, ComparedExecutions } from './comparison.ts';
import type { EnabledStep, ExecutionView } from './execution.ts';
import type { ExplosionReport } from './explosion.ts';
import type { GraphLayout, HappensBeforeView, LayoutRequest } from './graph.ts';
import type { Matrix, VariantId } from './matrix.ts';
import type { CheckReport } from './report.ts';
import type { GraphQuestion, GraphScope, GraphState, StateGraphPart } from './stateGraph.ts';
import type { ShownVersions } from './versions.ts';

export type { ExecutionChoice };

export const VIEW_NAMES = [
  'spaceTime',
  'happensBefore',
  'counts',
  'explosion',
  'stateGraph',
  'failures',
  'compare',
] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** What VS Code keeps for a panel across reloads. */
export interface PanelState {
  readonly version: number;
  readonly uri: string;
  readonly locked: boolean;
  readonly scenario: string | undefined;
  /** What goes wrong instead of what the scenario declares. */
  readonly variant: VariantId | undefined;
  readonly choice: ExecutionChoice;
  readonly cursor: number;
  readonly selectedEvent: number | undefined;
  readonly view: ViewName;
  /** `clock` is what the clocks of the nodes show, where they have any. */
  readonly timestamps: 'none' | 'lamport' | 'vector' | 'clock';
  /** How the space-time diagram is laid out; as at first where nothing is kept. */
  readonly diagram?: DiagramState;
  /** How state graphs are looked at; as at first where nothing is kept. */
  readonly graph?: GraphState;
  /** Whether the tree of branches is open; where nobody has said, as there is room. */
  readonly branchesShown?: boolean;
  /** What is followed in the inspector; nothing where nothing is kept. */
  readonly inspector?: InspectorState;
}

/** What a reader did to the state inspector. */
export interface InspectorState {
  readonly pinned: readonly PinnedValue[];
  /** Whether only what the step changed is shown. */
  readonly changedOnly: boolean;
}

/** A value that is followed through time, by name, so that it is found again in another execution. */
export interface PinnedValue {
  /** The name of the node; empty for ghosts, budgets, time and the like. */
  readonly node: string;
  readonly variable: string;
  /** A part of the variable: fields, keys and indices, outermost first; empty for all of it. */
  readonly path: readonly string[];
}

/** What a reader did to a space-time diagram. */
export interface DiagramState {
  /** Where time goes. */
  readonly direction: 'down' | 'right';
  /** Whether runs of local events are drawn as one. */
  readonly collapsed: boolean;
  /** The first events of runs that are drawn whole all the same. */
  readonly expanded: readonly number[];
  /** Names of nodes without a lane. */
  readonly hidden: readonly string[];
  /** Names of nodes in the order of their lanes; empty as in the file. */
  readonly order: readonly string[];
  /** Whether what is seen is named; absent means that it is not. */
  readonly captions?: boolean;
}

/** Everything a panel shows. The host sends it whole when a panel appears, and in parts afterwards. */
export interface PanelModel {
  /** Of the document, so that the panel's state names it across reloads. */
  readonly uri: string;
  readonly fileName: string;
  readonly locked: boolean;
  readonly scenarios: readonly string[];
  readonly scenario: string | undefined;
  /** What goes wrong in the report and the execution instead of what the scenario declares: `with one lost message`. */
  readonly variant: { readonly id: VariantId; readonly phrase: string } | undefined;
  readonly properties: readonly { readonly name: string; readonly kind: string }[];
  readonly choice: ExecutionChoice;
  readonly report: CheckReport | undefined;
  readonly execution: ExecutionView | undefined;
  /** Step index the cursor stands after: 0 is the start. */
  readonly cursor: number;
  readonly enabled: readonly EnabledStep[];
  readonly happensBefore: HappensBeforeView | undefined;
  /** As far as it is computed, which begins when somebody looks at it. */
  readonly matrix: Matrix | undefined;
  /** Why there are so many states, as far as it is worked out, which begins when somebody looks at it. */
  readonly explosion: ShownExplosion | undefined;
  /** Equal for the same state graph: another one is asked for when it is not. Undefined while there is none. */
  readonly stateGraphOf: string | undefined;
  /** What was explored; absent for a saved trace. */
  readonly branches?: BranchesView;
  /** Why the picture may not be that of the text: it is being computed, or the text does not parse. */
  readonly staleness: Staleness;
  /** One sentence about something that went wrong outside the text, such as a restarted engine. */
  readonly notice: string | undefined;
  /** What changed since another version of the file, once somebody asked. */
  readonly versions?: ShownVersions | undefined;
  /** Of a saved trace, which can be looked at and not changed: a sentence about its protocol, or why it cannot be shown. */
  readonly saved?: string | undefined;
}

/** How the picture of a view is taken elsewhere. */
export type PictureFormat = 'svg' | 'png';

/** What is known of why there are so many states, and whether it is still true. */
export interface ShownExplosion {
  /** Undefined while nothing is known, or where nothing can be. */
  readonly report: ExplosionReport | undefined;
  /** It is of an older text, and shown until there is something newer. */
  readonly outdated: boolean;
  /** Why it cannot be worked out, as a sentence. */
  readonly refusal: string | undefined;
}

export type Staleness =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'computing' }
  | { readonly kind: 'broken'; readonly message: string; readonly at: Span; readonly problemCount: number };

/** Host → webview. `seq` grows by one with each message of a panel, so that a gap is noticed and `ready` is sent again. */
export type HostMessage =
  | {
      readonly kind: 'model';
      readonly seq: number;
      readonly model: PanelModel;
      readonly restored: PanelState | undefined;
    }
  | { readonly kind: 'patch'; readonly seq: number; readonly patch: Partial<PanelModel> }
  /** The cursor of the text editor stands in this span's handler: its events are marked. */
  | { readonly kind: 'sourceSelection'; readonly seq: number; readonly offset: number | undefined }
  | {
      readonly kind: 'command';
      readonly seq: number;
      readonly command:
        | 'focusDiagram'
        | 'showHelp'
        | 'showFailures'
        | 'showExplosion'
        | 'showStateGraph'
        | 'showBranches'
        | 'showComparison'
        | 'showCaptions'
        | 'showVersions';
    }
  | { readonly kind: 'layout'; readonly seq: number; readonly requestId: number; readonly layout: GraphLayout }
  /** A part of what was asked about a state graph. */
  | { readonly kind: 'stateGraph'; readonly seq: number; readonly requestId: number; readonly part: StateGraphPart }
  /** The two executions that were asked for, or why they cannot be compared. */
  | {
      readonly kind: 'compared';
      readonly seq: number;
      readonly requestId: number;
      readonly answer: ComparedExecutions | { readonly refusal: string };
    }
  /** The picture of the view that is shown is wanted, as a file. */
  | {
      readonly kind: 'pictureWanted';
      readonly seq: number;
      readonly requestId: number;
      readonly format: PictureFormat;
    };

/** Webview → host. */
export type WebviewMessage =
  | { readonly kind: 'ready'; readonly version: number }
  | { readonly kind: 'selectScenario'; readonly scenario: string }
  /** Shows an execution of a variant of the scenario; without one, of the scenario itself. */
  | { readonly kind: 'showVariant'; readonly variant: VariantId | undefined; readonly choice: ExecutionChoice }
  | { readonly kind: 'choose'; readonly choice: ExecutionChoice }
  | { readonly kind: 'moveCursor'; readonly step: number }
  | { readonly kind: 'takeStep'; readonly position: number }
  /** The steps in another order, by their numbers now, and the step that the cursor stands after then. */
  | { readonly kind: 'reorder'; readonly order: readonly number[]; readonly cursor: number }
  | { readonly kind: 'reveal'; readonly at: Span }
  | { readonly kind: 'layout'; readonly requestId: number; readonly request: LayoutRequest }
  /** Asks for a state graph; the one asked for before is given up. */
  | { readonly kind: 'stateGraph'; readonly requestId: number; readonly scope: GraphScope }
  | {
      readonly kind: 'askStateGraph';
      readonly requestId: number;
      readonly scope: GraphScope;
      readonly question: GraphQuestion;
    }
  /** Shows the execution that leads to a vertex of a graph. */
  | { readonly kind: 'showVertex'; readonly scope: GraphScope; readonly vertex: number }
  /** Asks for two executions to look at side by side; those asked for before are given up. */
  | {
      readonly kind: 'compare';
      readonly requestId: number;
      readonly left: ComparedChoice;
      readonly right: ComparedChoice;
    }
  | { readonly kind: 'state'; readonly state: PanelState }
  /** The contents of a file: text for SVG, base 64 for PNG. Without them there is no picture, and `failure` says why. */
  | {
      readonly kind: 'picture';
      readonly requestId: number;
      readonly content: string | undefined;
      readonly failure: string | undefined;
    }
  /** A text for the clipboard. */
  | { readonly kind: 'copy'; readonly text: string }
  /** Lets a failure (`network.loss`) happen once more in the scenario that is shown. */
  | { readonly kind: 'allowFailure'; readonly failure: string }
  /** Does something with a branch, by its id. */
  | { readonly kind: 'branch'; readonly deed: BranchDeed; readonly branch: number }
  /** Opens what is written of a failure, by its anchor. */
  | { readonly kind: 'readAbout'; readonly anchor: string }
  /** A command of the palette, by its id without the prefix `lightcone.`; the host refuses ids it does not know. */
  | { readonly kind: 'command'; readonly command: string };
