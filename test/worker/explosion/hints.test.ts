import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ExplosionReport } from '../../../src/contract/explosion.ts';
import { neededVariables } from '../../../src/worker/explosion/needed.ts';
import { protocolOf } from '../../support/protocols.ts';
import { BOUNDS, createEngine, valueOf } from '../asking.ts';

async function explain(text: string, statesMax = 2_000): Promise<ExplosionReport> {
  const engine = createEngine();
  const scenario = engine.outline(text)?.scenarios[0] ?? '';
  return valueOf(await engine.explain(1, { text, scenario }, { ...BOUNDS, statesMax }));
}

/** The hints, each with the line it is about. */
async function hintsOf(text: string, statesMax?: number): Promise<readonly string[]> {
  const { hints } = await explain(text, statesMax);
  return hints.map(hint => `${text.slice(0, hint.at.start).split('\n').length}: ${hint.text}`);
}

describe('what could be done about the number of states', () => {
  it('is to leave out a variable on which nothing depends', async () => {
    const text = `protocol P
enum Level { off, low, high }
role R {
  var s: Level = off
  var told: Level = off
  action rise when s != high { s = if s == off then low else high }
  action tell when s != off { told = s }
}
system { R: 1 }`;
    // 1 + 2 + 3 states.
    assert.deepEqual(await hintsOf(text), [
      '5: Nothing depends on R.told, and it accounts for 50 % of the states: without it 3 of 6 states are left.',
    ]);
  });

  it('is to bound a variable, where that leaves something of everything', async () => {
    const text = `protocol P
role R {
  var log: list of 0..1 max 5 = []
  action a(v in 0..1) when size(log) < 5 { log += v }
}
system { R: 1 }
reachable Full: some r in R: size(r.log) == 5`;
    // 1 + 2 + 4 + 8 + 16 of 63 are the most that are fewer than half.
    assert.deepEqual(await hintsOf(text), [
      '3: R.log accounts for 98 % of the states; bounding it to 4 leaves 31 of 63 states.',
    ]);
  });

  it('is to bound nothing where that would rule out what the protocol does', async () => {
    const text = `protocol P
role R {
  var n: 0..9 = 0
  var last: bool = false
  action a when n < 9 { n += 1 }
  action z when n == 9 && !last { last = true }
}
system { R: 1 }
reachable Last: some r in R: r.last`;
    assert.deepEqual(await hintsOf(text), []);
  });

  it('is to do without a failure', async () => {
    const text = `protocol P
role R { var n: a | b | c | d = a action b when n == a { n = b } action c when n == b { n = c } action d when n == c { n = d } }
system { R: 2
  faults { crash: any } }
reachable D: some r in R: r.n == d`;
    // 4 × 4 states, 5 × 5 with crashes; of those 5 + 4 + 3 + 2 + 1 are unlike up to an exchange.
    assert.deepEqual(await hintsOf(text), [
      '2: It does not matter which R is which: symmetry reduction (--symmetry) explores 15 of 25 states.',
      '4: Without «crash» 16 of 25 states are left: it multiplies them by 1.6.',
    ]);
  });

  it('is to see that a message is handled', async () => {
    const text = `protocol P
message M(k: 0..3)
role S { var n: 0..3 = 0 action a when n < 3 { n += 1 send M(n) to R } }
role R { on M(k) when k > 5 { } }
system { S: 1 R: 1 network { unmatched: keep } }
invariant I: all s in S: s.n < 4`;
    const { messages } = await explain(text);
    assert.equal(messages?.[0]?.inFlightMax, 3);
    assert.deepEqual(await hintsOf(text), ['3: Bounding S.n to 1 leaves 2 of 4 states.']);
    const piling = text
      .replace('var n: 0..3 = 0 action', 'var n: 0..3 = 0 action r when n > 0 { n = 0 } action')
      .replace('n += 1 send M(n)', 'n += 1 send M(1)');
    const [first = ''] = await hintsOf(piling, 200);
    assert.match(
      first,
      /^2: M is never handled where it arrives, and stays in flight: without it 4 of \d+ states found are left\.$/m,
    );
  });

  it('is to take care that a timer does not fire nearly always', async () => {
    const text = `protocol P
role R { timer t var n: 0..9 = 0 on start { start t } on t when n < 9 { n += 1 start t } on t { start t } }
system { R: 1 }
invariant I: all r in R: r.n < 10`;
    const [first = ''] = await hintsOf(text);
    assert.equal(
      first,
      '2: The timer t of R may fire in 90 % of the states, and 90 % cannot be reached without it: start it where it is waited for, and stop it afterwards.',
    );
  });

  it('is to say «ordered» only where nodes are compared', async () => {
    const role =
      'role R { var n: a | b | c | d = a action b when n == a { n = b } action c when n == b { n = c } action d when n == c { n = d } }';
    const text = `protocol P\nordered ${role}\nsystem { R: 2 }\ninvariant I: all r in R: r.n != a || true`;
    // 4 × 4 states; 10 when it does not matter which is which.
    assert.deepEqual(await hintsOf(text), [
      '2: Nothing compares nodes of R: were it not «ordered», symmetry reduction could leave 10 of 16 states.',
    ]);
    assert.deepEqual(await hintsOf(text.replace('n == a {', 'n == a && self == first(R) {')), []);
    const compared = text.replace('r.n != a || true', '(all q in R: r < q => r.n != q.n || true)');
    assert.deepEqual(await hintsOf(compared), []);
  });

  it('is to have fewer nodes, of three or more', async () => {
    const text = (count: number): string => `protocol P
role R { var n: 0..1 = 0 action a when n < 1 { n += 1 } }
system { R: ${count} }
invariant I: all r in R: r.n < 2`;
    assert.deepEqual(await hintsOf(text(2)), []);
    assert.ok((await hintsOf(text(4))).includes('3: With 3 instead of 4 R nodes there are 8 of 16 states.'));
  });
});

describe('the variables on which something depends', () => {
  const needed = (members: string, properties = ''): readonly string[] => {
    const protocol = protocolOf(
      `protocol P message M(k: int) ghost g: int = 0 role R { var a: int = 0 var b: int = 0 var c: int = 0 ${members} } system { R: 1 } ${properties}`,
    );
    return [...(neededVariables(protocol)[0] ?? [])].map(variable => 'abc'[variable]!).sort();
  };

  it('are those of guards, conditions, messages, choices and properties', () => {
    assert.deepEqual(needed('action x { a += 1 b = 2 }'), []);
    assert.deepEqual(needed('action x when a > 0 { a += 1 }'), ['a']);
    assert.deepEqual(needed('action x { if b > 0 { a = 1 } }'), ['b']);
    assert.deepEqual(needed('action x { send M(c) to R }'), ['c']);
    assert.deepEqual(needed('action x { choose v in {a, b} c = v }'), ['a', 'b']);
    assert.deepEqual(needed('action x { assert a == 0 }'), ['a']);
    assert.deepEqual(needed('action x { a = 1 }', 'invariant I: all r in R: r.a + r.b < 9'), ['a', 'b']);
    assert.deepEqual(needed('on M(k) when k == c { }'), ['c']);
  });

  it('and those from which these are worked out', () => {
    assert.deepEqual(needed('action x { a = b } action y { b = c } action z { c += 1 }'), []);
    assert.deepEqual(needed('action x when a > 0 { a = b } action y { b = c } action z { c += 1 }'), ['a', 'b', 'c']);
    assert.deepEqual(needed('action x { a = b }', 'invariant I: all r in R: r.a < 9'), ['a', 'b']);
  });

  it('and those written to a ghost that a property reads', () => {
    assert.deepEqual(needed('action x { g = a }'), []);
    assert.deepEqual(needed('action x { g = a }', 'invariant I: g < 9'), ['a']);
  });
});
