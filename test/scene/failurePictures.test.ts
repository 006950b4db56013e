import { describe, it } from 'mocha';
import { systemOf } from '../support/protocols.ts';
import { type assertPicture, assertWidePicture } from './assertPicture.ts';
import { pinnedView } from './examples.ts';
import { GENERALS, LEASE, register, ROUNDS } from './failureProtocols.ts';

const assertWide = (...picture: Parameters<typeof assertPicture>): void => assertWidePicture(160, ...picture);

describe('the picture of', () => {
  it('messages that are damaged', () => {
    const view = pinnedView(systemOf(register(2, 'network { corrupt: any }')), [
      'corrupt Put(1) from Client to Server 1 into Put(0)',
      'deliver Put(0) from Client to Server 1',
      'deliver Put(1) from Client to Server 2',
      'corrupt Ack(1) from Server 2 to Client into Ack(2)',
      'deliver Ack(0) from Server 1 to Client',
      'deliver Ack(2) from Server 2 to Client',
      'fire retry at Client',
      'corrupt Put(2) from Client to Server 2 into Put(0)',
    ]);
    assertWide('corruption', view);
  });

  it('a connection that resets', () => {
    const view = pinnedView(
      systemOf(register(2, 'network { transport: tcp  reset: any }')),
      [
        'deliver Put(1) from Client to Server 2',
        'fire retry at Client',
        'reset {Client, Server 1}',
        'deliver disconnect from Server 1 to Client',
        'deliver disconnect from Client to Server 1',
        'reset {Client, Server 2}',
        'deliver disconnect from Server 2 to Client',
      ].filter(step => !step.includes('Client to Server 1') || !step.includes('disconnect')),
    );
    assertWide('reset', view);
  });

  it('a node that crashes midway', () => {
    const view = pinnedView(systemOf(register(2, 'faults { crash: 2 of Server midway  recover: any }')), [
      'deliver Put(1) from Client to Server 1',
      'crash Server 2 midway 1 delivering Put(1) from Client to Server 2',
      'deliver Ack(1) from Server 1 to Client',
      'recover Server 2',
      'crash Server 1',
    ]);
    assertWide('crash-midway', view);
  });

  it('links that are cut, in the dark', () => {
    const view = pinnedView(systemOf(register(2, 'faults { cut: any  partition: 1 }')), [
      'cut from Server 1 to Client',
      'deliver Put(1) from Client to Server 1',
      'deliver Put(1) from Client to Server 2',
      'cut from Client to Server 2',
      'deliver Ack(1) from Server 2 to Client',
      'mend from Server 1 to Client',
      'deliver Ack(1) from Server 1 to Client',
      'partition {Server 2}',
      'fire retry at Client',
    ]);
    assertWide('cuts', view, {}, 'dark');
  });

  const sick =
    'faults { stall: 1 of Server { Put, expire }  pause: 1  diskfail: 1 of Server  corrupt: 1 of Server.value  crash: 1 }';
  const SICK = [
    'deliver Put(1) from Client to Server 2',
    'stall Server 1 {Put, expire}',
    'pause Client',
    'diskfail Server 2',
    'corrupt value of Server 2 to 2',
    'fire expire at Server 2',
    'resume Client',
    'deliver Ack(1) from Server 2 to Client',
    'crash Server 2',
  ];

  it('nodes that hang, freeze, and lose what they store', () => {
    assertWide('sick-nodes', pinnedView(systemOf(register(2, sick)), SICK));
  });

  it('the same with time going right, in the dark', () => {
    const view = pinnedView(systemOf(register(2, sick)), SICK);
    assertWide('sick-nodes-right', view, { direction: 'right', laneWidth: undefined }, 'dark');
  });

  it('a general who lies', () => {
    const view = pinnedView(systemOf(GENERALS), [
      'act order at General 2',
      'byzantine General 1',
      'forge Order(true) from General 1 to General 2',
      'forge Order(false) from General 1 to General 3',
      'act order at General 3',
      'deliver Order(true) from General 2 to General 3',
    ]);
    assertWide('byzantine', view);
  });

  const CLOCKS = [
    'drift Holder ahead',
    'tick',
    'fire lend at Lender',
    'drift Lender behind',
    'deliver Grant(1) from Lender to Holder',
    'jump Holder to 0',
    'fire renew at Holder',
    'tick',
    'fail clock of Holder',
    'tick',
  ];

  it('clocks that drift, jump and fail', () => {
    assertWide('clocks', pinnedView(systemOf(LEASE), CLOCKS, 'start choosing clock = 1, clock = 0'), {
      timestamps: 'clock',
    });
  });

  it('clocks with time going right', () => {
    const view = pinnedView(systemOf(LEASE), CLOCKS, 'start choosing clock = 1, clock = 0');
    assertWide('clocks-right', view, { direction: 'right', laneWidth: undefined, timestamps: 'clock' }, 'dark');
  });

  it('rounds', () => {
    const view = pinnedView(systemOf(ROUNDS), [
      'deliver Say(0) from Peer 1 to Peer 2',
      'let timing be synchronous',
      'deliver Say(0) from Peer 2 to Peer 1',
      'let timers expire',
      'fire turn at Peer 1',
      'fire turn at Peer 2',
      'let next round begin',
      'deliver Say(1) from Peer 1 to Peer 2',
      'deliver Say(1) from Peer 2 to Peer 1',
    ]);
    assertWide('rounds', view);
  });
});
