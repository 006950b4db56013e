import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ExplosionReport } from '../../../src/contract/explosion.ts';
import {
  approximately,
  countText,
  explosionHeadline,
  factorDigits,
  isComparable,
  percentText,
  plainSentence,
  rarity,
} from '../../../src/scene/explosionWords.ts';
import { foldedRows, knownParts, shareGroups } from '../../../webview/view/explosion/state.ts';
import {
  plain,
  potentialSentence,
  progressWords,
  savingRow,
  sentencePieces,
} from '../../../webview/view/explosion/words.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, keptState } from '../../../webview/view/panel/state.ts';
import { boundedExplosion, explained, finishedExplosion, growingExplosion } from '../fixtures/explosion.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const finished = finishedExplosion();
const bounded = boundedExplosion();
const headline = (report: ExplosionReport): string => plainSentence(explosionHeadline(report));

describe('the headline of an explosion', () => {
  it('says how many, what of, and what one more node does, as far as that is known', () => {
    assert.equal(
      headline(finished),
      '8,832 states. Decide in flight accounts for 94 % of them; one more Participant means 5.6 × as many.',
    );
    assert.equal(headline(growingExplosion()), '8,832 states.');
    assert.equal(
      headline(finishedExplosion({ growth: [] })),
      '8,832 states. Decide in flight accounts for 94 % of them.',
    );
    assert.equal(
      headline(finishedExplosion({ variables: [], messages: [] })),
      '8,832 states. One more Participant means 5.6 × as many.',
    );
    assert.equal(
      headline(finishedExplosion({ messages: [] })),
      '8,832 states. Participant.state accounts for 71 % of them; one more Participant means 5.6 × as many.',
    );
    const timer = { ...finished.variables![0]!, kind: 'timer', name: 'retry', share: 0.5 } as const;
    assert.equal(
      headline(finishedExplosion({ messages: [], variables: [timer], growth: [] })),
      '8,832 states. Whether Participant.retry is armed accounts for 50 % of them.',
    );
    assert.equal(headline(finishedExplosion({ reachable: undefined })), '');
  });

  it('claims no more than was counted', () => {
    assert.equal(headline(bounded), 'At least 2,000,000 states. Decide in flight accounts for 94 % of them.');
  });

  it('names nothing that hardly matters', () => {
    const small = finished.messages!.map(message => ({ ...message, share: 0.04 }));
    assert.equal(headline(finishedExplosion({ messages: small, variables: [], growth: [] })), '8,832 states.');
  });

  it('names the role whose number matters most', () => {
    const [growth] = finished.growth!;
    const report = finishedExplosion({
      growth: [{ ...growth!, role: 'Client', factor: 2 }, growth!],
      messages: [],
      variables: [],
    });
    assert.match(headline(report), /One more Participant means 5\.6 ×/);
    const flat = finishedExplosion({ growth: [{ ...growth!, factor: 1.02 }], messages: [], variables: [] });
    assert.equal(headline(flat), '8,832 states.');
  });
});

describe('numbers of an explosion', () => {
  it('say whether they are exact', () => {
    assert.equal(countText({ states: 8832, isExact: true }), '8,832');
    assert.equal(countText({ states: 2_000_000, isExact: false }), '≥ 2,000,000');
  });

  it('have as many digits as matter', () => {
    const factors = [0.2, 0.857, 1, 1.034, 1.07, 2, 5.62, 13.4, 123.4, 4821];
    const factorTexts = ['0.2', '0.86', '1', '1.03', '1.07', '2', '5.6', '13', '120', '4,800'];
    assert.deepEqual(factors.map(factorDigits), factorTexts);
    const shares = [0, 0.0004, 0.004, 0.125, 0.994, 0.9999, 1];
    const shareTexts = ['0 %', '< 0.1 %', '0.4 %', '13 %', '99.4 %', '> 99.9 %', '100 %'];
    assert.deepEqual(shares.map(percentText), shareTexts);
    const roughTexts = ['≈ 7', '≈ 280,000', '≈ 1.2 × 10¹⁰', '≈ 1.0 × 10³⁰⁰'];
    assert.deepEqual([7.4, 277_136, 12_345_678_901, 1e300].map(approximately), roughTexts);
    assert.equal(approximately(Infinity), 'beyond counting');
  });

  it('are compared with what could be told apart only where there is such a number', () => {
    assert.equal(rarity(finished), 'one in 351,000');
    assert.equal(rarity(finishedExplosion({ reachable: { states: 8832, isExact: false } })), 'one in at most 351,000');
    assert.equal(rarity(bounded), undefined);
    assert.equal(isComparable(bounded), false);
    assert.equal(isComparable(finished), true);
    const few = { ...finished.potential, exact: '4', text: '4' };
    assert.equal(isComparable(finishedExplosion({ potential: few, reachable: { states: 5, isExact: true } })), false);
    assert.equal(
      potentialSentence(finished),
      'Of 3.11 × 10⁹ states that could be told apart, 8,832 can be reached, one in 351,000.',
    );
    assert.equal(potentialSentence(bounded), 'What could be told apart is without bound: Server.log, Client.requests.');
  });
});

describe('what is said beside the charts', () => {
  it('marks the largest share of all that states differ in, and no other', () => {
    const strongest = shareGroups(finished).flatMap(({ rows = [] }) => rows.filter(row => row.isStrongest));
    assert.deepEqual(
      strongest.map(({ name }) => name),
      ['Decide'],
    );
  });

  it('says what each bar is, and what bounding it would leave', () => {
    const [variables, messages, actions] = shareGroups(finished).map(({ rows = [] }) =>
      rows.map(({ name, owner, percent, remark }) => [name, owner, percent, remark].filter(Boolean).join(' | ')),
    );
    assert.deepEqual(variables, [
      'Participant.state | 71 % | 4 values',
      'Coordinator.yes | 44 % | 5,120 left with at most 2',
      'Coordinator.outcome | 12 % | 3 values',
    ]);
    assert.equal(messages?.[0], 'Decide | 94 % | up to 3 at once');
    assert.deepEqual(actions?.slice(3), [
      'giveUp | fires at Coordinator | 46 % | 2,210 steps',
      'crash Coordinator | 31 % | 1,840 steps',
    ]);
    const ghost = { ...finished.variables![0]!, kind: 'ghost', role: undefined } as const;
    assert.equal(shareGroups(finishedExplosion({ variables: [ghost] }))[0]?.rows?.[0]?.owner, 'ghost');
  });

  it('folds what is small, and more than can be read at a glance', () => {
    const [row] = shareGroups(finished)[0]!.rows!;
    const shownOf = (shares: readonly number[]) => foldedRows(shares.map(share => ({ ...row!, share }))).shown.length;
    assert.equal(shownOf([0.9, 0.8, 0.7, 0.6, 0.5, 0.4]), 5);
    assert.equal(shownOf([0.9, 0.8, 0.009, 0]), 2);
    assert.equal(shownOf([0.001, 0]), 1);
    assert.equal(shownOf([]), 0);
  });

  it('says what is known of what is not finished', () => {
    assert.deepEqual(knownParts(growingExplosion()), { known: 3, all: 7 });
    assert.equal(
      progressWords(explained(growingExplosion())),
      'Counting the states with 3 Participants: 3 of 7 parts known after 310 ms.',
    );
    assert.equal(progressWords(explained(finished)), '');
    assert.equal(progressWords(explained(finished, true)), 'As it was before the last edit.');
  });

  it('sets words of the file apart', () => {
    assert.deepEqual(sentencePieces('`log` of Server, and `x`.'), [
      { text: 'log', isCode: true },
      { text: ' of Server, and ', isCode: false },
      { text: 'x', isCode: true },
      { text: '.', isCode: false },
    ]);
    assert.equal(plain('`log` of Server'), 'log of Server');
  });

  it('says what a reduction saves only where both numbers are exact', () => {
    const words = (states: number, isExact: boolean, reachable = finished.reachable): string =>
      savingRow({ kind: 'symmetry', count: { states, isExact }, sentence: '' }, reachable).words;
    assert.equal(words(1764, true), '1,764 left, 80 % fewer');
    assert.equal(words(8832, true), '8,832 left, nothing saved');
    assert.equal(words(2_000_000, false), 'at least 2,000,000 left');
    assert.equal(words(1764, true, bounded.reachable), '1,764 left');
    assert.equal(savingRow(finished.reductions![1]!, finished.reachable).words, 'cannot be used');
  });
});

describe('the view of an explosion', () => {
  it('is shown on the command of the host, and kept across reloads', () => {
    const model = twoPhaseCommitModel({ explosion: explained(finished) });
    const shown = reduce(INITIAL_UI, {
      kind: 'host',
      message: { kind: 'model', seq: 1, model, restored: undefined },
    }).ui;
    const { ui } = reduce(shown, { kind: 'host', message: { kind: 'command', seq: 2, command: 'showExplosion' } });
    assert.equal(ui.view, 'explosion');
    assert.equal(keptState(ui)?.view, 'explosion');
  });

  it('goes when the host says that it is gone', () => {
    const model = twoPhaseCommitModel({ explosion: explained(finished) });
    const shown = reduce(INITIAL_UI, {
      kind: 'host',
      message: { kind: 'model', seq: 1, model, restored: undefined },
    }).ui;
    const patch = { explosion: null as unknown as undefined };
    assert.equal(
      reduce(shown, { kind: 'host', message: { kind: 'patch', seq: 2, patch } }).ui.model?.explosion,
      undefined,
    );
  });
});
