import type { ExampleFile, FailureKey } from './failureMode.ts';

/** One of the ways in which a network fails to be a wire. */
export interface NetworkMode {
  readonly id: 'loss' | 'delay' | 'reordering' | 'duplication' | 'partition' | 'byzantine';
  readonly name: string;
  /** The wrong assumption that a program makes when it does not provide for it. */
  readonly assumption: string;
  /** What happens instead. */
  readonly instead: string;
  /** What a program does about it. */
  readonly answer: string;
  /** The words that switch it on. */
  readonly words: readonly FailureKey[];
  readonly files: readonly ExampleFile[];
}

/** The six network failure modes. */
export const networkModes: readonly NetworkMode[] = [
  {
    id: 'loss',
    name: 'Loss',
    assumption: 'What is sent arrives.',
    instead: 'A message disappears and nobody is told.',
    answer: 'Acknowledge, retransmit, make it safe to repeat.',
    words: ['network.loss'],
    files: ['partial-failure/indeterminate-request.cone', 'network/alternating-bit.cone'],
  },
  {
    id: 'delay',
    name: 'Delay',
    assumption: 'What has not arrived by now is lost.',
    instead: 'A message arrives after the sender has given up, and acts on a world that has changed.',
    answer: 'Treat a timeout as "unknown"; let messages carry the term or deadline they belong to.',
    words: ['network.timing', 'network.delay'],
    files: ['network/stale-reply.cone', 'time/failure-detector.cone'],
  },
  {
    id: 'reordering',
    name: 'Reordering',
    assumption: 'What is sent first arrives first.',
    instead: 'An older message arrives after a newer one and undoes it.',
    answer: 'Number messages and drop what is older than what is known.',
    words: ['network.order'],
    files: ['network/alternating-bit.cone', 'broadcast/causal-broadcast.cone'],
  },
  {
    id: 'duplication',
    name: 'Duplication',
    assumption: 'What arrives twice was sent twice.',
    instead: 'One message acts twice.',
    answer: 'Idempotent operations, or remember which requests were done.',
    words: ['network.duplicates'],
    files: ['partial-failure/payment.cone'],
  },
  {
    id: 'partition',
    name: 'Partition',
    assumption: 'Who does not answer is down.',
    instead: 'Groups of live nodes go on without each other and diverge.',
    answer: 'Majority quorums, or merge afterwards; under a split there is no third way.',
    words: ['faults.partition', 'faults.cut'],
    files: ['partial-failure/split-brain.cone', 'partial-failure/one-way-link.cone'],
  },
  {
    id: 'byzantine',
    name: 'Byzantine behaviour',
    assumption: 'Who speaks tells the truth.',
    instead: 'A node or a link says something false, and different things to different nodes.',
    answer: 'Checksums and signatures; quorums large enough to outvote the liars.',
    words: ['faults.byzantine', 'network.corrupt'],
    files: ['consensus/byzantine-generals.cone', 'network/end-to-end.cone'],
  },
];
