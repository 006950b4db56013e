import { crashExample, midwayExample, pauseExample, recoverExample, stallExample } from './faultExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** A node stops, comes back, or does only part of its work. */
export const nodeFaults: readonly FailureMode[] = [
  {
    section: 'faults',
    word: 'crash',
    name: 'Node crash (crash-stop failure)',
    what:
      'A node stops between two steps and does nothing more. Its timers are gone, and messages to it are ' +
      'not delivered while it is down.',
    observer: 'Silence. From outside, a crashed node cannot be told from a slow one or from one behind a broken link.',
    rootCauses: [
      'power, hardware, or the kernel',
      'out of memory, an uncaught error, an operator',
      'a deployment or an orchestrator that moves the process',
    ],
    difficulty: {
      level: 'low',
      why: 'there is one time and one place, and usually a core dump, an exit code or a restart to find',
    },
    helps: [
      'replicas, and quorums that do without the missing ones',
      'leases and failure detectors, with a takeover that is safe when the detector is wrong',
      'durable state, written before it is promised',
    ],
    syntax: ['crash: 1 of Server', 'crash: 1', 'crash: any', 'crash: 1 of Server, 1 of Leader'],
    values: [
      { form: '0', meaning: 'no node crashes (the default)' },
      { form: '1 of Server', meaning: 'at most one crash of a Server in a run; `1` alone: of any node' },
      { form: 'any', meaning: 'no limit: every node may crash' },
    ],
    example: crashExample,
    file: 'replication/primary-backup.cone',
    sign: 'crash-bar',
    references: ['schlichting1983', 'fischer1985', 'cristian1991', 'gunawi2014'],
  },
  {
    section: 'faults',
    word: 'midway',
    name: 'Crash midway through a handler',
    what:
      'The crash falls between two effects of one handler: some of its messages are sent and some of its ' +
      'durable writes are made, the rest are not.',
    observer:
      'Half of a broadcast: some nodes heard the decision, others did not, and the one who knew is gone. ' +
      'Or a stored record that contradicts its index.',
    rootCauses: [
      'sending to a group is a loop, not one action',
      'several writes without a transaction',
      'a reply that leaves before the write it promises is on disk',
    ],
    difficulty: {
      level: 'high',
      why: 'the window is a few instructions wide, so it is not hit in tests and is hit in production',
    },
    helps: [
      'write first, then send; one atomic write per handler',
      'a write-ahead log, and handlers that can be run again',
      'reliable broadcast: whoever delivers a message passes it on first',
    ],
    syntax: ['crash: 1 of Server midway'],
    values: [
      { form: 'not given', meaning: 'handlers are atomic: a crash falls between two steps (the default)' },
      { form: 'midway', meaning: 'a crash may also fall between any two sends or durable writes of one handler' },
    ],
    example: midwayExample,
    file: 'consensus/floodset.cone',
    sign: 'crash-midway',
    references: ['pillai2014', 'mohan1992', 'gray1978'],
  },
  {
    section: 'faults',
    word: 'recover',
    name: 'Crash and recovery (amnesia of volatile state)',
    what:
      'A crashed node may restart. Its durable variables are as they were, its other variables start ' +
      'again from their initial values, and `on recover` runs, or `on start` where there is none.',
    observer: 'A node that is back and has forgotten: promises, votes, sessions and locks it held in memory.',
    rootCauses: [
      'an automatic restart by a supervisor or an orchestrator',
      'state kept in memory for speed',
      'a write that was acknowledged while it was still in a buffer',
    ],
    difficulty: {
      level: 'medium',
      why: 'the restart is in the log, but the harm is done by what is absent from it',
    },
    helps: [
      'make a promise durable before it is sent',
      'a new incarnation number at every start, carried in messages',
      'rejoin as a learner, and vote only after catching up',
    ],
    syntax: ['recover', 'recover: 2'],
    values: [
      { form: 'not given', meaning: 'a crash is final (the default)' },
      { form: 'recover', meaning: 'a crashed node may restart at any later moment, and is never obliged to' },
      { form: '2', meaning: 'at most two restarts in a run' },
    ],
    example: recoverExample,
    file: 'partial-failure/forgotten-vote.cone',
    sign: 'restart',
    references: ['gray1978', 'mohan1992', 'cristian1991'],
  },
  {
    section: 'faults',
    word: 'stall',
    name: 'Partial process failure (gray failure)',
    what:
      'Some handlers of a node stop working while its other handlers go on. The heartbeat is answered; ' +
      'the work is not done.',
    observer: 'A node that is healthy on every dashboard and useless to its clients.',
    rootCauses: [
      'a thread pool that is exhausted, or one thread that is blocked or dead',
      'a lock held across a remote call',
      'health checks that test the process and not the work',
    ],
    difficulty: {
      level: 'very high',
      why: 'the monitoring says the opposite of what the clients say, and nothing in the log marks the moment',
    },
    helps: [
      'health checks that go through the same path as the work',
      'watching progress, not presence: how old is the oldest request?',
      'letting clients judge: outlier ejection from their point of view',
    ],
    measured: [
      {
        finding:
          '100 partial failures of five mature systems: the median time to diagnose one was six days and ' +
          'five hours.',
        source: 'lou2020',
      },
    ],
    syntax: ['stall: 1 of Server { Work }', 'stall: 1 of Server'],
    values: [
      { form: '0', meaning: 'all handlers work (the default)' },
      {
        form: '1 of Server { Work }',
        meaning:
          'on at most one Server the handlers of `Work` hang until it restarts; its other handlers go on. Messages, ' +
          'timers and actions may stand in the braces',
      },
      { form: '1 of Server', meaning: 'the handlers of any one message hang' },
    ],
    example: stallExample,
    file: 'partial-failure/some-requests-fail.cone',
    sign: 'half-hatched',
    references: ['huang2017', 'lou2020', 'gunawi2018'],
  },
  {
    section: 'faults',
    word: 'pause',
    name: 'Process pause',
    what:
      'A node freezes and later goes on exactly where it was, believing what it believed before. ' +
      'Everybody else has moved on.',
    observer: 'A node that is silent, is replaced, and then acts: an old leader writes, or an expired lock is used.',
    rootCauses: [
      'garbage collection that stops the program',
      'a virtual machine that is suspended or migrated',
      'swapping, a slow disk under a synchronous write, SIGSTOP',
    ],
    difficulty: {
      level: 'high',
      why: 'the paused node has no record of the pause, and its clock and its logs show only a gap',
    },
    helps: [
      'fencing tokens that the resource itself checks',
      'leases that end earlier for the holder than for the others',
      'after a gap in time, finding out the own role again before acting, as a second line of defence',
    ],
    syntax: ['pause: 1 of Server'],
    values: [
      { form: '0', meaning: 'no node pauses (the default)' },
      { form: '1 of Server', meaning: 'at most one Server freezes once, for any time, and resumes with its old view' },
    ],
    example: pauseExample,
    file: 'time/lease-lock.cone',
    sign: 'hatched',
    references: ['grayCheriton1989', 'chandra1996', 'gunawi2018'],
  },
];
