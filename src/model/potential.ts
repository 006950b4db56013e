import { domainSize, exact, power, product, type DomainSize } from './domainSize.ts';
import type { Instance } from './instance.ts';
import { sentBy } from './senders.ts';

/** One source of states: something that every node of a role has, or a kind of message that may be in flight. */
export interface PotentialFactor {
  /** `Participant.state`, `Coordinator.giveUp armed`, `Vote in flight`. */
  readonly name: string;
  /** How many ways there are for one of them. */
  readonly size: DomainSize;
  /** How many of them there are, each with a way of its own. */
  readonly times: DomainSize;
}

/**
 * The number of states that could be told apart if anything could go with anything: the product of the domains of all
 * variables, of every timer being armed or not, and of every message that some role sends to some role that handles it
 * being in flight or not. More copies of a message than one, crashes and partitions, ghosts and histories of clients are
 * not in it.
 */
export interface Potential {
  readonly total: DomainSize;
  readonly factors: readonly PotentialFactor[];
  /** Names of the factors without a bound. */
  readonly unbounded: readonly string[];
}

export function potentialOf(instance: Instance): Potential {
  const factors = [...roleFactors(instance), ...messageFactors(instance)].filter(
    ({ times }) => times.kind !== 'exact' || times.size > 0n,
  );
  return {
    total: product(factors.map(({ size, times }) => power(size, times))),
    factors,
    unbounded: factors
      .filter(({ size, times }) => size.kind === 'unbounded' || times.kind === 'unbounded')
      .map(({ name }) => name),
  };
}

function roleFactors(instance: Instance): readonly PotentialFactor[] {
  return instance.protocol.roles.flatMap((role, roleIndex) => {
    const times = exact(instance.roleNodes[roleIndex]!.count);
    const variables = role.variables.map((variable, i) => ({
      name: `${role.name}.${variable.name}`,
      size: domainSize(instance.variableTypes[roleIndex]![i]!, instance),
      times,
    }));
    const timers = role.timers.map(timer => ({ name: `${role.name}.${timer.name} armed`, size: exact(2), times }));
    return [...variables, ...timers];
  });
}

function messageFactors(instance: Instance): readonly PotentialFactor[] {
  const { messages, roles } = instance.protocol;
  const sent = roles.map(role => sentBy(role));
  return messages.map((message, i) => {
    const senders = nodeCount(instance, role => sent[role]!.has(i));
    const receivers = nodeCount(instance, role => roles[role]!.messageHandlers.some(handler => handler.message === i));
    const contents = instance.messageFields[i]!.map(field => domainSize(field.type, instance));
    return {
      name: `${message.name} in flight`,
      size: exact(2),
      times: product([exact(senders), exact(receivers), ...contents]),
    };
  });
}

function nodeCount(instance: Instance, counts: (role: number) => boolean): number {
  return instance.nodes.filter(node => counts(node.role)).length;
}
