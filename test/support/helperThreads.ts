import { helperSpawner } from '../../src/worker/spawnHelper.node.ts';
import type { Helper, SpawnHelper } from '../../src/engine/parallel/messages.ts';

/** Real threads that run the helper's entry from its source. */
export const spawnHelper: SpawnHelper = helperSpawner(new URL('../../src/worker/helperEntry.node.ts', import.meta.url));

/** The same, where every thread ends by itself once it was given so many messages. */
export function spawnMortal(messages: number): SpawnHelper {
  return () => {
    const helper = spawnHelper();
    if (helper === undefined) return undefined;
    let left = messages;
    const mortal: Helper = {
      post: message => {
        helper.post(message);
        left -= 1;
        if (left === 0) helper.end();
      },
      get isAlive() {
        return helper.isAlive;
      },
      end: () => helper.end(),
      release: () => helper.release(),
    };
    return mortal;
  };
}
