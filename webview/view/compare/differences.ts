import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedRow, ExecutionComparison } from '../../../src/scene/comparison.ts';
import {
  stateDifferences,
  type FlightDifference,
  type NodeDifference,
  type VariableDifference,
} from '../../../src/scene/stateDifferences.ts';
import { changedParts, differenceOf, valueTree, type ValueTree } from '../../../src/scene/values.ts';
import { markedValue } from './markedValue.ts';

/** In what both states differ after a row. */
export function differencesView(comparison: ExecutionComparison, row: ComparedRow): TemplateResult {
  const { nodes, inFlight } = stateDifferences(comparison, row);
  const where =
    row.leftAt === row.rightAt
      ? `after step ${row.leftAt}`
      : `after step ${row.leftAt} on the left, ${row.rightAt} on the right`;
  return html`<section class="differences" tabindex="0" aria-label="Differences of the states">
    <h2>differences ${row.leftAt === 0 && row.rightAt === 0 ? 'at the start' : where}</h2>
    ${nodes.length + inFlight.length === 0 ? html`<p class="nothing">none: both states are the same</p>` : nothing}
    ${nodes.map(nodeView)} ${inFlight.length === 0 ? nothing : flightsView(inFlight)}
  </section>`;
}

function nodeView({ node, variables }: NodeDifference): TemplateResult {
  return html`<section class="node">
    <h3>${node === '' ? 'environment' : node}</h3>
    <table class="sideValues">
      <thead class="visuallyHidden">
        <tr>
          <th scope="col">variable</th>
          <th scope="col">left</th>
          <th scope="col">right</th>
        </tr>
      </thead>
      <tbody>
        ${variables.map(variableView)}
      </tbody>
    </table>
  </section>`;
}

/** Values longer than this are looked at part by part. */
const WHOLE_MAX = 60;

function variableView({ name, left, right }: VariableDifference): TemplateResult {
  if (left === undefined || right === undefined) {
    return rowView(
      name,
      left === undefined ? NOT_THERE : html`${left}`,
      right === undefined ? NOT_THERE : html`${right}`,
    );
  }
  const whole = differenceOf(valueTree(left), valueTree(right));
  if (whole.children.length === 0 || Math.max(left.length, right.length) <= WHOLE_MAX) {
    return rowView(name, markedValue(whole, 'before'), markedValue(whole, 'after'));
  }
  const parts = changedParts(whole, name);
  return html`${parts.map(({ place, difference }) => {
    const side = (tree: ValueTree | undefined): TemplateResult =>
      tree === undefined ? NOT_THERE : html`<ins>${tree.text}</ins>`;
    return rowView(place, side(difference.before), side(difference.after));
  })}`;
}

function rowView(name: string, left: TemplateResult, right: TemplateResult): TemplateResult {
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${left}</td>
    <td>${right}</td>
  </tr>`;
}

const NOT_THERE = html`<span class="nothing">not there</span>`;

function flightsView(inFlight: readonly FlightDifference[]): TemplateResult {
  return html`<section class="node">
    <h3>in flight</h3>
    <ul class="flights">
      ${inFlight.map(
        ({ text, left, right }) =>
          html`<li><span class="message">${text}</span> <span class="way">${flightWords(left, right)}</span></li>`,
      )}
    </ul>
  </section>`;
}

function flightWords(left: number, right: number): string {
  if (right === 0) return left === 1 ? 'left only' : `${left} on the left only`;
  if (left === 0) return right === 1 ? 'right only' : `${right} on the right only`;
  return `${left} on the left, ${right} on the right`;
}
