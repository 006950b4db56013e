import { unreachable } from '../../../src/base/assert.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { DiagramState, WebviewMessage } from '../../../src/contract/webview.ts';
import { eventsByLane, type Cut } from '../../../src/scene/cuts.ts';
import { fewestCrossings } from '../../../src/scene/laneOrder.ts';
import { stepAfter } from '../../../src/scene/loop.ts';
import { slid, slidPastNext } from '../../../src/scene/slide.ts';
import type { PanelInput } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import type { DiagramInput } from './inputs.ts';
import { cutting } from './cutReduce.ts';
import { playedFrom } from './playing.ts';
import { sliding } from './slideReduce.ts';
import { matchesIn, matchFrom } from './search.ts';
import { orderedLanes, shownLanes, type DiagramUi } from './state.ts';

interface DiagramReaction {
  readonly diagram: DiagramUi;
  readonly then?: PanelInput | undefined;
  /** What the host is told. */
  readonly post?: WebviewMessage;
  /** What a screen reader is told. */
  readonly spoken?: string;
}

/** The diagram after an input, and what else happens then. Pure. */
export function reduceDiagram(ui: PanelUi, input: DiagramInput): DiagramReaction {
  const diagram = ui.diagram.remark === '' ? ui.diagram : { ...ui.diagram, remark: '' };
  const execution = ui.model?.execution;
  if (execution === undefined) return { diagram };
  switch (input.kind) {
    case 'turn':
      return keeping(diagram, { direction: diagram.kept.direction === 'down' ? 'right' : 'down' });
    case 'captions':
      return keeping(diagram, { captions: input.shown });
    case 'collapse':
      return keeping(diagram, { collapsed: input.collapsed, expanded: [] });
    case 'toggleRun': {
      const { expanded } = diagram.kept;
      const isExpanded = expanded.includes(input.run);
      return keeping(diagram, {
        expanded: isExpanded ? expanded.filter(run => run !== input.run) : [...expanded, input.run],
      });
    }
    case 'showLane':
      return showLane(diagram, execution, input);
    case 'showAllLanes':
      return keeping(diagram, { hidden: [] });
    case 'moveLane':
      return keeping(diagram, { order: namesOf(execution, laneMoved(execution, diagram.kept, input)) });
    case 'orderLanes': {
      const found = fewestCrossings(execution, orderedLanes(execution, diagram.kept));
      return keeping(diagram, { order: input.by === 'file' ? [] : namesOf(execution, found) });
    }
    case 'search':
      return { diagram: { ...diagram, query: input.query } };
    case 'nextMatch':
      return { diagram, then: toMatch(ui, execution, input.direction) };
    case 'slide': {
      const step = ui.model?.cursor ?? 0;
      const order = slidPastNext(execution, step, input.direction);
      return sliding(diagram, execution, { step, order, later: input.direction === 1 });
    }
    case 'slideTo': {
      const { step, target } = input;
      return sliding(diagram, execution, { step, order: slid(execution, step, target), later: target > step });
    }
    case 'play':
    case 'playOn':
      return played(ui, execution, input);
    case 'cut':
    case 'setCut':
    case 'moveCut':
    case 'cutLane':
    case 'snapCut':
    case 'cutCarries':
      return cutting(ui, execution, input);
    default:
      return unreachable(input);
  }
}

/** The diagram when another execution may be shown: what belongs to events of the one before is forgotten. */
export function diagramOf(
  diagram: DiagramUi,
  before: ExecutionView | undefined,
  after: ExecutionView | undefined,
): DiagramUi {
  if (before === after || before === undefined || after === undefined) return diagram;
  // What begins in the same way has the same events as far as that goes.
  const same = Math.min(before.schedule.length, after.schedule.length);
  const isContinued = before.schedule.slice(0, same).every((position, i) => position === after.schedule[i]);
  const cut = before.lanes.length === after.lanes.length && isContinued ? clamped(diagram.cut, after) : undefined;
  if (isContinued && before.scenario === after.scenario) return { ...diagram, cut };
  return { ...diagram, cut, kept: { ...diagram.kept, expanded: [] } };
}

/** From the end it begins again; a run that ends stops there. */
function played(
  ui: PanelUi,
  execution: ExecutionView,
  input: Extract<DiagramInput, { readonly kind: 'play' | 'playOn' }>,
): DiagramReaction {
  const { diagram } = ui;
  const cursor = ui.model?.cursor ?? 0;
  const next = stepAfter(execution, cursor);
  if (input.kind === 'play') {
    const then = input.playing && next === undefined ? toStep(execution, playedFrom(execution, cursor)) : undefined;
    return { diagram: { ...diagram, playing: input.playing }, then };
  }
  if (!diagram.playing) return { diagram };
  if (next === undefined) return { diagram: { ...diagram, playing: false } };
  const isEnd = stepAfter(execution, next) === undefined;
  return { diagram: isEnd ? { ...diagram, playing: false } : diagram, then: toStep(execution, next) };
}

function keeping(diagram: DiagramUi, changes: Partial<DiagramState>): { readonly diagram: DiagramUi } {
  return { diagram: { ...diagram, kept: { ...diagram.kept, ...changes } } };
}

function showLane(
  diagram: DiagramUi,
  execution: ExecutionView,
  { lane, shown }: { readonly lane: number; readonly shown: boolean },
): { readonly diagram: DiagramUi } {
  const name = execution.lanes[lane]?.name;
  const others = diagram.kept.hidden.filter(hidden => hidden !== name);
  if (name === undefined || shown) return keeping(diagram, { hidden: others });
  // The last lane stays: a diagram without any shows nothing.
  if (shownLanes(execution, diagram.kept).length < 2) return { diagram };
  return keeping(diagram, { hidden: [...others, name] });
}

/** All lanes with one of them moved to a place among those that are shown. */
function laneMoved(
  execution: ExecutionView,
  kept: DiagramState,
  { lane, to }: { readonly lane: number; readonly to: number },
): readonly number[] {
  const shown = shownLanes(execution, kept).filter(other => other !== lane);
  const all = orderedLanes(execution, kept).filter(other => other !== lane);
  const next = shown[Math.max(0, to)];
  return next === undefined ? [...all, lane] : all.toSpliced(all.indexOf(next), 0, lane);
}

function namesOf({ lanes }: ExecutionView, order: readonly number[]): readonly string[] {
  return order.map(lane => lanes[lane]?.name ?? '');
}

function toMatch(ui: PanelUi, execution: ExecutionView, direction: 1 | -1): PanelInput | undefined {
  const step = matchFrom(matchesIn(execution, ui.diagram.query), ui.model?.cursor ?? 0, direction);
  return step === undefined ? undefined : toStep(execution, step);
}

function toStep({ steps }: ExecutionView, step: number): PanelInput {
  const event = steps[step]?.events[0];
  return event === undefined ? { kind: 'moveCursor', step } : { kind: 'focus', event };
}

function clamped(cut: Cut | undefined, execution: ExecutionView): Cut | undefined {
  const counts = eventsByLane(execution).map(events => events.length);
  return cut?.map((count, lane) => Math.min(count, counts[lane] ?? 0));
}
