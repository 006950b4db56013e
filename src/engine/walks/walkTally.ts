import type { Property } from '../../model/protocol.ts';
import { Growth, type Lately } from './growth.ts';
import { isJudged } from './propertyJudge.ts';
import type { RunSeen, Sighting, WalkEnd } from './walker.ts';
import type { WalkFinding, WalkVerdict } from './walksResult.ts';

/** Of so many of all runs it is told how many new states they brought. */
const LATELY_SHARE = 0.1;

/** What runs came to, all together. */
export class WalkTally {
  runs = 0;
  /** Of the runs that have ended. */
  steps = 0;
  longest = 0;
  chains = 0;
  error: WalkFinding | undefined;
  deadlock: WalkFinding | undefined;
  readonly ends: Record<WalkEnd, number> = { quiescent: 0, steps: 0, error: 0 };
  readonly #properties: readonly Property[];
  readonly #findings: (WalkFinding | undefined)[] = [];
  readonly #growth = new Growth();

  constructor(properties: readonly Property[]) {
    this.#properties = properties;
  }

  /** `states` is how many distinct ones there were at the end of the run. */
  add(seed: number, run: RunSeen, states: number): void {
    this.runs += 1;
    this.steps += run.steps;
    this.longest = Math.max(this.longest, run.steps);
    this.chains = Math.max(this.chains, run.chains);
    this.ends[run.end] += 1;
    this.error = withSighting(this.error, run.error, seed);
    this.deadlock = withSighting(this.deadlock, run.deadlock, seed);
    run.properties.forEach((sighting, i) => (this.#findings[i] = withSighting(this.#findings[i], sighting, seed)));
    this.#growth.add(states);
  }

  lately(states: number): Lately {
    return this.#growth.lately(LATELY_SHARE, states);
  }

  /** By property; `unfound` says why nothing is known of one of which nothing was found. */
  verdicts(unfound: string): readonly WalkVerdict[] {
    return this.#properties.map((property, i): WalkVerdict => {
      if (!isJudged(property)) return { kind: 'notJudged', reason: NOT_JUDGED };
      const finding = this.#findings[i];
      if (finding === undefined) return { kind: 'unknown', reason: unfound };
      if (finding.error !== undefined) {
        return { kind: 'broken', finding, reason: `the property itself goes wrong: ${finding.error.message}` };
      }
      return { kind: property.kind === 'reachable' ? 'holds' : 'violated', finding };
    });
  }
}

const NOT_JUDGED = 'It is asked of runs that go on for ever, of which walks that end say nothing.';

function withSighting(
  known: WalkFinding | undefined,
  sighting: Sighting | undefined,
  seed: number,
): WalkFinding | undefined {
  if (sighting === undefined) return known;
  const runs = 1 + (known?.runs ?? 0);
  return known !== undefined && known.steps <= sighting.steps ? { ...known, runs } : { ...sighting, seed, runs };
}
