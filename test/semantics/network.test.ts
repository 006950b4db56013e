import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { systemOf } from '../support/protocols.ts';
import { after, inFlight, initialState, outcomeOf, textsOf, valueOf } from '../support/steps.ts';

/** A sends One, Two, One to B, which handles only Two; both may act. */
function system(settings: string) {
  return systemOf(`protocol P
message One
message Two(n: int)
message Late
role A { on start { send One to the B send Two(1) to the B send One to the B } }
role B { var got: list of int = [] on Two(n) { got += n } }
system { A: 1 B: 1 ${settings} }`);
}

describe('Deliveries', () => {
  it('come in any order without order, and equal messages are one step', () => {
    const unordered = system('');
    assert.deepEqual(inFlight(unordered, initialState(unordered)), [
      'One from A to B',
      'One from A to B',
      'Two(1) from A to B',
    ]);
    assert.deepEqual(textsOf(unordered, initialState(unordered)), [
      'deliver One from A to B',
      'deliver Two(1) from A to B',
    ]);
  });

  it('come from the head of each queue with order: fifo', () => {
    const fifo = system('network { order: fifo }');
    assert.deepEqual(textsOf(fifo, initialState(fifo)), ['deliver One from A to B']);
    assert.deepEqual(textsOf(fifo, after(fifo, 'deliver One from A to B')), ['deliver Two(1) from A to B']);
  });

  it('use up a message that nobody handles', () => {
    const discarding = system('');
    assert.deepEqual(inFlight(discarding, after(discarding, 'deliver One from A to B')), [
      'One from A to B',
      'Two(1) from A to B',
    ]);
    const step = outcomeOf(discarding, initialState(discarding), 'deliver One from A to B').step;
    assert(step.kind === 'deliver' && step.handler === undefined && step.consumed);
  });

  it('leave such a message in flight with unmatched: keep, unless first in, first out', () => {
    const keeping = system('network { unmatched: keep }');
    assert.deepEqual(textsOf(keeping, initialState(keeping)), ['deliver Two(1) from A to B']);
    const fifo = system('network { unmatched: keep order: fifo }');
    assert.deepEqual(textsOf(fifo, initialState(fifo)), ['deliver One from A to B']);
  });

  it('never use up a message with duplicates: any, where messages in flight form a set', () => {
    const persistent = system('network { duplicates: any }');
    assert.deepEqual(inFlight(persistent, initialState(persistent)), ['One from A to B', 'Two(1) from A to B']);
    const twice = after(persistent, 'deliver Two(1) from A to B', 'deliver Two(1) from A to B');
    assert.equal(valueOf(persistent, twice, 'B', 'got'), '[1, 1]');
    assert.deepEqual(textsOf(persistent, twice), ['deliver Two(1) from A to B']);
  });

  it('may leave a copy with duplicates: any, first in, first out', () => {
    const fifo = system('network { duplicates: any order: fifo }');
    const state = after(fifo, 'deliver One from A to B');
    assert.deepEqual(textsOf(fifo, state), ['deliver Two(1) from A to B', 'deliver Two(1) from A to B keeping a copy']);
    const kept = after(fifo, 'deliver One from A to B', 'deliver Two(1) from A to B keeping a copy');
    assert.deepEqual(inFlight(fifo, kept), ['Two(1) from A to B', 'One from A to B']);
  });

  it('give a message to the first handler whose pattern and guard match', () => {
    const patterns = systemOf(`protocol P message M(n: int)
role N { var x: int = 0
  on start { send M(1) to self send M(2) to self send M(5) to self }
  on M(1) { x = 10 }
  on M(n) when n > 3 { x = 30 }
  on M { x = 20 } }
system { N: 1 }`);
    for (const [text, expected] of [
      ['deliver M(1) from N to N', '10'],
      ['deliver M(2) from N to N', '20'],
      ['deliver M(5) from N to N', '30'],
    ] as const) {
      assert.equal(valueOf(patterns, after(patterns, text), 'N', 'x'), expected);
    }
  });

  it('go wrong where a guard does', () => {
    const failing = systemOf(`protocol P message M
role N { var l: list of int = [] on start { send M to self } on M when first(l) == 1 { stop } }
system { N: 1 }`);
    const [outcome] = failing.successors(initialState(failing));
    assert(outcome?.kind === 'error' && outcome.error.code === 'empty-collection' && outcome.node === 0);
  });
});

describe('Sends', () => {
  it('go to all nodes of a role, the others, or back to the sender of what is handled', () => {
    const answering = systemOf(`protocol P message M message R
role A { on start { send M to all B } on R {} }
role B { on M { reply R  send R to others } on R {} }
system { A: 1 B: 2 }`);
    assert.deepEqual(inFlight(answering, initialState(answering)), ['M from A to B 1', 'M from A to B 2']);
    assert.deepEqual(inFlight(answering, after(answering, 'deliver M from A to B 1')), [
      'R from B 1 to A',
      'M from A to B 2',
      'R from B 1 to B 2',
    ]);
  });

  it('beyond the capacity are an error that names the receiver, counted after what is handled is gone', () => {
    const text = (capacity: number) => `protocol P message M
role N { on start { send M to self } on M { send M to self } action more { send M to self } }
system { N: 1 network { capacity: ${capacity} } }`;
    const small = systemOf(text(1));
    assert.deepEqual(inFlight(small, after(small, 'deliver M from N to N')), ['M from N to N']);
    const outcome = outcomeOf(small, initialState(small), 'act more at N');
    assert(outcome.kind === 'error' && outcome.error.code === 'capacity-exceeded');
    assert.match(outcome.error.message, /^2 messages would be in flight to N, more than the capacity of 1\.$/);
    const none = systemOf(text(0)).initial()[0];
    assert(none?.kind === 'error' && none.error.code === 'capacity-exceeded');
  });
});

describe('Timers', () => {
  const timers = systemOf(`protocol P
role N { var x: int = 0 timer t timer u
  on start { start u start t start t }
  on t when x == 0 { x = 1 start t }
  on u { cancel t } }
system { N: 1 }`);

  it('fire in the order they are declared, and are disarmed before their handler runs', () => {
    assert.deepEqual(textsOf(timers, initialState(timers)), ['fire t at N', 'fire u at N']);
    const rearmed = after(timers, 'fire t at N');
    assert.deepEqual(rearmed.locals[0]!.timers, [0, 1]);
    assert.deepEqual(after(timers, 'fire u at N').locals[0]!.timers, []);
  });

  it('fire without effect where no guard holds', () => {
    const state = after(timers, 'fire t at N', 'fire t at N');
    assert.deepEqual(state.locals[0]!.timers, [1]);
    assert.equal(valueOf(timers, state, 'N', 'x'), '1');
  });
});

describe('Actions', () => {
  it('are one step for each value of their parameters, ascending, where the guard holds', () => {
    const acting = systemOf(`protocol P
role N { var x: int = 0 action a(i in 1..2, j in {4, 3}) when i + j != 5 { x = i * j } action b { x = 0 } }
system { N: 2 }`);
    assert.deepEqual(textsOf(acting, initialState(acting)), [
      'act a(1, 3) at N 1',
      'act a(2, 4) at N 1',
      'act b at N 1',
      'act a(1, 3) at N 2',
      'act a(2, 4) at N 2',
      'act b at N 2',
    ]);
    assert.equal(valueOf(acting, after(acting, 'act a(2, 4) at N 2'), 'N 2', 'x'), '8');
  });
});
