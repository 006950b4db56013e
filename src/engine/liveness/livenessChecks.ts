import type { Property } from '../../model/protocol.ts';
import type { RuntimeError } from '../../model/state.ts';
import type { Value } from '../../model/values.ts';
import type { Lasso, Verdict } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { lassoOf } from './lassos.ts';
import { Pace } from './pace.ts';
import { type LivenessProperty, pursuitOf } from './pursuits.ts';
import { type Pursuit, STAY, VISIT } from './region.ts';
import { repairsAmong } from './repairs.ts';

/** Whether a property speaks of runs that go on for ever, so that it is judged when all states have been seen. */
export function isLiveness(property: Property): property is LivenessProperty {
  return property.kind === 'eventually' || property.kind === 'leadsto';
}

/**
 * A verdict against a property, or undefined where nothing was found against it. A lasso between states that were expanded
 * is one, whatever else there is: so it may be looked for in a search that was cut short.
 */
export function* livenessVerdict(
  property: LivenessProperty,
  explored: Explored,
): Generator<undefined, Verdict | undefined> {
  const combinations = explored.system.argumentsOf(property);
  if (!combinations.ok) return { kind: 'broken', reason: reasonOf(combinations.failure), evidence: undefined };
  for (const [i, values] of combinations.value.entries()) {
    const pursuit = yield* pursuitOf(property, values, explored);
    if (!pursuit.ok) {
      const { stateId, error } = pursuit.failure;
      const evidence = { stateId, then: undefined, steps: explored.depthOf(stateId) };
      return { kind: 'broken', reason: reasonOf(error), evidence };
    }
    const lasso = yield* lassoOf(pursuit.value, explored);
    if (lasso === undefined) continue;
    // For the values before these the property holds as it is.
    const pursuits = combinations.value.slice(i).map(each => pursuitIn(property, each, explored));
    const repairs = yield* repairsAmong(lasso.neverTaken, pursuits, explored);
    const isNeverTrue = explored.complete && (yield* isTrueNowhere(pursuit.value));
    const found: Lasso = { ...lasso, repairs, ...(isNeverTrue ? { isNeverTrue } : {}) };
    return {
      kind: 'violated',
      evidence: undefined,
      lasso: values.length === 0 ? found : { ...found, arguments: values },
    };
  }
  return undefined;
}

function* pursuitIn(
  property: LivenessProperty,
  values: readonly Value[],
  explored: Explored,
): Generator<undefined, Pursuit | undefined> {
  const pursuit = yield* pursuitOf(property, values, explored);
  return pursuit.ok ? pursuit.value : undefined;
}

/** Whether what a property waits for is true in none of the states. */
function* isTrueNowhere({ marks, visits }: Pursuit): Generator<undefined, boolean> {
  const isFalse = visits ? VISIT : STAY;
  const pace = new Pace();
  for (let state = 0; state < marks.length; state += 1) {
    if ((marks[state]! & isFalse) === 0) return false;
    if (pace.isDue(1)) yield undefined;
  }
  return true;
}

function reasonOf({ message }: RuntimeError): string {
  return `the property itself goes wrong: ${message}`;
}
