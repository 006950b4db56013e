import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Matrix } from '../../../src/contract/matrix.ts';
import { cellWords } from '../../../src/scene/matrixWords.ts';
import { currentPlace, placeAfter, shownRows } from '../../../webview/view/failures/state.ts';
import { columnRemark, progressWords, rowRemark, spokenCell } from '../../../webview/view/failures/words.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, keptState } from '../../../webview/view/panel/state.ts';
import { finishedMatrix, growingMatrix, rowNamed } from '../fixtures/matrix.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const matrix = finishedMatrix();

function cellsOf(of: Matrix, name: string): readonly string[] {
  const row = rowNamed(of, name);
  return row.cells.map((cell, index) => {
    const { text, extent } = cellWords(cell, of.columns[index]!, row);
    return extent === '' ? text : `${text} ${extent}`;
  });
}

describe('the words of the resilience matrix', () => {
  it('say what was found and where that was looked for', () => {
    assert.deepEqual(cellsOf(matrix, 'One lost message'), [
      'holds in 1,204 states',
      'breaks in 4 steps',
      'reached in 7 steps',
      'holds in 1,204 states',
    ]);
    assert.deepEqual(cellsOf(matrix, 'One Byzantine Participant').slice(0, 1), ['unknown after 2,000,000 states']);
    assert.deepEqual(cellsOf(growingMatrix(), 'One link cut').slice(0, 1), ['exploring']);
    assert.deepEqual(cellsOf(growingMatrix(), 'One stalled handler').slice(0, 1), ['waiting']);
  });

  it('say of what goes on for ever how it divides', () => {
    const row = rowNamed(matrix, 'One crash');
    const cell = { ...row.cells[1]!, steps: 12, lasso: { stem: 9, loop: 3 } };
    assert.equal(cellWords(cell, matrix.columns[1]!, row).text, 'breaks: after 9 steps, 3 for ever');
  });

  it('say the row and the column to those who do not see them', () => {
    const row = rowNamed(matrix, 'One lost message');
    const spoken = row.cells.map((cell, index) => spokenCell(row, matrix.columns[index]!, cell));
    assert.equal(spoken[1], 'One lost message, Termination: breaks in 4 steps');
    assert.equal(spoken[3], 'One lost message, no error: holds in 1,204 states');
    const outdated = rowNamed(growingMatrix(), 'One crash midway');
    assert.match(
      spokenCell(outdated, matrix.columns[0]!, outdated.cells[0]!),
      /breaks in 11 steps, before the last edit$/,
    );
  });

  it('count what a property withstands, of what is decided', () => {
    assert.equal(columnRemark(matrix, 0), 'withstands 8 of 12');
    assert.equal(columnRemark(matrix, 2), 'reached in 13 of 13');
    assert.equal(columnRemark({ ...matrix, rows: matrix.rows.slice(0, 1) }, 0), '');
  });

  it('say how far a row and the whole is, and nothing when all is done', () => {
    assert.equal(progressWords(matrix), '');
    assert.equal(progressWords(growingMatrix()), '6 of 15 rows done · one link cut: 4,418 states');
    assert.equal(rowRemark(rowNamed(matrix, 'One Byzantine Participant')), 'stopped at 2,000,000 states');
    const crowded = { ...rowNamed(matrix, 'One crash'), complete: false, limit: { kind: 'copies', value: 8 } } as const;
    assert.equal(rowRemark(crowded), 'no further than 8 equal messages');
    assert.equal(rowRemark(rowNamed(growingMatrix(), 'One link cut')), '4,418 states so far');
    assert.equal(rowRemark(rowNamed(matrix, 'One crash')), '');
  });
});

describe('the keyboard in the resilience matrix', () => {
  const start = { variant: 'none', property: 'Agreement' };
  const press = (from: typeof start | undefined, ...keys: readonly string[]) =>
    keys.reduce(
      (place, key) => placeAfter(matrix, place, { key: key.replace('Ctrl+', ''), ctrlKey: key.startsWith('Ctrl+') })!,
      currentPlace(matrix, from)!,
    );

  it('begins at the first cell, and where it was as long as that is there', () => {
    assert.deepEqual(currentPlace(matrix, undefined), start);
    assert.deepEqual(currentPlace(matrix, { variant: 'gone', property: 'Agreement' }), start);
    assert.deepEqual(currentPlace(matrix, { variant: 'One crash', property: 'gone' })?.variant, 'One crash');
  });

  it('moves by cells, rows and to the ends, and stops at the edges', () => {
    assert.deepEqual(press(start, 'ArrowRight', 'ArrowDown'), { variant: 'One lost message', property: 'Termination' });
    assert.deepEqual(press(start, 'ArrowUp', 'ArrowLeft'), start);
    assert.deepEqual(press(start, 'End'), { variant: 'none', property: 'error' });
    assert.deepEqual(press(start, 'Ctrl+End', 'Ctrl+Home'), start);
  });

  it('reaches the reasons of rows that are not applicable, which come last', () => {
    const { others } = shownRows(matrix);
    assert.deepEqual(press(start, 'Ctrl+End'), { variant: others.at(-1)?.id, property: undefined });
    assert.equal(placeAfter(matrix, start, { key: 'a', ctrlKey: false }), undefined);
  });
});

describe('the panel with a resilience matrix', () => {
  const model = twoPhaseCommitModel({ matrix });
  const opened = reduce(INITIAL_UI, {
    kind: 'host',
    message: { kind: 'model', seq: 1, model, restored: undefined },
  }).ui;

  it('asks for the execution of a cell and shows it in space and time', () => {
    const shown = { ...opened, view: 'failures' as const };
    const { ui, posts } = reduce(shown, { kind: 'showVariant', variant: 'loss', property: 'Agreement' });
    assert.equal(ui.view, 'spaceTime');
    const choice = { kind: 'property', property: 'Agreement' } as const;
    assert.deepEqual(posts, [{ kind: 'showVariant', variant: 'loss', choice }]);
  });

  it('goes back to the scenario without leaving the view', () => {
    const { ui, posts } = reduce(opened, { kind: 'showVariant', variant: undefined, property: undefined });
    assert.equal(ui.view, opened.view);
    assert.deepEqual(posts, [{ kind: 'showVariant', variant: undefined, choice: { kind: 'default' } }]);
  });

  it('shows the matrix when the host says so, and keeps the variant', () => {
    const command = { kind: 'command', seq: 2, command: 'showFailures' } as const;
    assert.equal(reduce(opened, { kind: 'host', message: command }).ui.view, 'failures');
    const variant = { id: 'loss', phrase: 'with one lost message' };
    const patched = reduce(opened, { kind: 'host', message: { kind: 'patch', seq: 2, patch: { variant } } }).ui;
    assert.equal(keptState(patched)?.variant, 'loss');
  });
});
