import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { VERTEX } from '../../src/contract/stateGraph.ts';
import {
  type Camera,
  fitting,
  panned,
  seenArea,
  type Size,
  toGraph,
  toPicture,
  zoomed,
} from '../../src/scene/graphCamera.ts';
import { frameOf, vertexAt } from '../../src/scene/graphFrame.ts';
import { type LayeredGraph, placesInLayers } from '../../src/scene/graphLayers.ts';
import { type GraphPlacement, placeLayers } from '../../src/scene/graphPlacement.ts';
import { CLASS_OUTLINES, maskOf } from '../../src/scene/graphSigns.ts';
import { done } from '../support/stateGraphs.ts';

/** Graphs in layers with edges between any two vertices, as successors of states are. */
const graphs: fc.Arbitrary<LayeredGraph> = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
  .chain(sizes => {
    const count = sizes.reduce((sum, size) => sum + size, 0);
    const targets = fc.array(fc.array(fc.nat({ max: count - 1 }), { maxLength: 4 }), {
      minLength: count,
      maxLength: count,
    });
    return targets.map(lists => graphOf(sizes, lists));
  });

function graphOf(sizes: readonly number[], lists: readonly (readonly number[])[]): LayeredGraph {
  let end = 0;
  const firstEdges = [0];
  for (const list of lists) firstEdges.push(firstEdges.at(-1)! + list.length);
  return {
    layerEnds: Int32Array.from(sizes, size => (end += size)),
    firstEdges: Uint32Array.from(firstEdges),
    targets: Int32Array.from(lists.flat()),
  };
}

/** Layers of any size, vertices numbered from left to right as they are drawn. */
const placements: fc.Arbitrary<GraphPlacement> = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 })
  .map(sizes => {
    let end = 0;
    const ends = sizes.map(size => (end += size));
    const places = Float32Array.from(sizes.flatMap(size => Array.from({ length: size }, (_, i) => i - (size - 1) / 2)));
    return placeLayers(ends, places);
  });

const SIZE: Size = { width: 800, height: 500 };

const cameras = (placement: GraphPlacement): fc.Arbitrary<Camera> =>
  fc.record({
    x: fc.double({ min: placement.left, max: Math.max(placement.left + 1, placement.right), noNaN: true }),
    y: fc.double({ min: placement.top, max: Math.max(placement.top + 1, placement.bottom), noNaN: true }),
    scale: fc.double({ min: 0.05, max: 4, noNaN: true }),
  });

describe('a state graph in layers', () => {
  it('has every vertex in its layer, at least one place from the next', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const places = done(placesInLayers(graph));
        let first = 0;
        for (const end of graph.layerEnds) {
          const layer = [...places.subarray(first, end)].sort((a, b) => a - b);
          for (const [i, place] of layer.slice(1).entries()) assert.ok(place - layer[i]! >= 1 - 1e-4);
          first = end;
        }
      }),
    );
  });

  it('puts a vertex below the only one that leads to it', () => {
    const graph = graphOf([1, 2, 2], [[1, 2], [4], [3], [], []]);
    const places = done(placesInLayers(graph));
    assert.ok(Math.abs(places[1]! - places[4]!) < 0.51 && Math.abs(places[2]! - places[3]!) < 0.51, String(places));
  });

  it('takes well below a minute of steps for 100,000 vertices, and gives way between layers', () => {
    const sizes = Array.from({ length: 40 }, () => 2500);
    const lists = Array.from({ length: 100_000 }, (_, vertex) =>
      [vertex + 2500, vertex + 2501].filter(to => to < 100_000),
    );
    const work = placesInLayers(graphOf(sizes, lists));
    let parts = 0;
    while (work.next().done !== true) parts += 1;
    assert.equal(parts, 8 * 40);
  });

  it('is folded where layers are wide, so that it is seen as a whole', () => {
    const sizes = [1, 20, 4000, 30_000, 50_000, 16_000, 10];
    let end = 0;
    const ends = sizes.map(size => (end += size));
    const placement = placeLayers(ends, new Float32Array(end));
    const aspect = (placement.right - placement.left) / (placement.bottom - placement.top);
    assert.ok(aspect > 1 && aspect < 3, String(aspect));
    placement.blocks.forEach((block, layer) => {
      const below = placement.blocks[layer + 1];
      for (const vertex of [block.first, block.end - 1]) {
        assert.ok(placement.y[vertex]! >= block.top && (below === undefined || placement.y[vertex]! < below.top));
      }
    });
    const places = new Set(Array.from(placement.x, (x, i) => `${String(x)} ${String(placement.y[i])}`));
    assert.equal(places.size, end, 'no two vertices are in one place');
  });
});

describe('what is drawn of a state graph', () => {
  it('is every vertex in view, whatever the view', () => {
    fc.assert(
      fc.property(
        placements.chain(placement => cameras(placement).map(camera => ({ placement, camera }))),
        ({ placement, camera }) => {
          const arrays = {
            firstEdges: new Uint32Array(placement.x.length + 1),
            flags: new Uint8Array(placement.x.length),
          };
          const frame = frameOf(placement, arrays, camera, { size: SIZE, edgesMax: 10 });
          const drawn = new Uint8Array(placement.x.length);
          for (const [first, end] of frame.ranges) drawn.fill(1, first, end);
          const area = seenArea(camera, SIZE);
          placement.x.forEach((x, vertex) => {
            const y = placement.y[vertex]!;
            const isSeen = x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
            assert.ok(!isSeen || drawn[vertex] === 1, `${String(vertex)} at ${String(x)}, ${String(y)}`);
          });
          assert.equal(
            frame.vertexCount,
            drawn.reduce((sum, one) => sum + one, 0),
          );
        },
      ),
    );
  });

  it('shows a violating state in every view of it, the smallest included', () => {
    fc.assert(
      fc.property(
        placements.chain(placement =>
          fc.record({
            placement: fc.constant(placement),
            wrong: fc.uniqueArray(fc.nat({ max: placement.x.length - 1 }), { minLength: 1, maxLength: 40 }),
          }),
        ),
        ({ placement, wrong }) => {
          const flags = new Uint8Array(placement.x.length);
          for (const vertex of wrong) flags[vertex] = VERTEX.violates;
          const arrays = { firstEdges: new Uint32Array(placement.x.length + 1), flags };
          const camera = fitting(placement, SIZE);
          const { signs } = frameOf(placement, arrays, camera, { size: SIZE, edgesMax: 10 });
          for (const vertex of wrong) {
            const [x, y] = toPicture(camera, SIZE, placement.x[vertex]!, placement.y[vertex]!);
            const isCovered = signs.some(sign => {
              const [sx, sy] = toPicture(camera, SIZE, placement.x[sign]!, placement.y[sign]!);
              return Math.abs(sx - x) <= 9.01 && Math.abs(sy - y) <= 9.01;
            });
            assert.ok(isCovered, 'there is a sign at it, or at one it would cover');
          }
        },
      ),
    );
  });

  it('has edges only while there are few in view', () => {
    const placement = placeLayers([1, 3], Float32Array.of(0, -1, 0, 1));
    const arrays = { firstEdges: Uint32Array.of(0, 3, 3, 3, 3), flags: new Uint8Array(4) };
    const camera = fitting(placement, SIZE);
    assert.deepEqual(frameOf(placement, arrays, camera, { size: SIZE, edgesMax: 3 }).edges, [0, 1, 2]);
    assert.equal(frameOf(placement, arrays, camera, { size: SIZE, edgesMax: 2 }).edges, undefined);
  });

  it('is the vertex under the pointer, at every zoom', () => {
    fc.assert(
      fc.property(
        placements.chain(placement =>
          fc.record({
            placement: fc.constant(placement),
            camera: cameras(placement),
            vertex: fc.nat({ max: placement.x.length - 1 }),
          }),
        ),
        ({ placement, camera, vertex }) => {
          const [x, y] = toPicture(camera, SIZE, placement.x[vertex]!, placement.y[vertex]!);
          const found = vertexAt(placement, camera, SIZE, { x, y, reach: 12 });
          assert.ok(found !== undefined);
          const distance = Math.hypot(
            placement.x[found]! - placement.x[vertex]!,
            placement.y[found]! - placement.y[vertex]!,
          );
          assert.ok(distance * camera.scale < 0.5, 'it is the one, or in the same pixel');
        },
      ),
    );
  });
});

describe('the camera of a state graph', () => {
  it('shows everything when it fits, and keeps what is under the pointer where it is when it zooms', () => {
    fc.assert(
      fc.property(placements, fc.nat({ max: 800 }), fc.nat({ max: 500 }), (placement, x, y) => {
        const camera = fitting(placement, SIZE);
        for (const vertex of placement.x.keys()) {
          const [px, py] = toPicture(camera, SIZE, placement.x[vertex]!, placement.y[vertex]!);
          assert.ok(px >= 0 && px <= SIZE.width && py >= 0 && py <= SIZE.height);
        }
        const middle = { x: SIZE.width / 2, y: SIZE.height / 2 };
        const [gx, gy] = toGraph(camera, SIZE, middle.x, middle.y);
        const closer = zoomed(camera, 1.5, middle, { size: SIZE, placement });
        const [nx, ny] = toGraph(closer, SIZE, middle.x, middle.y);
        assert.ok(Math.abs(gx - nx) < 1e-6 && Math.abs(gy - ny) < 1e-6);
        const moved = panned(camera, x * 1000, y * 1000, placement);
        assert.ok(moved.x >= placement.left && moved.y >= placement.top, 'the graph never leaves the picture');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the shapes of a colouring', () => {
  it('differ from five pixels on, so that nobody needs the colours', () => {
    for (const size of [7, 9, 13]) {
      const masks = CLASS_OUTLINES.map(outline => maskOf(outline, size).join(''));
      assert.equal(new Set(masks).size, CLASS_OUTLINES.length, `at ${String(size)} pixels`);
    }
    assert.ok(
      maskOf(CLASS_OUTLINES[0]!, 2).every(pixel => pixel === 1),
      'what is tiny is whole',
    );
  });
});
