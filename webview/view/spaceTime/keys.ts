import type { PanelInput } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import type { Key } from '../selection.ts';
import type { DiagramInput } from './inputs.ts';
import { runsIn, shownLanes } from './state.ts';

/** What a key does while the space-time diagram has the focus. */
export function diagramKey(ui: PanelUi, key: Key): PanelInput | undefined {
  const input = ui.view === 'spaceTime' ? inputOf(ui, key) : undefined;
  return input === undefined ? undefined : { kind: 'diagram', input };
}

function inputOf(ui: PanelUi, { key }: Key): DiagramInput | undefined {
  const { kept } = ui.diagram;
  const execution = ui.model?.execution;
  const event = ui.selection.focused ?? ui.selection.stuck;
  const lane = event === undefined ? undefined : execution?.events[event]?.lane;
  switch (key) {
    case 'd':
      return { kind: 'turn' };
    case 'k':
      return { kind: 'captions', shown: kept.captions !== true };
    case 'l':
      return { kind: 'collapse', collapsed: !kept.collapsed || kept.expanded.length > 0 };
    case 'e': {
      const run = execution && runsIn(execution).find(events => event !== undefined && events.includes(event));
      return run?.[0] === undefined ? undefined : { kind: 'toggleRun', run: run[0] };
    }
    case ',':
    case '.':
      return { kind: 'slide', direction: key === ',' ? -1 : 1 };
    case 'c':
      return { kind: 'cut', shown: ui.diagram.cut === undefined };
    case 'n':
    case 'N':
      return ui.diagram.query === '' ? undefined : { kind: 'nextMatch', direction: key === 'n' ? 1 : -1 };
    case 'h':
      return lane === undefined ? undefined : { kind: 'showLane', lane, shown: false };
    case 'H':
      return { kind: 'showAllLanes' };
    case 'o':
      return { kind: 'orderLanes', by: 'crossings' };
    case '<':
    case '>': {
      if (lane === undefined || execution === undefined) return undefined;
      const to = shownLanes(execution, kept).indexOf(lane) + (key === '<' ? -1 : 1);
      return to < 0 ? undefined : { kind: 'moveLane', lane, to };
    }
    default:
      return undefined;
  }
}
