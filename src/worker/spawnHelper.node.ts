import { Worker } from 'node:worker_threads';
import type { Helper, SpawnHelper } from '../engine/parallel/messages.ts';

/** Starts threads of Node that help a search; `script` runs `HelperThread`. */
export function helperSpawner(script: URL): SpawnHelper {
  return () => {
    const worker = new Worker(script);
    // A helper must not keep its process alive.
    worker.unref();
    let isAlive = true;
    const died = (): void => void (isAlive = false);
    worker.once('error', died);
    worker.once('exit', died);
    const helper: Helper = {
      post: message => worker.postMessage(message),
      get isAlive() {
        return isAlive;
      },
      end: () => {
        isAlive = false;
        void worker.terminate();
      },
    };
    return helper;
  };
}
