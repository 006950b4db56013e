import { clockFailExample, driftExample, jumpExample, skewExample } from './clockExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** What goes wrong with physical clocks. The same words may stand in `faults`. */
export const clockFaults: readonly FailureMode[] = [
  {
    section: 'clock',
    word: 'skew',
    name: 'Clock skew (offset between clocks)',
    what:
      'Two clocks read at the same moment show different times. Each local clock stays within the given ' +
      'distance of true time.',
    observer:
      'An effect dated before its cause. With "last writer wins", the later write may be the one that is ' +
      'thrown away.',
    rootCauses: [
      'synchronisation is only as good as the path to the time server is symmetric',
      'virtual machines, and hosts that never synchronised',
      'several time sources that disagree',
    ],
    difficulty: {
      level: 'high',
      why: 'the tool for finding out what happened first, the timestamp, is what is wrong',
    },
    helps: [
      'ordering by logical clocks or versions; physical time for people',
      'an interval instead of a point: wait until the uncertainty has passed',
      'measuring the offset, and removing nodes that exceed the bound',
    ],
    measured: [
      {
        finding:
          'In Spanner the uncertainty of a clock grew from about 1 to 7 milliseconds between two polls of the time ' +
          'masters, 30 seconds apart.',
        source: 'corbett2012',
      },
    ],
    syntax: ['skew: 1', 'skew: 0'],
    values: [
      { form: '0', meaning: 'all clocks show true time (the default)' },
      { form: '1', meaning: 'each local clock stays within one tick of true time, before or after it' },
    ],
    example: skewExample,
    file: 'time/last-writer-wins.cone',
    sign: 'local-clock',
    references: ['lamport1978', 'liskov1993', 'corbett2012'],
  },
  {
    section: 'clock',
    word: 'drift',
    name: 'Clock drift (rate error)',
    what: 'A clock runs too fast or too slow, so that its distance from true time grows until it is set again.',
    observer:
      'Timeouts that end early on one node and late on another; a lease that its holder believes in for ' +
      'longer than the others do.',
    rootCauses: [
      'quartz oscillators and their temperature and age',
      'synchronisation that stopped working unnoticed',
      'virtual machines whose timer interrupts are late or merged',
    ],
    difficulty: {
      level: 'high',
      why: 'it is too slow to see in one run, and gone after the next synchronisation',
    },
    helps: [
      'a safety margin in leases that grows with their length',
      'a monotonic clock for durations',
      'reckoning with the worst rate until the next synchronisation, and measuring it',
    ],
    measured: [
      { finding: 'NTP reckons with 15 parts per million for a disciplined clock.', source: 'rfc5905' },
      {
        finding: 'Spanner reckons with 200 microseconds a second between two polls of its time masters.',
        source: 'corbett2012',
      },
    ],
    syntax: ['drift: 1', 'drift: 0', 'drift: 1 of Client'],
    values: [
      { form: '0', meaning: 'clocks run at the rate of true time (the default)' },
      {
        form: '1',
        meaning:
          'once in a run, a clock gains a tick at once or stands still at the next one, without leaving the skew; ' +
          '`of Client` says whose',
      },
    ],
    example: driftExample,
    file: 'time/lease-lock.cone',
    sign: 'moved-clock',
    references: ['rfc5905', 'cristian1989', 'corbett2012'],
  },
  {
    section: 'clock',
    word: 'jump',
    name: 'Clock jump (step)',
    what: 'A wall clock is set, forwards or backwards, in one step. Time passes twice, or not at all.',
    observer:
      'A negative duration, a timer that fires at once or an hour late, certificates and leases that end ' +
      'together, records in the wrong order.',
    rootCauses: [
      'a correction by NTP larger than it may slew',
      'leap seconds, and systems that treat them differently',
      'a virtual machine that resumes, an operator, a flat battery',
    ],
    difficulty: {
      level: 'high',
      why: 'the log that should explain it is written with the clock that jumped',
    },
    helps: [
      'a monotonic clock for every duration and timeout',
      'slewing instead of stepping, and smearing leap seconds',
      'versions or logical clocks for order',
    ],
    measured: [
      {
        finding:
          'NTP steps the clock, instead of adjusting its rate, when it stays off by more than 128 milliseconds, and ' +
          'gives up when it is off by more than 1000 seconds.',
        source: 'rfc5905',
      },
    ],
    syntax: ['jump: 1', 'jump: 0', 'jump: 1 of Client'],
    values: [
      { form: '0', meaning: 'no clock is set during a run (the default)' },
      {
        form: '1',
        meaning: 'at most one wall clock is set once to another time within the skew; `monotonic()` is not affected',
      },
    ],
    example: jumpExample,
    file: 'time/timeout-clock.cone',
    sign: 'set-clock',
    references: ['rfc5905', 'cristian1989'],
  },
  {
    section: 'clock',
    word: 'fail',
    name: 'Clock failure (stopped clock)',
    what: 'A local clock stops. The node goes on, and for it no more time passes.',
    observer:
      'A node whose timers never fire: it waits for ever, keeps its lease, and stamps everything with ' +
      'the same time.',
    rootCauses: [
      'a failed timer, or a clock source that the kernel marks unstable and replaces',
      'a frozen or badly restored virtual machine',
      'a time daemon that holds a clock back',
    ],
    difficulty: {
      level: 'medium',
      why: 'rare, but the repeated timestamp is plain to see once somebody looks',
    },
    helps: [
      'a watchdog on another clock, or on another node',
      'a limit that does not depend on time, such as a number of operations',
      'several time sources, of which the majority is believed',
    ],
    measured: [
      {
        finding: 'On the machines of Spanner, bad processors were six times as likely as bad clocks.',
        source: 'corbett2012',
      },
    ],
    syntax: ['fail: 1', 'fail: 0', 'fail: 1 of Client'],
    values: [
      { form: '0', meaning: 'clocks keep running (the default)' },
      {
        form: '1',
        meaning: 'the clocks of at most one node stand still from some moment on, and its timers with them',
      },
    ],
    example: clockFailExample,
    file: 'time/lease-lock.cone',
    sign: 'broken-clock',
    references: ['cristian1989', 'corbett2012'],
  },
];
