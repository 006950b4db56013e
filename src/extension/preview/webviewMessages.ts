import type { Span } from '../../base/span.ts';
import type { BranchDeed } from '../../contract/branches.ts';
import type { LayoutRequest } from '../../contract/graph.ts';
import type { WebviewMessage } from '../../contract/webview.ts';
import { areWhole, isNumber, isObject, isText, isTextOrNothing, isWhole } from './checked.ts';
import { readChoice, readCompared } from './choices.ts';
import { readGraphMessage } from './graphMessages.ts';
import { readPanelState } from './panelStates.ts';

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
    case 'copy':
      return isText(data['text']) ? { kind: 'copy', text: data['text'] } : undefined;
    case 'allowFailure':
      return isText(data['failure']) ? { kind: 'allowFailure', failure: data['failure'] } : undefined;
    case 'command':
      return isText(data['command']) ? { kind: 'command', command: data['command'] } : undefined;
    default:
      return readSmallMessage(data);
  }
}

/** What asks for one thing by its name. */
function readSmallMessage(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  switch (data['kind']) {
    case 'branch':
      return readBranchMessage(data);
    case 'readAbout':
      return isText(data['anchor']) ? { kind: 'readAbout', anchor: data['anchor'] } : undefined;
    default:
      return undefined;
  }
}

function readComparison(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  const [requestId, left, right] = [data['requestId'], readCompared(data['left']), readCompared(data['right'])];
  if (left === undefined || right === undefined || !isWhole(requestId)) return undefined;
  return { kind: 'compare', requestId, left, right };
}

function readBranchMessage(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  const { branch } = data;
  const deed = BRANCH_DEEDS.find(name => name === data['deed']);
  return deed === undefined || !isWhole(branch) ? undefined : { kind: 'branch', deed, branch };
}

const BRANCH_DEEDS: readonly BranchDeed[] = ['show', 'name', 'keep', 'remove'];

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
