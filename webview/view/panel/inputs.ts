import type { Span } from '../../../src/base/span.ts';
import type { LayoutRequest } from '../../../src/contract/graph.ts';
import type {
  ExecutionChoice,
  HostMessage,
  PanelState,
  ViewName,
  WebviewMessage,
} from '../../../src/contract/webview.ts';
import type { BranchesInput } from '../branches/reduce.ts';
import type { CompareInput } from '../compare/reduce.ts';
import type { InspectorInput } from '../inspector/reduce.ts';
import type { GraphInput } from '../stateGraph/reduce.ts';
import type { DiagramInput } from '../spaceTime/inputs.ts';
import type { MatrixPlace } from '../failures/state.ts';
import type { OpenMenu } from '../menu/place.ts';

/** Everything that can happen to the panel. */
export type PanelInput =
  | { readonly kind: 'host'; readonly message: HostMessage }
  | { readonly kind: 'showView'; readonly view: ViewName }
  | { readonly kind: 'stateGraph'; readonly input: GraphInput }
  | { readonly kind: 'compare'; readonly input: CompareInput }
  | { readonly kind: 'selectScenario'; readonly scenario: string }
  /** Shows an execution of a cell of the matrix; without a variant, the scenario itself again. */
  | { readonly kind: 'showVariant'; readonly variant: string | undefined; readonly property: string | undefined }
  /** The keyboard moved to a cell of the matrix. */
  | { readonly kind: 'matrixPlace'; readonly place: MatrixPlace }
  | { readonly kind: 'choose'; readonly choice: ExecutionChoice }
  | { readonly kind: 'moveCursor'; readonly step: number }
  | { readonly kind: 'takeStep'; readonly position: number }
  /** A failure may happen once more than the scenario allows: `network.loss`. */
  | { readonly kind: 'allowFailure'; readonly failure: string }
  /** A menu is opened on something, or closed. */
  | { readonly kind: 'menu'; readonly menu: OpenMenu | undefined }
  | { readonly kind: 'reveal'; readonly at: Span | undefined }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'hover'; readonly event: number | undefined }
  /** Clicked or entered; the same event again, or undefined, lets go. */
  | { readonly kind: 'stick'; readonly event: number | undefined }
  /** The keyboard moved to an event. */
  | { readonly kind: 'focus'; readonly event: number | undefined }
  | { readonly kind: 'blur' }
  | { readonly kind: 'timestamps'; readonly timestamps: PanelState['timestamps'] }
  /** What is written of a failure, by its anchor. */
  | { readonly kind: 'readAbout'; readonly anchor: string }
  | { readonly kind: 'branches'; readonly input: BranchesInput }
  /** What only the space-time diagram knows of. */
  | { readonly kind: 'diagram'; readonly input: DiagramInput }
  /** What only the state inspector knows of. */
  | { readonly kind: 'inspector'; readonly input: InspectorInput }
  | { readonly kind: 'help'; readonly shown: boolean }
  | { readonly kind: 'resized'; readonly width: number }
  | { readonly kind: 'seedTyped'; readonly seed: number }
  | { readonly kind: 'layoutWanted'; readonly request: LayoutRequest }
  | { readonly kind: 'layoutLate'; readonly requestId: number };

export type Send = (input: PanelInput) => void;

/** What an input leads to: the panel as it is from now on, and what the host is told. */
export interface Reaction<Ui> {
  readonly ui: Ui;
  readonly posts: readonly WebviewMessage[];
}
