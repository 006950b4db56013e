import type { Instance, InstanceFailure } from './instance.ts';
import type { Envelope } from './state.ts';

/** Whether a failure of messages may strike this one. */
export function strikesMessage(
  { nodes }: Pick<Instance, 'nodes'>,
  failure: Pick<InstanceFailure, 'message' | 'from' | 'to'>,
  envelope: Pick<Envelope, 'message' | 'from' | 'to'>,
): boolean {
  const { message, from, to } = failure;
  if (message !== undefined && message !== envelope.message) return false;
  if (from !== undefined && from !== nodes[envelope.from]?.role) return false;
  return to === undefined || to === nodes[envelope.to]?.role;
}

/** Whether a message may be copied without limit: `duplicates: any`, perhaps only of some messages. */
export function duplicatesFreely(instance: Pick<Instance, 'nodes' | 'failures'>, envelope: Envelope): boolean {
  return instance.failures.some(
    failure =>
      failure.kind === 'duplicates' && failure.budget === Infinity && strikesMessage(instance, failure, envelope),
  );
}

/** Whether a message is one of a set that is never used up: copied without limit on an unordered network. */
export function copiesFreely(instance: Pick<Instance, 'nodes' | 'failures' | 'network'>, envelope: Envelope): boolean {
  return instance.network.order === 'any' && duplicatesFreely(instance, envelope);
}
