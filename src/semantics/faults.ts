import type { Instance, InstanceFailure } from '../model/instance.ts';
import type { Protocol } from '../model/protocol.ts';
import { canSend } from '../model/senders.ts';
import type { Envelope, Environment, Outcome, State, Step } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { replaced } from './collections.ts';
import { afterNode, happens, withEnvironment } from './composition.ts';
import { valuesOf } from './domains.ts';
import {
  budgetOf,
  environmentFaults,
  isLeft,
  isLinkUp,
  repairs,
  spendBudget,
  strikesLink,
  strikesNode,
} from './environment.ts';
import { hangs, handlings } from './handling.ts';
import { capacityError, equalInboxes, exceedsCapacity, isOrdered } from './inbox.ts';
import { inboxFaults, resetInbox } from './inboxFaults.ts';
import type { Behaviour } from './local.ts';
import { nodeFaults } from './nodeFaults.ts';

/**
 * Everything that may go wrong in a state, or get well again: for each failure with budget left, in the order of the
 * instance, all its ways to strike; then the end of a partition and of cuts; then what Byzantine nodes send.
 */
export function faultSteps(behaviour: Behaviour, state: State): readonly Outcome[] {
  const { instance } = behaviour;
  const struck = instance.failures.flatMap((_, failure) => {
    if (!isLeft(state.environment, failure)) return [];
    return [
      ...onInboxes(instance, state, failure),
      ...onConnections(instance, state, failure),
      ...onNodes(behaviour, state, failure),
      ...environmentFaults(instance, state.environment, failure).map(({ step, environment }) =>
        happens(step, withEnvironment(state, environment)),
      ),
    ];
  });
  const repaired = repairs(state.environment).map(({ step, environment }) =>
    happens(step, withEnvironment(state, environment)),
  );
  return [...struck, ...repaired, ...forgeries(behaviour, state)];
}

function onInboxes(instance: Instance, state: State, failure: number): readonly Outcome[] {
  if (losesLater(instance.failures[failure]!, state.environment)) return [];
  return state.inboxes.flatMap((inbox, node) =>
    inboxFaults(instance, inbox, failure).map((fault): Outcome => {
      if (exceedsCapacity(instance, fault.inbox)) {
        const error = capacityError(instance, node, fault.inbox, instance.scenario.at);
        return { kind: 'error', step: fault.step, error, node };
      }
      const environment = spendBudget(state.environment, failure);
      return happens(fault.step, { ...state, environment, inboxes: replaced(state.inboxes, node, fault.inbox) });
    }),
  );
}

/**
 * Whether what is lost is lost when it would have arrived, and not before: what is sent in a round arrives in the next one,
 * or is lost then, so that a link may promise not to lose everything.
 */
export function losesLater({ kind }: Pick<InstanceFailure, 'kind'>, { round }: Pick<Environment, 'round'>): boolean {
  return kind === 'loss' && round === 'acting';
}

/** Resets of connections that have something in flight, or an end that would learn of it. */
function onConnections(instance: Instance, state: State, failure: number): readonly Outcome[] {
  const declared = instance.failures[failure]!;
  if (declared.kind !== 'reset') return [];
  return connections(instance).flatMap(ends => {
    const [one, other] = ends;
    if (!strikesConnection(instance, declared, ends)) return [];
    const atOne = resetInbox(instance, one, state.inboxes[one]!, other);
    const atOther = resetInbox(instance, other, state.inboxes[other]!, one);
    if (equalInboxes(atOne, state.inboxes[one]!) && equalInboxes(atOther, state.inboxes[other]!)) return [];
    const inboxes = replaced(replaced(state.inboxes, one, atOne), other, atOther);
    const environment = spendBudget(state.environment, failure);
    const step: Step = {
      kind: 'reset',
      ends,
      ...budgetOf(instance, failure, each => strikesConnection(instance, each, ends)),
    };
    return [happens(step, { ...state, environment, inboxes })];
  });
}

/** Whether a failure may reset a connection, in whichever direction it names the ends. */
export function strikesConnection(
  instance: Instance,
  failure: InstanceFailure,
  [one, other]: readonly [NodeIndex, NodeIndex],
): boolean {
  return [
    { from: one, to: other },
    { from: other, to: one },
  ].some(link => strikesLink(instance, failure, link));
}

/** Every pair of nodes, the smaller one first. */
export function connections({ nodes }: Instance): readonly (readonly [NodeIndex, NodeIndex])[] {
  return nodes.flatMap(({ index: one }) => nodes.slice(one + 1).map(({ index: other }) => [one, other] as const));
}

function onNodes(behaviour: Behaviour, state: State, failure: number): readonly Outcome[] {
  const { instance } = behaviour;
  const begun = withEnvironment(state, spendBudget(state.environment, failure));
  return instance.nodes.flatMap(({ index: node }) => {
    const faults = nodeFaults(behaviour, node, state.locals[node]!, failure).map(({ step, outcome }) => {
      const emptied = step.kind === 'turn' ? { ...begun, inboxes: replaced(begun.inboxes, node, []) } : begun;
      return afterNode(instance, { node, state: emptied, stepOf: () => step }, outcome);
    });
    return [...faults, ...crashesMidway(behaviour, state, failure, node)];
  });
}

/** Crashes between two effects of a handler that the node could run now: those before happened, those after did not. */
function crashesMidway(behaviour: Behaviour, state: State, failure: number, node: NodeIndex): readonly Outcome[] {
  const { instance } = behaviour;
  const declared = instance.failures[failure]!;
  if (declared.midway !== true || !strikesNode(instance, declared, node)) return [];
  const paid = budgetOf(instance, failure, other => other.midway === true && strikesNode(instance, other, node));
  const environment = spendBudget(state.environment, failure);
  return handlings(behaviour, state, node).flatMap(({ inbox, stepOf, outcomes }) => {
    const begun = { ...state, environment, inboxes: replaced(state.inboxes, node, inbox) };
    return outcomes.flatMap(outcome => {
      if (outcome.kind === 'error') return [];
      return (outcome.interruptions ?? []).map(at => {
        const midway = { of: stepOf(outcome.choices), effects: at.effects };
        const step: Step = { kind: 'crash', node, midway, ...paid };
        return afterNode(
          instance,
          { node, state: begun, stepOf: () => step },
          behaviour.crashMidway(node, outcome, at),
        );
      });
    });
  });
}

/**
 * What Byzantine nodes send, each message together with its arrival. That loses nothing: whatever else happens between
 * the two could as well happen before, since a Byzantine node may send at any time. First in, first out it waits for what
 * the node had sent before it became Byzantine.
 */
function forgeries(behaviour: Behaviour, state: State): readonly Outcome[] {
  const { instance } = behaviour;
  if (state.environment.round === 'acting') return [];
  const liars = instance.nodes.filter(({ index }) => state.locals[index]!.status === 'byzantine');
  return liars.flatMap(({ index: from }) =>
    instance.nodes.flatMap(({ index: to }) => {
      if (!isLinkUp(state.environment, from, to)) return [];
      return forgedTo(behaviour, state, { from, to });
    }),
  );
}

function forgedTo(
  behaviour: Behaviour,
  state: State,
  { from, to }: { readonly from: NodeIndex; readonly to: NodeIndex },
): readonly Outcome[] {
  const { instance } = behaviour;
  const local = state.locals[to]!;
  if (local.status !== 'up' || waitsBehind(instance, state.inboxes[to]!, from)) return [];
  return forgedMessages(instance, from, to).flatMap(envelope => {
    if (hangs(local, envelope.message)) return [];
    const { handler, outcomes } = behaviour.deliveryOutcomes(local, envelope);
    if (handler === undefined) return [];
    const stepOf = (choices: Extract<Step, { kind: 'forge' }>['choices']): Step => ({
      kind: 'forge',
      envelope,
      handler,
      choices,
    });
    return outcomes.map(outcome => afterNode(instance, { node: to, state, stepOf }, outcome));
  });
}

/** Whether what a node sends now would arrive behind something that it sent before. */
export function waitsBehind(instance: Instance, inbox: State['inboxes'][number], from: NodeIndex): boolean {
  return isOrdered(instance) && inbox.some(envelope => envelope.from === from);
}

/**
 * Every message that a node could make up for another whose role has a handler for it. Of a message that only one other
 * role sends the receiver knows better: it cannot come from this node.
 */
export function forgedMessages(instance: Instance, from: NodeIndex, to: NodeIndex): readonly Envelope[] {
  const { protocol, nodes, messageFields } = instance;
  const handled = protocol.roles[nodes[to]!.role]!.messageHandlers.map(({ message }) => message);
  const believed = sendersOf(protocol)[nodes[from]!.role]!;
  const messages = [...new Set(handled)]
    .sort((a, b) => a - b)
    .filter(message => message !== protocol.disconnect && believed(message));
  return messages.flatMap(message => {
    const type = { kind: 'record' as const, name: '', fields: messageFields[message]! };
    return valuesOf(type, instance).map(value => ({ from, to, message, fields: fieldsOf(value) }));
  });
}

function sendersOf(protocol: Protocol): ReturnType<typeof canSend> {
  const known = senders.get(protocol);
  if (known !== undefined) return known;
  const made = canSend(protocol);
  senders.set(protocol, made);
  return made;
}

// The same is asked in every state, and what a protocol says never changes.
const senders = new WeakMap<Protocol, ReturnType<typeof canSend>>();

function fieldsOf(value: Value): readonly Value[] {
  return typeof value === 'object' && value !== null && value.kind === 'record' ? value.fields : [];
}
