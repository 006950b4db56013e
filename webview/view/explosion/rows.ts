import { html, nothing, type TemplateResult } from 'lit';
import type { ExplosionReport, StateCount } from '../../../src/contract/explosion.ts';
import { savingScene, shareScene } from '../../../src/scene/explosionShares.ts';
import { formatCount } from '../../../src/scene/numbers.ts';
import type { Send } from '../panel/inputs.ts';
import { barView } from './draw.ts';
import { foldedRows, shareGroups, type ShareGroup, type ShareRow } from './state.ts';
import { plain, savingRow, sentencePieces } from './words.ts';

const BAR = { width: 112, height: 10 } as const;

/** A sentence whose words of the file are set apart. */
export function sentenceView(sentence: string): TemplateResult {
  return html`${sentencePieces(sentence).map(({ text, isCode }) => (isCode ? html`<code>${text}</code>` : text))}`;
}

/** Variables, messages and steps with the part of the states that each accounts for. */
export function sharesView(report: ExplosionReport, send: Send): TemplateResult {
  const groups = shareGroups(report).filter(({ rows }) => rows?.length !== 0);
  return html`${groups.map(group => groupView(group, report.finished, send))}
    <p class="remark sharesRemark">
      A share is the part of the states that would not be there, or would be the same as others, without it. Shares
      overlap.
    </p>`;
}

function groupView({ heading, rows }: ShareGroup, finished: boolean, send: Send): TemplateResult {
  if (rows === undefined) {
    return html`<section>
      <h2>${heading}</h2>
      ${waitingView(finished)}
    </section>`;
  }
  const [first] = rows;
  const { shown, folded } = foldedRows(rows);
  return html`<section>
    <h2>${heading}</h2>
    ${first === undefined ? nothing : html`<p class="caption">${sentenceView(first.sentence)}</p>`}
    ${listView(heading, shown, send)}
    ${
      folded.length === 0
        ? nothing
        : html`<details>
            <summary>${formatCount(folded.length)} more</summary>
            ${listView(`${heading}: the others`, folded, send)}
          </details>`
    }
  </section>`;
}

function listView(label: string, rows: readonly ShareRow[], send: Send): TemplateResult {
  return html`<ul class="shares" aria-label=${label}>
    ${rows.map(row => rowView(row, send))}
  </ul>`;
}

function rowView(row: ShareRow, send: Send): TemplateResult {
  const { name, owner, share, percent, remark, sentence, at, isStrongest } = row;
  const title = plain(sentence);
  return html`<li class=${isStrongest ? 'strongest' : ''} title=${title}>
    <span class="name">
      ${
        at === undefined
          ? html`<code>${name}</code>`
          : html`<button
              type="button"
              title="${title}&#10;Show in the text"
              @click=${() => send({ kind: 'reveal', at })}
            >
              <code>${name}</code>
            </button>`
      }
      ${owner === '' ? nothing : html`<span class="owner">${owner}</span>`}
    </span>
    ${barView(shareScene(share, { ...BAR, isStrongest }))}
    <span class="number">${percent}</span>
    <span class="remark">${remark}</span>
  </li>`;
}

/** What is not known yet, where it will stand. */
export function waitingView(finished: boolean): TemplateResult {
  return html`<p class="remark">${finished ? 'Not worked out.' : 'Not known yet.'}</p>`;
}

/** What is left with each reduction. */
export function savingsView({ reductions, reachable, finished }: ExplosionReport): TemplateResult {
  return html`<section>
    <h2>what a reduction would save</h2>
    ${
      reductions === undefined
        ? waitingView(finished)
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
