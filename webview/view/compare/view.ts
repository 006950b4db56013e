import { html, nothing, type TemplateResult } from 'lit';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { partingRow } from '../../../src/scene/comparison.ts';
import { partingSentence } from '../../../src/scene/comparisonWords.ts';
import { dropdown, iconButton, linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';
import type { View } from '../viewType.ts';
import { chooserView } from './choices.ts';
import { differencesView } from './differences.ts';
import { compareKey } from './keys.ts';
import { ComparePane } from './pane.ts';
import type { CompareInput } from './reduce.ts';
import { versionsView } from './versions.ts';
import { followRow, rowsView } from './rows.ts';
import { sidesOf, type CompareUi, type Side } from './state.ts';

/** Two executions side by side: what they have in common, where they part, and what differs then. */
export function compareView(send: Send): View {
  const tell = (input: CompareInput): void => send({ kind: 'compare', input });
  const panes = { left: new ComparePane('left', tell), right: new ComparePane('right', tell) };
  let latest: PanelUi | undefined;
  let shownRow: number | undefined;
  const follow = (side: Side): void => {
    const [own, other] = side === 'left' ? [panes.left, panes.right] : [panes.right, panes.left];
    const [from, to] = [own.frame(), other.frame()];
    if (from !== null && to !== null && to.scrollTop !== from.scrollTop) to.scrollTop = from.scrollTop;
    if (latest !== undefined) own.scrolled(latest, latest.compare.shown?.drawn[side]);
  };
  return {
    name: 'compare',
    label: 'Compare',
    question: 'Where do two runs part, and what differs then?',
    render(ui, model) {
      const { compare } = ui;
      const sides = sidesOf(compare, model);
      const pane = (side: Side): TemplateResult => {
        const own = compare.shown?.answer[side];
        const execution = own?.kind === 'execution' ? own.execution : undefined;
        return panes[side].render({
          drawn: compare.shown?.drawn[side],
          own,
          comparison: compare.shown?.comparison,
          chooser: chooserView(side, sides[side], model, tell),
          onScroll: () => follow(side),
          open:
            sides[side].kind === 'shown' || execution === undefined
              ? undefined
              : () => openRun(execution.schedule, send),
        });
      };
      return html`<div
        class="compareView ${sizeOf(ui)} ${isOutdated(compare) ? 'outdated' : ''}"
        @keydown=${(input: KeyboardEvent) => pressed(compare, input, tell)}
      >
        <p id="compareKeys" class="visuallyHidden">
          Left and right arrow step both runs, F goes to where they part, N to the next difference, X swaps the sides.
        </p>
        ${barView(compare, model, tell)}
        ${
          compare.mode === 'versions'
            ? versionsView(model.versions, () => send({ kind: 'command', command: 'compareWithLastCommit' }))
            : html`<div class="compareStage">
                <div class="comparePanes" aria-busy=${String(isOutdated(compare))}>
                  ${pane('left')} ${pane('right')}
                </div>
                ${asideView(compare, tell)}
              </div>`
        }
      </div>`;
    },
    draw(ui) {
      latest = ui;
      if (ui.compare.mode === 'versions') return;
      const { drawn, comparison } = ui.compare.shown ?? {};
      panes.left.draw(ui, drawn?.left, comparison);
      panes.right.draw(ui, drawn?.right, comparison);
      if (ui.compare.row !== shownRow) followRow();
      shownRow = ui.compare.row;
    },
  };
}

function openRun(schedule: readonly number[], send: Send): void {
  send({ kind: 'choose', choice: { kind: 'schedule', schedule } });
  send({ kind: 'showView', view: 'spaceTime' });
}

/** What is drawn is not what is asked for any more. */
function isOutdated({ asked, shown, refusal }: CompareUi): boolean {
  return refusal === undefined && asked.key !== undefined && shown?.key !== asked.key;
}

function pressed(compare: CompareUi, input: KeyboardEvent, tell: (input: CompareInput) => void): void {
  if (input.defaultPrevented || input.ctrlKey || input.metaKey || input.altKey) return;
  const target = input.target instanceof Element ? input.target : undefined;
  if (target?.closest('input, kit-text-field, kit-dropdown')) return;
  // Words are scrolled by the keys that scroll.
  if (target?.matches('.differences') === true && /^Arrow(Up|Down)$/.test(input.key)) return;
  const wanted = compare.mode === 'runs' ? compareKey(compare, input.key) : undefined;
  if (wanted === undefined) return;
  input.preventDefault();
  tell(wanted);
}

const MODES = { runs: 'two runs', versions: 'two versions' } as const;

function barView(compare: CompareUi, model: PanelModel, tell: (input: CompareInput) => void): TemplateResult {
  const { mode } = compare;
  const modes = ['runs', 'versions'] as const;
  return html`<div class="compareBar">
    ${dropdown({
      label: 'What is compared',
      options: modes.map(each => MODES[each]),
      value: MODES[mode],
      onChange: name => tell({ kind: 'mode', mode: modes.find(each => MODES[each] === name) ?? 'runs' }),
    })}
    ${mode === 'runs' ? runsBar(compare, model, tell) : nothing}
  </div>`;
}

function runsBar(compare: CompareUi, { staleness }: PanelModel, tell: (input: CompareInput) => void): TemplateResult {
  const { row, shown, refusal } = compare;
  const comparison = shown?.comparison;
  const isWorking = staleness.kind === 'computing' || shown === undefined;
  const instead = isWorking ? 'Comparing' : 'There is nothing to compare.';
  const parting = comparison && partingRow(comparison);
  return html`<div class="cursor" role="toolbar" aria-label="Row of both runs">
      ${comparison === undefined ? nothing : cursorView(row, comparison.rows.length - 1, tell)}
      ${iconButton({ icon: 'swap', label: 'Swap the sides (x)', onClick: () => tell({ kind: 'swap' }) })}
    </div>
    <p class="parting">
      ${refusal ?? (comparison === undefined ? instead : partingSentence(comparison))}
      ${
        parting === undefined || parting === row
          ? nothing
          : linkButton('go there', 'To where both runs part (f)', () => tell({ kind: 'part' }))
      }
    </p>`;
}

function cursorView(row: number, last: number, tell: (input: CompareInput) => void): TemplateResult {
  const move = (to: number) => () => tell({ kind: 'row', row: to });
  return html`${iconButton({ icon: 'first', label: 'To the start (Home)', disabled: row === 0, onClick: move(0) })}
    ${iconButton({ icon: 'previous', label: 'Step both back (←)', disabled: row === 0, onClick: move(row - 1) })}
    <span class="position">row ${row} of ${last}</span>
    ${iconButton({ icon: 'next', label: 'Step both forward (→)', disabled: row === last, onClick: move(row + 1) })}
    ${iconButton({ icon: 'last', label: 'To the end (End)', disabled: row === last, onClick: move(last) })}`;
}

function asideView({ shown, row }: CompareUi, tell: (input: CompareInput) => void): TemplateResult | typeof nothing {
  const comparison = shown?.comparison;
  const at = comparison?.rows[row];
  if (comparison === undefined || at === undefined) return nothing;
  return html`<div class="compareAside">${differencesView(comparison, at)} ${rowsView(comparison, row, tell)}</div>`;
}
