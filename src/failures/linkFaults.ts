import { cutExample, partitionExample } from './faultExamples.ts';
import type { FailureMode } from './failureMode.ts';

/** Nodes that work and cannot reach each other. */
export const linkFaults: readonly FailureMode[] = [
  {
    section: 'faults',
    word: 'partition',
    name: 'Network partition',
    what:
      'The nodes split into two groups. Within a group messages flow, between the groups none is ' +
      'delivered until the split heals, which it may never do.',
    observer:
      'Each side believes that the other is down. Clients on one side see writes that those on the other ' +
      'side do not; two leaders are possible.',
    rootCauses: [
      'a switch, router or cable between racks, sites or clouds',
      'a wrong firewall rule, route or address change',
      'a congested or overloaded link that drops nearly everything',
    ],
    difficulty: {
      level: 'high',
      why: 'each side is right about what it saw, and the evidence must be collected from both',
    },
    helps: [
      'majority quorums: at most one side can go on',
      'terms and fencing, so that the losing side cannot do harm when it returns',
      'or going on with both and merging afterwards: conflict-free data types, reconciliation',
    ],
    measured: [
      {
        finding:
          'In the data centres studied by Gill et al. (2011), 5.2 devices and 40.8 links failed a day on ' +
          'average; the median time to repair was about five minutes, the longest a week.',
        source: 'bailis2014',
      },
      {
        finding:
          '136 failures of 25 systems that were caused by partitions: most were catastrophic, with lost ' +
          'data, broken locks or crashes, and most could be triggered by isolating a single node.',
        source: 'alquraan2018',
      },
    ],
    syntax: ['partition: 1', 'partition: any'],
    values: [
      { form: '0', meaning: 'every node reaches every other (the default)' },
      { form: '1', meaning: 'the nodes may split once, in any way, and may heal' },
      { form: 'any', meaning: 'they may split and heal any number of times, one split at a time' },
    ],
    example: partitionExample,
    file: 'partial-failure/split-brain.cone',
    sign: 'wall',
    references: ['gilbert2002', 'bailis2014', 'alquraan2018', 'gill2011'],
  },
  {
    section: 'faults',
    word: 'cut',
    name: 'Asymmetric link failure (one-way link)',
    what:
      'One direction of one link stops working: A hears B, but B does not hear A. What is sent that way stays in ' +
      'flight until the link is mended.',
    observer:
      'Nodes that disagree about who is up. A heartbeat arrives one way, so one side never starts a ' +
      'takeover and the other never stops.',
    rootCauses: [
      'a port or cable with one bad direction',
      'a rule of a firewall or an access list for one direction only',
      'routes that differ by direction, one of them broken',
      'a node that is overloaded for receiving but still sends',
    ],
    difficulty: {
      level: 'high',
      why: 'connectivity tests from one side pass, and reports from different nodes contradict each other',
    },
    helps: [
      'heartbeats that are answered: a link is up only when both directions are',
      'asking other nodes before suspecting one',
      'a vote before an election, so that a node that hears nothing cannot unseat a leader whom the rest hears',
    ],
    measured: [
      {
        finding:
          'One switch that forwarded only part of its traffic kept an etcd cluster from electing a leader ' +
          'and started an incident of six hours and 33 minutes.',
        source: 'lianza2020',
      },
    ],
    syntax: ['cut: 1', 'cut: 1 from Leader to Follower'],
    values: [
      { form: '0', meaning: 'links work in both directions or not at all (the default)' },
      { form: '1', meaning: 'one direction of one link may stop working during a run, and may be mended' },
      { form: '1 from Leader to Follower', meaning: 'only links from a Leader to a Follower' },
    ],
    example: cutExample,
    file: 'partial-failure/one-way-link.cone',
    sign: 'one-way',
    references: ['bailis2014', 'alquraan2018', 'lianza2020'],
  },
];
