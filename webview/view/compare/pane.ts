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
    const marks = frame.querySelector<HTMLElement>('.rowMarks');
    if (layout !== undefined && marks !== null && comparison !== undefined) {
      markRows(marks, this.#side, layout, comparison);
    }
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
function markRows(place: HTMLElement, side: Side, { grid }: Drawn, comparison: ExecutionComparison): void {
  const half = grid.stepHeight / 2;
  const top = (row: number): number => alongOf(grid, row) - half;
  const parting = partingRow(comparison);
  const marks: HTMLElement[] = [];
  const add = (kind: string, from: number, to: number): HTMLElement => {
    const mark = document.createElement('div');
    mark.className = kind;
    mark.style.top = `${from}px`;
    mark.style.height = `${to - from}px`;
    marks.push(mark);
    return mark;
  };
  const lastRow = comparison.rows.length;
  add('veil', grid.headLength, top(parting ?? lastRow));
  comparison.rows.forEach((row, at) => {
    if (row.kind === 'same' || row[side] === undefined) return;
    add(row.kind === 'differs' ? 'rowMark differs' : 'rowMark only', top(at), top(at + 1));
  });
  if (parting !== undefined) add('partingLine', top(parting), top(parting));
  place.style.height = `${top(lastRow) + grid.stepHeight}px`;
  place.replaceChildren(...marks);
}
