import { logarithm, type DomainSize } from './domainSize.ts';

/** Things that a number of states can be compared with, smallest first. */
export interface Yardstick {
  readonly name: string;
  /** Common logarithm of how many there are. */
  readonly logarithm: number;
}

export const YARDSTICKS: readonly Yardstick[] = [
  { name: 'people on earth', logarithm: Math.log10(8.1e9) },
  { name: 'neurons in a human brain', logarithm: Math.log10(8.6e10) },
  { name: 'seconds since the Big Bang', logarithm: Math.log10(4.35e17) },
  { name: 'grains of sand on all beaches', logarithm: Math.log10(7.5e18) },
  { name: 'positions of the Rubik’s cube', logarithm: Math.log10(4.325_200_327_448_985_6e19) },
  { name: 'stars in the observable universe', logarithm: 24 },
  { name: 'positions of chess', logarithm: Math.log10(4.8e44) },
  { name: 'atoms in the earth', logarithm: Math.log10(1.33e50) },
  { name: 'atoms in the observable universe', logarithm: 80 },
  { name: 'positions of Go', logarithm: Math.log10(2.08e170) },
];

/** The largest yardstick that a number of states reaches; undefined for numbers below all of them. */
export function largestReached(size: DomainSize): Yardstick | undefined {
  const digits = logarithm(size);
  return YARDSTICKS.findLast(yardstick => yardstick.logarithm <= digits);
}

/** Common logarithm of the seconds that listing all states takes at a rate; infinite when there is no bound. */
export function enumerationLogSeconds(size: DomainSize, statesPerSecond: number): number {
  return logarithm(size) - Math.log10(statesPerSecond);
}

/** What `enumerationTime` says of anything under a second. */
export const NO_TIME = 'less than a second';

/** How long listing all states takes at a rate, in words: `12 minutes`, `10^131 years`. */
export function enumerationTime(size: DomainSize, statesPerSecond: number): string {
  const logSeconds = enumerationLogSeconds(size, statesPerSecond);
  if (logSeconds === Infinity) return 'for ever';
  const unit = UNITS.findLast(({ seconds }) => logSeconds >= Math.log10(seconds));
  if (unit === undefined) return NO_TIME;
  const logCount = logSeconds - Math.log10(unit.seconds);
  if (logCount >= 6) return `10^${Math.round(logCount)} ${unit.name}s`;
  const count = Math.round(10 ** logCount);
  return `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')} ${unit.name}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  { name: 'second', seconds: 1 },
  { name: 'minute', seconds: 60 },
  { name: 'hour', seconds: 3_600 },
  { name: 'day', seconds: 86_400 },
  { name: 'year', seconds: 31_556_952 },
] as const;
