import type { Envelope, LocalState, State } from './state.ts';
import { keyOf } from './values.ts';

/** A text that equal states share and different states of one instance do not. */
export function stateKey(state: State): string {
  const environment = `${state.environment.budgets.join(',')}/${state.environment.partition?.join(',') ?? '-'}`;
  const ghosts = state.ghosts.map(keyOf).join(';');
  const locals = state.locals.map(localKey).join('|');
  const inboxes = state.inboxes.map(inbox => inbox.map(envelopeKey).join(';')).join('|');
  return `${environment}#${ghosts}#${locals}#${inboxes}`;
}

export function localKey(local: LocalState): string {
  return `${local.status[0] ?? ''}${local.variables.map(keyOf).join(';')}!${local.timers.join(',')}`;
}

export function envelopeKey(envelope: Envelope): string {
  const { from, to, message, fields } = envelope;
  return `${String(from)}>${String(to)}:${String(message)}(${fields.map(keyOf).join(',')})`;
}
