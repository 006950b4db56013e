import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { oneLine } from './checks.ts';

type Expected = readonly [problem: string, said: RegExp, replacement?: string];

const PROTOCOL = `protocol P
message Ask(n: 0..1)
message Bye
role A { on start { send Ask(1) to all B  send Bye to all B } }
role B { durable var log: 0..1 = 0  timer t  on Ask(n) { log = n  start t } on Bye { } on t { log = 0 } action act when log == 1 { log = 0 } }
invariant I: all b in B: b.log < 2
system { A: 1  B: 2 }
scenario "s" {
`;

/** Checks every problem of the entries of a scenario, which stand on line 9. */
function check(entries: string, ...expected: readonly Expected[]): void {
  const text = `${PROTOCOL}${entries}\n}`;
  const { problems } = parse(text);
  assert.deepEqual(
    problems.map(problem => oneLine(text, problem)),
    expected.map(([problem]) => problem),
  );
  expected.forEach(([, said, replacement], i) => {
    assert.match(`${problems[i]?.message ?? ''} ${problems[i]?.try ?? ''}`, said);
    assert.equal(problems[i]?.replacement, replacement);
  });
}

describe('a setting', () => {
  it('stands in its block', () => {
    check('network { cut: 1 }', ['9:11 error unknown-setting «cut»', /`faults \{ … \}`/]);
    check('faults { drift: 1 }', ['9:10 error unknown-setting «drift»', /`clock \{ … \}`/]);
    check('faults { puase: 1 }', ['9:10 error unknown-setting «puase»', /mean `pause`/, 'pause']);
    check('horizon: 3', ['9:1 error unknown-name «horizon»', /Write `clock \{ horizon: 3 \}`/]);
    const whole = (text: string, block: string): Expected => [
      `9:1 error syntax «${text}»`,
      new RegExp(`belongs into \`${block} \\{ … \\}\``),
      `${block} { ${text} }`,
    ];
    for (const text of [
      'cut: 1 from A to B',
      'stall: 1 of B { Ask, t }',
      'crash: any of B midway',
      'corrupt: 1 of B.log',
    ]) {
      check(text, whole(text, 'faults'));
      check(`depth: 4\n${text}  states: 3`, [
        '10:1 error ' + whole(text, 'faults')[0].slice(10),
        /./,
        `faults { ${text} }`,
      ]);
    }
    check('corrupt: 1 of Ask', whole('corrupt: 1 of Ask', 'network'));
    check('loss: 1 of Ask from A', whole('loss: 1 of Ask from A', 'network'));
  });

  it('has a value', () => {
    check('faults { pause }', ['9:10 error no-value «pause»', /Write `pause: 1`/]);
    check('network { transport }', ['9:11 error no-value «transport»', /Write `transport: tcp`/]);
    check('network { order: fifo, any }', ['9:24 error wrong-arguments «any»', /`order` has one value/]);
    check(
      'network { timing sync }',
      ['9:11 error no-colon «timing»', /Write `timing: sync`/, 'timing:'],
      ['9:18 error unknown-setting «sync»', /mean `synchronous`/, 'synchronous'],
    );
  });

  it('is set once', () => {
    check('network { loss: 1 of Ask  loss: 2 }', [
      '9:27 error duplicate-name «loss»',
      /commas: `loss: 1 of A, 1 of B`/,
    ]);
  });

  it('has one of its words for a value', () => {
    check('network { transport: quic }', [
      '9:22 error unknown-setting «quic»',
      /is no `transport`. Write `udp` or `tcp`/,
    ]);
    check('network { transport: tpc }', ['9:22 error unknown-setting «tpc»', /mean `tcp`/, 'tcp']);
    check('network { timing: lockstep }', [
      '9:19 error unknown-setting «lockstep»',
      /`asynchronous`, `synchronous` or `eventually synchronous`/,
    ]);
    const eventually = 'eventually synchronous';
    check('network { timing: eventually asynchronous }', [
      '9:19 error unknown-setting «eventually asynchronous»',
      /from the beginning/,
      eventually,
    ]);
    check('network { timing: eventually calm }', [
      '9:19 error unknown-setting «eventually calm»',
      /`eventually calm` is no `timing`/,
      eventually,
    ]);
  });
});

describe('what a failure strikes', () => {
  it('exists', () => {
    check('network { loss: 1 of Aks }', ['9:22 error unknown-message «Aks»', /mean `Ask`/, 'Ask']);
    check('network { loss: 1 of Vote }', ['9:22 error unknown-message «Vote»', /The messages are `Ask`, `Bye`/]);
    check('faults { crash: 1 of Server }', ['9:22 error unknown-role «Server»', /The roles are `A`, `B`/]);
    check('faults { cut: 1 from X to B }', ['9:22 error unknown-role «X»', /The roles are/]);
    check('faults { corrupt: 1 of B.lgo }', [
      '9:26 error unknown-variable «lgo»',
      /`B` has no variable `lgo`. Did you mean `log`/,
      'log',
    ]);
    check('faults { corrupt: 1 of A.x }', ['9:26 error unknown-variable «x»', /It has none/]);
    check('faults { stall: 1 of B { Work } }', [
      '9:26 error unknown-handler «Work»',
      /It has `Ask`, `Bye`, `t`, `act`/,
    ]);
    check('faults { stall: 1 of B { Ask, ack } }', ['9:31 error unknown-handler «ack»', /mean `Ask`/, 'Ask']);
    check('faults { stall: 1 { Ask } }', ['9:21 error no-role «Ask»', /Write `stall: 1 of Role \{ Ask \}`/]);
  });

  it('is of the right kind', () => {
    check('network { loss: 1 of A }', [
      '9:22 error unknown-message «A»',
      /`A` is a role, and here a message is needed. The messages are/,
    ]);
    check('faults { crash: 1 of Ask }', [
      '9:22 error unknown-role «Ask»',
      /`Ask` is a message, and here a role is needed. The roles are/,
    ]);
    check('faults { corrupt: 1 of Ask }', ['9:24 error unknown-role «Ask»', /belongs into `network \{ … \}`/]);
    check('network { corrupt: 1 of B }', ['9:25 error unknown-message «B»', /belongs into `faults \{ … \}`/]);
  });

  it('is said as the failure takes it', () => {
    check('faults { crash: 1 from A }', [
      '9:24 error not-a-value «A»',
      /takes no `from`. Write `crash: 1` or `crash: 1 of Role midway`/,
    ]);
    check('faults { cut: 1 of A }', ['9:20 error not-a-value «A»', /Write `cut: 1` or `cut: 1 from Role to Role`/]);
    check('faults { partition: 1 of A }', ['9:26 error not-a-value «A»', /Write `partition: 1`\.$/]);
    check('network { loss: 1 of Ask.n }', ['9:26 error not-a-value «n»', /`loss` names no parts/]);
    check('faults { pause: 1 of B { Ask } }', [
      '9:26 error not-a-value «Ask»',
      /takes no `\{ \}`. Write `pause: 1` or `pause: 1 of Role`/,
    ]);
    check('faults { pause: 1 of B midway }', ['9:24 error not-a-value «midway»', /only for crashes/]);
    check('faults { crash: 1 of B  recover midway }', [
      '9:33 error not-a-value «midway»',
      /A crash comes midway, not a restart. Write `crash: 1 midway {2}recover`/,
    ]);
    check('network { order: fifo of Ask }', ['9:26 error not-a-value «Ask»', /`order` takes no `of`/]);
  });
});

describe('a budget', () => {
  it('is a number, a parameter or `any`', () => {
    check('faults { crash: B }', ['9:17 error not-a-budget «B»', /Write `1 of B`/]);
    check('network { loss: Ask }', ['9:17 error not-a-budget «Ask»', /Write `1 of Ask`/]);
    check('faults { crash: midway }', ['9:17 error not-a-budget «midway»', /Write `1 midway`/]);
    check('faults { pause: often }', ['9:17 error not-a-budget «often»', /`any` for no limit/]);
    check('network { capacity: 0 }', ['9:21 warning no-room «0»', /no message can ever be in flight.*no limit/]);
    check('faults { pause: size(B) }', ['9:17 error not-constant «size(B)»', /known before anything runs/]);
  });
});

describe('the transport', () => {
  it('decides what can go wrong', () => {
    check('network { transport: tcp  loss: 1  reset: 1 }', [
      '9:27 error tcp-in-order «loss»',
      /no single message is lost.*Write `reset: 1`/,
    ]);
    check('network { transport: tcp  duplicates: any }', [
      '9:27 error tcp-in-order «duplicates»',
      /nothing arrives twice/,
    ]);
    check('network { order: any  transport: tcp }', ['9:11 error tcp-in-order «order»', /Remove `order: any`/]);
    check('network { reset: 1 }', ['9:11 error no-connection «reset»', /Add `transport: tcp`, or use `loss`/]);
    check('network { transport: tcp  corrupt: 1  duplicates: 0  order: fifo }');
  });

  it('of the system does too, and is said once', () => {
    const text = `${PROTOCOL.replace('system {', 'system { network { transport: tcp  loss: 1 }')}}\nscenario "t" { }\nscenario "u" { network { loss: 0 } }`;
    assert.deepEqual(
      parse(text).problems.map(problem => oneLine(text, problem)),
      ['7:36 error tcp-in-order «loss»'],
    );
  });
});

describe('a failure that can never strike', () => {
  const warned = (entries: string, word: string, said: RegExp): void => {
    const column = entries.indexOf(word) + 1;
    check(entries, [`9:${String(column)} warning never-happens «${word}»`, said]);
  };

  it('is a warning at its word that says why', () => {
    warned('network { corrupt: 1 of Bye }', 'corrupt', /`Bye` has no fields/);
    warned('network { loss: 1 of Ask from B }', 'loss', /`B` never sends `Ask`/);
    warned('network { duplicates: any to A }', 'duplicates', /Nobody sends anything to `A`/);
    warned('faults { cut: 1 from B to A }', 'cut', /`B` never sends anything to `A`/);
    warned('faults { recover }', 'recover', /Nothing crashes here.*Add `crash: 1`/);
    warned('faults { recover: 1 of B  crash: 1 of A }', 'recover', /`B` does not crash here.*Add `crash: 1 of B`/);
    warned('faults { diskfail: 1 of A  crash: 1 }', 'diskfail', /`A` has no `durable var`/);
    warned('faults { diskfail: 1 }', 'diskfail', /shows after a crash, and here there is none/);
    warned('faults { stall: 1 of A }', 'stall', /`A` has no handlers of messages/);
    warned('faults { corrupt: 1 of A }', 'corrupt', /`A` has no variables/);
  });

  it('is one of several values', () => {
    check('faults { corrupt: 1 of B.log, 2 of A }', ['9:31 warning never-happens «2 of A»', /`A` has no variables/]);
  });

  it('can strike in another scenario, or has no budget', () => {
    const system = PROTOCOL.replace('system {', 'system { faults { recover }').replace(
      'scenario "s" {',
      'scenario "s" { }\nscenario "t" { faults { crash: 1 }',
    );
    assert.deepEqual(parse(`${system}}`).problems, []);
    check('faults { recover: 0  diskfail: 0 of A }  network { corrupt: 0 of Bye }');
  });

  it('is not said of what a Byzantine node may do', () => {
    check('faults { cut: 1 from B to A  byzantine: 1 of B }');
    check('network { transport: tcp  reset: 1 from B to A }');
  });
});
