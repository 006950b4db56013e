import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shorterStruck, struckCore, struckText } from '../../src/scene/struck.ts';

/** With what is struck through between tildes. */
function marked({ text, struck: [from, to] }: ReturnType<typeof struckText>): string {
  return `${text.slice(0, from)}~${text.slice(from, to)}~${text.slice(to)}`;
}

describe('a damaged value', () => {
  it('is struck through before what it became, whole and alone', () => {
    assert.equal(marked(struckText('Vote(true)', 'Vote(false)')), 'Vote(~true~ false)');
    assert.equal(marked(struckText('Put(1, 2, 3)', 'Put(1, 0, 3)')), 'Put(1, ~2~ 0, 3)');
    assert.equal(marked(struckText('Put([1], 3)', 'Put([0, 1], 3)')), 'Put(~[1]~ [0, 1], 3)');
    assert.equal(marked(struckText('log [1]', 'log [0, 1]')), 'log ~[1]~ [0, 1]');
    assert.equal(
      marked(struckText('vote Ballot(1, none)', 'vote Ballot(2, none)')),
      'vote ~Ballot(1, none)~ Ballot(2, none)',
    );
    assert.equal(marked(struckText('Put({}, 1)', 'Put({1, 2}, 1)')), 'Put(~{}~ {1, 2}, 1)');
  });

  it('keeps the name of its message where room is short, and at last nothing else', () => {
    const shorter = (before: string, after: string): readonly string[] =>
      shorterStruck(before, after).map(form => (typeof form === 'string' ? form : marked(form)));
    assert.deepEqual(shorter('RequestVote(1, 2)', 'RequestVote(1, 3)'), [
      'RequestV…(1, ~2~ 3)',
      'Reque…(1, ~2~ 3)',
      'Req…(1, ~2~ 3)',
      'RequestVote…',
    ]);
    assert.deepEqual(shorter('Put(1)', 'Put(0)'), ['Put…']);
  });

  it('stands alone where room is short', () => {
    assert.equal(marked(struckCore('Vote(true)', 'Vote(false)')), '~true~ false');
    assert.equal(marked(struckCore('log [1]', 'log []')), '~[1]~ []');
  });
});
