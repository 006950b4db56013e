import { html, nothing, type TemplateResult } from 'lit';
import type { CheckReport, PropertyReport } from '../../../src/contract/report.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { MANY_STATES } from '../../../src/contract/explosion.ts';
import { dropdown, iconButton, linkButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { effortWords, extentWords, verdictWords } from './words.ts';

/** What is true, and how many there are. */
export function topView(ui: PanelUi, model: PanelModel, send: Send): TemplateResult {
  return html`<header class="top">
    <div class="titleLine">
      <h1>${model.execution?.protocol ?? model.report?.protocol ?? model.fileName}</h1>
      ${
        model.scenarios.length === 0
          ? nothing
          : dropdown({
              label: 'Scenario',
              options: model.scenarios,
              value: model.scenario,
              onChange: scenario => send({ kind: 'selectScenario', scenario }),
            })
      }
      <span class="filler"></span>
      ${
        model.execution === undefined
          ? nothing
          : iconButton({
              icon: 'take',
              label: 'Export the execution, or a picture of this view',
              onClick: () => send({ kind: 'command', command: 'exportExecution' }),
            })
      }
      ${iconButton({ icon: 'help', label: 'Signs and keys (?)', onClick: () => send({ kind: 'help', shown: true }) })}
    </div>
    ${model.variant === undefined ? nothing : variantLine(model.variant.phrase, send)}
    ${model.report === undefined ? nothing : reportView(model.report, ui, model, send)} ${noticesView(model, send)}
  </header>`;
}

/** Says that this is not the scenario as it is written, and leads back to it. */
function variantLine(phrase: string, send: Send): TemplateResult {
  return html`<p class="variantLine" role="status">
    ${icon('fault')}<span>${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}, not what the scenario declares</span>
    ${linkButton('back to the scenario', 'Show the scenario with the failures that it declares', () =>
      send({ kind: 'showVariant', variant: undefined, property: undefined }),
    )}
  </p>`;
}

function reportView(report: CheckReport, ui: PanelUi, model: PanelModel, send: Send): TemplateResult {
  const { choice } = model;
  const shown = choice.kind === 'property' ? choice.property : model.execution?.verdict?.property;
  return html`<ul class="verdicts" aria-label="Properties">
      ${report.properties.map(property => verdictView(property, report, property.name === shown, send))}
    </ul>
    <p class="counts">
      <span>${extentWords(report).join(' · ')} ${ui.view === 'explosion' ? nothing : whyLink(report, send)}</span>
      <span class="effort">${effortWords(report).join(' · ')}</span>
    </p>
    ${notesView(report, model.execution?.notes ?? [])}
    ${
      report.failure === undefined
        ? nothing
        : problemLine(report.failure.message, () => send({ kind: 'reveal', at: report.failure?.at }))
    }`;
}

/** Nobody wonders about a few. */
function whyLink({ counts }: CheckReport, send: Send): TemplateResult | typeof nothing {
  if (counts.distinctStates < MANY_STATES) return nothing;
  return linkButton('why so many?', 'Show what makes the states so many, and what would make them fewer', () =>
    send({ kind: 'showView', view: 'explosion' }),
  );
}

/** What else is known of the verdicts; what stands under the headline already is left out. */
function notesView({ properties }: CheckReport, shown: readonly string[]): TemplateResult | typeof nothing {
  const explained = properties.flatMap(({ name, notes = [] }) => {
    const others = notes.filter(note => !shown.includes(note));
    return others.length === 0 ? [] : [{ name, notes: others }];
  });
  if (explained.length === 0) return nothing;
  return html`<details class="notes">
    <summary>more about the verdicts</summary>
    <dl>
      ${explained.map(
        ({ name, notes }) =>
          html`<dt>${name}</dt>
            ${notes.map(note => html`<dd>${note}</dd>`)}`,
      )}
    </dl>
  </details>`;
}

function verdictView(property: PropertyReport, report: CheckReport, shown: boolean, send: Send): TemplateResult {
  const { title, sign, words, hasExecution, isExpected, sentence } = verdictWords(property, report.counts);
  const { name } = property;
  const clicked = (): void =>
    hasExecution
      ? send({ kind: 'choose', choice: { kind: 'property', property: name } })
      : send({ kind: 'reveal', at: property.at });
  const does = hasExecution ? `Show the execution of ${name}` : `Show ${name} in the text`;
  return html`<li>
    <button
      type="button"
      class="verdict ${sign} ${isExpected ? 'isExpected' : ''}"
      title="${sentence}&#10;${does}"
      aria-pressed=${hasExecution ? String(shown) : nothing}
      @click=${clicked}
    >
      ${icon(sign)}<span class="name">${title}</span> <span class="words">${words}</span>
    </button>
  </li>`;
}

function noticesView({ staleness, notice, execution, saved }: PanelModel, send: Send): TemplateResult {
  const broken = staleness.kind === 'broken' && execution !== undefined ? staleness : undefined;
  return html`${
    broken === undefined
      ? nothing
      : problemLine(brokenWords(broken.message, broken.problemCount), () => send({ kind: 'reveal', at: broken.at }))
  }
  ${saved === undefined || execution === undefined ? nothing : html`<p class="notice" role="status">${saved}</p>`}
  ${notice === undefined ? nothing : html`<p class="notice" role="status">${notice}</p>`}`;
}

/** A sentence about the text, with a link to where the trouble is. */
export function problemLine(message: string, reveal: () => void): TemplateResult {
  return html`<p class="problem" role="status">
    ${icon('broken')}<span>${message}</span> ${linkButton('Show', 'Show the problem in the text', reveal)}
  </p>`;
}

function brokenWords(message: string, problemCount: number): string {
  const others = problemCount > 1 ? ` (and ${problemCount - 1} more)` : '';
  return `This is the last picture that could be drawn. ${message}${others}`;
}
