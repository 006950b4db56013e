import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, createDocument } from '../../../src/language/editor/document.ts';
import { quickFixes } from '../../../src/language/editor/quickFixes.ts';

/** Makes the first fix of the problem with a code; afterwards that problem is gone. */
function fixed(text: string, code: string): string {
  const document = createDocument(text);
  const problem = document.parsed.problems.find(each => each.code === code);
  assert.ok(problem, `there is a ${code}`);
  const [fix] = quickFixes(document, problem);
  assert.ok(fix, 'there is a fix');
  const changed = applyEdits(text, fix.edits);
  const left = createDocument(changed).parsed.problems.filter(each => each.code === code);
  assert.deepEqual(left, [], changed);
  return changed;
}

describe('quick fixes', () => {
  it('correct a slip of the finger', () => {
    const text = 'protocol P\nmessage Ask\nrole R { on start { send Aks to others } on Ask { } }\nsystem { R: 2 }\n';
    assert.equal(fixed(text, 'unknown-message'), text.replace('Aks', 'Ask'));
  });

  it('declare a message', () => {
    const text = 'protocol P\nrole R { on start { send Hello to others } on Hello { } }\nsystem { R: 2 }\n';
    assert.match(fixed(text, 'unknown-message'), /^protocol P\nmessage Hello\n\nrole R/);
  });

  it('add a handler to the role that a message is sent to', () => {
    const text =
      'protocol P\nmessage Ask(n: int)\nrole A { on start { send Ask(1) to B } }\nrole B {\n  on Ask2 { }\n}\nmessage Ask2\nsystem { A: 1 B: 1 }\n';
    assert.match(fixed(text, 'message-not-handled'), /role B {\n {2}on Ask2 { }\n {2}on Ask\(n\) { }\n}/);
  });

  it('give a variable its first value', () => {
    const text = 'protocol P\nrole R { var s: set of R  on start { assert s == {} } }\nsystem { R: 2 }\n';
    assert.equal(fixed(text, 'no-initial-value'), text.replace('set of R', 'set of R = {}'));
  });

  it('say what a history holds at first, where its type has an obvious value', () => {
    const text = (of: string, rest = ''): string =>
      `protocol P\nenum Mode { idle, busy }\nhistory h: Register of ${of}${rest}\nrole R { }\nsystem { R: 1 }\n`;
    for (const [of, rest] of [
      ['int', ' = 0'],
      ['2..5', ' = 2'],
      ['bool', ' = false'],
      ['Mode', ' = idle'],
      ['list of Mode', ' = []'],
      ['R', '?'],
    ] as const) {
      assert.equal(fixed(text(of), 'no-initial-value'), text(of, rest));
    }
    const document = createDocument(text('E').replace('enum', 'record E(x: int)\nenum'));
    const problem = document.parsed.problems.find(({ code }) => code === 'no-initial-value');
    assert.ok(problem);
    assert.deepEqual(quickFixes(document, problem), []);
  });

  it('take away what a data type cannot have', () => {
    const text = (history: string): string => `protocol P\nhistory h: ${history}\nrole R { }\nsystem { R: 1 }\n`;
    const code = 'not-of-this-data-type';
    assert.equal(fixed(text('Counter = 3'), code), text('Counter'));
    assert.equal(fixed(text('Lock of R'), code), text('Lock'));
    assert.equal(fixed(text('Queue of int  = {}'), code), text('Queue of int'));
  });

  it('put the word in that an operation lacks', () => {
    const text = (statement: string): string =>
      `protocol P\nhistory h: Register of int = 0\nrole R { var x: int = 0  on start { ${statement} } }\nsystem { R: 1 }\nlinearizable h\n`;
    assert.equal(fixed(text('h.read'), 'no-effect'), text('invoke h.read'));
    assert.equal(fixed(text('h.write(1)'), 'syntax'), text('invoke h.write(1)'));
    assert.equal(fixed(text('respond h 1'), 'syntax'), text('respond h with 1'));
    assert.equal(fixed(text('respond h x'), 'no-effect'), text('respond h with x'));
    assert.equal(fixed(text('invoke h.raed'), 'unknown-operation'), text('invoke h.read'));
    const property = (words: string): string => text('x = 1').replace('linearizable h', `leadsto L: ${words}`);
    assert.equal(fixed(property('true => true'), 'no-arrow'), property('true ~> true'));
    assert.equal(fixed(property('true -> true'), 'syntax'), property('true ~> true'));
  });

  it('claim a property for each value by itself, or for all at once', () => {
    const text = (property: string): string =>
      `protocol P\nrole R { var x: 0..3 = 0  var y: bool = false }\nsystem { R: 1 }\n${property}\n`;
    for (const [before, after] of [
      ['leadsto L: all r in R: r.y ~> r.x == 1', 'leadsto L(r in R): r.y ~> r.x == 1'],
      ['leadsto L: (some q, r in R: q.y || r.y) ~> r.x == 1', 'leadsto L(q in R, r in R): q.y || r.y ~> r.x == 1'],
      ['leadsto L(i: 0..1): all r in R: r.y ~> r.x == i', 'leadsto L(i: 0..1, r in R): r.y ~> r.x == i'],
      ['leadsto L: all r in R where r.y: r.x == 2 ~> r.y', 'leadsto L(r in R): r.y && r.x == 2 ~> r.y'],
      [
        'leadsto L: all r in R where r.y || r.x == 0: no q in R: q.y ~> r.y',
        'leadsto L(r in R): (r.y || r.x == 0) && (no q in R: q.y) ~> r.y',
      ],
    ] as const) {
      assert.equal(fixed(text(before), 'known-on-left'), text(after));
    }
    assert.equal(
      fixed(text('invariant I(r in R, i: 0..1):\n  r.x == i'), 'no-parameters'),
      text('invariant I:\n  all r in R, i in 0..1: r.x == i'),
    );
    for (const property of ['reachable P(r: R): r.y', 'invariant P(b: bool): b']) {
      const document = createDocument(text(property));
      const problem = document.parsed.problems.find(({ code }) => code === 'no-parameters');
      assert.ok(problem);
      assert.deepEqual(quickFixes(document, problem), []);
    }
  });

  it('add a system, or the number of nodes that it lacks', () => {
    assert.match(fixed('protocol P\nrole R { }\n', 'no-system'), /system {\n {2}R: 1\n}\n$/);
    assert.match(fixed('protocol P\nrole R { }\nsystem { }\n', 'no-node-count'), /system {\n {2}R: 1 }/);
  });
});
