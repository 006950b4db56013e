import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DATA_TYPES } from '../../src/model/dataTypes.ts';
import { parse } from '../../src/language/parse.ts';
import { checkAdvice, checkProblems, protocolOf, type Advice } from './checks.ts';
import { shape, shapeOfBlock, shapeOfType } from './shapes.ts';
import { EVERY_OPERATION } from './sources.ts';

const HEAD = `protocol P
enum Mode { idle, busy }
record Entry(term: int)
type Small = 0..3
`;
const REST = `
role C { var n: Small = 0  var e: Entry = Entry(0)  var m: Mode = idle
on start { if n == 0 && e.term == 0 && m == idle { `;
const END = ` } } }
system { C: 1 }
`;

/** Checks what is said of declarations on line 5; only errors. */
function checkDeclared(declaration: string, expected: readonly Advice[]): void {
  const { problems } = parse(`${HEAD}${declaration}${REST}${END}`);
  const errors = problems.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ at, code }) => `${code} «${`${HEAD}${declaration}`.slice(at.start, at.end)}»`),
    expected.map(([problem]) => problem),
  );
  errors.forEach((problem, i) => {
    assert.match(`${problem.message} ${problem.try ?? ''}`, expected[i]?.[1] ?? /never/);
  });
}

const ITEMS =
  'history reg: Register of Small = 0\nhistory cas: CompareAndSwap of Mode = idle\nhistory q: Queue of int\nhistory kv: KeyValue of map Mode to int\nhistory count: Counter\n';
const USED =
  'invoke reg.read  respond reg with 1  invoke cas.read  respond cas with idle  invoke q.dequeue  respond q with none  invoke kv.get(idle)  respond kv with none  invoke count.read  respond count with 1  ';
const JUDGED = 'linearizable reg\nlinearizable cas\nlinearizable q\nlinearizable kv\nlinearizable count\n';

/** Checks what is said of statements, on line 13, of a role that uses histories of several data types. */
function checkBody(statements: string, expected: readonly Advice[]): void {
  checkAdvice(`${HEAD}${ITEMS}${REST}${USED}\n${statements}\n${END}${JUDGED}`, expected);
}

describe('a history', () => {
  it('has a data type, what it is of, and what it holds at first', () => {
    const { histories } = protocolOf(EVERY_OPERATION);
    assert.deepEqual(
      histories.map(({ name, dataType, of, initial }) => [
        name,
        dataType,
        of && shapeOfType(of),
        initial && shape(initial),
      ]),
      [
        ['register', 'Register', '0..param:MAX', '(subtract param:MAX 1)'],
        ['choice', 'Register', 'idle|busy?', 'none'],
        ['swapped', 'CompareAndSwap', 'idle|busy', 'idle'],
        ['counter', 'Counter', undefined, undefined],
        ['queue', 'Queue', 'set(idle|busy)', undefined],
        ['held', 'Set', '0..param:MAX', undefined],
        ['table', 'KeyValue', 'map(idle|busy int)', undefined],
        ['lock', 'Lock', undefined, undefined],
      ],
    );
  });

  it('has a data type that there is', () => {
    const listed = /Data types are `Register`, `CompareAndSwap`, .*`Lock`/;
    checkDeclared('history h: Registr of int = 0', [['unknown-data-type «Registr»', /Did you mean `Register`\?/]]);
    checkDeclared('history h: set of int', [['unknown-data-type «set»', /Did you mean `Set`\?/]]);
    checkDeclared('history h: Map of map Mode to int', [['unknown-data-type «Map»', /Did you mean `KeyValue`\?/]]);
    checkDeclared('history h: CAS of int = 0', [['unknown-data-type «CAS»', /`CompareAndSwap`\?/]]);
    checkDeclared('history h: Mutex', [['unknown-data-type «Mutex»', /`Lock`\?/]]);
    checkDeclared('history h: Mode', [['unknown-data-type «Mode»', listed]]);
    checkDeclared('history h: constructor = 3', [['unknown-data-type «constructor»', listed]]);
    checkDeclared('history h: Stacks of int = nothing', [
      ['unknown-data-type «Stacks»', listed],
      ['unknown-name «nothing»', /There is no `nothing`/],
    ]);
  });

  it('says of which type its values are where it has values', () => {
    checkDeclared('history h: Register', [['no-item-type «Register»', /`history h: Register of int = 0`/]]);
    checkDeclared('history h: CompareAndSwap = 3', [['no-item-type «CompareAndSwap»', /of int = 0`/]]);
    checkDeclared('history h: Queue', [['no-item-type «Queue»', /`history h: Queue of int`/]]);
    checkDeclared('history h: Set', [['no-item-type «Set»', /`history h: Set of int`/]]);
    checkDeclared('history h: KeyValue', [['no-item-type «KeyValue»', /`history h: KeyValue of map 0\.\.3 to int`/]]);
    checkDeclared('history h: KeyValue of Mode', [
      ['wrong-type «Mode»', /is of a map, but this is `Mode`.*KeyValue of map 0\.\.3 to Mode`/],
    ]);
    checkDeclared('history h: Counter of int', [['not-of-this-data-type «of int»', /counts whole numbers.*Remove it/]]);
    checkDeclared('history h: Lock of C', [['not-of-this-data-type «of C»', /holds no values/]]);
    checkDeclared('history h: Queue of Missing', [['unknown-type «Missing»', /There is no type/]]);
  });

  it('says what it holds at first where that may be anything', () => {
    const missing = 'no-initial-value «h»';
    checkDeclared('history h: Register of int', [[missing, /does not say what it holds at first.*Write `= 0`/]]);
    checkDeclared('history h: Register of -2..3', [[missing, /Write `= -2`/]]);
    checkDeclared('history h: Register of bool', [[missing, /Write `= false`/]]);
    checkDeclared('history h: CompareAndSwap of Mode', [[missing, /Write `= idle`/]]);
    checkDeclared('history h: Register of set of C', [[missing, /Write `= {}`/]]);
    checkDeclared('history h: Register of Entry', [[missing, /Write `= Entry\(…\)`/]]);
    checkDeclared('history h: Register of C', [[missing, /`Register` of `C\?`, which begins with `none`/]]);
    checkDeclared('history h: Register of C?', []);
    checkDeclared('history h: Register of Entry = Entry(3)', []);
    checkDeclared('history h: Counter = 3', [['not-of-this-data-type «= 3»', /begins with 0/]]);
    checkDeclared('history h: Queue of int = { 1 }', [['not-of-this-data-type «= { 1 }»', /begins empty/]]);
    checkDeclared('history h: Set of int = {}', [['not-of-this-data-type «= {}»', /begins empty/]]);
    checkDeclared('history h: KeyValue of map int to int = {}', [['not-of-this-data-type «= {}»', /begins empty/]]);
    checkDeclared('history h: Lock = none', [['not-of-this-data-type «= none»', /is free at first/]]);
  });

  it('holds a value of its type at first, which is known before anything runs', () => {
    checkDeclared('history h: Register of int = true', [['wrong-type «true»', /`int` is needed here/]]);
    checkDeclared('history h: Register of int = none', [
      ['wrong-type «none»', /may be `none`.*a `Register` of `int\?`/],
    ]);
    checkDeclared('history h: Register of Small = 7', [['out-of-range «7»', /7 is not in `0\.\.3`/]]);
    checkDeclared('history h: Register of Mode = lazy', [['unknown-name «lazy»', /`Mode` has no `lazy`/]]);
    checkDeclared('history h: Register of C? = self', [['no-self «self»', /nothing runs here/]]);
    checkDeclared('history h: Register of int = size(C)', [['not-constant «C»', /fixed before there are nodes/]]);
  });

  it('is no value', () => {
    checkBody('n = reg', [['13:5 error not-a-value «reg»', /is a history.*`invoke reg\.…`.*`linearizable reg`/]]);
    checkDeclared('history h: Register of int = 0\ninvariant I: h == 0', [['not-a-value «h»', /is a history/]]);
  });
});

describe('an operation', () => {
  it('of every data type begins and is answered', () => {
    const { histories, roles } = protocolOf(EVERY_OPERATION);
    const [client] = roles;
    const body = client?.actions.find(({ name }) => name === 'others1')?.body ?? [];
    const [either] = body;
    assert.ok(either?.kind === 'either');
    assert.deepEqual(either.branches.map(shapeOfBlock), [
      'invoke 1.write(none); respond 1',
      'invoke 1.read(); respond 1 busy',
      'invoke 2.cas(idle busy); respond 2 true',
      'invoke 2.write(idle); respond 2',
      'invoke 2.read(); respond 2 idle',
      'invoke 3.add(-1); respond 3',
      'invoke 3.read(); respond 3 7',
      'invoke 4.enqueue((set idle)); respond 4',
      'invoke 4.dequeue(); respond 4 none',
      'invoke 5.add(1); respond 5',
      'invoke 5.remove(1); respond 5',
      'invoke 5.contains(1); respond 5 false',
      'invoke 6.put(idle 3); respond 6',
      'invoke 6.get(idle); respond 6 3',
      'invoke 6.remove(idle); respond 6',
      'invoke 7.acquire(); respond 7',
      'invoke 7.tryAcquire(); respond 7 true',
      'invoke 7.release(); respond 7',
    ]);
    const all = histories.flatMap(({ dataType }, i) =>
      Object.keys(DATA_TYPES[dataType].operations).map(name => `invoke ${String(i)}.${name}(`),
    );
    const written = [body, client?.start?.body ?? [], ...(client?.actions.map(action => action.body) ?? [])]
      .map(shapeOfBlock)
      .join('; ');
    assert.deepEqual(
      all.filter(start => !written.includes(start)),
      [],
    );
    assert.equal(shapeOfBlock(client?.messageHandlers[0]?.body ?? []), 'respond 0 v#0; variable value := v#0');
    assert.equal(shapeOfBlock(client?.procedures[0]?.body ?? []).split('; ')[0], 'invoke 0.read()');
  });

  it('is one that its data type has', () => {
    checkBody('invoke reg.rite(1)', [
      ['13:12 error unknown-operation «rite»', /Did you mean `write`\? A `Register` has `write\(0\.\.3\)`, `read`/],
    ]);
    checkBody('invoke q.push(1)', [['13:10 error unknown-operation «push»', /Did you mean `enqueue`\?/]]);
    checkBody('invoke kv.set(idle, 1)', [['13:11 error unknown-operation «set»', /Did you mean `put`\?/]]);
    checkBody('invoke reg.get', [['13:12 error unknown-operation «get»', /Did you mean `read`\?/]]);
    checkBody('invoke reg.frobnicate(n)', [
      ['13:12 error unknown-operation «frobnicate»', /has no operation.*A `Register` has/],
    ]);
    checkBody('invoke reg.toString', [['13:12 error unknown-operation «toString»', /A `Register` has/]]);
    checkBody('invoke cas', [
      ['13:8 error unknown-operation «cas»', /which operation begins.*`invoke cas\.write`.*`cas\(Mode, Mode\)`/],
    ]);
  });

  it('is asked what it takes', () => {
    checkBody('invoke reg.write', [
      ['13:12 error wrong-arguments «write»', /needs 1 value, but none is given.*`invoke reg\.write\(0\)`/],
    ]);
    checkBody('invoke reg.write(1, 2)', [['13:12 error wrong-arguments «write(1, 2)»', /but 2 are given/]]);
    checkBody('invoke reg.read(1)', [
      ['13:12 error wrong-arguments «read(1)»', /takes nothing, but 1 is given.*`invoke reg\.read`/],
    ]);
    checkBody('invoke cas.cas(idle)', [['13:12 error wrong-arguments «cas(idle)»', /needs 2 values, but 1 is given/]]);
    checkBody('invoke reg.write(true)', [['13:18 error wrong-type «true»', /`0\.\.3` is needed/]]);
    checkBody('invoke reg.write(7)', [['13:18 error out-of-range «7»', /not in `0\.\.3`/]]);
    checkBody('invoke count.add(idle)', [['13:18 error wrong-type «idle»', /`int` is needed/]]);
    checkBody('invoke kv.put(1, 2)', [['13:15 error wrong-type «1»', /`Mode` is needed/]]);
    checkBody('invoke reg.write(value: 1)', [
      ['13:18 error unknown-field «value»', /has no names.*`invoke reg\.write\(0\.\.3\)`/],
    ]);
  });

  it('is of a history', () => {
    checkBody('invoke rag.read', [['13:8 error unknown-history «rag»', /Did you mean `reg`\?/]]);
    checkBody('invoke write(1)', [['13:8 error unknown-history «write»', /Did you mean `reg\.write`\?/]]);
    checkBody('invoke zzzzzz.read', [['13:8 error unknown-history «zzzzzz»', /Declare one: `history h: Register of/]]);
    checkBody('respond n', [['13:9 error unknown-history «n»', /There is no history/]]);
    checkBody('respond C', [['13:9 error unknown-history «C»', /`C` is no history/]]);
  });

  it('is answered by what some operation answers, or by nothing', () => {
    checkBody('respond reg  respond reg with n  respond cas with true  respond cas with busy  respond q with n', []);
    checkBody('respond reg with idle', [
      [
        '13:18 error wrong-answer «idle»',
        /No operation of `reg` answers `Mode`.*`write` nothing, `read` `0\.\.3`.*`respond reg`/,
      ],
    ]);
    checkBody('respond cas with 1', [['13:18 error wrong-answer «1»', /`write` nothing, `read` `Mode`, `cas` `bool`/]]);
    checkBody('respond reg with 9', [['13:18 error out-of-range «9»', /not in `0\.\.3`/]]);
    checkBody('respond reg with missing', [['13:18 error unknown-name «missing»', /There is no `missing`/]]);
    checkBody('let o = if n == 0 then none else n  respond reg with o', []);
  });

  it('begins and ends with words', () => {
    checkBody('reg.read', [['13:1 error no-effect «reg.read»', /begins with `invoke`.*`invoke reg\.read`/]]);
    checkBody('reg.write(1)', [['13:1 error syntax «reg.write»', /begins with `invoke`.*`invoke reg\.write\(…\)`/]]);
    checkBody('respond reg 1', [['13:13 error syntax «1»', /follows `with`.*`respond reg with 1`/]]);
    checkBody('respond reg (n)', [['13:13 error syntax «(»', /`respond reg with …`/]]);
    checkBody('respond count -1', [['13:15 error syntax «-»', /`respond count with …`/]]);
    checkBody('respond reg n', [['13:13 error no-effect «n»', /To answer it, write `respond reg with n`/]]);
  });
});

describe('what a history is asked to be', () => {
  it('is a property that is called after it', () => {
    const { properties, scenarios } = protocolOf(EVERY_OPERATION);
    assert.deepEqual(
      properties.slice(0, 3).map(property => [property.kind, property.name, 'history' in property && property.history]),
      [
        ['linearizable', 'linearizable register', 0],
        ['sequential', 'sequential register', 0],
        ['linearizable', 'linearizable choice', 1],
      ],
    );
    assert.equal(properties[9]?.name, 'Asked');
    assert.deepEqual(
      scenarios[0]?.expectations.map(each => each.kind === 'property' && [each.property, each.outcome, each.text]),
      [
        [0, 'fails', 'linearizable register fails in 2 steps'],
        [1, 'fails', 'sequential register fails'],
        [9, 'holds', 'Asked holds'],
      ],
    );
  });

  it('has a place and a comment', () => {
    const text = `${HEAD}history h: Lock\n/// One at a time.\nlinearizable h${REST}invoke h.acquire  respond h${END}`;
    const [property] = protocolOf(text).properties;
    assert.ok(property);
    assert.equal(text.slice(property.at.start, property.at.end), 'linearizable h');
    assert.equal(property.doc, 'One at a time.');
  });

  it('is said once, of a history', () => {
    checkDeclared('history h: Lock\nlinearizable h\nsequential h\nlinearizable h', [
      ['duplicate-name «linearizable h»', /already a `linearizable h`/],
    ]);
    checkDeclared('history reg: Lock\nlinearizable rag', [['unknown-history «rag»', /Did you mean `reg`\?/]]);
    checkDeclared('linearizable Mode', [['unknown-history «Mode»', /`Mode` is no history/]]);
  });

  it('is expected by its whole name', () => {
    const expect = (line: string, expected: readonly Advice[]): void => {
      checkDeclared(`history reg: Lock\nlinearizable reg\nscenario "a" { expect ${line} }`, expected);
    };
    expect('linearizable reg holds', []);
    expect('linearizable reg fails in 2 steps', []);
    expect('reg holds', [['unknown-property «reg»', /Did you mean `linearizable reg`\?/]]);
    expect('sequential reg holds', [['unknown-property «sequential reg»', /Did you mean `linearizable reg`\?/]]);
    expect('linearizable rag holds', [['unknown-property «linearizable rag»', /Did you mean `linearizable reg`\?/]]);
    expect('sequential other holds', [['unknown-property «sequential other»', /Declare it: `sequential other`/]]);
    expect('linearizable reg works', [['unknown-expectation «works»', /`holds` or `fails`/]]);
    expect('linearizable reg holds in 2 steps', [
      ['no-execution «expect linearizable reg holds in 2 steps»', /Write `expect linearizable reg holds`/],
    ]);
  });
});

describe('warnings about histories', () => {
  const check = (client: string, server: string, property: string, expected: readonly Advice[]): void => {
    checkAdvice(
      `protocol P\nhistory h: Lock\nrole C { on start { ${client} } }\nrole S { on start { ${server} } }\nsystem { C: 1  S: 1 }\n${property}`,
      expected,
    );
  };

  it('say what never begins, never ends, and is never asked for', () => {
    check('invoke h.acquire  respond h', '', 'linearizable h', []);
    check('', '', 'linearizable h', [
      ['2:9 warning history-never-invoked «h»', /No operation of `h` ever begins.*`invoke h\.…` in the role of its/],
    ]);
    check('invoke h.acquire', '', 'sequential h', [
      ['2:9 warning history-never-answered «h»', /is ever answered.*`respond h` where a client learns/],
    ]);
    check('invoke h.acquire  respond h', '', '', [
      ['2:9 warning history-never-judged «h»', /No property is about.*`linearizable h`/],
    ]);
  });

  it('say who answers what another role began', () => {
    check('invoke h.acquire', 'respond h', 'linearizable h', [
      ['4:21 warning nothing-to-answer «respond h»', /`S` begins no operation of `h`.*A client answers its own/],
    ]);
  });

  it('wait until the text is whole', () => {
    checkProblems('protocol P\nhistory h: Register\nrole R { var v: int = }\nsystem { R: 1 }', [
      '3:23 error syntax «}»',
    ]);
  });
});
