import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { splits } from '../../src/semantics/environment.ts';
import { systemOf } from '../support/protocols.ts';
import { after, inFlight, initialState, outcomeOf, textsOf, valueOf } from '../support/steps.ts';

function sending(settings: string) {
  return systemOf(`protocol P message One message Two
role A { on start { send One to the B send Two to the B send One to the B } }
role B { on One {} on Two {} }
system { A: 1 B: 1 ${settings} }`);
}

function faultsOf(system: ReturnType<typeof sending>, state = initialState(system)): readonly string[] {
  return textsOf(system, state).filter(text => !text.startsWith('deliver'));
}

describe('Loss', () => {
  it('takes each distinct message once, as often as its budget allows', () => {
    const lossy = sending('network { loss: 1 }');
    assert.deepEqual(faultsOf(lossy), ['lose One from A to B', 'lose Two from A to B']);
    const state = after(lossy, 'lose One from A to B');
    assert.deepEqual(inFlight(lossy, state), ['One from A to B', 'Two from A to B']);
    assert.deepEqual(faultsOf(lossy, state), []);
  });

  it('takes any place of a queue, first in, first out', () => {
    const lossy = sending('network { loss: any order: fifo }');
    assert.deepEqual(faultsOf(lossy), ['lose One from A to B', 'lose Two from A to B', 'lose One from A to B copy 2']);
    const last = after(lossy, 'lose One from A to B copy 2');
    assert.deepEqual(inFlight(lossy, last), ['One from A to B', 'Two from A to B']);
    assert.deepEqual(inFlight(lossy, after(lossy, 'lose One from A to B')), ['Two from A to B', 'One from A to B']);
  });

  it('takes a message out of a set that is never used up', () => {
    const lossy = sending('network { loss: any duplicates: any }');
    const empty = after(lossy, 'lose One from A to B', 'lose Two from A to B');
    assert.deepEqual(textsOf(lossy, empty), []);
  });
});

describe('Duplicates', () => {
  it('add one copy, right behind the original', () => {
    const copying = sending('network { duplicates: 1 order: fifo }');
    const state = after(copying, 'duplicate Two from A to B');
    assert.deepEqual(inFlight(copying, state), [
      'One from A to B',
      'Two from A to B',
      'Two from A to B',
      'One from A to B',
    ]);
    assert.deepEqual(faultsOf(copying, state), []);
  });

  it('are an error where a capacity leaves no room, as one more message is', () => {
    const full = sending('network { duplicates: 1 capacity: 3 }');
    const outcome = outcomeOf(full, initialState(full), 'duplicate Two from A to B');
    assert(outcome.kind === 'error' && outcome.error.code === 'capacity-exceeded');
    assert.equal(outcome.error.message, '4 messages would be in flight to B, more than the capacity of 3.');
    assert.equal(outcome.error.at, full.instance.scenario.at);
  });
});

describe('Crashes and restarts', () => {
  const crashing = systemOf(`protocol P message M
role A { durable var kept: int = 0 var lost: int = 0 timer t
  on start { start t  kept += 1  lost += 1 }
  on recover { lost = 7 }
  on M { lost = 9 } }
role B { var starts: int = 0 on start { starts += 1 send M to the A } action again { starts += 1 } }
system { A: 1 B: 1 faults { crash: 1 of A, 1  recover: 1 } }`);

  it('disarm timers, reset what is not durable, and leave messages in flight', () => {
    const state = after(crashing, 'crash A');
    assert.deepEqual([state.locals[0]!.status, state.locals[0]!.timers], ['crashed', []]);
    assert.deepEqual([valueOf(crashing, state, 'A', 'kept'), valueOf(crashing, state, 'A', 'lost')], ['1', '0']);
    assert.deepEqual(inFlight(crashing, state), ['M from B to A']);
    assert.deepEqual(textsOf(crashing, state), ['act again at B', 'crash B', 'recover A']);
  });

  it('run on recover, else on start', () => {
    const recovered = after(crashing, 'crash A', 'recover A');
    assert.deepEqual(
      [valueOf(crashing, recovered, 'A', 'kept'), valueOf(crashing, recovered, 'A', 'lost')],
      ['1', '7'],
    );
    const restarted = after(crashing, 'act again at B', 'crash B', 'recover B');
    assert.equal(valueOf(crashing, restarted, 'B', 'starts'), '1');
    assert.deepEqual(inFlight(crashing, restarted), ['M from B to A', 'M from B to A']);
    assert(!textsOf(crashing, restarted).some(text => text.startsWith('recover')));
  });

  it('have a budget for each line, and strike only the role it names', () => {
    assert.deepEqual(
      textsOf(crashing, initialState(crashing)).filter(text => text.startsWith('crash')),
      ['crash A', 'crash A by budget 2', 'crash B'],
    );
  });
});

describe('Partitions', () => {
  const split = systemOf(`protocol P message M
role N { on start { send M to others } on M {} }
system { N: 3 faults { partition: 1 } }`);

  it('split the nodes in every way, one partition at a time', () => {
    assert.deepEqual(
      textsOf(split, initialState(split)).filter(text => text.startsWith('partition')),
      ['partition {N 2}', 'partition {N 3}', 'partition {N 2, N 3}'],
    );
    assert.deepEqual(
      textsOf(split, after(split, 'partition {N 2}')).filter(text => !text.startsWith('deliver')),
      ['heal'],
    );
    assert.equal(splits(1).length, 0);
    assert.equal(splits(5).length, 2 ** 4 - 1);
    assert.equal(new Set(splits(5).map(String)).size, 2 ** 4 - 1);
  });

  it('stop what crosses them until they heal, and cost their budget once', () => {
    const cut = after(split, 'partition {N 2, N 3}');
    assert.deepEqual(
      textsOf(split, cut).filter(text => text.startsWith('deliver')),
      ['deliver M from N 3 to N 2', 'deliver M from N 2 to N 3'],
    );
    assert.equal(inFlight(split, cut).length, 6);
    const healed = textsOf(split, after(split, 'partition {N 2, N 3}', 'heal'));
    assert.equal(healed.filter(text => text.startsWith('deliver')).length, 6);
    assert(!healed.some(text => text.startsWith('partition')));
  });
});
