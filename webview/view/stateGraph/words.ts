import type { StateGraphOutline, VertexDetails } from '../../../src/contract/stateGraph.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';
import type { GraphMode } from '../../../src/contract/stateGraph.ts';

export const MODE_NAMES: Readonly<Record<GraphMode, string>> = {
  automatic: 'automatic',
  neighbourhood: 'around the cursor',
  whole: 'all states',
  quotient: 'merged states',
  profile: 'depth profile',
};

/** What is drawn and of how many states, in one or two sentences. */
export function graphSummary(outline: StateGraphOutline, kind: 'neighbourhood' | 'whole' | 'quotient'): string {
  const { vertexCount, edgeCount, states, cut, steps = 0 } = outline;
  const all = cut === undefined ? formatUnits(states, 'state') : `${formatCount(states)} states found`;
  const edges = formatUnits(edgeCount, 'edge');
  switch (kind) {
    case 'neighbourhood':
      return `${formatUnits(vertexCount, 'state')} up to ${formatUnits(steps, 'step')} from the cursor, of ${all}; ${edges}.`;
    case 'whole':
      return `${all}, ${edges} between them.`;
    case 'quotient':
      return `${formatUnits(vertexCount, 'vertex').replace('vertexs', 'vertices')} for ${all} that agree; ${edges}.`;
  }
}

/** What violates, as a sentence; empty where nothing does. */
export function violatingWords({ violating, violated, states }: StateGraphOutline): string {
  if (violating === 0) return '';
  const verb = violating === 1 ? 'violates' : 'violate';
  return `${formatCount(violating)} of ${formatUnits(states, 'state')} ${verb} ${violated.join(', ')}.`;
}

/** Where a vertex is, in words. */
export function vertexTitle({ states, depth, step }: VertexDetails): string {
  const where = depth === 0 ? 'at the start' : `${formatUnits(depth, 'step')} from the start`;
  if (states > 1) return `${formatUnits(states, 'state')}, the first ${where}`;
  return step === undefined ? 'An initial state' : `A state ${where}`;
}

/** The same as is seen of a vertex, for those who hear it. */
export function spokenVertex(details: VertexDetails): string {
  const { step, changes, violated, beforeCount, afterCount } = details;
  const how = step === undefined ? '' : ` Found by ${step}.`;
  const what = changes.map(({ name, before, value }) => `${name}: ${before} becomes ${value}.`).join(' ');
  const wrong = violated.length === 0 ? '' : ` Violates ${violated.join(', ')}.`;
  return `${vertexTitle(details)}.${wrong}${how} ${what} ${formatCount(beforeCount)} lead here, ${formatCount(afterCount)} on from here.`;
}
