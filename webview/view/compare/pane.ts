import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedExecution } from '../../../src/contract/comparison.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { DiagramState } from '../../../src/contract/webview.ts';
import { alongOf } from '../../../src/scene/grid.ts';
import type { ExecutionComparison } from '../../../src/scene/comparison.ts';
import { partingRow } from '../../../src/scene/comparison.ts';
import { subjectsAt } from '../../draw/picture.ts';
import { linkButton } from '../../kit/controls.ts';
import { NOTHING_SELECTED, type PanelUi } from '../panel/state.ts';
import { INITIAL_DIAGRAM } from '../spaceTime/state.ts';
import type { Drawn } from '../spaceTime/drawn.ts';
import { SpaceTimeDrawing } from '../spaceTime/draw.ts';
import type { CompareInput } from './reduce.ts';
import type { Side } from './state.ts';

/** Rows of both sides are equally high only where nothing is drawn as one. */
const KEPT: DiagramState = { ...INITIAL_DIAGRAM.kept, collapsed: false };

export interface PaneParts {
  readonly drawn: ExecutionView | undefined;
  readonly own: ComparedExecution | undefined;
  readonly comparison: ExecutionComparison | undefined;
  readonly chooser: TemplateResult;
  readonly onScroll: () => void;
  /** Shows the run in the other views; undefined where it is what they show. */
  readonly open: (() => void) | undefined;
}

/** One of the two executions: its space-time diagram, in which rows stand out that the other one does not have. */
export class ComparePane {
  readonly #side: Side;
  readonly #send: (input: CompareInput) => void;
  readonly #drawing = new SpaceTimeDrawing();
  /** Where rows are marked, and of which layout. */
  #marked: { readonly place: HTMLElement; readonly layout: Drawn } | undefined;

  constructor(side: Side, send: (input: CompareInput) => void) {
    this.#side = side;
    this.#send = send;
  }

  render({ drawn, own, comparison, chooser, onScroll, open }: PaneParts): TemplateResult {
    const side = this.#side;
    const headline = own?.kind === 'execution' ? own.execution.headline : '';
    return html`<section class="comparePane ${side}" aria-label=${side === 'left' ? 'Left run' : 'Right run'}>
      <div class="paneHead">
        ${chooser} ${open === undefined ? nothing : linkButton('open', 'Show this run in the other views', open)}
        <p class="paneHeadline" title=${headline}>${headline}</p>
      </div>
      ${
        drawn === undefined
          ? html`<div class="instead paneInstead" role="status">
              <p>${own?.kind === 'none' ? own.reason : 'Looking for it'}</p>
            </div>`
          : html`<div
              class="picture spaceTime down comparePicture"
              id=${`compare-${side}`}
              tabindex="0"
              role="application"
              aria-roledescription="space-time diagram"
              aria-label=${`${side === 'left' ? 'Left' : 'Right'}: ${headline}`}
              aria-describedby="compareKeys"
              @scroll=${onScroll}
              @click=${(input: MouseEvent) => this.#click(input, drawn)}
            >
              <div class="laneHeads">${this.#drawing.heads.svg}</div>
              <div class="rows">
                ${this.#drawing.rows.svg}${comparison === undefined ? nothing : html`<div class="rowMarks" aria-hidden="true"></div>`}
              </div>
            </div>`
      }
    </section>`;
  }

  /** Draws what is no markup. */
  draw(ui: PanelUi, drawn: ExecutionView | undefined, comparison: ExecutionComparison | undefined): void {
    const frame = this.frame();
    if (frame === null || drawn === undefined || ui.model === undefined) return;
    this.#drawing.draw(this.#ownUi(ui, drawn), drawn, frame);
    const layout = this.#drawing.drawn;
    const place = frame.querySelector<HTMLElement>('.rowMarks');
    if (layout === undefined || place === null || comparison === undefined) return;
    if (this.#marked?.place === place && this.#marked.layout === layout) return;
    this.#marked = { place, layout };
    place.replaceChildren(...rowMarks(this.#side, layout, comparison));
  }

  scrolled(ui: PanelUi, drawn: ExecutionView | undefined): void {
    const frame = this.frame();
    if (frame !== null && drawn !== undefined) this.#drawing.scrolled(this.#ownUi(ui, drawn), drawn, frame);
  }

  frame(): HTMLElement | null {
    return document.querySelector<HTMLElement>(`#compare-${this.#side}`);
  }

  /** The panel as it would be if it showed nothing but this run. */
  #ownUi(ui: PanelUi, drawn: ExecutionView): PanelUi {
    const cursor = Math.min(ui.compare.row, drawn.steps.length - 1);
    return {
      ...ui,
      model: ui.model && { ...ui.model, execution: drawn, cursor },
      selection: NOTHING_SELECTED,
      sourceOffset: undefined,
      diagram: { ...INITIAL_DIAGRAM, kept: KEPT },
    };
  }

  #click(input: MouseEvent, drawn: ExecutionView): void {
    const { event, arrow, step } = subjectsAt(input.target);
    const row = step ?? drawn.events[event ?? -1]?.step ?? drawn.arrows[arrow ?? -1]?.sentStep;
    if (row !== undefined) this.#send({ kind: 'row', row });
  }
}

/** What both have in common steps back; rows of one side only are marked, and where both part stands a line. */
function rowMarks(side: Side, { grid }: Drawn, comparison: ExecutionComparison): readonly HTMLElement[] {
  const top = (row: number): number => alongOf(grid, row) - grid.stepHeight / 2;
  const mark = (kind: string, from: number, to: number): HTMLElement => {
    const element = document.createElement('div');
    element.className = kind;
    element.style.top = `${from}px`;
    element.style.height = `${to - from}px`;
    return element;
  };
  const end = comparison.rows.length;
  const parting = partingRow(comparison);
  const runs = markedRuns(side, comparison).map(({ kind, from, to }) => mark(`rowMark ${kind}`, top(from), top(to)));
  return [
    mark('veil', grid.headLength, top(parting ?? end)),
    ...runs,
    ...(parting === undefined ? [] : [mark('partingLine', top(parting), top(parting))]),
    // As much can be scrolled to as on the other side.
    mark('foot', top(end), top(end) + grid.stepHeight),
  ];
}

interface MarkedRun {
  readonly kind: 'only' | 'differs';
  readonly from: number;
  readonly to: number;
}

/** Rows of a side that are not the same on the other one, those in a row as one. */
function markedRuns(side: Side, { rows }: ExecutionComparison): readonly MarkedRun[] {
  const runs: MarkedRun[] = [];
  rows.forEach((row, at) => {
    if (row.kind === 'same' || row[side] === undefined) return;
    const kind = row.kind === 'differs' ? 'differs' : 'only';
    const last = runs.at(-1);
    if (last?.to === at && last.kind === kind) runs[runs.length - 1] = { ...last, to: at + 1 };
    else runs.push({ kind, from: at, to: at + 1 });
  });
  return runs;
}
