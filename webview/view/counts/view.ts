import { html, nothing, type TemplateResult } from 'lit';
import { commonHints } from '../../../src/contract/hints.ts';
import type { CheckReport, ExpectationReport, Hint, PotentialReport } from '../../../src/contract/report.ts';
import { frontierScene, frontierSummary } from '../../../src/scene/counts.ts';
import { linkButton } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import { Picture } from '../../draw/picture.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import type { Send } from '../panel/inputs.ts';
import type { View } from '../viewType.ts';
import { boundReached, costRows, methodSentences, sizeRows, type CountRow } from './words.ts';

const CHART_HEIGHT = 160;
const CHART_WIDTH_MAX = 720;

/** How large the state space is, how it grows, and what finding out cost. */
export function countsView(send: Send): View {
  const chart = new Picture();
  let drawn: { readonly frontier: readonly number[]; readonly width: number } | undefined;
  return {
    name: 'counts',
    label: 'Counts',
    question: 'How many states could there be, how many are there, and how fast do they multiply?',
    render(_ui, { report }) {
      if (report === undefined) return html`<p class="quiet">Nothing has been counted yet.</p>`;
      return html`<div id="countsView" class="countsView">
        ${sizesView(report, send)}
        <section>
          <h2>states at each depth</h2>
          <div class="chart">${chart.svg}</div>
          <p class="visuallyHidden">${frontierSummary(report.counts.frontier, report.counts)}</p>
        </section>
        ${potentialView(report.counts.potential)}
        <section>
          <h2>cost</h2>
          ${rowsView(costRows(report.counts))}
        </section>
        ${expectationsView(report.expectations, send)} ${hintsView(commonHints([report], 1), send)}
      </div>`;
    },
    draw({ width }, { report }) {
      const frame = document.querySelector<HTMLElement>('#countsView .chart');
      if (report === undefined || frame === null) return;
      const { frontier } = report.counts;
      const room = Math.max(200, Math.min(CHART_WIDTH_MAX, frame.clientWidth));
      if (drawn?.frontier === frontier && drawn.width === width) return;
      drawn = { frontier, width };
      chart.show(frontierScene(frontier, { width: room, height: CHART_HEIGHT }), { from: 0, to: CHART_HEIGHT });
    },
  };
}

function sizesView({ counts, finished }: CheckReport, send: Send): TemplateResult {
  const bound = boundReached(counts);
  return html`<section>
    <h2>${finished ? 'how many states' : 'how many states so far'}</h2>
    ${rowsView(sizeRows(counts))}
    ${bound === undefined ? nothing : html`<p class="bound">${icon('unknown')}<span>${bound} ${finished ? sampleButton(send) : nothing}</span></p>`}
    ${methodSentences(counts).map(sentence => html`<p class="remark">${sentence}</p>`)}
  </section>`;
}

function sampleButton(send: Send): TemplateResult {
  const title = 'Look for violations in random runs that go on where the check stopped. Not exhaustive.';
  return linkButton('sample beyond it', title, () => send({ kind: 'command', command: 'sample' }));
}

function rowsView(rows: readonly CountRow[]): TemplateResult {
  return html`<dl class="countRows">
    ${rows.map(
      ({ name, value, remark }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>
            <span class="value">${value}</span> ${remark === '' ? nothing : html`<span class="remark">${remark}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function potentialView(potential: PotentialReport): TemplateResult {
  const { exact, text, unbounded, yardsticks, factors } = potential;
  return html`<section>
    <h2>how many there could be</h2>
    <p class="potential">${text}</p>
    ${exact === undefined || formatCount(exact) === text ? nothing : html`<p class="exact">${formatCount(exact)}</p>`}
    ${unbounded.length === 0 ? nothing : html`<p class="remark">Without bound: ${unbounded.join(', ')}.</p>`}
    ${
      yardsticks.length === 0
        ? nothing
        : html`<ul class="yardsticks">
            ${yardsticks.map(yardstick => html`<li>${yardstick}</li>`)}
          </ul>`
    }
    ${factors.length === 0 ? nothing : factorsView(factors)}
    <p class="remark">
      The product of all of these, if anything could go with anything. A second copy of a message, crashes and
      partitions come on top.
    </p>
  </section>`;
}

function factorsView(factors: PotentialReport['factors']): TemplateResult {
  return html`<table class="factors">
    <caption class="visuallyHidden">
      Domain sizes whose product is the potential
    </caption>
    <thead>
      <tr>
        <th scope="col">what</th>
        <th scope="col" class="number">ways</th>
        <th scope="col" class="number">times</th>
      </tr>
    </thead>
    <tbody>
      ${factors.map(
        ({ name, size, times }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="number">${/^\d+$/.test(size) ? formatCount(size) : size}</td>
            <td class="number">${/^\d+$/.test(times) ? formatCount(times) : times}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function expectationsView(expectations: readonly ExpectationReport[], send: Send): TemplateResult {
  if (expectations.length === 0) return html``;
  const met = expectations.filter(expectation => expectation.met).length;
  return html`<section>
    <h2>expectations</h2>
    <p class="remark">${met} of ${expectations.length} met</p>
    <ul class="expectations">
      ${expectations.map(expectation => expectationView(expectation, send))}
    </ul>
  </section>`;
}

function hintsView(hints: readonly Hint[], send: Send): TemplateResult {
  if (hints.length === 0) return html``;
  return html`<section>
    <h2>what this scenario never uses</h2>
    <ul class="hints">
      ${hints.map(
        ({ text, at }) => html`<li>${linkButton(text, 'Show in the text', () => send({ kind: 'reveal', at }))}</li>`,
      )}
    </ul>
  </section>`;
}

function expectationView({ text, met, undecided, reason, at }: ExpectationReport, send: Send): TemplateResult {
  const [sign, words] = met
    ? (['holds', 'met'] as const)
    : undecided === true
      ? (['unknown', 'not decided'] as const)
      : (['violated', 'not met'] as const);
  return html`<li class=${sign}>
    ${icon(sign)}<span class="visuallyHidden">${words}: </span>
    ${linkButton(text, 'Show in the text', () => send({ kind: 'reveal', at }))}
    ${reason === '' ? nothing : html`<span class="remark">${reason}</span>`}
  </li>`;
}
