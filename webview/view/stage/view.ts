import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import { linkButton } from '../../kit/controls.ts';
import { captionLine } from '../captions/view.ts';
import { branchesView } from '../branches/view.ts';
import { inspectorView } from '../inspector/view.ts';
import type { Send } from '../panel/inputs.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';
import { stepListView } from '../steps/view.ts';

export interface StageParts {
  readonly picture: TemplateResult;
  /** What can be done with the picture, above it. */
  readonly bar?: TemplateResult;
  /** In place of the state at the cursor. */
  readonly aside?: TemplateResult | undefined;
}

/** A picture of the execution with what belongs beside it: its headline, its steps as text and the state at the cursor. */
export function stageView(ui: PanelUi, model: PanelModel, parts: StageParts, send: Send): TemplateResult {
  const { execution } = model;
  const { picture, bar, aside } = parts;
  if (execution === undefined) return html``;
  const size = sizeOf(ui);
  const { pinned } = ui.inspector.kept;
  const captions = ui.diagram.kept.captions === true;
  return html`<div class="headline">${headlineView(execution, model, send)}</div>
    ${notesView(execution, size === 'narrow' ? 0 : NOTES_SHOWN)} ${drawnFromView(execution)} ${bar}
    ${captions ? captionLine(execution, model.cursor, send) : nothing}
    <div class="stage ${size}">
      ${
        size === 'wide'
          ? html`<div class="leftColumn">
              ${stepListView(execution, model.cursor, { shown: true, pinned, captions }, send)}
              ${branchesView(ui, send)}
            </div>`
          : stepListView(execution, model.cursor, { shown: false, pinned, captions }, send)
      }
      ${picture} ${aside ?? inspectorView(ui, execution, model.cursor, send)}
    </div>`;
}

/** Keeps the listed step of the cursor in sight. */
export function followStep(): void {
  document.querySelector('.steps [aria-current]')?.scrollIntoView({ block: 'nearest' });
}

/** As many sentences on a headline as are read at a glance; the others are a click away. */
const NOTES_SHOWN = 3;

/** More sentences on the headline: if they are more than there is room for, the first ones. */
function notesView({ notes = [] }: ExecutionView, room: number): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  const shown = notes.length > room ? Math.max(0, room - 1) : room;
  const list = (sentences: readonly string[]): TemplateResult =>
    html`<ul>
      ${sentences.map(sentence => html`<li>${sentence}</li>`)}
    </ul>`;
  const others = notes.slice(shown);
  return html`<div class="notes">
    ${shown === 0 ? nothing : list(notes.slice(0, shown))}
    ${
      others.length === 0
        ? nothing
        : html`<details>
            <summary>${formatUnits(others.length, 'more sentence')}</summary>
            ${list(others)}
          </details>`
    }
  </div>`;
}

/** What a timed run is drawn from: nobody should take accelerated failures for those of the field. */
function drawnFromView({ timed }: ExecutionView): TemplateResult | typeof nothing {
  if (timed === undefined) return nothing;
  return html`<details class="drawnFrom">
    <summary>what it is drawn from</summary>
    <ul>
      ${timed.assumptions.map(sentence => html`<li>${sentence}</li>`)}
    </ul>
  </details>`;
}

function headlineView(execution: ExecutionView, { choice, saved }: PanelModel, send: Send): TemplateResult {
  const isBad = execution.verdict?.kind === 'violated' && saved === undefined;
  return html`<p>
    ${execution.headline}
    ${
      isBad
        ? linkButton('compare with a good run', 'Show it beside the nearest run that does not break it', () =>
            send({ kind: 'compare', input: { kind: 'besideGood' } }),
          )
        : nothing
    }
    ${
      choice.kind === 'default'
        ? nothing
        : linkButton('back to default', 'The shortest counterexample if there is one, else a representative run', () =>
            send({ kind: 'choose', choice: { kind: 'default' } }),
          )
    }
  </p>`;
}
