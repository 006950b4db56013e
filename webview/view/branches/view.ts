import { html, nothing, svg, type TemplateResult } from 'lit';
import type { BranchDeed } from '../../../src/contract/branches.ts';
import type { BranchLine, BranchRow } from '../../../src/scene/branchTree.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import { iconButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';
import { areBranchesShown, branchKey, isPossible, rowsOf, type BranchesInput } from './reduce.ts';
import { goneWords, rowRemark, rowSentence } from './words.ts';

/** Opens the tree of branches, and says how many there are. */
export function branchesToggle(ui: PanelUi, send: Send): TemplateResult | typeof nothing {
  const count = ui.model?.branches?.branches.length ?? 0;
  if (count === 0) return nothing;
  const shown = areBranchesShown(ui);
  const words = `${formatUnits(count, 'branch').replace(/hs$/, 'hes')} explored so far`;
  return html`<button
    type="button"
    class="branchesToggle"
    aria-expanded=${String(shown)}
    aria-controls=${shown ? 'branches' : nothing}
    aria-label=${`Branches: ${words}`}
    title=${`What was explored while stepping: ${words} (b)`}
    @click=${() => send({ kind: 'branches', input: { kind: 'shown', shown: !shown } })}
  >
    ${icon('branch')}<span aria-hidden="true">${count}</span>
  </button>`;
}

/** Where there is room the tree stands below the list of steps, which is part of a picture's stage; else below the picture. */
export function isBesideSteps(ui: PanelUi): boolean {
  return sizeOf(ui) === 'wide' && (ui.view === 'spaceTime' || ui.view === 'happensBefore');
}

/** What was explored, as a history that branches. */
export function branchesView(ui: PanelUi, send: Send): TemplateResult | typeof nothing {
  if (!areBranchesShown(ui)) return nothing;
  const rows = rowsOf(ui);
  const current = ui.model?.branches?.current;
  const stop =
    rows.find(({ branch }) => branch.id === ui.branches.focused) ?? rows.find(({ branch }) => branch.id === current);
  const tabStop = (stop ?? rows[0])?.branch.id;
  return html`<section class="branches" id="branches" aria-labelledby="branchesTitle">
    <div class="branchesHead">
      <h2 id="branchesTitle">branches</h2>
      <span class="filler"></span>
      ${iconButton({
        icon: 'close',
        label: 'Close the branches (b)',
        onClick: () => send({ kind: 'branches', input: { kind: 'shown', shown: false } }),
      })}
    </div>
    ${
      rows.length === 0
        ? html`<p class="quiet">Nothing was explored yet: take a step.</p>`
        : html`<ul
            role="tree"
            aria-labelledby="branchesTitle"
            @keydown=${(input: KeyboardEvent) => keyed(input, rows, send)}
          >
            ${rows.map((row, i) => rowView(row, rows[i + 1], { current, tabStop, send }))}
          </ul>`
    }
  </section>`;
}

interface Around {
  readonly current: number | undefined;
  readonly tabStop: number | undefined;
  readonly send: Send;
}

function rowView(row: BranchRow, next: BranchRow | undefined, { current, tabStop, send }: Around): TemplateResult {
  const { branch, level, fork, label } = row;
  const isCurrent = branch.id === current;
  const gone = goneWords(branch);
  const classes = ['branch', isCurrent ? 'isCurrent' : '', gone === '' ? '' : 'isGone'].join(' ');
  const deed = (what: BranchDeed) => (): void =>
    send({ kind: 'branches', input: { kind: 'deed', deed: what, branch: branch.id } });
  return html`<li
    role="treeitem"
    class=${classes}
    data-branch=${branch.id}
    aria-level=${level}
    aria-posinset=${row.place}
    aria-setsize=${row.siblings}
    aria-selected=${String(isCurrent)}
    aria-keyshortcuts="F2 k Delete"
    title=${rowSentence(row, isCurrent)}
    tabindex=${branch.id === tabStop ? '0' : '-1'}
    @click=${(input: Event) => {
      if (!(input.target as Element).closest('.branchDeeds')) deed('show')();
    }}
  >
    ${gutterView(row, next, isCurrent)}
    <span class="fork">${fork === 0 ? nothing : fork}</span>
    <span class="label ${branch.name === undefined ? 'isStep' : ''}">${label}</span>
    ${gone === '' ? nothing : html`<span class="gone">not possible any more</span>`}
    ${branch.kind === 'replay' ? html`<span class="inFile">in the file</span>` : nothing}
    <span class="filler"></span>
    ${
      branch.violates === undefined
        ? nothing
        : html`<span class="breaks">${icon('violated')}<span>${branch.violates.property}</span></span>`
    }
    ${branch.forEver === true ? icon('loop') : nothing}
    <span class="length">${formatUnits(branch.texts.length - 1, 'step')}</span>
    <span class="visuallyHidden">. ${rowRemark(row, isCurrent)}</span>
    ${isPossible(row, 'keep') ? deedsView(deed) : html`<span class="branchDeeds"></span>`}
  </li>`;
}

function deedsView(deed: (what: BranchDeed) => () => void): TemplateResult {
  const button = (name: 'rename' | 'keep' | 'close', label: string, what: BranchDeed): TemplateResult =>
    html`<button type="button" class="iconButton" tabindex="-1" title=${label} aria-label=${label} @click=${deed(what)}>
      ${icon(name)}
    </button>`;
  // Keys do the same, and are told with the row.
  return html`<span class="branchDeeds" aria-hidden="true">
    ${button('rename', 'Name this branch (F2)', 'name')} ${button('keep', 'Keep as a replay in the file (k)', 'keep')}
    ${button('close', 'Let it go (Delete)', 'remove')}
  </span>`;
}

/** Pixels. */
const ROW = 24;
const COLUMN = 12;

/** The lines that lead to a row and past it, and its sign: filled where one is, square in the file, an octagon for what breaks something. */
function gutterView(row: BranchRow, next: BranchRow | undefined, isCurrent: boolean): TemplateResult {
  const { level, lines, onPath } = row;
  const middle = ROW / 2;
  const x = (column: number): number => COLUMN * column + COLUMN / 2 + 0.5;
  const own = level - 1;
  const below = (column: number): BranchLine => next?.lines[column] ?? 'none';
  const verticals = Array.from({ length: level }, (_, column) => {
    const above = column < own ? (lines[column] ?? 'none') : 'none';
    const from = above === 'none' ? '' : `M${x(column)} 0V${column === own - 1 ? middle - 5 : middle}`;
    const down = below(column) === 'none' ? '' : `M${x(column)} ${column === own ? middle : 0}V${ROW}`;
    return [html`${lineView(from, above)}`, html`${lineView(down, below(column))}`];
  });
  const joins =
    own === 0 ? '' : `M${x(own - 1)} ${middle - 5}Q${x(own - 1)} ${middle} ${x(own - 1) + 5} ${middle}H${x(own)}`;
  const width = COLUMN * level + 4;
  return html`<svg class="gutter" width=${width} height=${ROW} viewBox=${`0 0 ${width} ${ROW}`} aria-hidden="true">
    ${verticals.flat()} ${lineView(joins, onPath ? 'path' : 'line')} ${signView(row, x(own), middle, isCurrent)}
  </svg>`;
}

function lineView(path: string, line: BranchLine): TemplateResult | typeof nothing {
  return path === '' || line === 'none' ? nothing : svg`<path class=${line} d=${path} />`;
}

function signView({ branch }: BranchRow, x: number, y: number, isCurrent: boolean): TemplateResult {
  const classes = `sign ${isCurrent ? 'isCurrent' : ''}`;
  if (branch.kind === 'replay') return svg`<path class=${classes} d=${`M${x - 3.5} ${y - 3.5}h7v7h-7z`} />`;
  return svg`<circle class=${classes} cx=${x} cy=${y} r=${isCurrent ? 4.5 : 3.5} />`;
}

function keyed(input: KeyboardEvent, rows: readonly BranchRow[], send: Send): void {
  const item = (input.target as Element).closest<HTMLElement>('[data-branch]');
  if (item === null || input.ctrlKey || input.metaKey || input.altKey) return;
  const wanted: BranchesInput | undefined = branchKey(rows, Number(item.dataset['branch']), input.key);
  if (wanted === undefined) return;
  input.preventDefault();
  input.stopPropagation();
  send({ kind: 'branches', input: wanted });
  const focused = wanted.kind === 'focus' ? wanted.branch : undefined;
  if (focused !== undefined) document.querySelector<HTMLElement>(`#branches [data-branch="${focused}"]`)?.focus();
}
