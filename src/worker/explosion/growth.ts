import { present } from '../../base/assert.ts';
import { digits } from '../../base/digits.ts';
import { listed } from '../../base/listed.ts';
import type { Growth, GrowthPoint, StateCount } from '../../contract/explosion.ts';
import { createSearch, type Search } from '../../engine/search.ts';
import type { Instance } from '../../model/instance.ts';
import { EXTRAPOLATED_POINTS, GROWTH_POINTS_MAX, HOPELESS, RERUN_STATES_MAX } from './budgets.ts';
import type { Explained } from './explained.ts';
import { countOf, explore, rerunBounds, withoutProperties, type Work } from './exploring.ts';
import { type Variation, variationsOf } from './variations.ts';
import { countText, factorText, roughly, statesText } from './words.ts';

/** What is told while numbers of nodes are tried. */
export interface GrowthProgress {
  doing(what: string): void;
  found(growth: readonly Growth[]): void;
}

/**
 * How the number of states grows with the number of nodes of each role: 1, 2, 3, … nodes are explored until that takes
 * more than a budget of states, and from there the number is extrapolated. Roles of which there cannot be another number,
 * because the protocol goes wrong with it, are left out.
 */
export function* growthOf(explained: Explained, progress: GrowthProgress): Work<readonly Growth[]> {
  const growth: Growth[] = [];
  for (const variation of variationsOf(explained.instance)) {
    const before = [...growth];
    const curve = yield* curveOf(explained, variation, {
      doing: what => progress.doing(what),
      found: curves => progress.found([...before, ...curves]),
    });
    if (curve === undefined) continue;
    growth.push(curve);
    progress.found([...growth]);
  }
  return growth;
}

function* curveOf(explained: Explained, variation: Variation, progress: GrowthProgress): Work<Growth | undefined> {
  const { instance, reachable } = explained;
  const name = listed(variation.roles.map(role => present(instance.protocol.roles[role], 'a varied role').name));
  const own = nodesOf(instance, variation);
  const points = new Map<number, GrowthPoint>();
  // The numbers of nodes with more states than the budget: how many more is not known.
  const full = new Set<number>();
  if (reachable.isExact) {
    points.set(own, { nodes: own, count: reachable, orbits: yield* orbitsOf(explained, instance) });
  }
  const inOrder = (): readonly GrowthPoint[] => [...points.values()].sort((a, b) => a.nodes - b.nodes);
  const soFar = (): Growth => growth({ role: name, nodes: own, points: inOrder(), full });
  for (let size = 1; size <= GROWTH_POINTS_MAX; size += 1) {
    const varied = variation.at(size);
    if (!varied.ok) break;
    const nodes = nodesOf(varied.value, variation);
    if (nodes === 0 || points.has(nodes)) continue;
    const tried = inOrder().filter(point => point.nodes < nodes);
    if (expected(tried, nodes) > HOPELESS * RERUN_STATES_MAX) break;
    progress.doing(`counting the states with ${digits(nodes)} ${name} nodes`);
    const search = yield* explore(withoutProperties(varied.value), {
      bounds: rerunBounds(explained.bounds, RERUN_STATES_MAX),
    });
    if (goesWrong(search) && !explained.goesWrong) {
      if (nodes < own) continue;
      break;
    }
    const orbits = yield* orbitsOf(explained, varied.value);
    points.set(nodes, { nodes, count: countOf(search), orbits });
    if (isFull(search)) full.add(nodes);
    if (points.size > 1) progress.found([soFar()]);
    if (isFull(search)) break;
  }
  return points.size < 2 ? undefined : soFar();
}

/** What symmetry reduction leaves, where nodes are interchangeable. */
function* orbitsOf({ bounds }: Explained, instance: Instance): Work<StateCount | undefined> {
  const options = { bounds: rerunBounds(bounds, RERUN_STATES_MAX), method: { symmetry: true } };
  const bare = withoutProperties(instance);
  if (!isReduced(createSearch(bare, options))) return undefined;
  const search = yield* explore(bare, options);
  return isReduced(search) ? countOf(search) : undefined;
}

function isReduced(search: Search): boolean {
  return search.result().reductions.some(({ used }) => used);
}

function nodesOf({ roleNodes }: Instance, { roles }: Variation): number {
  return roles.reduce((most, role) => Math.max(most, roleNodes[role]?.count ?? 0), 0);
}

function goesWrong(search: Search): boolean {
  return search.result().error !== undefined;
}

/** Whether a search ended because there were too many states: one with more nodes would end so too. */
function isFull(search: Search): boolean {
  const { limit } = search.result();
  return limit?.kind === 'states' || limit?.kind === 'memory';
}

/** How many states are expected, were the factor between the last two points to stay; 0 where that cannot be said. */
function expected(points: readonly GrowthPoint[], nodes: number): number {
  const [last, factor] = [points.at(-1), factorOf(points)];
  return last === undefined || factor === undefined ? 0 : last.count.states * factor ** (nodes - last.nodes);
}

/** By how much a node more multiplies the states, from the last two points. */
function factorOf(points: readonly GrowthPoint[]): number | undefined {
  const [before, last] = points.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  return (last.count.states / before.count.states) ** (1 / (last.nodes - before.nodes));
}

/** Numbers of nodes that were tried. */
interface Tried extends Pick<Growth, 'role' | 'nodes' | 'points'> {
  /** Those that have more states than were counted. */
  readonly full: ReadonlySet<number>;
}

/**
 * A curve from its points, by ascending number of nodes. What lies beyond the last one that was counted to the end is
 * extrapolated log-linearly: each node more multiplies by what a node multiplied by between the last two.
 */
function growth({ role, nodes, points, full }: Tried): Growth {
  const counted = points.filter(point => !full.has(point.nodes));
  const factor = factorOf(counted);
  const last = counted.at(-1);
  const extrapolated = factor === undefined || last === undefined ? [] : beyond(last, factor, nodes);
  return { role, nodes, points, extrapolated, factor, sentence: sentenceOf({ role, counted, points, extrapolated }) };
}

/** The next numbers of nodes, and that of the scenario if it is larger, as long as the states can be written as a number. */
function beyond({ nodes: last, count }: GrowthPoint, factor: number, own: number): Growth['extrapolated'] {
  const next = Array.from({ length: EXTRAPOLATED_POINTS }, (_, i) => last + i + 1);
  return [...next, ...(own > last + EXTRAPOLATED_POINTS ? [own] : [])]
    .map(nodes => ({ nodes, states: count.states * factor ** (nodes - last) }))
    .filter(({ states }) => Number.isFinite(states));
}

interface Curve {
  readonly role: string;
  readonly counted: readonly GrowthPoint[];
  readonly points: readonly GrowthPoint[];
  readonly extrapolated: Growth['extrapolated'];
}

function sentenceOf({ role, counted, points, extrapolated }: Curve): string {
  const factor = factorOf(counted);
  const cut = points.at(-1);
  if (factor === undefined || extrapolated.length === 0) {
    return cut === undefined ? '' : `With ${digits(cut.nodes)} ${role} nodes there are ${statesText(cut.count)}.`;
  }
  if (Math.abs(factor - 1) < 0.005) return `One more ${role} adds hardly any states.`;
  const far = present(extrapolated.at(-1), 'an extrapolated point');
  const rises = (factorOf(counted.slice(0, -1)) ?? factor) < factor * 0.995;
  const more = rises ? ' or more, for the factor still grows' : '';
  const would = `with ${digits(far.nodes)} there would be about ${roughly(far.states)}${more}`;
  return `One more ${role} multiplies the states by about ${factorText(factor)}; ${would}.${symmetryClause(counted)}`;
}

/** ` With 7 symmetry reduction leaves 920.`, of the last number that was counted. */
function symmetryClause(counted: readonly GrowthPoint[]): string {
  const last = counted.at(-1);
  if (last?.orbits === undefined || last.orbits.states >= last.count.states) return '';
  return ` With ${digits(last.nodes)} symmetry reduction leaves ${countText(last.orbits)} of ${countText(last.count)}.`;
}
