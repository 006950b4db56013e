import type { Instance } from '../model/instance.ts';
import type { NodeIndex } from '../model/values.ts';
import { connections, strikesConnection } from '../semantics/faults.ts';

/** A connection that a failure may reset. */
export interface Reset {
  readonly failure: number;
  readonly one: NodeIndex;
  readonly other: NodeIndex;
}

export function resetsOf(instance: Instance): readonly Reset[] {
  return instance.failures.flatMap((declared, failure) =>
    connections(instance)
      .filter(ends => declared.kind === 'reset' && strikesConnection(instance, declared, ends))
      .map(([one, other]) => ({ failure, one, other })),
  );
}
