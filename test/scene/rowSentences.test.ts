import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MatrixCell, MatrixRow } from '../../src/contract/matrix.ts';
import { rowSentences } from '../../src/scene/rowSentences.ts';
import { timerSentences } from '../../src/scene/timerSentences.ts';

type Cells = Readonly<Record<string, readonly [kind: string, verdict: MatrixCell['verdict'], steps?: number]>>;

const ROW: MatrixRow = {
  id: 'loss',
  name: 'One lost message',
  phrase: 'with one lost message',
  reason: undefined,
  progress: 'done',
  states: 288,
  complete: true,
  limit: undefined,
  cells: [],
};

function about(cells: Cells, row: Partial<MatrixRow> = {}) {
  return {
    row: {
      ...ROW,
      ...row,
      cells: Object.values(cells).map(([, verdict, steps]) => ({ verdict, steps, sentence: '' })),
    },
    columns: Object.entries(cells).map(([property, [kind]]) => ({ property, kind })),
    breakAnyway: new Set<string>(),
    horizon: undefined,
  };
}

function say(cells: Cells, row: Partial<MatrixRow> = {}): readonly string[] {
  return rowSentences(about(cells, row));
}

const OPEN = { complete: false, states: 20_000 } as const;

describe('the sentences of a row', () => {
  it('say what breaks first, the shortest before all, and what holds after it', () => {
    const sentences = say({
      Agreement: ['invariant', 'violated', 7],
      Validity: ['invariant', 'holds'],
      Integrity: ['step', 'holds'],
      Termination: ['finally', 'violated', 2],
      error: ['error', 'holds'],
    });
    assert.deepEqual(sentences, [
      'Termination breaks in 2 steps with one lost message.',
      'Agreement breaks in 7 steps with one lost message.',
      'Validity and Integrity hold in all 288 states with one lost message.',
    ]);
  });

  it('count no distinct states where one stands for several, and say how likely it is that one is missing', () => {
    const reductions = [{ kind: 'symmetry', used: true, reason: '' } as const];
    const holds: Cells = { Agreement: ['invariant', 'holds'] };
    assert.deepEqual(say(holds, { counting: { reductions } }), [
      'Agreement holds in all states (288 explored with symmetry) with one lost message.',
    ]);
    assert.deepEqual(say(holds, { counting: { reductions: [], omissionProbability: 1e-9 } }), [
      'Agreement holds in all 288 states (kept as fingerprints: with a probability of at most 1 × 10⁻⁹ one is missing) with one lost message.',
    ]);
    assert.deepEqual(say({ Agreement: ['invariant', 'unknown'] }, { ...OPEN, counting: { reductions } }), [
      'No violation of Agreement in the first 20,000 states explored with symmetry with one lost message.',
    ]);
  });

  it('say of what goes on for ever how it divides', () => {
    const row = about({ A: ['finally', 'violated', 12] });
    const [cell] = row.row.cells;
    const endless = { ...row, row: { ...row.row, cells: [{ ...cell!, lasso: { stem: 9, loop: 3 } }] } };
    assert.deepEqual(rowSentences(endless), [
      'A breaks with one lost message: after 9 steps, 3 steps repeat for ever.',
    ]);
    assert.deepEqual(rowSentences({ ...endless, breakAnyway: new Set(['A']) }), [
      'A breaks, and nothing has to go wrong for it: after 9 steps, 3 steps repeat for ever.',
    ]);
  });

  it('are at most three', () => {
    const violated = ['invariant', 'violated', 3] as const;
    const sentences = say({ A: violated, B: violated, C: violated, D: violated, E: ['invariant', 'holds'] });
    assert.deepEqual(sentences.slice(1), ['B breaks in 3 steps with one lost message.', '2 more properties break.']);
  });

  it('carry the bounds of what is claimed', () => {
    assert.deepEqual(say({ A: ['invariant', 'holds'] }), ['A holds in all 288 states with one lost message.']);
    assert.deepEqual(say({ A: ['invariant', 'holds'] }, { states: 1, phrase: '' }), [
      'A holds in the only state there is.',
    ]);
    assert.deepEqual(rowSentences({ ...about({ A: ['invariant', 'holds'] }), horizon: 12 }), [
      'A holds in all 288 states up to tick 12 with one lost message.',
    ]);
    assert.deepEqual(say({ A: ['invariant', 'unknown'] }, OPEN), [
      'No violation of A in the first 20,000 states with one lost message.',
    ]);
    assert.deepEqual(say({ A: ['invariant', 'unknown'] }, { ...OPEN, limit: { kind: 'copies', value: 8 } }), [
      'No violation of A in the 20,000 states found with one lost message.',
    ]);
    assert.deepEqual(say({ A: ['invariant', 'pending'] }, { ...OPEN, progress: 'exploring' }), [
      'No violation of A so far with one lost message: still exploring, 20,000 states seen.',
    ]);
  });

  it('tell what needs no failure from what does', () => {
    const sentences = rowSentences({ ...about({ A: ['invariant', 'violated', 3] }), breakAnyway: new Set(['A']) });
    assert.deepEqual(sentences, ['A breaks in 3 steps, and nothing has to go wrong for it.']);
  });

  it('speak of reachable states, errors and what cannot be evaluated', () => {
    assert.deepEqual(say({ Done: ['reachable', 'violated'] }), [
      'Done never comes true in all 288 states with one lost message.',
    ]);
    assert.deepEqual(say({ Done: ['reachable', 'holds', 5] }), ['Done can come true with one lost message.']);
    assert.deepEqual(say({ error: ['error', 'violated', 4], A: ['invariant', 'broken', 4] }), [
      'The protocol goes wrong in 4 steps with one lost message.',
      'A cannot be evaluated with one lost message.',
    ]);
    assert.deepEqual(say({ error: ['error', 'holds'] }), [
      'Nothing goes wrong in all 288 states with one lost message.',
    ]);
    assert.deepEqual(say({ A: ['invariant', 'violated', 0] }), ['A breaks at the very start.']);
    assert.deepEqual(say({ Ends: ['eventually', 'unknown'] }), ['Ends is not checked.']);
  });

  it('say why there is nothing to say', () => {
    assert.deepEqual(say({}, { reason: 'The scenario has no clock.' }), ['The scenario has no clock.']);
  });
});

describe('the sentences of a timer', () => {
  const instance = (timing: 'asynchronous' | 'synchronous') => ({
    clock: undefined,
    network: { order: 'any', unmatched: 'discard', capacity: undefined, transport: 'udp', timing } as const,
  });

  it('say when it fires, and what breaks when it does', () => {
    const row = about({ A: ['invariant', 'violated', 3], B: ['invariant', 'violated', 2] }, { phrase: '' });
    assert.deepEqual(timerSentences(row, { instance: instance('asynchronous'), firesIn: ['A'] }), [
      'It may fire at any moment once it is started: before an answer that is on its way, too.',
      'When it fires: A breaks in 3 steps.',
    ]);
  });

  it('say what is known where no counterexample needs it', () => {
    const row = about({ A: ['invariant', 'holds'] }, { phrase: '' });
    assert.deepEqual(timerSentences(row, { instance: instance('synchronous'), firesIn: [] }), [
      'It fires only when nothing is left to arrive.',
      'A holds in all 288 states.',
    ]);
  });
});
