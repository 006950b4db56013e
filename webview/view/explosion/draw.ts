import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DepthGrowth, ExplosionReport, Growth, SourceStep } from '../../../src/contract/explosion.ts';
import type { Scene } from '../../../src/contract/scene.ts';
import { depthScene } from '../../../src/scene/explosionDepth.ts';
import { growthScene } from '../../../src/scene/explosionGrowth.ts';
import { potentialScene } from '../../../src/scene/explosionPotential.ts';
import { waterfallScene } from '../../../src/scene/explosionWaterfall.ts';
import { isComparable } from '../../../src/scene/explosionWords.ts';
import { createMeasure, type Measure } from '../../draw/measure.ts';
import { Picture } from '../../draw/picture.ts';

const GROWTH_HEIGHT = 220;
const DEPTH_HEIGHT = 140;
const WIDTH_MAX = 720;
const GROWTH_WIDTH_MAX = 480;

const NOTHING = { states: 0, isExact: true };

/** A picture that is drawn anew only when what it shows, or its room, is another one. */
class Chart<Shown> {
  readonly picture = new Picture();
  readonly #sceneOf: (shown: Shown, width: number, measure: Measure) => Scene;
  readonly #widthMax: number;
  #drawn: { readonly shown: Shown; readonly width: number } | undefined;

  constructor(widthMax: number, sceneOf: (shown: Shown, width: number, measure: Measure) => Scene) {
    this.#widthMax = widthMax;
    this.#sceneOf = sceneOf;
  }

  draw(shown: Shown, measure: Measure): void {
    const room = this.picture.svg.parentElement?.clientWidth ?? 0;
    const width = Math.max(200, Math.min(this.#widthMax, room));
    if (room === 0 || (this.#drawn?.shown === shown && this.#drawn.width === width)) return;
    this.#drawn = { shown, width };
    const scene = this.#sceneOf(shown, width, measure);
    this.picture.show(scene, { from: 0, to: scene.height });
  }
}

/** The charts of the view. Each stands in the document already when it is drawn, in a frame as wide as its room. */
export class ExplosionDrawing {
  readonly #waterfall = new Chart<readonly SourceStep[]>(WIDTH_MAX, (sources, width, measure) =>
    waterfallScene(sources, { width, measure }),
  );
  readonly #potential = new Chart<ExplosionReport>(WIDTH_MAX, ({ potential, reachable }, width, measure) =>
    potentialScene(potential.exact ?? '1', reachable ?? NOTHING, { width, measure }),
  );
  readonly #depth = new Chart<DepthGrowth>(WIDTH_MAX, (depth, width, measure) =>
    depthScene(depth, { width, height: DEPTH_HEIGHT, isComplete: this.#isComplete, measure }),
  );
  readonly #growths = new Map<string, Chart<Growth>>();
  #isComplete = true;
  #measure: Measure | undefined;

  get potential(): SVGElement {
    return this.#potential.picture.svg;
  }

  get waterfall(): SVGElement {
    return this.#waterfall.picture.svg;
  }

  get depth(): SVGElement {
    return this.#depth.picture.svg;
  }

  growthOf(role: string): SVGElement {
    return this.#growth(role).picture.svg;
  }

  draw(report: ExplosionReport, frame: Element): void {
    const { sources, growth = [], depth, reachable } = report;
    const measure = (this.#measure ??= createMeasure(frame));
    this.#isComplete = reachable?.isExact !== false;
    if (isComparable(report)) this.#potential.draw(report, measure);
    if (sources !== undefined) this.#waterfall.draw(sources, measure);
    if (depth !== undefined) this.#depth.draw(depth, measure);
    for (const each of growth) this.#growth(each.role).draw(each, measure);
  }

  #growth(role: string): Chart<Growth> {
    const known = this.#growths.get(role);
    if (known !== undefined) return known;
    const chart = new Chart<Growth>(GROWTH_WIDTH_MAX, (growth, width, measure) =>
      growthScene(growth, { width, height: GROWTH_HEIGHT, measure }),
    );
    this.#growths.set(role, chart);
    return chart;
  }
}

/** A small scene of rectangles and lines, which bars are, as markup: a bar in a row of a table. */
export function barView({ width, height, marks }: Scene): TemplateResult {
  return html`<svg class="bar" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${marks.map(mark => {
      if (mark.kind === 'rectangle') {
        const { x, y, width: w, height: h } = mark;
        return svg`<rect class="mark ${mark.class}" x=${x} y=${y} width=${w} height=${h} />`;
      }
      if (mark.kind === 'polyline') return svg`<polyline class="mark ${mark.class}" points=${mark.points.join(' ')} />`;
      if (mark.kind !== 'line') return nothing;
      return svg`<line class="mark ${mark.class}" x1=${mark.x1} y1=${mark.y1} x2=${mark.x2} y2=${mark.y2} />`;
    })}
  </svg>`;
}
