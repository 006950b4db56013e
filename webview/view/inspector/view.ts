import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ArrowView, ExecutionView } from '../../../src/contract/execution.ts';
import { linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';
import { orderedLanes, shownLanes } from '../spaceTime/state.ts';
import { stateJson, stateText, type CopiedState } from './copies.ts';
import type { InspectorUi } from './inspectorUi.ts';
import { pinnedView } from './pinnedView.ts';
import type { InspectorInput } from './reduce.ts';
import { rowsOf, type Rows } from './rows.ts';
import { momentAfter, type Moment } from './state.ts';
import { treeView } from './treeView.ts';

/** Every node's state after the step of the cursor, with what just changed in front. */
export function inspectorView(ui: PanelUi, execution: ExecutionView, cursor: number, send: Send): TemplateResult {
  const { inspector, diagram } = ui;
  const room = roomOf(ui);
  return html`${guard([execution, cursor, inspector, diagram.kept, room, send], () => {
    const moment = momentAfter(execution, cursor, lanesOf(execution, ui));
    return momentView({ execution, moment, inspector, room, send });
  })}`;
}

interface Shown {
  readonly execution: ExecutionView;
  readonly moment: Moment;
  readonly inspector: InspectorUi;
  readonly room: number;
  readonly send: Send;
}

function momentView({ execution, moment, inspector, room, send }: Shown): TemplateResult {
  const { step, sentence, nodes, inFlight } = moment;
  const title = step === 0 ? 'at the start' : `after step ${step}`;
  const at = execution.steps[step]?.at;
  const state = { title, nodes, inFlight };
  return html`<aside class="inspector" aria-label="State after step ${step}">
    <div class="inspectorTitle">
      <h2>${title}</h2>
      ${copiesView(execution, state, send)}
    </div>
    <p class="sentence">
      ${sentence}
      ${
        at === undefined
          ? nothing
          : linkButton('source', 'Show what ran in the text (s)', () => send({ kind: 'reveal', at }))
      }
    </p>
    ${pinnedView(execution, { cursor: step, room }, inspector, send)}
    ${statesView({ execution, state, inspector, room, send, marksChanges: true })}
  </aside>`;
}

/** The states of some nodes, with all that can be done with them, and what is on its way. */
export function statesView(shown: {
  readonly execution: ExecutionView;
  readonly state: CopiedState;
  readonly inspector: InspectorUi;
  readonly room: number;
  readonly send: Send;
  /** Whether it is known what the last step changed. */
  readonly marksChanges: boolean;
}): TemplateResult {
  const { execution, state, room, send, marksChanges } = shown;
  const { kept } = shown.inspector;
  const inspector = marksChanges ? shown.inspector : { ...shown.inspector, kept: { ...kept, changedOnly: false } };
  const found = rowsOf(state.nodes, inspector, room);
  return html`${barView({ inspector, found, marksChanges }, send)}
  ${
    found.rows.length > 0
      ? treeView(found.rows, inspector, `State ${state.title}`, send)
      : html`<p class="quiet">
          ${found.found === 0 && inspector.query.trim() !== '' ? 'Nothing is called that.' : 'No value changed.'}
        </p>`
  }
  ${inFlightView(execution, state.inFlight)}`;
}

/** How many characters a value has on a line beside the diagram, or under it. */
export function roomOf(ui: PanelUi): number {
  const size = sizeOf(ui);
  if (size === 'narrow') return Math.max(20, Math.floor((ui.width - 40) / CHARACTER));
  return size === 'wide' ? 39 : 32;
}

/** Of the font of values, in pixels, about. */
const CHARACTER = 7.3;

/** The nodes in the order of the diagram's lanes; those without a lane come last. */
export function lanesOf(execution: ExecutionView, { diagram: { kept } }: PanelUi): readonly number[] {
  const shown = shownLanes(execution, kept);
  return [...shown, ...orderedLanes(execution, kept).filter(lane => !shown.includes(lane))];
}

interface Bar {
  readonly inspector: InspectorUi;
  readonly found: Rows;
  readonly marksChanges: boolean;
}

function barView({ inspector, found, marksChanges }: Bar, send: Send): TemplateResult {
  const { query, kept } = inspector;
  const tell = (input: InspectorInput): void => send({ kind: 'inspector', input });
  return html`<div class="inspectorBar" role="group" aria-label="State inspector">
    <input
      type="search"
      class="filter"
      placeholder="Filter"
      aria-label="Filter values by node, variable or value"
      title="Values that say all these words: a node, a variable, a value"
      autocomplete="off"
      spellcheck="false"
      .value=${query}
      @input=${(input: Event) => tell({ kind: 'filter', query: (input.currentTarget as HTMLInputElement).value })}
      @keydown=${(input: KeyboardEvent) => {
        if (input.key === 'Escape') tell({ kind: 'filter', query: '' });
      }}
    />
    <span class="found" role="status">${query.trim() === '' ? nothing : `${found.found} of ${found.variables}`}</span>
    ${
      marksChanges
        ? html`<button
            type="button"
            class="setting"
            aria-pressed=${String(kept.changedOnly)}
            title="Only what the step changed, or everything"
            @click=${() => tell({ kind: 'changedOnly', changedOnly: !kept.changedOnly })}
          >
            values <span>${kept.changedOnly ? 'changed' : 'all'}</span>
          </button>`
        : nothing
    }
  </div>`;
}

/** Copies the whole state. */
export function copiesView(execution: ExecutionView, state: CopiedState, send: Send): TemplateResult {
  const copy = (text: string): void => {
    send({ kind: 'inspector', input: { kind: 'copy', text, what: `the state ${state.title}` } });
  };
  return html`<span class="copies"
    >copy ${linkButton('text', 'Copy the whole state as text', () => copy(stateText(execution, state)))}
    ${linkButton('JSON', 'Copy the whole state as JSON', () => copy(stateJson(execution, state)))}</span
  >`;
}

function inFlightView(execution: ExecutionView, arrows: readonly ArrowView[]): TemplateResult {
  const nameOf = (lane: number): string => execution.lanes[lane]?.name ?? '';
  return html`<section class="node">
    <h3>in flight</h3>
    ${
      arrows.length === 0
        ? html`<p class="nothing">nothing</p>`
        : html`<ul class="flights">
            ${arrows.map(
              ({ label, fromLane, toLane }) =>
                html`<li>
                  <span class="message">${label}</span>
                  <span class="way">${nameOf(fromLane)} → ${nameOf(toLane)}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
