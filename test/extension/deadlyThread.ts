import { parentPort, workerData } from 'node:worker_threads';
import { expose } from 'comlink';
import { nodeEndpoint } from '../../src/contract/threads.ts';
import { present } from '../../src/base/assert.ts';

/** A thread that can be told to die or to hang; `lives` is a shared count of how many threads were started. */
export interface DeadlyApi {
  add(a: number, b: number): number;
  /** Ends the thread unless it is at least the `survivor`-th one; then answers its number. */
  dieBefore(survivor: number): number;
  hang(): void;
}

const lives = new Int32Array(present(workerData as SharedArrayBuffer | undefined, 'the shared count'));
const life = Atomics.add(lives, 0, 1) + 1;

const api: DeadlyApi = {
  add: (a, b) => a + b,
  dieBefore: survivor => {
    if (life < survivor) process.exit(3);
    return life;
  },
  hang: () => {
    for (;;) Atomics.wait(lives, 1, 0, 1000);
  },
};

expose(api, nodeEndpoint(present(parentPort ?? undefined, 'a thread has a parent')));
