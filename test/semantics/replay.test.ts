import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Replay } from '../../src/model/scenario.ts';
import { execute } from '../../src/semantics/execute.ts';
import { replaySchedule } from '../../src/semantics/replay.ts';
import { systemOf } from '../support/protocols.ts';

const system = systemOf(`protocol P message Vote(yes: bool, by: set of Voter)
role Chair { var x: int = 0 on Vote(y) { assert y } }
role Voter { action vote { either { send Vote(true, {self}) to the Chair } or { send Vote(false, Voter) to the Chair } } }
system { Chair: 1 Voter: 2 }`);

function replay(...texts: readonly string[]): Replay {
  const at = { start: 0, end: 0 };
  return { name: 'r', at, steps: texts.map(text => ({ text, at })) };
}

describe('A replay', () => {
  it('is a schedule, however it is spaced, with or without its start', () => {
    const expected = { ok: true, value: [0, 0, 0] };
    const vote = 'act vote at Voter 1 choosing branch 1';
    assert.deepEqual(
      replaySchedule(system, replay(vote, 'deliver Vote(true, {Voter 1}) from Voter 1 to Chair')),
      expected,
    );
    const spaced = 'deliver  Vote ( true,{ Voter 1 } )  from Voter 1   to Chair';
    assert.deepEqual(replaySchedule(system, replay('start', vote, spaced)), expected);
  });

  it('says which line is not possible, and what is', () => {
    const result = replaySchedule(system, replay('act vote at Voter 1 choosing branch 1', 'act vote at Voter 3'));
    assert(!result.ok);
    assert.equal(result.failure.step, 1);
    assert.match(
      result.failure.message,
      /«act vote at Voter 3» is not possible here\. Possible: «deliver Vote\(true, \{Voter 1\}\)/,
    );
  });

  it('says where it names a role of several nodes as if it were one', () => {
    for (const line of [
      'act vote at Voter choosing branch 1',
      'crash Voter',
      'deliver Vote(true, {Voter}) from Voter to Chair',
    ]) {
      const result = replaySchedule(system, replay(line));
      assert(!result.ok);
      assert.equal(result.failure.message, `«${line}» is not possible here: Voter has 2 nodes, write «Voter 1».`);
    }
  });

  it('may end in an error and not go on after it', () => {
    const failing = [
      'act vote at Voter 2 choosing branch 2',
      'deliver Vote(false, {Voter 1, Voter 2}) from Voter 2 to Chair',
    ];
    const schedule = replaySchedule(system, replay(...failing));
    assert(schedule.ok);
    const execution = execute(system, schedule.value);
    assert(execution.ok && execution.value.error?.error.code === 'assertion-failed');
    assert.equal(execution.value.transitions.length, 1);
    const longer = replaySchedule(system, replay(...failing, 'act vote at Voter 1 choosing branch 1'));
    assert(!longer.ok && longer.failure.step === 2);
  });
});

describe('A schedule', () => {
  it('that was made for something else is refused, not misread', () => {
    assert.deepEqual(execute(system, []), {
      ok: false,
      failure: { step: 0, message: 'A schedule begins with a start, and this one is empty.' },
    });
    const beyond = execute(system, [0, 99]);
    assert(!beyond.ok && beyond.failure.step === 1);
    assert(!execute(system, [0, -1]).ok && !execute(system, [0.5]).ok);
  });
});
