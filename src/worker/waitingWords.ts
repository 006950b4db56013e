import { groupBy } from '../base/groupBy.ts';
import { listed } from '../base/listed.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName } from '../model/labels.ts';
import type { Envelope, Execution, State } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { waitingOf } from '../semantics/waiting.ts';
import type { Waiting } from '../semantics/waiting.ts';
import { traceOf } from '../trace/record.ts';
import type { Trace } from '../trace/trace.ts';

/** How many sentences there are of nodes that wait. */
const SENTENCES_MAX = 6;

/** By node what it waits for in a state in which nothing is left to happen: `Decide`; empty for who is not up. */
export function waitingTexts(instance: Instance, state: State): readonly string[] {
  return waitingOf(instance, state).map((waiting, node) =>
    waiting === undefined ? '' : awaitedText(instance, node, waiting),
  );
}

/** Who waits for what at the end of an execution, and why that does not come; nodes with the same fate share a sentence. */
export function waitingSentences(instance: Instance, execution: Execution): readonly string[] {
  const { state } = execution.transitions.at(-1) ?? execution.start;
  const trace = traceOf(instance, execution);
  const found = waitingOf(instance, state).flatMap((waiting, node) => {
    if (waiting === undefined || (waiting.messages.length === 0 && waiting.actions.length === 0)) return [];
    return [{ node, text: awaitedText(instance, node, waiting, reasonText(trace, state, node, waiting)) }];
  });
  if (found.length === 0) return ['Nobody waits for anything.'];
  const groups = [...groupBy(found, ({ text }) => text)];
  const sentences = groups.slice(0, SENTENCES_MAX).map(([text, nodes]) => {
    const names = nodes.map(({ node }) => nodeName(instance, node));
    return `${listed(names)} ${names.length === 1 ? 'waits' : 'wait'} for ${text}.`;
  });
  const rest = groups.slice(SENTENCES_MAX).flatMap(([, nodes]) => nodes).length;
  return rest === 0 ? sentences : [...sentences, `${String(rest)} more nodes wait for something.`];
}

/** `Vote or Decide`, `Vote, which was lost, or for serve to be possible`, `nothing`. `reason` is about the messages. */
function awaitedText(
  { protocol, nodes }: Instance,
  node: NodeIndex,
  { messages, actions }: Waiting,
  reason = '',
): string {
  const role = protocol.roles[nodes[node]?.role ?? -1];
  const named = listed(
    messages.map(message => protocol.messages[message]?.name ?? ''),
    'or',
  );
  const enabled = listed(
    actions.map(action => role?.actions[action]?.name ?? ''),
    'or',
  );
  if (named === '') return enabled === '' ? 'nothing' : `${enabled} to be possible`;
  const explained = reason === '' ? named : `${named}, ${reason}`;
  return enabled === '' ? explained : `${explained}, or for ${enabled} to be possible`;
}

/** Why what a node waits for does not come; empty where there is nothing to say of it. */
function reasonText(trace: Trace, { inboxes }: State, node: NodeIndex, { messages }: Waiting): string {
  if (messages.length === 0) return '';
  const isAwaited = ({ to, message }: Envelope): boolean => to === node && messages.includes(message);
  if (inboxes[node]?.some(isAwaited) === true) return 'which is on its way and cannot arrive';
  const sent = trace.messages.filter(({ envelope }) => isAwaited(envelope));
  if (sent.length === 0) return 'which nobody has sent';
  return sent.every(({ fate }) => fate === 'lost') ? 'which was lost' : 'and no other is on its way';
}
