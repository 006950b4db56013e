import type { TemplateResult } from 'lit';
import type { PanelModel, ViewName } from '../../src/contract/webview.ts';
import type { PanelUi } from './panel/state.ts';

/** One way of looking at a protocol. Each lives in a folder of its own and is listed in `views.ts`. */
export interface View {
  readonly name: ViewName;
  readonly label: string;
  /** The question it answers; its tooltip. */
  readonly question: string;
  render(ui: PanelUi, model: PanelModel): TemplateResult;
  /** Draws what is no markup, once what `render` gave is in the document. */
  draw(ui: PanelUi, model: PanelModel): void;
}
