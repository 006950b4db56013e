import { unreachable } from '../../../src/base/assert.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { loopOf, loopSentence, stepAfter } from '../../../src/scene/loop.ts';
import { stepRemarks } from '../../../src/scene/stepRemarks.ts';
import { CONTRACT_VERSION } from '../../../src/contract/version.ts';
import type { HostMessage, PanelModel, PanelState, WebviewMessage } from '../../../src/contract/webview.ts';
import { FIRST_LAYOUT_ID, type GraphInput, reduceGraph, wanting, withoutUnfinished } from '../stateGraph/reduce.ts';
import { reduceBranches } from '../branches/reduce.ts';
import { compared, comparing, reduceCompare, type CompareReaction } from '../compare/reduce.ts';
import { reduceInspector, type InspectorInput } from '../inspector/reduce.ts';
import type { PanelInput, Reaction } from './inputs.ts';
import type { DiagramInput } from '../spaceTime/inputs.ts';
import { diagramOf, reduceDiagram } from '../spaceTime/reduce.ts';
import { INITIAL_UI, lastStep, NOTHING_SELECTED, type PanelUi, type Selection } from './state.ts';

/** The panel after an input, and what the host is told of it. Pure. */
export function reduce(ui: PanelUi, input: PanelInput): Reaction<PanelUi> {
  const reaction = react(ui, input);
  const { view, model } = reaction.ui;
  // The host gives up what nobody looks at; who comes back asks again.
  const stateGraph = view === 'stateGraph' ? reaction.ui.stateGraph : withoutUnfinished(reaction.ui.stateGraph);
  const after = { ...reaction.ui, stateGraph };
  if (model === undefined) return { ...reaction, ui: after };
  if (view === 'stateGraph') {
    const { graph, posts } = wanting(stateGraph, model);
    return { ui: { ...after, stateGraph: graph }, posts: [...reaction.posts, ...posts] };
  }
  if (view === 'compare') {
    const { compare, posts } = comparing(after.compare, model);
    return { ui: { ...after, compare }, posts: [...reaction.posts, ...posts] };
  }
  return { ...reaction, ui: after };
}

function react(ui: PanelUi, input: PanelInput): Reaction<PanelUi> {
  switch (input.kind) {
    case 'host':
      return receive(ui, input.message);
    case 'showView':
      return silently({ ...ui, view: input.view });
    case 'stateGraph':
      return inGraph(ui, input.input);
    case 'compare': {
      const view = input.input.kind === 'besideGood' ? 'compare' : ui.view;
      return silently(inComparison({ ...ui, view }, reduceCompare(ui.compare, ui.model, input.input)));
    }
    case 'selectScenario':
      return telling(ui, { kind: 'selectScenario', scenario: input.scenario });
    case 'showVariant':
      return showVariant(ui, input.variant, input.property);
    case 'matrixPlace':
      return silently({ ...ui, matrixPlace: input.place });
    case 'choose': {
      const seed = input.choice.kind === 'random' ? input.choice.seed : ui.seed;
      return telling({ ...ui, seed, selection: NOTHING_SELECTED }, { kind: 'choose', choice: input.choice });
    }
    case 'moveCursor':
      return moveCursor({ ...ui, menu: undefined }, input.step);
    case 'takeStep':
      return telling({ ...ui, menu: undefined }, { kind: 'takeStep', position: input.position });
    case 'allowFailure':
      return telling({ ...ui, menu: undefined }, { kind: 'allowFailure', failure: input.failure });
    case 'menu':
      // Nothing can be done to a saved trace.
      return silently(ui.model?.saved === undefined ? { ...ui, menu: input.menu } : ui);
    case 'reveal':
      return input.at === undefined ? silently(ui) : telling(ui, { kind: 'reveal', at: input.at });
    case 'command':
      return telling(ui, { kind: 'command', command: input.command });
    case 'hover':
      return input.event === ui.selection.hovered ? silently(ui) : selecting(ui, { hovered: input.event });
    case 'stick':
      return stick(ui, input.event);
    case 'focus':
      return focus(ui, input.event);
    case 'blur':
      return selecting(ui, { byKeyboard: false, hovered: undefined });
    case 'timestamps':
      return silently({ ...ui, timestamps: input.timestamps });
    case 'readAbout':
      return telling(ui, { kind: 'readAbout', anchor: input.anchor });
    case 'branches':
      return reduceBranches(ui, input.input);
    case 'diagram':
      return inDiagram(ui, input.input);
    case 'inspector':
      return inInspector(ui, input.input);
    case 'help':
      return silently({ ...ui, helpShown: input.shown });
    case 'resized':
      return silently(ui.width === input.width ? ui : { ...ui, width: input.width });
    case 'seedTyped':
      return silently({ ...ui, seed: input.seed });
    case 'layoutWanted': {
      const requestId = ui.graph.requestId + 1;
      const graph = { requestId, requested: true, layout: undefined, late: false };
      return telling({ ...ui, graph }, { kind: 'layout', requestId, request: input.request });
    }
    case 'layoutLate':
      if (input.requestId !== ui.graph.requestId || ui.graph.layout !== undefined) return silently(ui);
      return silently({ ...ui, graph: { ...ui.graph, late: true } });
    default:
      return unreachable(input);
  }
}

function silently(ui: PanelUi): Reaction<PanelUi> {
  return { ui, posts: [] };
}

function inDiagram(ui: PanelUi, input: DiagramInput): Reaction<PanelUi> {
  const { diagram, then, post, spoken = ui.spoken } = reduceDiagram(ui, input);
  const changed = diagram === ui.diagram ? ui : { ...ui, diagram, spoken };
  if (post !== undefined) return telling(changed, post);
  return then === undefined ? silently(changed) : reduce(changed, then);
}

function inInspector(ui: PanelUi, input: InspectorInput): Reaction<PanelUi> {
  const { inspector, post, spoken = ui.spoken } = reduceInspector(ui.inspector, input);
  const changed = inspector === ui.inspector && spoken === ui.spoken ? ui : { ...ui, inspector, spoken };
  return post === undefined ? silently(changed) : telling(changed, post);
}

function inGraph(ui: PanelUi, input: GraphInput): Reaction<PanelUi> {
  const { graph, posts } = reduceGraph(ui.stateGraph, input);
  return { ui: graph === ui.stateGraph ? ui : { ...ui, stateGraph: graph }, posts };
}

function inComparison(ui: PanelUi, { compare, spoken = ui.spoken }: CompareReaction): PanelUi {
  return compare === ui.compare ? ui : { ...ui, compare, spoken };
}

function telling(ui: PanelUi, ...posts: readonly WebviewMessage[]): Reaction<PanelUi> {
  return { ui, posts };
}

function selecting(ui: PanelUi, selection: Partial<Selection>): Reaction<PanelUi> {
  return silently({ ...ui, selection: { ...ui.selection, ...selection } });
}

/** An execution of the matrix is looked at in space and time; going back leaves everything where it is. */
function showVariant(ui: PanelUi, variant: string | undefined, property: string | undefined): Reaction<PanelUi> {
  const choice = property === undefined ? ({ kind: 'default' } as const) : ({ kind: 'property', property } as const);
  const view = property === undefined ? ui.view : 'spaceTime';
  return telling({ ...ui, view, selection: NOTHING_SELECTED }, { kind: 'showVariant', variant, choice });
}

// The cursor moves at once and the host is told; until the host has confirmed the newest position, older ones that it
// confirms are not moved back to.
function moveCursor(ui: PanelUi, wanted: number): Reaction<PanelUi> {
  const { model } = ui;
  if (model?.execution === undefined) return silently(ui);
  const step = Math.max(0, Math.min(lastStep(model.execution), wanted));
  if (step === model.cursor) return silently(ui);
  const moved = { ...ui, model: { ...model, cursor: step }, cursorsSent: [...ui.cursorsSent, step] };
  const ready = { ...moved, selection: following(moved.selection, model.execution, step) };
  const isAgain = step < model.cursor && stepAfter(model.execution, model.cursor) === step;
  return telling({ ...ready, spoken: spokenStep(model.execution, step, isAgain) }, { kind: 'moveCursor', step });
}

function stick(ui: PanelUi, event: number | undefined): Reaction<PanelUi> {
  if (event === undefined || event === ui.selection.stuck) {
    return selecting(ui, { stuck: undefined, hovered: undefined, byKeyboard: false });
  }
  const step = ui.model?.execution?.events[event]?.step;
  if (step === undefined) return silently(ui);
  const { ui: moved, posts } = moveCursor(ui, step);
  return { ui: { ...moved, selection: { ...moved.selection, stuck: event, focused: event } }, posts };
}

function focus(ui: PanelUi, event: number | undefined): Reaction<PanelUi> {
  const step = event === undefined ? undefined : ui.model?.execution?.events[event]?.step;
  if (step === undefined) return selecting(ui, { byKeyboard: true, hovered: undefined });
  const { ui: moved, posts } = moveCursor(ui, step);
  const selection = { ...moved.selection, focused: event, byKeyboard: true, hovered: undefined };
  return { ui: { ...moved, selection }, posts };
}

function following(selection: Selection, execution: ExecutionView, step: number): Selection {
  const events = execution.steps[step]?.events ?? [];
  const kept = selection.focused !== undefined && events.includes(selection.focused);
  return kept ? selection : { ...selection, focused: events[0] };
}

function spokenStep(execution: ExecutionView, step: number, isAgain: boolean): string {
  const said = [...stepRemarks(execution, step).map(({ text }) => text), ...loopRemarks(execution, step)];
  const sentence = `${isAgain ? 'Again step' : 'Step'} ${step} of ${lastStep(execution)}: ${execution.steps[step]?.sentence ?? ''}`;
  return said.length === 0 ? sentence : `${sentence.replace(/\.$/, '')}. ${said.join(' ')}`;
}

function loopRemarks(execution: ExecutionView, step: number): readonly string[] {
  const loop = loopOf(execution);
  if (loop === undefined) return [];
  return step === (loop.count === 0 ? loop.last : loop.first) ? [loopSentence(loop)] : [];
}

function receive(ui: PanelUi, message: HostMessage): Reaction<PanelUi> {
  if (message.kind === 'model') {
    const known = withoutNulls(message.model);
    const before = ui.model === undefined ? restoredUi(ui, message.restored, known) : ui;
    // What was on its way may have been lost.
    const stateGraph = { ...before.stateGraph, asked: undefined, questions: {} };
    const compare = { ...before.compare, asked: { ...before.compare.asked, key: undefined } };
    return silently(applyModel({ ...before, seq: message.seq, cursorsSent: [], stateGraph, compare }, known, true));
  }
  const expected = ui.seq === undefined ? undefined : ui.seq + 1;
  if (ui.model === undefined || message.seq !== expected) {
    return telling({ ...ui, seq: undefined }, { kind: 'ready', version: CONTRACT_VERSION });
  }
  const heard = { ...ui, seq: message.seq };
  switch (message.kind) {
    case 'patch': {
      const patch = withoutNulls(message.patch);
      return silently(applyModel(heard, { ...ui.model, ...patch }, 'cursor' in patch));
    }
    case 'sourceSelection':
      return silently({ ...heard, sourceOffset: message.offset });
    case 'command':
      // Focus is not part of the state: whoever draws moves it.
      return silently(commanded(heard, message.command));
    case 'stateGraph':
      return inGraph(heard, { kind: 'part', requestId: message.requestId, part: message.part });
    case 'compared':
      return silently(inComparison(heard, compared(heard.compare, message.requestId, message.answer)));
    case 'layout': {
      const { requestId, layout } = message;
      if (requestId >= FIRST_LAYOUT_ID) return inGraph(heard, { kind: 'placed', requestId, layout });
      if (message.requestId !== heard.graph.requestId) return silently(heard);
      return silently({ ...heard, graph: { ...heard.graph, layout: message.layout, late: false } });
    }
    case 'pictureWanted':
      // Whoever draws takes it.
      return silently(heard);
    default:
      return unreachable(message);
  }
}

function commanded(ui: PanelUi, command: Extract<HostMessage, { kind: 'command' }>['command']): PanelUi {
  switch (command) {
    case 'showHelp':
      return { ...ui, helpShown: true };
    case 'showFailures':
      return { ...ui, view: 'failures' };
    case 'showExplosion':
      return { ...ui, view: 'explosion' };
    case 'showStateGraph':
      return { ...ui, view: 'stateGraph' };
    case 'showBranches':
      return reduceBranches(ui, { kind: 'shown', shown: true }).ui;
    case 'showComparison':
      return { ...ui, view: 'compare', compare: { ...ui.compare, mode: 'runs' } };
    case 'showCaptions':
      return { ...ui, view: 'spaceTime', diagram: { ...ui.diagram, kept: { ...ui.diagram.kept, captions: true } } };
    case 'showVersions':
      return { ...ui, view: 'compare', compare: { ...ui.compare, mode: 'versions' } };
    case 'focusDiagram':
      return ui;
  }
}

function restoredUi(ui: PanelUi, kept: PanelState | undefined, { versions }: PanelModel): PanelUi {
  if (kept === undefined) return ui;
  const seed = kept.choice.kind === 'random' ? kept.choice.seed : ui.seed;
  const selection = { ...ui.selection, stuck: kept.selectedEvent ?? undefined };
  const diagram = { ...ui.diagram, kept: kept.diagram ?? ui.diagram.kept };
  const stateGraph = { ...ui.stateGraph, ...kept.graph };
  const branches = { ...ui.branches, shown: kept.branchesShown ?? undefined };
  const inspector = { ...ui.inspector, kept: kept.inspector ?? ui.inspector.kept };
  const { view, timestamps } = kept;
  // Versions are compared because somebody asked for it, maybe before there was a page.
  const compare = versions === undefined ? ui.compare : { ...ui.compare, mode: 'versions' as const };
  return { ...ui, view, timestamps, seed, selection, diagram, stateGraph, branches, inspector, compare };
}

function applyModel(ui: PanelUi, received: PanelModel, saysCursor: boolean): PanelUi {
  const before = ui.model;
  const { cursorsSent, cursor } = confirmed(ui, received.cursor, saysCursor);
  // A text that does not parse has no picture of its own: the last good one stays.
  const execution = received.execution ?? (received.staleness.kind === 'fresh' ? undefined : before?.execution);
  const report = received.report ?? (received.staleness.kind === 'fresh' ? undefined : before?.report);
  const happensBefore = received.happensBefore ?? (execution === before?.execution ? before?.happensBefore : undefined);
  const model = { ...received, execution, report, happensBefore, cursor };
  const sameGraph = happensBefore === before?.happensBefore;
  return {
    ...ui,
    model,
    cursorsSent,
    // What it was opened on may be gone.
    menu: execution === before?.execution ? ui.menu : undefined,
    selection: stillThere(ui.selection, before?.execution, execution, cursor),
    diagram: diagramOf(ui.diagram, before?.execution, execution),
    graph: sameGraph ? ui.graph : { ...INITIAL_UI.graph, requestId: ui.graph.requestId + 1 },
    seed: model.choice.kind === 'random' && before?.choice !== model.choice ? model.choice.seed : ui.seed,
  };
}

function confirmed(
  ui: PanelUi,
  said: number,
  saysCursor: boolean,
): { readonly cursorsSent: readonly number[]; readonly cursor: number } {
  const ours = ui.model?.cursor ?? said;
  if (!saysCursor) return { cursorsSent: ui.cursorsSent, cursor: ours };
  const index = ui.cursorsSent.indexOf(said);
  const pending = index < 0 ? [] : ui.cursorsSent.slice(index + 1);
  return { cursorsSent: pending, cursor: pending.length > 0 ? ours : said };
}

function stillThere(
  selection: Selection,
  before: ExecutionView | undefined,
  after: ExecutionView | undefined,
  cursor: number,
): Selection {
  if (after === undefined) return NOTHING_SELECTED;
  const same = (event: number | undefined): number | undefined => {
    if (event === undefined || after.events[event] === undefined) return undefined;
    const unchanged = before === undefined || before.events[event]?.sentence === after.events[event].sentence;
    return unchanged ? event : undefined;
  };
  const kept = { ...selection, hovered: same(selection.hovered), stuck: same(selection.stuck) };
  return following({ ...kept, focused: same(selection.focused) }, after, cursor);
}

// Messages travel as JSON, which has no `undefined`: a sender that clears a field may write null.
function withoutNulls<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([key, value]: [string, unknown]) => [key, value ?? undefined] as const);
  return Object.fromEntries(entries) as Fields;
}
