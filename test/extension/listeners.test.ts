import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Listeners, Owner } from '../../src/extension/listeners.ts';

describe('an owner', () => {
  it('closes what it owns once, the newest first, and at once what comes too late', () => {
    const closed: string[] = [];
    const owner = new Owner();
    for (const name of ['a', 'b']) owner.own({ dispose: () => closed.push(name) });
    owner.dispose();
    owner.dispose();
    owner.own({ dispose: () => closed.push('late') });
    assert.deepEqual(closed, ['b', 'a', 'late']);
  });

  it('does soon what it was asked to, unless it is closed before', async () => {
    const done: string[] = [];
    const [open, closed] = [new Owner(), new Owner()];
    open.soon(() => done.push('open'));
    closed.soon(() => done.push('closed'));
    closed.dispose();
    assert.deepEqual(done, []);
    await new Promise<void>(tell => new Owner().soon(tell));
    assert.deepEqual(done, ['open']);
  });
});

describe('listeners', () => {
  it('are told until they leave, also when they leave while they are told', () => {
    const told: string[] = [];
    const listeners = new Listeners<number>();
    const first = listeners.add(value => {
      told.push(`first ${String(value)}`);
      first.dispose();
    });
    listeners.add(value => told.push(`second ${String(value)}`));
    listeners.tell(1);
    listeners.tell(2);
    assert.deepEqual(told, ['first 1', 'second 1', 'second 2']);
  });
});
