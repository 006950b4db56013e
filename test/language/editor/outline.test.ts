import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createDocument } from '../../../src/language/editor/document.ts';
import { foldingRanges } from '../../../src/language/editor/folding.ts';
import { outline, type OutlineEntry } from '../../../src/language/editor/outline.ts';
import { semanticTokens } from '../../../src/language/editor/semanticTokens.ts';
import { TWO_PHASE_COMMIT } from '../sources.ts';

const document = createDocument(TWO_PHASE_COMMIT);

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

describe('outline', () => {
  const lines = (entries: readonly OutlineEntry[], indent = ''): readonly string[] =>
    entries.flatMap(entry => [`${indent}${entry.kind} ${entry.name}`, ...lines(entry.children, `${indent}  `)]);

  it('has the declarations and the members of roles', () => {
    assert.deepEqual(lines(outline(document)), [
      'enum Outcome',
      '  literal undecided',
      '  literal committed',
      '  literal aborted',
      'message Prepare',
      'message Vote',
      '  field yes',
      'message Decide',
      '  field outcome',
      'role Coordinator',
      '  variable outcome',
      '  variable yes',
      '  handler on start',
      '  handler on Vote',
      '  timer giveUp',
      '  handler on giveUp',
      '  procedure decide',
      'role Participant',
      '  variable state',
      '  handler on Prepare',
      '  handler on Decide',
      'system system',
      'property Agreement',
      'property Termination',
      'scenario reliable network',
      'scenario the coordinator dies',
    ]);
  });

  it('has histories and what is said of them and of runs', () => {
    const text =
      'protocol P\nhistory h: Lock\nlinearizable h\nalways eventually Q: true\nleadsto L(r in R): true ~> true\ndecides D: none\n';
    assert.deepEqual(
      outline(createDocument(text)).map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`),
      [
        'history h: history',
        'property linearizable h: linearizable',
        'property Q: always eventually',
        'property L: leadsto',
        'property D: decides',
      ],
    );
  });

  it('has names inside their declarations, which editors insist on, in broken texts too', () => {
    for (let length = 0; length < TWO_PHASE_COMMIT.length; length += 7) {
      const check = ({ name, whole, at, children }: OutlineEntry): void => {
        assert.ok(name !== '');
        assert.ok(whole.start <= at.start && at.end <= whole.end);
        children.forEach(check);
      };
      outline(createDocument(TWO_PHASE_COMMIT.slice(0, length))).forEach(check);
    }
  });
});

describe('folding', () => {
  it('folds blocks and runs of comments that span several lines', () => {
    const text =
      '// one\n// two\nprotocol P\nrole R {\n  on start {\n    stop\n  }\n  on recover { stop }\n}\n/* a\n b */\n';
    assert.deepEqual(
      foldingRanges(createDocument(text)).map(({ at, kind }) => [
        lineOf(text, at.start),
        lineOf(text, at.end - 1),
        kind,
      ]),
      [
        [1, 2, 'comment'],
        [4, 9, 'block'],
        [5, 7, 'block'],
        [10, 11, 'comment'],
      ],
    );
  });
});

describe('semantic tokens', () => {
  it('tell data types and operations from names that are declared', () => {
    const text = `protocol P
history h: Counter
role R { on start { invoke h.add(1)  respond h } }
sequential h
scenario "s" { expect sequential h holds }`;
    assert.deepEqual(
      semanticTokens(createDocument(text)).map(({ at, type, modifiers }) =>
        [text.slice(at.start, at.end), type, ...modifiers].join(' '),
      ),
      [
        'P namespace declaration',
        'h variable declaration static',
        'Counter type defaultLibrary',
        'R class declaration',
        'h variable modification static',
        'add method defaultLibrary',
        'h variable modification static',
        'h variable static',
        'h variable static',
      ],
    );
  });

  it('say what each name is', () => {
    const text = `protocol P
message M(x: int)
ghost g: set of R = {}
role R {
  var v: int = 0
  on M(n) { v = max(v, n)  g += self }
}
system { R: 1 }`;
    assert.deepEqual(
      semanticTokens(createDocument(text)).map(({ at, type, modifiers }) =>
        [text.slice(at.start, at.end), type, ...modifiers].join(' '),
      ),
      [
        'P namespace declaration',
        'M event declaration',
        'x property declaration',
        'g variable declaration static',
        'R class',
        'R class declaration',
        'v variable declaration',
        'M event',
        'n parameter declaration readonly',
        'v variable modification',
        'max function defaultLibrary',
        'v variable',
        'n parameter readonly',
        'g variable modification static',
        'R class',
      ],
    );
  });
});
