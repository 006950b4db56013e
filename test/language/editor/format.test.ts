import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { format } from '../../../src/language/editor/format.ts';
import { parse } from '../../../src/language/parse.ts';
import { tokenize } from '../../../src/language/syntax/tokens.ts';
import { shippedExamples } from '../../support/protocols.ts';
import { withoutSpans } from '../checks.ts';
import { EVERY_FAILURE, EVERY_OPERATION, TWO_PHASE_COMMIT } from '../sources.ts';

function examples(): readonly string[] {
  return [TWO_PHASE_COMMIT, EVERY_FAILURE, EVERY_OPERATION, ...shippedExamples().map(({ text }) => text)];
}

function checkFormat(text: string, expected: string): void {
  assert.equal(format(text), expected);
}

describe('the formatter', () => {
  it('indents by nesting and spaces every pair of tokens in one way', () => {
    checkFormat(
      [
        '',
        'protocol   P',
        'message M( x:int ,y : list of int max 3 )',
        'role R{',
        'var s:set of R={}',
        '   var  t : 0..N-1?=none',
        'on M(x,_)from p when !(p in s)&&x== -1{',
        'if x<2{s+=p}else{s-=p}',
        '  }',
        '}',
        '',
        '',
        'param N=3',
      ].join('\n'),
      [
        'protocol P',
        'message M(x: int, y: list of int max 3)',
        'role R {',
        '  var s: set of R = {}',
        '  var t: 0..N-1? = none',
        '  on M(x, _) from p when !(p in s) && x == -1 {',
        '    if x < 2 { s += p } else { s -= p }',
        '  }',
        '}',
        '',
        'param N = 3',
        '',
      ].join('\n'),
    );
  });

  it('keeps a setting on its line, and spaces its parts in one way', () => {
    checkFormat(
      'protocol P\nscenario "s" {\nnetwork{loss :1 of M from A to B,2  timing:eventually  synchronous}\nfaults{\nstall:1 of R{M ,t,act}\ncrash:any midway , 1 of R\ncorrupt:1 of R . x   recover\n}\nclock{horizon:12,skew:1}\nreplay "r"{\nreset{A ,B 1}\nstall R 1{M,t}\ncorrupt x of R 1 to[0,-1]\n}\n}',
      'protocol P\nscenario "s" {\n  network { loss: 1 of M from A to B, 2  timing: eventually synchronous }\n  faults {\n    stall: 1 of R { M, t, act }\n    crash: any midway, 1 of R\n    corrupt: 1 of R.x   recover\n  }\n  clock { horizon: 12, skew: 1 }\n  replay "r" {\n    reset { A, B 1 }\n    stall R 1 { M, t }\n    corrupt x of R 1 to [0, -1]\n  }\n}\n',
    );
  });

  it('spaces operations, histories and what leads to what', () => {
    checkFormat(
      'protocol P\nhistory  r :Register  of 0..3?=none\nhistory k:KeyValue of map int to int\nrole R {\non start {\ninvoke r . write( 3 )\nrespond r  with -1\ninvoke k.put(1,2)\n}\n}\nlinearizable   r\nleadsto L:\n(the R).a~>!(the R).b\nalways  eventually E ( c in R,v:0 .. 2 ) :\nc.a==v\nscenario "s" {\nexpect   linearizable  r fails   in 3 steps\n}',
      'protocol P\nhistory r: Register of 0..3? = none\nhistory k: KeyValue of map int to int\nrole R {\n  on start {\n    invoke r.write(3)\n    respond r with -1\n    invoke k.put(1, 2)\n  }\n}\nlinearizable r\nleadsto L:\n  (the R).a ~> !(the R).b\nalways eventually E(c in R, v: 0..2):\n  c.a == v\nscenario "s" {\n  expect linearizable r fails in 3 steps\n}\n',
    );
  });

  it('indents what continues a line, and what follows a colon once more', () => {
    checkFormat(
      'protocol P\ninvariant I:\nall p in R,\nq in R:\np.z == q.z ||\np == q\n// end',
      'protocol P\ninvariant I:\n  all p in R,\n  q in R:\n    p.z == q.z ||\n    p == q\n// end\n',
    );
  });

  it('puts the branches of a choice under each other', () => {
    checkFormat(
      'protocol P\nrole R {\non start {\neither {stop}\nor {stop}\n}\n}',
      'protocol P\nrole R {\n  on start {\n    either { stop }\n    or     { stop }\n  }\n}\n',
    );
  });

  it('keeps `else if` on one line', () => {
    const text =
      'protocol P\n\nrole R {\n  on start {\n    if true { stop } else if false { stop }\n  }\n}\n\nsystem { R: 1 }\n';
    checkFormat(text, text);
  });

  it('keeps comments at the end of lines in their column', () => {
    checkFormat(
      'protocol P      // what it is\nparam N=3       // how many\nparam Many=12  // more\n',
      'protocol P      // what it is\nparam N = 3     // how many\nparam Many = 12  // more\n',
    );
  });

  it('keeps the line ends of the file', () => {
    checkFormat('protocol P\r\nparam N=3\r\n', 'protocol P\r\nparam N = 3\r\n');
  });

  it('leaves a text with syntax errors alone', () => {
    assert.equal(format('protocol P role {'), undefined);
    assert.equal(format('protocol P §'), undefined);
  });

  it('changes nothing in the examples', () => {
    for (const text of examples()) checkFormat(text, text);
  });

  it('is stable, keeps every token and the meaning, however the white space is mangled', () => {
    const gaps = fc.array(fc.constantFrom('', ' ', '   ', '\n', '\n\n\n', '\n    ', '\t'), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.constantFrom(...examples()), gaps, (text, mangling) => {
        const mangled = mangle(text, mangling);
        const once = format(mangled);
        assert.ok(once !== undefined);
        assert.equal(format(once), once);
        assert.deepEqual(words(once), words(mangled));
        assert.deepEqual(withoutSpans(meaning(once)), withoutSpans(meaning(text)));
      }),
      { numRuns: 60 },
    );
  });
});

/** The text with other white space between its tokens; a line comment keeps its line end. */
function mangle(text: string, gaps: readonly string[]): string {
  const { all } = tokenize(text);
  return all
    .map((token, i) => {
      const gap = gaps[(i * 7) % gaps.length] ?? ' ';
      const before = all[i - 1];
      if (before?.text.startsWith('//') === true) return (gap.includes('\n') ? gap : '\n') + token.text;
      // A doc comment belongs to what stands right below it.
      if (token.text.startsWith('//')) return `\n${token.text}`;
      return (gap === '' ? ' ' : gap) + token.text;
    })
    .join('');
}

function words(text: string): readonly string[] {
  return tokenize(text).all.map(token => token.text.trimEnd());
}

/** Everything the text means, its comments aside: mangling moves them. */
function meaning(text: string): unknown {
  const { protocol } = parse(text);
  return JSON.parse(JSON.stringify(protocol, (key, value: unknown) => (key === 'doc' ? undefined : value)));
}
