import { html, nothing, type TemplateResult } from 'lit';
import type { Matrix, MatrixCell, MatrixColumn, MatrixRow } from '../../../src/contract/matrix.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { cellWords, columnName } from '../../../src/scene/matrixWords.ts';
import { icon, type IconName } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import type { View } from '../viewType.ts';
import { currentPlace, placeAfter, shownRows, type MatrixPlace } from './state.ts';
import { columnRemark, progressWords, rowRemark, spokenCell } from './words.ts';

/** What each cell is rendered from. */
interface Shown {
  readonly matrix: Matrix;
  readonly place: MatrixPlace | undefined;
  readonly model: PanelModel;
  readonly send: Send;
}

/** The resilience matrix: which failures each property withstands. */
export function failuresView(send: Send): View {
  return {
    name: 'failures',
    label: 'Failures',
    question: 'Which failures does each property withstand, and what breaks it?',
    render(ui, model) {
      const { matrix } = model;
      if (matrix === undefined) {
        return html`<div class="instead"><p class="quiet">Failures are explored once the check has ended.</p></div>`;
      }
      const shown: Shown = { matrix, place: currentPlace(matrix, ui.matrixPlace), model, send };
      return html`<div id="failuresView" class="failuresView">
        <p class="matrixLine">
          <span>Each failure alone, at most once in a run.</span>
          <span class="remark">${progressWords(matrix)}</span>
        </p>
        <div class="matrixFrame">${tableView(shown, ui)}</div>
        ${
          matrix.columns.every(({ kind }) => kind === 'error')
            ? html`<p class="remark">No property is declared: the matrix says only whether the protocol goes wrong.</p>`
            : nothing
        }
      </div>`;
    },
    draw() {
      // All of it is markup.
    },
  };
}

function tableView(shown: Shown, ui: PanelUi): TemplateResult {
  const { matrix, send } = shown;
  const { applicable, others } = shownRows(matrix);
  return html`<table
    class="matrix"
    role="grid"
    aria-label="Resilience matrix: failures against properties"
    aria-busy=${String(applicable.some(({ progress }) => progress !== 'done'))}
    @keydown=${(input: KeyboardEvent) => move(input, shown)}
    @focusin=${(input: FocusEvent) => follow(input, ui, send)}
  >
    <thead>
      <tr>
        <th scope="col" class="corner">what goes wrong</th>
        ${matrix.columns.map(
          (column, index) =>
            html`<th scope="col">${columnName(column)}<span class="remark">${columnRemark(matrix, index)}</span></th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${applicable.map(row => rowView(row, shown))}
    </tbody>
    ${others.length === 0 ? nothing : othersView(others, shown)}
  </table>`;
}

function rowView(row: MatrixRow, shown: Shown): TemplateResult {
  const remark = rowRemark(row);
  return html`<tr class="${row.progress} ${row.outdated === true ? 'outdated' : ''}">
    <th scope="row">
      <span class="name">${row.name}</span>${remark === '' ? nothing : html`<span class="remark">${remark}</span>`}
    </th>
    ${shown.matrix.columns.map((column, index) => cellView(row, column, row.cells[index], shown))}
  </tr>`;
}

function cellView(row: MatrixRow, column: MatrixColumn, cell: MatrixCell | undefined, shown: Shown): TemplateResult {
  if (cell === undefined) return html`<td></td>`;
  const { place, model, send } = shown;
  const { property } = column;
  const { sign, text, extent } = cellWords(cell, column, row);
  const isCurrent = place?.variant === row.id && place.property === property;
  const isShown = model.variant?.id === row.id && model.execution?.verdict?.property === property;
  const spoken = spokenCell(row, column, cell);
  const content = sign === 'pending' ? pendingView(row) : wordsView(sign, text, extent);
  const at = JSON.stringify([row.id, property]);
  if (cell.steps === undefined) {
    return html`<td
      class="cell ${sign}"
      data-place=${at}
      tabindex=${isCurrent ? '0' : '-1'}
      aria-label=${spoken}
      title=${cell.sentence}
    >
      <span class="words">${content}</span>
    </td>`;
  }
  return html`<td class="cell ${sign}" aria-label=${spoken}>
    <button
      type="button"
      class="words"
      data-place=${at}
      tabindex=${isCurrent ? '0' : '-1'}
      aria-label=${spoken}
      aria-current=${isShown ? 'true' : nothing}
      title="${cell.sentence}&#10;Show this execution"
      @click=${() => send({ kind: 'showVariant', variant: row.id, property })}
    >
      ${content}
    </button>
  </td>`;
}

function wordsView(sign: IconName, text: string, extent: string): TemplateResult {
  const where = extent === '' ? nothing : html` <span class="extent">${extent}</span>`;
  return html`${icon(sign)}<span><span class="text">${text}</span>${where}</span>`;
}

/** Quiet: a table full of the same word would be read again and again. */
function pendingView({ progress }: MatrixRow): TemplateResult {
  return html`<span class="text" aria-hidden="true">${progress === 'exploring' ? '…' : '·'}</span>`;
}

function othersView(rows: readonly MatrixRow[], { matrix, place }: Shown): TemplateResult {
  return html`<tbody class="others">
    <tr>
      <th scope="rowgroup" colspan=${matrix.columns.length + 1}>does not apply to this scenario</th>
    </tr>
    ${rows.map(
      ({ id, name, reason }) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td
            colspan=${matrix.columns.length}
            data-place=${JSON.stringify([id])}
            tabindex=${place?.variant === id ? '0' : '-1'}
            aria-label=${`${name} does not apply: ${reason ?? ''}`}
          >
            ${reason}
          </td>
        </tr>`,
    )}
  </tbody>`;
}

function move(input: KeyboardEvent, { matrix, place, send }: Shown): void {
  if (input.altKey || input.metaKey || place === undefined) return;
  const next = placeAfter(matrix, place, input);
  if (next === undefined) return;
  input.preventDefault();
  const table = input.currentTarget as HTMLElement;
  send({ kind: 'matrixPlace', place: next });
  // What was sent is drawn by a microtask of its own, which comes first.
  queueMicrotask(() => table.querySelector<HTMLElement>('[data-place][tabindex="0"]')?.focus());
}

/** A cell that gets the focus by pointer is where the keyboard goes on. */
function follow(input: FocusEvent, { matrixPlace }: PanelUi, send: Send): void {
  const data = (input.target as HTMLElement).dataset['place'];
  if (data === undefined) return;
  const [variant, property] = JSON.parse(data) as [string, string?];
  if (matrixPlace?.variant !== variant || matrixPlace.property !== property) {
    send({ kind: 'matrixPlace', place: { variant, property } });
  }
}
