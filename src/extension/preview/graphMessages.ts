import type { GraphColouring, GraphMode, GraphQuestion, GraphScope, GraphState } from '../../contract/stateGraph.ts';
import type { WebviewMessage } from '../../contract/webview.ts';
import { areTexts, areWhole, isObject, isWhole } from './checked.ts';

/** A message about state graphs, checked. */
export function readGraphMessage(data: Readonly<Record<string, unknown>>): WebviewMessage | undefined {
  const { kind, requestId, vertex } = data;
  const scope = readScope(data['scope']);
  if (scope === undefined) return undefined;
  if (kind === 'showVertex') return isWhole(vertex) ? { kind, scope, vertex } : undefined;
  if (!isWhole(requestId)) return undefined;
  if (kind === 'stateGraph') return { kind, requestId, scope };
  const question = readQuestion(data['question']);
  return kind !== 'askStateGraph' || question === undefined ? undefined : { kind, requestId, scope, question };
}

/** What a page wants drawn, checked. */
function readScope(data: unknown): GraphScope | undefined {
  if (!isObject(data)) return undefined;
  const { kind, around, steps, by } = data;
  switch (kind) {
    case 'neighbourhood':
      return areWhole(around) && isWhole(steps) ? { kind, around, steps } : undefined;
    case 'whole':
      return { kind };
    case 'quotient':
      return areTexts(by) ? { kind, by } : undefined;
    default:
      return undefined;
  }
}

/** What a page asks about a graph, checked. */
function readQuestion(data: unknown): GraphQuestion | undefined {
  if (!isObject(data)) return undefined;
  const { kind, schedule, vertex } = data;
  switch (kind) {
    case 'paint': {
      const colouring = readColouring(data['colouring']);
      return colouring && { kind, colouring };
    }
    case 'path':
      return areWhole(schedule) ? { kind, schedule } : undefined;
    case 'vertex':
      return isWhole(vertex) ? { kind, vertex } : undefined;
    default:
      return undefined;
  }
}

const MODES: readonly GraphMode[] = ['automatic', 'neighbourhood', 'whole', 'quotient', 'profile'];

/** How state graphs are looked at, checked; undefined where it is not said. */
export function readGraphState(data: unknown): GraphState | undefined {
  if (!isObject(data)) return undefined;
  const { steps, by } = data;
  const mode = MODES.find(name => name === data['mode']);
  const colouring = readColouring(data['colouring']);
  if (mode === undefined || colouring === undefined || !isWhole(steps) || !areTexts(by)) return undefined;
  return { mode, steps, by, colouring };
}

function readColouring(data: unknown): GraphColouring | undefined {
  if (!isObject(data)) return undefined;
  const { kind, key } = data;
  switch (kind) {
    case 'none':
    case 'valence':
    case 'mover':
      return { kind };
    case 'variable':
      return typeof key === 'string' ? { kind, key } : undefined;
    default:
      return undefined;
  }
}
