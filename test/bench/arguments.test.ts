import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PARTS, readArguments } from '../../bench/arguments.ts';

describe('what the benchmark is asked for', () => {
  it('is everything, three times, where nothing is said', () => {
    assert.deepEqual(readArguments([]), { parts: PARTS, runs: 3, only: '' });
  });

  it('is some parts in their order, some models, so many times', () => {
    assert.deepEqual(readArguments(['symmetry', '--runs', '5', 'spin', '--only', 'Paxos']), {
      parts: ['spin', 'symmetry'],
      runs: 5,
      only: 'Paxos',
    });
  });

  for (const [args, sentence] of [
    [['spinn'], 'There is no part spinn.'],
    [['--runs'], 'Something is missing after --runs.'],
    [['--runs', '0'], '0 is no number of runs.'],
    [['--runs', 'many'], 'many is no number of runs.'],
    [['--fast'], 'There is no part --fast.'],
  ] as const) {
    it(`is refused with a sentence: ${args.join(' ')}`, () => assert.equal(readArguments(args), sentence));
  }
});
