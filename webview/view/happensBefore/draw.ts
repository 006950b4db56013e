import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { GraphLayout, HappensBeforeView, LayoutRequest } from '../../../src/contract/graph.ts';
import type { Scene } from '../../../src/contract/scene.ts';
import { happensBeforeRequest, happensBeforeScene } from '../../../src/scene/happensBefore.ts';
import { layeredLayout } from '../../../src/scene/layers.ts';
import { createMeasure, type Measure } from '../../draw/measure.ts';
import { Picture } from '../../draw/picture.ts';
import { litEvent, type PanelUi } from '../panel/state.ts';
import { emphasisFor, titlesFor } from '../selection.ts';
import { flagEvents } from '../stage/flags.ts';

/** The happens-before graph in one picture. */
export class HappensBeforeDrawing {
  readonly graph = new Picture();
  #measure: Measure | undefined;
  #drawn: { readonly layout: GraphLayout; readonly scene: Scene } | undefined;
  #ownLayout: { readonly graph: HappensBeforeView; readonly layout: GraphLayout } | undefined;
  #inSight: number | undefined;

  /** What the host is asked to lay out. */
  request(execution: ExecutionView, graph: HappensBeforeView, frame: HTMLElement): LayoutRequest {
    return happensBeforeRequest(execution, graph, { measure: this.#measureIn(frame) });
  }

  /** Draws nothing before there is a layout: the host's, or the panel's own when the host takes too long. */
  draw(ui: PanelUi, execution: ExecutionView, graph: HappensBeforeView, frame: HTMLElement): void {
    const layout = ui.graph.layout ?? (ui.graph.late ? this.#layOut(execution, graph, frame) : undefined);
    if (layout === undefined) return;
    if (this.#drawn?.layout !== layout) {
      const measure = this.#measureIn(frame);
      this.#drawn = { layout, scene: happensBeforeScene(execution, graph, layout, { measure }) };
    }
    const visible = { from: frame.scrollTop, to: frame.scrollTop + frame.clientHeight };
    this.graph.show(this.#drawn.scene, visible, titlesFor(execution));
    const lit = litEvent(ui.selection);
    this.graph.emphasise(emphasisFor(execution, lit));
    flagEvents(this.graph, ui, execution);
    this.#follow(ui, layout, frame);
  }

  #layOut(execution: ExecutionView, graph: HappensBeforeView, frame: HTMLElement): GraphLayout {
    if (this.#ownLayout?.graph !== graph) {
      this.#ownLayout = { graph, layout: layeredLayout(this.request(execution, graph, frame)) };
    }
    return this.#ownLayout.layout;
  }

  #measureIn(frame: HTMLElement): Measure {
    return (this.#measure ??= createMeasure(frame));
  }

  // The event the cursor stands at stays in sight.
  #follow(ui: PanelUi, layout: GraphLayout, frame: HTMLElement): void {
    const event = ui.selection.stuck ?? ui.selection.focused;
    if (event === undefined || event === this.#inSight) return;
    this.#inSight = event;
    const [x = 0, y = 0] = [layout.x[event], layout.y[event]];
    if (y < frame.scrollTop + 32 || y > frame.scrollTop + frame.clientHeight - 48) {
      frame.scrollTop = y - frame.clientHeight / 2;
    }
    if (x < frame.scrollLeft + 48 || x > frame.scrollLeft + frame.clientWidth - 48) {
      frame.scrollLeft = x - frame.clientWidth / 2;
    }
  }
}
