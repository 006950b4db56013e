import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type {
  Choice,
  Effects,
  Environment,
  Inbox,
  Outcome,
  RuntimeError,
  SentEnvelope,
  State,
  Step,
} from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { addToInbox, capacityError, exceedsCapacity } from './inbox.ts';
import type { LocalOutcome } from './local.ts';
import { observe } from './observations.ts';

/** How what one node does becomes a step of the whole. */

/** A node's outcome in a state: which node, by which step, and what is in flight when it begins to send. */
export interface Happening {
  readonly node: NodeIndex;
  readonly state: State;
  readonly stepOf: (choices: readonly Choice[]) => Step;
}

/** A step that makes nobody do anything. */
export function happens(step: Step, state: State): Outcome {
  return { kind: 'state', step, state, effects: NO_EFFECTS, startEffects: undefined };
}

export function withEnvironment(state: State, environment: Environment): State {
  return { ...state, environment };
}

/**
 * The state after a node's handler ran: its local state, what it wrote to ghosts, what it asked and learned as a client,
 * and what it sent.
 */
export function afterNode(instance: Instance, { node, state, stepOf }: Happening, outcome: LocalOutcome): Outcome {
  const step = stepOf(outcome.choices);
  if (outcome.kind === 'error') return { kind: 'error', step, error: outcome.error, node };
  const { effects, local } = outcome;
  const after = withEffects(instance, { ...state, locals: replaced(state.locals, node, local) }, effects, node);
  if (!after.ok) return { kind: 'error', step, error: after.failure, node };
  return { kind: 'state', step, state: after.value, effects, startEffects: undefined };
}

function withEffects(instance: Instance, state: State, effects: Effects, node: NodeIndex): Result<State, RuntimeError> {
  const observed = observe(instance, state, { ...effects, node });
  if (!observed.ok) return observed;
  const inboxes = withSent(instance, state, effects.sent);
  return inboxes.ok ? success({ ...state, ...observed.value, inboxes: inboxes.value }) : inboxes;
}

// What is sent to a Byzantine node tells nobody anything: it may answer whatever it gets, or nothing.
function withSent(
  instance: Instance,
  state: State,
  sent: readonly SentEnvelope[],
): Result<readonly Inbox[], RuntimeError> {
  const inboxes = [...state.inboxes];
  for (const { envelope, at } of sent) {
    if (state.locals[envelope.to]!.status === 'byzantine') continue;
    const inbox = addToInbox(instance, inboxes[envelope.to]!, envelope);
    if (exceedsCapacity(instance, inbox)) return failure(capacityError(instance, envelope.to, inbox, at));
    inboxes[envelope.to] = inbox;
  }
  return success(inboxes);
}
