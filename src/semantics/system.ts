import type { Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import type { Property, Role } from '../model/protocol.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type { Choice, Outcome, RuntimeError, State, Step } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { createBehaviour } from './behaviour.ts';
import { afterNode } from './composition.ts';
import { initialEnvironment } from './environment.ts';
import { faultSteps } from './faults.ts';
import { nodeSteps } from './handling.ts';
import type { Behaviour, LocalOutcome } from './local.ts';
import { initialObservations } from './observations.ts';
import { OUTCOMES_MAX } from './outcomes.ts';
import { PropertyEvaluator } from './properties.ts';
import { commonSteps } from './rounds.ts';

/**
 * What may happen in an instance.
 *
 * - `on start` runs for every node in role order as part of the initial state; choices multiply, the first node's
 *   slowest. What start handlers send is in flight initially.
 * - Steps come in this order: for each node its deliveries in inbox order, its timers ascending, its actions in the
 *   order written with arguments ascending; then what everybody does at once (`rounds.ts`); then faults (`faults.ts`).
 * - A delivery needs a receiver that is up and a link that is neither cut nor crosses a partition. What is sent to a node
 *   that is down or cut off stays in flight.
 * - A message that nobody handles is used up by one step that changes nothing else, unless `unmatched: keep` or
 *   `duplicates: any`: then it is no step at all. First in, first out always uses it up, else it would block its link.
 * - A timer that fires is disarmed, and then its first handler whose guard holds runs, if any.
 * - A crash disarms timers, ends hanging and resets each `var`; a node that restarts runs `on recover`, else `on start`.
 *   Only a node that is up crashes, and one that stopped stays so for ever.
 * - A paused node takes no step but to go on as it was, which it will: it is no fault, and such a state is not quiescent.
 * - There is one partition at a time. Healing, and mending a link, cost no budget.
 * - Where a start handler finds nothing to choose from, whatever it chose before, nothing can start: that is an error.
 * - An error inside a handler, a ghost written out of range, an answer to a client that waits for none and a capacity
 *   exceeded are outcomes without a state.
 */
export function createSystem(instance: Instance): System {
  return new ComposedSystem(instance, createBehaviour(instance));
}

class ComposedSystem implements System {
  readonly instance: Instance;
  readonly #behaviour: Behaviour;
  readonly #properties: PropertyEvaluator;

  constructor(instance: Instance, behaviour: Behaviour) {
    this.instance = instance;
    this.#behaviour = behaviour;
    this.#properties = new PropertyEvaluator(instance);
  }

  initial(): readonly Outcome[] {
    let outcomes: readonly Outcome[] = [this.#beforeStart()];
    for (const { index } of this.instance.nodes) {
      const starts = this.#behaviour.startOutcomes(index);
      if (outcomes.length * starts.length > OUTCOMES_MAX) return [this.#tooManyStarts(index)];
      outcomes = outcomes.flatMap(outcome =>
        outcome.kind === 'error' ? [outcome] : starts.map(start => this.#started(outcome, index, start)),
      );
      if (outcomes.length === 0) return [this.#nothingToChoose(index)];
    }
    return outcomes;
  }

  successors(state: State): readonly Outcome[] {
    const behaviour = this.#behaviour;
    const handled = this.instance.nodes.flatMap(({ index }) => nodeSteps(behaviour, state, index));
    return [...handled, ...commonSteps(behaviour, state, handled), ...faultSteps(behaviour, state)];
  }

  evaluate(property: Property, state: State): Result<boolean, RuntimeError> {
    return this.#properties.evaluate(property, state, undefined);
  }

  argumentsOf(property: Property): Result<readonly (readonly Value[])[], RuntimeError> {
    return this.#properties.argumentsOf(property);
  }

  decided(property: Property, state: State): Result<readonly Value[], RuntimeError> {
    return this.#properties.decided(property, state);
  }

  evaluateStep(property: Property, before: State, after: State): Result<boolean, RuntimeError> {
    return this.#properties.evaluate(property, after, before);
  }

  #beforeStart(): Outcome & { readonly kind: 'state' } {
    const { instance } = this;
    const state: State = {
      environment: initialEnvironment(instance),
      ...initialObservations(instance),
      locals: instance.nodes.map(({ index }) => this.#behaviour.initialLocal(index)),
      inboxes: instance.nodes.map(() => []),
    };
    return { kind: 'state', step: { kind: 'start', choices: [] }, state, effects: NO_EFFECTS, startEffects: [] };
  }

  #started(before: Outcome & { readonly kind: 'state' }, node: NodeIndex, start: LocalOutcome): Outcome {
    const earlier = before.step.kind === 'start' ? before.step.choices : [];
    const stepOf = (choices: readonly Choice[]): Step => ({ kind: 'start', choices: [...earlier, ...choices] });
    const outcome = afterNode(this.instance, { node, state: before.state, stepOf }, start);
    if (outcome.kind === 'error') return outcome;
    return { ...outcome, effects: NO_EFFECTS, startEffects: [...(before.startEffects ?? []), outcome.effects] };
  }

  #tooManyStarts(node: NodeIndex): Outcome {
    const { at } = this.#roleOf(node);
    const message = `There are too many ways to start to list them: more than ${OUTCOMES_MAX}. Choose from smaller sets.`;
    return startError(node, { code: 'too-many-outcomes', message, at });
  }

  #nothingToChoose(node: NodeIndex): Outcome {
    const { start, at } = this.#roleOf(node);
    const { name } = this.instance.nodes[node]!;
    const message = `Nothing can start: in the start of ${name} a «choose» finds nothing to choose from.`;
    return startError(node, { code: 'nothing-to-choose', message, at: start?.at ?? at });
  }

  #roleOf(node: NodeIndex): Role {
    return this.instance.protocol.roles[this.instance.nodes[node]!.role]!;
  }
}

function startError(node: NodeIndex, error: RuntimeError): Outcome {
  return { kind: 'error', step: { kind: 'start', choices: [] }, error, node };
}
