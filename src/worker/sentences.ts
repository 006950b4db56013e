import { counted, digits } from '../base/digits.ts';
import { listed } from '../base/listed.ts';
import { allStatesText, firstStatesText, isOnlyState, type Counting } from '../contract/counting.ts';
import type { Limit } from '../contract/report.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import type { Instance } from '../model/instance.ts';
import type { Property } from '../model/protocol.ts';
import { lassoClause } from '../scene/loop.ts';
import { limitOf } from './limit.ts';

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
  /** What the number of states means. */
  readonly counting: Counting;
  /** With a clock, the tick at which time ends. */
  readonly horizon: number | undefined;
}

export function extentOf(instance: Instance, result: SearchResult, finished: boolean): Extent {
  const { distinctStates, generatedStates, quiescentStates, complete, reductions, omissionProbability } = result;
  return {
    states: distinctStates,
    generated: generatedStates,
    quiescent: quiescentStates,
    complete,
    finished,
    limit: limitOf(instance, result),
    counting: { reductions, omissionProbability },
    horizon: instance.clock?.horizon,
  };
}

/** `Agreement holds in all 8,832 states`. Only to be said of a search that is complete. */
export function holdsSentence(property: Property, extent: Extent): string {
  const { name } = property;
  const all = allStates(extent);
  switch (property.kind) {
    case 'invariant':
    case 'reachable':
      return `${name} holds in ${all}`;
    case 'step':
      return isOnlyOne(extent) ? `${name} holds in ${all}` : `${name} holds of every step between ${all}`;
    case 'finally':
      if (extent.quiescent === 0) return neverSettlesSentence(name, extent);
      return isOnlyOne(extent)
        ? `${name} holds in ${all}`
        : `${name} holds wherever nothing is left to happen, in ${all}`;
    case 'eventually':
    case 'leadsto':
      return `${name} holds on every fair run, in ${all}`;
    case 'linearizable':
    case 'sequential':
      return `${historyOf(property)} is ${CONSISTENT[property.kind]} in ${all}`;
    case 'decides':
      return `${name}: every fair run decides, and never two values, in ${all}`;
  }
}

const CONSISTENT = { linearizable: 'linearizable', sequential: 'sequentially consistent' } as const;

/** What a property about a history is about: its name is the kind and the history. */
function historyOf({ name, kind }: Pick<Property, 'name' | 'kind'>): string {
  return name.startsWith(`${kind} `) ? name.slice(kind.length + 1) : name;
}

/** A `finally` that holds because there is nothing of which it speaks. */
function neverSettlesSentence(name: string, extent: Extent): string {
  if (isOnlyOne(extent)) return `${name} holds: in the only state there is something is left to happen`;
  return `${name} holds: in none of ${allStates(extent)} is nothing left to happen`;
}

/** `Agreement breaks in 7 steps: Participant 2 receives …`. `last` is the sentence of the last step. */
export function breaksSentence(property: Property, steps: number, last: string | undefined): string {
  const { name, kind } = property;
  const when = steps === 0 ? 'at the very start' : `in ${countedSteps(steps)}`;
  const detail = steps === 0 ? '' : ending(last);
  switch (kind) {
    case 'linearizable':
    case 'sequential':
      return `${historyOf(property)} is not ${CONSISTENT[kind]}: ${when}${detail.replace(/^:/, ',')}`;
    case 'decides':
      return `${name} decides two values ${when}${detail}`;
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
    case 'eventually':
    case 'leadsto':
      return `${name} breaks ${when}${detail}`;
  }
}

/** How a counterexample that goes on for ever divides; `isBivalent` as in `Lasso`. */
export interface LassoShape {
  readonly stem: number;
  readonly loop: number;
  readonly isBivalent: boolean;
  /** How many values can be decided at all. */
  readonly values: number;
  /** The values of the property's parameters for which it fails. */
  readonly arguments?: readonly string[];
}

/** `Termination breaks: after 9 steps, 3 steps repeat for ever`. */
export function lassoSentence({ name, kind }: Property, shape: LassoShape): string {
  const { arguments: values = [] } = shape;
  if (kind !== 'decides') {
    return `${name} breaks${values.length === 0 ? '' : ` for ${listed(values)}`}: ${lassoClause(shape)}`;
  }
  const open = shape.values === 2 ? 'both values stay possible' : 'more than one value stays possible';
  return `${name} is never decided: ${lassoClause(shape)}${shape.isBivalent ? `, and ${open}` : ''}`;
}

/** `Elected comes true in 5 steps: …`. */
export function comesTrueSentence(name: string, steps: number, last: string | undefined): string {
  if (steps === 0) return `${name} is true at the very start`;
  return `${name} comes true in ${countedSteps(steps)}${ending(last)}`;
}

export function unreachableSentence(name: string, extent: Extent): string {
  return isOnlyOne(extent)
    ? `${name} never comes true: not in the only state there is`
    : `${name} never comes true: not in any of ${allStates(extent)}`;
}

/** What is known of a property that nothing has decided yet, or that nothing will decide within the bounds. */
export function undecidedSentence(property: Property, extent: Extent): string {
  return `${seenText(property, firstStates(extent))} (${whySoFar(extent)})`;
}

function seenText(property: Property, seen: string): string {
  const { name, kind } = property;
  switch (kind) {
    case 'invariant':
    case 'step':
    case 'finally':
      return `No violation of ${name} in ${seen}`;
    case 'reachable':
      return `${name} has not come true in ${seen}`;
    case 'linearizable':
    case 'sequential':
      return `${historyOf(property)} is ${CONSISTENT[kind]} in ${seen}`;
    case 'eventually':
    case 'leadsto':
      // What happens in the end is only known of runs that were followed to their end.
      return `Whether ${name} holds is not known after ${seen}`;
    case 'decides':
      return `${name}: no run decides two values in ${seen}, and whether each decides is not known`;
  }
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
    case 'copies':
      return `limit of ${limit.value === 1 ? 'one of each message' : `${digits(limit.value)} equal messages`} in flight reached`;
    case 'memory':
      return `limit of ${digits(Math.round(limit.value / 2 ** 20))} MB reached`;
    case 'cancelled':
      return 'cancelled';
  }
}

/** `all 8,832 states`, or `the only state there is`. Only to be said of a search that is complete. */
export function allStates({ states, counting, horizon }: Extent): string {
  return allStatesText(states, counting, horizon);
}

function isOnlyOne({ states, counting }: Extent): boolean {
  return isOnlyState(states, counting);
}

/** `the first 1,000 states`: as far as a search came that is not complete. */
export function firstStates({ states, limit, counting }: Extent): string {
  return firstStatesText(states, counting, limit);
}

function ending(last: string | undefined): string {
  return last === undefined ? '' : `: ${last.replace(/[.\s]+$/, '')}`;
}
