import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkAdvice, protocolOf, type Advice } from './checks.ts';

/** Checks what is said of a block of `system`, on line 5 from column 23; and of scenarios, each on a line. */
function check(system: string, ...rest: readonly [...scenarios: string[], expected: readonly Advice[]]): void {
  const expected = rest.at(-1) as readonly Advice[];
  const scenarios = rest.slice(0, -1).map((entries, i) => `scenario "${String(i)}" { ${entries as string} }\n`);
  const text = `protocol P
message Ask
role A { on start { send Ask to B } on recover { send Ask to B } }
role B { durable var n: 0..1 = 0  timer t  on Ask { n = 1 - n  start t } on t { } }
system { A: 1  B: 2  ${system} }
`;
  checkAdvice(text + scenarios.join(''), expected);
}

describe('a failure without a number', () => {
  it('has no limit where a node restarts, and needs one elsewhere', () => {
    const { scenarios } = protocolOf(
      'protocol P\nrole A { }\nrole B { }\nsystem { A: 1  B: 1  faults { crash: 2  recover of B, 1 of A } }',
    );
    assert.deepEqual(
      scenarios[0]?.failures.map(({ kind, budget, role }) => [kind, budget === 'any', role]),
      [
        ['crash', false, undefined],
        ['recover', true, 1],
        ['recover', false, 0],
      ],
    );
    check('faults { crash of B }', [['5:31 error no-value «crash»', /How often.*`crash: 1`/]]);
    check('faults { pause: 1 B }', [['5:40 error unknown-setting «B»', /follows `of`/]]);
  });
});

describe('a handler that hangs', () => {
  it('is named once', () => {
    check('faults { stall: 1 of B { t, t } }', [['5:50 error duplicate-name «t»', /listed twice/]]);
  });
});

describe('what a transport rules out', () => {
  it('is said where the transport is chosen', () => {
    check('network { loss: 1 }', 'network { transport: tcp }', 'network { transport: tcp  loss: 0 }', [
      ['6:26 error tcp-in-order «transport»', /`loss: 0 {2}transport: tcp` here/],
    ]);
    check('network { order: any }', 'network { transport: tcp }', [
      ['6:26 error tcp-in-order «transport»', /`order: fifo {2}transport: tcp` here/],
    ]);
    check(
      'network { transport: tcp  reset: 1 }',
      'network { transport: udp }',
      'network { reset: 0  transport: udp }',
      [['6:26 error no-connection «transport»', /`reset: 0 {2}transport: udp` here/]],
    );
  });

  it('is what `keep` promises', () => {
    check('network { transport: tcp  unmatched: keep }', [
      ['5:1 warning keep-in-order «system»', /With `transport: tcp`/],
    ]);
  });
});

describe('a clock', () => {
  const role = (members: string, system: string, expected: readonly Advice[]): void => {
    checkAdvice(`protocol P\nrole R { ${members} }\nsystem { R: 1 ${system} }`, expected);
  };

  it('has an end', () => {
    const reads = 'on start { if now() > 3 { stop } }';
    role(reads, 'clock { horizon }', [['3:23 error no-value «horizon»', /`horizon: 10`/]]);
    role(reads, 'clock { horizon: any }', [['3:32 error not-constant «any»', /number of ticks/]]);
    role(reads, 'clock: 10 clock { horizon: 3 }', [['3:15 error unknown-name «clock»', /`clock { horizon: 10 }`/]]);
  });

  it('is read in parentheses', () => {
    role('on start { if now > 3 { stop } }', '', [['2:24 error not-a-value «now»', /Write `now\(\)`/]]);
  });

  it('shows times, which numbers move and collections hold', () => {
    role(
      'var t: time = 0  on start { t = 3 + now()  assert max({ t, now() }) - t >= 0 && first({ t }) <= last([t]) }',
      'clock { horizon: 9 }',
      [],
    );
    role('on start { assert truetime() < truetime() }', 'clock { horizon: 9 }', [
      ['2:39 error no-order «<»', /`a\.latest < b\.earliest`/],
    ]);
    role('var i: interval  on start { i = truetime()  assert i.latest > 0 }', 'clock { horizon: 9 }', [
      ['2:14 error no-initial-value «i»', /`i: interval\? = none`/],
    ]);
  });
});
