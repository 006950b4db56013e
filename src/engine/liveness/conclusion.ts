import type { Property } from '../../model/protocol.ts';
import type { ValenceFinding, Verdict } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { isLiveness, livenessVerdict } from './livenessChecks.ts';
import { decisionOf, type Valence } from './valence.ts';

/** The most that drawing a conclusion keeps for each state: its lists of integers with one for each state. */
export const CONCLUSION_BYTES_PER_STATE = 16 * Int32Array.BYTES_PER_ELEMENT;

/** What is judged at the end of a search, from all states and the steps between them. */
export class Conclusion {
  /** What was found against properties. */
  readonly verdicts = new Map<Property, Verdict>();
  /** Of the first property that says what `decides`. */
  valence: Valence | undefined;
  finding: ValenceFinding | undefined;

  /** Yields where work may be put off. */
  *draw(explored: Explored): Generator<undefined, void> {
    const { properties } = explored.system.instance.protocol;
    for (const [i, property] of properties.entries()) {
      if (isLiveness(property)) {
        const verdict = yield* livenessVerdict(property, explored);
        if (verdict !== undefined) this.verdicts.set(property, verdict);
      } else if (property.kind === 'decides') {
        const { verdict, valence } = yield* decisionOf(property, explored);
        if (verdict !== undefined) this.verdicts.set(property, verdict);
        if (this.valence !== undefined || valence === undefined) continue;
        this.valence = valence;
        this.finding = valence.finding(i);
      }
    }
  }
}
