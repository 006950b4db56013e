import type { Outcome, State, Step } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';

/** A step that changes something. */
export interface ReferenceStep {
  readonly step: Step;
  readonly to: State;
}

/** All states that can be reached, and what leads from each to which, as semantics defines it. What goes wrong leads nowhere. */
export interface ReferenceGraph {
  readonly initial: readonly State[];
  readonly states: readonly State[];
  stepsOf(state: State): readonly ReferenceStep[];
}

/** Undefined where there are more than `statesMax`. */
export function referenceGraph(system: System, statesMax: number): ReferenceGraph | undefined {
  const steps = new Map<string, readonly ReferenceStep[]>();
  const initial = distinct(system.initial().flatMap(stateIn));
  const states = [...initial];
  const found = new Set(states.map(stateKey));
  for (const state of states) {
    const key = stateKey(state);
    const leading = system
      .successors(state)
      .flatMap(outcome => stateIn(outcome).map(to => ({ step: outcome.step, to })))
      .filter(({ to }) => stateKey(to) !== key);
    steps.set(key, leading);
    for (const { to } of leading) {
      if (found.has(stateKey(to))) continue;
      found.add(stateKey(to));
      states.push(to);
    }
    if (states.length > statesMax) return undefined;
  }
  return { initial, states, stepsOf: state => steps.get(stateKey(state)) ?? [] };
}

/** The states that are reached when only some steps are taken, and some states entered. */
export function reachedBy(
  graph: ReferenceGraph,
  allowed: { readonly step?: (step: Step) => boolean; readonly state?: (state: State) => boolean },
): readonly State[] {
  const { step: takes = () => true, state: enters = () => true } = allowed;
  const states = graph.initial.filter(enters);
  const found = new Set(states.map(stateKey));
  for (const state of states) {
    for (const { step, to } of graph.stepsOf(state)) {
      if (!takes(step) || !enters(to) || found.has(stateKey(to))) continue;
      found.add(stateKey(to));
      states.push(to);
    }
  }
  return states;
}

function stateIn(outcome: Outcome): readonly State[] {
  return outcome.kind === 'state' ? [outcome.state] : [];
}

export function distinct(states: readonly State[]): readonly State[] {
  return [...new Map(states.map(state => [stateKey(state), state])).values()];
}
