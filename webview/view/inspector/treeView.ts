import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Send } from '../panel/inputs.ts';
import type { InspectorUi } from './inspectorUi.ts';
import type { InspectorRow } from './rows.ts';
import { rowView } from './rowView.ts';
import { treeMove } from './treeKeys.ts';

/** Nodes, their variables and the parts of these, as a tree. */
export function treeView(rows: readonly InspectorRow[], ui: InspectorUi, label: string, send: Send): TemplateResult {
  const stop = rows.some(({ id }) => id === ui.focused) ? ui.focused : rows[0]?.id;
  const pressed = (input: KeyboardEvent): void => {
    if (input.ctrlKey || input.metaKey || input.altKey) return;
    const target = input.target as HTMLElement;
    if (input.key === '/') {
      input.preventDefault();
      target.closest('.inspector')?.querySelector<HTMLElement>('.filter')?.focus();
      return;
    }
    const id = target.dataset['row'];
    const move = id === undefined ? undefined : treeMove(rows, id, input);
    if (move === undefined) return;
    input.preventDefault();
    if (move.input !== undefined) send({ kind: 'inspector', input: move.input });
    if (move.focus !== undefined) focusRow(input.currentTarget as HTMLElement, move.focus);
  };
  return html`<div class="tree" role="tree" aria-label=${label} @keydown=${pressed} @click=${clicked}>
    ${repeat(
      rows,
      ({ id }) => id,
      row => rowView(row, stop, send),
    )}
  </div>`;
}

/**
 * Draws, and gives the focus back to whatever of the inspector had it: a row that moves to another place loses it, and so does
 * one that is gone, in whose stead the keyboard goes on from the row that the Tab key leads to.
 */
export function keepingFocus(draw: () => void): void {
  const before = document.activeElement;
  const inspector = before?.closest('.inspector') ?? null;
  draw();
  if (inspector === null || document.activeElement !== document.body) return;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  else document.querySelector<HTMLElement>('.inspector .tree [tabindex="0"]')?.focus({ preventScroll: true });
}

function focusRow(tree: HTMLElement, id: string): void {
  tree.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
}

/** The keyboard goes on from where somebody clicked. */
function clicked(input: MouseEvent): void {
  const target = input.target as Element;
  target.closest<HTMLElement>('[role=treeitem]')?.focus({ preventScroll: true });
}
