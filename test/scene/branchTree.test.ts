import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { BranchView } from '../../src/contract/branches.ts';
import { branchRows } from '../../src/scene/branchTree.ts';

function way(id: number, words: string, name?: string): BranchView {
  const texts = words.split(' ');
  return { id, kind: 'way', name, texts, possible: texts.length, cursor: 0 };
}

/** Each row as text: its lines, then where it leaves its parent and what it is called. */
function drawn(branches: readonly BranchView[], current?: number): readonly string[] {
  const signs = { none: ' ', line: '|', path: '#' };
  return branchRows(branches, current).map(({ lines, fork, label, onPath }) => {
    return `${lines.map(line => signs[line]).join('')}${onPath ? '*' : 'o'} ${fork} ${label}`;
  });
}

describe('the tree of branches', () => {
  it('hangs each branch on the earlier one with which it shares most steps, in the order of the forks', () => {
    const branches = [way(1, 's a b c'), way(2, 's a b x y'), way(3, 's z'), way(4, 's a b x w', 'mine')];
    assert.deepEqual(drawn(branches, 4), ['* 0 a', '#o 1 z', '#* 3 x', ' #* 4 mine']);
    assert.deepEqual(drawn(branches, 3), ['* 0 a', '#* 1 z', '|o 3 x', ' |o 4 mine']);
    assert.deepEqual(drawn(branches), ['o 0 a', '|o 1 z', '|o 3 x', ' |o 4 mine']);
  });

  it('says of each its place among those that hang on the same branch', () => {
    const rows = branchRows([way(1, 's a b'), way(2, 's c'), way(3, 's d')], undefined);
    assert.deepEqual(
      rows.map(({ level, place, siblings, parent }) => [level, place, siblings, parent]),
      [
        [1, 1, 1, undefined],
        [2, 1, 2, 0],
        [2, 2, 2, 0],
      ],
    );
  });

  it('has a place for branches that begin otherwise, that end where another goes on, and that are nothing but a start', () => {
    assert.deepEqual(drawn([way(1, 's a b'), way(2, 't a'), way(3, 's a')]), ['o 0 a', '|o 0 a', '|o 2 a']);
    assert.deepEqual(drawn([way(1, 's')]), ['o 0 s']);
    assert.deepEqual(drawn([]), []);
  });

  it('draws each branch once, below the one it hangs on, whatever they are', () => {
    for (let seed = 1; seed < 60; seed += 1) {
      let random = seed;
      const next = (below: number): number => (random = (random * 48271) % 2147483647) % below;
      const branches = Array.from({ length: 12 }, (_, id) =>
        way(id, ['s', ...Array.from({ length: 1 + next(5) }, () => 'abc'[next(3)])].join(' ')),
      );
      const rows = branchRows(branches, next(12));
      assert.deepEqual(new Set(rows.map(({ branch }) => branch.id)).size, 12);
      rows.forEach((row, index) => {
        const parent = row.parent === undefined ? undefined : rows[row.parent];
        assert.equal(row.level, (parent?.level ?? 0) + 1);
        assert.equal(row.lines.length, row.level - 1);
        if (row.parent === undefined || parent === undefined) return;
        assert.ok(row.parent < index);
        assert.deepEqual(row.branch.texts.slice(0, row.fork), parent.branch.texts.slice(0, row.fork));
        for (let between = row.parent + 1; between <= index; between += 1) {
          assert.notEqual(rows[between]?.lines[row.level - 2], 'none', 'its line is not interrupted');
        }
      });
    }
  });
});
