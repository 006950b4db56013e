import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark } from '../../src/contract/scene.ts';
import { excerptOf } from '../../src/scene/excerpt.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { alongOf, gridOf } from '../../src/scene/grid.ts';
import { happensBeforeRequest, happensBeforeScene } from '../../src/scene/happensBefore.ts';
import { layeredLayout } from '../../src/scene/layers.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { stepRemarks } from '../../src/scene/stepRemarks.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { isDeciding, valenceSentence } from '../../src/scene/valence.ts';
import { views } from './views.ts';

const directions = fc.constantFrom('down' as const, 'right' as const);
const valued = views.filter(({ steps }) => steps.some(({ valence }) => valence !== undefined));

function marksOf(view: ExecutionView, direction: 'down' | 'right', markClass: Mark['class']): readonly Mark[] {
  return spaceTimeScene(view, { direction }).marks.filter(mark => mark.class === markClass);
}

function alongOfLine(mark: Mark, direction: 'down' | 'right'): number {
  assert.ok(mark.kind === 'line');
  return direction === 'down' ? mark.y1 : mark.x1;
}

describe('what can still be decided', () => {
  it('is a sign beside every step: hollow for nothing, split for several values, filled for one', () => {
    fc.assert(
      fc.property(valued, directions, (view, direction) => {
        const hollow = new Set(marksOf(view, direction, 'valence').map(({ of }) => of.step));
        const solid = new Set(marksOf(view, direction, 'valenceSolid').map(({ of }) => of.step));
        view.steps.forEach(({ valence = [] }, step) => {
          assert.equal(hollow.has(step), valence.length !== 1);
          assert.equal(solid.has(step), valence.length > 0);
        });
      }),
    );
  });

  it('is a column left of the first lane, and there is none where nobody says it', () => {
    fc.assert(
      fc.property(views, directions, (view, direction) => {
        const grid = gridOf(view, { direction });
        const isSaid = view.steps.some(({ valence }) => valence !== undefined);
        assert.equal(grid.valenceWidth > 0, isSaid);
        const signs = [...marksOf(view, direction, 'valence'), ...marksOf(view, direction, 'valenceSolid')];
        assert.equal(signs.length > 0, isSaid);
        for (const mark of signs) {
          assert.ok(mark.kind === 'glyph');
          const across = direction === 'down' ? mark.x : mark.y;
          assert.ok(across > grid.axisWidth && across < grid.axisWidth + grid.valenceWidth);
        }
      }),
    );
  });

  it('has a line after each step that leaves one of several values, and a label', () => {
    fc.assert(
      fc.property(valued, directions, (view, direction) => {
        const grid = gridOf(view, { direction });
        const lines = marksOf(view, direction, 'decision');
        const deciding = view.steps.flatMap((_, step) => (isDeciding(view, step) ? [step] : []));
        assert.deepEqual(
          lines.map(({ of }) => of.step),
          deciding,
        );
        lines.forEach((line, i) => {
          const along = alongOfLine(line, direction);
          assert.ok(along > alongOf(grid, deciding[i]!) && along < alongOf(grid, deciding[i]! + 1));
        });
      }),
    );
  });

  it('is a sentence', () => {
    assert.equal(valenceSentence([]), 'Nothing can be decided any more.');
    assert.equal(valenceSentence(['1']), 'Only 1 can be decided.');
    assert.equal(valenceSentence(['0', '1', '2']), '0, 1 or 2 can still be decided.');
  });

  it('is in an excerpt what it was after what is left out', () => {
    fc.assert(
      fc.property(valued, fc.nat({ max: 20 }), (view, skipped) => {
        const firstStep = Math.min(1 + skipped, view.steps.length);
        const { steps } = excerptOf(view, { firstStep, lanes: view.lanes.map((_, lane) => lane) });
        assert.deepEqual(
          steps.map(({ valence }) => valence),
          view.steps.slice(firstStep - 1).map(({ valence }) => valence),
        );
      }),
    );
  });
});

describe('the point of no return', () => {
  it('is a line after its step, and said there in the text', () => {
    fc.assert(
      fc.property(views, directions, (view, direction) => {
        const step = view.verdict?.noReturn;
        const lines = marksOf(view, direction, 'noReturn');
        assert.deepEqual(
          lines.map(({ of }) => of.step),
          step === undefined ? [] : [step],
        );
        for (const line of lines) {
          const grid = gridOf(view, { direction });
          const along = alongOfLine(line, direction);
          assert.ok(along > alongOf(grid, step!) && along < alongOf(grid, step! + 1));
        }
        const said = executionText(view)
          .split('\n')
          .filter(text => text.includes('cannot be avoided'));
        assert.equal(said.length, step === undefined ? 0 : 1);
        if (step !== undefined) assert.ok(said[0]?.startsWith(`${String(step)}. `));
      }),
    );
  });

  it('is left out with the steps of an excerpt', () => {
    fc.assert(
      fc.property(views, fc.nat({ max: 20 }), (view, skipped) => {
        const firstStep = Math.min(1 + skipped, view.steps.length);
        const excerpt = excerptOf(view, { firstStep, lanes: [0] });
        const step = view.verdict?.noReturn;
        const expected = step === undefined || step < firstStep - 1 ? undefined : step - firstStep + 1;
        assert.equal(excerpt.verdict?.noReturn, expected);
      }),
    );
  });
});

describe('what a violation does not need', () => {
  it('is faint with its messages, and nothing else is', () => {
    fc.assert(
      fc.property(views, directions, (view, direction) => {
        const needless = (event: number | undefined): boolean => view.events[event ?? -1]?.irrelevant === true;
        for (const { of, faded } of spaceTimeScene(view, { direction }).marks) {
          const arrow = view.arrows[of.arrow ?? -1];
          const expected = needless(of.event) || (arrow !== undefined && (needless(arrow.from) || needless(arrow.to)));
          assert.equal(faded === true, expected);
        }
      }),
    );
  });

  it('is faint in the happens-before graph too', () => {
    fc.assert(
      fc.property(views, view => {
        const edges = view.events.slice(1).flatMap((_, i) => [i, i + 1]);
        const graph = {
          vertexCount: view.events.length,
          edges,
          concurrentPairs: 0,
          consistentCuts: undefined,
          interleavings: undefined,
        };
        const { marks } = happensBeforeScene(view, graph, layeredLayout(happensBeforeRequest(view, graph)));
        for (const { of, faded } of marks) {
          assert.equal(faded === true, view.events[of.event ?? -1]?.irrelevant === true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is drawn with thin outlines, at 35 %, and said in the text', () => {
    fc.assert(
      fc.property(views, view => {
        const svg = sceneToSvg(spaceTimeScene(view), 'light');
        const isAny = view.events.some(({ irrelevant }) => irrelevant === true);
        assert.equal(svg.includes('<g opacity="0.35">'), isAny);
        view.steps.forEach((step, index) => {
          const expected =
            step.events.length > 0 && step.events.every(event => view.events[event]?.irrelevant === true);
          assert.equal(
            stepRemarks(view, index).some(({ kind }) => kind === 'irrelevant'),
            expected,
          );
        });
      }),
    );
  });
});
