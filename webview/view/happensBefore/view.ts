import { html, nothing } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { subjectsAt } from '../../draw/picture.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { activeId, eventTexts } from '../stage/eventTexts.ts';
import { pictureInputs } from '../stage/pointer.ts';
import { stageView } from '../stage/view.ts';
import type { View } from '../viewType.ts';
import { HappensBeforeDrawing } from './draw.ts';
import { causalityWords } from './words.ts';

/** Events as a graph of causes and effects, without the order that one execution happened to have. */
export function happensBeforeView(send: Send): View {
  const drawing = new HappensBeforeDrawing();
  const frameOf = (): HTMLElement | null => document.querySelector<HTMLElement>('#happensBefore');
  let redraw = (): void => undefined;
  return {
    name: 'happensBefore',
    label: 'Happens-before',
    question: 'What had to happen before what, and what could have happened in another order?',
    render(ui, model) {
      const { execution, happensBefore } = model;
      if (execution === undefined) return html``;
      const inputs = pictureInputs(execution, subjectsAt, send);
      const words = happensBefore === undefined ? [] : causalityWords(execution, happensBefore);
      const waiting = ui.graph.layout === undefined && !ui.graph.late;
      const picture = html`<div class="graphWithWords">
        <p class="causality">${words.join(' ')}</p>
        <div
          id="happensBefore"
          class="picture happensBefore"
          tabindex="0"
          role="application"
          aria-roledescription="happens-before graph"
          aria-label=${labelOf(execution)}
          aria-activedescendant=${activeId(ui)}
          aria-busy=${String(waiting)}
          @scroll=${() => redraw()}
          @click=${inputs.click}
          @dblclick=${inputs.doubleClick}
          @pointerover=${inputs.over}
          @pointerleave=${inputs.leave}
          @blur=${inputs.blur}
          @contextmenu=${inputs.menu}
        >
          ${waiting ? nothing : drawing.graph.svg}
          <div class="visuallyHidden">${eventTexts(execution, ui)}</div>
        </div>
      </div>`;
      return stageView(ui, model, { picture }, send);
    },
    draw(ui: PanelUi, { execution, happensBefore }) {
      const frame = frameOf();
      if (execution === undefined || happensBefore === undefined || frame === null) return;
      if (!ui.graph.requested) {
        send({ kind: 'layoutWanted', request: drawing.request(execution, happensBefore, frame) });
        return;
      }
      redraw = () => drawing.draw(ui, execution, happensBefore, frame);
      redraw();
    },
  };
}

function labelOf({ events }: ExecutionView): string {
  return `Causes and effects of ${events.length} events. Arrow keys move along steps and nodes, Enter holds an event.`;
}
