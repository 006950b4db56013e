import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stepText } from '../../src/model/labels.ts';
import { systemOf } from '../support/protocols.ts';
import { after, errorOfStart, inFlight, initialState, runStart, textsOf, valueOf } from '../support/steps.ts';

describe('Statements', () => {
  it('assign into lists, maps and records, and leave the rest as it was', () => {
    const values = runStart(
      'var l: list of Pair = [] var m: map int to set of int = {} var p: Pair = Pair(1, 2)',
      'l += Pair(1, 2) l += Pair(3, 4) l[1].left = 9 m[2] += 5 m[2] += 6 m[1] = {} p.right += 3',
    );
    assert.deepEqual(
      [values.get('l'), values.get('m'), values.get('p')],
      ['[Pair(left: 1, right: 2), Pair(left: 9, right: 4)]', '{1: {}, 2: {5, 6}}', 'Pair(left: 1, right: 5)'],
    );
  });

  it('add to and remove from sets, lists and maps', () => {
    const values = runStart(
      'var s: set of int = {1, 2} var l: list of int = [1, 2, 1] var m: map int to int = {1: 1, 2: 2}',
      's += 3 s -= 1 l -= 1 l += 7 m -= 1 m += {3: 3}',
    );
    assert.deepEqual([values.get('s'), values.get('l'), values.get('m')], ['{2, 3}', '[2, 1, 7]', '{2: 2, 3: 3}']);
  });

  it('check the whole new value of a variable against its type', () => {
    assert.match(errorOfStart('var x: 0..2 = 2', 'x += 1').message, /x: 3 is not in 0\.\.2/);
    assert.equal(errorOfStart('var l: list of int max 1 = [1]', 'l += 2').code, 'out-of-range');
    assert.equal(errorOfStart('var m: map int to 0..1 = {}', 'm[0] += 2').code, 'out-of-range');
    assert.equal(errorOfStart('var x: int = 4', 'send M(x) to self').code, 'out-of-range');
  });

  it('point at the statement that goes wrong', () => {
    const { at } = errorOfStart('var x: 0..2 = 2', 'x += 1');
    assert(at.end > at.start);
  });

  it('loop over a set in ascending order, and over what it was when the loop began', () => {
    const values = runStart('var s: set of int = {2, 1} var l: list of int = []', 'for y in s { l += y s += y + 10 }');
    assert.equal(values.get('l'), '[1, 2]');
  });

  it('end with stop: the rest does not run, not even after the procedure that stops', () => {
    const text = `protocol P message M
role N { var x: int = 0  timer t
  on start { start t  halt()  x = 2 }
  procedure halt() { x = 1  stop  x = 3 }
  on t { x = 4 } on M {} action a { x = 5 } }
system { N: 1 faults { crash: 1 recover } }`;
    const system = systemOf(text);
    const state = initialState(system);
    assert.equal(valueOf(system, state, 'N', 'x'), '1');
    assert.deepEqual([state.locals[0]!.status, state.locals[0]!.timers], ['stopped', []]);
    assert.deepEqual(textsOf(system, state), []);
  });

  it('fail with assert', () => {
    assert.equal(errorOfStart('var x: int = 0', 'assert x == 1').code, 'assertion-failed');
  });

  it('forward the handled message with this node as its sender', () => {
    const system = systemOf(`protocol P message M(n: int)
role A { on start { send M(7) to the B } }
role B { on M from a { forward to the C } }
role C { on M {} }
system { A: 1 B: 1 C: 1 }`);
    assert.deepEqual(inFlight(system, after(system, 'deliver M(7) from A to B')), ['M(7) from B to C']);
  });
});

describe('Choices', () => {
  it('give one successor each, in the order written', () => {
    const system = systemOf(`protocol P
role N { var x: int = 0
  action a { either { x = 1 } or { choose y in {5, 3} where y > 2  x = y  either { x += 1 } or {} } } }
system { N: 1 }`);
    assert.deepEqual(textsOf(system, initialState(system)), [
      'act a at N choosing branch 1',
      'act a at N choosing branch 2, y = 3, branch 1',
      'act a at N choosing branch 2, y = 3, branch 2',
      'act a at N choosing branch 2, y = 5, branch 1',
      'act a at N choosing branch 2, y = 5, branch 2',
    ]);
    const values = system
      .successors(initialState(system))
      .map(outcome => (outcome.kind === 'state' ? valueOf(system, outcome.state, 'N', 'x') : 'error'));
    assert.deepEqual(values, ['1', '4', '3', '6', '5']);
  });

  it('make a step impossible where there is nothing to choose from', () => {
    const system = systemOf(`protocol P message M
role N { var x: int = 0
  on start { send M to self }
  on M { choose y in {} where y > 1  x = y }
  action a { either { choose y in {1} where y > 1  x = y } or { x = 2 } } }
system { N: 1 }`);
    assert.deepEqual(textsOf(system, initialState(system)), ['act a at N choosing branch 2']);
  });

  it('multiply in start handlers, the first node slowest', () => {
    const system = systemOf(`protocol P
role N { var x: int = 0 on start { choose y in 1..2  x = y } }
system { N: 2 }`);
    assert.deepEqual(
      system.initial().map(({ step }) => stepText(system.instance, step)),
      [
        'start choosing y = 1, y = 1',
        'start choosing y = 1, y = 2',
        'start choosing y = 2, y = 1',
        'start choosing y = 2, y = 2',
      ],
    );
  });
});

describe('Errors', () => {
  function messageOf(declarations: string, statements: string): string {
    const outcome = systemOf(`protocol P record Entry(a: 0..2, b: 0..2)
role N { var two: int = 2 ${declarations} on start { ${statements} } } system { N: 2 }`).initial()[0];
    assert(outcome?.kind === 'error');
    return outcome.error.message;
  }

  it('say where in a variable a value does not fit', () => {
    assert.equal(messageOf('var e: Entry = Entry(0, 0)', 'e.b = two + 1'), 'e.b: 3 is not in 0..2.');
    assert.equal(messageOf('var m: map N to 0..2 = {}', 'm[self] = two + 1'), 'm[N 1]: 3 is not in 0..2.');
    assert.equal(
      messageOf('var l: list of Entry = []', 'l = [Entry(0, 0), Entry(two + 2, 0)]'),
      'l[1].a: 4 is not in 0..2.',
    );
    assert.equal(messageOf('var s: set of 0..2 = {}', 's = {two + 1}'), 's: 3 is not in 0..2.');
  });

  it('say which map or list does not have what is read', () => {
    assert.match(messageOf('var m: map N to 0..2 = {}', 'two = m[self]'), /^m has no entry for N 1\./);
    assert.match(messageOf('var l: list of int = []', 'two = l[two]'), /^l has no item 2: it is empty\.$/);
  });
});

describe('Handlers that do not come to an end', () => {
  it('are errors: a procedure that calls itself, a long loop, too many outcomes, too many starts', () => {
    assert.equal(errorOfStart('var x: int = 0 procedure p() { p() }', 'p()').code, 'too-many-steps');
    assert.equal(errorOfStart('var x: int = 0', 'for y in 0..999999 { x += 1 }').code, 'too-many-steps');
    assert.equal(
      errorOfStart('var x: int = 0', 'for y in 0..20 { either { x += 1 } or {} }').code,
      'too-many-outcomes',
    );
    assert.equal(
      errorOfStart('var x: int = 0', 'for y in 0..99999 { for z in 0..99999 { x = 1 } }').code,
      'too-many-steps',
    );
    const slow = systemOf(`protocol P
role N { var x: int = 0 action a(i in 0..999, j in 0..8) { for y in 0..90000 { x = y } } } system { N: 1 }`);
    const outcomes = slow.successors(initialState(slow));
    const last = outcomes.at(-1);
    assert(last?.kind === 'error' && last.error.code === 'too-many-steps');
    assert(outcomes.length < 100);
    const manyStarts = systemOf(`protocol P
role N { var x: int = 0 on start { choose y in 1..99  x = y } } system { N: 9 }`).initial();
    assert.equal(manyStarts.length, 1);
    const [only] = manyStarts;
    assert(only?.kind === 'error' && only.error.code === 'too-many-outcomes');
  });
});
