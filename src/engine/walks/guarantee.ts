/** What probabilistic concurrency testing promises, for what was measured. */
export interface Guarantee {
  /** How many events have to come in the right order. */
  readonly depth: number;
  /** The most chains that some run had. */
  readonly chains: number;
  /** Among how many events, the first ones of a run, priorities change. */
  readonly events: number;
  /** How likely a run shows what needs no more than that, at least; all runs together. */
  readonly perRun: number;
  readonly overall: number;
}

/** 1/(n k^(d−1)) for n chains and k events at depth d, and what so many runs make of it. */
export function guaranteeOf(
  { depth, chains, events }: Pick<Guarantee, 'depth' | 'chains' | 'events'>,
  runs: number,
): Guarantee {
  const perRun = 1 / (Math.max(1, chains) * Math.max(1, events) ** (depth - 1));
  return { depth, chains, events, perRun, overall: -Math.expm1(runs * Math.log1p(-perRun)) };
}
