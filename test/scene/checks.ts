import assert from 'node:assert/strict';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark, Scene } from '../../src/contract/scene.ts';
import { isBefore } from '../../src/scene/cone.ts';
import { acrossOf, alongOfEvent, gridOf, stepAt, type SpaceTimeOptions } from '../../src/scene/grid.ts';
import { boxOfText } from '../../src/scene/labels.ts';
import { boxesOverlap, segmentMeetsBox, segmentsOf, type Point } from '../../src/scene/shapes.ts';
import { estimateWidth } from '../../src/scene/text.ts';

export interface DrawnArrow {
  readonly arrow: number;
  readonly points: readonly Point[];
}

/** The lines of the arrows of a scene. */
export function drawnArrows(scene: Scene): readonly DrawnArrow[] {
  return scene.marks.flatMap(mark =>
    mark.kind === 'polyline' && mark.of.arrow !== undefined ? [{ arrow: mark.of.arrow, points: pointsOf(mark) }] : [],
  );
}

function pointsOf(mark: Mark & { readonly kind: 'polyline' }): readonly Point[] {
  return Array.from({ length: mark.points.length / 2 }, (_, i) => {
    return { x: mark.points[2 * i] ?? NaN, y: mark.points[2 * i + 1] ?? NaN };
  });
}

function textsOf(scene: Scene): readonly (Mark & { readonly kind: 'text' })[] {
  return scene.marks.filter(mark => mark.kind === 'text');
}

/** No text over another text. */
export function assertTextsApart(scene: Scene): void {
  const texts = textsOf(scene);
  const boxes = texts.map(mark => boxOfText(mark, estimateWidth));
  boxes.forEach((box, i) => {
    boxes.slice(0, i).forEach((other, j) => {
      assert.ok(!boxesOverlap(box, other), `«${texts[i]?.text ?? ''}» over «${texts[j]?.text ?? ''}»`);
    });
  });
}

/** No text over an arrow, a lifeline or a wall. */
export function assertTextsOffLines(scene: Scene): void {
  const lines = scene.marks.flatMap(mark => {
    if (mark.kind === 'line') return [mark];
    return mark.kind === 'polyline' ? segmentsOf(pointsOf(mark)) : [];
  });
  for (const mark of textsOf(scene)) {
    const box = boxOfText(mark, estimateWidth);
    for (const line of lines) assert.ok(!segmentMeetsBox(line, box), `«${mark.text}» over a line`);
  }
}

/** Every message has one arrow, later at every turn than at the one before. */
export function assertArrowsGoForward(view: ExecutionView, scene: Scene, { direction }: SpaceTimeOptions): void {
  const arrows = drawnArrows(scene);
  assert.deepEqual(
    arrows.map(({ arrow }) => arrow).sort((a, b) => a - b),
    view.arrows.map((_, arrow) => arrow),
  );
  for (const { points } of arrows) {
    const times = points.map(({ x, y }) => (direction === 'right' ? x : y));
    times
      .slice(1)
      .forEach((time, i) => assert.ok(time > (times[i] ?? Infinity), `an arrow turns back: ${times.join(' ')}`));
  }
}

/** Each event lies at its lane and step, and after everything that happens before it. */
export function assertOrderIsDrawn(view: ExecutionView, scene: Scene, options: SpaceTimeOptions): void {
  const grid = gridOf(view, options);
  view.events.forEach(a => {
    view.events.forEach(b => {
      if (isBefore(a, b)) assert.ok(alongOfEvent(grid, a) < alongOfEvent(grid, b));
    });
  });
  for (const mark of scene.marks) {
    if (mark.kind !== 'circle' || mark.of.event === undefined) continue;
    const event = view.events[mark.of.event];
    const [across, along] = grid.direction === 'down' ? [mark.x, mark.y] : [mark.y, mark.x];
    assert.equal(across, acrossOf(grid, event?.lane ?? NaN));
    assert.equal(along, event === undefined ? NaN : alongOfEvent(grid, event));
    assert.equal(stepAt(grid, mark), event?.step);
  }
}

/** Nothing lies outside the picture. */
export function assertInside(scene: Scene): void {
  const isInside = ({ x, y }: Point): boolean => x >= 0 && y >= 0 && x <= scene.width && y <= scene.height;
  for (const mark of scene.marks) {
    if (mark.kind === 'polyline') for (const point of pointsOf(mark)) assert.ok(isInside(point), JSON.stringify(mark));
    if ('x' in mark) assert.ok(isInside(mark), JSON.stringify(mark));
  }
}

/** All that must be true of any space-time diagram. */
export function assertSpaceTime(view: ExecutionView, scene: Scene, options: SpaceTimeOptions): void {
  assertTextsApart(scene);
  assertTextsOffLines(scene);
  assertArrowsGoForward(view, scene, options);
  assertOrderIsDrawn(view, scene, options);
  assertInside(scene);
}
