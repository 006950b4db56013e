import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import { nodeJson, nodeText, valueJson } from './copies.ts';
import { inlineParts, type InlinePart } from './inline.ts';
import type { InspectorInput } from './reduce.ts';
import type { InspectorRow, NodeRow, ValueRow } from './rows.ts';
import { conditionWords, summaryOf } from './words.ts';

/** A line of the tree; the Tab key leads to the one called `stop`. */
export function rowView(row: InspectorRow, stop: string | undefined, send: Send): TemplateResult {
  const tell = (input: InspectorInput): void => send({ kind: 'inspector', input });
  const change = row.kind === 'value' ? row.difference.kind : 'same';
  const isDown = row.kind === 'node' && row.node.conditions.some(each => each === 'down' || each === 'stopped');
  return html`<div
    role="treeitem"
    class=${`row ${row.kind} level${Math.min(row.level, LEVELS)} ${change} ${isDown ? 'isDown' : ''}`}
    data-row=${row.id}
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.size}
    aria-expanded=${row.expanded ?? nothing}
    aria-keyshortcuts=${row.kind === 'value' && row.place !== undefined ? 'P C Shift+C' : 'C Shift+C'}
    tabindex=${row.id === stop ? '0' : '-1'}
    @focus=${() => tell({ kind: 'focusRow', row: row.id })}
  >
    ${openerView(row, tell)} ${row.kind === 'node' ? nodeWords(row) : valueWords(row, tell)} ${actionsView(row, tell)}
  </div>`;
}

/** Deeper parts are indented no farther. */
const LEVELS = 8;

/** What the copied text of a row is, and what it is called. */
export function copyOf(row: InspectorRow, as: 'text' | 'json'): InspectorInput & { readonly kind: 'copy' } {
  if (row.kind === 'node') {
    const text = as === 'json' ? nodeJson(row.node) : `${nodeText(row.node)}\n`;
    return { kind: 'copy', text, what: `the state of ${row.node.name}` };
  }
  const { after, before } = row.difference;
  const value = (after ?? before)!;
  return { kind: 'copy', text: as === 'json' ? valueJson(value) : value.text, what: row.name };
}

/** What pins a row, or lets it go; undefined where it has no name to be found by. */
export function pinOf(row: InspectorRow): (InspectorInput & { readonly kind: 'pin' }) | undefined {
  if (row.kind === 'node' || row.place === undefined) return undefined;
  return { kind: 'pin', place: row.place, name: row.name };
}

function openerView({ id, expanded }: InspectorRow, tell: (input: InspectorInput) => void): TemplateResult {
  if (expanded === undefined) return html`<span class="opener"></span>`;
  const toggle = (): void => tell({ kind: 'open', row: id, open: !expanded });
  return html`<span class="opener opens" @click=${toggle}>${icon(expanded ? 'down' : 'right')}</span>`;
}

function nodeWords({ node, expanded, changed }: NodeRow): TemplateResult {
  const words = conditionWords(node);
  return html`<span class="rowWords"
    ><strong>${node.name}</strong> ${words === '' ? nothing : html`<span class="condition">${words}</span>`}
    ${node.waiting === '' ? nothing : html`<span class="waiting">${node.waiting}</span>`}
    ${expanded === false && changed > 0 ? html`<ins>${changed} changed</ins>` : nothing}</span
  >`;
}

function valueWords(row: ValueRow, tell: (input: InspectorInput) => void): TemplateResult {
  const { id, label, difference, expanded, pinned } = row;
  const { kind, children } = difference;
  const value = difference.after ?? difference.before;
  const isReplaced = kind === 'changed' && children.length === 0;
  const toggle = (): void => {
    if (expanded !== undefined) tell({ kind: 'open', row: id, open: !expanded });
  };
  return html`<span class="rowWords"
    >${kind === 'added' || kind === 'removed' ? signView(kind) : nothing}${
      label === '' ? nothing : html`<span class="label" @click=${toggle}>${label}: </span>`
    }<span class="value"
      >${
        expanded === true && value !== undefined && !isReplaced
          ? html`<span class="summary">${summaryOf(value)}</span>`
          : inlineParts(difference).map(part => partView(part, kind === 'changed'))
      }</span
    >${pinned ? html`<span class="visuallyHidden">, followed</span>` : nothing}</span
  >`;
}

const SIGNS = { added: ['+ ', 'new: '], removed: ['− ', 'gone: '] } as const;

/** A sign to be seen, and a word to be heard. */
function signView(kind: 'added' | 'removed'): TemplateResult {
  const [sign, word] = SIGNS[kind];
  return html`<span class="sign" aria-hidden="true">${sign}</span><span class="visuallyHidden">${word}</span>`;
}

/** A sign stands before what is new or gone inside a value; that of the whole stands before its name. */
export function partView({ kind, text }: InlinePart, isInside: boolean): TemplateResult {
  switch (kind) {
    case 'same':
      return html`${text}`;
    case 'added':
      return html`<ins>${isInside ? signView(kind) : nothing}${text}</ins>`;
    case 'removed':
      return html`<del>${isInside ? signView(kind) : nothing}${text}</del>`;
    case 'before':
      return html`<span class="before">${text}</span>`;
    case 'after':
      return html`<span class="becomes">${icon('changed')}<span class="visuallyHidden"> becomes </span></span
        ><ins>${text}</ins>`;
  }
}

// For the pointer: the keyboard has keys for them, and the name of a row is not to go on with them.
function actionsView(row: InspectorRow, tell: (input: InspectorInput) => void): TemplateResult {
  const pin = pinOf(row);
  const isPinned = row.kind === 'value' && row.pinned;
  return html`<span class=${`rowActions ${isPinned ? 'isPinned' : ''}`} aria-hidden="true"
    >${
      pin === undefined
        ? nothing
        : html`<button
            type="button"
            class="pin"
            tabindex="-1"
            aria-pressed=${String(isPinned)}
            aria-label=${`Follow ${pin.name}`}
            title=${isPinned ? 'Do not follow it any more (p)' : 'Follow it through time (p)'}
            @click=${() => tell(pin)}
          >
            ${icon('pin')}
          </button>`
    }<button
      type="button"
      tabindex="-1"
      aria-label=${`Copy ${row.kind === 'node' ? row.node.name : row.name}`}
      title="Copy it as text (c), as JSON (Shift+C)"
      @click=${(input: MouseEvent) => tell(copyOf(row, input.shiftKey ? 'json' : 'text'))}
    >
      ${icon('copy')}
    </button></span
  >`;
}
