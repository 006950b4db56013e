import type { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { ExpanderParts } from '../expanderParts.ts';
import type { Scope, TakenSteps } from '../propertyChecks.ts';
import { CompactSpace } from './compactSpace.ts';
import { doubtsOf } from './doubts.ts';
import { DEFAULT_FINGERPRINTS, type FingerprintOptions } from './fingerprints.ts';
import { Retracing, type Trail } from './retracing.ts';

/** What a search does in another way where it keeps fingerprints in place of states. */
export class Compaction {
  readonly space: CompactSpace;
  #retracing: Retracing | undefined;

  constructor(kinds: Int32Array, fingerprints: FingerprintOptions = DEFAULT_FINGERPRINTS) {
    this.space = new CompactSpace(kinds, fingerprints);
  }

  get omissionProbability(): number {
    return this.space.omissionProbability;
  }

  /** What cannot be said. */
  get doubts(): Pick<Scope, 'runsUnjudged' | 'doubt'> {
    return doubtsOf(this.omissionProbability);
  }

  /** Copies the components of any state, also of one that was given up. */
  read(stateId: number, row: Int32Array, parts: ExpanderParts, trail: Trail): void {
    const { rows } = this.space;
    if (stateId >= rows.first && stateId < rows.count) {
      rows.read(stateId, row);
    } else {
      this.#retracing ??= new Retracing(parts, this.space, trail);
      this.#retracing.read(stateId, row);
    }
  }

  /** The steps that were taken from the row that is expanded. */
  stepsTo(taken: GrowableIntegers, count: number): TakenSteps {
    return { count, taken, nameOf: step => this.space.nameOf(step, taken) };
  }
}
