import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RuntimeError } from '../../../src/model/state.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import { explore } from '../../../src/semantics/reference.ts';
import { describeState, reaches } from '../../support/allStates.ts';
import { instanceOf, systemOf } from '../../support/protocols.ts';
import { after, initialState, outcomeOf } from '../../support/steps.ts';
import { checkAgreement } from '../../support/agreement.ts';

/** Clients of a register that holds 0 at first, and a server without variables. */
function asking(members: string, system: string, declarations = 'history h: Register of 0..2 = 0') {
  return systemOf(`protocol P message Put message Ok
${declarations}
ordered role C { ${members} }
role S { on Put { reply Ok } }
system { S: 1 ${system} }`);
}

describe('Every state of clients that', () => {
  it('ask when they start, in a procedure, and learn the answer from a message', () => {
    const system = asking(
      'on start { begin() } procedure begin() { invoke h.write(1) send Put to the S } on Ok { respond h }',
      'C: 1',
    );
    reaches(system, ['Put from C to S; h: C write(1)', 'Ok from S to C; h: C write(1)', 'h: C write(1)=none']);
  });

  it('ask one after another, and know what had been answered before', () => {
    const system = asking(
      'var n: 0..2 = 0 action ask when n < 1 { n += 1 invoke h.read } action learn when n == 1 { n += 1 respond h with 0 }',
      'C: 2',
    );
    const one = (first: string, second: string): string => `C 1 n=${first}; C 2 n=${second}`;
    reaches(system, [
      one('0', '0'),
      `${one('1', '0')}; h: C 1 read`,
      `${one('0', '1')}; h: C 2 read`,
      `${one('2', '0')}; h: C 1 read=0`,
      `${one('0', '2')}; h: C 2 read=0`,
      `${one('1', '1')}; h: C 1 read, C 2 read`,
      `${one('2', '1')}; h: C 1 read=0, C 2 read`,
      `${one('1', '2')}; h: C 1 read, C 2 read=0`,
      `${one('2', '1')}; h: C 1 read=0, C 2 read after C 1 1`,
      `${one('1', '2')}; h: C 1 read after C 2 1, C 2 read=0`,
      `${one('2', '2')}; h: C 1 read=0, C 2 read=0`,
      `${one('2', '2')}; h: C 1 read=0, C 2 read=0 after C 1 1`,
      `${one('2', '2')}; h: C 1 read=0 after C 2 1, C 2 read=0`,
    ]);
  });

  it('crash while an operation is open, and ask again when they recover: it stays open for ever', () => {
    const system = asking(
      'on start { invoke h.write(1) } on recover { invoke h.read } action learn { respond h with 1 }',
      'C: 1 faults { crash: 1 of C recover: 1 }',
    );
    const recovered = after(system, 'crash C', 'recover C');
    assert.equal(describeState(system, recovered), '0+0 left; h: C write(1), C read');
    const answered = after(system, 'crash C', 'recover C', 'act learn at C');
    assert.equal(describeState(system, answered), '0+0 left; h: C write(1), C read=1');
    checkAgreement(system.instance);
  });

  it('crash between two effects of a handler: what they asked and learned before has happened', () => {
    const system = asking(
      'timer t on start { start t } on t { invoke h.read send Put to the S respond h with 0 send Put to the S invoke h.write(2) }',
      'C: 1 faults { crash: 1 of C midway }',
    );
    const state = after(system, 'crash C midway 1 firing t at C');
    assert.equal(describeState(system, state), 'C crashed; Put from C to S; 0 left; h: C read=0');
    assert.equal(
      describeState(system, after(system, 'fire t at C')),
      'Put from C to S; Put from C to S; 1 left; h: C read=0, C write(2)',
    );
    checkAgreement(system.instance);
  });

  it('turn Byzantine: what they asked stays open', () => {
    const system = asking(
      'on start { invoke h.write(1) send Put to the S } on Ok { respond h }',
      'C: 1 faults { byzantine: 1 of C }',
    );
    reaches(system, [
      'Put from C to S; 1 left; h: C write(1)',
      'Ok from S to C; 1 left; h: C write(1)',
      '1 left; h: C write(1)=none',
      'C byzantine; Put from C to S; 0 left; h: C write(1)',
      'C byzantine; 0 left; h: C write(1)',
      'C byzantine; 0 left; h: C write(1)=none',
    ]);
  });
});

describe('A history of clients', () => {
  it('is part of a state, and absent where a protocol has none', () => {
    const system = asking('action ask(v in 1..2) { invoke h.write(v) }', 'C: 1');
    const keys = ['act ask(1) at C', 'act ask(2) at C'].map(text => stateKey(after(system, text)));
    assert.equal(new Set([stateKey(initialState(system)), ...keys]).size, 3);
    const without = systemOf('protocol P role A { var x: int = 0 } system { A: 1 }');
    assert.equal('histories' in initialState(without), false);
  });

  it('gives an operation up when its client asks again', () => {
    const system = asking('action ask(v in 1..2) { invoke h.write(v) } action learn { respond h }', 'C: 1');
    const state = after(system, 'act ask(1) at C', 'act ask(2) at C', 'act learn at C');
    assert.equal(describeState(system, state), 'h: C write(1), C write(2)=none');
    assert.equal(outcomeOf(system, state, 'act learn at C').kind, 'error');
  });

  it('is one of several, each with its own operations', () => {
    const system = asking(
      'action ask { invoke l.acquire invoke h.read } action learn { respond l }',
      'C: 1',
      'history h: Register of 0..2 = 0 history l: Lock',
    );
    assert.equal(
      describeState(system, after(system, 'act ask at C', 'act learn at C')),
      'h: C read; l: C acquire=none',
    );
  });

  it('records what happens in the order of statements', () => {
    const system = asking('on start { invoke h.read respond h with 0 invoke h.write(2) }', 'C: 1');
    const [start] = system.initial();
    assert(start?.kind === 'state');
    assert.deepEqual(
      start.startEffects?.flatMap(({ operations = [] }) => operations.map(({ kind }) => kind)),
      ['invoke', 'respond', 'invoke'],
    );
    assert.equal(describeState(system, start.state), 'h: C read=0, C write(2)');
    assert(
      start.startEffects.some(effects => !('operations' in effects)),
      'the server asks nothing',
    );
  });
});

describe('An answer goes wrong', () => {
  function errorOf(members: string, declarations?: string): Pick<RuntimeError, 'code' | 'message'> {
    const outcome = asking(members, 'C: 1', declarations).initial()[0];
    assert(outcome?.kind === 'error', 'the start goes wrong');
    const { code, message } = outcome.error;
    return { code, message };
  }

  it('where its client waits for none', () => {
    const message = 'h: no operation of C is open.';
    assert.deepEqual(errorOf('on start { respond h }'), { code: 'no-operation', message });
    assert.deepEqual(errorOf('on start { invoke h.write(1) respond h respond h }'), { code: 'no-operation', message });
  });

  it('where a value is not of its type', () => {
    const error = { code: 'out-of-range', message: 'h.write: 3 is not in 0..2.' };
    assert.deepEqual(errorOf('var x: int = 2 on start { invoke h.write(x + 1) }'), error);
    assert.deepEqual(errorOf('var x: int = 2 on start { invoke h.read respond h with x + 1 }'), {
      code: 'out-of-range',
      message: 'h.read: 3 is not in 0..2.',
    });
  });

  it('where it answers what was not asked', () => {
    assert.deepEqual(errorOf('on start { invoke h.read respond h }'), {
      code: 'missing-value',
      message: 'h.read has to be answered with a value, and none is given.',
    });
    assert.deepEqual(errorOf('on start { invoke h.write(1) respond h with 1 }'), {
      code: 'out-of-range',
      message: 'h.write answers nothing, and is answered with 1 here.',
    });
    const swap = 'history h: CompareAndSwap of 0..2 = 0';
    assert.deepEqual(errorOf('on start { invoke h.cas(0, 1) respond h with 1 }', swap), {
      code: 'out-of-range',
      message: 'h.cas: 1 is not of its type.',
    });
  });

  it('is a step that goes wrong for engine and reference alike', () => {
    const ask = 'action ask when n < 2 { n += 1 invoke h.read }';
    const system = asking(`var n: 0..2 = 0 ${ask} action learn { respond h with n + 1 }`, 'C: 1');
    const { distinct, failed, error } = explore(system);
    assert.deepEqual([error?.error.code, error?.schedule.length], ['no-operation', 2]);
    // Asked not at all, once or twice, and the first question answered or not; 3 is no answer to the second.
    assert.deepEqual([distinct, failed], [5, 4]);
    checkAgreement(system.instance);
  });
});

describe('A history that is declared', () => {
  it('has a first value of its type', () => {
    const text = 'protocol P param most = 3 history h: Register of 0..2 = most role A {} system { A: 1 }';
    assert.throws(() => instanceOf(text), /h: 3 is not in 0\.\.2/);
  });
});
