import { delayExample, resetExample, timingExample, transportExample } from './networkExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** What the network as a whole promises: transport, timing, latency. */
export const networkAssumptions: readonly FailureMode[] = [
  {
    section: 'network',
    word: 'transport',
    name: 'Transport assumption (datagrams or connections)',
    what:
      'Over datagrams each message fends for itself. Over `tcp` what one node sends to another arrives in order and ' +
      'once, as long as the connection holds. Neither says that a message was acted on, and neither protects beyond ' +
      'one connection.',
    observer:
      'A program that is right over one connection and wrong over two: a pool, a proxy or a reconnection reorders ' +
      'and repeats what TCP kept apart.',
    rootCauses: [
      'taking "delivered to the peer\'s kernel" for "done"',
      'several connections between the same two processes',
      'a proxy that ends one connection and begins another',
    ],
    difficulty: {
      level: 'medium',
      why: 'the guarantee is real, and ends exactly where nobody looks: at the connection',
    },
    helps: [
      'acknowledgements by the application, for what the application has done',
      'sequence numbers that outlive a connection',
      'assuming less: a protocol that is right over datagrams is right over everything',
    ],
    syntax: ['transport: udp', 'transport: tcp'],
    values: [
      { form: 'udp', meaning: 'single messages; order, loss and duplicates as the other entries say (the default)' },
      {
        form: 'tcp',
        meaning: 'in order and once for each directed link; nothing is lost but by `reset`',
      },
    ],
    example: transportExample,
    file: 'network/tcp-reset.cone',
    sign: 'crossing',
    references: ['rfc9293', 'rfc768', 'saltzer1984'],
  },
  {
    section: 'network',
    word: 'reset',
    name: 'Connection reset',
    what:
      'A connection breaks: what is in flight between its two ends is lost, in both directions. Both ends learn that ' +
      'it is gone (`on disconnect from p`), and neither learns which messages had arrived.',
    observer:
      '"Connection reset by peer" in the middle of an exchange. The last request may or may not have ' +
      'been carried out.',
    rootCauses: [
      'a peer process that restarts or closes with unread data',
      'firewalls and load balancers that drop idle connections',
      'a route that is gone for longer than the retransmission limit',
    ],
    difficulty: {
      level: 'medium',
      why: 'the error is reported, but at a level that knows bytes and not requests',
    },
    helps: [
      'request numbers, so that a request can be repeated on a new connection',
      'acknowledgements by the application, not by the transport',
      'asking for the outcome after reconnecting, before doing anything again',
    ],
    syntax: ['reset: 0', 'reset: 1', 'reset: 1 from Client to Server'],
    values: [
      { form: '0', meaning: 'connections hold (the default)' },
      { form: '1', meaning: 'at most one connection resets once in a run; it needs `transport: tcp`' },
    ],
    example: resetExample,
    file: 'network/tcp-reset.cone',
    sign: 'torn',
    references: ['rfc9293', 'saltzer1984'],
  },
  {
    section: 'network',
    word: 'timing',
    name: 'Timing failure and the synchrony assumption',
    what:
      'What may be assumed about time: nothing (asynchronous), rounds in lock step (synchronous), or ' +
      'rounds after a moment that nobody knows (eventually synchronous). A message later than the ' +
      'assumption allows is a timing failure.',
    observer: 'A live node that is declared dead, because its answer came after the deadline.',
    rootCauses: [
      'queues and congestion, which have no useful upper bound',
      'long pauses of a process or of its virtual machine',
      'deadlines chosen from measurements on a quiet day',
    ],
    difficulty: {
      level: 'high',
      why: 'a slow node and a dead node look the same, and the difference disappears under a debugger',
    },
    helps: [
      'safety that does not depend on time; time only to make progress',
      'failure detectors that may be wrong and can change their mind',
      'randomised choice, or an assumption that holds eventually: without either, consensus with one ' +
        'crash cannot be guaranteed to end',
    ],
    syntax: ['timing: asynchronous', 'timing: synchronous', 'timing: eventually synchronous'],
    values: [
      { form: 'asynchronous', meaning: 'a message may take any time (the default)' },
      {
        form: 'synchronous',
        meaning:
          'rounds in lock step: everything in flight arrives, then each armed timer fires once and actions may be ' +
          'taken, and what is sent then arrives in the next round',
      },
      { form: 'eventually synchronous', meaning: 'asynchronous until some unknown moment, synchronous from then on' },
    ],
    example: timingExample,
    file: 'time/failure-detector.cone',
    sign: 'common-line',
    references: ['fischer1985', 'dwork1988', 'chandra1996', 'cristian1991'],
  },
  {
    section: 'network',
    word: 'delay',
    name: 'Delay (latency variation)',
    what:
      'How long messages take in timed simulation. Several messages on one link may overtake each other ' +
      'unless the order is fifo. Exhaustive checking needs no delay: there, every message may take any ' +
      'time.',
    observer:
      'The median is fine and the tail is not: a request that asks many nodes is as slow as the slowest ' + 'of them.',
    rootCauses: [
      'queues in front of shared resources',
      'distance, and routes that change',
      'background work: compaction, garbage collection, backups',
      'hardware that fails slow rather than stops',
    ],
    difficulty: {
      level: 'high',
      why: 'nothing is wrong in any single message, only in their distribution',
    },
    helps: [
      'timeouts from measured percentiles, not from averages',
      'a second request to another replica when the first is late',
      'deadlines that travel with the request, so that nobody works for a caller who has left',
    ],
    measured: [
      {
        finding:
          '101 reports of hardware that failed slow, from 12 institutions: disks, SSDs, processors, memory ' +
          'and network parts alike.',
        source: 'gunawi2018',
      },
    ],
    syntax: ['delay: 1..20ms'],
    values: [
      { form: '1..20ms', meaning: 'each message takes a time between the two; the bounds are equal for a constant' },
    ],
    example: delayExample,
    file: 'partial-failure/latency-creeps.cone',
    sign: 'in-flight',
    references: ['dean2013', 'gunawi2018'],
  },
];
