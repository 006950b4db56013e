import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import { execute } from '../../src/semantics/execute.ts';
import { waitingOf } from '../../src/semantics/waiting.ts';
import { systemOf } from '../support/protocols.ts';

function protocol(members: string): string {
  return `protocol Waits
message Go(n: 0..3)
message Stop
message Other
role Node {
  durable var state: idle | busy | done = idle

  ${members}
}
system { Node: 2 }
scenario "alone" { }
scenario "somebody dies" { faults { crash: 1 of Node } }
`;
}

/** What the first node waits for after a schedule, by name; undefined when it is not up. */
function waits(members: string, schedule: readonly number[] = [0], scenario = 'alone') {
  const system = systemOf(protocol(members), scenario);
  const execution = execute(system, schedule);
  assert.ok(execution.ok, execution.ok ? '' : execution.failure.message);
  const { state } = execution.value.transitions.at(-1) ?? execution.value.start;
  const { instance } = system;
  const waiting = present(waitingOf(instance, state), 'an answer')[0];
  return (
    waiting && {
      messages: waiting.messages.map(message => instance.protocol.messages[message]?.name),
      actions: waiting.actions.map(action => instance.protocol.roles[0]?.actions[action]?.name),
    }
  );
}

describe('what a node waits for', () => {
  it('is every message that some handler would do something about', () => {
    assert.deepEqual(waits('on Stop { state = done }  on Go(n) { state = busy }  on Other { }'), {
      messages: ['Go', 'Stop'],
      actions: [],
    });
    assert.deepEqual(waits(''), { messages: [], actions: [] });
  });

  it('is not what a guard on its own variables forbids', () => {
    assert.deepEqual(
      waits('on Go(n) when state == busy { state = done }  on Stop when state == idle { state = done }'),
      {
        messages: ['Stop'],
        actions: [],
      },
    );
  });

  it('leaves open what a guard asks of the message and its sender', () => {
    assert.deepEqual(waits('on Go(n) when n > 2 { state = done }')?.messages, ['Go']);
    assert.deepEqual(waits('on Go(n) from p when p != self { state = done }')?.messages, ['Go']);
    assert.deepEqual(waits('on Go(3) { state = done }')?.messages, ['Go']);
    assert.deepEqual(waits('on Go(n) when state == busy && n > 2 { state = done }')?.messages, []);
    assert.deepEqual(waits('on Go(n) when n > 2 && state == busy { state = done }')?.messages, []);
    assert.deepEqual(waits('on Go(n) when state == busy || n > 2 { state = done }')?.messages, ['Go']);
    assert.deepEqual(waits('on Go(n) when state == busy || n > 2 && state == done { state = done }')?.messages, []);
    assert.deepEqual(waits('on Go(n) when !(n > 2 && state == busy) { state = done }')?.messages, ['Go']);
  });

  it('is any handler of a message, not only the first', () => {
    const members = 'on Go(n) when state == busy { state = done }  on Go(n) when state == idle { state = busy }';
    assert.deepEqual(waits(members)?.messages, ['Go']);
  });

  it('names the actions that are not possible', () => {
    const members = `action begin when state == idle { state = busy }
      action finish when state == busy { state = done }
      action pick(n in 0..3) when state == done && n > 1 { state = idle }`;
    assert.deepEqual(waits(members)?.actions, ['finish', 'pick']);
    // One step on, that has turned round.
    assert.deepEqual(waits(members, [0, 0])?.actions, ['begin', 'pick']);
  });

  it('is nothing of a node that is not up', () => {
    const system = systemOf(protocol('on Stop { state = done }'), 'somebody dies');
    const initial = system.initial()[0];
    assert.ok(initial?.kind === 'state');
    const crash = system.successors(initial.state).findIndex(({ step }) => step.kind === 'crash' && step.node === 0);
    assert.equal(waits('on Stop { state = done }', [0, crash], 'somebody dies'), undefined);
  });
});
