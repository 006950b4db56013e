import type { ExplosionReport } from '../../contract/explosion.ts';
import type { SearchBounds } from '../../engine/bounds.ts';
import { limitReason } from '../../engine/limits.ts';
import type { Search } from '../../engine/search.ts';
import type { Instance } from '../../model/instance.ts';
import { potentialReport } from '../potential.ts';
import { depthGrowth } from './depth.ts';
import { countOf, explore, withoutProperties, type Work } from './exploring.ts';
import { growthOf, type Explained } from './growth.ts';

type Parts = Omit<ExplosionReport, 'protocol' | 'scenario' | 'elapsedMs'>;

/**
 * Works out why a scenario has as many states as it has, part by part: it explores the scenario as it is and looks at
 * the states it found, then explores it with something switched off, and with more and fewer nodes.
 */
export class Explosion {
  readonly #instance: Instance;
  readonly #bounds: SearchBounds;
  #parts: Parts;
  /** The search of the scenario itself, while it goes on. */
  #exploring: Search | undefined;

  constructor(instance: Instance, bounds: SearchBounds) {
    this.#instance = instance;
    this.#bounds = bounds;
    this.#parts = {
      finished: false,
      doing: 'exploring the scenario',
      cut: undefined,
      potential: potentialReport(instance),
      reachable: undefined,
      sources: undefined,
      growth: undefined,
      depth: undefined,
      variables: undefined,
      messages: undefined,
      actions: undefined,
      reductions: undefined,
      hints: [],
    };
  }

  /** What is known so far. */
  report(elapsedMs: number): ExplosionReport {
    const { protocol, scenario } = this.#instance;
    const reach = this.#exploring === undefined ? {} : reachOf(this.#exploring);
    return { protocol: protocol.name, scenario: scenario.name, ...this.#parts, ...reach, elapsedMs };
  }

  /** All the work, which may be ended anywhere: what is known by then stays known. */
  *work(): Work<void> {
    const search = yield* explore(
      withoutProperties(this.#instance),
      { bounds: this.#bounds },
      soFar => (this.#exploring = soFar),
    );
    this.#exploring = undefined;
    this.#note(reachOf(search));
    const explained: Explained = {
      instance: this.#instance,
      bounds: this.#bounds,
      reachable: countOf(search),
      goesWrong: search.result().error !== undefined,
    };
    const growth = yield* growthOf(explained, {
      doing: doing => this.#note({ doing }),
      found: found => this.#note({ growth: found }),
    });
    this.#note({ growth, doing: undefined, finished: true });
  }

  #note(parts: Partial<Parts>): void {
    this.#parts = { ...this.#parts, ...parts };
  }
}

/** How far a search has come. */
function reachOf(search: Search): Pick<Parts, 'reachable' | 'cut' | 'depth'> {
  const { frontier } = search.progress();
  const { limit } = search.result();
  const reachable = countOf(search);
  const cut = limit === undefined ? undefined : limitReason(limit);
  return { reachable, cut, depth: depthGrowth(frontier, reachable) };
}
