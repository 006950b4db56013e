import type { ArrowView, EventView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName } from '../model/labels.ts';
import type { Protocol } from '../model/protocol.ts';
import { requestReplyPairs, type RequestReply } from '../model/requestReply.ts';
import { stepSentence } from '../model/sentences.ts';
import type { Execution, State, Step, Transition } from '../model/state.ts';
import { envelopeNow, type TraceEvent, type TraceMessage } from '../trace/trace.ts';
import { clockReading } from './conditions.ts';
import { alteredLabel, labelOf, messageLabel, spanOf } from './words.ts';

/** Which step an event belongs to, and the states around it; of a step that failed there is none after it. */
interface Around {
  readonly step: Step | undefined;
  readonly before: State;
  readonly after: State;
}

/** An event as it is drawn; `violatedStep` is the step that breaks what the execution is a counterexample to. */
export function eventView(
  instance: Instance,
  execution: Execution,
  event: TraceEvent,
  violatedStep: number | undefined,
): EventView {
  const { node, step: index, kind, lamport, vector } = event;
  const { start, transitions } = execution;
  const takenAt = (at: number): Transition | undefined => (at === 0 ? start : transitions[at - 1]);
  const before = takenAt(Math.min(index, transitions.length + 1) - 1)?.state ?? start.state;
  const around = {
    step: takenAt(index)?.step ?? execution.error?.step,
    before,
    after: takenAt(index)?.state ?? before,
  };
  const clock = around.after.locals[node]?.clock;
  const moves = movesOf(around, node);
  return {
    ...eventWords(instance, execution, event, around),
    lane: node,
    step: index,
    kind,
    lamport,
    vector,
    ...(clock === undefined ? {} : { clock: String(clockReading(clock)) }),
    ...(moves === undefined ? {} : { moves }),
    // What is forged breaks something where it is received.
    violation: kind === 'error' || (index === violatedStep && kind !== 'forge'),
  };
}

export function arrowView(instance: Instance, message: TraceMessage): ArrowView {
  const { envelope, from, to, fate, copyOf, sentStep, endStep, at } = message;
  const label = messageLabel(instance, envelopeNow(message));
  const asks = answersTo(instance, envelope);
  const corruptions = message.corruptions.map(({ step }) => {
    return { step, before: messageLabel(instance, envelopeNow(message, step - 1)) };
  });
  return {
    from,
    to,
    fromLane: envelope.from,
    toLane: envelope.to,
    label,
    ...(corruptions.length === 0 ? {} : { corruptions }),
    fate,
    ...(asks.length === 0 ? {} : { asks }),
    copyOf,
    sentStep,
    endStep,
    at,
  };
}

/** The names of the messages that answer one, between the roles of its ends. */
function answersTo({ protocol, nodes }: Instance, { message, from, to }: TraceMessage['envelope']): readonly string[] {
  const pairs = pairsOf.get(protocol) ?? requestReplyPairs(protocol);
  pairsOf.set(protocol, pairs);
  return pairs.flatMap(({ request, reply, client, server }) =>
    request === message && client === nodes[from]?.role && server === nodes[to]?.role
      ? (protocol.messages[reply]?.name ?? [])
      : [],
  );
}

const pairsOf = new WeakMap<Protocol, readonly RequestReply[]>();

/** Which way a fault moves the clock of its node. */
function movesOf({ step, before }: Around, node: number): EventView['moves'] {
  if (step?.kind === 'drift') return step.by > 0 ? 'ahead' : 'behind';
  if (step?.kind !== 'jump') return undefined;
  const clock = before.locals[node]?.clock;
  return clock !== undefined && step.reading < clockReading(clock) ? 'behind' : 'ahead';
}

/** What is written beside an event, what is said of it, and what ran. */
function eventWords(
  instance: Instance,
  execution: Execution,
  { node, kind }: TraceEvent,
  { step, before }: Around,
): Pick<EventView, 'label' | 'labelBefore' | 'sentence' | 'at'> {
  const role = instance.protocol.roles[instance.nodes[node]?.role ?? -1];
  const name = nodeName(instance, node);
  if (kind === 'start') return { label: '', sentence: `${name} starts`, at: role?.start?.at };
  if (step === undefined) return { label: '', sentence: '', at: undefined };
  const sentence = stepSentence(instance, step);
  if (kind === 'error' && execution.error !== undefined) {
    const { message, at } = execution.error.error;
    return { label: labelOf(instance, step), sentence: `${sentence} and fails: ${message}`, at };
  }
  if (kind === 'forge') return { label: '', sentence, at: undefined };
  const words = { label: labelOf(instance, step), sentence, at: spanOf(instance, step) };
  if (step.kind !== 'alter') return words;
  const value = before.locals[node]?.variables[step.variable];
  return value === undefined ? words : { ...words, labelBefore: alteredLabel(instance, step, value) };
}
