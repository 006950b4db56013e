import { html, nothing, type TemplateResult } from 'lit';
import type { GraphColouring, GraphMode, GraphVariable } from '../../../src/contract/stateGraph.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import { dropdown } from '../../kit/controls.ts';
import { STEPS_MAX, type GraphInput } from './reduce.ts';
import { type GraphUi, modeOf } from './state.ts';
import { MODE_NAMES } from './words.ts';

/** What is drawn and how, and keys of the picture as buttons. */
export function barView(
  graph: GraphUi,
  model: PanelModel,
  { send, key }: { readonly send: (input: GraphInput) => void; readonly key: (key: string) => void },
): TemplateResult {
  const mode = modeOf(graph, model);
  const modes = Object.keys(MODE_NAMES) as readonly GraphMode[];
  const outline = graph.shown?.graph.outline;
  return html`<div class="graphBar" role="toolbar" aria-label="State graph">
    ${dropdown({
      label: 'Which states are drawn',
      options: modes.map(each => MODE_NAMES[each]),
      value: MODE_NAMES[graph.mode],
      onChange: name => send({ kind: 'mode', mode: modes.find(each => MODE_NAMES[each] === name) ?? 'automatic' }),
    })}
    ${mode === 'neighbourhood' ? stepsView(graph, send) : nothing}
    ${mode === 'profile' || outline === undefined ? nothing : colourView(graph, outline.variables, outline.hasValence, send)}
    <span class="filler"></span>
    ${
      mode === 'profile'
        ? nothing
        : html`${barButton('−', 'Zoom out (-)', () => key('-'))}${barButton('+', 'Zoom in (+)', () => key('+'))}
          ${barButton('fit', 'fit: see everything (0)', () => key('0'))}`
    }
  </div>`;
}

function barButton(text: string, label: string, onClick: () => void, disabled = false): TemplateResult {
  return html`<button
    type="button"
    class="graphButton"
    title=${label}
    aria-label=${label}
    ?disabled=${disabled}
    @click=${onClick}
  >
    ${text}
  </button>`;
}

function stepsView({ steps, shown }: GraphUi, send: (input: GraphInput) => void): TemplateResult {
  const reached = shown?.scope.kind === 'neighbourhood' ? shown.graph.outline.steps : undefined;
  const said = formatUnits(steps, 'step');
  const fewer = reached !== undefined && reached < steps;
  return html`<span class="graphSteps">
    ${barButton('−', 'One step less', () => send({ kind: 'steps', steps: steps - 1 }), steps <= 1)}
    <span title=${fewer ? 'Farther there are too many to tell apart, or none' : 'How far the neighbourhood goes'}
      >${said}${fewer ? ` (${reached} drawn)` : ''}</span
    >
    ${barButton('+', 'One step more', () => send({ kind: 'steps', steps: steps + 1 }), steps >= STEPS_MAX)}
  </span>`;
}

function colourView(
  { colouring }: GraphUi,
  variables: readonly GraphVariable[],
  hasValence: boolean,
  send: (input: GraphInput) => void,
): TemplateResult {
  const choices: readonly (readonly [string, GraphColouring])[] = [
    ['no colours', { kind: 'none' }],
    ...(hasValence ? [['what can be decided', { kind: 'valence' }] as const] : []),
    ['who moved', { kind: 'mover' }],
    ...variables.map(({ key, label }) => [label, { kind: 'variable', key }] as const),
  ];
  const isSame = (other: GraphColouring): boolean => JSON.stringify(other) === JSON.stringify(colouring);
  return dropdown({
    label: 'What states are coloured by',
    options: choices.map(([label]) => label),
    value: choices.find(([, other]) => isSame(other))?.[0] ?? 'no colours',
    onChange: name => {
      const chosen = choices.find(([label]) => label === name);
      if (chosen !== undefined) send({ kind: 'colour', colouring: chosen[1] });
    },
  });
}
