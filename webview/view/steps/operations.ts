import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { historyTexts } from '../../../src/scene/operationWords.ts';

/** What clients asked and learned as text, and an order that explains it. */
export function operationsView(execution: ExecutionView): TemplateResult {
  return html`${historyTexts(execution).map(
    ({ history, operations, order }) =>
      html`<h2>operations of ${history}</h2>
        <ul class="operations">
          ${operations.map(sentence => html`<li>${sentence}</li>`)}
        </ul>
        ${order === undefined ? nothing : html`<p class="remark">${order}</p>`}`,
  )}`;
}
