import type { UnseenPart } from '../contract/sample.ts';
import type { WalkCoverage } from '../engine/walks/walkCoverage.ts';
import type { Instance } from '../model/instance.ts';
import type { Protocol, Role } from '../model/protocol.ts';
import { messagesSent, premiseSpan, startsTimer, takesAll } from './hints.ts';
import { FAILURE_NAMES } from './timedWords.ts';

/**
 * What of a protocol no run came across, in the order of the file. What follows from something else in the list, or is
 * impossible as the language itself says, is left out.
 */
export function unseenParts(
  { protocol, failures, scenario, nodes }: Instance,
  coverage: WalkCoverage,
): readonly UnseenPart[] {
  const struck = failures.flatMap(({ kind }, i): readonly UnseenPart[] => {
    if (coverage.failures[i] === true) return [];
    const at = scenario.failures.find(declared => declared.kind === kind)?.at ?? scenario.at;
    return [{ kind: 'failure', text: `failure “${FAILURE_NAMES[kind]}”: never struck`, at }];
  });
  const parts = [
    ...messages(protocol, coverage),
    ...protocol.roles.flatMap((_, role) =>
      !nodes.some(node => node.role === role)
        ? []
        : [...handlers(protocol, role, coverage), ...actions(protocol, role, coverage)],
    ),
    ...conditions(protocol, coverage),
  ];
  return [...parts.sort((a, b) => a.at.start - b.at.start), ...struck];
}

function messages(protocol: Protocol, { sent, received }: WalkCoverage): readonly UnseenPart[] {
  const sendable = messagesSent(protocol);
  return protocol.messages.flatMap(({ name, at }, i): readonly UnseenPart[] => {
    if (!sendable.has(i) || sent[i] === true || received[i] === true) return [];
    return [{ kind: 'message', text: `message ${name}: never in flight`, at }];
  });
}

function handlers(protocol: Protocol, index: number, coverage: WalkCoverage): readonly UnseenPart[] {
  const role = protocol.roles[index];
  const covered = coverage.roles[index];
  if (role === undefined || covered === undefined) return [];
  const unseen = (what: string, at: UnseenPart['at']): UnseenPart => {
    return { kind: 'handler', text: `${what} of ${role.name}: never ran`, at };
  };
  const onMessages = role.messageHandlers.flatMap(({ message, body, at }, i) => {
    const isSeen = covered.messageHandlers[i] === true || body.length === 0;
    const isPossible = message === protocol.disconnect || isInFlight(message, coverage);
    const isHidden = role.messageHandlers.slice(0, i).some(other => other.message === message && takesAll(other));
    const name = protocol.messages[message]?.name ?? '';
    return isSeen || isHidden || !isPossible ? [] : [unseen(`on ${name}`, at)];
  });
  const onTimers = role.timerHandlers.flatMap(({ timer, body, at }, i) => {
    const isSeen = covered.timerHandlers[i] === true || body.length === 0;
    const isHidden = role.timerHandlers.slice(0, i).some(other => other.timer === timer && takesAll(other));
    return isSeen || isHidden || !startsTimer(role, timer) ? [] : [unseen(`on ${timerName(role, timer)}`, at)];
  });
  return [...onMessages, ...onTimers];
}

function isInFlight(message: number, { sent, received }: WalkCoverage): boolean {
  return sent[message] === true || received[message] === true;
}

function timerName({ timers }: Role, timer: number): string {
  return timers[timer]?.name ?? '';
}

function actions({ roles }: Protocol, index: number, coverage: WalkCoverage): readonly UnseenPart[] {
  const role = roles[index];
  return (role?.actions ?? []).flatMap(({ name, at }, i): readonly UnseenPart[] => {
    if (coverage.roles[index]?.actions[i] === true) return [];
    return [{ kind: 'action', text: `action ${name} of ${role?.name ?? ''}: never taken`, at }];
  });
}

function conditions({ properties }: Protocol, { premises }: WalkCoverage): readonly UnseenPart[] {
  return properties.flatMap((property, i): readonly UnseenPart[] => {
    const at = premises[i] === false ? premiseSpan(property) : undefined;
    return at === undefined ? [] : [{ kind: 'condition', text: `the condition of ${property.name}: never true`, at }];
  });
}
