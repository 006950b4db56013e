import { html, type TemplateResult } from 'lit';
import { iconButton } from '../../kit/controls.ts';
import { Picture } from '../../draw/picture.ts';
import type { Send } from '../panel/inputs.ts';
import { SIGN_HEIGHT, SIGN_WIDTH, type Sign } from './sign.ts';
import { CHART_SIGNS } from './chartSigns.ts';
import { FAULT_SIGNS } from './faultSigns.ts';
import { RUN_SIGNS } from './runSigns.ts';
import { SIGNS } from './signs.ts';

const KEYS: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['←', '→'], 'one step back, forward; again from the first step of a loop'],
  [['↑', '↓'], 'the event before, after at the same node'],
  [['Shift+←', 'Shift+→'], 'along the message: where it came from, where it arrived'],
  [['Home', 'End'], 'the start, the end'],
  [['Enter'], 'hold the event and its cones'],
  [['m'], 'what can be done to its node and to the messages in flight to it'],
  [['Esc'], 'let go'],
  [['['], 'the violation before'],
  [[']'], 'the next violation'],
  [['s'], 'show the source'],
  [['t'], 'timestamps: none, Lamport, vector, local clocks'],
  [['f', 'n', 'x'], 'in a comparison: where both runs part, the next difference, swap the sides'],
  [['+', '-', '0'], 'in the state graph: closer, farther, everything; Shift and arrows go from state to state'],
  [['/', 'n', 'N'], 'find steps; the next, the one before'],
  [['c'], 'a cut through all lifelines, with every node’s state on it'],
  [[',', '.'], 'take this step earlier, later, past what is concurrent with it'],
  [['l', 'e'], 'local events as one, or each; this run of them'],
  [['h', 'H'], 'hide the lane of the event; show all lanes'],
  [['<', '>', 'o'], 'move the lane; the order with the fewest crossings'],
  [['d'], 'time goes down, or to the right'],
  [['p'], 'play, pause'],
  [['k'], 'captions: what is seen, by its name'],
  [['b'], 'branches: what was explored'],
  [['p', 'c', '/'], 'in the state: follow a value through time, copy it, filter'],
  [['?'], 'this page'],
];

interface DrawnSign {
  readonly words: string;
  readonly svg: SVGElement;
}

function drawn({ words, marks }: Sign): DrawnSign {
  const picture = new Picture();
  picture.show({ width: SIGN_WIDTH, height: SIGN_HEIGHT, marks }, { from: 0, to: SIGN_HEIGHT });
  return { words, svg: picture.svg };
}

function signView({ words, svg }: DrawnSign): TemplateResult {
  return html`<li>${svg}<span>${words}</span></li>`;
}

/** The signs of the pictures and the keys, in a dialog over the panel. */
export class Legend {
  readonly #signs = SIGNS.map(drawn);
  readonly #faultSigns = FAULT_SIGNS.map(drawn);
  readonly #runSigns = RUN_SIGNS.map(drawn);
  readonly #chartSigns = CHART_SIGNS.map(drawn);

  render(send: Send): TemplateResult {
    const close = (): void => send({ kind: 'help', shown: false });
    return html`<dialog class="legend" aria-labelledby="legendTitle" @close=${close}>
      <div class="titleLine">
        <h2 id="legendTitle">Signs and keys</h2>
        <span class="filler"></span>
        ${iconButton({ icon: 'close', label: 'Close (Esc)', onClick: close })}
      </div>
      <div class="legendColumns">
        <div>
          <ul class="signs">
            ${this.#signs.map(signView)}
            <li><span class="swatch past"></span><span>causal past: what could have influenced the event</span></li>
            <li><span class="swatch future"></span><span>causal future: what it could influence</span></li>
            <li><span class="swatch dim"></span><span>concurrent: neither (faded)</span></li>
          </ul>
          <ul class="signs more">
            ${this.#chartSigns.map(signView)}
          </ul>
        </div>
        <ul class="signs">
          ${this.#faultSigns.map(signView)}
        </ul>
        <div>
          <ul class="signs">
            ${this.#runSigns.map(signView)}
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
