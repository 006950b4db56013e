import type { Hint } from '../contract/report.ts';
import type { Coverage, RoleCoverage } from '../engine/coverage.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import type { Instance } from '../model/instance.ts';
import type { Handler, MessageHandler, Protocol, Role } from '../model/protocol.ts';
import { blocksOf, statementsIn } from '../model/walk.ts';

/**
 * What of a protocol its scenario never uses. What the language says without exploring anything is not repeated: messages
 * that nobody could send, handlers that an earlier one hides, timers that nobody starts.
 */
export function hintsOf(instance: Instance, { coverage }: Pick<SearchResult, 'coverage'>): readonly Hint[] {
  const idle = nothingHappens(instance, coverage);
  if (coverage === undefined) return idle;
  const { protocol } = instance;
  return [
    ...idle,
    ...premiseHints(protocol, coverage),
    ...messageHints(protocol, coverage),
    ...protocol.roles.flatMap((role, i) => {
      const covered = coverage.roles[i];
      return covered === undefined ? [] : roleHints(protocol, role, covered);
    }),
  ];
}

function nothingHappens(instance: Instance, coverage: Coverage | undefined): readonly Hint[] {
  const { nodes, scenario } = instance;
  const hint = (text: string): readonly Hint[] => [{ code: 'nothing-happens', text, at: scenario.at }];
  if (nodes.length === 0) return hint('Nothing happens here: no role has a node.');
  if (coverage?.moves !== false) return [];
  if (instance.failures.length > 0) return hint('Nothing but failures happens here.');
  return hint('Nothing happens here: no message arrives, no timer is armed and no action is possible.');
}

function premiseHints({ properties }: Protocol, { premises }: Coverage): readonly Hint[] {
  return properties.flatMap((property, i): readonly Hint[] => {
    const premise = premises[i] === false ? premiseSpan(property) : undefined;
    if (premise === undefined) return [];
    const sign = property.kind === 'leadsto' ? '~>' : '=>';
    const text = `This is never true, so ${property.name} holds whatever stands after \`${sign}\`.`;
    return [{ code: 'premise-never-holds', text, at: premise }];
  });
}

/** Where the condition stands that `premiseOf` asks about. */
export function premiseSpan(property: Protocol['properties'][number]): Hint['at'] | undefined {
  if (property.kind === 'leadsto') return property.from.at;
  if (property.kind !== 'invariant') return undefined;
  let { body } = property;
  while (body.kind === 'quantified') ({ body } = body);
  return body.kind === 'binary' ? body.left.at : undefined;
}

function messageHints(protocol: Protocol, { sent, received }: Coverage): readonly Hint[] {
  const sendable = messagesSent(protocol);
  const handled = new Set(protocol.roles.flatMap(role => role.messageHandlers.map(({ message }) => message)));
  return protocol.messages.flatMap(({ name, at }, i): readonly Hint[] => {
    if (!sendable.has(i)) return [];
    // What a Byzantine node makes up is received all the same.
    const never =
      sent[i] === true || received[i] === true
        ? []
        : [{ code: 'message-never-sent', text: `${name} is never sent.`, at } as const];
    if (received[i] === true || !handled.has(i)) return never;
    const text = `${name} is never handled: each is lost, discarded, or still on its way in the end.`;
    return [...never, { code: 'message-never-received', text, at }];
  });
}

/** The messages that some statement sends, by index. */
export function messagesSent({ roles }: Protocol): ReadonlySet<number> {
  const blocks = roles.flatMap(role => blocksOf(role));
  return new Set(
    blocks.flatMap(block =>
      [...statementsIn(block)].flatMap(statement => (statement.kind === 'send' ? [statement.message] : [])),
    ),
  );
}

function roleHints(protocol: Protocol, role: Role, covered: RoleCoverage): readonly Hint[] {
  const hints: Hint[] = [];
  if (role.recover !== undefined && !covered.recovers) {
    const text = `This never runs: no ${role.name} restarts after a crash.`;
    hints.push({ code: 'handler-never-runs', text, at: role.recover.at });
  }
  // One that does nothing says only that there is nothing to do.
  role.messageHandlers.forEach(({ body }, i) => {
    if (covered.messageHandlers[i] !== true && body.length > 0) hints.push(...messageHandlerHints(protocol, role, i));
  });
  role.timerHandlers.forEach((handler, i) => {
    const timer = role.timers[handler.timer]?.name ?? '';
    const earlier = role.timerHandlers.slice(0, i).filter(other => other.timer === handler.timer);
    if (covered.timerHandlers[i] === true || handler.body.length === 0) return;
    if (earlier.some(takesAll) || !startsTimer(role, handler.timer)) return;
    const when = handler.guard === undefined ? '' : ' while its condition is true';
    hints.push({ code: 'handler-never-runs', text: `This never runs: ${timer} never fires${when}.`, at: handler.at });
  });
  role.actions.forEach(({ name, at }, i) => {
    if (covered.actions[i] === true) return;
    hints.push({ code: 'action-never-taken', text: `The action ${name} is never possible.`, at });
  });
  return hints;
}

function messageHandlerHints(protocol: Protocol, role: Role, index: number): readonly Hint[] {
  const handler = role.messageHandlers[index];
  const message = protocol.messages[handler?.message ?? -1];
  if (handler === undefined || message === undefined) return [];
  if (handler.message === protocol.disconnect) {
    if (!protocol.scenarios.some(({ failures }) => failures.some(({ kind }) => kind === 'reset'))) return [];
    return [
      { code: 'handler-never-runs', text: `This never runs: no ${role.name} loses a connection.`, at: handler.at },
    ];
  }
  const earlier = role.messageHandlers.slice(0, index).filter(other => other.message === handler.message);
  if (earlier.some(takesAll) || !messagesSent(protocol).has(handler.message)) return [];
  const why = takesAll(handler) ? `arrives at a ${role.name}` : 'arrives while its condition is true';
  const text = `This never runs: no ${message.name} ${why}.`;
  return [{ code: 'handler-never-runs', text, at: handler.at, message: message.at }];
}

/** Whether a handler runs for everything that is left by those before it. */
export function takesAll(handler: Handler | MessageHandler): boolean {
  return handler.guard === undefined && !('patterns' in handler && handler.patterns.length > 0);
}

/** Whether some statement of a role starts a timer of it. */
export function startsTimer(role: Role, timer: number): boolean {
  return blocksOf(role).some(block =>
    [...statementsIn(block)].some(statement => statement.kind === 'start' && statement.timer === timer),
  );
}
