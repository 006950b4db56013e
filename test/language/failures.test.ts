import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Scenario } from '../../src/model/scenario.ts';
import { protocolOf } from './checks.ts';
import { shape, shapeOfFailure } from './shapes.ts';

const PROTOCOL = `protocol P
param N = 2
message Ask(n: 0..1)
message Ack(n: 0..1)
role A {
  var since: time = 0
  timer late
  on start { send Ask(1) to all B  start late after 1..2ms  since = now() }
  on Ack(n) { send Ask(n) to all B }
  on late { assert since <= now() }
}
role B {
  durable var log: 0..1 = 0
  timer t
  on Ask(n) from a { log = n  start t  reply Ack(n) }
  on t { log = 0 }
  action act when log == 1 { log = 0 }
}
invariant I: all b in B: b.log < 2
`;

/** The only scenario of the protocol, with these entries over those of the system. */
function scenarioWith(entries: string, system = ''): Scenario {
  const text = `${PROTOCOL}system { A: 1  B: 2  clock { horizon: 3 }  ${system} }\nscenario "s" { ${entries} }`;
  const [scenario] = protocolOf(text).scenarios;
  assert.ok(scenario);
  return scenario;
}

function check(entries: string, expected: readonly string[], system = ''): void {
  assert.deepEqual(scenarioWith(entries, system).failures.map(shapeOfFailure), expected);
}

describe('failures', () => {
  it('of the network strike messages, on links', () => {
    check('network { loss: 1 of Ack }', ['loss 1 message 1']);
    check('network { loss: 1 from A to B }', ['loss 1 from 0 to 1']);
    check('network { loss: 1 of Ack from B to A, 2 of Ask, any to A }', [
      'loss 1 message 1 from 1 to 0',
      'loss 2 message 0',
      'loss any to 0',
    ]);
    check('network { duplicates: N of Ask, N + 1 from A }', [
      'duplicates param:N message 0',
      'duplicates (add param:N 1) from 0',
    ]);
    check('network { corrupt: 1 of Ask to B }', ['corruptMessage 1 message 0 to 1']);
    check('network { transport: tcp  reset: 1, 2 from A to B }', ['reset 1', 'reset 2 from 0 to 1']);
  });

  it('of nodes strike those of a role', () => {
    check('faults { crash: 1 }', ['crash 1']);
    check('faults { crash: 1 of A midway, 2 of B, any midway }', [
      'crash 1 role 0 midway',
      'crash 2 role 1',
      'crash any midway',
    ]);
    check('faults { crash: any  recover }', ['crash any', 'recover any']);
    check('faults { crash: any  recover: 2 of B, 1 of A }', ['crash any', 'recover 2 role 1', 'recover 1 role 0']);
    check('faults { pause: any of B }', ['pause any role 1']);
    check('faults { crash: 1  diskfail: 1 of B }', ['crash 1', 'diskfail 1 role 1']);
    check('faults { byzantine: 1 of B }', ['byzantine 1 role 1']);
  });

  it('of links strike one direction', () => {
    check('faults { cut: 1 from A }', ['cut 1 from 0']);
    check('faults { cut: any from B to A  partition: 1 }', ['partition 1', 'cut any from 1 to 0']);
  });

  it('of handlers name them', () => {
    check('faults { stall: 1 of B }', ['stall 1 role 1']);
    check('faults { stall: 1 of B { Ask, t, act }, 1 of A { late } }', [
      'stall 1 role 1 {message 0, timer 0, action 0}',
      'stall 1 role 0 {timer 0}',
    ]);
  });

  it('of stored values name variables', () => {
    check('faults { corrupt: 1 of B.log, 2 of B, 3 }', [
      'corruptState 1 role 1 variable 0',
      'corruptState 2 role 1',
      'corruptState 3',
    ]);
  });

  it('of clocks strike those of a role', () => {
    check('clock { horizon: 3  skew: 1  drift: 1 of A  jump: any  fail: 1 of A }', [
      'drift 1 role 0',
      'jump any',
      'clockFail 1 role 0',
    ]);
  });

  it('need no commas or line breaks between settings, and may have them', () => {
    const expected = ['loss 1', 'duplicates 2'];
    check('network { loss: 1 duplicates: 2 }', expected);
    check('network { loss: 1, duplicates: 2, }', expected);
    check('network {\n  loss: 1\n  duplicates: 2\n}', expected);
    check('network { loss: 1 }  network { duplicates: 2 }', expected);
    check('faults { stall: 1 of B { Ask }  crash: 1 of A midway  recover  pause: 1 }', [
      'crash 1 role 0 midway',
      'recover any',
      'stall 1 role 1 {message 0}',
      'pause 1',
    ]);
  });

  it('come in one order, whatever the text has', () => {
    check('clock { fail: 1 }  faults { byzantine: 1  crash: 1 }  network { corrupt: 1  loss: 1 }', [
      'loss 1',
      'corruptMessage 1',
      'crash 1',
      'byzantine 1',
      'clockFail 1',
    ]);
  });

  it('are those of the system where a scenario says nothing of their kind', () => {
    const system = 'network { loss: 1 of Ask }  faults { crash: 1 of A, 1 of B  recover  corrupt: 1 }';
    check('', ['loss 1 message 0', 'crash 1 role 0', 'crash 1 role 1', 'recover any', 'corruptState 1'], system);
    check('faults { crash: 2 }', ['loss 1 message 0', 'crash 2', 'recover any', 'corruptState 1'], system);
    check(
      'network { corrupt: 1 }',
      ['loss 1 message 0', 'corruptMessage 1', 'crash 1 role 0', 'crash 1 role 1', 'recover any', 'corruptState 1'],
      system,
    );
    check(
      'network { loss: 0 }  faults { crash: 0  recover: 0  corrupt: 0 }',
      ['loss 0', 'crash 0', 'recover 0', 'corruptState 0'],
      system,
    );
  });

  it('stand where they are written', () => {
    const text = `${PROTOCOL}system { A: 1  B: 1  clock { horizon: 3 }  faults { crash: 1 of A midway, 2 of B  recover } }`;
    const [scenario] = protocolOf(text).scenarios;
    assert.deepEqual(
      scenario?.failures.map(({ at }) => text.slice(at.start, at.end)),
      ['1 of A midway', '2 of B', 'recover'],
    );
  });
});

describe('the network', () => {
  const network = (entries: string, system = ''): unknown => {
    const { order, transport, timing } = scenarioWith(entries, system).network;
    return [order, transport, timing];
  };

  it('is unordered, without connections and asynchronous unless something else is said', () => {
    assert.deepEqual(network(''), ['any', 'udp', 'asynchronous']);
    assert.deepEqual(network('network { transport: udp  timing: asynchronous }'), ['any', 'udp', 'asynchronous']);
    assert.deepEqual(network('network { order: fifo  timing: synchronous }'), ['fifo', 'udp', 'synchronous']);
    assert.deepEqual(network('network { timing: eventually synchronous, loss: 1 }'), [
      'any',
      'udp',
      'eventuallySynchronous',
    ]);
  });

  it('keeps the order over TCP', () => {
    assert.deepEqual(network('network { transport: tcp }'), ['fifo', 'tcp', 'asynchronous']);
    assert.deepEqual(network('network { transport: tcp }', 'network { order: fifo }'), ['fifo', 'tcp', 'asynchronous']);
    assert.deepEqual(network('network { transport: udp }', 'network { transport: tcp }'), [
      'any',
      'udp',
      'asynchronous',
    ]);
  });
});

describe('the clock', () => {
  const clock = (entries: string): unknown => {
    const found = scenarioWith(entries).clock;
    return [found && shape(found.horizon), found?.skew && shape(found.skew), found?.tickMs];
  };

  it('has a horizon, and a skew and a length of ticks where they are said', () => {
    assert.deepEqual(clock('clock { horizon: 12 }'), ['12', undefined, undefined]);
    assert.deepEqual(clock('clock { horizon: 12  skew: 1  tick: 10ms }'), ['12', '1', 10]);
    assert.deepEqual(clock('clock { horizon: 12, skew: N, tick: 1s }'), ['12', 'param:N', 1000]);
    assert.deepEqual(clock('clock {\n  horizon: 2 * N\n  tick: 500us\n}'), ['(multiply 2 param:N)', undefined, 0.5]);
  });

  it('is that of the system, word by word', () => {
    assert.deepEqual(clock(''), ['3', undefined, undefined]);
    assert.deepEqual(clock('clock { skew: 2 }'), ['3', '2', undefined]);
  });
});
