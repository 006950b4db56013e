import { Pace, STEPS_PER_EVALUATION } from '../../engine/liveness/pace.ts';
import { Projection } from '../../engine/projection.ts';
import { readsOf, readsOfHistory } from '../../engine/reads.ts';
import type { Property } from '../../model/protocol.ts';
import type { State } from '../../model/state.ts';
import type { Work } from '../explosion/exploring.ts';
import { isViolatedBy } from '../verdictAt.ts';
import type { ExploredStates } from './exploredStates.ts';

/** Which states violate what. */
export interface Violations {
  /** By state: whether it violates anything. */
  readonly marks: Uint8Array;
  readonly count: number;
  /** The names of what some state violates, `error` for what goes wrong there. */
  readonly names: readonly string[];
  of(state: number): readonly string[];
}

/** Looks at every state: at properties that a single state decides, and whether the protocol goes wrong there. */
export function* violationsIn(explored: ExploredStates): Work<Violations> {
  const { graph, system } = explored;
  const judges = system.instance.protocol.properties.flatMap(property => judgeOf(explored, property) ?? []);
  const marks = new Uint8Array(graph.stateCount);
  const found = new Set<string>();
  const pace = new Pace();
  for (let state = 0; state < graph.stateCount; state += 1) {
    for (const { name, isViolated } of judges) {
      if (!isViolated(state)) continue;
      marks[state] = 1;
      found.add(name);
    }
    if (goesWrong(explored, state)) {
      marks[state] = 1;
      found.add('error');
    }
    if (pace.isDue(1 + STEPS_PER_EVALUATION * judges.length)) yield;
  }
  const names = [...judges.map(({ name }) => name), 'error'].filter(name => found.has(name));
  const of = (state: number): readonly string[] =>
    marks[state] === 0
      ? []
      : [
          ...judges.filter(({ isViolated }) => isViolated(state)).map(({ name }) => name),
          ...(goesWrong(explored, state) ? ['error'] : []),
        ];
  return { marks, count: marks.reduce((sum, mark) => sum + mark, 0), names, of };
}

interface Judge {
  readonly name: string;
  readonly isViolated: (state: number) => boolean;
}

/** Undefined for what no single state decides. */
function judgeOf({ graph, system }: ExploredStates, property: Property): Judge | undefined {
  const { protocol } = system.instance;
  const violates = (state: State): boolean => isViolatedBy(system, property, undefined, state);
  switch (property.kind) {
    case 'invariant':
    case 'linearizable':
    case 'sequential': {
      const reads =
        'history' in property ? readsOfHistory(protocol, property.history) : readsOf(protocol, property.body);
      const projection = new Projection(graph.components, reads);
      const said: boolean[] = [];
      const isViolated = (state: number): boolean => {
        const row = graph.rowOf(state);
        return (said[projection.tupleOf(row)] ??= violates(graph.components.decode(row)));
      };
      return { name: property.name, isViolated };
    }
    case 'finally':
      return { name: property.name, isViolated: state => leadsNowhere(graph, state) && violates(graph.stateOf(state)) };
    case 'step':
    case 'reachable':
    case 'eventually':
    case 'leadsto':
    case 'decides':
      return undefined;
  }
}

/** Whether nothing but failures leads from a state to another one. */
export function leadsNowhere({ transitions, labels }: ExploredStates['graph'], state: number): boolean {
  if (!transitions.isExpanded(state)) return false;
  for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
    if (labels.labelOf(transitions.label(step)) !== undefined) return false;
  }
  return true;
}

function goesWrong({ graph: { transitions } }: ExploredStates, state: number): boolean {
  if (!transitions.isExpanded(state)) return false;
  for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
    if (transitions.target(step) < 0) return true;
  }
  return false;
}
