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

  it('add a system, or the number of nodes that it lacks', () => {
    assert.match(fixed('protocol P\nrole R { }\n', 'no-system'), /system {\n {2}R: 1\n}\n$/);
    assert.match(fixed('protocol P\nrole R { }\nsystem { }\n', 'no-node-count'), /system {\n {2}R: 1 }/);
  });
});
