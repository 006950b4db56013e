import { html, type TemplateResult } from 'lit';
import { iconButton } from '../../kit/controls.ts';
import { Picture } from '../../draw/picture.ts';
import type { Send } from '../panel/inputs.ts';
import { SIGN_HEIGHT, SIGN_WIDTH } from './sign.ts';
import { SIGNS } from './signs.ts';

const KEYS: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['←', '→'], 'one step back, forward'],
  [['↑', '↓'], 'the event before, after at the same node'],
  [['Shift+←', 'Shift+→'], 'along the message: where it came from, where it arrived'],
  [['Home', 'End'], 'the start, the end'],
  [['Enter'], 'hold the event and its cones'],
  [['Esc'], 'let go'],
  [['['], 'the violation before'],
  [[']'], 'the next violation'],
  [['s'], 'show the source'],
  [['t'], 'timestamps: none, Lamport, vector, local clocks'],
  [['?'], 'this page'],
];

/** The signs of the pictures and the keys, in a dialog over the panel. */
export class Legend {
  readonly #pictures = SIGNS.map(({ marks }) => {
    const picture = new Picture();
    const scene = { width: SIGN_WIDTH, height: SIGN_HEIGHT, marks };
    picture.show(scene, { top: 0, bottom: SIGN_HEIGHT });
    return picture.svg;
  });

  render(send: Send): TemplateResult {
    const close = (): void => send({ kind: 'help', shown: false });
    return html`<dialog class="legend" aria-labelledby="legendTitle" @close=${close}>
      <div class="titleLine">
        <h2 id="legendTitle">Signs and keys</h2>
        <span class="filler"></span>
        ${iconButton({ icon: 'close', label: 'Close (Esc)', onClick: close })}
      </div>
      <div class="legendColumns">
        <ul class="signs">
          ${SIGNS.map(({ words }, index) => html`<li>${this.#pictures[index]}<span>${words}</span></li>`)}
          <li><span class="swatch past"></span><span>causal past: what could have influenced the event</span></li>
          <li><span class="swatch future"></span><span>causal future: what it could influence</span></li>
          <li><span class="swatch dim"></span><span>concurrent: neither (faded)</span></li>
        </ul>
        <dl class="keys">
          ${KEYS.map(
            ([keys, words]) =>
              html`<div>
                <dt>${keys.map(key => html`<kbd>${key}</kbd>`)}</dt>
                <dd>${words}</dd>
              </div>`,
          )}
        </dl>
      </div>
    </dialog>`;
  }

  /** A dialog opens by a call, not by an attribute, so that it takes the focus and gives it back. */
  draw(shown: boolean): void {
    const dialog = document.querySelector<HTMLDialogElement>('dialog.legend');
    if (dialog === null || dialog.open === shown) return;
    if (shown) dialog.showModal();
    else dialog.close();
  }
}
