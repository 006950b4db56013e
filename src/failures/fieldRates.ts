import type { FailureKey } from './failureMode.ts';
import type { ReferenceId } from './references.ts';

/** How often a failure strikes in the field, for timed simulation. */
export type FieldRate = Estimate & Rate;

/** Once in so long, or one message in so many. */
export type Rate =
  | {
      readonly kind: 'every';
      readonly meanMs: number;
      /** What each has its own failures: a node, a link, a connection, or all nodes together. */
      readonly per: 'node' | 'link' | 'connection' | 'network';
    }
  | { readonly kind: 'share'; readonly share: number };

/** How long something takes in the field: half of all times are shorter. */
export interface FieldDuration extends Estimate {
  readonly medianMs: number;
  /** Of the logarithm of the times: how long the tail is. */
  readonly sigma: number;
}

/** Where a number comes from. Without a source it is an assumption, and says so wherever it is shown. */
export interface Estimate {
  /** The entry of the catalogue whose hover may cite it. */
  readonly word: FailureKey;
  /** The number and what was counted, as a phrase. */
  readonly finding: string;
  readonly source?: ReferenceId;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365.25 * DAY;

/** One rate for each failure that strikes by itself. */
export const fieldRates = {
  loss: {
    kind: 'share',
    share: 5e-5,
    word: 'network.loss',
    finding: 'between 1 packet in 10,000 and 1 in 100,000 is dropped within a data centre; we take 1 in 20,000',
    source: 'guo2015',
  },
  duplicates: {
    kind: 'share',
    share: 5e-5,
    word: 'network.duplicates',
    finding: 'as often as a loss, since what is lost is sent again',
  },
  corruptMessage: {
    kind: 'share',
    share: 1 / 16e6,
    word: 'network.corrupt',
    finding: 'an estimated 1 packet in 16 million is wrong and passes the TCP checksum',
    source: 'stone2000',
  },
  reset: {
    kind: 'every',
    meanMs: DAY,
    per: 'connection',
    word: 'network.transport',
    finding: 'a connection is reset once a day',
  },
  crash: {
    kind: 'every',
    meanMs: YEAR / 2,
    per: 'node',
    word: 'faults.crash',
    finding: 'a machine crashes at least twice a year',
    source: 'dean2009',
  },
  partition: {
    kind: 'every',
    meanMs: YEAR / 4,
    per: 'network',
    word: 'faults.partition',
    finding: 'four of the eight maintenance windows of a year cause losses of connectivity',
    source: 'dean2009',
  },
  cut: {
    kind: 'every',
    meanMs: YEAR / 4,
    per: 'link',
    word: 'faults.cut',
    finding: 'one direction of a link fails as often as a network is partitioned',
  },
  stall: {
    kind: 'every',
    meanMs: YEAR / 2,
    per: 'node',
    word: 'faults.stall',
    finding: 'a part of a process hangs as often as a machine crashes',
  },
  pause: {
    kind: 'every',
    meanMs: 60 * MINUTE,
    per: 'node',
    word: 'faults.pause',
    finding: 'a process is stopped for long once an hour',
  },
  diskfail: {
    kind: 'every',
    meanMs: YEAR / 0.03,
    per: 'node',
    word: 'faults.diskfail',
    finding: '2 to 4 % of disks are replaced in a year; we take 3 %',
    source: 'schroeder2007',
  },
  corruptState: {
    kind: 'every',
    meanMs: (1.53e6 * (41 / 12) * YEAR) / 400_000,
    per: 'node',
    word: 'faults.corrupt',
    finding: '400,000 checksum mismatches on 1.53 million disks in 41 months: one in 13 years of a disk',
    source: 'bairavasundaram2008',
  },
  byzantine: {
    kind: 'every',
    meanMs: 1500 * YEAR,
    per: 'node',
    word: 'faults.byzantine',
    finding: 'hundreds of processors among hundreds of thousands computed wrongly in 18 months: one in 1,500 years',
    source: 'dixit2021',
  },
  jump: {
    kind: 'every',
    meanMs: DAY,
    per: 'node',
    word: 'clock.jump',
    finding: 'a clock is set once a day',
  },
  clockFail: {
    kind: 'every',
    meanMs: 9000 * YEAR,
    per: 'node',
    word: 'clock.fail',
    finding: 'bad processors are six times as likely as bad clocks',
    source: 'corbett2012',
  },
} as const satisfies Record<string, FieldRate>;

/** How long it takes until things are well again. */
export const fieldRepairs = {
  recover: {
    medianMs: 30 * SECOND,
    sigma: 1,
    word: 'faults.recover',
    finding: 'a process is up again after 30 seconds',
  },
  heal: {
    medianMs: 5 * MINUTE,
    sigma: 2,
    word: 'faults.partition',
    finding: 'the median time to repair a network failure was about five minutes, the longest a week',
    source: 'bailis2014',
  },
  mend: {
    medianMs: 5 * MINUTE,
    sigma: 2,
    word: 'faults.cut',
    finding: 'the median time to repair a network failure was about five minutes, the longest a week',
    source: 'bailis2014',
  },
  resume: {
    medianMs: SECOND,
    sigma: 1,
    word: 'faults.pause',
    finding: 'a process that is stopped goes on after a second',
  },
} as const satisfies Record<string, FieldDuration>;

/** How long a message takes where a file declares no `delay`. */
export const fieldLatency = {
  medianMs: 0.25,
  sigma: 0.5,
  word: 'network.delay',
  finding: 'a round trip within a data centre takes 0.5 milliseconds',
  source: 'dean2009',
} as const satisfies FieldDuration;

/** How wrong the rate of a clock is that nobody corrects, in parts per million: the median. */
export const fieldDrift = {
  ppm: 78,
  word: 'clock.drift',
  finding: 'the median frequency error of the clocks of some 20,000 hosts was 78 parts per million',
  source: 'mills2006',
} as const satisfies Estimate & { readonly ppm: number };

/** How far clocks are apart when a run begins: the median. */
export const fieldOffset = {
  ms: 1,
  word: 'clock.skew',
  finding: 'a synchronised clock is off by a millisecond',
} as const satisfies Estimate & { readonly ms: number };
