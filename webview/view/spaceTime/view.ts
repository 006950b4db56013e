import { html, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { subjectsAt } from '../../draw/picture.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { panelKey } from '../selection.ts';
import { activeId, eventTexts } from '../stage/eventTexts.ts';
import { pictureInputs } from '../stage/pointer.ts';
import { followStep, stageView } from '../stage/view.ts';
import type { View } from '../viewType.ts';
import { SpaceTimeDrawing } from './draw.ts';

/** Lifelines down the page, messages between them: what happened, and what could have influenced what. */
export function spaceTimeView(send: Send): View {
  const drawing = new SpaceTimeDrawing();
  let shown: { readonly ui: PanelUi; readonly execution: ExecutionView } | undefined;
  let shownCursor: number | undefined;
  const frameOf = (): HTMLElement | null => document.querySelector<HTMLElement>('#spaceTime');
  const scrolled = (): void => {
    const frame = frameOf();
    if (shown !== undefined && frame !== null) drawing.scrolled(shown.ui, shown.execution, frame);
  };
  return {
    name: 'spaceTime',
    label: 'Space-time',
    question: 'What happened, in which order, and what could have influenced what?',
    render(ui, model) {
      const { execution } = model;
      if (execution === undefined) return html``;
      const inputs = pictureInputs(execution, subjectsAt, send);
      const picture = html`<div
        id="spaceTime"
        class="picture spaceTime"
        tabindex="0"
        role="application"
        aria-roledescription="space-time diagram"
        aria-label=${`${execution.headline} Arrow keys move along steps and nodes, Enter holds an event, question mark lists all keys.`}
        aria-activedescendant=${activeId(ui)}
        @scroll=${scrolled}
        @click=${inputs.click}
        @dblclick=${inputs.doubleClick}
        @pointerover=${inputs.over}
        @pointerleave=${inputs.leave}
        @blur=${inputs.blur}
        @contextmenu=${inputs.menu}
      >
        <div class="laneHeads">${drawing.heads.svg}</div>
        <div class="rows">${drawing.rows.svg}</div>
        <div class="visuallyHidden">${eventTexts(execution, ui)}</div>
      </div>`;
      return stageView(ui, model, { picture, controls: timestampsControl(ui, send) }, send);
    },
    draw(ui, { execution, cursor }) {
      const frame = frameOf();
      if (execution === undefined || frame === null) return;
      shown = { ui, execution };
      drawing.draw(ui, execution, frame);
      if (cursor !== shownCursor) followStep();
      shownCursor = cursor;
    },
  };
}

function timestampsControl(ui: PanelUi, send: Send): TemplateResult {
  const words = { none: 'off', lamport: 'Lamport', vector: 'vector', clock: 'local clocks' }[ui.timestamps];
  const turned = panelKey(ui, { key: 't', shiftKey: false });
  return html`<button
    type="button"
    class="timestamps"
    title="Timestamps: none, Lamport, vector, local clocks where nodes have any (t)"
    @click=${() => turned !== undefined && send(turned)}
  >
    timestamps <span>${words}</span>
  </button>`;
}
