import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ThreadGone, ThreadLink } from '../../src/extension/threadLink.ts';
import { spawnNodeThread } from '../../src/extension/threads/node.ts';
import type { DeadlyApi } from './deadlyThread.ts';

describe('a link to a thread', () => {
  let lives: Int32Array<SharedArrayBuffer>;
  let gone: string[];
  let link: ThreadLink<DeadlyApi>;

  const connect = (silenceMaxMs?: number): ThreadLink<DeadlyApi> =>
    new ThreadLink<DeadlyApi>({
      spawn: () => spawnNodeThread(new URL('./deadlyThread.ts', import.meta.url), { workerData: lives.buffer }),
      onGone: reason => gone.push(reason),
      ping: api => api.add(0, 0),
      ...(silenceMaxMs === undefined ? {} : { silenceMaxMs }),
    });

  beforeEach(() => {
    lives = new Int32Array(new SharedArrayBuffer(8));
    gone = [];
    link = connect();
  });
  afterEach(() => link.dispose());

  it('starts the thread with the first call only', async () => {
    assert.equal(Atomics.load(lives, 0), 0);
    assert.equal(await link.call(api => api.add(2, 3)), 5);
    assert.equal(await link.call(api => api.add(3, 3)), 6);
    assert.equal(Atomics.load(lives, 0), 1);
  });

  it('makes a call again on a fresh thread when the first one dies under it', async () => {
    assert.equal(await link.call(api => api.dieBefore(2)), 2);
    assert.deepEqual(gone, ['It ended with code 3.']);
  });

  it('rejects a call whose second thread dies too, and serves the next one', async () => {
    await assert.rejects(
      link.call(api => api.dieBefore(9)),
      (reason: unknown) => reason instanceof ThreadGone && reason.message === 'It ended with code 3.',
    );
    assert.equal(await link.call(api => api.add(1, 1)), 2);
    assert.equal(Atomics.load(lives, 0), 3);
  });

  it('makes every waiting call again after a restart', async () => {
    assert.equal(await link.call(api => api.add(0, 1)), 1);
    const hung = link.call(api => api.dieBefore(2));
    const other = link.call(api => api.add(4, 4));
    link.restart('Somebody asked for it.');
    assert.deepEqual(await Promise.all([hung, other]), [2, 8]);
    assert.deepEqual(gone, ['Somebody asked for it.']);
  });

  it('ends a thread that does not answer any more', async () => {
    link.dispose();
    // Longer than a thread takes to start on a machine that does other things.
    link = connect(1000);
    assert.equal(await link.call(api => api.add(0, 1)), 1);
    await assert.rejects(
      link.call(api => api.hang()),
      ThreadGone,
    );
    assert.equal(gone.length, 2);
    assert.equal(await link.call(api => api.add(2, 2)), 4);
  });

  it('rejects calls when it is closed, without telling anybody', async () => {
    assert.equal(await link.call(api => api.add(0, 1)), 1);
    const hung = link.call(api => api.hang());
    link.dispose();
    await assert.rejects(hung, ThreadGone);
    await assert.rejects(
      link.call(api => api.add(1, 1)),
      ThreadGone,
    );
    assert.deepEqual(gone, []);
  });
});
