import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { LayoutRequest } from '../../src/contract/graph.ts';
import { LayoutLink } from '../../src/extension/layoutLink.ts';
import { spawnNodeThread } from '../../src/extension/threads/node.ts';

const THREAD = new URL('../../src/worker/layoutEntry.ts', import.meta.url);

function chain(length: number): LayoutRequest {
  const vertices = Array.from({ length }, () => ({ width: 30, height: 20 }));
  const edges = Array.from({ length: 2 * (length - 1) }, (_, i) => Math.ceil(i / 2));
  return { vertices, edges, direction: 'down' };
}

describe('laying graphs out', () => {
  let link: LayoutLink | undefined;
  afterEach(() => link?.dispose());

  it('is elk’s business while the graph is small', async () => {
    link = new LayoutLink(() => spawnNodeThread(THREAD));
    const layout = await link.layOut(chain(3));
    assert.equal(layout.by, 'elk');
    assert.equal(layout.routes.length, 2);
    assert.ok(layout.y[0]! < layout.y[1]! && layout.y[1]! < layout.y[2]!);
    const right = await link.layOut({ ...chain(3), direction: 'right' });
    assert.ok(right.x[0]! < right.x[1]! && right.x[1]! < right.x[2]!);
  });

  it('is done in layers where elk would take too long', async () => {
    link = new LayoutLink(() => spawnNodeThread(THREAD));
    const layout = await link.layOut(chain(400));
    assert.equal(layout.by, 'layers');
    assert.equal(layout.x.length, 400);
  });

  it('goes on with layers in a fresh thread when elk does not come to an end', async () => {
    let threads = 0;
    link = new LayoutLink(() => {
      threads += 1;
      return spawnNodeThread(new URL('./slowLayoutThread.ts', import.meta.url));
    });
    const layout = await link.layOut(chain(3));
    assert.equal(layout.by, 'layers');
    assert.equal(threads, 2);
  });
});
