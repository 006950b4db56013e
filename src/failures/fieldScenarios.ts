import type { Difficulty, ExampleFile, FailureKey } from './failureMode.ts';
import type { ReferenceId } from './references.ts';

/** A complaint as it reaches the engineer on call, and what is usually behind it. */
export interface FieldScenario {
  readonly id: 'some-requests-fail' | 'writes-fail' | 'one-way' | 'latency-creeps' | 'fails-under-load';
  /** The complaint. */
  readonly name: string;
  /** What can be observed from outside. */
  readonly behaviour: string;
  readonly rootCause: string;
  readonly difficulty: Difficulty;
  /** What to look at first. */
  readonly firstLook: string;
  /** The words that reproduce it. */
  readonly words: readonly FailureKey[];
  /** The example that shows it, broken and repaired. */
  readonly file: ExampleFile;
  readonly references: readonly ReferenceId[];
}

/** Five scenarios from the field, each with what is seen, what causes it and how hard it is to debug. */
export const fieldScenarios: readonly FieldScenario[] = [
  {
    id: 'some-requests-fail',
    name: 'Some requests fail, others work',
    behaviour: 'A steady share of requests fails. The same request, repeated, often succeeds.',
    rootCause: 'One of several replicas is down or broken, and the load balancer still sends it its share.',
    difficulty: { level: 'medium', why: 'failures group by replica as soon as somebody records which one answered' },
    firstLook: 'The error rate for each replica, not for the service.',
    words: ['faults.crash', 'faults.stall'],
    file: 'partial-failure/some-requests-fail.cone',
    references: ['huang2017', 'gunawi2014'],
  },
  {
    id: 'writes-fail',
    name: 'Reads work, writes fail',
    behaviour: 'Pages load, nothing can be saved. Checks that only read stay green.',
    rootCause: 'The leader, its quorum or its disk is gone, while replicas and caches go on answering reads.',
    difficulty: { level: 'medium', why: 'the two paths differ in a few places, and each can be tried alone' },
    firstLook: 'Whether there is a leader, whether it reaches a majority, and whether its disk takes a write.',
    words: ['faults.stall', 'faults.crash', 'faults.diskfail', 'faults.partition'],
    file: 'partial-failure/reads-work-writes-fail.cone',
    references: ['rebello2020', 'lianza2020'],
  },
  {
    id: 'one-way',
    name: 'A reaches B, B cannot reach A',
    behaviour: 'Nodes report contradictory views of who is up. Elections repeat, or a takeover never comes.',
    rootCause: 'One direction of a link is broken: a firewall rule, a port, a route that differs by direction.',
    difficulty: { level: 'high', why: 'a test from the end that works shows nothing, and few tools test both' },
    firstLook: 'The matrix of who hears whom, asked of every node.',
    words: ['faults.cut'],
    file: 'partial-failure/one-way-link.cone',
    references: ['bailis2014', 'alquraan2018', 'lianza2020'],
  },
  {
    id: 'latency-creeps',
    name: 'Latency creeps up',
    behaviour: 'No errors. Response times grow over hours or days, the tail first, until timeouts begin.',
    rootCause:
      'A resource runs out or a part fails slow: queues, connections, memory, a disk that retries, a ' +
      'table that grows.',
    difficulty: { level: 'high', why: 'there is no moment at which it broke, and every single request is explicable' },
    firstLook: 'The age of the oldest entry in every queue, and percentiles for each machine.',
    words: ['network.delay', 'network.capacity', 'faults.pause'],
    file: 'partial-failure/latency-creeps.cone',
    references: ['gunawi2018', 'dean2013'],
  },
  {
    id: 'fails-under-load',
    name: 'Intermittent failures under load',
    behaviour:
      'Sporadic errors at busy hours that no test environment shows, and that may stay after the load ' + 'has gone.',
    rootCause:
      'Timeouts, retries and bounded resources act on each other: a slow answer causes a retry, the ' +
      'retry makes answers slower.',
    difficulty: {
      level: 'very high',
      why: 'it needs the load to appear, and every attempt to observe it changes the timing',
    },
    firstLook: 'The number of retries for each original request, and what happens when retries are switched off.',
    words: ['network.capacity', 'network.loss', 'network.duplicates', 'network.timing'],
    file: 'partial-failure/overload-retries.cone',
    references: ['bronson2021', 'welsh2001', 'dean2013'],
  },
];
