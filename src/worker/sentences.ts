import { counted, digits } from '../base/digits.ts';
import type { SearchResult } from '../engine/search.ts';
import type { Limit } from '../engine/verdicts.ts';
import type { Instance } from '../model/instance.ts';
import type { Property } from '../model/protocol.ts';

export function countedSteps(count: number): string {
  return counted(count, 'step');
}

/** The states that were looked at, with what that means: all there are, or as far as the search came. */
export interface Extent {
  readonly states: number;
  readonly generated: number;
  /** States in which nothing is left to happen. */
  readonly quiescent: number;
  readonly complete: boolean;
  readonly finished: boolean;
  readonly limit: Limit | undefined;
  /** With a clock, the tick at which time ends. */
  readonly horizon: number | undefined;
}

export function extentOf({ clock }: Pick<Instance, 'clock'>, result: SearchResult, finished: boolean): Extent {
  const { distinctStates, generatedStates, quiescentStates, complete, limit } = result;
  return {
    states: distinctStates,
    generated: generatedStates,
    quiescent: quiescentStates,
    complete,
    finished,
    limit,
    horizon: clock?.horizon,
  };
}

/** `Agreement holds in all 8,832 states`. Only to be said of a search that is complete. */
export function holdsSentence(property: Property, extent: Extent): string {
  const { name, kind } = property;
  if (kind === 'finally' && extent.quiescent === 0) return neverSettlesSentence(name, extent);
  if (extent.states === 1) return `${name} holds in the only state there is`;
  const all = allStates(extent);
  if (kind === 'step') return `${name} holds of every step between ${all}`;
  if (kind === 'finally') return `${name} holds wherever nothing is left to happen, in ${all}`;
  return `${name} holds in ${all}`;
}

/** A `finally` that holds because there is nothing of which it speaks. */
function neverSettlesSentence(name: string, extent: Extent): string {
  if (extent.states === 1) return `${name} holds: in the only state there is something is left to happen`;
  return `${name} holds: in none of ${allStates(extent)} is nothing left to happen`;
}

/** `Agreement breaks in 7 steps: Participant 2 receives …`. `last` is the sentence of the last step. */
export function breaksSentence(name: string, steps: number, last: string | undefined): string {
  if (steps === 0) return `${name} breaks at the very start`;
  return `${name} breaks in ${countedSteps(steps)}${ending(last)}`;
}

/** `Elected comes true in 5 steps: …`. */
export function comesTrueSentence(name: string, steps: number, last: string | undefined): string {
  if (steps === 0) return `${name} is true at the very start`;
  return `${name} comes true in ${countedSteps(steps)}${ending(last)}`;
}

export function unreachableSentence(name: string, extent: Extent): string {
  return extent.states === 1
    ? `${name} never comes true: not in the only state there is`
    : `${name} never comes true: not in any of ${allStates(extent)}`;
}

/** What is known of a property that nothing has decided yet, or that nothing will decide within the bounds. */
export function undecidedSentence(property: Property, extent: Extent): string {
  const seen =
    property.kind === 'reachable'
      ? `${property.name} has not come true in ${firstStates(extent)}`
      : `No violation of ${property.name} in ${firstStates(extent)}`;
  return `${seen} (${whySoFar(extent)})`;
}

export function whySoFar({ finished, limit }: Extent): string {
  if (!finished) return 'exploring goes on';
  switch (limit?.kind) {
    case undefined:
      return 'not all explored';
    case 'states':
      return 'limit reached';
    case 'depth':
      return `limit of ${countedSteps(limit.value)} reached`;
    case 'memory':
      return `limit of ${digits(Math.round(limit.value / 2 ** 20))} MB reached`;
    case 'cancelled':
      return 'cancelled';
  }
}

/** `all 8,832 states`, or `the only state there is`. Only to be said of a search that is complete. */
export function allStates({ states, horizon }: Extent): string {
  const until = horizon === undefined ? '' : ` up to tick ${digits(horizon)}`;
  return states === 1 ? 'the only state there is' : `all ${digits(states)} states${until}`;
}

/** `the first 1,000 states`: as far as a search came that is not complete. */
export function firstStates({ states }: Extent): string {
  return states === 1 ? 'the first state' : `the first ${digits(states)} states`;
}

function ending(last: string | undefined): string {
  return last === undefined ? '' : `: ${last.replace(/[.\s]+$/, '')}`;
}
