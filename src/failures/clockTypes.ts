import type { ExampleFile, FailureKey } from './failureMode.ts';
import type { ReferenceId } from './references.ts';

/** A kind of clock that a protocol can read. */
export interface ClockType {
  readonly id: 'wall' | 'monotonic' | 'lamport' | 'vector' | 'interval';
  readonly name: string;
  /** What it measures. */
  readonly measures: string;
  readonly properties: readonly string[];
  /** What it is right for. */
  readonly use: string;
  /** What it must not be used for. */
  readonly misuse: string;
  /** How the language writes it. */
  readonly syntax: readonly string[];
  /** The failures it suffers from; none for logical clocks. */
  readonly words: readonly FailureKey[];
  readonly files: readonly ExampleFile[];
  readonly references: readonly ReferenceId[];
}

/** The clock types: three of physical time and two of logical time. */
export const clockTypes: readonly ClockType[] = [
  {
    id: 'wall',
    name: 'Wall clock',
    measures: 'The time of day, as far as this node knows.',
    properties: [
      'comparable between nodes, within the skew',
      'may jump, backwards too',
      'two readings may be equal or in the wrong order',
    ],
    use: 'Times for people, calendars, expiry with a generous margin.',
    misuse: 'Durations on one node, and the order of events on two.',
    syntax: ['now()'],
    words: ['clock.skew', 'clock.drift', 'clock.jump', 'clock.fail'],
    files: ['time/timeout-clock.cone', 'time/last-writer-wins.cone'],
    references: ['cristian1989', 'rfc5905'],
  },
  {
    id: 'monotonic',
    name: 'Monotonic clock',
    measures: 'The time that has passed on this node since some arbitrary moment.',
    properties: [
      'never goes back and is never set',
      'means nothing on another node, or after a restart',
      'still drifts, and may stop while the machine sleeps',
    ],
    use: 'Durations, timeouts, leases as the holder counts them.',
    misuse: 'Any comparison between two nodes.',
    syntax: ['monotonic()'],
    words: ['clock.drift', 'clock.fail'],
    files: ['time/timeout-clock.cone', 'time/lease-lock.cone'],
    references: ['liskov1993'],
  },
  {
    id: 'lamport',
    name: 'Lamport clock',
    measures: 'A number that grows along every chain of cause and effect.',
    properties: [
      'if a happens before b, the clock of a is smaller',
      'the converse does not hold: a smaller clock proves nothing',
      'with the node as tie-breaker, a total order that respects causality',
      'one integer for each message',
    ],
    use: 'One order that all nodes agree on: queues for a lock, total-order broadcast, versions.',
    misuse: 'Finding out whether two events were concurrent.',
    syntax: ['var c: lamport', 'tick(c)', 'merge(c, d)'],
    words: [],
    files: ['time/lamport-clock.cone', 'mutual-exclusion/lamport-mutex.cone'],
    references: ['lamport1978'],
  },
  {
    id: 'vector',
    name: 'Vector clock',
    measures: 'For each node, how many of its events are known here.',
    properties: [
      'a happens before b exactly when the clock of a is before that of b',
      'two clocks of which neither is before the other: concurrent',
      'one integer for each node in each message',
    ],
    use: 'Detecting conflicting writes, causal delivery, drawing what happened before what.',
    misuse: 'Large or changing groups, where the vector outgrows the message.',
    syntax: ['var v: vector', 'tick(v)', 'merge(v, w)', 'before(v, w)', 'concurrent(v, w)'],
    words: [],
    files: ['time/vector-clock.cone', 'broadcast/causal-broadcast.cone'],
    references: ['fidge1988', 'mattern1989'],
  },
  {
    id: 'interval',
    name: 'Interval clock (TrueTime)',
    measures: 'An interval that is guaranteed to contain true time.',
    properties: [
      'the uncertainty is part of the value',
      'if two intervals do not overlap, their order is certain',
      'waiting until the interval has passed turns an uncertain order into a certain one',
    ],
    use: 'Timestamps that respect real time across nodes, with a commit wait.',
    misuse: 'Hardware whose error bound is a guess: a wrong bound breaks the guarantee silently.',
    syntax: ['truetime()'],
    words: ['clock.skew', 'clock.drift'],
    files: ['time/commit-wait.cone'],
    references: ['corbett2012', 'liskov1993'],
  },
];
