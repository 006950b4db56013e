import { html, nothing, type TemplateResult } from 'lit';
import type { DepthGrowth } from '../../../src/contract/explosion.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { frontierSummary } from '../../../src/scene/counts.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import { linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import type { View } from '../viewType.ts';
import { barView } from './bar.ts';
import { GraphDrawing } from './draw.ts';
import { graphKey } from './keys.ts';
import type { GraphInput } from './reduce.ts';
import { sideView } from './side.ts';
import { currentVertex, type GraphUi, modeOf } from './state.ts';
import { graphSummary, spokenVertex, vertexTitle } from './words.ts';

/** Every state, and what leads from each to which. */
export function stateGraphView(send: Send): View {
  const tell = (input: GraphInput): void => send({ kind: 'stateGraph', input });
  const drawing = new GraphDrawing(tell);
  const press = (key: string): void => void drawing.canvas.key(key);
  return {
    name: 'stateGraph',
    label: 'States',
    question: 'Which states are there, and what leads from each to which?',
    render({ stateGraph }, model) {
      const mode = modeOf(stateGraph, model);
      const current = currentVertex(stateGraph, model);
      return html`<div class="graphView">
        ${barView(stateGraph, model, { send: tell, key: press })}
        ${
          mode === 'profile'
            ? profileView(model, drawing)
            : html`<div class="graphStage ${isOutdated(stateGraph) ? 'outdated' : ''}">
                ${pictureView(stateGraph, model, drawing, tell)} ${sideView(stateGraph, current, tell)}
              </div>`
        }
      </div>`;
    },
    draw({ stateGraph }, model) {
      if (modeOf(stateGraph, model) === 'profile') {
        const growth = growthOf(model);
        if (growth !== undefined) drawing.drawProfile(growth, model.report?.counts.complete === true);
        return;
      }
      drawing.draw(stateGraph, model);
      placeTip(stateGraph, drawing);
    },
  };
}

/** What is drawn is not what is asked for any more. */
function isOutdated({ asked, shown }: GraphUi): boolean {
  return shown !== undefined && asked !== undefined && asked.key !== shown.key;
}

function pictureView(
  graph: GraphUi,
  model: PanelModel,
  drawing: GraphDrawing,
  tell: (input: GraphInput) => void,
): TemplateResult {
  const { shown, details } = graph;
  const instead = insteadOf(graph, tell);
  const onKey = (input: KeyboardEvent): void => {
    if (input.ctrlKey || input.metaKey || input.altKey) return;
    const wanted = graphKey(graph, model, input);
    if (wanted !== undefined) tell(wanted);
    else if (!drawing.canvas.key(input.key)) return;
    input.preventDefault();
  };
  const name =
    shown === undefined ? 'State graph' : `State graph. ${graphSummary(shown.graph.outline, shown.scope.kind)}`;
  return html`<div
    class="graphPicture"
    id="graphPicture"
    tabindex="0"
    role="application"
    aria-roledescription="state graph"
    aria-label=${name}
    aria-describedby="graphKeys"
    aria-busy=${String(isOutdated(graph) || (shown === undefined && graph.refusal === undefined))}
    @keydown=${onKey}
  >
    <p id="graphKeys" class="visuallyHidden">
      Arrows move the picture, plus and minus zoom, 0 shows everything. Shift with up or down goes to the state before
      or after, with left or right to the next one of the same distance. Enter shows the execution that leads there.
    </p>
    ${drawing.canvas.element} ${tipView(graph)}
    ${instead === undefined ? nothing : html`<div class="instead graphInstead" role="status">${instead}</div>`}
    <p class="visuallyHidden" aria-live="polite">
      ${details === undefined || graph.focused === undefined ? '' : spokenVertex(details.answer)}
    </p>
  </div>`;
}

/** Why there is no picture, or not yet. */
function insteadOf(graph: GraphUi, tell: (input: GraphInput) => void): TemplateResult | undefined {
  const { refusal, shown, asked, states, layout } = graph;
  if (refusal !== undefined) return html`<p>${refusal}</p>`;
  const empty = shown?.graph.outline.empty;
  if (empty !== undefined && shown?.key === asked?.key) {
    return html`<p>${empty}</p>
      <p>
        ${linkButton('around the cursor', 'Draw the states near the one at the cursor', () =>
          tell({ kind: 'mode', mode: 'neighbourhood' }),
        )}
        ·
        ${linkButton('merged states', 'Draw states that agree as one', () => tell({ kind: 'mode', mode: 'quotient' }))}
        ·
        ${linkButton('depth profile', 'Draw how many states there are at each distance', () =>
          tell({ kind: 'mode', mode: 'profile' }),
        )}
      </p>`;
  }
  if (shown === undefined) {
    return html`<p class="growing">
      ${states === 0 ? 'Exploring' : html`Exploring: ${formatCount(states)} <span>states so far</span>`}
    </p>`;
  }
  const isLaidOut = shown.graph.outline.labels.length === 0 || layout?.layout !== undefined;
  return isLaidOut ? undefined : html`<p class="quiet">Laying out</p>`;
}

/** What differs from the state before, beside the pointer. */
function tipView({ hovered, details }: GraphUi): TemplateResult | typeof nothing {
  if (hovered === undefined || details?.answer.vertex !== hovered) return nothing;
  const { answer } = details;
  const { step, changes, agreed, violated } = answer;
  return html`<div class="graphTip" id="graphTip" aria-hidden="true">
    <p>${vertexTitle(answer)}</p>
    ${violated.length === 0 ? nothing : html`<p class="violating">violates ${violated.join(', ')}</p>`}
    ${agreed.slice(0, 4).map(({ name, value }) => html`<p><span class="quiet">${name}:</span> ${value}</p>`)}
    ${step === undefined ? nothing : html`<p><code>${step}</code></p>`}
    ${changes
      .slice(0, 6)
      .map(
        ({ name, before, value }) =>
          html`<p><span class="quiet">${name}:</span> <span class="before">${before}</span> → <ins>${value}</ins></p>`,
      )}
  </div>`;
}

/** Beside the vertex, where there is room. */
function placeTip({ hovered }: GraphUi, drawing: GraphDrawing): void {
  const tip = document.querySelector<HTMLElement>('#graphTip');
  const place = hovered === undefined ? undefined : drawing.canvas.placeOf(hovered);
  if (tip === null || place === undefined) return;
  const { clientWidth, clientHeight } = drawing.canvas.element;
  const [x, y] = place;
  const left = x + 16 + tip.offsetWidth > clientWidth ? x - 16 - tip.offsetWidth : x + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 12, clientHeight - tip.offsetHeight - 4))}px`;
}

function growthOf({ report }: PanelModel): DepthGrowth | undefined {
  const frontier = report?.counts.frontier;
  if (frontier === undefined || frontier.length === 0) return undefined;
  const factors = frontier.slice(1).map((states, depth) => states / (frontier[depth] ?? 1));
  return { frontier, factors, sentence: '' };
}

/** How many states there are at each distance: needs no graph, so it can be shown for any number of them. */
function profileView({ report }: PanelModel, drawing: GraphDrawing): TemplateResult {
  if (report === undefined) return html`<div class="instead"><p class="quiet">Nothing has been checked yet.</p></div>`;
  const { complete, frontier } = report.counts;
  const said = complete
    ? ''
    : report.finished
      ? ' Exploring was cut short: this is a part.'
      : ' Still searching: this grows.';
  return html`<div class="graphProfile" tabindex="0" role="region" aria-label="States by distance from the start">
    <h2>states by distance from the start</h2>
    <div class="chart">${drawing.profile.svg}</div>
    <p class="caption">${frontierSummary(frontier)}${said}</p>
    <ul class="visuallyHidden" aria-label="States at each distance">
      ${frontier.slice(0, 40).map((states, depth) => html`<li>distance ${depth}: ${formatCount(states)}</li>`)}
    </ul>
  </div>`;
}
