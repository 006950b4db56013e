import type { GraphLayout, LayoutRequest } from '../contract/graph.ts';
import type { LayoutApi } from '../contract/threads.ts';
import { ThreadLink } from './threadLink.ts';
import type { SpawnThread } from './threadLink.ts';

/** Above this, elk takes longer than anybody waits. */
const ELK_VERTICES_MAX = 300;
const ELK_EDGES_MAX = 900;

/** How long elk may take. Its only way to be stopped is to end its thread. */
const ELK_TIME_MAX_MS = 1000;

/** Lays graphs out in a thread of its own: by elk where that is quick enough, else by our own layers. */
export class LayoutLink {
  readonly #link: ThreadLink<LayoutApi>;
  #warm: Promise<unknown> | undefined;

  constructor(spawn: SpawnThread) {
    this.#link = new ThreadLink<LayoutApi>({ spawn });
  }

  /** Starts the thread, if it is not running, and lets elk get ready. */
  warmUp(): Promise<unknown> {
    this.#warm ??= this.#link.call(api => api.warmUp()).catch(() => undefined);
    return this.#warm;
  }

  async layOut(request: LayoutRequest): Promise<GraphLayout> {
    if (request.vertices.length <= ELK_VERTICES_MAX && request.edges.length / 2 <= ELK_EDGES_MAX) {
      const layout = await this.#byElk(request);
      if (layout !== undefined) return layout;
    }
    return await this.#link.call(api => api.layers(request));
  }

  dispose(): void {
    this.#link.dispose();
  }

  async #byElk(request: LayoutRequest): Promise<GraphLayout | undefined> {
    await this.warmUp();
    const late = new Promise<'late'>(tell => setTimeout(() => tell('late'), ELK_TIME_MAX_MS));
    const layout = this.#link.callOnce(api => api.layered(request)).catch(() => 'late' as const);
    const first = await Promise.race([layout, late]);
    if (first !== 'late') return first;
    this.#warm = undefined;
    this.#link.restart('The layout took too long.');
    return undefined;
  }
}
