import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stepText } from '../../src/model/labels.ts';
import { stepSentence } from '../../src/model/sentences.ts';
import type { Step } from '../../src/model/state.ts';
import { nodeReference, setOf } from '../../src/model/values.ts';
import { instanceOf } from '../support/protocols.ts';

const instance = instanceOf(`protocol P
message Prepare
message Vote(yes: bool, by: set of Participant)
role Coordinator { timer giveUp on Vote {} on giveUp {} on start { start giveUp } }
role Participant { var x: int = 0 on Prepare {} action decide(n in 1..3) { x = n } action rest { x = 0 } }
system { Coordinator: 1 Participant: 3 network { order: fifo duplicates: any } faults { crash: 1 of Participant, 1 } }`);

const prepare = { from: 0, to: 2, message: 0, fields: [] };
const vote = { from: 2, to: 0, message: 1, fields: [true, setOf([nodeReference(2)])] };

/** Checks how a step is written in a replay, and how it is told. */
function check(step: Step, text: string, sentence: string): void {
  it(text, () => {
    assert.equal(stepText(instance, step), text);
    assert.equal(stepSentence(instance, step), sentence);
  });
}

describe('Steps are called', () => {
  check({ kind: 'start', choices: [] }, 'start', 'Everybody starts');
  check(
    { kind: 'deliver', envelope: prepare, handler: 0, consumed: true, choices: [] },
    'deliver Prepare from Coordinator to Participant 2',
    "Coordinator's Prepare reaches Participant 2",
  );
  check(
    {
      kind: 'deliver',
      envelope: vote,
      handler: 0,
      consumed: true,
      choices: [
        { kind: 'either', branch: 0, branches: 2 },
        { kind: 'choose', name: 'v', value: 3 },
      ],
    },
    'deliver Vote(true, {Participant 2}) from Participant 2 to Coordinator choosing branch 1, v = 3',
    "Participant 2's Vote(true, {Participant 2}) reaches Coordinator choosing branch 1, v = 3",
  );
  check(
    { kind: 'deliver', envelope: prepare, handler: undefined, consumed: false, choices: [] },
    'deliver Prepare from Coordinator to Participant 2 keeping a copy',
    "Coordinator's Prepare reaches Participant 2, which does not handle it, and a copy stays on the way",
  );
  check(
    { kind: 'timer', node: 0, timer: 0, handler: undefined, choices: [] },
    'fire giveUp at Coordinator',
    "Coordinator's timer giveUp fires, and nothing comes of it",
  );
  check(
    { kind: 'action', node: 3, action: 0, arguments: [2], choices: [] },
    'act decide(2) at Participant 3',
    'Participant 3 takes the action decide(2)',
  );
  check(
    { kind: 'action', node: 3, action: 1, arguments: [], choices: [] },
    'act rest at Participant 3',
    'Participant 3 takes the action rest',
  );
  check(
    { kind: 'lose', envelope: prepare },
    'lose Prepare from Coordinator to Participant 2',
    "Coordinator's Prepare to Participant 2 is lost",
  );
  check(
    { kind: 'duplicate', envelope: prepare, copy: 1 },
    'duplicate Prepare from Coordinator to Participant 2 copy 2',
    "Coordinator's Prepare to Participant 2 is duplicated",
  );
  check({ kind: 'crash', node: 1 }, 'crash Participant 1', 'Participant 1 crashes');
  check({ kind: 'crash', node: 1, budget: 1 }, 'crash Participant 1 by budget 2', 'Participant 1 crashes');
  check(
    {
      kind: 'crash',
      node: 2,
      midway: { of: { kind: 'deliver', envelope: prepare, handler: 0, consumed: true, choices: [] }, effects: 1 },
    },
    'crash Participant 2 midway 1 delivering Prepare from Coordinator to Participant 2',
    "Participant 2 crashes while handling Coordinator's Prepare, after the first effect",
  );
  check(
    {
      kind: 'crash',
      node: 0,
      midway: { of: { kind: 'timer', node: 0, timer: 0, handler: 0, choices: [] }, effects: 2 },
    },
    'crash Coordinator midway 2 firing giveUp at Coordinator',
    'Coordinator crashes while handling giveUp, after 2 effects',
  );
  check(
    { kind: 'corrupt', envelope: vote, field: 0, value: false },
    'corrupt Vote(true, {Participant 2}) from Participant 2 to Coordinator into Vote(false, {Participant 2})',
    "Participant 2's Vote(true, {Participant 2}) to Coordinator is damaged and says Vote(false, {Participant 2})",
  );
  check(
    { kind: 'reset', ends: [0, 2] },
    'reset {Coordinator, Participant 2}',
    'The connection between Coordinator and Participant 2 resets, and what was on its way is lost',
  );
  const link = { from: 0, to: 2 };
  check(
    { kind: 'cut', link },
    'cut from Coordinator to Participant 2',
    'The link from Coordinator to Participant 2 is cut',
  );
  check(
    { kind: 'mend', link },
    'mend from Coordinator to Participant 2',
    'The link from Coordinator to Participant 2 works again',
  );
  check(
    {
      kind: 'stall',
      node: 1,
      handlers: [
        { kind: 'message', index: 0 },
        { kind: 'action', index: 1 },
      ],
    },
    'stall Participant 1 {Prepare, rest}',
    'Participant 1 hangs in Prepare and rest, and does everything else',
  );
  check({ kind: 'pause', node: 0 }, 'pause Coordinator', 'Coordinator freezes');
  check({ kind: 'resume', node: 0 }, 'resume Coordinator', 'Coordinator goes on where it froze');
  check(
    { kind: 'diskfail', node: 0 },
    'diskfail Coordinator',
    "Coordinator's disk fails, and no write will survive a crash",
  );
  check(
    { kind: 'alter', node: 3, variable: 0, value: 7 },
    'corrupt x of Participant 3 to 7',
    "Participant 3's x is damaged and becomes 7",
  );
  check({ kind: 'turn', node: 3 }, 'byzantine Participant 3', 'Participant 3 becomes Byzantine');
  check(
    { kind: 'forge', envelope: vote, handler: 0, choices: [] },
    'forge Vote(true, {Participant 2}) from Participant 2 to Coordinator',
    "The Byzantine Participant 2's Vote(true, {Participant 2}) reaches Coordinator",
  );
  check({ kind: 'tick' }, 'tick', 'Time goes on');
  check({ kind: 'drift', node: 0, by: 1 }, 'drift Coordinator ahead', "Coordinator's clock gains a tick");
  check({ kind: 'drift', node: 0, by: -1 }, 'drift Coordinator behind', "Coordinator's clock loses the next tick");
  check({ kind: 'jump', node: 0, reading: -1 }, 'jump Coordinator to -1', "Coordinator's clock is set to -1");
  check({ kind: 'clockFail', node: 0 }, 'fail clock of Coordinator', "Coordinator's clock stops");
  check({ kind: 'settle' }, 'let timers expire', 'Everything has arrived, and timers may fire');
  check({ kind: 'round' }, 'let next round begin', 'The next round begins');
  check({ kind: 'stabilise' }, 'let timing be synchronous', 'From now on the network is synchronous');
  check({ kind: 'recover', node: 1, choices: [] }, 'recover Participant 1', 'Participant 1 restarts');
  check(
    { kind: 'partition', group: [2, 3] },
    'partition {Participant 2, Participant 3}',
    'The network splits: Participant 2 and Participant 3 are cut off from the others',
  );
  check({ kind: 'heal' }, 'heal', 'The network heals');
});
