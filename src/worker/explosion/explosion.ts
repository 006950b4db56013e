import { digits } from '../../base/digits.ts';
import type { ExplosionReport } from '../../contract/explosion.ts';
import type { SearchBounds } from '../../engine/bounds.ts';
import { stepKindsOf } from '../../engine/explosion/stepKinds.ts';
import { limitReason } from '../../engine/limits.ts';
import type { Search } from '../../engine/search.ts';
import type { Instance } from '../../model/instance.ts';
import { potentialReport } from '../potential.ts';
import { actionShares } from './actionShares.ts';
import { depthGrowth } from './depth.ts';
import type { Explained } from './explained.ts';
import { countOf, type Explored, exploreGraph, withoutProperties, type Work } from './exploring.ts';
import { growthOf } from './growth.ts';
import { explosionHints } from './hints.ts';
import { messageShares } from './messageShares.ts';
import { reductionSavings } from './reductions.ts';
import { sourcesOf } from './sources.ts';
import { type Unordered, unorderedRoles } from './unordered.ts';
import { variableShares } from './variableShares.ts';

type Parts = Omit<ExplosionReport, 'protocol' | 'scenario' | 'elapsedMs'>;

/** What is to be explained. */
export interface Asked {
  readonly instance: Instance;
  readonly bounds: SearchBounds;
  /** The text that the protocol was read from. */
  readonly text: string;
}

/**
 * Works out why a scenario has as many states as it has, part by part: it explores the scenario as it is and looks at
 * the states it found, then explores it with something switched off, and with more and fewer nodes.
 */
export class Explosion {
  readonly #asked: Asked;
  #parts: Parts;
  /** The search of the scenario itself, while it goes on. */
  #exploring: Search | undefined;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#parts = {
      finished: false,
      doing: 'exploring the scenario',
      cut: undefined,
      potential: potentialReport(asked.instance),
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
    const { protocol, scenario } = this.#asked.instance;
    const reach = this.#exploring === undefined ? {} : reachOf(this.#exploring);
    return { protocol: protocol.name, scenario: scenario.name, ...this.#parts, ...reach, elapsedMs };
  }

  /** All the work, which may be ended anywhere: what is known by then stays known. */
  *work(): Work<void> {
    const explained = yield* this.#lookAtScenario();
    this.#note({ doing: 'counting the states with other numbers of nodes' });
    const growth = yield* growthOf(explained, {
      doing: doing => this.#note({ doing }),
      found: found => this.#note({ growth: found }),
    });
    this.#note({ growth, doing: 'trying reductions' });
    this.#note({ reductions: yield* reductionSavings(explained) });
    this.#note({ doing: 'looking for what could be done' });
    this.#advise(yield* unorderedRoles(explained));
    this.#note({ doing: undefined, finished: true });
  }

  /** Explores the scenario as it is, and says of its states all that they tell. They are let go of afterwards. */
  *#lookAtScenario(): Work<Explained> {
    const bare = withoutProperties(this.#asked.instance);
    const explored = yield* exploreGraph(bare, this.#asked, search => (this.#exploring = search));
    const search = explored?.search ?? this.#exploring;
    this.#exploring = undefined;
    if (search !== undefined) this.#note(reachOf(search));
    const reachable = this.#parts.reachable ?? { states: 0, isExact: false };
    const goesWrong = search?.result().error !== undefined;
    const explained = { ...this.#asked, reachable, goesWrong };
    if (explored === undefined) return explained;
    if (explored.isPart) this.#note({ cut: partReason(reachable.states) });
    // Nothing can start, so there is nothing to look at.
    if (reachable.states > 0) yield* this.#lookAt(explained, explored);
    return explained;
  }

  *#lookAt(explained: Explained, explored: Explored): Work<void> {
    this.#note({ doing: 'switching the sources of states off' });
    this.#note({ sources: yield* sourcesOf(explained, explored) });
    const weighable = { ...explored, kinds: yield* stepKindsOf(explored.graph) };
    this.#note({ doing: 'looking at variables' });
    this.#note({ variables: yield* variableShares(weighable, variables => this.#note({ variables })) });
    this.#note({ doing: 'looking at messages' });
    this.#note({ messages: yield* messageShares(weighable, messages => this.#note({ messages })) });
    this.#note({ doing: 'looking at steps' });
    this.#note({ actions: yield* actionShares(weighable) });
    this.#advise([]);
  }

  /** Says what could be done, as far as that is known. */
  #advise(unordered: readonly Unordered[]): void {
    const { states, isExact } = this.#parts.reachable ?? { states: 0, isExact: false };
    const found = { ...this.#parts, instance: this.#asked.instance, states, isExact, unordered };
    this.#note({ hints: explosionHints(found) });
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

function partReason(states: number): string {
  return `There is memory for ${digits(states)} states with the steps between them, and not for all.`;
}
