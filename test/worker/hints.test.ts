import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { commonHints } from '../../src/contract/hints.ts';
import type { EngineApi } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { BOUNDS, createEngine, valueOf } from './asking.ts';

/** Everything in it is used. */
const SHOP = `protocol Shop

message Ask(n: 0..2)
message Tell
message Bye

role Client {
  var told: bool = false
  timer patience
  on start { send Ask(1) to the Shop  start patience }
  on Tell { told = true }
  on patience when !told { send Bye to the Shop }
  action wander when told { told = false }
}

role Shop {
  durable var asked: 0..3 = 0
  on Ask(n) when n == 1 { reply Tell }
  on Bye { asked = 0 }
  on recover { asked = 0 }
}

system { Client: 1 Shop: 1 }

invariant Fine: all c in Client, s in Shop: c.told => s.asked == 0

scenario "usual" { }
scenario "the shop closes and opens" {
  faults { crash: 1 of Shop recover }
}
`;

describe('what a file never uses', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  async function reportsOf(text: string, bounds = BOUNDS): Promise<readonly CheckReport[]> {
    const scenarios = engine.outline(text)?.scenarios ?? [];
    const reports: CheckReport[] = [];
    for (const [i, scenario] of scenarios.entries()) {
      reports.push(valueOf(await engine.check(i, { text, scenario }, bounds)));
    }
    return reports;
  }

  /** The hints of a file, each as its code and the text at its place. */
  async function hintsOf(text: string): Promise<readonly string[]> {
    const reports = await reportsOf(text);
    return commonHints(reports, reports.length).map(({ code, at, text: said }) => {
      assert.match(said, /^.*\.$/);
      return `${code}: ${text.slice(at.start, at.end)}`;
    });
  }

  it('is nothing where everything is used', async () => {
    assert.deepEqual(await hintsOf(SHOP), []);
  });

  it('is a condition that is never true, also below all', async () => {
    const never = SHOP.replace('c.told =>', 's.asked > 2 =>');
    assert.deepEqual(await hintsOf(never), ['premise-never-holds: s.asked > 2']);
    const bare = SHOP.replace(/invariant .*\n/, 'invariant Fine: size(Shop) == 0 => size(Client) == 7\n');
    assert.deepEqual(await hintsOf(bare), ['premise-never-holds: size(Shop) == 0']);
    // Some client is told something, so the condition is true for it.
    const nested = SHOP.replace(
      /invariant .*\n/,
      'invariant Fine: all c in Client: all s in Shop: c.told => s.asked == 0\n',
    );
    assert.deepEqual(await hintsOf(nested), []);
  });

  it('is a condition of leadsto that never comes', async () => {
    const never = SHOP.replace(/invariant .*\n/, 'leadsto Fine: some s in Shop: s.asked > 2 ~> size(Client) == 7\n');
    assert.deepEqual(await hintsOf(never), ['premise-never-holds: some s in Shop: s.asked > 2']);
  });

  it('is a handler that nothing makes run, and says why', async () => {
    const guarded = SHOP.replace('when n == 1 {', 'when n == 2 { asked = 1  reply Tell }\n  on Ask(n) {');
    assert.deepEqual(await hintsOf(guarded), ['handler-never-runs: on Ask(n) when n == 2']);
    const fired = SHOP.replace('patience when !told', 'patience when told && !told');
    const hints = await hintsOf(fired);
    assert.deepEqual(hints.slice(1), ['handler-never-runs: on patience when told && !told']);
    // Nobody says goodbye either, and one hint is enough for a message and its handlers.
    assert.deepEqual(hints.slice(0, 1), ['message-never-sent: Bye']);
    // What does nothing anyway is not worth a word.
    assert.deepEqual(await hintsOf(SHOP.replace('when n == 1 {', 'when n == 2 { }\n  on Ask(n) {')), []);
  });

  it('is a handler of restarts only where no scenario lets anybody restart', async () => {
    const steady = SHOP.replace('crash: 1 of Shop recover', 'crash: 1 of Shop');
    assert.deepEqual(await hintsOf(steady), ['handler-never-runs: on recover']);
  });

  it('is an action that is never possible', async () => {
    const [hint, ...others] = await hintsOf(SHOP.replace('wander when told', 'wander when told && !told'));
    assert.match(hint ?? '', /^action-never-taken: .*wander/);
    assert.deepEqual(others, []);
  });

  it('is a message that is sent and that nobody takes', async () => {
    assert.deepEqual(await hintsOf(SHOP.replace('on Bye {', 'on Bye when asked > 0 {')), [
      'message-never-received: Bye',
    ]);
  });

  it('is only what no scenario uses, each of them explored to its end', async () => {
    const once = SHOP.replace('wander when told', 'wander when told && size(Client) > 1').concat(
      'scenario "two clients" { Client: 2 }\n',
    );
    assert.deepEqual(await hintsOf(once), []);
    const never = SHOP.replace('wander when told', 'wander when told && !told');
    const all = await reportsOf(never);
    assert.equal(commonHints(all, all.length).length, 1);
    assert.deepEqual(commonHints(all.slice(0, 1), all.length), []);
    assert.deepEqual(commonHints(await reportsOf(never, { ...BOUNDS, statesMax: 3 }), all.length), []);
  });

  it('is not looked for where the protocol goes wrong', async () => {
    const wrong = SHOP.replace('wander when told {', 'wander when told && !told {').replace(
      'reply Tell',
      'asked = 4  reply Tell',
    );
    assert.deepEqual(await hintsOf(wrong), []);
  });

  it('is everything where nothing happens, which is said of the scenario instead', async () => {
    const [first] = await hintsOf(SHOP.replace('on start { send Ask(1) to the Shop  start patience }', ''));
    assert.equal(first, 'nothing-happens: scenario "usual"');
    const nobody = SHOP.replace('scenario "usual" { }', 'scenario "usual" { Client: 0 Shop: 0 }');
    const reports = await reportsOf(nobody);
    assert.deepEqual(
      commonHints(reports, 2).map(({ text }) => text),
      ['Nothing happens here: no role has a node.'],
    );
  });
});
