import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark } from '../../src/contract/scene.ts';
import { excerptOf } from '../../src/scene/excerpt.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { alongOf, gridOf, lanesEnd } from '../../src/scene/grid.ts';
import { hoverScene } from '../../src/scene/hoverPicture.ts';
import {
  isRepeated,
  lassoClause,
  lassoWords,
  loopLabel,
  loopOf,
  loopSentence,
  stepAfter,
} from '../../src/scene/loop.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { violatingStep } from '../../src/scene/violatingStep.ts';
import { blockedView, retryView } from './endless.ts';
import { views } from './views.ts';

const endless = views.filter(({ loop }) => loop !== undefined);
const directions = fc.constantFrom('down' as const, 'right' as const);

/** What is drawn of a loop, along time and across the lanes. */
function loopLines(view: ExecutionView, direction: 'down' | 'right') {
  const { marks } = spaceTimeScene(view, { direction });
  const lines = marks.filter(mark => mark.kind === 'line' && mark.class === 'loop') as (Mark & { kind: 'line' })[];
  return lines.map(({ x1, y1, x2, y2 }) =>
    direction === 'down' ? { along: [y1, y2], across: [x1, x2] } : { along: [x1, x2], across: [y1, y2] },
  );
}

describe('a loop', () => {
  it('leads from its last step to its first again, and nowhere else back', () => {
    fc.assert(
      fc.property(views, view => {
        const loop = loopOf(view);
        const last = view.steps.length - 1;
        for (let step = 0; step < last; step += 1) assert.equal(stepAfter(view, step), step + 1);
        const again = loop === undefined || loop.count === 0 ? undefined : loop.first;
        assert.equal(stepAfter(view, last), again);
        assert.equal(isRepeated(view, last), again !== undefined);
        assert.equal(isRepeated(view, (loop?.first ?? 0) - 1), false);
      }),
    );
  });

  it('is bracketed beside the lanes, from before its first row until after its last', () => {
    fc.assert(
      fc.property(endless, directions, (view, direction) => {
        const loop = loopOf(view)!;
        const grid = gridOf(view, { direction });
        const lines = loopLines(view, direction);
        if (loop.count === 0) {
          assert.deepEqual(
            lines.map(({ along }) => along),
            [[grid.end, grid.end]],
          );
          return;
        }
        assert.equal(lines.length, 3);
        for (const { across } of lines) assert.ok(Math.min(...across) >= lanesEnd(grid));
        const reach = lines.flatMap(({ along }) => along);
        const inside = (step: number): boolean =>
          alongOf(grid, step) > Math.min(...reach) && alongOf(grid, step) < Math.max(...reach);
        view.steps.forEach((_, step) => assert.equal(inside(step), step >= loop.first, String(step)));
      }),
    );
  });

  it('has an arrow back to its beginning, and says how many steps it has', () => {
    fc.assert(
      fc.property(endless, directions, (view, direction) => {
        const loop = loopOf(view)!;
        const { marks } = spaceTimeScene(view, { direction });
        const heads = marks.filter(({ kind, class: markClass }) => kind === 'head' && markClass === 'loop');
        assert.equal(heads.length, loop.count === 0 ? 0 : 1);
        assert.equal(marks.filter(mark => mark.kind === 'text' && mark.text === loopLabel(loop)).length, 1);
      }),
    );
  });

  it('is the violation itself: no step of it is marked, and its name stands once beside the bracket', () => {
    for (const view of [retryView(), blockedView()]) {
      assert.equal(violatingStep(view), undefined);
      assert.ok(view.events.every(({ violation }) => !violation));
      const { marks } = spaceTimeScene(view);
      assert.equal(marks.filter(({ kind }) => kind === 'octagon').length, 1);
      assert.equal(marks.filter(mark => mark.kind === 'text' && mark.text === view.verdict?.property).length, 1);
    }
  });

  it('keeps its length in an excerpt, and stays open where it began before', () => {
    fc.assert(
      fc.property(endless, fc.nat({ max: 30 }), (view, skipped) => {
        const firstStep = Math.min(1 + skipped, view.steps.length);
        const excerpt = excerptOf(view, { firstStep, lanes: view.lanes.map((_, lane) => lane) });
        assert.equal(loopOf(excerpt)?.count, loopOf(view)?.count);
        const { count, first } = loopOf(excerpt)!;
        const heads = spaceTimeScene(excerpt).marks.filter(
          ({ kind, class: markClass }) => kind === 'head' && markClass === 'loop',
        );
        assert.equal(heads.length, count > 0 && first >= 1 ? 1 : 0);
      }),
    );
  });

  it('is in a hover’s picture with its name and its length', () => {
    fc.assert(
      fc.property(endless, view => {
        const scene = hoverScene({ ...view, verdict: { property: 'Termination', kind: 'violated' } });
        const texts = scene.marks.flatMap(mark => (mark.kind === 'text' ? [mark.text] : []));
        assert.ok(texts.includes('Termination') && texts.includes(loopLabel(loopOf(view)!)), texts.join());
        assert.ok(scene.width <= 480 && scene.height <= 130, `${String(scene.width)} × ${String(scene.height)}`);
      }),
      { numRuns: 60 },
    );
  });

  it('is said in words: how it begins, in a headline, in a list, in a sentence', () => {
    assert.equal(loopSentence({ first: 3, last: 5, count: 3 }), 'From here the last 3 steps are repeated for ever.');
    assert.equal(loopSentence({ first: 5, last: 5, count: 1 }), 'From here the last step is repeated for ever.');
    assert.equal(loopSentence({ first: 6, last: 5, count: 0 }), 'From here nothing changes any more.');
    assert.equal(lassoWords({ stem: 9, loop: 3 }), 'after 9 steps, 3 for ever');
    assert.equal(lassoWords({ stem: 0, loop: 1 }), '1 step for ever');
    assert.equal(lassoWords({ stem: 9, loop: 0 }), 'nothing changes after 9 steps');
    assert.equal(lassoWords({ stem: 0, loop: 0 }), 'nothing ever changes');
    assert.equal(lassoClause({ stem: 1, loop: 1 }), 'after 1 step, 1 step repeats for ever');
    assert.equal(lassoClause({ stem: 0, loop: 2 }), '2 steps repeat for ever');
    assert.equal(lassoClause({ stem: 4, loop: 0 }), 'after 4 steps nothing changes any more');
  });

  it('is in the headline and in the text of an execution', () => {
    const retry = retryView();
    const lost = 'Client\u0027s Ask to Server is lost';
    assert.equal(retry.headline, `Answered breaks: after 1 step, 2 steps repeat for ever: ${lost}.`);
    const lines = executionText(retry).split('\n');
    assert.equal(lines[1], retry.notes?.[0]);
    const begin = lines.indexOf('From here the last 2 steps are repeated for ever. This breaks Answered.');
    assert.ok(lines[begin + 1]?.startsWith('2. '), lines.join('\n'));
    const blocked = blockedView();
    assert.equal(blocked.headline, 'Termination breaks: after 4 steps nothing changes any more.');
    const text = executionText(blocked);
    assert.ok(text.includes('\nFrom here nothing changes any more. This breaks Termination.\n'));
    assert.ok(text.includes('\nParticipant 1 waits for Decide.\n') && !text.includes('Coordinator waits'));
    assert.ok(text.includes('From here on the violation cannot be avoided.'));
  });
});
