import type { Scope } from '../propertyChecks.ts';

/** From this probability on that some state was left out, nothing is said of all states. */
const OMISSION_MAX = 0.01;

const RUNS_UNJUDGED =
  'Hash compaction does not keep which state a step leads to, and what goes on for ever is judged by that.';

/** What cannot be said of a search that kept fingerprints; `omissionProbability` is undefined for one that kept states. */
export function doubtsOf(omissionProbability: number | undefined): Pick<Scope, 'runsUnjudged' | 'doubt'> {
  if (omissionProbability === undefined) return {};
  if (omissionProbability < OMISSION_MAX) return { runsUnjudged: RUNS_UNJUDGED };
  const percent = Math.ceil(100 * omissionProbability);
  const doubt = `Some state was left out with a probability of up to ${percent} %: fingerprints are too short for so many.`;
  return { runsUnjudged: RUNS_UNJUDGED, doubt };
}
