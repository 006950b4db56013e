/** The most threads that may explore together. */
export const WORKERS_MAX = 64;
/** The most where nobody says how many: more of them mostly wait for memory. */
const WORKERS_BY_THEMSELVES_MAX = 8;

/** How many threads explore where `wanted` is what somebody asked for, 0 for one for each of so many cores. */
export function workersOf(wanted: number, cores: number): number {
  return wanted > 0 ? Math.min(wanted, WORKERS_MAX) : Math.max(1, Math.min(cores, WORKERS_BY_THEMSELVES_MAX));
}
