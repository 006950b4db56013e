import { html, nothing, type TemplateResult } from 'lit';
import type { ExplosionReport, StateCount } from '../../../src/contract/explosion.ts';
import { savingScene, shareScene } from '../../../src/scene/explosionShares.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import type { Send } from '../panel/inputs.ts';
import { barView } from './draw.ts';
import { ROWS_SHOWN, shareGroups, type ShareGroup, type ShareRow } from './state.ts';
import { plain, savingRow, sentencePieces } from './words.ts';

const BAR = { width: 96, height: 10 } as const;

/** A sentence whose words of the file are set apart. */
export function sentenceView(sentence: string): TemplateResult {
  return html`${sentencePieces(sentence).map(({ text, isCode }) => (isCode ? html`<code>${text}</code>` : text))}`;
}

/** Variables, messages and steps with the part of the states that each accounts for. */
export function sharesView(report: ExplosionReport, send: Send): TemplateResult {
  const groups = shareGroups(report).filter(({ rows }) => rows?.length !== 0);
  return html`<section>
    <h2>what they differ in, and what leads to them</h2>
    ${groups.map(group => groupView(group, report.finished, send))}
    <p class="remark">
      The part of the states that would not be there, or be the same as others, without it. Parts overlap.
    </p>
  </section>`;
}

function groupView({ heading, rows }: ShareGroup, finished: boolean, send: Send): TemplateResult {
  if (rows === undefined) {
    return html`<h3>${heading}</h3>
      <p class="remark">${finished ? 'Not worked out.' : 'Not known yet.'}</p>`;
  }
  const [first] = rows;
  const folded = rows.slice(ROWS_SHOWN);
  return html`<h3>${heading}</h3>
    ${first === undefined ? nothing : html`<p class="caption">${sentenceView(first.sentence)}</p>`}
    ${tableView(heading, rows.slice(0, ROWS_SHOWN), send)}
    ${
      folded.length === 0
        ? nothing
        : html`<details>
            <summary>${formatUnits(folded.length, 'more')}</summary>
            ${tableView(`${heading}, the others`, folded, send)}
          </details>`
    }`;
}

function tableView(caption: string, rows: readonly ShareRow[], send: Send): TemplateResult {
  return html`<table class="shares">
    <caption class="visuallyHidden">
      ${caption}
    </caption>
    <thead class="visuallyHidden">
      <tr>
        <th scope="col">name</th>
        <th scope="col">bar</th>
        <th scope="col">part of the states</th>
        <th scope="col">remark</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(row => rowView(row, send))}
    </tbody>
  </table>`;
}

function rowView(
  { name, owner, share, percent, remark, sentence, at, isStrongest }: ShareRow,
  send: Send,
): TemplateResult {
  const of = owner === '' ? nothing : html` <span class="owner">${owner}</span>`;
  return html`<tr class=${isStrongest ? 'strongest' : ''} title=${plain(sentence)}>
    <th scope="row">
      ${
        at === undefined
          ? html`<code>${name}</code>`
          : html`<button
              type="button"
              title="${plain(sentence)}&#10;Show in the text"
              @click=${() => send({ kind: 'reveal', at })}
            >
              <code>${name}</code>
            </button>`
      }${of}
    </th>
    <td>${barView(shareScene(share, { ...BAR, isStrongest }))}</td>
    <td class="number">${percent}</td>
    <td class="remark">${remark}</td>
  </tr>`;
}

/** What is left with each reduction. */
export function savingsView({ reductions, reachable, finished }: ExplosionReport): TemplateResult {
  return html`<section>
    <h2>what a reduction would save</h2>
    ${
      reductions === undefined
        ? html`<p class="remark">${finished ? 'Not worked out.' : 'Not known yet.'}</p>`
        : html`<dl class="savings">
            ${reductions.map(reduction => savingView(savingRow(reduction, reachable), reachable))}
          </dl>`
    }
  </section>`;
}

function savingView(
  { name, setting, words, sentence, count }: ReturnType<typeof savingRow>,
  reachable: StateCount | undefined,
): TemplateResult {
  const bar =
    count === undefined || reachable === undefined
      ? nothing
      : barView(savingScene(reachable, count, { ...BAR, isStrongest: false }));
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <p class="saving">${bar}<span>${words}</span></p>
      <p class="remark">${sentenceView(sentence)} ${count === undefined ? nothing : html`<code>${setting}</code>`}</p>
    </dd>
  </div>`;
}

/** What could be done about it; each leads to its line. */
export function hintsView({ hints, finished }: ExplosionReport, send: Send): TemplateResult | typeof nothing {
  if (hints.length === 0) return nothing;
  return html`<section>
    <h2>what would make them fewer${finished ? '' : ', so far'}</h2>
    <ul class="explosionHints">
      ${hints.map(
        ({ text, at }) =>
          html`<li>
            <button
              type="button"
              class="linkButton"
              title="Show in the text"
              @click=${() => send({ kind: 'reveal', at })}
            >
              ${sentenceView(text)}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
