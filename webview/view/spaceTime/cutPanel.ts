import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { isConsistent, type Cut } from '../../../src/scene/cuts.ts';
import { iconButton, linkButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import { inFlightOnCut, momentOnCut } from '../inspector/state.ts';
import { copiesView, lanesOf, roomOf, statesView } from '../inspector/view.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { cutSentences } from './cutWords.ts';
import type { DiagramInput } from './inputs.ts';

/** Every node's state on a cut, and whether all of them may have been so at once. */
export function cutPanel(ui: PanelUi, execution: ExecutionView, cut: Cut, send: Send): TemplateResult {
  const carries = ui.diagram.cutCarries;
  const consistent = isConsistent(execution, cut);
  const tell = (input: DiagramInput) => (): void => send({ kind: 'diagram', input });
  const state = {
    title: 'on the cut',
    nodes: momentOnCut(execution, cut, lanesOf(execution, ui)),
    inFlight: inFlightOnCut(execution, cut),
  };
  return html`<aside class="inspector onCut" aria-label="State on the cut">
    <div class="inspectorTitle">
      <h2>on the cut</h2>
      ${copiesView(execution, state, send)}
      ${iconButton({ icon: 'close', label: 'Take the cut away (c)', onClick: tell({ kind: 'cut', shown: false }) })}
    </div>
    <div class=${`cutVerdict ${consistent ? 'consistent' : 'inconsistent'}`}>
      ${icon(consistent ? 'holds' : 'violated')}
      <div>
        ${consistent ? nothing : html`<strong>Inconsistent: this was never «now».</strong>`}
        ${cutSentences(execution, cut).map(sentence => html`<p>${sentence}</p>`)}
        ${consistent ? nothing : linkButton('nearest consistent cut', 'Moves the cut as little as possible (Enter)', tell({ kind: 'snapCut' }))}
      </div>
    </div>
    <label class="carries">
      <input type="checkbox" .checked=${carries} @change=${tell({ kind: 'cutCarries', carries: !carries })} />
      keep it consistent while it is moved
    </label>
    ${statesView({ execution, state, inspector: ui.inspector, room: roomOf(ui), send, marksChanges: false })}
  </aside>`;
}
