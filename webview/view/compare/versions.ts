import { html, nothing, type TemplateResult } from 'lit';
import type {
  ComparedCount,
  ComparedProperty,
  ComparedScenario,
  ComparedVersions,
  ShownVersions,
  VersionVerdict,
} from '../../../src/contract/versions.ts';
import { countChange } from '../../../src/contract/versionWords.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';
import { linkButton, primaryButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';

/** What changed in verdicts and counts since another version of the file. `compare` asks for it. */
export function versionsView(versions: ShownVersions | undefined, compare: () => void): TemplateResult {
  if (versions === undefined) {
    return html`<div class="instead">
      <h2>What changed since the last commit?</h2>
      <p>Every scenario is checked as the file is and as it was, and what differs is listed.</p>
      ${primaryButton('Compare with last commit', compare)}
    </div>`;
  }
  switch (versions.kind) {
    case 'comparing':
      return html`<div class="instead" role="status">
        <p class="growing">
          Checking ${versions.of === 0 ? nothing : html`scenario ${versions.done + 1} of ${versions.of}`}
        </p>
      </div>`;
    case 'refused':
      return html`<div class="instead" role="status">
        <p>${versions.message}</p>
        ${primaryButton('Try again', compare)}
      </div>`;
    case 'compared':
      return comparedView(versions.comparison, versions.outdated, compare);
  }
}

function comparedView(compared: ComparedVersions, outdated: boolean, compare: () => void): TemplateResult {
  const { headline, scenarios } = compared;
  const changed = scenarios.filter(scenario => scenario.changed);
  const same = scenarios.filter(scenario => !scenario.changed);
  const list = (shown: readonly ComparedScenario[]): TemplateResult =>
    html`${shown.map(scenario => scenarioView(scenario, compared))}`;
  return html`<div class="versionsView" tabindex="0" role="region" aria-label="What changed since the last commit">
    <p class="versionsHeadline" role="status">
      ${headline}
      ${
        outdated
          ? html`<span class="quiet">The text has changed since.</span> ${linkButton(
                'compare again',
                'Check both versions as they are now',
                compare,
              )}`
          : nothing
      }
    </p>
    ${list(changed)}
    ${
      same.length === 0
        ? nothing
        : html`<details class="versionsSame" ?open=${changed.length === 0}>
            <summary>${formatUnits(same.length, 'scenario')} as before</summary>
            ${list(same)}
          </details>`
    }
  </div>`;
}

const PRESENCE = { both: '', added: 'new', removed: 'gone' } as const;

function scenarioView(scenario: ComparedScenario, versions: ComparedVersions): TemplateResult {
  const { name, presence, counts, properties, remarks } = scenario;
  const mark = PRESENCE[presence];
  return html`<section class="versionsScenario">
    <h2>${name} ${mark === '' ? nothing : html`<span class="presence">${mark}</span>`}</h2>
    ${remarks.map(remark => html`<p class="remark">${icon('unknown')}<span>${remark}</span></p>`)}
    <table aria-label=${`${name}: verdicts and counts`}>
      <thead>
        <tr>
          <th scope="col"><span class="visuallyHidden">of</span></th>
          <th scope="col">${versions.before}</th>
          <th scope="col">${versions.after}</th>
          <th scope="col"><span class="visuallyHidden">difference</span></th>
        </tr>
      </thead>
      <tbody>
        ${properties.map(propertyView)} ${counts.map(countView)}
      </tbody>
    </table>
  </section>`;
}

const CHANGES: Readonly<Record<ComparedProperty['change'], string>> = {
  same: '',
  verdict: 'another verdict',
  steps: 'another execution',
  added: 'new',
  removed: 'gone',
};

function propertyView({ name, change, before, after }: ComparedProperty): TemplateResult {
  return html`<tr class=${change === 'same' ? '' : change === 'verdict' ? 'changed isOther' : 'changed'}>
    <th scope="row">${name}</th>
    <td>${verdictView(before)}</td>
    <td>${verdictView(after)}</td>
    <td class="change">${CHANGES[change]}</td>
  </tr>`;
}

function verdictView(verdict: VersionVerdict | undefined): TemplateResult {
  if (verdict === undefined) return ABSENT;
  return html`<span class="versionVerdict ${verdict.kind}">${icon(verdict.kind)}<span>${verdict.text}</span></span>`;
}

const ABSENT = html`<span class="quiet"
  ><span aria-hidden="true">–</span><span class="visuallyHidden">not there</span></span
>`;

function countView(count: ComparedCount): TemplateResult {
  const { name, before, after } = count;
  const change = countChange(count);
  return html`<tr class="count ${change === '' ? '' : 'changed'}">
    <th scope="row">${name}</th>
    <td>${before === undefined ? ABSENT : formatCount(before)}</td>
    <td>${after === undefined ? ABSENT : formatCount(after)}</td>
    <td class="change">${change}</td>
  </tr>`;
}
