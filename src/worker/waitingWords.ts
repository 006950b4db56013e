import { digits } from '../base/digits.ts';
import { groupBy } from '../base/groupBy.ts';
import { listed } from '../base/listed.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName } from '../model/labels.ts';
import { sends } from '../model/requestReply.ts';
import type { Envelope, Execution, NodeStatus, State } from '../model/state.ts';
import { envelopeKey } from '../model/stateKey.ts';
import type { NodeIndex } from '../model/values.ts';
import { createSystem } from '../semantics/system.ts';
import { waitingOf } from '../semantics/waiting.ts';
import type { Waiting } from '../semantics/waiting.ts';
import { traceOf } from '../trace/record.ts';
import type { Trace } from '../trace/trace.ts';

/** How many sentences there are of nodes that wait. */
const SENTENCES_MAX = 6;

/** By node what it waits for in a state in which nothing is left to happen: `Decide`; empty for who waits for nothing. */
export function waitingTexts(instance: Instance, state: State): readonly string[] {
  return waitingOf(instance, state).map((waiting, node) =>
    waiting === undefined ? '' : awaitedText(instance, node, waiting),
  );
}

/**
 * Who waits for what at the end of an execution, and why that does not come, nodes with the same fate in one sentence; then
 * who is down and alone could send it.
 */
export function waitingSentences(instance: Instance, execution: Execution): readonly string[] {
  const { state } = execution.transitions.at(-1) ?? execution.start;
  const end: End = { trace: traceOf(instance, execution), state, canArrive: arrivingIn(instance, state) };
  const waitings = waitingOf(instance, state);
  const found = waitings.flatMap((waiting, node) => {
    if (waiting === undefined || (waiting.messages.length === 0 && waiting.actions.length === 0)) return [];
    return [{ node, text: awaitedText(instance, node, waiting, reasonText(end, node, waiting)) }];
  });
  const ended = timeEnds(instance, state);
  if (found.length === 0) return ended.length === 0 ? ['Nobody waits for anything.'] : ended;
  const groups = [...groupBy(found, ({ text }) => text)];
  const sentences = groups.slice(0, SENTENCES_MAX).map(([text, nodes]) => {
    const names = nodes.map(({ node }) => nodeName(instance, node));
    return `${listed(names)} ${names.length === 1 ? 'waits' : 'wait'} for ${text}.`;
  });
  const rest = groups.slice(SENTENCES_MAX).flatMap(([, nodes]) => nodes).length;
  const more = rest === 0 ? [] : [`${String(rest)} more nodes wait for something.`];
  return [...ended, ...sentences, ...more, ...missedSentences(instance, state, waitings)];
}

/** That nothing happens because nobody looks further: timers may be armed still. */
function timeEnds({ clock }: Instance, { environment }: State): readonly string[] {
  if (clock === undefined || environment.time !== clock.horizon) return [];
  return [`Time ends here, at tick ${digits(clock.horizon)}: what would come later is seen with a larger \`horizon\`.`];
}

/** `Vote or Decide`, `Vote, which was lost`; `serve to be possible` only where no message is waited for. */
function awaitedText(
  { protocol, nodes }: Instance,
  node: NodeIndex,
  { messages, actions }: Waiting,
  reason = '',
): string {
  if (messages.length === 0) {
    const role = protocol.roles[nodes[node]?.role ?? -1];
    const names = actions.map(action => role?.actions[action]?.name ?? '');
    return names.length === 0 ? '' : `${listed(names, 'or')} to be possible`;
  }
  const named = listed(
    messages.map(message => protocol.messages[message]?.name ?? ''),
    'or',
  );
  return reason === '' ? named : `${named}, ${reason}`;
}

/** The end of an execution. */
interface End {
  readonly trace: Trace;
  readonly state: State;
  /** Whether a message in flight can be delivered, whatever comes of it. */
  readonly canArrive: (envelope: Envelope) => boolean;
}

function arrivingIn(instance: Instance, state: State): (envelope: Envelope) => boolean {
  const arriving = createSystem(instance)
    .successors(state)
    .flatMap(({ step }) => (step.kind === 'deliver' ? [envelopeKey(step.envelope)] : []));
  const keys = new Set(arriving);
  return envelope => keys.has(envelopeKey(envelope));
}

/** Why what a node waits for does not come; empty where there is nothing to say of it. */
function reasonText({ trace, state, canArrive }: End, node: NodeIndex, { messages }: Waiting): string {
  if (messages.length === 0) return '';
  const isAwaited = ({ to, message }: Envelope): boolean => to === node && messages.includes(message);
  const underway = state.inboxes[node]?.filter(isAwaited) ?? [];
  if (underway.length > 0) {
    return underway.every(canArrive)
      ? 'whose arrival changes nothing any more'
      : 'which is on its way and cannot arrive';
  }
  const last = trace.messages.findLast(({ envelope }) => isAwaited(envelope));
  if (last === undefined) return 'which nobody has sent';
  return last.fate === 'lost' ? 'which was lost' : 'and none is on its way';
}

/** `Bank has crashed.`: nodes that are down where somebody waits for a message that no other node sends. */
function missedSentences(
  instance: Instance,
  { locals }: State,
  waitings: readonly (Waiting | undefined)[],
): readonly string[] {
  const statusOf = (node: NodeIndex): NodeStatus | undefined => locals[node]?.status;
  const awaited = new Set(waitings.flatMap(waiting => waiting?.messages ?? []));
  const missed = new Set(
    [...awaited].flatMap(message => {
      const senders = instance.nodes.filter(({ role }) => sends(instance.protocol.roles[role]!, message));
      const allDown = senders.every(({ index }) => isDown(statusOf(index)));
      return allDown ? senders.map(({ index }) => index) : [];
    }),
  );
  return (['crashed', 'stopped'] as const).flatMap(status => {
    const names = instance.nodes.filter(({ index }) => missed.has(index) && statusOf(index) === status);
    if (names.length === 0) return [];
    return [`${listed(names.map(({ name }) => name))} ${names.length === 1 ? 'has' : 'have'} ${status}.`];
  });
}

function isDown(status: NodeStatus | undefined): boolean {
  return status === 'crashed' || status === 'stopped';
}
