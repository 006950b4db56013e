import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { instanceOf, protocolOf } from '../support/protocols.ts';

/** Checks why a protocol cannot be run, and which text the reason points at. */
function refuses(text: string, message: RegExp, place: string): void {
  const protocol = protocolOf(text);
  const instance = instantiate(protocol, protocol.scenarios[0]!);
  assert(!instance.ok, 'it is refused');
  assert.match(instance.failure.message, message);
  assert.equal(text.slice(instance.failure.at.start, instance.failure.at.end), place);
}

describe('An instance', () => {
  it('has the parameters of its scenario, and everything that follows from them', () => {
    const text = `protocol P
param N = 2
param M = N + 1
role A {} role B { var x: 0..M = M }
system { A: 1 B: N }
scenario "default" {}
scenario "larger" { N = 3 network { loss: N duplicates: any } faults { crash: 0 of A, any of B } }`;
    const instance = instanceOf(text, 'larger');
    assert.deepEqual(instance.params, [3, 4]);
    assert.deepEqual(instance.variableTypes[1], [{ kind: 'range', low: 0, high: 4 }]);
    assert.deepEqual(
      instance.nodes.map(({ name }) => name),
      ['A', 'B 1', 'B 2', 'B 3'],
    );
    assert.deepEqual(instance.roleNodes, [
      { first: 0, count: 1 },
      { first: 1, count: 3 },
    ]);
    assert.deepEqual(instance.failures, [
      { kind: 'loss', budget: 3 },
      { kind: 'duplicates', budget: Infinity },
      { kind: 'crash', budget: Infinity, role: 1 },
    ]);
    assert.equal(instanceOf(text, 'default').nodes.length, 3);
  });

  it('is refused with numbers that make no sense, at the place that says them', () => {
    const role = 'role A { var x: bool = false action a { x = !x } }';
    refuses(`protocol P param N = 1 ${role} system { A: N - 3 }`, /There cannot be -2 nodes of A/, 'N - 3');
    refuses(`protocol P param N = 1001 ${role} system { A: N }`, /more than 1000 nodes/, 'N');
    refuses(`protocol P param N = -1 ${role} system { A: 1 network { loss: N } }`, /Nothing can happen -1 times/, 'N');
    refuses(`protocol P param N = -1 ${role} system { A: 1 network { capacity: N } }`, /capacity of -1/, 'N');
    refuses(`protocol P param N = 13 ${role} system { A: N faults { partition: 1 } }`, /at most 12 nodes/, '1');
  });

  it('is refused where an initial value or a parameter does not fit its type, or a range is empty', () => {
    refuses('protocol P param N = 3 role A { var x: 0..N = 9 } system { A: 1 }', /x: 9 is not in 0\.\.3/, '9');
    refuses('protocol P param N: 0..3 = 1 role A {} system { A: 1 N = 2 + 2 }', /N: 4 is not in 0\.\.3/, '2 + 2');
    refuses('protocol P param N = -3 role A { var x: 0..N = 0 } system { A: 1 }', /0\.\.-3 is empty/, '0');
    refuses('protocol P param N = 3 ghost g: 0..2 = N role A {} system { A: 1 }', /g: 3 is not in 0\.\.2/, 'N');
    refuses('protocol P param N = 0 param M = 1 / N role A {} system { A: 1 }', /Division by zero/, '1 / N');
  });
});
