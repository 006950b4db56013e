import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ArrowView, ExecutionView } from '../../../src/contract/execution.ts';
import { linkButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import { difference, momentAfter, type NodeCondition, type NodeMoment, type VariableMoment } from './state.ts';

/** Every node's state after the step of the cursor, with what just changed in front. */
export function inspectorView(execution: ExecutionView, cursor: number, send: Send): TemplateResult {
  return html`${guard([execution, cursor, send], () => momentView(execution, cursor, send))}`;
}

function momentView(execution: ExecutionView, cursor: number, send: Send): TemplateResult {
  const moment = momentAfter(execution, cursor);
  const at = execution.steps[cursor]?.at;
  return html`<aside class="inspector" aria-label="State after step ${cursor}">
    <h2>${cursor === 0 ? 'at the start' : `after step ${cursor}`}</h2>
    <p class="sentence">
      ${moment.sentence}
      ${
        at === undefined
          ? nothing
          : linkButton('source', 'Show what ran in the text (s)', () => send({ kind: 'reveal', at }))
      }
    </p>
    ${moment.nodes.map(node => nodeView(node))} ${inFlightView(execution, moment.inFlight)}
    ${
      moment.environment.length === 0
        ? nothing
        : html`<section class="node">
            <h3>environment</h3>
            ${variablesView(moment.environment)}
          </section>`
    }
  </aside>`;
}

const CONDITIONS: Readonly<Record<NodeCondition, string>> = {
  down: 'crashed',
  stopped: 'stopped',
  paused: 'paused',
  stalled: 'hangs',
  diskFailed: 'disk failed',
  byzantine: 'Byzantine',
};

/** What a node knows. */
export function nodeView({ name, conditions, variables, waiting }: NodeMoment): TemplateResult {
  const isDown = conditions.some(condition => condition === 'down' || condition === 'stopped');
  const words = conditions.map(condition => CONDITIONS[condition]).join(', ');
  return html`<section class="node ${isDown ? 'isDown' : ''}">
    <h3>${name} ${words === '' ? nothing : html`<span class="condition">${words}</span>`}</h3>
    ${variablesView(variables)} ${waiting === '' ? nothing : html`<p class="waiting">${waiting}</p>`}
  </section>`;
}

function variablesView(variables: readonly VariableMoment[]): TemplateResult {
  return html`<dl>
    ${variables.map(
      ({ name, value, before }) =>
        html`<div class=${before === undefined ? 'variable' : 'variable changed'}>
          <dt>${name}</dt>
          <dd>${before === undefined ? value : changeView(before, value)}</dd>
        </div>`,
    )}
  </dl>`;
}

function changeView(before: string, value: string): TemplateResult {
  const { from, to } = difference(before, value);
  return html`<span class="before">${before}</span
    ><span class="becomes">${icon('changed')}<span class="visuallyHidden"> becomes </span></span
    ><span class="after">${value.slice(0, from)}<ins>${value.slice(from, to)}</ins>${value.slice(to)}</span>`;
}

export function inFlightView(execution: ExecutionView, arrows: readonly ArrowView[]): TemplateResult {
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
