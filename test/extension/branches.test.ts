import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RetakenBranches } from '../../src/contract/branches.ts';
import {
  branchesView,
  keptBranches,
  movedIn,
  named,
  NO_BRANCHES,
  removed,
  restored,
  retaken,
  visited,
  waysAt,
} from '../../src/extension/session/branches.ts';
import type { Branches, Visit } from '../../src/extension/session/branches.ts';

const HERE = { scenario: 'usual', variant: undefined };

function visit(words: string, more: Partial<Visit> = {}): Visit {
  const texts = words.split(' ');
  return {
    ...HERE,
    texts,
    schedule: texts.map((_, i) => i),
    choice: { kind: 'schedule', schedule: texts.map((_, i) => i) },
    chosen: true,
    meaning: 'one',
    cursor: 0,
    violates: undefined,
    forEver: false,
    ...more,
  };
}

const shownByItself = { choice: { kind: 'default' }, chosen: false } as const;
const explored = (...visits: readonly Visit[]): Branches => visits.reduce(visited, NO_BRANCHES);
const shown = (branches: Branches): readonly string[] =>
  branchesView(branches, HERE).branches.map(
    ({ name, texts }) => `${name === undefined ? '' : `${name}: `}${texts.join(' ')}`,
  );
const currentOf = (branches: Branches): string | undefined =>
  branches.all.find(({ id }) => id === branches.current)?.texts.join(' ');

function found(taken: RetakenBranches['taken'], replays: RetakenBranches['replays'] = []): RetakenBranches {
  return { taken, replays };
}

describe('what was explored', () => {
  it('grows at the end, forks in the middle, and is the same branch at its beginning', () => {
    const branches = explored(visit('s a'), visit('s a b'), visit('s a c'), visit('s a'), visit('s a c d'));
    assert.deepEqual(shown(branches), ['s a b', 's a c d']);
    assert.equal(currentOf(branches), 's a c d');
    assert.equal(currentOf(visited(branches, visit('s a b'))), 's a b');
    assert.equal(currentOf(visited(branches, visit('s a'))), 's a c d', 'the branch that is looked at, where it fits');
  });

  it('lets what was shown by itself give way to the next, unless somebody chose it or named it', () => {
    const first = explored(visit('s a b', shownByItself));
    assert.deepEqual(shown(visited(first, visit('s x', shownByItself))), ['s x']);
    const chosen = visited(first, visit('s a c'));
    assert.deepEqual(shown(chosen), ['s a b', 's a c'], 'what was forked off is its trunk');
    const kept = named(first, 1, ' a  name\n');
    assert.deepEqual(shown(visited(kept, visit('s x', shownByItself))), ['a name: s a b', 's x']);
    assert.deepEqual(shown(named(kept, 1, '')), ['s a b']);
  });

  it('remembers where one stood in each', () => {
    const branches = visited(movedIn(explored(visit('s a b')), 2), visit('s c'));
    assert.equal(branchesView(branches, HERE).branches[0]?.cursor, 2);
  });

  it('is of one scenario and one variant at a time', () => {
    const other = visit('s a', { scenario: 'other' });
    const loss = visit('s a lose', { variant: 'loss' });
    const branches = explored(visit('s a b'), other, loss);
    assert.deepEqual(shown(branches), ['s a b']);
    assert.equal(branchesView(branches, HERE).current, undefined);
    assert.equal(branchesView(branches, { scenario: 'usual', variant: 'loss' }).branches.length, 1);
  });

  it('lets the oldest without a name go, and never the one that is looked at', () => {
    let branches = named(explored(visit('s kept')), 1, 'kept');
    for (let i = 0; i < 100; i += 1) branches = visited(branches, visit(`s ${i}`));
    const left = shown(branches);
    assert.equal(left.length, 32);
    assert.equal(left[0], 'kept: s kept');
    assert.equal(left.at(-1), 's 99');
    assert.equal(left[1], 's 69');
    const long = visited(branches, visit(Array.from({ length: 5000 }, (_, i) => `w${i}`).join(' ')));
    assert.equal(shown(long).length, 2, 'a run longer than the bound stays while it is looked at');
  });

  it('says how far each can be taken after an edit, and loses none', () => {
    const before = explored(visit('s a b', { violates: { property: 'Safe', step: 2 } }), visit('s c'));
    const ways = waysAt(before, HERE);
    const taken = [{ schedule: [0, 3] }, { schedule: [0, 4], violates: { property: 'Live', step: 1 } }];
    const after = retaken(before, HERE, { ways, found: found(taken), meaning: 'two' });
    const [first, second] = branchesView(after, HERE).branches;
    assert.equal(first?.possible, 2);
    assert.equal(first.violates, undefined);
    assert.deepEqual(first.texts, ['s', 'a', 'b']);
    assert.deepEqual(second?.violates, { property: 'Live', step: 1 });
    assert.deepEqual(after.all[1]?.schedule, [0, 4]);
  });

  it('does not take an answer for a branch that went on meanwhile', () => {
    const before = explored(visit('s a'));
    const grown = visited(before, visit('s a b', { meaning: 'two' }));
    const after = retaken(grown, HERE, {
      ways: waysAt(before, HERE),
      found: found([{ schedule: [0] }]),
      meaning: 'two',
    });
    assert.equal(after.all[0]?.possible, 3);
  });

  it('offers the replays of the file, of which a way with the same steps is one', () => {
    const replays = [
      { name: 'kept', texts: ['s', 'a'], schedule: [0, 1] },
      { name: 'old', texts: ['s', 'z'], schedule: [0] },
    ];
    const before = explored(visit('s a'), visit('s b'), visit('s a'));
    const after = retaken(before, HERE, {
      ways: waysAt(before, HERE),
      found: found([{ schedule: [0, 1] }, { schedule: [0, 2] }], replays),
      meaning: 'two',
    });
    assert.deepEqual(shown(after), ['s b', 'kept: s a', 'old: s z']);
    assert.equal(currentOf(after), 's a');
    const replay = branchesView(after, HERE).branches[1]!;
    assert.equal(replay.kind, 'replay');
    assert.deepEqual(shown(removed(named(after, replay.id, 'other'), replay.id)), shown(after), 'it is in the file');
    assert.deepEqual(
      shown(visited(after, visit('s a c'))),
      ['s b', 'kept: s a', 'old: s z', 's a c'],
      'a replay does not grow',
    );
    const again = retaken(after, HERE, { ways: [], found: found([], replays.slice(0, 1)), meaning: 'three' });
    assert.deepEqual(
      again.all.filter(({ kind }) => kind === 'replay').map(({ id }) => id),
      [replay.id],
    );
  });

  it('is kept, and is there again behind what was looked at since', () => {
    const kept = keptBranches(named(explored(visit('s d', shownByItself), visit('s a b'), visit('s c')), 3, 'name'));
    assert.deepEqual(
      kept.map(({ name, texts }) => [name, texts.join(' ')]),
      [
        [undefined, 's a b'],
        ['name', 's c'],
      ],
    );
    const again = restored(explored(visit('s a b')), kept);
    assert.deepEqual(shown(again), ['name: s c', 's a b']);
    assert.equal(currentOf(again), 's a b');
  });

  it('goes without the branch that is removed', () => {
    const branches = removed(explored(visit('s a'), visit('s b')), 2);
    assert.deepEqual(shown(branches), ['s a']);
    assert.equal(branches.current, undefined);
  });
});
