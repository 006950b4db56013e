import type { GraphColouring, GraphQuestion, GraphScope } from '../../contract/stateGraph.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a page wants drawn, checked. */
export function readScope(data: unknown): GraphScope | undefined {
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
export function readQuestion(data: unknown): GraphQuestion | undefined {
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

function isObject(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null;
}

function isWhole(data: unknown): data is number {
  return typeof data === 'number' && Number.isSafeInteger(data);
}

function areWhole(data: unknown): data is readonly number[] {
  return Array.isArray(data) && data.every(isWhole);
}

function areTexts(data: unknown): data is readonly string[] {
  return Array.isArray(data) && data.every(text => typeof text === 'string');
}
