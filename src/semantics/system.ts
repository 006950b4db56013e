import { present } from '../base/assert.ts';
import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import type { Property, Role } from '../model/protocol.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type { Choice, Effects, Inbox, Outcome, RuntimeError, SentEnvelope, State, Step } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { NodeIndex } from '../model/values.ts';
import { createBehaviour } from './behaviour.ts';
import { replaced } from './collections.ts';
import { initialEnvironment, isLinkUp, remaining, spendBudget } from './environment.ts';
import { environmentFaults, networkFaults } from './faults.ts';
import { applyGhostWrites } from './ghosts.ts';
import { addToInbox, capacityError, deliverable, deliveryVariants, exceedsCapacity, removeFromInbox } from './inbox.ts';
import { initialGhosts } from './instantiate.ts';
import type { Behaviour, LocalOutcome } from './local.ts';
import { OUTCOMES_MAX } from './outcomes.ts';
import { PropertyEvaluator } from './properties.ts';

/**
 * What may happen in an instance.
 *
 * - `on start` runs for every node in role order as part of the initial state; choices multiply, the first node's
 *   slowest. What start handlers send is in flight initially.
 * - Steps come in this order: for each node its deliveries in inbox order, its timers ascending, its actions in the
 *   order written with arguments ascending; then losses, duplicates, crashes, restarts, and partitions or healing.
 * - A delivery needs a receiver that is up and a link that no partition cuts. What is sent to a node that is down or
 *   cut off stays in flight.
 * - A message that nobody handles is used up by one step that changes nothing else, unless `unmatched: keep` or
 *   `duplicates: any`: then it is no step at all. First in, first out always uses it up, else it would block its link.
 * - A timer that fires is disarmed, and then its first handler whose guard holds runs, if any.
 * - A crash disarms timers and resets each `var`; a node that restarts runs `on recover`, else `on start`. Only a node
 *   that is up crashes, and one that stopped stays so for ever.
 * - There is one partition at a time. Healing costs no budget.
 * - Where a start handler finds nothing to choose from, whatever it chose before, nothing can start: that is an error.
 * - An error inside a handler, a ghost written out of range and a capacity exceeded are outcomes without a state.
 */
export function createSystem(instance: Instance): System {
  return new ComposedSystem(instance, createBehaviour(instance));
}

/** A handler's outcome in a state: which node, by which step, and what is in flight when it begins to send. */
interface Happening {
  readonly node: NodeIndex;
  readonly state: State;
  readonly stepOf: (choices: readonly Choice[]) => Step;
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
    return [...this.instance.nodes.flatMap(({ index }) => this.#nodeSteps(state, index)), ...this.#faults(state)];
  }

  evaluate(property: Property, state: State): Result<boolean, RuntimeError> {
    return this.#properties.evaluate(property, state, undefined);
  }

  evaluateStep(property: Property, before: State, after: State): Result<boolean, RuntimeError> {
    return this.#properties.evaluate(property, after, before);
  }

  #beforeStart(): Outcome & { readonly kind: 'state' } {
    const { instance } = this;
    const state: State = {
      environment: initialEnvironment(instance),
      ghosts: initialGhosts(instance),
      locals: instance.nodes.map(({ index }) => this.#behaviour.initialLocal(index)),
      inboxes: instance.nodes.map(() => []),
    };
    return { kind: 'state', step: { kind: 'start', choices: [] }, state, effects: NO_EFFECTS, startEffects: [] };
  }

  #started(before: Outcome & { readonly kind: 'state' }, node: NodeIndex, start: LocalOutcome): Outcome {
    const earlier = before.step.kind === 'start' ? before.step.choices : [];
    const stepOf = (choices: readonly Choice[]): Step => ({ kind: 'start', choices: [...earlier, ...choices] });
    const outcome = this.#after({ node, state: before.state, stepOf }, start);
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

  #nodeSteps(state: State, node: NodeIndex): readonly Outcome[] {
    const local = present(state.locals[node], 'every node has a local state');
    if (local.status !== 'up') return [];
    const timers = local.timers.flatMap(timer => {
      const { handler, outcomes } = this.#behaviour.timerOutcomes(node, local, timer);
      const stepOf = (choices: readonly Choice[]): Step => ({ kind: 'timer', node, timer, handler, choices });
      return outcomes.map(outcome => this.#after({ node, state, stepOf }, outcome));
    });
    const actions = this.#behaviour.actionOutcomes(node, local).flatMap(enabled => {
      const { action, outcomes } = enabled;
      const stepOf = (choices: readonly Choice[]): Step => ({
        kind: 'action',
        node,
        action,
        arguments: enabled.arguments,
        choices,
      });
      return outcomes.map(outcome => this.#after({ node, state, stepOf }, outcome));
    });
    return [...this.#deliveries(state, node), ...timers, ...actions];
  }

  #deliveries(state: State, node: NodeIndex): readonly Outcome[] {
    const inbox = present(state.inboxes[node], 'every node has an inbox');
    const local = present(state.locals[node], 'every node has a local state');
    const arriving = deliverable(this.instance, inbox).filter(({ from }) => isLinkUp(state.environment, from, node));
    return arriving.flatMap(envelope => {
      const { handler, outcomes } = this.#behaviour.deliveryOutcomes(local, envelope);
      return deliveryVariants(this.instance, handler !== undefined).flatMap(consumed => {
        const left = consumed ? removeFromInbox(inbox, envelope) : inbox;
        const begun = { ...state, inboxes: replaced(state.inboxes, node, left) };
        const stepOf = (choices: readonly Choice[]): Step => ({
          kind: 'deliver',
          envelope,
          handler,
          consumed,
          choices,
        });
        return outcomes.map(outcome => this.#after({ node, state: begun, stepOf }, outcome));
      });
    });
  }

  #faults(state: State): readonly Outcome[] {
    const { instance } = this;
    const happens = (step: Step, after: State): Outcome => ({
      kind: 'state',
      step,
      state: after,
      effects: NO_EFFECTS,
      startEffects: undefined,
    });
    return [
      ...networkFaults(instance, state),
      ...this.#crashes(state).map(([step, after]) => happens(step, after)),
      ...this.#recoveries(state),
      ...environmentFaults(instance, state.environment).map(({ step, environment }) =>
        happens(step, { ...state, environment }),
      ),
    ];
  }

  #crashes(state: State): readonly (readonly [Step, State])[] {
    const { instance } = this;
    return remaining(instance, state.environment, 'crash').flatMap(index => {
      const { role } = instance.failures[index]!;
      const environment = spendBudget(state.environment, index);
      return instance.nodes
        .filter(node => state.locals[node.index]!.status === 'up' && (role === undefined || role === node.role))
        .map(({ index: node }) => {
          const crashed = this.#behaviour.crashLocal(node, state.locals[node]!);
          const after = { ...state, environment, locals: replaced(state.locals, node, crashed) };
          return [{ kind: 'crash', node, failure: index }, after] as const;
        });
    });
  }

  #recoveries(state: State): readonly Outcome[] {
    const { instance } = this;
    return remaining(instance, state.environment, 'recover').flatMap(index => {
      const environment = spendBudget(state.environment, index);
      const crashed = instance.nodes.filter(node => state.locals[node.index]!.status === 'crashed');
      return crashed.flatMap(({ index: node }) => {
        const stepOf = (choices: readonly Choice[]): Step => ({ kind: 'recover', node, choices });
        const outcomes = this.#behaviour.recoverOutcomes(node, state.locals[node]!);
        return outcomes.map(outcome => this.#after({ node, state: { ...state, environment }, stepOf }, outcome));
      });
    });
  }

  /** The state after a node's handler ran: its local state, what it wrote to ghosts and what it sent. */
  #after({ node, state, stepOf }: Happening, outcome: LocalOutcome): Outcome {
    const step = stepOf(outcome.choices);
    if (outcome.kind === 'error') return { kind: 'error', step, error: outcome.error, node };
    const { effects, local } = outcome;
    const after = this.#withEffects({ ...state, locals: replaced(state.locals, node, local) }, effects);
    if (!after.ok) return { kind: 'error', step, error: after.failure, node };
    return { kind: 'state', step, state: after.value, effects, startEffects: undefined };
  }

  #withEffects(state: State, effects: Effects): Result<State, RuntimeError> {
    const ghosts = applyGhostWrites(this.instance, state.ghosts, effects.ghostWrites);
    if (!ghosts.ok) return ghosts;
    const inboxes = this.#withSent(state.inboxes, effects.sent);
    return inboxes.ok ? success({ ...state, ghosts: ghosts.value, inboxes: inboxes.value }) : inboxes;
  }

  #withSent(before: readonly Inbox[], sent: readonly SentEnvelope[]): Result<readonly Inbox[], RuntimeError> {
    const inboxes = [...before];
    for (const { envelope, at } of sent) {
      const inbox = addToInbox(this.instance, inboxes[envelope.to]!, envelope);
      if (exceedsCapacity(this.instance, inbox)) return failure(capacityError(this.instance, envelope.to, inbox, at));
      inboxes[envelope.to] = inbox;
    }
    return success(inboxes);
  }
}

function startError(node: NodeIndex, error: RuntimeError): Outcome {
  return { kind: 'error', step: { kind: 'start', choices: [] }, error, node };
}
