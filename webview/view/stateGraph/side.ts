import { html, nothing, type TemplateResult } from 'lit';
import {
  type GraphNeighbour,
  type StateGraphArrays,
  VERTEX,
  type VertexDetails,
} from '../../../src/contract/stateGraph.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import { icon } from '../../kit/icons.ts';
import { linkButton } from '../../kit/controls.ts';
import type { GraphInput } from './reduce.ts';
import { classSign, ENDS_SIGN, lineSign, UNEXPLORED_SIGN, VIOLATION_SIGN } from './signs.ts';
import type { GraphUi } from './state.ts';
import { graphSummary, vertexTitle, violatingWords } from './words.ts';

type SendGraph = (input: GraphInput) => void;

/** The graph in words: what is drawn, what the signs mean, the vertex looked at with what leads there and on from it. */
export function sideView(graph: GraphUi, current: number | undefined, send: SendGraph): TemplateResult {
  const { shown } = graph;
  if (shown === undefined) return html`<aside class="graphSide" aria-label="About the graph"></aside>`;
  const { outline } = shown.graph;
  const violating = violatingWords(outline);
  return html`<aside class="graphSide" aria-label="About the graph" tabindex="0">
    <p id="graphSummary">${graphSummary(outline, shown.scope.kind)}</p>
    ${
      outline.cut === undefined
        ? nothing
        : html`<p class="bound">${icon('unknown')}<span>This graph is partial. ${outline.cut}</span></p>`
    }
    ${violating === '' ? nothing : html`<p class="violating">${icon('violated')}<span>${violating}</span></p>`}
    ${graph.unanswered === undefined ? nothing : html`<p class="bound" role="status">${icon('unknown')}<span>${graph.unanswered.why}</span></p>`}
    ${shown.scope.kind === 'quotient' ? mergeView(graph, send) : nothing} ${legendView(graph)}
    ${graph.details === undefined ? nothing : detailsView(graph.details.answer, current, send)}
  </aside>`;
}

function mergeView({ by, shown }: GraphUi, send: SendGraph): TemplateResult {
  const variables = shown?.graph.outline.variables ?? [];
  const toggled = (key: string): readonly string[] =>
    by.includes(key)
      ? by.filter(other => other !== key)
      : variables.map(each => each.key).filter(each => each === key || by.includes(each));
  return html`<fieldset class="mergeBy">
    <legend>merge states that agree on</legend>
    ${variables.map(
      ({ key, label }) =>
        html`<label title=${label}
          ><input
            type="checkbox"
            .checked=${by.includes(key)}
            ?disabled=${by.length === 1 && by.includes(key)}
            @change=${() => send({ kind: 'mergeBy', by: toggled(key) })}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}

function detailsView(details: VertexDetails, current: number | undefined, send: SendGraph): TemplateResult {
  const { vertex, violated, agreed, changes, step, states } = details;
  return html`<section class="vertexDetails">
    <h2>${vertex === current ? 'the state at the cursor' : 'the state looked at'}</h2>
    <p class="sentence">${vertexTitle(details)}</p>
    ${
      violated.length === 0
        ? nothing
        : html`<p class="violating">${icon('violated')}<span>violates ${violated.join(', ')}</span></p>`
    }
    ${agreed.length === 0 ? nothing : html`<dl>${agreed.map(({ name, value }) => pairView(name, html`${value}`))}</dl>`}
    ${step === undefined ? nothing : html`<p>${states > 1 ? 'the first one ' : ''}by <code>${step}</code></p>`}
    ${
      changes.length === 0
        ? nothing
        : html`<dl>
            ${changes.map(({ name, before, value }) =>
              pairView(name, html`<span class="before">${before}</span> → <ins>${value}</ins>`),
            )}
          </dl>`
    }
    ${
      vertex === current
        ? nothing
        : linkButton(
            'show the execution that leads here',
            'Show the shortest execution that ends in this state (Enter)',
            () => send({ kind: 'show', vertex }),
          )
    }
    ${neighboursView('what leads here', details.before, details.beforeCount, send)}
    ${neighboursView('what leads on', details.after, details.afterCount, send)}
  </section>`;
}

function pairView(name: string, value: TemplateResult): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function neighboursView(
  title: string,
  neighbours: readonly GraphNeighbour[],
  count: number,
  send: SendGraph,
): TemplateResult {
  const more = count - neighbours.length;
  return html`<h2>${title}</h2>
    ${
      neighbours.length === 0
        ? html`<p class="quiet">nothing that is drawn</p>`
        : html`<ul class="neighbours" aria-label=${title}>
            ${neighbours.map(
              ({ vertex, step, name, violates }) =>
                html`<li>
                  <button
                    type="button"
                    title=${`${step}\nLook at this state`}
                    @click=${() => send({ kind: 'focus', vertex })}
                  >
                    ${violates ? icon('violated') : nothing}<span>${step}${name === undefined ? nothing : html`<span class="where">${name}</span>`}</span>${
                      violates ? html`<span class="visuallyHidden"> violates</span>` : nothing
                    }
                  </button>
                </li>`,
            )}
            ${more > 0 ? html`<li class="quiet">and ${formatCount(more)} more</li>` : nothing}
          </ul>`
    }`;
}

interface Signs {
  /** The bits of all vertices. */
  readonly flags: number;
  readonly hasFaults: boolean;
}

const known = new WeakMap<StateGraphArrays, Signs>();

/** Which signs are in a picture: looked for once, since there may be many vertices. */
function signsOf(arrays: StateGraphArrays | undefined): Signs {
  if (arrays === undefined) return { flags: 0, hasFaults: false };
  const signs = known.get(arrays) ?? {
    flags: arrays.flags.reduce((all, flags) => all | flags, 0),
    hasFaults: arrays.edgeFlags.some(flag => flag !== 0),
  };
  known.set(arrays, signs);
  return signs;
}

/** What colours, shapes and lines mean: those that are in the picture. */
function legendView({ paint, colouring, shown }: GraphUi): TemplateResult {
  const { flags, hasFaults } = signsOf(shown?.graph.arrays);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const names = colouring.kind === 'none' ? [] : (paint?.answer.names ?? []);
  return html`<section class="graphLegend">
    <h2>signs</h2>
    <ul>
      ${names.map(
        ({ name, vertices }, index) =>
          html`<li>
            ${classSign(index)}<span class="name" title=${name}>${name}</span
            ><span class="number">${formatCount(vertices)}</span>
          </li>`,
      )}
      <li>${lineSign('path')}<span>the execution that is shown</span></li>
      ${has(VERTEX.violates) ? html`<li>${VIOLATION_SIGN()}<span>violates a property</span></li>` : nothing}
      ${has(VERTEX.ends) ? html`<li>${ENDS_SIGN()}<span>nothing but failures leads on</span></li>` : nothing}
      ${has(VERTEX.unexplored) ? html`<li>${UNEXPLORED_SIGN()}<span>not explored any further</span></li>` : nothing}
      ${hasFaults ? html`<li>${lineSign('fault')}<span>only something going wrong</span></li>` : nothing}
    </ul>
  </section>`;
}
