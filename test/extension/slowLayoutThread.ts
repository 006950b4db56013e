import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { present } from '../../src/base/assert.ts';
import type { LayoutApi } from '../../src/contract/threads.ts';
import { nodeEndpoint } from '../../src/contract/threads.ts';
import { layeredLayout } from '../../src/scene/layers.ts';

/** A layout thread whose elk never answers, as on a graph that is far too large for it. */
const api: LayoutApi = {
  warmUp: () => Promise.resolve(),
  layered: () => {
    for (;;);
  },
  layers: layeredLayout,
};

expose(api, nodeEndpoint(present(parentPort ?? undefined, 'a thread has a parent')));
