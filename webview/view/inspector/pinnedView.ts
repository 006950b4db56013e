import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { segmentAt, type Segment } from '../../../src/scene/histories.ts';
import { differenceOf, valueTree } from '../../../src/scene/values.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import { iconButton, linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';
import { inlineParts } from './inline.ts';
import type { InspectorUi } from './inspectorUi.ts';
import { pinnedHistory, segmentWords, type PinnedHistory } from './pinned.ts';
import { partView } from './rowView.ts';
import { cellsOf, stepAtShare, stepByKey, type Cell } from './strip.ts';

/** The pinned values on top of everything, each with a strip that shows it through time. */
export function pinnedView(
  execution: ExecutionView,
  { cursor, room }: { readonly cursor: number; readonly room: number },
  { kept: { pinned } }: InspectorUi,
  send: Send,
): TemplateResult | typeof nothing {
  if (pinned.length === 0) return nothing;
  const found = pinned.map(place => pinnedHistory(execution, place));
  const gone = pinned.filter((_, i) => found[i] === undefined);
  const letGo = (): void => send({ kind: 'inspector', input: { kind: 'unpin', places: gone } });
  return html`<section class="pinned" aria-label="Followed values">
    ${found.map(history => (history === undefined ? nothing : pinView(execution, history, { cursor, room }, send)))}
    ${
      gone.length === 0
        ? nothing
        : html`<p class="quiet">
            ${formatUnits(gone.length, 'followed value')} not in this execution
            ${linkButton('let go', 'Do not follow them any more', letGo)}
          </p>`
    }
  </section>`;
}

function pinView(
  execution: ExecutionView,
  history: PinnedHistory,
  { cursor, room }: { readonly cursor: number; readonly room: number },
  send: Send,
): TemplateResult {
  const { place, name, segments } = history;
  const last = execution.steps.length - 1;
  const at = segmentAt(segments, cursor);
  const go = (step: number | undefined): void => {
    if (step !== undefined) send({ kind: 'moveCursor', step });
  };
  const clicked = (input: MouseEvent): void => {
    const { left, width } = (input.currentTarget as Element).getBoundingClientRect();
    go(stepAtShare(segments, last, (input.clientX - left) / width));
  };
  const pressed = (input: KeyboardEvent): void => {
    const step = stepByKey(segments, cursor, input.key);
    if (step === undefined || input.ctrlKey || input.metaKey || input.altKey) return;
    input.preventDefault();
    go(step);
  };
  return html`<div class="pinnedValue">
    <div class="pinnedLine">
      <span class="rowWords"
        ><span class="label">${name}: </span><span class="value">${valueView(segments, at, cursor)}</span></span
      >
      ${iconButton({
        icon: 'close',
        label: `Do not follow ${name} any more`,
        onClick: () => send({ kind: 'inspector', input: { kind: 'pin', place, name } }),
      })}
    </div>
    <div
      class="strip"
      role="slider"
      tabindex="0"
      aria-label=${`${name} through time`}
      aria-valuemin="0"
      aria-valuemax=${last}
      aria-valuenow=${cursor}
      aria-valuetext=${segmentWords(history, cursor, last)}
      title="Click, or use the arrow keys: to where it got this value"
      @click=${clicked}
      @keydown=${pressed}
    >
      <svg aria-hidden="true" width="100%" height="18">
        ${guard([segments, last, room], () => cellsOf(segments, last, room).map(cell => cellView(cell, last)))}
        ${cursorView(segments[at], cursor, last)}
      </svg>
    </div>
  </div>`;
}

function valueView(segments: readonly Segment[], at: number, cursor: number): readonly TemplateResult[] {
  const { from, value = '–' } = segments[at] ?? {};
  const before = from === cursor ? segments[at - 1]?.value : undefined;
  const after = valueTree(value);
  const difference = differenceOf(before === undefined ? after : valueTree(before), after);
  return inlineParts(difference).map(part => partView(part, true));
}

function cellView({ from, to, count, value, label }: Cell, last: number): SVGTemplateResult {
  const steps = from === to ? `step ${from}` : `steps ${from} to ${to}`;
  const words = count === 1 ? `${value}, ${steps}` : `${count} values, ${steps}`;
  return svg`<g class=${count === 1 ? 'cell' : 'cell several'}>
    <title>${words}</title>
    <rect x=${share(from, last)} y="0" width=${share(to - from + 1, last)} height="18" />
    ${from === 0 ? nothing : svg`<line x1=${share(from, last)} x2=${share(from, last)} y1="0" y2="18" />`}
    ${label === '' ? nothing : svg`<text x=${share(from, last)} dx="4" y="13">${label}</text>`}
  </g>`;
}

/** The value of the cursor, and the step in it. */
function cursorView(segment: Segment | undefined, cursor: number, last: number): SVGTemplateResult {
  const { from, to } = segment ?? { from: cursor, to: cursor };
  return svg`<rect class="now" x=${share(from, last)} y="0" width=${share(to - from + 1, last)} height="18" />
    <line class="cursorMark" x1=${share(cursor + 0.5, last)} x2=${share(cursor + 0.5, last)} y1="14" y2="18" />`;
}

function share(steps: number, last: number): string {
  return `${((steps / (last + 1)) * 100).toFixed(3)}%`;
}
