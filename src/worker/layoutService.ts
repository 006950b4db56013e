import elkModule from 'elkjs/lib/elk.bundled.js';
import type { LayoutRequest } from '../contract/graph.ts';
import type { LayoutApi } from '../contract/threads.ts';
import { layeredLayout } from '../scene/layers.ts';
import { layOutByElk } from './elkLayout.ts';
import type { Elk } from './elkLayout.ts';

const TINY: LayoutRequest = {
  vertices: [0, 1, 2].map(() => ({ width: 40, height: 20 })),
  edges: [0, 1, 0, 2],
  direction: 'down',
};

/** What the layout thread offers. */
export function createLayoutService(): LayoutApi {
  // Without a worker of its own: this is one.
  const elk: Elk = new elkModule.default();
  return {
    warmUp: async () => {
      await layOutByElk(elk, TINY);
    },
    layered: request => layOutByElk(elk, request),
    layers: request => layeredLayout(request),
  };
}
