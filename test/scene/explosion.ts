import fc from 'fast-check';
import type { DepthGrowth, Growth, SourceStep, StateCount } from '../../src/contract/explosion.ts';

/** Numbers of states as they come: few, many, more than can be counted, and cut short. */
export const counts: fc.Arbitrary<StateCount> = fc.record({
  states: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 40_000_000 })),
  isExact: fc.boolean(),
});

const SOURCES = ['lockStep', 'concurrency', 'asynchrony', 'failures', 'distinctNodes'] as const;
const LABELS = ['in lock-step', '+ concurrency', '+ asynchrony', '+ failures', '+ distinct nodes'];

export const sources: fc.Arbitrary<readonly SourceStep[]> = fc
  .array(fc.option(counts, { nil: undefined }), { minLength: 5, maxLength: 5 })
  .map(found =>
    found.map((count, i) => ({ source: SOURCES[i]!, label: LABELS[i]!, count, sentence: `${LABELS[i]!} is this.` })),
  );

/** How many are exact before the first that is not: from there on it is extrapolated. */
function knownOf(points: readonly StateCount[]): number {
  const cut = points.findIndex(({ isExact }) => !isExact);
  return cut < 0 ? points.length : Math.max(1, cut);
}

export const growths: fc.Arbitrary<Growth> = fc
  .record({
    role: fc.constantFrom('P', 'Participant', 'MembershipServiceReplica'),
    first: fc.integer({ min: 1, max: 4 }),
    points: fc.array(counts, { minLength: 1, maxLength: 8 }),
    extrapolated: fc.array(fc.double({ min: 1, max: 1e30, noNaN: true }), { maxLength: 4 }),
    own: fc.nat({ max: 9 }),
  })
  .map(({ role, first, points, extrapolated, own }) => ({
    role,
    nodes: first + own,
    points: points.map((count, i) => ({ nodes: first + i, count, orbits: undefined })),
    extrapolated: extrapolated.map((states, i) => ({ nodes: first + knownOf(points) + i, states })),
    factor: undefined,
    sentence: '',
  }));

export const depths: fc.Arbitrary<DepthGrowth> = fc
  .array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 1200 })
  .map(frontier => ({
    frontier,
    factors: frontier.slice(1).map((states, depth) => states / frontier[depth]!),
    sentence: '',
  }));
