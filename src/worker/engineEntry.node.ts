import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { present } from '../base/assert.ts';
import { nodeEndpoint } from '../contract/threads.ts';
import { createEngineService } from './engineService.ts';

const service = createEngineService({
  cores: availableParallelism(),
  nowMs: () => performance.now(),
  // An immediate comes after the messages that have arrived.
  pause: () => new Promise(done => setImmediate(done)),
});

expose(service, nodeEndpoint(present(parentPort ?? undefined, 'the thread that started this one')));
