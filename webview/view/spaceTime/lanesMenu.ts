import { html, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { iconButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import type { DiagramInput } from './inputs.ts';
import { orderedLanes, shownLanes } from './state.ts';

/** Which nodes have a lane, and in which order: a list that unfolds. */
export function lanesMenu(ui: PanelUi, execution: ExecutionView, send: Send): TemplateResult {
  const { kept } = ui.diagram;
  const shown = shownLanes(execution, kept);
  const tell = (input: DiagramInput) => (): void => send({ kind: 'diagram', input });
  const words = shown.length === execution.lanes.length ? 'all' : `${shown.length} of ${execution.lanes.length}`;
  return html`<details class="lanesMenu" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
    <summary class="setting" title="Hide lanes, and put them in another order">lanes <span>${words}</span></summary>
    <div class="popup">
      <ul aria-label="Lanes">
        ${orderedLanes(execution, kept).map(lane => laneRow(execution, lane, shown, tell))}
      </ul>
      <div class="actions">
        <button
          type="button"
          title="An order in which messages cross few lifelines of other nodes"
          @click=${tell({ kind: 'orderLanes', by: 'crossings' })}
        >
          fewest crossings
        </button>
        <button type="button" title="The order of the file" @click=${tell({ kind: 'orderLanes', by: 'file' })}>
          as in the file
        </button>
        <button type="button" @click=${tell({ kind: 'showAllLanes' })}>show all</button>
      </div>
    </div>
  </details>`;
}

function laneRow(
  { lanes }: ExecutionView,
  lane: number,
  shown: readonly number[],
  tell: (input: DiagramInput) => () => void,
): TemplateResult {
  const name = lanes[lane]?.name ?? '';
  const at = shown.indexOf(lane);
  const isShown = at >= 0;
  return html`<li>
    <label>
      <input
        type="checkbox"
        .checked=${isShown}
        ?disabled=${isShown && shown.length === 1}
        @change=${tell({ kind: 'showLane', lane, shown: !isShown })}
      />
      ${name}
    </label>
    ${iconButton({
      icon: 'up',
      label: `Move ${name} before the lane before it`,
      disabled: at <= 0,
      onClick: tell({ kind: 'moveLane', lane, to: at - 1 }),
    })}
    ${iconButton({
      icon: 'down',
      label: `Move ${name} after the lane after it`,
      disabled: !isShown || at === shown.length - 1,
      onClick: tell({ kind: 'moveLane', lane, to: at + 1 }),
    })}
  </li>`;
}

function closeOnEscape(input: KeyboardEvent): void {
  const menu = input.currentTarget as HTMLDetailsElement;
  if (input.key !== 'Escape' || !menu.open) return;
  input.preventDefault();
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function closeWhenLeft(input: FocusEvent): void {
  const menu = input.currentTarget as HTMLDetailsElement;
  // What is disabled by its own click loses the focus to nobody.
  if (input.relatedTarget instanceof Node && !menu.contains(input.relatedTarget)) menu.open = false;
}
