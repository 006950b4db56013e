import { present } from '../../base/assert.ts';
import type { FailureKind } from '../../model/scenario.ts';
import { isFault, type Environment, type FaultStep } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import { createBehaviour } from '../../semantics/behaviour.ts';
import { faultSteps } from '../../semantics/faults.ts';
import type { Behaviour } from '../../semantics/local.ts';
import { ENVIRONMENT } from '../components.ts';
import type { StateGraph } from './stateGraph.ts';

/**
 * Which failure a step is, told from the states before and after it. A budget that is spent tells it, and so do links that
 * fail or get well. Where all budgets are without limit and several failures could be it, all faults of the state before are
 * taken once more as semantics defines them; of several that lead to the same state the first is named.
 */
export class FaultKinds {
  readonly #graph: StateGraph;
  readonly #behaviour: Behaviour;
  /** The failures that leave the environment as it is. */
  readonly #silent: readonly FailureKind[];
  readonly #byEnvironments = new Map<string, FailureKind | undefined>();
  readonly #byChange = new Map<string, FailureKind>();
  readonly #before: Int32Array;
  // The state asked for last, and where its faults lead.
  #from = -1;
  #faults = new Map<string, FailureKind>();

  constructor(graph: StateGraph) {
    const { instance } = graph.components;
    this.#graph = graph;
    this.#behaviour = createBehaviour(instance);
    this.#before = new Int32Array(graph.components.kinds.length);
    // Copies without limit come with deliveries, and what Byzantine nodes send costs no budget.
    const silent = instance.failures.filter(
      ({ kind, budget }) => kind === 'byzantine' || (budget === Infinity && kind !== 'duplicates'),
    );
    this.#silent = [...new Set(silent.map(({ kind }) => kind))].filter(kind => kind !== 'partition' && kind !== 'cut');
  }

  kindOf(from: number, to: number): FailureKind {
    const before = this.#before;
    before.set(this.#graph.rowOf(from));
    const after = this.#graph.rowOf(to);
    const byEnvironment = this.#ofEnvironments(before[ENVIRONMENT]!, after[ENVIRONMENT]!);
    if (byEnvironment !== undefined) return byEnvironment;
    const [only] = this.#silent;
    if (only !== undefined && this.#silent.length === 1) return only;
    const changed = [...after.keys()].filter(component => after[component] !== before[component]);
    const [component] = changed;
    if (component === undefined || changed.length > 1) return this.#ofStates(from, to);
    const change = [before[ENVIRONMENT], component, before[component], after[component]].join(' ');
    const known = this.#byChange.get(change) ?? this.#ofStates(from, to);
    this.#byChange.set(change, known);
    return known;
  }

  #ofEnvironments(from: number, to: number): FailureKind | undefined {
    if (from === to) return undefined;
    const key = `${String(from)} ${String(to)}`;
    const known = this.#byEnvironments.get(key);
    if (known !== undefined) return known;
    const { environments, instance } = this.#graph.components;
    const [before, after] = [environments.valueOf(from), environments.valueOf(to)];
    const paying = before.budgets.findIndex((budget, failure) => after.budgets[failure] !== budget);
    const kind = instance.failures[paying]?.kind ?? linkFailure(before, after);
    this.#byEnvironments.set(key, kind);
    return kind;
  }

  #ofStates(from: number, to: number): FailureKind {
    const { stateOf } = this.#graph;
    if (this.#from !== from) {
      this.#from = from;
      this.#faults = new Map();
      for (const outcome of faultSteps(this.#behaviour, stateOf(from))) {
        if (outcome.kind === 'error' || !isFault(outcome.step)) continue;
        const key = stateKey(outcome.state);
        if (!this.#faults.has(key)) this.#faults.set(key, failureOf(outcome.step));
      }
    }
    return present(this.#faults.get(stateKey(stateOf(to))), 'a step that is no fault has a label');
  }
}

function linkFailure(before: Environment, after: Environment): FailureKind {
  return before.partition?.join() === after.partition?.join() ? 'cut' : 'partition';
}

/** The failure that a step is, or is the end of, or, of what a Byzantine node sends, that allows it. */
function failureOf(step: FaultStep): FailureKind {
  switch (step.kind) {
    case 'lose':
      return 'loss';
    case 'duplicate':
      return 'duplicates';
    case 'corrupt':
      return 'corruptMessage';
    case 'alter':
      return 'corruptState';
    case 'turn':
    case 'forge':
      return 'byzantine';
    case 'heal':
      return 'partition';
    case 'mend':
      return 'cut';
    case 'reset':
    case 'crash':
    case 'recover':
    case 'partition':
    case 'cut':
    case 'stall':
    case 'pause':
    case 'diskfail':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return step.kind;
  }
}
