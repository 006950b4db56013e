import type { Span } from '../../base/span.ts';
import type { BranchDeed } from '../../contract/branches.ts';
import type { ComparedChoice } from '../../contract/comparison.ts';
import type { LayoutRequest } from '../../contract/graph.ts';
import { PANEL_STATE_VERSION } from '../../contract/version.ts';
import { VIEW_NAMES } from '../../contract/webview.ts';
import type { DiagramState, ExecutionChoice, PanelState, WebviewMessage } from '../../contract/webview.ts';
import { areTexts, areWhole, isNumber, isObject, isText, isTextOrNothing, isWhole } from './checked.ts';
import { readGraphMessage, readGraphState } from './graphMessages.ts';

/** A message of a page, checked; undefined for anything that is not one. Text from a page is never trusted. */
export function readWebviewMessage(data: unknown): WebviewMessage | undefined {
  if (!isObject(data)) return undefined;
  switch (data['kind']) {
    case 'ready':
      return isWhole(data['version']) ? { kind: 'ready', version: data['version'] } : undefined;
    case 'selectScenario':
      return isText(data['scenario']) ? { kind: 'selectScenario', scenario: data['scenario'] } : undefined;
    case 'showVariant': {
      const choice = readChoice(data['choice']);
      const { variant } = data;
      if (choice === undefined || !isTextOrNothing(variant)) return undefined;
      return { kind: 'showVariant', variant: variant ?? undefined, choice };
    }
    case 'choose': {
      const choice = readChoice(data['choice']);
      return choice === undefined ? undefined : { kind: 'choose', choice };
    }
    case 'moveCursor':
      return isWhole(data['step']) ? { kind: 'moveCursor', step: data['step'] } : undefined;
    case 'takeStep':
      return isWhole(data['position']) ? { kind: 'takeStep', position: data['position'] } : undefined;
    case 'reorder': {
      const { order, cursor } = data;
      return areWhole(order) && isWhole(cursor) ? { kind: 'reorder', order, cursor } : undefined;
    }
    case 'reveal': {
      const at = readSpan(data['at']);
      return at === undefined ? undefined : { kind: 'reveal', at };
    }
    case 'layout': {
      const request = readLayoutRequest(data['request']);
      const requestId = data['requestId'];
      return request === undefined || !isWhole(requestId) ? undefined : { kind: 'layout', requestId, request };
    }
    case 'stateGraph':
    case 'askStateGraph':
    case 'showVertex':
      return readGraphMessage(data);
    case 'compare':
      return readComparison(data);
    case 'state': {
      const state = readPanelState(data['state']);
      return state === undefined ? undefined : { kind: 'state', state };
    }
    case 'picture': {
      const { requestId, content, failure } = data;
      if (!isWhole(requestId) || !isTextOrNothing(content) || !isTextOrNothing(failure)) return undefined;
      return { kind: 'picture', requestId, content: content ?? undefined, failure: failure ?? undefined };
    }
    case 'branch':
      return readBranchMessage(data);
    case 'allowFailure':
      return isText(data['failure']) ? { kind: 'allowFailure', failure: data['failure'] } : undefined;
    case 'command':
      return isText(data['command']) ? { kind: 'command', command: data['command'] } : undefined;
    default:
      return undefined;
  }
}

function readBranchMessage(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  const { branch } = data;
  const deed = BRANCH_DEEDS.find(name => name === data['deed']);
  return deed === undefined || !isWhole(branch) ? undefined : { kind: 'branch', deed, branch };
}

const BRANCH_DEEDS: readonly BranchDeed[] = ['show', 'name', 'keep', 'remove'];
const TIMESTAMPS: readonly PanelState['timestamps'][] = ['none', 'lamport', 'vector', 'clock'];

/** What was kept for a panel, checked; undefined when it is not one of ours. */
export function readPanelState(data: unknown): PanelState | undefined {
  if (!isObject(data) || data['version'] !== PANEL_STATE_VERSION) return undefined;
  const { uri, locked, scenario, variant, cursor, selectedEvent, branchesShown } = data;
  const choice = readChoice(data['choice']);
  const view = VIEW_NAMES.find(name => name === data['view']);
  const timestamps = TIMESTAMPS.find(name => name === data['timestamps']);
  if (!isText(uri) || typeof locked !== 'boolean' || choice === undefined || !isWhole(cursor)) return undefined;
  if (view === undefined || timestamps === undefined) return undefined;
  const diagram = readDiagram(data['diagram']);
  const graph = readGraphState(data['graph']);
  return {
    version: PANEL_STATE_VERSION,
    uri,
    locked,
    scenario: isText(scenario) ? scenario : undefined,
    variant: isText(variant) ? variant : undefined,
    choice,
    cursor,
    selectedEvent: isWhole(selectedEvent) ? selectedEvent : undefined,
    view,
    timestamps,
    ...(diagram === undefined ? {} : { diagram }),
    ...(graph === undefined ? {} : { graph }),
    ...(typeof branchesShown === 'boolean' ? { branchesShown } : {}),
  };
}

/** How a space-time diagram is laid out, checked; undefined where it is not said. */
function readDiagram(data: unknown): DiagramState | undefined {
  if (!isObject(data)) return undefined;
  const { direction, collapsed, expanded, hidden, order } = data;
  if ((direction !== 'down' && direction !== 'right') || typeof collapsed !== 'boolean') return undefined;
  if (!areWhole(expanded) || !areTexts(hidden) || !areTexts(order)) return undefined;
  return { direction, collapsed, expanded, hidden, order };
}

/** Which execution is to be shown, checked. */
export function readChoice(data: unknown): ExecutionChoice | undefined {
  if (!isObject(data)) return undefined;
  switch (data['kind']) {
    case 'default':
      return { kind: 'default' };
    case 'property':
      return isText(data['property']) ? { kind: 'property', property: data['property'] } : undefined;
    case 'timed':
      return isWhole(data['seed']) ? { kind: 'timed', seed: data['seed'] } : undefined;
    case 'random':
      return isWhole(data['seed']) ? { kind: 'random', seed: data['seed'] } : undefined;
    case 'sampled': {
      const { property, seed, schedule } = data;
      return isText(property) && isWhole(seed) && areWhole(schedule)
        ? { kind: 'sampled', property, seed, schedule }
        : undefined;
    }
    case 'schedule':
      return areWhole(data['schedule']) ? { kind: 'schedule', schedule: data['schedule'] } : undefined;
    default:
      return undefined;
  }
}

function readComparison(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  const [requestId, left, right] = [data['requestId'], readCompared(data['left']), readCompared(data['right'])];
  if (left === undefined || right === undefined || !isWhole(requestId)) return undefined;
  return { kind: 'compare', requestId, left, right };
}

function readCompared(data: unknown): ComparedChoice | undefined {
  const kind = isObject(data) ? data['kind'] : undefined;
  return kind === 'shown' || kind === 'nearestGood' || kind === 'representative' ? { kind } : readChoice(data);
}

function readSpan(data: unknown): Span | undefined {
  if (!isObject(data) || !isWhole(data['start']) || !isWhole(data['end'])) return undefined;
  return { start: data['start'], end: data['end'] };
}

function readLayoutRequest(data: unknown): LayoutRequest | undefined {
  if (!isObject(data) || !Array.isArray(data['vertices']) || !areWhole(data['edges'])) return undefined;
  const direction = data['direction'];
  if (direction !== 'down' && direction !== 'right') return undefined;
  const vertices = data['vertices'].map((vertex: unknown) =>
    isObject(vertex) && isNumber(vertex['width']) && isNumber(vertex['height'])
      ? { width: vertex['width'], height: vertex['height'] }
      : undefined,
  );
  if (!vertices.every(vertex => vertex !== undefined)) return undefined;
  const edges = data['edges'];
  if (edges.length % 2 !== 0 || edges.some(end => end < 0 || end >= vertices.length)) return undefined;
  return { vertices, edges, direction };
}
