import { success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import type { GhostWrite, RuntimeError } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { writeInto } from './assign.ts';
import { replaced } from './collections.ts';
import { attempt } from './errors.ts';
import { createContext } from './scope.ts';
import { checkType } from './types.ts';

/** The ghosts after `writes`, one after another; or the error of the first write that cannot be made. */
export function applyGhostWrites(
  instance: Instance,
  ghosts: readonly Value[],
  writes: readonly GhostWrite[],
): Result<readonly Value[], RuntimeError> {
  if (writes.length === 0) return success(ghosts);
  const context = createContext(instance);
  return attempt(() =>
    writes.reduce((values, write) => {
      const value = writeInto(values[write.ghost]!, write, context);
      const name = instance.protocol.ghosts[write.ghost]!.name;
      checkType(instance.ghostTypes[write.ghost]!, value, { name, at: write.at }, instance);
      return replaced(values, write.ghost, value);
    }, ghosts),
  );
}
