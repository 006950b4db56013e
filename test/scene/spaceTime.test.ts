import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Scene } from '../../src/contract/scene.ts';
import {
  acrossOf,
  alongOf,
  alongOfEvent,
  comfortableLaneWidth,
  gridOf,
  leastLaneWidth,
  type SpaceTimeOptions,
} from '../../src/scene/grid.ts';
import { BOLD } from '../../src/scene/labels.ts';
import { roomyScene } from '../../src/scene/roomyScene.ts';
import { segmentMeetsBox, segmentsCross, segmentsOf, type Segment } from '../../src/scene/shapes.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { estimateWidth, HEAD_SIZE } from '../../src/scene/text.ts';
import {
  assertArrowsGoForward,
  assertInside,
  assertOrderIsDrawn,
  assertTextsApart,
  assertTextsOffLines,
  drawnArrows,
} from './checks.ts';
import { syntheticView, views } from './views.ts';

const options: fc.Arbitrary<SpaceTimeOptions> = fc.record({
  laneWidth: fc.integer({ min: 40, max: 200 }),
  direction: fc.constantFrom('down', 'right'),
  timestamps: fc.constantFrom('none', 'lamport', 'vector', 'clock'),
});

function each(check: (view: ExecutionView, scene: Scene, chosen: SpaceTimeOptions) => void): void {
  fc.assert(
    fc.property(views, options, (view, chosen) => {
      check(view, spaceTimeScene(view, chosen), chosen);
    }),
  );
}

describe('the space-time diagram', () => {
  it('draws no label over another', () => {
    each((_, scene) => assertTextsApart(scene));
  });

  it('draws the names of what is seen over nothing', () => {
    each((view, _, chosen) => {
      const captions = view.events.slice(0, 4).map((__, event) => ({ event, text: 'handled twice', title: '' }));
      const scene = spaceTimeScene(view, { ...chosen, captions });
      assertTextsApart(scene);
      assertTextsOffLines(scene);
      assertInside(scene);
    });
  });

  it('draws no label over an arrow, a lifeline or a wall', () => {
    each((_, scene) => assertTextsOffLines(scene));
  });

  it('draws one arrow for each message, later at every turn', () => {
    each(assertArrowsGoForward);
  });

  it('draws what happens before above what happens after', () => {
    each(assertOrderIsDrawn);
  });

  it('keeps every mark inside the picture', () => {
    each((_, scene) => assertInside(scene));
  });

  it('leaves arrows out of the marks of events they have nothing to do with', () => {
    each((view, scene, chosen) => {
      const grid = gridOf(view, chosen);
      // Where a lifeline is crossed by more than there is room for, arrows may come closer.
      if (view.arrows.length > 12) return;
      for (const { arrow, points } of drawnArrows(scene)) {
        const { from, to, fromLane, copyOf } = view.arrows[arrow] ?? {};
        // What stays on its way when a copy of it arrives goes on from there.
        const arrived = view.arrows[copyOf ?? -1]?.to;
        view.events.forEach((event, index) => {
          if (index === from || index === to || index === arrived || event.lane === fromLane) return;
          const [across, along] = [acrossOf(grid, event.lane), alongOfEvent(grid, event)];
          const [x, y] = grid.direction === 'down' ? [across, along] : [along, across];
          const dot = { x: x - 3, y: y - 3, width: 6, height: 6 };
          for (const segment of segmentsOf(points)) assert.ok(!segmentMeetsBox(segment, dot), `arrow ${String(arrow)}`);
        });
      }
    });
  });

  it('has marks for every event, and says which event, lane and step each stands for', () => {
    each((view, scene) => {
      const marked = new Set(scene.marks.flatMap(({ of }) => (of.event === undefined ? [] : [of.event])));
      assert.deepEqual(
        [...marked].sort((a, b) => a - b),
        view.events.map((_, event) => event),
      );
      for (const { of } of scene.marks) {
        if (of.event === undefined) continue;
        assert.equal(of.step, view.events[of.event]?.step);
        assert.equal(of.lane, view.events[of.event]?.lane);
      }
    });
  });

  it('shows a violation even when the step that causes it happens at no node', () => {
    each((view, scene) => {
      const expected = view.verdict?.kind === 'violated' || view.events.some(({ violation }) => violation);
      assert.equal(
        scene.marks.some(({ kind, class: markClass }) => kind === 'octagon' && markClass === 'eventViolation'),
        expected,
      );
    });
  });

  it('writes the name of the property in full, whether it is violated or witnessed', () => {
    const property = 'NobodyEverLosesWhatWasWritten';
    each((view, _, chosen) => {
      for (const kind of ['violated', 'witness'] as const) {
        const named = { ...view, verdict: { property, kind } };
        const scene = spaceTimeScene(named, chosen);
        const names = scene.marks.filter(mark => mark.kind === 'text' && mark.text === property);
        assert.equal(names.length, 1);
        assertTextsApart(scene);
        assertTextsOffLines(scene);
        assertInside(scene);
      }
    });
  });

  it('rings the last step of a witness, and nothing else', () => {
    each((view, _, chosen) => {
      const rings = (verdict: ExecutionView['verdict']): readonly (number | undefined)[] =>
        spaceTimeScene({ ...view, verdict }, chosen).marks.flatMap(mark =>
          mark.kind === 'circle' && mark.class === 'eventHollow' && mark.radius > 8 ? [mark.of.step] : [],
        );
      const ringed = rings({ property: 'Reached', kind: 'witness' });
      assert.ok(ringed.length > 0);
      assert.ok(ringed.every(step => step === view.steps.length - 1 || view.events.some(({ violation }) => violation)));
      assert.deepEqual(rings({ property: 'Reached', kind: 'violated' }), []);
    });
  });

  it('draws no lifeline while a node is down', () => {
    each((view, scene, chosen) => {
      const grid = gridOf(view, chosen);
      const isDown = chosen.direction !== 'right';
      for (const { kind, lanes, fromStep, toStep } of view.bands) {
        if (kind !== 'down') continue;
        const middle = (alongOf(grid, fromStep) + (toStep === undefined ? grid.end : alongOf(grid, toStep))) / 2;
        for (const mark of scene.marks) {
          if (mark.kind !== 'line' || !mark.class.startsWith('lifeline') || !lanes.includes(mark.of.lane ?? -1))
            continue;
          const [from, to] = isDown ? [mark.y1, mark.y2] : [mark.x1, mark.x2];
          assert.ok(to < middle || from > middle);
        }
      }
    });
  });

  it('marks a violation by a partition at its wall, and says who is on which side', () => {
    const view: ExecutionView = {
      ...syntheticView({ seed: 1, nodes: 3, steps: 0, order: 'any', persistent: false, error: false }),
      arrows: [],
    };
    const [start] = view.steps;
    assert.ok(start !== undefined);
    const split: ExecutionView = {
      ...view,
      verdict: { property: 'Agreement', kind: 'violated' },
      steps: [start, { ...start, events: [] }],
      bands: [{ kind: 'partition', lanes: [0], fromStep: 1, toStep: undefined }],
      events: view.events.map(event => ({ ...event, violation: false })),
    };
    const { marks } = spaceTimeScene(split);
    const octagon = marks.find(({ kind }) => kind === 'octagon');
    const wall = marks.find(({ class: markClass }) => markClass === 'partition');
    assert.ok(octagon?.kind === 'octagon' && wall?.kind === 'line');
    assert.ok(Math.abs(octagon.x - wall.x1) <= 3 && Math.abs(octagon.y - wall.y1) <= 1);
    const texts = marks.flatMap(mark => (mark.kind === 'text' ? [mark.text] : []));
    assert.ok(texts.includes('partition') && texts.includes('Agreement'), texts.join());
    assert.ok(texts.includes('Server 2, Server 3') || texts.includes('Server 2, 3'), texts.join());
    assert.equal(texts.filter(text => text === 'Server 1').length, 2);
  });

  it('draws the arrow that a cut stops clear of every other wall', () => {
    each((view, scene, chosen) => {
      const lines = scene.marks.flatMap(mark => (mark.kind === 'line' ? [mark] : []));
      const isAcross = ({ x1, x2, y1, y2 }: Segment): boolean => (chosen.direction === 'right' ? x1 === x2 : y1 === y2);
      const stubs = lines.filter(line => line.class === 'cut' && isAcross(line));
      const walls = lines.filter(line => (line.class === 'cut' || line.class === 'partition') && !isAcross(line));
      for (const stub of stubs)
        for (const wall of walls) assert.ok(!segmentsCross(stub, wall), JSON.stringify(view.bands));
    });
  });

  it('ends lost arrows, and only those, in a cross', () => {
    each((view, scene) => {
      const crossed = scene.marks.flatMap(({ kind, of }) =>
        kind === 'cross' && of.arrow !== undefined ? [of.arrow] : [],
      );
      const lost = view.arrows.flatMap(({ fate }, arrow) => (fate === 'lost' ? [arrow] : []));
      assert.deepEqual(
        crossed.sort((a, b) => a - b),
        lost,
      );
    });
  });

  it('gives duplicates, and only those, a hollow head', () => {
    each((view, scene) => {
      for (const mark of scene.marks) {
        if (mark.kind !== 'head' || mark.of.arrow === undefined) continue;
        assert.equal(mark.hollow, view.arrows[mark.of.arrow]?.copyOf !== undefined);
      }
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

  it('keeps the names of neighbours apart, in bold too, as long as they are no longer than names are', () => {
    const names = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(views, names, (view, name) => {
        const named = { ...view, lanes: view.lanes.map(lane => ({ ...lane, name })) };
        const width = leastLaneWidth(named, estimateWidth);
        assert.ok(width >= 96 && width <= 152);
        assert.ok(width === 152 || width > estimateWidth(name, HEAD_SIZE, 'words') * BOLD + 3);
      }),
    );
  });

  it('labels most arrows even where much is in flight, when lanes are comfortable', () => {
    const recipe = { nodes: 3, steps: 10, order: 'any', persistent: false, error: false } as const;
    let labelled = 0;
    let arrows = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const view = syntheticView({ ...recipe, seed });
      const scene = spaceTimeScene(view, { laneWidth: comfortableLaneWidth(view, 160) });
      arrows += view.arrows.length;
      labelled += scene.marks.filter(({ kind, of }) => kind === 'text' && of.arrow !== undefined).length;
    }
    assert.ok(labelled / arrows > 0.8, `${String(labelled)} of ${String(arrows)}`);
  });

  it('is as large on a page of its own as its labels ask for', () => {
    const labelled = ({ marks }: Scene): number =>
      marks.filter(({ kind, of }) => kind === 'text' && of.arrow !== undefined).length;
    fc.assert(
      fc.property(views, view => {
        const usual = spaceTimeScene(view);
        const roomy = roomyScene(view);
        assert.ok(labelled(roomy) >= labelled(usual));
        if (labelled(usual) === view.arrows.length) assert.deepEqual(roomy, usual);
        assertTextsApart(roomy);
        assertTextsOffLines(roomy);
        assertInside(roomy);
      }),
      { numRuns: 50 },
    );
  });

  it('draws a thousand steps', () => {
    const view = syntheticView({ seed: 1, nodes: 10, steps: 1000, order: 'any', persistent: false, error: false });
    const scene = spaceTimeScene(view);
    assert.equal(drawnArrows(scene).length, view.arrows.length);
    assertTextsApart(scene);
  });
});
