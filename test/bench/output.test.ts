import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readPanOutput, readTimes } from '../../bench/panOutput.ts';
import { tableLines } from '../../bench/table.ts';

/** What a verifier of SPIN 6.5.2 printed, the parts that do not matter left out. */
const PAN = `
(Spin Version 6.5.2 -- 6 December 2019)

State-vector 92 byte, depth reached 25, errors: 0
 10340352 states, stored
1.1321805e+08 states, matched
1.235584e+08 transitions (= stored+matched)
        0 atomic steps

Stats on memory usage (in Megabytes):
 1104.466	equivalent memory usage for states (stored*(State-vector + overhead))
  552.861	actual memory usage for states (compression: 50.06%)
  256.000	memory used for hash table (-w25)
  809.392	total actual memory usage

pan: elapsed time 38.3 seconds
pan: rate 269983.08 states/second
0m0.000000s 0m0.000000s
0m37.730000s 0m2.674000s
`;

describe('what SPIN says', () => {
  it('is read', () => {
    assert.deepEqual(readPanOutput(PAN), {
      errors: 0,
      states: 10_340_352,
      transitions: 123_558_400,
      elapsedMs: 38_300,
      memoryBytes: 809.392 * 2 ** 20,
    });
    assert.equal(readTimes(PAN), 40_404);
  });

  it('is refused where not everything was searched, or something is missing', () => {
    const shallow = `error: max search depth too small\n${PAN}`;
    assert.equal(readPanOutput(shallow), 'SPIN did not search deep enough.');
    assert.equal(readPanOutput(`Warning: Search not completed\n${PAN}`), 'SPIN did not search everything.');
    assert.equal(readPanOutput(PAN.replace('stored\n', 'kept\n')), 'SPIN said something that could not be read.');
    assert.equal(readPanOutput(''), 'SPIN said something that could not be read.');
  });
});

describe('a table', () => {
  it('has its first column to the left, the others to the right, and no blanks at the end', () => {
    const rows = [
      ['two-phase commit', '8', '12.5'],
      ['Paxos', '1,000'],
    ];
    assert.deepEqual(tableLines(['', 'states', 's'], rows), [
      '                    states     s',
      '  two-phase commit       8  12.5',
      '  Paxos              1,000',
    ]);
  });
});
