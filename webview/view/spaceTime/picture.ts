import { html, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { subjectsAt } from '../../draw/picture.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { activeId, eventTexts } from '../stage/eventTexts.ts';
import { pictureInputs, type PictureInputs } from '../stage/pointer.ts';
import { CutLayer } from './cutLayer.ts';
import { SpaceTimeDrawing } from './draw.ts';
import { EventDrag } from './eventDrag.ts';
import { headDrag, type HeadDrag } from './headDrag.ts';
import { Minimap } from './minimap.ts';
import { matchesIn } from './search.ts';
import { arrangementOf } from './state.ts';

/** The diagram itself with all that lies over it and beside it, and what the pointer and the keyboard do there. */
export class SpaceTimePicture {
  readonly #send: Send;
  readonly #drawing = new SpaceTimeDrawing();
  readonly #cut: CutLayer;
  readonly #map: Minimap;
  readonly #slide: EventDrag;
  readonly #heads: HeadDrag;
  #shown: { readonly ui: PanelUi; readonly execution: ExecutionView } | undefined;

  constructor(send: Send) {
    this.#send = send;
    this.#cut = new CutLayer(input => send({ kind: 'diagram', input }));
    this.#map = new Minimap(frameOf);
    this.#slide = new EventDrag(this.#drawing, (step, target) =>
      send({ kind: 'diagram', input: { kind: 'slideTo', step, target } }),
    );
    this.#heads = headDrag(this.#drawing, (lane, to) => {
      send({ kind: 'diagram', input: { kind: 'moveLane', lane, to } });
    });
  }

  render(ui: PanelUi, execution: ExecutionView): TemplateResult {
    const inputs = pictureInputs(execution, subjectsAt, this.#send);
    const { direction } = ui.diagram.kept;
    return html`<div class=${`framed ${direction}`}>
      <div
        id="spaceTime"
        class=${`picture spaceTime ${direction}`}
        tabindex="0"
        role="application"
        aria-roledescription="space-time diagram"
        aria-label=${`${execution.headline} Arrow keys move along steps and nodes, Enter holds an event, question mark lists all keys.`}
        aria-activedescendant=${activeId(ui)}
        @scroll=${() => this.#scrolled()}
        @keydown=${toSearch}
        @click=${(input: MouseEvent) => this.#click(ui, execution, input, inputs)}
        @dblclick=${inputs.doubleClick}
        @pointerover=${inputs.over}
        @pointerleave=${inputs.leave}
        @blur=${inputs.blur}
        @contextmenu=${inputs.menu}
      >
        <div
          class="laneHeads"
          @pointerdown=${this.#heads.down}
          @pointermove=${this.#heads.move}
          @pointerup=${this.#heads.up}
        >
          ${this.#drawing.heads.svg}
        </div>
        <div
          class="rows"
          @pointerdown=${(input: PointerEvent) => this.#slide.down(input)}
          @pointermove=${(input: PointerEvent) => this.#slide.move(input)}
          @pointerup=${() => this.#slide.up()}
          @pointercancel=${() => this.#slide.cancel()}
        >
          ${this.#drawing.rows.svg}${this.#slide.guide}${this.#cut.element}
        </div>
        <div class="visuallyHidden">${eventTexts(execution, ui)}</div>
      </div>
      ${this.#map.element}
    </div>`;
  }

  /** Draws what is no markup. */
  draw(ui: PanelUi, execution: ExecutionView): void {
    const frame = frameOf();
    if (frame === null) return;
    this.#shown = { ui, execution };
    this.#drawing.draw(ui, execution, frame);
    this.#showMap(ui, execution);
    const { drawn } = this.#drawing;
    const { cut } = ui.diagram;
    this.#cut.show(cut === undefined || drawn === undefined ? undefined : { execution, drawn, cut });
  }

  #scrolled(): void {
    const frame = frameOf();
    if (this.#shown === undefined || frame === null) return;
    const { ui, execution } = this.#shown;
    this.#drawing.scrolled(ui, execution, frame);
    this.#showMap(ui, execution);
  }

  #showMap(ui: PanelUi, execution: ExecutionView): void {
    const { drawn } = this.#drawing;
    const matches = matchesIn(execution, ui.diagram.query);
    if (drawn !== undefined) this.#map.show({ execution, drawn, cursor: ui.model?.cursor ?? 0, matches });
  }

  #click(ui: PanelUi, execution: ExecutionView, input: MouseEvent, inputs: PictureInputs): void {
    if (this.#slide.endsDrag()) return;
    const run = runAt(ui, execution, input);
    if (run === undefined) inputs.click(input);
    else this.#send({ kind: 'diagram', input: { kind: 'toggleRun', run } });
  }
}

function frameOf(): HTMLElement | null {
  return document.querySelector<HTMLElement>('#spaceTime');
}

/** The run that is drawn as one under the pointer, by its first event. */
function runAt(ui: PanelUi, execution: ExecutionView, input: MouseEvent): number | undefined {
  const { event } = subjectsAt(input.target);
  const { runs } = arrangementOf(execution, ui.diagram.kept);
  return runs.find(([first]) => event !== undefined && first === event)?.[0];
}

function toSearch(input: KeyboardEvent): void {
  if (input.key !== '/' || input.ctrlKey || input.metaKey || input.altKey) return;
  input.preventDefault();
  document.querySelector<HTMLInputElement>('#search')?.select();
}
