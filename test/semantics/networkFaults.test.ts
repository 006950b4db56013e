import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reaches } from '../support/allStates.ts';
import { systemOf } from '../support/protocols.ts';
import { after, initialState, textsOf } from '../support/steps.ts';

/** A sends one message to B, which remembers what it says. */
function sending(settings: string, more = '') {
  return systemOf(`protocol P message M(k: 0..1)
role A { on start { send M(0) to the B } ${more} }
role B { var got: 0..1? = none on M(k) { got = k } }
system { A: 1 B: 1 ${settings} }`);
}

describe('Every state of a message on its way', () => {
  it('that may be lost once', () => {
    reaches(sending('network { loss: 1 }'), [
      'B got=none; M(0) from A to B; 1 left',
      'B got=0; 1 left',
      'B got=none; 0 left',
    ]);
  });

  it('that may be duplicated once', () => {
    reaches(sending('network { duplicates: 1 }'), [
      'B got=none; M(0) from A to B; 1 left',
      'B got=none; M(0) from A to B; M(0) from A to B; 0 left',
      'B got=0; M(0) from A to B; 0 left',
      'B got=0; 1 left',
      'B got=0; 0 left',
    ]);
  });

  it('that may be damaged once', () => {
    reaches(sending('network { corrupt: 1 }'), [
      'B got=none; M(0) from A to B; 1 left',
      'B got=none; M(1) from A to B; 0 left',
      'B got=0; 1 left',
      'B got=1; 0 left',
    ]);
  });

  it('over a connection that may reset once: the sender learns of it, and not whether the message arrived', () => {
    const broken = 'var broken: bool = false on disconnect from p { broken = true }';
    reaches(sending('network { transport: tcp reset: 1 }', broken), [
      'A broken=false; B got=none; M(0) from A to B; 1 left',
      'A broken=false; B got=0; 1 left',
      'A broken=false; B got=none; disconnect from B to A; 0 left',
      'A broken=false; B got=0; disconnect from B to A; 0 left',
      'A broken=true; B got=none; 0 left',
      'A broken=true; B got=0; 0 left',
    ]);
  });

  it('over a link that may be cut once, in its direction only', () => {
    reaches(sending('faults { cut: 1 from A to B }'), [
      'B got=none; M(0) from A to B; 1 left',
      'B got=none; M(0) from A to B; cut A-B; 0 left',
      'B got=none; M(0) from A to B; 0 left',
      'B got=0; 1 left',
      'B got=0; cut A-B; 0 left',
      'B got=0; 0 left',
    ]);
  });
});

describe('Restricted failures', () => {
  const two = (settings: string) =>
    systemOf(`protocol P message M message N
role A { on start { send M to the B send N to the B } on N {} }
role B { on M {} on N {} on start { send N to the A } }
system { A: 1 B: 1 ${settings} }`);
  const faults = (settings: string) =>
    textsOf(two(settings), initialState(two(settings))).filter(text => !text.startsWith('deliver'));

  it('strike the messages and links that they name', () => {
    assert.deepEqual(faults('network { loss: 1 of N }'), ['lose N from B to A', 'lose N from A to B']);
    assert.deepEqual(faults('network { loss: 1 of N from A to B }'), ['lose N from A to B']);
    assert.deepEqual(faults('network { duplicates: 1 from B }'), ['duplicate N from B to A']);
    assert.deepEqual(faults('faults { cut: 1 }'), ['cut from A to B', 'cut from B to A']);
    assert.deepEqual(faults('faults { cut: 1 to A }'), ['cut from B to A']);
  });

  it('have budgets of their own, and say which one pays where several may', () => {
    assert.deepEqual(faults('network { loss: 1 of N, 1 }'), [
      'lose N from B to A',
      'lose N from A to B',
      'lose N from B to A by budget 2',
      'lose M from A to B',
      'lose N from A to B by budget 2',
    ]);
  });

  it('may copy one kind of message without limit: there is one of it, and it is never used up', () => {
    const copying = two('network { duplicates: any of N }');
    const state = after(copying, 'deliver N from A to B', 'deliver M from A to B');
    assert.deepEqual(textsOf(copying, state), ['deliver N from B to A', 'deliver N from A to B']);
  });
});

describe('A reset connection', () => {
  it('loses what is on its way in both directions, and leaves other connections alone', () => {
    const system = systemOf(`protocol P message M
role N { var lost: set of node = {} on start { send M to others } on M {} on disconnect from p { lost += p } }
system { N: 3 network { transport: tcp reset: any } }`);
    const state = after(system, 'reset {N 1, N 2}');
    assert.deepEqual(
      textsOf(system, state).filter(text => text.startsWith('deliver')),
      [
        'deliver disconnect from N 2 to N 1',
        'deliver M from N 3 to N 1',
        'deliver disconnect from N 1 to N 2',
        'deliver M from N 3 to N 2',
        'deliver M from N 1 to N 3',
        'deliver M from N 2 to N 3',
      ],
    );
    // Nothing is left to lose there, and both ends are about to learn it.
    assert(!textsOf(system, state).includes('reset {N 1, N 2}'));
  });
});

describe('Handlers that hang', () => {
  it('let other messages of the same link pass, first in, first out', () => {
    const system = systemOf(`protocol P message Work message Ping
role A { on start { send Work to the B send Ping to the B } }
role B { var pings: 0..1 = 0 on Work {} on Ping { pings += 1 } }
system { A: 1 B: 1 network { order: fifo } faults { stall: 1 of B { Work } } }`);
    assert.deepEqual(textsOf(system, initialState(system)), ['deliver Work from A to B', 'stall B {Work}']);
    assert.deepEqual(textsOf(system, after(system, 'stall B {Work}')), ['deliver Ping from A to B']);
  });
});
