import { html, nothing, type TemplateResult } from 'lit';
import type { PanelModel, ViewName } from '../../../src/contract/webview.ts';
import { linkButton, primaryButton } from '../../kit/controls.ts';
import { branchesView, isBesideSteps } from '../branches/view.ts';
import { cursorBarView } from '../cursorBar/view.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import { menuView } from '../menu/view.ts';
import { problemLine, topView } from '../top/view.ts';
import type { View } from '../viewType.ts';
import type { Send } from './inputs.ts';
import type { PanelUi } from './state.ts';

/** A saved trace says nothing of other executions. */
const OF_SAVED_TRACES: ReadonlySet<ViewName> = new Set(['spaceTime', 'happensBefore']);

/** The whole panel: what is true, one view of it, and what could happen next. */
export function panelView(ui: PanelUi, views: readonly View[], send: Send): TemplateResult {
  const { model } = ui;
  if (model === undefined) return html`<main class="panel waiting" aria-busy="true"></main>`;
  const offered = model.saved === undefined ? views : views.filter(({ name }) => OF_SAVED_TRACES.has(name));
  const shown = offered.find(({ name }) => name === ui.view) ?? offered[0];
  const hasPicture = hasSomethingToShow(ui, model);
  const stale = model.staleness.kind !== 'fresh' && hasPicture;
  const working =
    model.staleness.kind === 'computing' ||
    model.report?.finished === false ||
    isExplaining(ui, model) ||
    isDrawing(ui);
  return html`<main class="panel ${stale ? 'stale' : ''}" aria-busy=${String(model.staleness.kind === 'computing')}>
    ${topView(ui, model, send)}
    <div class="progress ${working ? 'working' : ''}" aria-hidden="true"></div>
    ${tabsView(ui, offered, send)}
    <div
      class="view"
      role="tabpanel"
      id="view"
      aria-labelledby=${`tab-${ui.view}`}
      tabindex=${hasPicture ? nothing : '0'}
    >
      ${hasPicture ? shown?.render(ui, model) : insteadOfPicture(model, send)}
    </div>
    ${hasPicture && !isBesideSteps(ui) && ui.view !== 'compare' ? branchesView(ui, send) : nothing}
    ${ui.view === 'compare' ? nothing : cursorBarView(ui, model, send)} ${menuView(ui, send)}
  </main>`;
}

function isExplaining({ view }: PanelUi, { explosion }: PanelModel): boolean {
  return view === 'explosion' && explosion?.report?.finished === false;
}

/** Whether a state graph is asked for that is not there yet. */
function isDrawing({ view, stateGraph: { asked, shown, refusal } }: PanelUi): boolean {
  return view === 'stateGraph' && asked !== undefined && shown?.key !== asked.key && refusal === undefined;
}

function hasSomethingToShow(ui: PanelUi, model: PanelModel): boolean {
  const { view } = ui;
  const { execution, report, matrix, explosion, staleness } = model;
  switch (view) {
    case 'spaceTime':
    case 'happensBefore':
      return execution !== undefined;
    case 'counts':
      return execution !== undefined || report !== undefined;
    case 'stateGraph':
      return execution !== undefined;
    case 'compare':
      // What changed since another version may be that nothing can be drawn any more.
      return execution !== undefined || (ui.compare.mode === 'versions' && model.versions !== undefined);
    case 'failures':
      // A matrix takes its time, and says so itself.
      return matrix !== undefined || (execution !== undefined && staleness.kind !== 'broken');
    case 'explosion':
      return explosion !== undefined || (execution !== undefined && staleness.kind !== 'broken');
  }
}

function tabsView(ui: PanelUi, views: readonly View[], send: Send): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label="Views" @keydown=${rove}>
    ${views.map(
      ({ name, label, question }) =>
        html`<button
          type="button"
          role="tab"
          id=${`tab-${name}`}
          title=${question}
          aria-selected=${String(name === ui.view)}
          aria-controls="view"
          tabindex=${name === ui.view ? '0' : '-1'}
          @click=${() => send({ kind: 'showView', view: name })}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

// The tab that the arrow keys move to is shown at once: showing a view costs nothing that would have to be waited for.
function rove(input: KeyboardEvent): void {
  const tabs = [...(input.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1 + tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const wanted = moves[input.key];
  if (wanted === undefined) return;
  input.preventDefault();
  const tab = tabs[wanted % tabs.length];
  tab?.click();
  tab?.focus();
}

function insteadOfPicture(model: PanelModel, send: Send): TemplateResult {
  const { staleness, report, saved } = model;
  if (saved !== undefined) {
    return html`<div class="instead">
      <h2>This trace cannot be shown</h2>
      <p>${saved}</p>
    </div>`;
  }
  if (staleness.kind === 'broken') {
    return html`<div class="instead">
      <h2>This file does not parse yet</h2>
      ${problemLine(staleness.message, () => send({ kind: 'reveal', at: staleness.at }))}
      ${exampleOffer('Its executions are drawn here as soon as it does.', send)}
    </div>`;
  }
  if (staleness.kind === 'computing' || report?.finished === false) {
    const states = report?.counts.distinctStates ?? 0;
    return html`<div class="instead">
      <p class="growing">${states === 0 ? 'Reading the protocol' : html`${formatCount(states)} <span>states</span>`}</p>
    </div>`;
  }
  if (model.scenarios.length === 0) {
    return html`<div class="instead">
      <h2>Nothing to explore yet</h2>
      ${exampleOffer('A protocol with a system and a scenario has executions, and they are drawn here.', send)}
    </div>`;
  }
  return html`<div class="instead"><p>There is no execution to show.</p></div>`;
}

function exampleOffer(words: string, send: Send): TemplateResult {
  return html`<p>${words}</p>
    ${primaryButton('Open an example', () => send({ kind: 'command', command: 'openExample' }))}
    <p>
      ${linkButton('Take the first steps', 'A walkthrough: a first diagram, and what breaks it', () =>
        send({ kind: 'command', command: 'openWalkthrough' }),
      )}
    </p>`;
}
