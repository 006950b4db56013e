import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { present } from '../base/assert.ts';
import { nodeEndpoint } from '../contract/threads.ts';
import { createEngineService } from './engineService.ts';
import { helperSpawner } from './spawnHelper.node.ts';

// A thread finds the file it runs where a process does.
const script = present(process.argv[1], 'the file that this thread runs');

const service = createEngineService({
  cores: availableParallelism(),
  spawnHelper: helperSpawner(pathToFileURL(join(dirname(script), 'search-helper.cjs'))),
  nowMs: () => performance.now(),
  // An immediate comes after the messages that have arrived.
  pause: () => new Promise(done => setImmediate(done)),
});

expose(service, nodeEndpoint(present(parentPort ?? undefined, 'the thread that started this one')));
