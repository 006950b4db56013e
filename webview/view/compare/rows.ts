import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { ComparedRow, ExecutionComparison } from '../../../src/scene/comparison.ts';
import { partingRow } from '../../../src/scene/comparison.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import type { CompareInput } from './reduce.ts';

/** As many rows are listed: any execution that a person reads step by step. */
const ROWS_AROUND = 150;

/** Both runs as text, row by row. */
export function rowsView(
  comparison: ExecutionComparison,
  current: number,
  send: (input: CompareInput) => void,
): TemplateResult {
  const first = Math.max(0, current - ROWS_AROUND);
  const rows = comparison.rows.slice(first, current + ROWS_AROUND);
  const parting = partingRow(comparison);
  return html`<section class="comparedRows" tabindex="0" aria-label="Both runs, step by step">
    <h2>step by step</h2>
    <table>
      <thead>
        <tr>
          <th scope="col"><span class="visuallyHidden">row</span></th>
          <th scope="col">left</th>
          <th scope="col">right</th>
          <th scope="col" title="How many variables differ then">differ</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row, offset) => {
          const at = first + offset;
          return html`${at === parting ? partingView() : nothing} ${rowView(comparison, row, { at, current, send })}`;
        })}
      </tbody>
    </table>
  </section>`;
}

function partingView(): TemplateResult {
  return html`<tr class="partingRow">
    <td></td>
    <td colspan="3">here they part</td>
  </tr>`;
}

interface RowPlace {
  readonly at: number;
  readonly current: number;
  readonly send: (input: CompareInput) => void;
}

function rowView(comparison: ExecutionComparison, row: ComparedRow, { at, current, send }: RowPlace): TemplateResult {
  const { left, right } = comparison;
  const isCurrent = at === current;
  return html`<tr
    class="comparedRow ${row.kind}"
    aria-current=${isCurrent ? 'step' : nothing}
    @click=${() => send({ kind: 'row', row: at })}
  >
    <th scope="row">
      <button type="button" tabindex=${isCurrent ? '0' : '-1'} aria-label=${`Row ${at}`} title="Stand here">
        ${at}
      </button>
    </th>
    ${
      row.kind === 'same'
        ? html`<td colspan="2">${stepView(left, row.left)}</td>`
        : html`<td>${stepView(left, row.left)}</td>
            <td>${stepView(right, row.right)}</td>`
    }
    <td class="number" title=${formatUnits(row.differing, 'variable')}>
      ${row.differing === 0 ? html`<span aria-hidden="true">·</span><span class="visuallyHidden">none</span>` : row.differing}
    </td>
  </tr>`;
}

function stepView({ steps }: ExecutionView, step: number | undefined): TemplateResult {
  if (step === undefined)
    return html`<span class="nothing"
      ><span aria-hidden="true">–</span><span class="visuallyHidden">nothing</span></span
    >`;
  return html`${steps[step]?.sentence ?? ''}`;
}

/** Keeps the row of the cursor in sight. */
export function followRow(): void {
  const list = document.querySelector<HTMLElement>('.comparedRows');
  const row = list?.querySelector<HTMLElement>('[aria-current]');
  // Where the list does not scroll by itself everything would move.
  if (list === null || !row || list.scrollHeight <= list.clientHeight) return;
  const [frame, place] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  const isSeen = place.top >= frame.top + HEAD && place.bottom <= frame.bottom;
  if (!isSeen) list.scrollTop += place.top - frame.top - frame.height / 2;
}

/** What the head of the table covers, in pixels. */
const HEAD = 48;
