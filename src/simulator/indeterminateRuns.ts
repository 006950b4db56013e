import { isFault } from '../model/state.ts';
import type { Effects, Envelope, Outcome, Schedule, State, Step } from '../model/state.ts';
import { envelopeKey, stateKey } from '../model/stateKey.ts';
import type { RequestReply } from '../model/requestReply.ts';
import type { System } from '../model/system.ts';
import type { NodeIndex } from '../model/values.ts';
import { representativeRun } from './representative.ts';

/** Three schedules in which the client does the same and learns the same: until it sends the request, and nothing after. */
export interface IndeterminateRuns {
  readonly client: NodeIndex;
  readonly server: NodeIndex;
  /** Index of the step that sends the request: it is the same in all three. */
  readonly sentStep: number;
  readonly requestLost: Schedule;
  readonly replyLost: Schedule;
  readonly replyInFlight: Schedule;
}

const RUN_STEPS_MAX = 100;
/** How many requests of the run are tried, and how far each is followed without the client's doing anything. */
const REQUESTS_MAX = 8;
const STATES_MAX = 500;

/**
 * Follows the representative run until a request is sent that its receiver answers without hearing from the client
 * again. The system must be able to lose one request and one reply. Undefined where no such request is found.
 */
export function indeterminateRuns(system: System, pair: RequestReply): IndeterminateRuns | undefined {
  const run = representativeRun(system, { stepsMax: RUN_STEPS_MAX });
  if (!run.ok) return undefined;
  const { schedule, execution } = run.value;
  const taken = [execution.start, ...execution.transitions];
  const requests = taken.flatMap(({ effects, startEffects, state }, step) =>
    (startEffects ?? [effects]).flatMap(({ sent }) =>
      sent.flatMap(({ envelope }) => (isBetween(system, envelope, pair) ? [{ envelope, step, state }] : [])),
    ),
  );
  for (const { envelope, step, state } of requests.slice(0, REQUESTS_MAX)) {
    const before = schedule.slice(0, step + 1);
    const lost = positionOfLoss(system, state, envelope);
    const answer = lost === undefined ? undefined : answerTo(system, { state, schedule: before }, envelope, pair.reply);
    const replyLost = answer && positionOfLoss(system, answer.state, answer.reply);
    if (lost === undefined || answer === undefined || replyLost === undefined) continue;
    return {
      client: envelope.from,
      server: envelope.to,
      sentStep: step,
      requestLost: [...before, lost],
      replyLost: [...answer.schedule, replyLost],
      replyInFlight: answer.schedule,
    };
  }
  return undefined;
}

function isBetween({ instance: { nodes } }: System, { from, to, message }: Envelope, pair: RequestReply): boolean {
  return message === pair.request && nodes[from]?.role === pair.client && nodes[to]?.role === pair.server;
}

function positionOfLoss(system: System, state: State, envelope: Envelope): number | undefined {
  const key = envelopeKey(envelope);
  const position = system
    .successors(state)
    .findIndex(({ step }) => step.kind === 'lose' && envelopeKey(step.envelope) === key);
  return position < 0 ? undefined : position;
}

interface Reached {
  readonly state: State;
  readonly schedule: Schedule;
}

/** By the fewest steps to the delivery of a request that is answered, while nothing goes wrong and the client waits. */
function answerTo(
  system: System,
  start: Reached,
  request: Envelope,
  replyMessage: number,
): (Reached & { readonly reply: Envelope }) | undefined {
  const key = envelopeKey(request);
  const seen = new Set([stateKey(start.state)]);
  const queue = [start];
  for (const { state, schedule } of queue) {
    for (const [position, outcome] of system.successors(state).entries()) {
      if (outcome.kind === 'error' || isFault(outcome.step) || happensAt(outcome.step, request.from)) continue;
      const next = { state: outcome.state, schedule: [...schedule, position] };
      const reply = delivers(outcome, key) ? sentBack(outcome.effects, request.from, replyMessage) : undefined;
      if (reply !== undefined) return { ...next, reply };
      const reached = stateKey(outcome.state);
      if (seen.has(reached) || seen.size >= STATES_MAX) continue;
      seen.add(reached);
      queue.push(next);
    }
  }
  return undefined;
}

function delivers({ step }: Outcome, key: string): boolean {
  return step.kind === 'deliver' && envelopeKey(step.envelope) === key;
}

function sentBack({ sent }: Effects, client: NodeIndex, message: number): Envelope | undefined {
  return sent.find(({ envelope }) => envelope.to === client && envelope.message === message)?.envelope;
}

function happensAt(step: Step, node: NodeIndex): boolean {
  if (step.kind === 'deliver') return step.envelope.to === node;
  return 'node' in step && step.node === node;
}
