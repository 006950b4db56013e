import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ExecutionView, StepView } from '../../../src/contract/execution.ts';
import { loopOf, loopSentence } from '../../../src/scene/loop.ts';
import { stepRemarks, type StepRemark } from '../../../src/scene/stepRemarks.ts';
import { captionsAt } from '../../../src/scene/captions.ts';
import { captionRemark } from '../captions/view.ts';
import { icon } from '../../kit/icons.ts';
import type { PinnedValue } from '../../../src/contract/webview.ts';
import { pinnedHistories, pinnedSentences, type PinnedHistory } from '../inspector/pinned.ts';
import type { Send } from '../panel/inputs.ts';
import { operationsView } from './operations.ts';

/** As many steps are listed whole: any execution that a person reads step by step. */
const STEPS_MAX = 1000;
/** Of more, those around the cursor; which ones changes only where the cursor has gone this far. */
const STEPS_AROUND = 400;
const STEPS_APART = 100;

/**
 * The execution as text, one sentence for each step, with what clients make of it. Where there is room it stands beside the
 * diagram; where there is none it is the diagram's text for those who do not see it.
 */
export function stepListView(
  execution: ExecutionView,
  cursor: number,
  { shown, pinned, captions }: StepListOptions,
  send: Send,
): TemplateResult {
  return html`${guard([execution, cursor, shown, pinned, captions, send], () => {
    return listView(execution, cursor, { shown, captions, histories: pinnedHistories(execution, pinned) }, send);
  })}`;
}

export interface StepListOptions {
  /** Whether it can be seen; else it is there for those who do not see the picture. */
  readonly shown: boolean;
  /** Values of which it says what becomes of them. */
  readonly pinned: readonly PinnedValue[];
  /** Whether what is seen is named. */
  readonly captions: boolean;
}

function listView(
  execution: ExecutionView,
  cursor: number,
  { shown, captions, histories }: Omit<StepListOptions, 'pinned'> & { readonly histories: readonly PinnedHistory[] },
  send: Send,
): TemplateResult {
  const [first, count] = listed(execution, cursor);
  const steps = execution.steps.slice(first, first + count);
  return html`<section class=${shown ? 'steps' : 'visuallyHidden'} aria-label="Steps">
    <h2>steps</h2>
    <ol start=${first}>
      ${steps.map((step, offset) => {
        const index = first + offset;
        const remarks = stepRemarks(execution, index);
        const current = index === cursor;
        const words = wordsView(step, remarks);
        return html`<li aria-current=${current ? 'step' : nothing} class=${classOf(step, remarks)}>
          ${loopNote(execution, index)}
          ${
            shown
              ? html`<button
                  type="button"
                  tabindex=${current ? '0' : '-1'}
                  @click=${() => send({ kind: 'moveCursor', step: index })}
                  @keydown=${rove}
                >
                  <span class="number">${index}</span>${words}
                </button>`
              : words
          }
          ${remarks.filter(({ kind }) => kind !== 'irrelevant').map(remarkView)}
          ${pinnedSentences(histories, index).map(pinnedRemark)}
          ${captions ? captionsAt(execution, index).map(captionRemark) : nothing} ${endNote(execution, index)}
        </li>`;
      })}
    </ol>
    ${operationsView(execution)}
  </section>`;
}

/** The first step that is listed, and how many are. */
function listed({ steps }: ExecutionView, cursor: number): readonly [number, number] {
  if (steps.length <= STEPS_MAX) return [0, steps.length];
  const first = Math.floor((cursor - STEPS_AROUND / 2) / STEPS_APART) * STEPS_APART;
  return [Math.max(0, Math.min(steps.length - STEPS_AROUND, first)), STEPS_AROUND];
}

function classOf({ fault }: StepView, remarks: readonly StepRemark[]): string {
  const isIrrelevant = remarks.some(({ kind }) => kind === 'irrelevant');
  return `${fault ? 'isFault' : ''} ${isIrrelevant ? 'isIrrelevant' : ''}`;
}

function wordsView({ sentence, fault }: StepView, remarks: readonly StepRemark[]): TemplateResult {
  const isIrrelevant = remarks.some(({ kind }) => kind === 'irrelevant');
  return html`<span>${sentence}${isIrrelevant ? html` <em>not needed</em>` : nothing}</span
    >${fault ? icon('fault') : nothing}`;
}

function remarkView({ kind, text }: StepRemark): TemplateResult {
  const sign = kind === 'violation' ? icon('violated') : kind === 'noReturn' ? icon('noReturn') : nothing;
  return html`<p class="remark ${kind}">${sign}<span>${text}</span></p>`;
}

/** What a step makes of a value that is followed. */
function pinnedRemark(sentence: string): TemplateResult {
  return html`<p class="remark followed">${icon('pin')}<span>${sentence}</span></p>`;
}

/** Above the first step that is repeated for ever. */
function loopNote(execution: ExecutionView, index: number): TemplateResult | typeof nothing {
  const loop = loopOf(execution);
  if (loop === undefined || loop.count === 0 || loop.first !== index) return nothing;
  return html`<p class="remark">${icon('loop')}<span>${loopSentence(loop)}</span></p>`;
}

/** Below the last step of what comes to an end. */
function endNote(execution: ExecutionView, index: number): TemplateResult | typeof nothing {
  const loop = loopOf(execution);
  if (loop?.count !== 0 || loop.last !== index) return nothing;
  return html`<p class="remark"><span>${loopSentence(loop)}</span></p>`;
}

function rove(input: KeyboardEvent): void {
  const item = (input.currentTarget as HTMLElement).closest('li');
  const neighbour =
    input.key === 'ArrowDown'
      ? item?.nextElementSibling
      : input.key === 'ArrowUp'
        ? item?.previousElementSibling
        : undefined;
  if (!neighbour) return;
  input.preventDefault();
  neighbour.querySelector('button')?.focus();
}
