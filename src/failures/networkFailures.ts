import {
  capacityExample,
  corruptMessageExample,
  duplicatesExample,
  lossExample,
  reorderingExample,
  unmatchedExample,
} from './networkExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** What happens to single messages: the words of `network` that can be budgeted or bounded. */
export const networkFailures: readonly FailureMode[] = [
  {
    section: 'network',
    word: 'order',
    name: 'Reordering',
    what:
      'Two messages sent one after the other on the same link arrive the other way round. An unordered ' +
      'network delivers whatever is in flight, in any order.',
    observer:
      'A late message undoes a newer one: an old value comes back, a reply answers the previous ' +
      'question, a `close` arrives before the data.',
    rootCauses: [
      'datagrams that take different routes',
      'several connections or a connection pool between the same two processes',
      'retransmission of one message while the next one passes',
      'thread pools and priority queues at either end',
    ],
    difficulty: {
      level: 'medium',
      why: 'every message is there and correct, and logs sorted by arrival hide the order of sending',
    },
    helps: [
      'sequence numbers, terms or versions in the message, and dropping what is older than what is known',
      'one ordered connection for each pair of nodes',
      'operations that commute',
    ],
    syntax: ['order: any', 'order: fifo'],
    values: [
      { form: 'any', meaning: 'any message in flight may be the next to arrive (the default)' },
      {
        form: 'fifo',
        meaning: 'each directed link delivers in the order of sending; links do not wait for each other',
      },
    ],
    example: reorderingExample,
    file: 'network/alternating-bit.cone',
    sign: 'crossing',
    references: ['rfc4737', 'lamport1978'],
  },
  {
    section: 'network',
    word: 'loss',
    name: 'Message loss (omission failure)',
    what:
      'A message is sent and never arrives. The sender is not told, and cannot tell a lost request from ' +
      'a lost reply or from a slow one.',
    observer: 'A request without an answer: a timeout. Whether the work was done is unknown until somebody looks.',
    rootCauses: [
      'full queues in switches, network cards and sockets',
      'damaged frames that a checksum rejects',
      'routes that change, firewalls and address translation that forget a connection',
      'a receiver that restarts before it has read its buffer',
    ],
    difficulty: {
      level: 'medium',
      why: 'easy to provoke, but the sender holds no evidence of which of the two messages was lost',
    },
    helps: [
      'acknowledge and retransmit, with requests that are safe to repeat',
      'a bounded number of retries with growing pauses',
      'treating a timeout as "unknown", never as "not done"',
    ],
    syntax: ['loss: 0', 'loss: 1', 'loss: any', 'loss: 1 of Ack', 'loss: 1 of Ack from Server to Client'],
    values: [
      { form: '0', meaning: 'nothing is lost (the default)' },
      { form: '1', meaning: 'at most one message is lost in a run, at any point of it; likewise any number' },
      {
        form: 'any',
        meaning:
          'any message may be lost; a type that is sent again and again still arrives again and again (fair ' + 'loss)',
      },
      { form: '1 of Ack from Server to Client', meaning: 'only such a message may be lost, and only on such a link' },
    ],
    example: lossExample,
    file: 'partial-failure/indeterminate-request.cone',
    sign: 'lost',
    references: ['gray1978', 'cristian1991', 'bailis2014'],
  },
  {
    section: 'network',
    word: 'duplicates',
    name: 'Duplication',
    what: 'One message that was sent once arrives twice or more. At-least-once delivery is this failure by design.',
    observer: 'An effect that happens twice: two charges, two rows, a counter that is too high, a vote counted twice.',
    rootCauses: [
      'a sender that retries after a timeout although the first copy had arrived',
      'a broker that redelivers because an acknowledgement was lost',
      'a proxy or client library that retries without being asked',
      'replaying a log from before the last checkpoint',
    ],
    difficulty: {
      level: 'medium',
      why: 'it needs a slow acknowledgement to appear, and each copy looks like a request in its own right',
    },
    helps: [
      'idempotent operations: set, not add',
      'a request number that the receiver remembers with the result, durably',
      'counting senders in a set, not messages in a counter',
    ],
    syntax: ['duplicates: 0', 'duplicates: 1', 'duplicates: any', 'duplicates: 1 of Charge'],
    values: [
      { form: '0', meaning: 'each message arrives at most once (the default)' },
      { form: '1', meaning: 'at most one message of a run arrives a second time; likewise any number' },
      {
        form: 'any',
        meaning:
          'messages in flight form a set that is never used up: each may arrive any number of times, at any ' +
          'later moment',
      },
      { form: '1 of Charge', meaning: 'only a Charge may arrive twice' },
    ],
    example: duplicatesExample,
    file: 'partial-failure/payment.cone',
    sign: 'duplicate',
    references: ['birrell1984', 'saltzer1984'],
  },
  {
    section: 'network',
    word: 'corrupt',
    name: 'Message corruption (value failure)',
    what:
      'One field of a message in flight becomes another value of its type. The message is still well ' +
      'formed, so nothing rejects it.',
    observer: 'A node acts correctly on wrong data. The damage shows later and somewhere else.',
    rootCauses: [
      'memory errors in switches, network cards and proxies, behind the reach of link checksums',
      'a checksum too weak for the volume of data, or switched off',
      'conversion between formats or versions that changes a field',
    ],
    difficulty: {
      level: 'very high',
      why: 'sender and receiver logs disagree about one value, and both look right',
    },
    helps: [
      'a checksum or signature over the message from the application that sends to the one that reads (end to end)',
      'plausibility checks at the receiver',
      'comparing the answers of several nodes',
    ],
    measured: [
      {
        finding:
          'Between 1 packet in 1,100 and 1 in 32,000 of the traced Internet traffic failed the TCP checksum; ' +
          'an estimated 1 in 16 million to 1 in 10 billion was wrong and passed it.',
        source: 'stone2000',
      },
    ],
    syntax: ['corrupt: 0', 'corrupt: 1', 'corrupt: 1 of Transfer'],
    values: [
      { form: '0', meaning: 'what arrives is what was sent (the default)' },
      { form: '1', meaning: 'one field of one message in flight changes during a run' },
      { form: '1 of Transfer', meaning: 'only a Transfer may change' },
    ],
    example: corruptMessageExample,
    file: 'network/end-to-end.cone',
    sign: 'corrupt-message',
    references: ['stone2000', 'saltzer1984', 'cristian1991'],
  },
  {
    section: 'network',
    word: 'unmatched',
    name: 'Unexpected message (message not understood)',
    what:
      'A message arrives while no handler of its receiver matches it: it came too early, too late, or in ' +
      'a state nobody thought of. The network decides whether it is thrown away or waits.',
    observer:
      'With `discard`, a message that was delivered and had no effect. With `keep`, a mailbox that grows ' +
      'and a step that happens later than expected.',
    rootCauses: [
      'a handler or guard that is missing for one state',
      'messages that overtake each other',
      'two versions of a service during a rollout',
    ],
    difficulty: {
      level: 'low',
      why: 'the receiver sees it happen and can log it, unless the framework drops it silently',
    },
    helps: [
      'a handler for every message in every state, even if it only answers "not now"',
      'terms or session numbers that tell old messages from early ones',
      'retransmission until the receiver is ready',
    ],
    syntax: ['unmatched: discard', 'unmatched: keep'],
    values: [
      { form: 'discard', meaning: 'the message is used up on arrival without effect (the default)' },
      { form: 'keep', meaning: 'it stays in flight until some handler matches: selective receive, as in Erlang' },
    ],
    example: unmatchedExample,
    sign: 'discarded',
    references: ['armstrong2003'],
  },
  {
    section: 'network',
    word: 'capacity',
    name: 'Buffer overflow (overload)',
    what:
      'The room for messages on their way to one node is bounded. Sending one more than fits is an error ' +
      'that names the node, because what happens then should have been designed.',
    observer:
      'Memory that grows until the process is killed, or, where queues are bounded, requests that are ' +
      'refused while load is high.',
    rootCauses: [
      'a producer that does not wait for its consumer',
      'retries that add load while the system is slow',
      'a fan-in that nobody counted: every node answers the same one',
    ],
    difficulty: {
      level: 'medium',
      why: 'it needs load to appear, and the node that breaks is rarely the one that sends too much',
    },
    helps: [
      'back-pressure: a window of unacknowledged messages',
      'bounded queues that refuse early',
      'retry budgets, shedding load by priority',
    ],
    syntax: ['capacity: 16'],
    values: [
      { form: '16', meaning: 'at most 16 messages in flight to each node; one more is an error' },
      { form: 'not given', meaning: 'no bound' },
    ],
    example: capacityExample,
    file: 'partial-failure/overload-retries.cone',
    sign: 'octagon',
    references: ['jacobson1988', 'welsh2001', 'bronson2021'],
  },
];
