import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';

/** Steps around the cursor that are listed; all of any execution a person reads step by step. */
const STEPS_MAX = 1000;

/**
 * The execution as text, one sentence for each step. Where there is room it stands beside the diagram; where there is
 * none it is the diagram's text for those who do not see it.
 */
export function stepListView(execution: ExecutionView, cursor: number, shown: boolean, send: Send): TemplateResult {
  const first = Math.max(0, Math.min(execution.steps.length - STEPS_MAX, cursor - STEPS_MAX / 2));
  const steps = execution.steps.slice(first, first + STEPS_MAX);
  return html`<section class=${shown ? 'steps' : 'visuallyHidden'} aria-label="Steps">
    <h2>steps</h2>
    <ol start=${first}>
      ${steps.map((step, offset) => {
        const index = first + offset;
        const current = index === cursor;
        const words = html`<span>${step.sentence}</span>${step.fault ? icon('fault') : nothing}`;
        return html`<li aria-current=${current ? 'step' : nothing} class=${step.fault ? 'isFault' : ''}>
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
        </li>`;
      })}
    </ol>
  </section>`;
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
