import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { GraphLayout, LayoutRequest } from '../../src/contract/graph.ts';
import { layeredLayout } from '../../src/scene/layers.ts';
import { boxesOverlap, type Box } from '../../src/scene/shapes.ts';

const requests: fc.Arbitrary<LayoutRequest> = fc
  .array(fc.record({ width: fc.integer({ min: 10, max: 160 }), height: fc.integer({ min: 10, max: 60 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .chain(vertices =>
    fc.record({
      vertices: fc.constant(vertices),
      edges: fc
        .array(fc.tuple(fc.nat({ max: vertices.length - 1 }), fc.nat({ max: vertices.length - 1 })), { maxLength: 60 })
        .map(pairs => pairs.filter(([a, b]) => a !== b).flat()),
      direction: fc.constantFrom('down', 'right'),
    }),
  );

/** The same request with edges from lower to higher vertices only: no cycles. */
const acyclic = requests.map(request => {
  const edges: number[] = [];
  for (let i = 0; i < request.edges.length; i += 2) {
    const [a = 0, b = 0] = request.edges.slice(i, i + 2);
    edges.push(Math.min(a, b), Math.max(a, b));
  }
  return { ...request, edges };
});

function boxesOf(request: LayoutRequest, layout: GraphLayout): readonly Box[] {
  return request.vertices.map(({ width, height }, i) => {
    return { x: (layout.x[i] ?? NaN) - width / 2, y: (layout.y[i] ?? NaN) - height / 2, width, height };
  });
}

describe('the layered layout', () => {
  it('puts no two vertices in one place and all of them inside', () => {
    fc.assert(
      fc.property(requests, request => {
        const layout = layeredLayout(request);
        const boxes = boxesOf(request, layout);
        boxes.forEach((box, i) => {
          assert.ok(box.x >= 0 && box.y >= 0);
          assert.ok(box.x + box.width <= layout.width + 1e-6 && box.y + box.height <= layout.height + 1e-6);
          for (const other of boxes.slice(0, i)) assert.ok(!boxesOverlap(box, other));
        });
      }),
    );
  });

  it('draws effects later than their causes', () => {
    fc.assert(
      fc.property(acyclic, request => {
        const layout = layeredLayout(request);
        const along = request.direction === 'down' ? layout.y : layout.x;
        for (let i = 0; i < request.edges.length; i += 2) {
          const [a = -1, b = -1] = request.edges.slice(i, i + 2);
          assert.ok((along[a] ?? NaN) < (along[b] ?? NaN));
        }
      }),
    );
  });

  it('gives every edge a route between the sides of its two vertices', () => {
    fc.assert(
      fc.property(acyclic, request => {
        const layout = layeredLayout(request);
        const isDown = request.direction === 'down';
        assert.equal(layout.routes.length, request.edges.length / 2);
        layout.routes.forEach((route, edge) => {
          const [a = -1, b = -1] = request.edges.slice(2 * edge, 2 * edge + 2);
          const depth = (vertex: number): number => {
            const { width = 0, height = 0 } = request.vertices[vertex] ?? {};
            return isDown ? height / 2 : width / 2;
          };
          const [x = NaN, y = NaN] = route;
          assert.deepEqual(
            [x, y],
            isDown ? [layout.x[a], (layout.y[a] ?? NaN) + depth(a)] : [(layout.x[a] ?? NaN) + depth(a), layout.y[a]],
          );
          assert.deepEqual(
            route.slice(-2),
            isDown ? [layout.x[b], (layout.y[b] ?? NaN) - depth(b)] : [(layout.x[b] ?? NaN) - depth(b), layout.y[b]],
          );
        });
      }),
    );
  });

  it('lays a chain out as a straight line', () => {
    const vertex = { width: 40, height: 20 };
    const layout = layeredLayout({ vertices: [vertex, vertex, vertex], edges: [0, 1, 1, 2], direction: 'down' });
    assert.equal(new Set(layout.x).size, 1);
    assert.equal(layout.by, 'layers');
  });

  it('survives cycles, and a graph without vertices', () => {
    const vertex = { width: 40, height: 20 };
    const layout = layeredLayout({ vertices: [vertex, vertex], edges: [0, 1, 1, 0], direction: 'right' });
    assert.equal(layout.routes.length, 2);
    assert.ok(layout.routes.every(route => route.length >= 4));
    assert.deepEqual(layeredLayout({ vertices: [], edges: [], direction: 'down' }).x, []);
  });

  it('takes a thousand vertices', () => {
    const vertices = Array.from({ length: 1000 }, () => ({ width: 60, height: 30 }));
    const edges = vertices.slice(1).flatMap((_, i) => [Math.floor(i / 3), i + 1]);
    assert.equal(layeredLayout({ vertices, edges, direction: 'down' }).x.length, 1000);
  });
});
