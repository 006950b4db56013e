import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark, Scene } from '../../src/contract/scene.ts';
import { isBefore } from '../../src/scene/cone.ts';
import {
  acrossOf,
  alongOf,
  comfortableLaneWidth,
  gridOf,
  stepAt,
  type SpaceTimeOptions,
} from '../../src/scene/grid.ts';
import { boxOfText } from '../../src/scene/labels.ts';
import { boxesOverlap, segmentMeetsBox, segmentsOf, type Point } from '../../src/scene/shapes.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { estimateWidth } from '../../src/scene/text.ts';
import { views } from './views.ts';

const options: fc.Arbitrary<SpaceTimeOptions> = fc.record({
  laneWidth: fc.integer({ min: 40, max: 200 }),
  direction: fc.constantFrom('down', 'right'),
  timestamps: fc.constantFrom('none', 'lamport', 'vector'),
});

function texts(scene: Scene): readonly (Mark & { readonly kind: 'text' })[] {
  return scene.marks.filter(mark => mark.kind === 'text');
}

function paths(scene: Scene): readonly { readonly arrow: number; readonly points: readonly Point[] }[] {
  return scene.marks.flatMap(mark => {
    if (mark.kind !== 'polyline' || mark.of.arrow === undefined) return [];
    const points = Array.from({ length: mark.points.length / 2 }, (_, i) => {
      return { x: mark.points[2 * i] ?? NaN, y: mark.points[2 * i + 1] ?? NaN };
    });
    return [{ arrow: mark.of.arrow, points }];
  });
}

function each(check: (view: ExecutionView, scene: Scene, chosen: SpaceTimeOptions) => void): void {
  fc.assert(
    fc.property(views, options, (view, chosen) => {
      check(view, spaceTimeScene(view, chosen), chosen);
    }),
  );
}

describe('the space-time diagram', () => {
  it('draws no label over another', () => {
    each((_, scene) => {
      const boxes = texts(scene).map(mark => boxOfText(mark, estimateWidth));
      boxes.forEach((box, i) => {
        boxes.slice(0, i).forEach((other, j) => {
          assert.ok(!boxesOverlap(box, other), `${texts(scene)[i]?.text ?? ''} over ${texts(scene)[j]?.text ?? ''}`);
        });
      });
    });
  });

  it('draws no label over an arrow, a lifeline or a wall', () => {
    each((_, scene) => {
      const lines = scene.marks.flatMap(mark => (mark.kind === 'line' ? [mark] : []));
      const segments = [...lines, ...paths(scene).flatMap(({ points }) => segmentsOf(points))];
      for (const mark of texts(scene)) {
        const box = boxOfText(mark, estimateWidth);
        for (const segment of segments) assert.ok(!segmentMeetsBox(segment, box), mark.text);
      }
    });
  });

  it('draws one arrow for each message, later at every turn', () => {
    each((view, scene, { direction }) => {
      assert.deepEqual(
        paths(scene)
          .map(({ arrow }) => arrow)
          .sort((a, b) => a - b),
        view.arrows.map((_, arrow) => arrow),
      );
      for (const { points } of paths(scene)) {
        const times = points.map(({ x, y }) => (direction === 'right' ? x : y));
        times.slice(1).forEach((time, i) => assert.ok(time > (times[i] ?? Infinity), times.join(' ')));
      }
    });
  });

  it('draws what happens before above what happens after', () => {
    each((view, scene, chosen) => {
      const grid = gridOf(view, chosen);
      const time = (event: number): number => alongOf(grid, view.events[event]?.step ?? NaN);
      view.events.forEach((a, i) => {
        view.events.forEach((b, j) => {
          if (isBefore(a, b)) assert.ok(time(i) < time(j));
        });
      });
      for (const mark of scene.marks) {
        if (mark.kind !== 'circle' || mark.of.event === undefined) continue;
        const event = view.events[mark.of.event];
        const [across, along] = grid.direction === 'down' ? [mark.x, mark.y] : [mark.y, mark.x];
        assert.equal(across, acrossOf(grid, event?.lane ?? NaN));
        assert.equal(along, alongOf(grid, event?.step ?? NaN));
        assert.equal(stepAt(grid, mark), event?.step);
      }
    });
  });

  it('keeps every mark inside the picture', () => {
    each((_, scene) => {
      const isInside = ({ x, y }: Point): boolean => x >= 0 && y >= 0 && x <= scene.width && y <= scene.height;
      for (const { points } of paths(scene)) for (const point of points) assert.ok(isInside(point));
      for (const mark of scene.marks) if ('x' in mark) assert.ok(isInside(mark), JSON.stringify(mark));
    });
  });

  it('leaves arrows out of the marks of events they have nothing to do with', () => {
    each((view, scene, chosen) => {
      const grid = gridOf(view, chosen);
      const crowded = view.arrows.length > 12;
      if (crowded) return;
      for (const { arrow, points } of paths(scene)) {
        const { from, to } = view.arrows[arrow] ?? {};
        view.events.forEach((event, index) => {
          if (index === from || index === to || event.lane === view.arrows[arrow]?.fromLane) return;
          const [across, along] = [acrossOf(grid, event.lane), alongOf(grid, event.step)];
          const [x, y] = grid.direction === 'down' ? [across, along] : [along, across];
          const dot = { x: x - 3, y: y - 3, width: 6, height: 6 };
          for (const segment of segmentsOf(points)) assert.ok(!segmentMeetsBox(segment, dot), `arrow ${String(arrow)}`);
        });
      }
    });
  });

  it('has marks for every event, and says which event, lane and step each stands for', () => {
    each((view, scene) => {
      const marked = new Set(scene.marks.flatMap(mark => (mark.of.event === undefined ? [] : [mark.of.event])));
      assert.deepEqual(
        [...marked].sort((a, b) => a - b),
        view.events.map((_, event) => event),
      );
    });
  });

  it('does not move anything when the cursor moves', () => {
    fc.assert(
      fc.property(views, fc.nat({ max: 12 }), (view, cursor) => {
        const places = (scene: Scene): readonly object[] =>
          scene.marks
            .filter(({ class: markClass }) => markClass !== 'stepBand')
            .map(mark => ({ ...mark, class: undefined }));
        assert.deepEqual(places(spaceTimeScene(view, { cursor })), places(spaceTimeScene(view)));
      }),
    );
  });

  it('dots what is in flight at the cursor, and only that, apart from what never arrives', () => {
    fc.assert(
      fc.property(views, fc.nat({ max: 12 }), (view, cursor) => {
        for (const mark of spaceTimeScene(view, { cursor }).marks) {
          if (mark.kind !== 'polyline' || mark.of.arrow === undefined) continue;
          const arrow = view.arrows[mark.of.arrow];
          assert.ok(arrow !== undefined);
          const isInFlight = arrow.sentStep <= cursor && (arrow.endStep ?? Infinity) > cursor;
          assert.equal(mark.class === 'messageInFlight', isInFlight || arrow.fate === 'inFlight');
        }
      }),
    );
  });

  it('keeps lanes at least 96 pixels apart, and wider where labels ask for it', () => {
    fc.assert(
      fc.property(views, view => {
        assert.equal(gridOf(view, { laneWidth: 10 }).laneWidth, 96);
        const width = comfortableLaneWidth(view, 180);
        assert.ok(width >= 96 && width <= 180);
      }),
    );
  });
});
