import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { groupBy } from '../../src/base/groupBy.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark } from '../../src/contract/scene.ts';
import { excerptOf } from '../../src/scene/excerpt.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { acrossOf, alongOfEvent, gridOf } from '../../src/scene/grid.ts';
import { historyTexts, operationLabel, operationSentence } from '../../src/scene/operationWords.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { registerRun } from './endless.ts';
import { viewOf } from './examples.ts';
import { views } from './views.ts';

const asking = views.filter(({ operations = [] }) => operations.length > 0);
const directions = fc.constantFrom('down' as const, 'right' as const);
const verdict = { property: 'linearizable register', kind: 'violated' } as const;

function registerView(blamed: readonly number[], order: readonly number[]): ExecutionView {
  const { instance, execution } = registerRun();
  const known = { orders: [{ history: 0, blamed, order }] };
  return viewOf(instance, execution, blamed.length > 0 ? verdict : undefined, known);
}

interface Stroke {
  readonly class: Mark['class'];
  readonly along: readonly [number, number];
  readonly across: readonly [number, number];
}

/** The strokes of each operation, along time and across the lanes. */
function strokesOf(view: ExecutionView, direction: 'down' | 'right'): ReadonlyMap<number, readonly Stroke[]> {
  const { marks } = spaceTimeScene(view, { direction });
  const lines = marks.flatMap(mark => (mark.kind === 'line' && mark.of.operation !== undefined ? [mark] : []));
  const byOperation = groupBy(lines, ({ of }) => of.operation!);
  return new Map(
    [...byOperation].map(([operation, all]) => [
      operation,
      all.map(({ class: markClass, x1, y1, x2, y2 }): Stroke =>
        direction === 'down'
          ? { class: markClass, along: [y1, y2], across: [x1, x2] }
          : { class: markClass, along: [x1, x2], across: [y1, y2] },
      ),
    ]),
  );
}

describe('operations of clients', () => {
  it('are what trace says, with the values of their data type', () => {
    const { operations } = registerView([], []);
    assert.deepEqual(
      operations?.map(({ history, lane, label, result }) => [history, lane, label, result]),
      [
        ['register', 0, 'write(1)', ''],
        ['register', 1, 'read', '0'],
        ['register', 0, 'read', undefined],
      ],
    );
    assert.ok(operations.every(({ blamed, place }) => blamed === undefined && place === undefined));
  });

  it('have the places and the blame that they are given by their index in the last state', () => {
    const ordered = registerView([], [2, 0]).operations;
    // By client, then in the order in which they began: write, the second read, then the read of client 2.
    assert.deepEqual(
      ordered?.map(({ place }) => place),
      [1, 0, undefined],
    );
    const unordered = registerView([0, 2], []).operations;
    assert.deepEqual(
      unordered?.map(({ blamed }) => blamed),
      [true, true, undefined],
    );
  });

  it('are absent without histories', () => {
    const { instance, execution } = registerRun();
    const silent = { ...instance, protocol: { ...instance.protocol, histories: [] } };
    assert.equal(viewOf(silent, execution, undefined).operations, undefined);
  });

  it('are bars beside the lifeline of their client that begin before they end, within their half of the lane', () => {
    fc.assert(
      fc.property(asking, directions, (view, direction) => {
        const grid = gridOf(view, { direction });
        const strokes = strokesOf(view, direction);
        view.operations!.forEach(({ lane, to, blamed }, index) => {
          const own = strokes.get(index) ?? [];
          const bars = own.filter(({ along: [from, end] }) => from !== end);
          assert.ok(bars.length > 0 && bars.every(({ along: [from, end] }) => from < end));
          assert.equal(
            own.some(stroke => stroke.class === 'operationOpen'),
            to === undefined,
          );
          assert.equal(
            own.some(stroke => stroke.class === 'operationBlamed'),
            blamed === true,
          );
          for (const place of own.flatMap(({ across }) => across)) {
            assert.ok(place < acrossOf(grid, lane) && place >= acrossOf(grid, lane) - grid.laneWidth / 2);
          }
        });
      }),
    );
  });

  it('reach from the event in which they began to the one in which they were answered, or to the end', () => {
    fc.assert(
      fc.property(asking, directions, (view, direction) => {
        const grid = gridOf(view, { direction });
        const strokes = strokesOf(view, direction);
        view.operations!.forEach(({ from, to }, index) => {
          const reach = (strokes.get(index) ?? []).flatMap(({ along }) => along);
          const begin = alongOfEvent(grid, view.events[from]!);
          const end = to === undefined ? grid.end : alongOfEvent(grid, view.events[to]!);
          assert.ok(Math.abs(Math.min(...reach) - begin) <= 4, `${String(Math.min(...reach))} ${String(begin)}`);
          assert.ok(Math.abs(Math.max(...reach) - end) <= 4, `${String(Math.max(...reach))} ${String(end)}`);
        });
      }),
    );
  });

  it('have octagons where no order has room for them, and only there', () => {
    fc.assert(
      fc.property(asking, directions, (view, direction) => {
        const octagons = spaceTimeScene(view, { direction }).marks.flatMap(({ kind, of }) =>
          kind === 'octagon' && of.operation !== undefined ? [of.operation] : [],
        );
        const blamed = view.operations!.flatMap((operation, index) => (operation.blamed === true ? [index] : []));
        assert.deepEqual(octagons, blamed);
      }),
    );
  });

  it('that were asked before an excerpt come in from its beginning, and those that were answered are left out', () => {
    const view = registerView([], []);
    const excerpt = excerptOf(view, { firstStep: 3, lanes: [0, 1] });
    assert.deepEqual(
      excerpt.operations?.map(({ label, from, to }) => [label, from, to === undefined ? undefined : typeof to]),
      [
        ['write(1)', -1, 'number'],
        ['read', excerpt.events.findIndex(({ lane }) => lane === 1), 'number'],
        ['read', excerpt.events.length - 1, undefined],
      ],
    );
    assert.deepEqual(
      excerptOf(view, { firstStep: 5, lanes: [0, 1] }).operations?.map(({ label }) => label),
      ['read', 'read'],
    );
    assert.equal(excerptOf(view, { firstStep: 1, lanes: [1, 2] }).operations?.length, 1);
  });

  it('are sentences, labels, and a list with an order that explains them', () => {
    const view = registerView([], [2, 0]);
    const [write, read, open] = view.operations!;
    assert.equal(operationLabel(read!), '1. read → 0');
    assert.equal(operationLabel(open!), 'read');
    assert.equal(
      operationSentence(view, write!),
      'write(1) by Client 1 from step 1 to step 3. It is number 2 in an order that explains every answer.',
    );
    assert.equal(operationSentence(view, open!), 'read by Client 1 from step 7, not answered.');
    const [text] = historyTexts(view);
    assert.equal(text?.order, 'An order that explains every answer: 1. read → 0 by Client 2, 2. write(1) by Client 1.');
    assert.equal(text.operations.length, 3);
    const blamed = executionText(registerView([0, 2], []));
    assert.ok(blamed.includes('read by Client 2 from step 4 to step 6, answered with 0. No order has room for it.'));
    assert.ok(!blamed.includes('An order that explains'));
  });
});
