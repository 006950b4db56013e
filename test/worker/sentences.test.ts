import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Property } from '../../src/model/protocol.ts';
import { breaksSentence, holdsSentence, lassoSentence, undecidedSentence } from '../../src/worker/sentences.ts';
import type { Extent } from '../../src/worker/sentences.ts';

const AT = { start: 0, end: 0 };
const TRUE = { kind: 'literal', value: true, at: AT } as const;
const ALL: Extent = {
  states: 8832,
  generated: 58_146,
  quiescent: 2,
  complete: true,
  finished: true,
  limit: undefined,
  counting: { reductions: [] },
  horizon: undefined,
};
const SYMMETRY = { kind: 'symmetry', used: true, reason: '' } as const;
const REDUCED: Extent = { ...ALL, counting: { reductions: [SYMMETRY] } };
const FINGERPRINTS: Extent = { ...ALL, counting: { reductions: [], omissionProbability: 3.14e-7 } };
const CUT: Extent = { ...ALL, states: 2000, complete: false, limit: { kind: 'states', value: 2000 } };

function property(kind: Property['kind'], name: string): Property {
  const declared = { name, at: AT, doc: undefined, slots: 0 };
  switch (kind) {
    case 'eventually':
      return { ...declared, kind, mode: 'eventually', parameters: [], body: TRUE };
    case 'leadsto':
      return { ...declared, kind, parameters: [], from: TRUE, to: TRUE };
    case 'linearizable':
    case 'sequential':
      return { ...declared, kind, history: 0 };
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
    case 'decides':
      return { ...declared, kind, body: TRUE };
  }
}

const TERMINATION = property('eventually', 'Termination');
const REGISTER = property('linearizable', 'linearizable register');
const SEQUENTIAL = property('sequential', 'sequential register');
const CONSENSUS = property('decides', 'Consensus');

describe('the sentence of a verdict', () => {
  it('says of what holds where that was looked for', () => {
    assert.equal(holdsSentence(TERMINATION, ALL), 'Termination holds on every fair run, in all 8,832 states');
    assert.equal(
      holdsSentence(property('leadsto', 'Answered'), { ...ALL, states: 1 }),
      'Answered holds on every fair run, in the only state there is',
    );
    assert.equal(holdsSentence(REGISTER, { ...ALL, states: 93 }), 'register is linearizable in all 93 states');
    assert.equal(
      holdsSentence(SEQUENTIAL, { ...ALL, states: 93 }),
      'register is sequentially consistent in all 93 states',
    );
    assert.equal(
      holdsSentence(CONSENSUS, { ...ALL, horizon: 12 }),
      'Consensus: every fair run decides, and never two values, in all 8,832 states up to tick 12',
    );
    assert.equal(holdsSentence(property('invariant', 'Agreement'), ALL), 'Agreement holds in all 8,832 states');
  });

  it('counts no distinct states where one stands for several, and says how likely it is that one is missing', () => {
    const agreement = property('invariant', 'Agreement');
    const explored = 'all states (8,832 explored with symmetry)';
    assert.equal(holdsSentence(agreement, REDUCED), `Agreement holds in ${explored}`);
    assert.equal(
      holdsSentence(property('step', 'Upwards'), { ...REDUCED, states: 1 }),
      'Upwards holds of every step between all states (1 explored with symmetry)',
    );
    assert.equal(
      holdsSentence(agreement, FINGERPRINTS),
      'Agreement holds in all 8,832 states (kept as fingerprints: with a probability of at most 3.2 × 10⁻⁷ one is missing)',
    );
    assert.equal(
      undecidedSentence(agreement, { ...CUT, counting: REDUCED.counting }),
      'No violation of Agreement in the first 2,000 states explored with symmetry (limit reached)',
    );
  });

  it('tells a run that goes on for ever by what repeats', () => {
    const shape = { stem: 9, loop: 3, isBivalent: false, values: 2 };
    const sentences = [
      lassoSentence(TERMINATION, shape),
      lassoSentence(TERMINATION, { ...shape, loop: 1 }),
      lassoSentence(TERMINATION, { ...shape, stem: 0 }),
      lassoSentence(TERMINATION, { ...shape, stem: 1, loop: 0 }),
      lassoSentence(TERMINATION, { ...shape, stem: 0, loop: 0 }),
      lassoSentence(TERMINATION, { ...shape, arguments: ['Client 2', '0'] }),
      lassoSentence(CONSENSUS, shape),
      lassoSentence(CONSENSUS, { ...shape, isBivalent: true }),
      lassoSentence(CONSENSUS, { ...shape, isBivalent: true, values: 3 }),
    ];
    assert.deepEqual(sentences, [
      'Termination breaks: after 9 steps, 3 steps repeat for ever',
      'Termination breaks: after 9 steps, 1 step repeats for ever',
      'Termination breaks: 3 steps repeat for ever',
      'Termination breaks: after 1 step nothing changes any more',
      'Termination breaks: nothing ever changes',
      'Termination breaks for Client 2 and 0: after 9 steps, 3 steps repeat for ever',
      'Consensus is never decided: after 9 steps, 3 steps repeat for ever',
      'Consensus is never decided: after 9 steps, 3 steps repeat for ever, and both values stay possible',
      'Consensus is never decided: after 9 steps, 3 steps repeat for ever, and more than one value stays possible',
    ]);
  });

  it('tells a violation that a state shows by its last step', () => {
    const last = 'Server 1’s Value(0) reaches Client 2.';
    assert.equal(
      breaksSentence(REGISTER, 4, last),
      'register is not linearizable: in 4 steps, Server 1’s Value(0) reaches Client 2',
    );
    assert.equal(
      breaksSentence(SEQUENTIAL, 0, undefined),
      'register is not sequentially consistent: at the very start',
    );
    assert.equal(breaksSentence(CONSENSUS, 7, 'A decides'), 'Consensus decides two values in 7 steps: A decides');
    assert.equal(breaksSentence(property('step', 'Upwards'), 1, 'B acts'), 'Upwards breaks in 1 step: B acts');
  });

  it('never says that something holds of a search that did not see everything', () => {
    assert.equal(
      undecidedSentence(TERMINATION, CUT),
      'Whether Termination holds is not known after the first 2,000 states (limit reached)',
    );
    assert.equal(
      undecidedSentence(REGISTER, CUT),
      'register is linearizable in the first 2,000 states (limit reached)',
    );
    assert.equal(
      undecidedSentence(property('invariant', 'Once'), { ...CUT, limit: { kind: 'copies', value: 8, steps: 9 } }),
      'No violation of Once in the 2,000 states found (limit of 8 equal messages in flight reached)',
    );
    assert.equal(
      undecidedSentence(CONSENSUS, { ...CUT, limit: undefined, finished: false }),
      'Consensus: no run decides two values in the first 2,000 states, and whether each decides is not known (exploring goes on)',
    );
  });
});
