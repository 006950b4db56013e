import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stepSentence, stepText } from '../../src/model/labels.ts';
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
  check({ kind: 'crash', node: 1, failure: 1 }, 'crash Participant 1', 'Participant 1 crashes');
  check({ kind: 'crash', node: 1, failure: 2 }, 'crash Participant 1 by budget 2', 'Participant 1 crashes');
  check({ kind: 'crash', node: 0, failure: 2 }, 'crash Coordinator', 'Coordinator crashes');
  check({ kind: 'recover', node: 1, choices: [] }, 'recover Participant 1', 'Participant 1 restarts');
  check(
    { kind: 'partition', group: [2, 3] },
    'partition {Participant 2, Participant 3}',
    'The network splits: Participant 2 and Participant 3 are cut off from the others',
  );
  check({ kind: 'heal' }, 'heal', 'The network heals');
});
