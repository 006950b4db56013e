import { PANEL_STATE_VERSION } from '../../contract/version.ts';
import { VIEW_NAMES } from '../../contract/webview.ts';
import type { DiagramState, InspectorState, PanelState, PinnedValue } from '../../contract/webview.ts';
import { areTexts, areWhole, isObject, isText, isWhole } from './checked.ts';
import { readChoice } from './choices.ts';
import { readGraphState } from './graphMessages.ts';

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
  const inspector = readInspector(data['inspector']);
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
    ...(inspector === undefined ? {} : { inspector }),
  };
}

/** How a space-time diagram is laid out, checked; undefined where it is not said. */
function readDiagram(data: unknown): DiagramState | undefined {
  if (!isObject(data)) return undefined;
  const { direction, collapsed, expanded, hidden, order, captions } = data;
  if ((direction !== 'down' && direction !== 'right') || typeof collapsed !== 'boolean') return undefined;
  if (!areWhole(expanded) || !areTexts(hidden) || !areTexts(order)) return undefined;
  const named = typeof captions === 'boolean' ? { captions } : {};
  return { direction, collapsed, expanded, hidden, order, ...named };
}

/** What is followed in the inspector, checked; undefined where it is not said. */
function readInspector(data: unknown): InspectorState | undefined {
  if (!isObject(data) || typeof data['changedOnly'] !== 'boolean' || !Array.isArray(data['pinned'])) return undefined;
  const pinned = data['pinned'].map(readPinned);
  return pinned.every(pin => pin !== undefined) ? { pinned, changedOnly: data['changedOnly'] } : undefined;
}

function readPinned(data: unknown): PinnedValue | undefined {
  if (!isObject(data)) return undefined;
  const { node, variable, path } = data;
  return isText(node) && isText(variable) && areTexts(path) ? { node, variable, path } : undefined;
}
