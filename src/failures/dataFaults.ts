import { byzantineExample, corruptStateExample, diskfailExample } from './faultExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** A node that goes on with wrong data, or says what is not true. */
export const dataFaults: readonly FailureMode[] = [
  {
    section: 'faults',
    word: 'diskfail',
    name: 'Lost writes (storage omission failure)',
    what:
      'From some moment on, durable writes of a node are silently lost. The node goes on working; a ' +
      'restart brings back what the disk held before.',
    observer:
      'Everything works until the next restart. Then acknowledged data is gone, or the node answers from ' +
      'the past.',
    rootCauses: [
      'a volatile write cache without protection against power loss',
      'an error from fsync that is ignored or retried, after which the page counts as clean',
      'a full, read-only or detached volume whose errors nobody reads',
    ],
    difficulty: {
      level: 'high',
      why: 'cause and effect lie a restart apart, often by weeks',
    },
    helps: [
      'treating a failed fsync as a crash of the node',
      'reading back, or checksums over sequences of writes, so that a gap is noticed',
      'acknowledging after several nodes have written',
    ],
    syntax: ['diskfail: 1 of Server'],
    values: [
      { form: '0', meaning: 'what is written is kept (the default)' },
      { form: '1 of Server', meaning: 'at most one Server loses its durable writes from some moment on' },
    ],
    example: diskfailExample,
    file: 'partial-failure/disk-failure.cone',
    sign: 'broken-disk',
    references: ['rebello2020', 'pillai2014', 'ganesan2017'],
  },
  {
    section: 'faults',
    word: 'corrupt',
    name: 'Data corruption (stored value)',
    what: 'One stored value of a node becomes another value of its type, and nothing reports it.',
    observer:
      'One replica answers differently from the others. If it repairs the others from itself, the wrong ' +
      'value spreads.',
    rootCauses: [
      'bit rot, misdirected or torn writes, bugs in firmware and drivers',
      'memory errors before the checksum is computed',
      'a bug in the program, or a repair by hand',
    ],
    difficulty: {
      level: 'very high',
      why: 'it is found long after it happened, when backups may hold it too',
    },
    helps: [
      'checksums that are stored apart from the data and checked on every read',
      'scrubbing: reading everything before somebody needs it',
      'comparing replicas, and repairing from a majority rather than from one',
    ],
    measured: [
      {
        finding: 'More than 400,000 checksum mismatches on 1.53 million disk drives in 41 months.',
        source: 'bairavasundaram2008',
      },
    ],
    syntax: ['corrupt: 1 of Server.log'],
    values: [
      { form: '0', meaning: 'stored values do not change by themselves (the default)' },
      {
        form: '1 of Server.log',
        meaning: 'once in a run, the variable `log` of one Server changes to another value of its type',
      },
    ],
    example: corruptStateExample,
    file: 'partial-failure/bit-rot.cone',
    sign: 'lightning',
    references: ['bairavasundaram2008', 'ganesan2017'],
  },
  {
    section: 'faults',
    word: 'byzantine',
    name: 'Byzantine (arbitrary) failure',
    what:
      'A node does anything at all: it may send any well-typed message to anyone at any time, and tell ' +
      'different things to different nodes. A bug, a bad part and an attacker are the same case. Properties ask ' +
      '`honest(p)`, because the variables of a liar mean nothing.',
    observer: 'Correct nodes that disagree, each with messages to prove its view.',
    rootCauses: [
      'compromised or malicious participants',
      'bugs that appear on one node only, such as one version of a mixed fleet',
      'marginal hardware that computes wrongly without stopping',
    ],
    difficulty: {
      level: 'very high',
      why: 'the evidence itself may be false, and differs by who is asked',
    },
    helps: [
      'signed messages, so that nobody can speak for another',
      'at least 3f + 1 nodes for f faulty ones, with quorums of 2f + 1',
      'comparing what different nodes were told before acting on it',
    ],
    syntax: ['byzantine: 1 of General'],
    values: [
      { form: '0', meaning: 'every node follows the protocol until it stops (the default)' },
      {
        form: '1 of General',
        meaning: 'at most one General may send any well-typed message; fields must have finite types',
      },
    ],
    example: byzantineExample,
    file: 'consensus/byzantine-generals.cone',
    sign: 'double-ring',
    references: ['lamport1982', 'castro1999', 'lianza2020'],
  },
];
