import { present } from '../../base/assert.ts';
import type { FailureKind } from '../../model/scenario.ts';
import type { StepLabel } from '../../semantics/fairness.ts';
import { UNLABELLED } from '../liveness/labels.ts';
import { Pace } from '../liveness/pace.ts';
import { FaultKinds } from './faultKinds.ts';
import type { StateGraph } from './stateGraph.ts';

/** Steps that are told apart: by role, not by node; failures by what goes wrong, together with the end of it. */
export type StepKind =
  | { readonly kind: 'message'; readonly role: number; readonly message: number }
  | { readonly kind: 'timer'; readonly role: number; readonly timer: number }
  | { readonly kind: 'action'; readonly role: number; readonly action: number }
  | { readonly kind: 'failure'; readonly failure: FailureKind }
  | { readonly kind: 'everybody'; readonly step: 'tick' | 'settle' | 'round' | 'stabilise' };

/** The kinds of all steps of a graph, in the order in which they are met. */
export interface StepKinds {
  readonly kinds: readonly StepKind[];
  /** By step of the graph its position in `kinds`; a step that goes wrong counts as none. */
  readonly ofStep: Uint16Array;
  /** By kind: how many steps there are, and in how many states at least one. */
  readonly steps: Int32Array;
  readonly enabledIn: Int32Array;
}

export function* stepKindsOf(graph: StateGraph): Generator<undefined, StepKinds> {
  const { transitions } = graph;
  const numbers = new KindNumbers(graph);
  const stepCount = transitions.stateCount === 0 ? 0 : transitions.end(transitions.stateCount - 1);
  const ofStep = new Uint16Array(stepCount).fill(NO_KIND);
  const steps: number[] = [];
  const enabledIn: number[] = [];
  // By kind, 1 + the state in which it was met last.
  const metIn: number[] = [];
  const pace = new Pace();
  for (let state = 0; state < transitions.stateCount; state += 1) {
    const [first, end] = [transitions.first(state), transitions.end(state)];
    for (let step = first; step < end; step += 1) {
      const target = transitions.target(step);
      if (target < 0) continue;
      const kind = numbers.of(transitions.label(step), state, target);
      ofStep[step] = kind;
      steps[kind] = (steps[kind] ?? 0) + 1;
      if (metIn[kind] !== state + 1) enabledIn[kind] = (enabledIn[kind] ?? 0) + 1;
      metIn[kind] = state + 1;
    }
    if (pace.isDue(1 + 4 * (end - first))) yield;
  }
  return { kinds: numbers.kinds, ofStep, steps: Int32Array.from(steps), enabledIn: Int32Array.from(enabledIn) };
}

const NO_KIND = 0xffff;

class KindNumbers {
  readonly kinds: StepKind[] = [];
  readonly #graph: StateGraph;
  readonly #faults: FaultKinds;
  readonly #numbers = new Map<string, number>();
  readonly #ofLabel: number[] = [];

  constructor(graph: StateGraph) {
    this.#graph = graph;
    this.#faults = new FaultKinds(graph);
  }

  of(label: number, from: number, to: number): number {
    if (label === UNLABELLED) return this.#numberOf({ kind: 'failure', failure: this.#faults.kindOf(from, to) });
    return (this.#ofLabel[label] ??= this.#numberOf(
      this.#kindOf(present(this.#graph.labels.labelOf(label), 'a label')),
    ));
  }

  #kindOf(label: StepLabel): StepKind {
    switch (label.kind) {
      case 'arrival':
        return { kind: 'message', role: this.#roleOf(label.envelope.to), message: label.envelope.message };
      case 'timer':
        return { kind: 'timer', role: this.#roleOf(label.node), timer: label.timer };
      case 'action':
        return { kind: 'action', role: this.#roleOf(label.node), action: label.action };
      case 'resume':
        return { kind: 'failure', failure: 'pause' };
      case 'everybody':
        return { kind: 'everybody', step: label.step };
    }
  }

  #roleOf(node: number): number {
    return present(this.#graph.components.instance.nodes[node], 'a node that takes a step').role;
  }

  #numberOf(kind: StepKind): number {
    const key = JSON.stringify(kind);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.kinds.length);
    return this.kinds.push(kind) - 1;
  }
}
