import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { completions } from '../../../src/language/editor/completion.ts';
import { withCaret } from './carets.ts';

const START = `protocol P
enum Mode { idle, busy }
record Entry(term: int, mode: Mode)
message Ask(count: int, entry: Entry)
message Done
param N = 3
ghost seen: set of Server = {}
fn double(x: int): int = x + x
`;
const REST = `
role Client { var asked: bool = false }
system { Server: N  Client: 1 }
invariant Fine: all s in Server: s.mode == idle
`;

/** The labels offered at the caret of a text that is put between declarations. */
function offered(marked: string): readonly string[] {
  const { document, offset } = withCaret(START + marked + REST);
  return completions(document, offset).items.map(item => item.label);
}

function checkOffers(marked: string, wanted: readonly string[], unwanted: readonly string[] = []): void {
  const labels = offered(marked);
  assert.deepEqual(
    wanted.filter(label => !labels.includes(label)),
    [],
    `missing; offered are ${labels.join(' ')}`,
  );
  assert.deepEqual(
    unwanted.filter(label => labels.includes(label)),
    [],
    'should not be offered',
  );
}

describe('completion', () => {
  it('offers declarations between declarations', () => {
    checkOffers('§', ['role', 'message', 'invariant', 'scenario'], ['send', 'var', 'N']);
  });

  it('offers members inside a role', () => {
    checkOffers('role Server { § }', ['var', 'durable', 'on', 'action', 'timer'], ['send', 'invariant']);
    checkOffers('role Server { var mode: Mode = idle\n § }', ['var', 'on'], ['send', 'idle']);
  });

  it('offers statements, variables and procedures inside a body', () => {
    const role = 'role Server { var mode: Mode = idle  procedure work(n: int) { } on start { § } }';
    checkOffers(role, ['send', 'either', 'mode', 'work', 'seen'], ['var', 'invariant', 'double']);
    checkOffers('role Server { on Ask(n) { let m = n  § } }', ['m', 'n', 'reply']);
  });

  it('offers messages after send, and events after on', () => {
    checkOffers('role Server { on start { send § } }', ['Ask', 'Done'], ['N', 'role']);
    checkOffers('role Server { timer t  on § }', ['Ask', 'Done', 't', 'start', 'recover'], ['N']);
    checkOffers('role Server { timer t  on start { start § } }', ['t'], ['Ask']);
  });

  it('offers receivers after to', () => {
    checkOffers('role Server { on Ask from c { send Done to § } }', ['c', 'all', 'others', 'Client', 'Server']);
  });

  it('offers names in expressions, with what is local first', () => {
    const labels = offered('role Server { var mode: Mode = idle  on Ask(n) when § { } }');
    assert.equal(labels[0], 'n');
    checkOffers(
      'role Server { var mode: Mode = idle  on Ask(n) when § { } }',
      ['mode', 'N', 'double', 'size'],
      ['seen', 'up'],
    );
  });

  it('offers ghosts and what only properties may ask in properties', () => {
    checkOffers(
      'role Server { var mode: Mode = idle }\ninvariant Q: §',
      ['seen', 'up', 'all', 'flight', 'Server'],
      ['mode'],
    );
    checkOffers('role Server { var mode: Mode = idle }\ninvariant Q: some s in Server: §', ['s']);
  });

  it('offers the parts of what stands before a dot', () => {
    checkOffers('role Server { var mode: Mode = idle }\ninvariant Q: all s in Server: s.§', ['mode'], ['asked', 'N']);
    checkOffers('role Server { on Ask(n, e) { assert e.§ } }', ['term', 'mode'], ['count']);
    checkOffers('role Server { }\ninvariant Q: some m in flight of Ask: m.§', ['count', 'entry', 'from', 'to']);
  });

  it('offers types where a type is needed', () => {
    checkOffers('role Server { var x: § }', ['Mode', 'Entry', 'Server', 'int', 'set'], ['idle', 'Ask']);
    checkOffers('role Server { var x: set of § }', ['Mode', 'Entry', 'Server', 'int']);
    checkOffers('message More(x: §)\nrole Server { }', ['Mode', 'bool']);
  });

  it('offers settings and their values in scenarios', () => {
    checkOffers(
      'role Server { }\nscenario "s" { § }',
      ['network', 'faults', 'expect', 'Server', 'N', 'depth'],
      ['role'],
    );
    checkOffers('role Server { }\nscenario "s" { network { § } }', ['loss', 'order', 'duplicates'], ['crash']);
    checkOffers('role Server { }\nscenario "s" { network { order: § } }', ['fifo', 'any'], ['loss']);
    checkOffers('role Server { }\nscenario "s" { faults { crash: 1 of § } }', ['Server', 'Client'], ['Mode']);
    checkOffers('role Server { }\nscenario "s" { expect § }', ['Fine', 'no'], ['Server']);
    checkOffers('role Server { }\nscenario "s" { expect Fine § }', ['holds', 'fails'], ['Server']);
  });

  it('offers what may follow in a setting', () => {
    const role =
      'role Server { durable var log: int = 0  timer t  on Ask(n) { log = n } on t { } action act { log = 1 } }\n';
    const offers = (marked: string, wanted: readonly string[], unwanted: readonly string[] = []): void => {
      checkOffers(`${role}scenario "s" { ${marked} }`, wanted, unwanted);
    };
    offers('network { loss: § }', ['1', 'any'], ['Ask', 'order']);
    offers('network { loss: 1 § }', ['of', 'from', 'to', 'order', 'duplicates'], ['midway', '1']);
    offers('network { loss: 1 of § }', ['Ask', 'Done'], ['Server']);
    offers('network { loss: 1 of Ask § }', ['from', 'to', 'order'], ['of']);
    offers('network { loss: 1 of Ask from § }', ['Server', 'Client'], ['Ask']);
    offers('network { loss: 1 of Ask from Server § }', ['to'], ['from', 'of']);
    offers('network { loss: 1 of Ask from Server to § }', ['Server', 'Client']);
    offers('network { loss: 1 of Ask, § }', ['any', 'order']);
    offers('network { transport: § }', ['udp', 'tcp'], ['any']);
    offers('network { timing: § }', ['synchronous', 'eventually synchronous']);
    offers('network { timing: eventually § }', ['synchronous'], ['tcp']);
    offers('network { unmatched: § }', ['keep', 'discard']);
    offers('network { order: fifo  § }', ['loss', 'transport'], ['of', 'from']);
    offers('faults { crash: 1 of Server § }', ['midway', 'recover'], ['of', 'from']);
    offers('faults { crash: 1, 2 of § }', ['Server', 'Client'], ['Ask']);
    offers('faults { recover § }', ['crash', 'cut']);
    offers('faults { cut: 1 § }', ['from', 'to'], ['of']);
    offers('faults { stall: 1 of Server § }', ['{ }', 'crash'], ['midway']);
    offers('faults { stall: 1 of Server { § } }', ['Ask', 't', 'act'], ['Done', 'log', 'Server']);
    offers('faults { stall: 1 of Server { Ask, § } }', ['t', 'act']);
    offers('faults { stall: 1 of Server { Ask }  § }', ['crash', 'byzantine'], ['act']);
    offers('faults { corrupt: 1 of Server.§ }', ['log'], ['Server']);
    offers('clock { § }', ['horizon', 'skew', 'tick', 'drift', 'jump', 'fail'], ['loss']);
    offers('clock { horizon: 3  drift: 1 of § }', ['Server'], ['Ask']);
    offers('§', ['network', 'faults', 'clock']);
  });

  it('offers steps in replays, clocks in roles and types of time', () => {
    checkOffers('role Server { }\nscenario "s" { replay "r" { § } }', [
      'stall',
      'forge',
      'let timers expire',
      'byzantine',
    ]);
    checkOffers('role Server { on start { let x = § } }', ['now', 'monotonic', 'truetime'], ['up', 'honest']);
    checkOffers('role Server { }\ninvariant Q: §', ['up', 'honest'], ['now', 'truetime']);
    checkOffers('role Server { var x: § }', ['time', 'interval']);
    checkOffers('role Server { on start { let x = truetime().§ } }', ['earliest', 'latest']);
    checkOffers('role Server { on § }', ['disconnect', 'recover']);
  });

  it('offers histories, data types and operations', () => {
    const histories = 'history flag: Lock\nhistory table: KeyValue of map Mode to int\n';
    const body = (text: string): string => `${histories}role Server { on start { ${text} } }\nlinearizable flag`;
    checkOffers('history h: §', ['Register', 'CompareAndSwap', 'KeyValue', 'Lock'], ['int', 'Mode', 'Server']);
    checkOffers('history h: Register of §', ['int', 'Mode', 'Entry'], ['Register']);
    checkOffers('history h: KeyValue of map int to §', ['int', 'Mode'], ['Server1', 'all']);
    checkOffers('history h: Register of Mode = §', ['idle', 'N'], ['flag']);
    checkOffers(body('§'), ['invoke', 'respond']);
    checkOffers(body('invoke §'), ['flag', 'table'], ['N', 'Ask', 'Register']);
    checkOffers(body('invoke flag.§'), ['acquire', 'tryAcquire', 'release'], ['put', 'flag']);
    checkOffers(body('invoke table.§'), ['put', 'get', 'remove'], ['acquire']);
    checkOffers(body('invoke table.put(§'), ['idle', 'N'], ['put']);
    checkOffers(body('respond §'), ['flag', 'table'], ['N']);
    checkOffers(body('respond table §'), ['with', 'send', 'invoke'], ['flag']);
    checkOffers(body('respond table with §'), ['idle', 'N', 'self'], ['send']);
    const { document, offset } = withCaret(START + body('invoke table.§') + REST);
    const put = completions(document, offset).items.find(({ label }) => label === 'put');
    assert.deepEqual([put?.detail, put?.insert], ['put(Mode, int)', 'put(${1:Mode}, ${2:int})']);
    const typed = withCaret(`${START}history h: §${REST}`);
    const { items } = completions(typed.document, typed.offset);
    assert.deepEqual(
      items.map(({ insert }) => insert),
      [
        'Register of ${1:int} = ${2:0}',
        'CompareAndSwap of ${1:int} = ${2:0}',
        'Counter',
        'Queue of ${1:int}',
        'Set of ${1:int}',
        'KeyValue of map ${1:int} to ${2:int}',
        'Lock',
      ],
    );
  });

  it('offers what a property says of runs, and its name where it is expected', () => {
    const declared = 'history flag: Lock\nhistory other: Lock\nrole Server { }\n';
    const scenario = (text: string): string => `${declared}linearizable flag\nscenario "s" { ${text} }`;
    checkOffers('§', [
      'eventually',
      'always eventually',
      'eventually always',
      'leadsto',
      'decides',
      'history',
      'linearizable',
      'sequential',
    ]);
    checkOffers(`${declared}linearizable §`, ['flag', 'other'], ['role', 'Server']);
    checkOffers('always §', ['eventually'], ['role']);
    checkOffers('role Server { var mode: Mode = idle }\nleadsto L: true ~> §', ['seen', 'up', 'all'], ['role']);
    checkOffers('role Server { }\ndecides D: §', ['Server', 'seen'], ['role']);
    checkOffers(scenario('expect §'), ['Fine', 'linearizable flag', 'no'], ['flag', 'linearizable other']);
    checkOffers(scenario('expect linearizable §'), ['flag'], ['other', 'Fine', 'holds']);
    checkOffers(scenario('expect linearizable flag §'), ['holds', 'fails'], ['flag']);
    checkOffers(scenario('expect linearizable flag holds §'), ['expect', 'network']);
    assert.deepEqual(offered('eventually §'), []);
    assert.deepEqual(offered('eventually always §'), []);
    assert.deepEqual(offered('history §'), []);
  });

  it('offers the values of parameters, and parameters where they are known', () => {
    const role = 'role Server { var mode: Mode = idle }\n';
    checkOffers(`${role}leadsto L(c in §`, ['Client', 'Server', 'N', 'double'], ['seen', 'up', 'role']);
    checkOffers(`${role}eventually always L(c: §): true`, ['Client', 'Mode', 'bool'], ['seen', 'N']);
    checkOffers(`${role}leadsto L(c in Client, d in §`, ['c', 'Client'], ['seen']);
    checkOffers(`${role}leadsto L(c in Client): c.asked ~> §`, ['c', 'seen', 'up']);
    checkOffers(`${role}leadsto L(c in Client): c.§`, ['asked'], ['mode']);
    checkOffers(`${role}leadsto L(c in Client): size(§`, ['c', 'seen']);
    checkOffers('role Server { action act(c in §', ['Client', 'N'], ['on']);
    checkOffers('role Server { action act(c in Client) when double(§', ['c', 'N']);
    assert.deepEqual(offered('leadsto L(§'), []);
  });

  it('offers nothing where a new name is made, in comments and in texts', () => {
    assert.deepEqual(offered('role §'), []);
    assert.deepEqual(offered('role Server { var § }'), []);
    assert.deepEqual(offered('// about §'), []);
    assert.deepEqual(offered('role Server { }\nscenario "a § b" { }'), []);
  });

  it('replaces the word that is being typed', () => {
    const { document, offset } = withCaret(`${START}role Server { on start { sen§ } }${REST}`);
    const { at } = completions(document, offset);
    assert.equal(document.text.slice(at.start, at.end), 'sen');
  });
});
