import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FairnessClass } from '../../src/semantics/fairness.ts';
import { assumedFairness, neverTakenSentences, repairSentences } from '../../src/worker/fairnessWords.ts';
import { valenceSentences } from '../../src/worker/valenceWords.ts';
import { instanceOf } from '../support/protocols.ts';

const SERVERS = `protocol Servers

message Ping
message Pong

role Client {
  timer retry
  on start { start retry }
  on retry { send Ping to Server 1 }
  unfair action leave { }
}

role Server {
  var served: int = 0
  on Ping from c { send Pong to c }
  fair action serve when served < 2 { served += 1 }
  action rest { }
}

system { Client: 1 Server: 2 }

scenario "usual" { }
scenario "everything may be lost" { network { loss: any } }
scenario "one may be lost, somebody dies" {
  network { loss: 1 }
  faults { crash: 1 of Server pause: 1 of Client }
}
scenario "answers may be lost" { network { loss: any of Pong } }
scenario "in rounds" { network { timing: synchronous } }
scenario "in time" {
  network { timing: eventually synchronous }
  clock { horizon: 12 }
}
scenario "only clients" { Server: 0 }
`.replaceAll('Server 1', 'the Server');

const ACTIONS = 'every armed timer fires and every action that stays possible is taken';
const SERVE = 'serve of Server is taken again and again where it is possible again and again (fair).';
const LEAVE = 'Nothing is promised of leave of Client (unfair).';

function assumed(scenario: string): readonly string[] {
  return assumedFairness(instanceOf(SERVERS, scenario));
}

describe('what is assumed of fair runs', () => {
  it('is said as far as the protocol has it', () => {
    const usual = `Assumed: every message in flight arrives in the end, ${ACTIONS}.`;
    assert.deepEqual(assumed('usual'), [usual, SERVE, LEAVE]);
    assert.deepEqual(assumed('in rounds'), [
      usual.replace(' and every action', ', every action').replace(/\.$/, ' and one round follows the other.'),
      SERVE,
      LEAVE,
    ]);
    assert.deepEqual(assumed('only clients'), [
      'Assumed: every message in flight arrives in the end and every armed timer fires.',
      LEAVE,
    ]);
    const timed = assumed('in time')[0] ?? '';
    assert.match(timed, /, time goes on until tick 12 and the network is synchronous in the end\.$/);
  });

  it('says what failures take from it, and what loss without end may not take', () => {
    assert.match(
      assumed('one may be lost, somebody dies')[0] ?? '',
      /^Assumed: every message that is not lost arrives in the end \(where it can\), .* and every frozen node goes on\.$/,
    );
    const any = 'Any number may be lost, but every message that is sent again and again arrives again and again.';
    assert.deepEqual(assumed('everything may be lost').slice(1), [any, SERVE, LEAVE]);
    assert.equal(assumed('answers may be lost')[1], any.replace('every message', 'Pong'));
  });
});

describe('what was possible and never taken', () => {
  const instance = instanceOf(SERVERS, 'usual');
  const serve = (node: number): FairnessClass => ({ kind: 'action', node, action: 0 });

  it('is named with its node, and nodes of one role together', () => {
    const classes: readonly FairnessClass[] = [
      serve(1),
      { kind: 'action', node: 0, action: 0 },
      { kind: 'timer', node: 0, timer: 0 },
      { kind: 'message', from: 0, to: 2, message: 0 },
    ];
    assert.deepEqual(neverTakenSentences(instance, classes), [
      "Server 1's action serve is possible again and again, and never taken.",
      "Client's action leave is possible again and again, and never taken: it is unfair.",
      "Client's timer retry could fire again and again, and never does.",
      'Ping from Client to Server 2 could arrive again and again, and never does.',
    ]);
    assert.deepEqual(neverTakenSentences(instance, [serve(1), serve(2)]), [
      'The action serve of Server 1 and Server 2 is possible again and again, and never taken.',
    ]);
    const more: readonly FairnessClass[] = [
      ...classes,
      { kind: 'resume', node: 0 },
      { kind: 'everybody', step: 'tick' },
    ];
    assert.equal(neverTakenSentences(instance, more).at(-1), '2 more kinds of steps are possible, and never taken.');
  });

  it('says what to write only where something can be written', () => {
    assert.deepEqual(
      repairSentences(instance, 'Served', [serve(1), serve(2), { kind: 'message', from: 0, to: 2, message: 0 }]),
      [
        'Served would hold were the action serve of Server strongly fair: write `fair action serve`.',
        'Served would hold if Ping from Client to Server 2 arrived when it can again and again.',
      ],
    );
  });
});

describe('how states divide by what can still be decided', () => {
  const instance = instanceOf(SERVERS, 'usual');

  it('counts them, the most open first', () => {
    const sentences = valenceSentences(instance, {
      property: 0,
      values: [0, 1],
      classes: [
        { values: [], states: 34 },
        { values: [0], states: 500 },
        { values: [1], states: 300 },
        { values: [0, 1], states: 400 },
      ],
      initial: [{ values: [0, 1], states: 1 }],
      decidingSteps: 12,
    });
    assert.deepEqual(sentences, [
      'Of 1,234 states 400 are bivalent, 500 can only decide 0, 300 can only decide 1 and 34 decide nothing any more.',
      'The only initial state is bivalent.',
      '12 steps between states settle which value it will be.',
    ]);
  });

  it('names the values where there are more than two', () => {
    const [all, initial, deciding] = valenceSentences(instance, {
      property: 0,
      values: [0, 1, 2],
      classes: [{ values: [0, 1, 2], states: 3 }],
      initial: [
        { values: [1], states: 1 },
        { values: [0, 2], states: 1 },
      ],
      decidingSteps: 0,
    });
    assert.equal(all, 'All 3 states can decide 0, 1 or 2.');
    assert.equal(initial, 'Of 2 initial states 1 can decide 0 or 2 and 1 can only decide 1.');
    assert.equal(deciding, 'No step settles which value it will be.');
  });
});
