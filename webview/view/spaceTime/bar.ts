import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import { iconButton, linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { panelKey } from '../selection.ts';
import type { DiagramInput } from './inputs.ts';
import { lanesMenu } from './lanesMenu.ts';
import { matchesIn } from './search.ts';
import { runsIn } from './state.ts';

/** The controls of the diagram, in one quiet line above it. */
export function diagramBar(ui: PanelUi, execution: ExecutionView, send: Send): TemplateResult {
  return html`<div class="diagramBar" role="group" aria-label="Space-time diagram">
    ${searchView(ui, execution, send)}
    <span class="filler"></span>
    ${lanesMenu(ui, execution, send)} ${runsControl(ui, execution, send)} ${cutControl(ui, send)}
    ${captionsControl(ui, send)} ${directionControl(ui, send)} ${timestampsControl(ui, send)}
  </div>`;
}

function searchView(ui: PanelUi, execution: ExecutionView, send: Send): TemplateResult {
  const { query } = ui.diagram;
  const tell = (input: DiagramInput) => (): void => send({ kind: 'diagram', input });
  const pressed = (input: KeyboardEvent): void => {
    if (input.key === 'Enter') tell({ kind: 'nextMatch', direction: input.shiftKey ? -1 : 1 })();
    else if (input.key === 'Escape') {
      tell({ kind: 'search', query: '' })();
      document.querySelector<HTMLElement>('#spaceTime')?.focus();
    } else return;
    input.preventDefault();
  };
  return html`<div class="search" role="search">
    <input
      id="search"
      type="search"
      placeholder="Find (/)"
      aria-label="Find steps by message, field, variable, node or handler"
      title="Steps that say all these words: a message, a field, a variable or its value, a node, a handler (/)"
      autocomplete="off"
      spellcheck="false"
      .value=${query}
      @input=${(input: Event) => tell({ kind: 'search', query: (input.currentTarget as HTMLInputElement).value })()}
      @keydown=${pressed}
    />
    ${query.trim() === '' ? nothing : matchesView(ui, execution, tell)}
  </div>`;
}

function matchesView(ui: PanelUi, execution: ExecutionView, tell: (input: DiagramInput) => () => void): TemplateResult {
  const matches = matchesIn(execution, ui.diagram.query);
  const at = matches.indexOf(ui.model?.cursor ?? -1);
  const none = matches.length === 0;
  const found = none
    ? 'nothing found'
    : at < 0
      ? matches.length === 1
        ? '1 match'
        : `${formatCount(matches.length)} matches`
      : `${at + 1} of ${matches.length}`;
  return html`<span class="found" role="status">${found}</span> ${iconButton({
      icon: 'up',
      label: 'The match before (Shift+Enter)',
      disabled: none,
      onClick: tell({ kind: 'nextMatch', direction: -1 }),
    })}
    ${iconButton({
      icon: 'down',
      label: 'The next match (Enter)',
      disabled: none,
      onClick: tell({ kind: 'nextMatch', direction: 1 }),
    })}`;
}

function runsControl(ui: PanelUi, execution: ExecutionView, send: Send): TemplateResult | typeof nothing {
  if (runsIn(execution).length === 0) return nothing;
  const { collapsed, expanded } = ui.diagram.kept;
  const words = !collapsed ? 'each' : expanded.length > 0 ? 'some as one' : 'as one';
  const next = collapsed && expanded.length > 0 ? true : !collapsed;
  return control({
    name: 'local events',
    words,
    title: 'Events in a row that neither send nor receive: one sign with their number, or each for itself (l)',
    onClick: () => send({ kind: 'diagram', input: { kind: 'collapse', collapsed: next } }),
  });
}

function cutControl(ui: PanelUi, send: Send): TemplateResult {
  const shown = ui.diagram.cut !== undefined;
  return control({
    name: 'cut',
    words: shown ? 'on' : 'off',
    title: 'A cut through all lifelines, and the state of every node on it (c)',
    onClick: () => send({ kind: 'diagram', input: { kind: 'cut', shown: !shown } }),
  });
}

function captionsControl(ui: PanelUi, send: Send): TemplateResult {
  const shown = ui.diagram.kept.captions === true;
  return control({
    name: 'captions',
    words: shown ? 'on' : 'off',
    title: 'What is seen, by its name: an indeterminate request, a late reply, … (k)',
    onClick: () => send({ kind: 'diagram', input: { kind: 'captions', shown: !shown } }),
  });
}

function directionControl(ui: PanelUi, send: Send): TemplateResult {
  return control({
    name: 'time goes',
    words: ui.diagram.kept.direction,
    title: 'Time goes down, like text, or to the right (d)',
    onClick: () => send({ kind: 'diagram', input: { kind: 'turn' } }),
  });
}

function timestampsControl(ui: PanelUi, send: Send): TemplateResult {
  const turned = panelKey(ui, { key: 't', shiftKey: false });
  return control({
    name: 'timestamps',
    words: { none: 'off', lamport: 'Lamport', vector: 'vector', clock: 'local clocks' }[ui.timestamps],
    title: 'Timestamps: none, Lamport, vector, local clocks where nodes have any (t)',
    onClick: () => turned !== undefined && send(turned),
  });
}

interface Control {
  readonly name: string;
  /** What it stands at. */
  readonly words: string;
  readonly title: string;
  readonly onClick: () => void;
}

function control({ name, words, title, onClick }: Control): TemplateResult {
  return html`<button type="button" class=${`setting ${name.replaceAll(' ', '')}`} title=${title} @click=${onClick}>
    ${name} <span>${words}</span>
  </button>`;
}

/** Lanes that are not drawn are not forgotten. */
export function hiddenNote(ui: PanelUi, send: Send): TemplateResult | typeof nothing {
  const { hidden } = ui.diagram.kept;
  if (hidden.length === 0) return nothing;
  return html`<p class="hiddenNote">
    not shown: ${hidden.join(', ')}
    ${linkButton('show', 'Show the lanes of all nodes', () => send({ kind: 'diagram', input: { kind: 'showAllLanes' } }))}
  </p>`;
}

/** Why something was not done. */
export function remarkView({ diagram }: PanelUi): TemplateResult | typeof nothing {
  return diagram.remark === '' ? nothing : html`<p class="hiddenNote">${diagram.remark}</p>`;
}
