import { Worker } from 'node:worker_threads';
import { nodeEndpoint } from '../../contract/threads.ts';
import type { Thread } from '../threadLink.ts';

export interface NodeThreadOptions {
  readonly heapMegabytesMax?: number;
  readonly workerData?: unknown;
}

/** Starts a script in a thread of Node. */
export function spawnNodeThread(script: string | URL, options: NodeThreadOptions = {}): Thread {
  const { heapMegabytesMax, workerData } = options;
  const worker = new Worker(script, {
    workerData,
    ...(heapMegabytesMax === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax } }),
  });
  // An idle engine must not keep the extension host alive.
  worker.unref();
  return {
    endpoint: nodeEndpoint(worker),
    onEnd: listener => {
      worker.once('error', (failure: unknown) =>
        listener(failure instanceof Error ? failure.message : String(failure)),
      );
      worker.once('exit', code => listener(`It ended with code ${String(code)}.`));
    },
    terminate: () => void worker.terminate(),
  };
}
