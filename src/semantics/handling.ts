import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Choice, Inbox, LocalState, Outcome, State, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { afterNode, happens } from './composition.ts';
import { isStalled, readyTimers, waitingTimers } from './conditions.ts';
import { passes } from './environment.ts';
import { deliverable, deliveryVariants, removeFromInbox } from './inbox.ts';
import type { Behaviour, LocalOutcome } from './local.ts';

type HandlerStep = Extract<Step, { readonly kind: 'deliver' | 'timer' | 'action' }>;

/** A handler that a node may run in a state. `inbox` is what is left in flight to it when the handler begins. */
export interface Handling {
  readonly node: NodeIndex;
  readonly inbox: Inbox;
  readonly stepOf: (choices: readonly Choice[]) => HandlerStep;
  readonly outcomes: readonly LocalOutcome[];
}

/** Everything that a node may do by itself in a state, faults aside. */
export function nodeSteps(behaviour: Behaviour, state: State, node: NodeIndex): readonly Outcome[] {
  const local = localOf(state, node);
  if (local.status === 'paused') {
    const after = { ...state, locals: replaced(state.locals, node, { ...local, status: 'up' as const }) };
    return [happens({ kind: 'resume', node }, after)];
  }
  return handlings(behaviour, state, node).flatMap(({ inbox, stepOf, outcomes }) => {
    const begun = { ...state, inboxes: replaced(state.inboxes, node, inbox) };
    return outcomes.map(outcome => afterNode(behaviour.instance, { node, state: begun, stepOf }, outcome));
  });
}

/** The handlers that a node may run: deliveries in inbox order, timers ascending, actions as written. */
export function handlings(behaviour: Behaviour, state: State, node: NodeIndex): readonly Handling[] {
  const local = localOf(state, node);
  if (local.status !== 'up') return [];
  const { round } = state.environment;
  const deliveries = round === 'acting' ? [] : deliveriesTo(behaviour, state, node);
  if (round === 'arriving') return deliveries;
  const timers = [...readyTimers(local), ...(round === undefined ? waitingTimers(local) : [])];
  return [...deliveries, ...spontaneous(behaviour, { state, node, local }, timers)];
}

function deliveriesTo(behaviour: Behaviour, state: State, node: NodeIndex): readonly Handling[] {
  const { instance } = behaviour;
  const inbox = present(state.inboxes[node], 'every node has an inbox');
  const local = localOf(state, node);
  const arriving = deliverable(instance, inbox, local).filter(each => passes(instance, state.environment, each));
  return arriving.flatMap(envelope => {
    const { handler, outcomes } = behaviour.deliveryOutcomes(local, envelope);
    return deliveryVariants(instance, envelope, handler !== undefined).map((consumed): Handling => {
      const left = consumed ? removeFromInbox(inbox, envelope) : inbox;
      return {
        node,
        inbox: left,
        stepOf: choices => ({ kind: 'deliver', envelope, handler, consumed, choices }),
        outcomes,
      };
    });
  });
}

interface Place {
  readonly state: State;
  readonly node: NodeIndex;
  readonly local: LocalState;
}

function spontaneous(
  behaviour: Behaviour,
  { state, node, local }: Place,
  timers: readonly number[],
): readonly Handling[] {
  const inbox = present(state.inboxes[node], 'every node has an inbox');
  const fired = timers.map((timer): Handling => {
    const { handler, outcomes } = behaviour.timerOutcomes(node, local, timer);
    return { node, inbox, stepOf: choices => ({ kind: 'timer', node, timer, handler, choices }), outcomes };
  });
  const acted = behaviour.actionOutcomes(node, local).map((enabled): Handling => {
    const { action, outcomes } = enabled;
    const taken = { kind: 'action', node, action, arguments: enabled.arguments } as const;
    return { node, inbox, stepOf: choices => ({ ...taken, choices }), outcomes };
  });
  return [...fired, ...acted];
}

/** Whether a running node waits for its turn in a round: a timer is armed, or an action enabled, and neither hangs. */
export function wantsToAct(behaviour: Behaviour, node: NodeIndex, local: LocalState): boolean {
  if (local.status !== 'up') return false;
  return readyTimers(local).length > 0 || behaviour.actionOutcomes(node, local).length > 0;
}

/** Whether a message's handler hangs at a node. */
export function hangs(local: LocalState, message: number): boolean {
  return isStalled(local, { kind: 'message', index: message });
}

function localOf(state: State, node: NodeIndex): LocalState {
  return present(state.locals[node], 'every node has a local state');
}

/** The nodes of an instance, each with its local state. */
export function localsOf(instance: Instance, state: State): readonly (readonly [NodeIndex, LocalState])[] {
  return instance.nodes.map(({ index }) => [index, localOf(state, index)]);
}
