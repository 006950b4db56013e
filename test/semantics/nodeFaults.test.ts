import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { reaches } from '../support/allStates.ts';
import { protocolOf, systemOf } from '../support/protocols.ts';
import { after, initialState, textsOf, valueOf } from '../support/steps.ts';

/** A sends one message to B, which remembers it. */
function sending(faults: string, variable = 'var got: bool = false') {
  return systemOf(`protocol P message M
role A { on start { send M to the B } }
role B { ${variable} on M { got = true } }
system { A: 1 B: 1 faults { ${faults} } }`);
}

describe('Every state of two nodes of which', () => {
  it('one may crash, also between two effects of one handler', () => {
    const midway = (word: string) =>
      systemOf(`protocol P message M
role A { durable var done: bool = false timer t on start { start t } on t { done = true send M to the B } }
role B { var got: bool = false on M { got = true } }
system { A: 1 B: 1 faults { crash: 1 of A ${word} } }`);
    const without = [
      'A done=false t armed; B got=false; 1 left',
      'A done=true; B got=false; M from A to B; 1 left',
      'A done=true; B got=true; 1 left',
      'A done=false crashed; B got=false; 0 left',
      'A done=true crashed; B got=false; M from A to B; 0 left',
      'A done=true crashed; B got=true; 0 left',
    ];
    reaches(midway(''), without);
    reaches(midway('midway'), [...without, 'A done=true crashed; B got=false; 0 left']);
    const steps = textsOf(midway('midway'), initialState(midway('midway')));
    assert.deepEqual(steps, ['fire t at A', 'crash A', 'crash A midway 1 firing t at A']);
  });

  it('one may hang in a handler', () => {
    reaches(sending('stall: 1 of B { M }'), [
      'B got=false; M from A to B; 1 left',
      'B got=true; 1 left',
      'B got=false hangs; M from A to B; 0 left',
      'B got=true hangs; 0 left',
    ]);
  });

  it('one may freeze, and goes on with its old view', () => {
    reaches(sending('pause: 1 of B'), [
      'B got=false; M from A to B; 1 left',
      'B got=false paused; M from A to B; 0 left',
      'B got=false; M from A to B; 0 left',
      'B got=true; 1 left',
      'B got=true paused; 0 left',
      'B got=true; 0 left',
    ]);
  });

  it('one may lose its disk: what it writes from then on does not survive', () => {
    reaches(sending('diskfail: 1 of B crash: 1 of B', 'durable var got: bool = false'), [
      'B got=false; M from A to B; 1+1 left',
      'B got=true; 1+1 left',
      'B got=false disk=false; M from A to B; 1+0 left',
      'B got=true disk=false; 1+0 left',
      'B got=true disk=true; 1+0 left',
      'B got=false crashed; M from A to B; 0+1 left',
      'B got=true crashed; 0+1 left',
      'B got=false crashed disk=false; M from A to B; 0+0 left',
      'B got=false crashed disk=false; 0+0 left',
      'B got=true crashed disk=true; 0+0 left',
    ]);
  });

  it('one may have a stored value damaged', () => {
    reaches(sending('corrupt: 1 of B.got'), [
      'B got=false; M from A to B; 1 left',
      'B got=true; M from A to B; 0 left',
      'B got=true; 1 left',
      'B got=true; 0 left',
      'B got=false; 0 left',
    ]);
  });

  it('one may be Byzantine, and say anything to the other', () => {
    const generals = systemOf(`protocol P message Say(v: bool)
role G { var heard: bool? = none on Say(v) { heard = v } }
system { G: 2 faults { byzantine: 1 } }`);
    const said = (liar: number, heard: string): string => {
      const nodes = [1, 2].map(i => (i === liar ? `G ${i} heard=none byzantine` : `G ${i} heard=${heard}`));
      return `${nodes.join('; ')}; 0 left`;
    };
    reaches(generals, [
      'G 1 heard=none; G 2 heard=none; 1 left',
      ...[1, 2].flatMap(liar => ['none', 'true', 'false'].map(heard => said(liar, heard))),
    ]);
  });
});

describe('A pause', () => {
  it('is over some day: a paused node is up, and its state is not the last one', () => {
    const system = sending('pause: 1 of B');
    assert.deepEqual(textsOf(system, after(system, 'deliver M from A to B', 'pause B')), ['resume B']);
  });
});

describe('A restart', () => {
  it('ends hanging, and reads what the disk has kept', () => {
    const system = systemOf(`protocol P message M
role A { on start { send M to the B send M to the B } }
role B { durable var count: 0..2 = 0 on M { count += 1 } }
system { A: 1 B: 1 faults { crash: 1 recover stall: 1 of B { M } diskfail: 1 of B } }`);
    const deliver = 'deliver M from A to B';
    const failed = after(system, deliver, 'diskfail B', deliver, 'stall B {M}', 'crash B', 'recover B');
    assert.equal(valueOf(system, failed, 'B', 'count'), '1');
    assert.equal(failed.locals[1]!.stalled, undefined);
  });
});

describe('A Byzantine node', () => {
  const system = systemOf(`protocol P message Ask message Say(v: 0..1, w: bool)
role Client { on Say {} on start { send Ask to all Server } }
role Server { on Ask from c { send Say(0, true) to c } }
system { Client: 1 Server: 2 faults { byzantine: 1 of Server } }`);

  it('sends every message that its receiver handles, and does not follow the protocol any more', () => {
    const state = after(system, 'byzantine Server 2');
    assert.deepEqual(textsOf(system, state), [
      'deliver Ask from Client to Server 1',
      'forge Say(0, false) from Server 2 to Client',
      'forge Say(0, true) from Server 2 to Client',
      'forge Say(1, false) from Server 2 to Client',
      'forge Say(1, true) from Server 2 to Client',
    ]);
  });

  it('is not believed to be of another role: what only clients send comes from clients', () => {
    const both = systemOf(`protocol P message Ask
role Client { on start { send Ask to all Server } }
role Server { var asked: set of node = {} on Ask from c { asked += c  forward to others } }
system { Client: 1 Server: 2 faults { byzantine: 1 of Server } }`);
    assert(textsOf(both, after(both, 'byzantine Server 2')).includes('forge Ask from Server 2 to Server 1'));
    assert(!textsOf(system, after(system, 'byzantine Server 2')).some(text => text.startsWith('forge Ask')));
  });

  it('is refused where a message has a field without a bound, which is named', () => {
    const protocol = protocolOf(`protocol P record Entry(term: 0..3, value: int) message M(e: list of Entry max 2)
role A { on M {} } system { A: 2 faults { byzantine: 1 } }`);
    const refused = instantiate(protocol, protocol.scenarios[0]!);
    assert(!refused.ok);
    assert.match(refused.failure.message, /^M\.e\.value is of type int, which has no bound/);
  });
});

describe('A damaged value', () => {
  it('differs in one item, entry, field or member', () => {
    const system = systemOf(`protocol P record R(a: bool, b: 0..1)
role N { var l: list of 0..1 = [0, 1] var s: set of 0..1 = {0} var m: map 0..1 to bool = {1: true} var r: R = R(true, 0)
  var o: bool? = none }
system { N: 1 faults { corrupt: 1 } }`);
    assert.deepEqual(textsOf(system, initialState(system)), [
      'corrupt l of N to [1, 1]',
      'corrupt l of N to [0, 0]',
      'corrupt s of N to {}',
      'corrupt s of N to {0, 1}',
      'corrupt m of N to {1: false}',
      'corrupt r of N to R(a: false, b: 0)',
      'corrupt r of N to R(a: true, b: 1)',
      'corrupt o of N to false',
      'corrupt o of N to true',
    ]);
  });
});
