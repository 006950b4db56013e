import type { ExecutionView } from '../../../src/contract/execution.ts';

const textsOf = new WeakMap<ExecutionView, readonly string[]>();

/**
 * The steps that say every word of a query, ascending: in their sentence, at their node, in what they receive and send, or
 * in what they change.
 */
export function matchesIn(execution: ExecutionView, query: string): readonly number[] {
  const known = foundIn.get(execution);
  if (known?.query === query) return known.steps;
  const steps = findIn(execution, query);
  foundIn.set(execution, { query, steps });
  return steps;
}

/** What was found last. */
const foundIn = new WeakMap<ExecutionView, { readonly query: string; readonly steps: readonly number[] }>();

function findIn(execution: ExecutionView, query: string): readonly number[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return textsIn(execution).flatMap((text, step) => (words.every(word => text.includes(word)) ? [step] : []));
}

/** The match after a step, or before it; round from the last to the first. */
export function matchFrom(matches: readonly number[], step: number, direction: 1 | -1): number | undefined {
  return direction === 1
    ? (matches.find(match => match > step) ?? matches[0])
    : (matches.findLast(match => match < step) ?? matches.at(-1));
}

/** By step everything that can be searched in it, in lower case. */
function textsIn(execution: ExecutionView): readonly string[] {
  const known = textsOf.get(execution);
  if (known !== undefined) return known;
  const { steps, events, arrows, lanes } = execution;
  const parts: string[][] = steps.map(({ text, sentence, changes }) => [
    text,
    sentence,
    ...changes.map(({ name, value }) => `${name} = ${value}`),
  ]);
  for (const { step, lane, label } of events) parts[step]?.push(lanes[lane]?.name ?? '', label);
  for (const { from, endStep, label, sentStep } of arrows) {
    parts[events[from]?.step ?? sentStep]?.push(label);
    if (endStep !== undefined) parts[endStep]?.push(label);
  }
  const texts = parts.map(each => each.join('\n').toLowerCase());
  textsOf.set(execution, texts);
  return texts;
}
