import type { Difficulty, ExampleFile, FailureKey } from './failureMode.ts';

/** A kind of partial failure: a part of the system is broken while the rest goes on. */
export interface PartialFailure {
  readonly id: 'node' | 'partition' | 'asymmetric' | 'process' | 'data';
  readonly name: string;
  readonly what: string;
  /** What somebody who watches the system from outside sees. */
  readonly observer: string;
  readonly rootCause: string;
  readonly difficulty: Difficulty;
  /** The words that switch it on. */
  readonly words: readonly FailureKey[];
  readonly files: readonly ExampleFile[];
}

/** The five kinds of partial failure, from the plainest to the most hidden. */
export const partialFailures: readonly PartialFailure[] = [
  {
    id: 'node',
    name: 'Node failure',
    what: 'A machine or process stops; the others go on without it.',
    observer: 'One node is silent towards everybody.',
    rootCause: 'Power, hardware, the kernel, an uncaught error, a deployment.',
    difficulty: { level: 'low', why: 'everybody agrees on which node it is' },
    words: ['faults.crash', 'faults.midway', 'faults.recover'],
    files: ['partial-failure/forgotten-vote.cone', 'replication/primary-backup.cone'],
  },
  {
    id: 'partition',
    name: 'Network partition',
    what: 'All nodes work, in groups that cannot reach each other.',
    observer: 'Each group calls the other one down.',
    rootCause: 'A switch, a cable between sites, a wrong route or firewall rule.',
    difficulty: { level: 'high', why: 'each side is right about what it saw' },
    words: ['faults.partition'],
    files: ['partial-failure/split-brain.cone'],
  },
  {
    id: 'asymmetric',
    name: 'Asymmetric failure',
    what: 'A link works in one direction: A hears B, and B does not hear A.',
    observer: 'Nodes contradict each other about who is up.',
    rootCause: 'A port with one bad direction, a rule or a route that differs by direction.',
    difficulty: { level: 'high', why: 'a test from the wrong end passes' },
    words: ['faults.cut'],
    files: ['partial-failure/one-way-link.cone'],
  },
  {
    id: 'process',
    name: 'Partial process failure',
    what:
      'A process is alive and does only part of its work: some handlers stop, all of them stop for a ' +
      'while, or its disk no longer keeps what is written.',
    observer: 'Health checks pass and requests fail.',
    rootCause: 'An exhausted thread pool, a long garbage collection, a disk that no longer keeps what it takes.',
    difficulty: { level: 'very high', why: 'the monitoring says that all is well' },
    words: ['faults.stall', 'faults.pause', 'faults.diskfail'],
    files: ['partial-failure/some-requests-fail.cone', 'time/lease-lock.cone', 'partial-failure/disk-failure.cone'],
  },
  {
    id: 'data',
    name: 'Data corruption',
    what: 'A stored value or a message is wrong, and well formed.',
    observer: 'Correct behaviour on wrong data, far from where it went wrong.',
    rootCause: 'Bit rot, memory errors, bugs in firmware, a checksum that ends too early.',
    difficulty: { level: 'very high', why: 'it is found long after it happened' },
    words: ['faults.corrupt', 'network.corrupt'],
    files: ['partial-failure/bit-rot.cone', 'network/end-to-end.cone'],
  },
];
