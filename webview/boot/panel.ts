import { html, render } from 'lit';
import { CONTRACT_VERSION } from '../../src/contract/version.ts';
import type { HostMessage, ViewName } from '../../src/contract/webview.ts';
import { keepingFocus } from '../view/inspector/treeView.ts';
import { BranchFocus } from '../view/branches/focus.ts';
import { areBranchesShown } from '../view/branches/reduce.ts';
import { Legend } from '../view/legend/view.ts';
import { openMenu } from '../view/menu/view.ts';
import type { PanelInput, Send } from '../view/panel/inputs.ts';
import { reduce } from '../view/panel/reduce.ts';
import { INITIAL_UI, keptState, type PanelUi } from '../view/panel/state.ts';
import { panelView } from '../view/panel/view.ts';
import { panelKey, pictureKey } from '../view/selection.ts';
import { spokenCounts } from '../view/top/words.ts';
import { diagramKey } from '../view/spaceTime/keys.ts';
import { createViews } from '../view/views.ts';
import { Announcer } from './announcer.ts';
import { connectHost } from './host.ts';
import { Player } from './player.ts';
import { takePicture } from './taking.ts';

/** Longer than this, and the panel lays a graph out itself. Milliseconds. */
const LAYOUT_PATIENCE = 1500;

/** Shows the panel in `body` and keeps it in step with the host. */
export function startPanel(body: HTMLElement): void {
  const { root, live } = placesIn(body);
  const announcer = new Announcer(live);
  const legend = new Legend();
  let ui = INITIAL_UI;
  let kept = '';
  let isScheduled = false;
  /** In a narrow panel not all tabs can be seen: the chosen one can. */
  let shownView: ViewName | undefined;

  const send: Send = input => {
    const before = ui;
    const { ui: after, posts } = reduce(before, input);
    ui = after;
    posts.forEach(post => host.postMessage(post));
    if (input.kind === 'layoutWanted') awaitLayout(after.graph.requestId, send);
    if (after !== before) schedule();
    if (input.kind === 'host' && input.message.kind === 'command' && input.message.command === 'focusDiagram') {
      focusPicture();
    }
    if (input.kind === 'host' && input.message.kind === 'pictureWanted') answerPicture(input.message);
  };
  // After whatever else was said in this moment has been drawn.
  const answerPicture = (wanted: HostMessage & { readonly kind: 'pictureWanted' }): void => {
    queueMicrotask(() => {
      const view = views.find(({ name }) => name === ui.view);
      takePicture(wanted, ui.model, view).then(
        answer => host.postMessage(answer),
        () => undefined,
      );
    });
  };
  const views = createViews(send);
  const player = new Player(send);
  // Several inputs of one moment, such as a hover and a patch, are drawn once.
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      drawAll();
    });
  };
  const branchFocus = new BranchFocus();
  const drawAll = (): void => {
    branchFocus.beforeDrawing();
    keepingFocus(() => render(html`${panelView(ui, views, send)} ${legend.render(send)}`, root));
    legend.draw(ui.helpShown);
    const { model } = ui;
    if (ui.view !== shownView) {
      shownView = ui.view;
      document.querySelector('[role=tab][aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (model !== undefined) views.find(({ name }) => name === ui.view)?.draw(ui, model);
    openMenu(ui);
    branchFocus.afterDrawing(model !== undefined && areBranchesShown(ui), ui.branches.shown === true);
    announcer.say(spokenNow(ui));
    player.follow(ui);
    keep();
  };
  const keep = (): void => {
    const state = keptState(ui);
    const text = JSON.stringify(state);
    if (state === undefined || text === kept) return;
    kept = text;
    host.setState(state);
    host.postMessage({ kind: 'state', state });
  };

  const host = connectHost(message => send({ kind: 'host', message }));
  listen(() => ui, send);
  new ResizeObserver(() => send({ kind: 'resized', width: root.clientWidth })).observe(root);
  drawAll();
  host.postMessage({ kind: 'ready', version: CONTRACT_VERSION });
}

/** Where the panel is drawn, and where a screen reader listens. */
function placesIn(body: HTMLElement): { readonly root: HTMLElement; readonly live: HTMLElement } {
  const root = document.createElement('div');
  root.id = 'root';
  const live = document.createElement('div');
  live.className = 'visuallyHidden';
  live.setAttribute('aria-live', 'polite');
  body.append(root, live);
  return { root, live };
}

function listen(uiNow: () => PanelUi, send: Send): void {
  document.addEventListener('keydown', input => {
    if (input.defaultPrevented || input.ctrlKey || input.metaKey || input.altKey) return;
    const target = input.target instanceof Element ? input.target : undefined;
    // Letters belong to whoever is typed into, and everything to a dialog.
    if (target?.closest('input, kit-text-field, kit-dropdown, dialog, [role=menu]')) return;
    const wanted = inputFor(uiNow(), input, target);
    if (wanted === undefined) return;
    input.preventDefault();
    send(wanted);
  });
}

function inputFor(ui: PanelUi, input: KeyboardEvent, target: Element | undefined): PanelInput | undefined {
  // Two executions have a cursor of their own, and are not what the panel shows otherwise.
  if (ui.view === 'compare' && ['[', ']', 's'].includes(input.key)) return undefined;
  const isOnPicture = ui.view !== 'compare' && target !== undefined && target.closest('.picture') !== null;
  return (isOnPicture ? (diagramKey(ui, input) ?? pictureKey(ui, input)) : undefined) ?? panelKey(ui, input);
}

function awaitLayout(requestId: number, send: Send): void {
  setTimeout(() => send({ kind: 'layoutLate', requestId }), LAYOUT_PATIENCE);
}

function focusPicture(): void {
  queueMicrotask(() => document.querySelector<HTMLElement>('.picture, .graphPicture')?.focus());
}

function spokenNow({ model, spoken }: PanelUi): string {
  const report = model?.report;
  return report !== undefined && !report.finished ? spokenCounts(report) : spoken;
}
