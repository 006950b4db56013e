import type { ClientHistory, Environment, Envelope, LocalClock, LocalState, Operation, State } from './state.ts';
import { keyOf } from './values.ts';

/** A text that equal states share and different states of one instance do not. */
export function stateKey(state: State): string {
  const environment = environmentKey(state.environment);
  const observed = observationsKey(state);
  const locals = state.locals.map(localKey).join('|');
  const inboxes = state.inboxes.map(inbox => inbox.map(envelopeKey).join(';')).join('|');
  return `${environment}#${observed}#${locals}#${inboxes}`;
}

/** The part of a state that nobody reads but properties: ghosts and histories. */
export function observationsKey({ ghosts, histories }: Pick<State, 'ghosts' | 'histories'>): string {
  const values = ghosts.map(keyOf).join(';');
  return histories === undefined ? values : `${values}#${histories.map(historyKey).join('|')}`;
}

export function historyKey(history: ClientHistory): string {
  return history.map(operationKey).join(';');
}

function operationKey({ client, operation, arguments: asked, result, after }: Operation): string {
  const answer = result === undefined ? '' : `=${keyOf(result.value)}`;
  const order = after.map(each => `${String(each.client)}:${String(each.answered)}`).join(',');
  return `${String(client)}.${operation}(${asked.map(keyOf).join(',')})${answer}/${order}`;
}

export function environmentKey({ budgets, partition, cuts, time, round }: Environment): string {
  const links = cuts === undefined ? '' : cuts.map(({ from, to }) => `${String(from)}>${String(to)}`).join(',');
  return `${budgets.join(',')}/${partition?.join(',') ?? '-'}/${links}/${String(time ?? '')}/${round ?? ''}`;
}

export function localKey(local: LocalState): string {
  const always = `${local.status[0] ?? ''}${local.variables.map(keyOf).join(';')}!${local.timers.join(',')}`;
  return always + conditionKey(local);
}

/** What most local states of most protocols do not have. */
function conditionKey({ countdowns, rearmed, stalled, disk, clock }: LocalState): string {
  let key = '';
  if (countdowns !== undefined)
    key += `~${countdowns.map(({ low, high }) => `${String(low)}-${String(high)}`).join(',')}`;
  if (rearmed !== undefined) key += `^${rearmed.join(',')}`;
  if (stalled !== undefined) key += `$${stalled.map(({ kind, index }) => kind[0]! + String(index)).join(',')}`;
  if (disk !== undefined) key += `%${disk.map(keyOf).join(';')}`;
  return clock === undefined ? key : `${key}&${clockKey(clock)}`;
}

// Of a clock that stands still nobody can read what time it really is.
function clockKey({ time, offset, monotonic, slow, failedAt }: LocalClock): string {
  const reading = failedAt === undefined ? `${String(time)}+${String(offset)}` : `x${String(failedAt)}`;
  return `${reading}/${String(monotonic ?? '')}${slow === true ? 's' : ''}`;
}

export function envelopeKey(envelope: Envelope): string {
  const { from, to, message, fields } = envelope;
  return `${String(from)}>${String(to)}:${String(message)}(${fields.map(keyOf).join(',')})`;
}
