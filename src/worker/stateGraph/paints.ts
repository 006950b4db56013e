import { listed } from '../../base/listed.ts';
import { CLASSES_MAX, type GraphColouring, type GraphPaint } from '../../contract/stateGraph.ts';
import { UNLABELLED } from '../../engine/liveness/labels.ts';
import { Pace } from '../../engine/liveness/pace.ts';
import { valenceAmong, type Valence } from '../../engine/liveness/valence.ts';
import { nodeName, valueText } from '../../model/labels.ts';
import type { StepLabel } from '../../semantics/fairness.ts';
import type { Work } from '../explosion/exploring.ts';
import type { DrawnGraph } from './drawing.ts';
import type { ExploredStates } from './exploredStates.ts';
import { groupedBy, type StateText, textIn } from './stateTexts.ts';

/** What is said of a vertex whose states differ. */
const MIXED = 'differs';

/** Colours vertices: by vertex its class, the most frequent classes first. */
export function* paintOf(
  explored: ExploredStates,
  { members, firsts }: Pick<DrawnGraph, 'members' | 'firsts'>,
  colouring: GraphColouring,
  texts: readonly StateText[],
): Work<GraphPaint> {
  const nameOf = yield* namerOf(explored, colouring, texts);
  if (nameOf === undefined) return { kind: 'paint', classes: new Uint8Array(0), names: [] };
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const ofVertex = new Uint32Array(firsts.length);
  const pace = new Pace();
  for (let vertex = 0; vertex < firsts.length; vertex += 1) {
    const [begin, end] = [members.firsts[vertex]!, members.firsts[vertex + 1]!];
    const name = nameOf(firsts[vertex]!);
    let isMixed = false;
    // Who found a vertex found its first state.
    for (let i = begin; colouring.kind !== 'mover' && !isMixed && i < end; i += 1) {
      isMixed = nameOf(members.states[i]!) !== name;
    }
    const said = isMixed ? MIXED : name;
    const number = numbers.get(said) ?? names.push(said) - 1;
    numbers.set(said, number);
    ofVertex[vertex] = number;
    if (pace.isDue(8 * (end - begin))) yield;
  }
  return ranked(names, ofVertex);
}

/** The most frequent classes, and one for the rest. */
function ranked(names: readonly string[], ofVertex: Uint32Array): GraphPaint {
  const counts = names.map(() => 0);
  for (const number of ofVertex) counts[number] = counts[number]! + 1;
  const order = [...names.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const shown = names.length > CLASSES_MAX ? CLASSES_MAX - 1 : names.length;
  const classes = new Uint8Array(names.length).fill(shown);
  order.slice(0, shown).forEach((number, rank) => (classes[number] = rank));
  const kept = order.slice(0, shown).map(number => ({ name: names[number]!, vertices: counts[number]! }));
  const rest = order.slice(shown).reduce((sum, number) => sum + counts[number]!, 0);
  const all =
    rest === 0
      ? kept
      : [...kept, { name: `${String(names.length - shown)} others`, vertices: rest, isRest: true as const }];
  return { kind: 'paint', classes: Uint8Array.from(ofVertex, number => classes[number]!), names: all };
}

/** What the class of a state is called; undefined where nothing tells states apart. */
function* namerOf(
  explored: ExploredStates,
  colouring: GraphColouring,
  texts: readonly StateText[],
): Work<((state: number) => string) | undefined> {
  switch (colouring.kind) {
    case 'none':
      return undefined;
    case 'mover':
      return moverNames(explored);
    case 'valence': {
      const property = explored.system.instance.protocol.properties.find(({ kind }) => kind === 'decides');
      const full = { ...explored.graph, system: explored.system };
      const valence = property?.kind === 'decides' ? yield* valenceAmong(property, full) : undefined;
      return valence && valenceNames(explored, valence);
    }
    case 'variable': {
      const text = texts.find(({ key }) => key === colouring.key);
      if (text === undefined) return undefined;
      const { groupOf, firsts } = yield* groupedBy(explored.graph, [text]);
      const names = firsts.map(state => textIn(explored.graph, text, state));
      return state => names[groupOf[state]!]!;
    }
  }
}

function valenceNames({ system }: ExploredStates, valence: Valence): (state: number) => string {
  const known = new Map<string, string>();
  return state => {
    const values = valence.of(state).map(value => valueText(system.instance, value));
    const key = values.join('\n');
    const name = known.get(key) ?? valenceName(values);
    known.set(key, name);
    return name;
  };
}

function valenceName(values: readonly string[]): string {
  if (values.length === 0) return 'decides nothing any more';
  return values.length === 1 ? `can only decide ${listed(values)}` : `can decide ${listed(values, 'or')}`;
}

function moverNames({ graph, system }: ExploredStates): (state: number) => string {
  const names: string[] = [];
  const nameOf = (label: number): string => {
    const said = label === UNLABELLED ? undefined : graph.labels.labelOf(label);
    return said === undefined ? 'a failure' : moverName(said);
  };
  const moverName = (label: StepLabel): string => {
    if (label.kind === 'everybody') return 'everybody at once';
    return nodeName(system.instance, label.kind === 'arrival' ? label.envelope.to : label.node);
  };
  return state => {
    const parent = graph.parentOf(state);
    if (parent < 0) return 'the start';
    const { transitions } = graph;
    for (let step = transitions.first(parent); step < transitions.end(parent); step += 1) {
      if (transitions.target(step) === state)
        return (names[transitions.label(step)] ??= nameOf(transitions.label(step)));
    }
    return 'the start';
  };
}
