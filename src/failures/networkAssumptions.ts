import type { FailureMode } from './failureMode.ts';

/** What the network as a whole promises: transport, timing, latency. */
export const networkAssumptions: readonly FailureMode[] = [
  {
    section: 'network',
    word: 'transport',
    name: 'Connection reset',
    what:
      'With `tcp`, links keep order and do not duplicate, but a connection may reset: what was in flight ' +
      'is lost, both ends learn that the connection is gone, and neither learns which messages had ' +
      'arrived.',
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
    syntax: ['transport: udp', 'transport: tcp'],
    values: [
      { form: 'udp', meaning: 'single messages; order, loss and duplicates as the other entries say (the default)' },
      {
        form: 'tcp',
        meaning: 'fifo, no duplicates; a link may reset, and `on disconnect from p` runs at both ends',
      },
    ],
    example: undefined,
    sign: 'lost',
    references: ['rfc9293', 'rfc768', 'saltzer1984'],
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
      { form: 'synchronous', meaning: 'rounds in lock step: what is sent in a round arrives in it' },
      { form: 'eventually synchronous', meaning: 'asynchronous until some unknown moment, synchronous from then on' },
    ],
    example: undefined,
    sign: 'in-flight',
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
    example: undefined,
    sign: 'in-flight',
    references: ['dean2013', 'gunawi2018'],
  },
];
