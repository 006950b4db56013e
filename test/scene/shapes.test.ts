import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { boxesOverlap, boxOf, segmentMeetsBox, segmentsCross, type Box, type Segment } from '../../src/scene/shapes.ts';

const coordinate = fc.integer({ min: 0, max: 20 });
const segments: fc.Arbitrary<Segment> = fc.record({ x1: coordinate, y1: coordinate, x2: coordinate, y2: coordinate });
const boxes: fc.Arbitrary<Box> = fc.record({
  x: coordinate,
  y: coordinate,
  width: fc.integer({ min: 1, max: 10 }),
  height: fc.integer({ min: 1, max: 10 }),
});

/** Points along a segment, close enough that no box of one pixel slips through, but for its very corners. */
function sampled({ x1, y1, x2, y2 }: Segment): readonly { readonly x: number; readonly y: number }[] {
  return Array.from({ length: 2001 }, (_, i) => ({ x: x1 + ((x2 - x1) * i) / 2000, y: y1 + ((y2 - y1) * i) / 2000 }));
}

describe('shapes', () => {
  it('a segment meets a box when one of its points lies inside', () => {
    fc.assert(
      fc.property(segments, boxes, (segment, box) => {
        const inside = sampled(segment).some(
          ({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
        );
        if (inside) assert.ok(segmentMeetsBox(segment, box));
        // The other way round a corner may be cut so closely that no sample lies inside: then a smaller box is missed.
        const smaller = { x: box.x + 0.2, y: box.y + 0.2, width: box.width - 0.4, height: box.height - 0.4 };
        if (!inside) assert.ok(!segmentMeetsBox(segment, smaller));
      }),
      { numRuns: 500 },
    );
  });

  it('a segment without length meets the box it lies in', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    assert.ok(segmentMeetsBox({ x1: 5, y1: 5, x2: 5, y2: 5 }, box));
    assert.ok(!segmentMeetsBox({ x1: 15, y1: 5, x2: 15, y2: 5 }, box));
  });

  it('boxes overlap when they share an inner point', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    assert.ok(boxesOverlap(box, { x: 9, y: 9, width: 5, height: 5 }));
    assert.ok(!boxesOverlap(box, { x: 10, y: 0, width: 5, height: 5 }));
  });

  it('segments that cross each other do so both ways', () => {
    const a = { x1: 0, y1: 0, x2: 10, y2: 10 };
    const b = { x1: 0, y1: 10, x2: 10, y2: 0 };
    assert.ok(segmentsCross(a, b) && segmentsCross(b, a));
    assert.ok(!segmentsCross(a, { x1: 20, y1: 0, x2: 20, y2: 30 }));
    assert.ok(!segmentsCross(a, { x1: 1, y1: 0, x2: 11, y2: 10 }));
  });

  it('the box of a segment contains it', () => {
    fc.assert(
      fc.property(segments, segment => {
        const { x, y, width, height } = boxOf(segment, 1);
        for (const point of sampled(segment)) {
          assert.ok(point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height);
        }
      }),
      { numRuns: 50 },
    );
  });
});
