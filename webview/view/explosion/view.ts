import { html, nothing, type TemplateResult } from 'lit';
import type { DepthGrowth, ExplosionReport, Growth, SourceStep } from '../../../src/contract/explosion.ts';
import type { ShownExplosion } from '../../../src/contract/webview.ts';
import { frontierSummary } from '../../../src/scene/counts.ts';
import { growthLines } from '../../../src/scene/explosionGrowth.ts';
import { explosionHeadline, isComparable } from '../../../src/scene/explosionWords.ts';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import type { View } from '../viewType.ts';
import { ExplosionDrawing } from './draw.ts';
import { hintsView, savingsView, sentenceView, sharesView, waitingView } from './rows.ts';
import { depthLine, potentialSentence, progressWords, sourceCount } from './words.ts';

/** As many depths as are read out; the others are summed up. */
const DEPTHS_SPOKEN = 40;

/** What makes the states so many, and what would make them fewer. */
export function explosionView(send: Send): View {
  const drawing = new ExplosionDrawing();
  return {
    name: 'explosion',
    label: 'Explosion',
    question: 'Why are there so many states, and what would make them fewer?',
    render(_ui, { explosion, report }) {
      if (explosion?.refusal !== undefined) {
        return html`<div class="instead"><p class="quiet">${explosion.refusal}</p></div>`;
      }
      if (explosion?.report === undefined) {
        const words =
          report?.finished === true
            ? 'Counting.'
            : 'What makes the states so many is worked out once the check has ended.';
        return html`<div class="instead"><p class="quiet">${words}</p></div>`;
      }
      const { report: known, outdated } = explosion;
      return html`<div
        id="explosionView"
        class="explosionView ${outdated ? 'outdated' : ''}"
        tabindex="0"
        role="region"
        aria-label="Why there are so many states"
        aria-busy=${String(outdated || !known.finished)}
      >
        ${headlineView(explosion, known)}
        <div class="explosionColumns">
          <div>
            ${potentialView(known, drawing)} ${sourcesView(known, drawing)} ${growthView(known, drawing)}
            ${depthView(known, drawing)}
          </div>
          <div>${sharesView(known, send)} ${savingsView(known)} ${hintsView(known, send)}</div>
        </div>
      </div>`;
    },
    draw(_ui, { explosion }) {
      const frame = document.querySelector('#explosionView');
      if (explosion?.report !== undefined && frame !== null) drawing.draw(explosion.report, frame);
    },
  };
}

function headlineView(shown: ShownExplosion, report: ExplosionReport): TemplateResult {
  const parts = explosionHeadline(report);
  const progress = progressWords(shown);
  return html`<div class="explosionHead">
    <p class="explosionHeadline">
      ${
        parts.length === 0
          ? 'Counting the states.'
          : parts.map(({ text, kind }) => {
              if (kind === 'figure') return html`<strong>${text}</strong>`;
              return kind === 'code' ? html`<code>${text}</code>` : text;
            })
      }
    </p>
    ${report.cut === undefined ? nothing : html`<p class="bound">${icon('unknown')}<span>${sentenceView(report.cut)}</span></p>`}
    ${progress === '' ? nothing : html`<p class="remark" role="status">${progress}</p>`}
  </div>`;
}

function potentialView(report: ExplosionReport, drawing: ExplosionDrawing): TemplateResult | typeof nothing {
  const { potential, reachable } = report;
  if (reachable === undefined || (potential.exact !== undefined && !isComparable(report))) return nothing;
  return html`<section>
    <h2>of all that could be told apart</h2>
    ${isComparable(report) ? html`<div class="chart">${drawing.potential}</div>` : nothing}
    <p class="caption">${[potentialSentence(report), ...potential.yardsticks.map(asSentence)].join(' ')}</p>
  </section>`;
}

function asSentence(yardstick: string): string {
  return `${yardstick.charAt(0).toUpperCase()}${yardstick.slice(1)}.`;
}

function sourcesView({ sources, finished }: ExplosionReport, drawing: ExplosionDrawing): TemplateResult {
  return html`<section>
    <h2>where they come from</h2>
    ${
      sources === undefined
        ? waitingView(finished)
        : html`<div class="chart">${drawing.waterfall}</div>
            <dl class="sources">${sources.map(sourceView)}</dl>`
    }
  </section>`;
}

function sourceView(step: SourceStep): TemplateResult {
  return html`<div>
    <dt>${step.label}</dt>
    <dd><span class="visuallyHidden">${sourceCount(step)}.</span> ${sentenceView(step.sentence)}</dd>
  </div>`;
}

function growthView({ growth, finished }: ExplosionReport, drawing: ExplosionDrawing): TemplateResult | typeof nothing {
  // A scenario may have no role whose number of nodes can be another one.
  if (growth?.length === 0 && finished) return nothing;
  return html`<section>
    <h2>with more nodes, and with fewer</h2>
    ${
      growth === undefined || growth.length === 0
        ? waitingView(finished)
        : html`<div class=${growth.length === 1 ? 'growths single' : 'growths'}>
            ${growth.map(each => oneGrowthView(each, drawing))}
          </div>`
    }
  </section>`;
}

function oneGrowthView(growth: Growth, drawing: ExplosionDrawing): TemplateResult {
  return html`<div class="growth">
    <div class="chart">${drawing.growthOf(growth.role)}</div>
    <p class="caption">${sentenceView(growth.sentence)}</p>
    <ul class="visuallyHidden" aria-label=${`States by number of ${growth.role} nodes`}>
      ${growthLines(growth).map(line => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}

function depthView({ depth, finished }: ExplosionReport, drawing: ExplosionDrawing): TemplateResult {
  return html`<section>
    <h2>step by step</h2>
    ${
      depth === undefined
        ? waitingView(finished)
        : html`<div class="chart">${drawing.depth}</div>
            <p class="caption">${sentenceView(depth.sentence)}</p>
            ${spokenDepths(depth)}`
    }
  </section>`;
}

function spokenDepths({ frontier }: DepthGrowth): TemplateResult {
  return html`<div class="visuallyHidden">
    <p>${frontierSummary(frontier)}</p>
    <ul aria-label="States at each depth">
      ${frontier.slice(0, DEPTHS_SPOKEN).map((states, depth) => html`<li>${depthLine(states, depth)}</li>`)}
    </ul>
  </div>`;
}
