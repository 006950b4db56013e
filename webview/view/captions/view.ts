import { html, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { CAPTIONS, captionsAt, captionsOf, type Caption } from '../../../src/scene/captions.ts';
import { linkButton } from '../../kit/controls.ts';
import type { Send } from '../panel/inputs.ts';

/** What is seen at the cursor, by its name; where there is nothing to name, where there is. */
export function captionLine(execution: ExecutionView, cursor: number, send: Send): TemplateResult {
  const here = captionsAt(execution, cursor);
  if (here.length > 0) {
    return html`<div class="captionLine" role="status">
      ${here.map(
        ({ kind, text }) =>
          html`<p>
            <strong>${CAPTIONS[kind].name}</strong> <span>${text}</span>
            ${linkButton('read on', 'What is written of it in the reference of failures', () =>
              send({ kind: 'readAbout', anchor: CAPTIONS[kind].anchor }),
            )}
          </p>`,
      )}
    </div>`;
  }
  const all = captionsOf(execution);
  const next = all.find(({ step }) => step > cursor) ?? all.at(-1);
  if (next === undefined)
    return html`<div class="captionLine quiet" role="status"><p>nothing to name in this run</p></div>`;
  const way = next.step > cursor ? 'next' : 'before';
  return html`<div class="captionLine quiet" role="status">
    <p>
      ${way}:
      ${linkButton(`${CAPTIONS[next.kind].name}, step ${next.step}`, `To step ${next.step}`, () =>
        send({ kind: 'moveCursor', step: next.step }),
      )}
    </p>
  </div>`;
}

/** Below a step of the list. */
export function captionRemark({ kind, text }: Caption): TemplateResult {
  return html`<p class="remark caption">
    <span><strong>${CAPTIONS[kind].name}</strong> ${text}</span>
  </p>`;
}
