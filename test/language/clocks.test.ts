import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { oneLine, protocolOf } from './checks.ts';
import { shape, shapeOfBlock, shapeOfType } from './shapes.ts';

/** A role R, on line 3, that has these members besides a variable of type `time`; other declarations on line 6. */
function protocolWith(members: string, declarations = '', network = ''): string {
  return `protocol P
message M(t: time, i: interval)
role R { var since: time = 0 ${members} }
system { R: 2  clock { horizon: 3 }  ${network} }
invariant I: all r in R: r.since >= 0
${declarations}`;
}

function check(text: string, expected: readonly (readonly [problem: string, said: RegExp])[]): void {
  const errors = parse(text).problems.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(problem => oneLine(text, problem)),
    expected.map(([problem]) => problem),
  );
  expected.forEach(([, said], i) => {
    assert.match(`${errors[i]?.message ?? ''} ${errors[i]?.try ?? ''}`, said);
  });
}

const body = (statements: string): string => protocolWith(`action a {\n${statements} }`);

describe('clocks', () => {
  it('are read in handlers, actions and procedures', () => {
    const text = protocolWith(
      'timer t  on start { start t }  on t when now() > since { since = monotonic()  go() }  procedure go() { since = truetime().latest }',
    );
    const role = protocolOf(text).roles[0];
    assert.equal(shape(role?.timerHandlers[0]?.guard ?? assert.fail()), '(greater (now ) .since)');
    assert.equal(shapeOfBlock(role?.timerHandlers[0]?.body ?? []), 'variable since := (monotonic ); call 0 ');
    assert.equal(shapeOfBlock(role?.procedures[0]?.body ?? []), 'variable since := (truetime ).1');
    assert.deepEqual(
      protocolOf(text).messages[0]?.fields.map(({ type }) => shapeOfType(type)),
      ['time', 'interval'],
    );
  });

  it('are not read elsewhere', () => {
    const advice = /nothing runs here. Call `now` in a handler/;
    check(protocolWith('', 'fn f(x: int): time = now()'), [['6:22 error no-self «now()»', advice]]);
    check(protocolWith('', 'invariant J: now() > 0'), [['6:14 error no-self «now()»', advice]]);
    check(protocolWith('', 'ghost g: time = now()'), [['6:17 error no-self «now()»', advice]]);
    check(protocolWith('var at0: time = now()'), [['3:46 error no-self «now()»', advice]]);
  });

  it('are read alone, and for what they show', () => {
    check(body('since = now(1)'), [['4:9 error wrong-arguments «now(1)»', /Write `now\(\)`/]]);
    check(body('now()'), [['4:1 error no-effect «now»', /Use what it gives/]]);
    check(body('since = now'), [['4:9 error not-a-value «now»', /Write `now\(\)`/]]);
  });

  it('need a scenario with clocks', () => {
    const text = body('since = now()').replace('clock { horizon: 3 }', '');
    check(text, [['5:1 error no-clock «system»', /Add `clock \{ horizon: 10 \}`/]]);
    check(text.replace('system {', 'system { clock { skew: 1 }'), [
      ['5:10 error no-horizon «clock»', /Add `horizon: 10`/],
    ]);
  });

  it('are set up in ticks', () => {
    const set = (words: string): string => body('since = now()').replace('horizon: 3', words);
    check(set('horizon: 10ms'), [['5:33 error unknown-unit «10ms»', /counts ticks.*Write `horizon: 10`/]]);
    check(set('horizon: 3  tick: 10'), [['5:42 error not-a-duration «10»', /Write `20ms`/]]);
    check(set('horizon: 3  tick: 1..2ms'), [['5:42 error not-a-duration «1..2ms»', /equally long/]]);
    check(set('horizon: any'), [['5:33 error not-constant «any»', /number of ticks/]]);
  });

  it('that nobody uses are a warning', () => {
    const warnings = (text: string): readonly string[] =>
      parse(text)
        .problems.filter(({ code }) => code === 'clock-not-used' || code === 'never-happens')
        .map(problem => oneLine(text, problem));
    assert.deepEqual(warnings(protocolWith('')), ['4:16 warning clock-not-used «clock»']);
    const reads = (expression: string, words: string): readonly string[] =>
      warnings(protocolWith(`action a { since = ${expression} }`).replace('horizon: 3', `horizon: 3  ${words}`));
    assert.deepEqual(reads('now()', 'skew: 1  jump: 1  drift: 1  fail: 1'), []);
    assert.deepEqual(
      reads('now()', 'jump: 1  drift: 1 of R  fail: 1'),
      ['4:36 warning never-happens «jump»', '4:45 warning never-happens «drift»'].sort((a, b) => (a < b ? -1 : 1)),
    );
    assert.deepEqual(reads('monotonic()', 'skew: 1  jump: 1'), [
      '4:36 warning clock-not-used «skew»',
      '4:45 warning never-happens «jump»',
    ]);
    assert.deepEqual(reads('monotonic()', 'skew: 1  drift: 1'), []);
  });
});

describe('times', () => {
  it('differ by numbers and are compared', () => {
    const statements = [
      'let a = now() + 1', 'let b = since - 2', 'let c = now() - since', 'let d = c * 2 + 1', 'since = max(a, b)',
      'since = 5', 'since += 1', 'let e = since == 3 || since < now() && a != b', 'let f = truetime().earliest - truetime().latest',
      'let g = if e then a else b', 'since = g', 'let h = { a, b }', 'assert now() in h',
    ]; // prettier-ignore
    check(body(statements.join('\n')), []);
  });

  it('are no numbers', () => {
    check(body('since = now() + now()'), [['4:17 error wrong-type «now()»', /only the difference of two times is/]]);
    check(body('let a = now() * 2'), [['4:9 error wrong-type «now()»', /A time is no number/]]);
    check(body('since = truetime()'), [['4:9 error wrong-type «truetime()»', /`\.earliest` or its `\.latest`/]]);
    check(body('let a = truetime() + 1'), [['4:20 error wrong-operand «+»', /`\.earliest` or its `\.latest`/]]);
    check(body('since = truetime().erliest'), [['4:20 error unknown-field «erliest»', /mean `earliest`/]]);
    check(body('since = true'), [['4:9 error wrong-type «true»', /Use a value of type `time`/]]);
  });
});

describe('on disconnect', () => {
  const tcp = 'network { transport: tcp  reset: 1 }';

  it('tells which node the connection was with', () => {
    const text = protocolWith('on disconnect from p when p != self { send M(since, truetime()) to p }', '', tcp);
    const { roles, messages } = protocolOf(text);
    assert.deepEqual(
      messages.map(({ name }) => name),
      ['M', 'disconnect'],
    );
    assert.equal(roles[0]?.messageHandlers[0]?.message, 1);
  });

  it('has no fields, and is no message to answer', () => {
    check(protocolWith('on disconnect(x) from p { }', '', tcp), [
      ['3:44 error nothing-received «x»', /Write `on disconnect from p`/],
    ]);
    check(protocolWith('on disconnect { reply M(0, truetime()) }', '', tcp), [
      ['3:46 error nothing-received «reply»', /Use `send … to …`/],
    ]);
    check(protocolWith('on disconect { }', '', tcp), [['3:33 error unknown-event «disconect»', /mean `disconnect`/]]);
  });

  it('handles a message of that name where the file declares one', () => {
    const text = protocolWith(
      'on disconnect(n) { assert n > 0 }  on start { send disconnect(1) to others }',
      'message disconnect(n: int)',
    );
    const { messages } = protocolOf(text);
    assert.deepEqual(
      messages.map(({ name }) => name),
      ['M', 'disconnect'],
    );
  });

  const warnings = (members: string, network: string): readonly string[] => {
    const text = protocolWith(members, '', network);
    return parse(text)
      .problems.filter(({ code }) => code === 'handler-unreachable')
      .map(problem => oneLine(text, problem));
  };

  it('never runs behind one that always does, nor where nothing resets', () => {
    assert.deepEqual(warnings('on disconnect when since > 0 { } on disconnect { }', tcp), []);
    assert.deepEqual(warnings('on disconnect { } on disconnect { }', tcp), [
      '3:48 warning handler-unreachable «on disconnect»',
    ]);
    assert.deepEqual(warnings('on disconnect { }', 'network { transport: tcp }'), [
      '3:33 warning handler-unreachable «disconnect»',
    ]);
    assert.deepEqual(warnings('on disconnect { }', ''), ['3:33 warning handler-unreachable «disconnect»']);
  });
});
