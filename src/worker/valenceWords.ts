import { counted, digits } from '../base/digits.ts';
import { listed } from '../base/listed.ts';
import type { ValenceFinding } from '../engine/verdicts.ts';
import type { Instance } from '../model/instance.ts';
import { valueText } from '../model/labels.ts';
import type { Value } from '../model/values.ts';

type Classes = ValenceFinding['classes'];

/**
 * How the states divide by what can still be decided: all of them, the initial ones, and where that is settled. `isReduced`
 * says that they stand for others, which were not explored.
 */
export function valenceSentences(instance: Instance, valence: ValenceFinding, isReduced = false): readonly string[] {
  const explored = isReduced ? 'explored ' : '';
  return [
    `${dividedText(instance, valence, valence.classes, `${explored}state`)}.`,
    `${dividedText(instance, valence, valence.initial, `${explored}initial state`)}.`,
    `${decidingText(valence.decidingSteps, `${explored}step`)}.`,
  ];
}

/** `Of 1,234 states 400 are bivalent, 800 can only decide 0 and 34 decide nothing any more`. */
function dividedText(instance: Instance, valence: ValenceFinding, classes: Classes, noun: string): string {
  const found = classes.filter(({ states }) => states > 0);
  const total = found.reduce((sum, { states }) => sum + states, 0);
  const [only] = found;
  if (only === undefined) return `There is no ${noun}`;
  if (found.length === 1) {
    const predicate = predicateText(instance, valence, only.values, total);
    return total === 1 ? `The only ${noun} ${predicate}` : `All ${counted(total, noun)} ${predicate}`;
  }
  // The ones with the most open come first: they are what a reader looks for.
  const bySize = found.toSorted((a, b) => b.values.length - a.values.length);
  const parts = bySize.map(({ values, states }) => {
    return `${digits(states)} ${predicateText(instance, valence, values, states)}`;
  });
  return `Of ${counted(total, noun)} ${listed(parts)}`;
}

function predicateText(
  instance: Instance,
  { values: all }: ValenceFinding,
  values: readonly Value[],
  count: number,
): string {
  if (values.length === 0) return count === 1 ? 'decides nothing any more' : 'decide nothing any more';
  const names = values.map(value => valueText(instance, value));
  if (values.length === 1) return `can only decide ${listed(names)}`;
  if (all.length === 2) return count === 1 ? 'is bivalent' : 'are bivalent';
  return `can decide ${listed(names, 'or')}`;
}

function decidingText(steps: number, noun: string): string {
  if (steps === 0) return 'No step settles which value it will be';
  return `${counted(steps, noun)} between states ${steps === 1 ? 'settles' : 'settle'} which value it will be`;
}
