import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { EngineApi } from '../../src/contract/engine.ts';
import { blockingCommitText } from '../support/protocols.ts';
import { BOUNDS, createEngine, valueOf } from './asking.ts';

/** Nobody gives what everybody asks for. */
const GATES = `protocol Gates

message Open
message Key(n: 0..1)

role Gate {
  var isOpen: bool = false
  var hasKey: bool = false
  on Key(n) when n == 1 { hasKey = true }
  on Open { isOpen = true }
  action pass when isOpen { isOpen = false }
}

role Guard {
  var asleep: bool = false
  on start { send Key(1) to the Gate }
  action sleep when !asleep { asleep = true }
}

system { Gate: 1 Guard: 1 }

finally HasKey: all g in Gate: g.hasKey
finally Passed: all g in Gate: g.isOpen
scenario "usual" {
  expect no deadlock
}
scenario "a key is lost" {
  network { loss: 1 }
  expect no deadlock
}
scenario "the guard is cut off" {
  faults { cut: 1 }
  expect no deadlock
}
`;

describe('who waits for what', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  async function notesOf(text: string, scenario: string, property: string): Promise<readonly string[]> {
    const report = valueOf(await engine.check(1, { text, scenario }, BOUNDS));
    const found = present(
      report.properties.find(({ name }) => name === property),
      property,
    );
    assert.equal(found.verdict, 'violated', found.sentence);
    const shown = valueOf(await engine.execution({ text, scenario }, { kind: 'property', property }));
    assert.deepEqual(shown.notes, found.notes, 'the execution has the notes of the report');
    return found.notes ?? [];
  }

  it('is said of a deadlock, of who waits for no message with what is possible only later', async () => {
    assert.deepEqual(await notesOf(GATES, 'usual', 'deadlock'), [
      'Gate waits for Open or Key, and none is on its way.',
      'Guard waits for sleep to be possible.',
    ]);
  });

  it('says why it does not come: it was lost, or cannot arrive', async () => {
    const lost = GATES.replace('on Open { isOpen = true }', '');
    const [gate] = await notesOf(lost, 'a key is lost', 'HasKey');
    assert.equal(gate, 'Gate waits for Key, which was lost.');
    const [cut] = await notesOf(lost, 'the guard is cut off', 'HasKey');
    assert.equal(cut, 'Gate waits for Key, which is on its way and cannot arrive.');
  });

  it('says of what can arrive that it changes nothing any more', async () => {
    const text = GATES.replace('hasKey = true }', 'isOpen = false }').replace(
      'system { Gate: 1 Guard: 1 }',
      'system { Gate: 1 Guard: 1 network { duplicates: any } }',
    );
    const [gate] = await notesOf(text.replace('on Open { isOpen = true }', ''), 'usual', 'HasKey');
    assert.equal(gate, 'Gate waits for Key, whose arrival changes nothing any more.');
  });

  it('says that it was lost where the last was, although others arrived', async () => {
    const text = GATES.replace('var hasKey', 'var keys: 0..2 = 0\n  var hasKey')
      .replace('when n == 1 { hasKey = true }', 'when n == 1 { if keys == 1 { hasKey = true } keys += 1 }')
      .replace('send Key(1) to the Gate', 'send Key(1) to the Gate  send Key(1) to the Gate')
      .replace('on Open { isOpen = true }', '');
    const [gate] = await notesOf(text, 'a key is lost', 'HasKey');
    assert.equal(gate, 'Gate waits for Key, which was lost.');
  });

  it('says who has crashed of those who alone send it', async () => {
    const text = `${GATES.replace('on Open { isOpen = true }', '').replace('on start { send Key(1) to the Gate }', 'action give { send Key(1) to the Gate }').replace('action sleep when !asleep { asleep = true }', '')}
scenario "somebody dies" {
  faults { crash: 1 }
}
`;
    assert.deepEqual(await notesOf(text, 'somebody dies', 'HasKey'), [
      'Gate waits for Key, which nobody has sent.',
      'Guard has crashed.',
    ]);
    const two = text.replace('Guard: 1', 'Guard: 2').replace('crash: 1', 'crash: 2');
    assert.deepEqual(await notesOf(two, 'somebody dies', 'HasKey'), [
      'Gate waits for Key, which nobody has sent.',
      'Guard 1 and Guard 2 have crashed.',
    ]);
  });

  it('is that time ends where nobody looks further', async () => {
    const text = `protocol Late
role Alarm { var rings: bool = false timer t on start { start t after 20ms } on t { rings = true } }
scenario "usual" { Alarm: 1 clock { horizon: 5 } }
eventually Rings: (the Alarm).rings`;
    assert.deepEqual(await notesOf(text, 'usual', 'Rings'), [
      'Time ends here, at tick 5: what would come later is seen with a larger `horizon`.',
      'What Rings waits for is true in none of the 6 states up to tick 5.',
      'Assumed: every armed timer fires and time goes on until tick 5.',
    ]);
  });

  it('is said of what breaks because nothing is left to happen, nodes with one fate together', async () => {
    assert.deepEqual(await notesOf(blockingCommitText(), 'the coordinator dies', 'Termination'), [
      'Participant 1, Participant 2 and Participant 3 wait for Decide, which nobody has sent.',
      'Coordinator has crashed.',
    ]);
    const idle = GATES.replaceAll(/on (Key|Open).*\n|  action .*\n/g, '');
    assert.deepEqual(await notesOf(idle, 'usual', 'Passed'), ['Nobody waits for anything.']);
  });

  it('stands at the lanes of an execution that comes to rest, and of no other', async () => {
    const subject = { text: GATES, scenario: 'usual' };
    const rest = valueOf(await engine.execution(subject, { kind: 'default' }));
    assert.deepEqual(rest.quiescent, true);
    assert.deepEqual(rest.waiting, ['Open or Key', 'sleep to be possible']);
    const begun = valueOf(await engine.execution(subject, { kind: 'schedule', schedule: [0] }));
    assert.equal(begun.waiting, undefined);
  });
});
