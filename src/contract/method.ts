/** The most threads that may explore together. */
export const WORKERS_MAX = 64;
/** The most where nobody says how many: more of them mostly wait for memory. */
const WORKERS_BY_THEMSELVES_MAX = 8;
/** With fewer cores one thread is as fast: it leaves out rows that are known, which several do not (`engine/knownSteps.ts`). */
const CORES_FOR_SEVERAL = 3;

/** How many threads explore where `wanted` is what somebody asked for; 0 for as many as are worth it on so many cores. */
export function workersOf(wanted: number, cores: number): number {
  if (wanted > 0) return Math.min(wanted, WORKERS_MAX);
  return cores < CORES_FOR_SEVERAL ? 1 : Math.min(cores, WORKERS_BY_THEMSELVES_MAX);
}
