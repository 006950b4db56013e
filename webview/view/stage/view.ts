import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { linkButton } from '../../kit/controls.ts';
import { inspectorView } from '../inspector/view.ts';
import type { Send } from '../panel/inputs.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';
import { stepListView } from '../steps/view.ts';

/** A picture of the execution with what belongs beside it: its headline, its steps as text and the state at the cursor. */
export function stageView(ui: PanelUi, model: PanelModel, picture: TemplateResult, send: Send): TemplateResult {
  const { execution } = model;
  if (execution === undefined) return html``;
  const size = sizeOf(ui);
  return html`${headlineView(execution, model, send)}
    <div class="stage ${size}">
      ${stepListView(execution, model.cursor, size === 'wide', send)} ${picture}
      ${inspectorView(execution, model.cursor, send)}
    </div>`;
}

function headlineView(execution: ExecutionView, { choice }: PanelModel, send: Send): TemplateResult {
  const violated = execution.verdict?.kind === 'violated';
  return html`<p class="headline ${violated ? 'violated' : ''}">
    ${execution.headline}
    ${
      choice.kind === 'default'
        ? nothing
        : linkButton('back to default', 'The shortest counterexample if there is one, else a representative run', () =>
            send({ kind: 'choose', choice: { kind: 'default' } }),
          )
    }
  </p>`;
}
