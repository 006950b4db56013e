import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { isDeadlock, isQuiescent } from '../../src/semantics/quiescence.ts';
import { explore } from '../../src/semantics/reference.ts';
import { systemOf } from '../support/protocols.ts';
import { after, initialState, outcomeOf } from '../support/steps.ts';

function holds(system: System, name: string, state: State, before?: State): boolean {
  const property = system.instance.protocol.properties.find(other => other.name === name)!;
  const verdict =
    before === undefined ? system.evaluate(property, state) : system.evaluateStep(property, before, state);
  if (!verdict.ok) assert.fail(verdict.failure.message);
  return verdict.value;
}

describe('Properties', () => {
  const system = systemOf(`protocol P
message M(n: int)
ghost sent: map node to int = {}
role A { var x: int = 0
  action send1 when x < 2 { x += 1  sent[self] += 1  send M(x) to the B } }
role B { var got: list of int = [] on M(n) { got += n } }
system { A: 1 B: 1 network { loss: 1 } faults { crash: 1 of B } }
invariant Up: all b in B: up(b)
invariant OnTheWay: no m in flight of M: m.n == 2 && m.from in A && m.to in B
invariant Counted: (sent[the A] ?? 0) == (the A).x
step OneByOne: all a in A: a.x - old(a.x) in {0, 1}
step Grows: size(old((the B).got)) < size((the B).got)
finally Arrived: size((the B).got) == 2
reachable Reordered: (the B).got == [2, 1]
invariant Broken: all b in B: size(b.got) < 2 || b.got[2] == 0`);

  it('read variables, who is up, ghosts and messages in flight', () => {
    const start = initialState(system);
    const one = after(system, 'act send1 at A');
    const two = after(system, 'act send1 at A', 'act send1 at A');
    assert.deepEqual([holds(system, 'Up', start), holds(system, 'Up', after(system, 'crash B'))], [true, false]);
    assert.deepEqual([holds(system, 'OnTheWay', one), holds(system, 'OnTheWay', two)], [true, false]);
    assert(holds(system, 'Counted', two));
  });

  it('of steps see the state before with old', () => {
    const one = after(system, 'act send1 at A');
    const arrived = after(system, 'act send1 at A', 'deliver M(1) from A to B');
    assert.deepEqual([holds(system, 'OneByOne', arrived, one), holds(system, 'Grows', arrived, one)], [true, true]);
    assert.equal(holds(system, 'Grows', one, arrived), false);
  });

  it('are decided by the first state, step or quiescent state, with a shortest schedule', () => {
    const { properties } = explore(system);
    const steps = properties.map(finding => {
      switch (finding.kind) {
        case 'violated':
          return `violated in ${(finding.counterexample?.length ?? 0) - 1}`;
        case 'holds':
          return finding.witness === undefined ? 'holds' : `reached in ${finding.witness.length - 1}`;
        case 'broken':
          return `${finding.error.code} after ${finding.schedule.length - 1}`;
        case 'unknown':
        case 'notExplored':
          return finding.kind;
      }
    });
    assert.deepEqual(steps, [
      'violated in 1',
      'violated in 2',
      'holds',
      'holds',
      'violated in 1',
      'violated in 3',
      'reached in 4',
      'index-out-of-range after 4',
    ]);
  });

  it('stay unknown where a bound stops the search, unless they are decided before', () => {
    const { limit, distinct, properties, depth } = explore(system, { depthMax: 1 });
    assert.deepEqual([limit, distinct, depth], ['depthMax', 3, 1]);
    assert.deepEqual(
      properties.map(({ kind }) => kind),
      ['violated', 'unknown', 'unknown', 'unknown', 'violated', 'unknown', 'unknown', 'unknown'],
    );
    assert.deepEqual(
      [explore(system, { statesMax: 2 }).limit, explore(system, { statesMax: 2 }).distinct],
      ['statesMax', 2],
    );
  });
});

describe('A quiescent state', () => {
  const system = systemOf(`protocol P message M
role A { var x: int = 0
  on start { send M to self }
  on M { x += 1 }
  action nothing { x = x }
  action finish when x == 1 { stop }
  action fail when x == 1 { assert x == 2 } }
system { A: 1 faults { crash: 1 recover: 1 } }`);

  it('has no step left but faults and those that change nothing', () => {
    assert.equal(isQuiescent(system, initialState(system)), false);
    assert.equal(isQuiescent(system, after(system, 'crash A')), true);
    assert.equal(isQuiescent(system, after(system, 'deliver M from A to A')), false);
  });

  it('is no deadlock once everybody has stopped or crashed', () => {
    const stopped = after(system, 'deliver M from A to A', 'act finish at A');
    assert.equal(isQuiescent(system, stopped), true);
    assert.equal(isDeadlock(stopped), false);
    const waiting = systemOf('protocol P role A { var x: bool = false } system { A: 1 }');
    assert.equal(isDeadlock(initialState(waiting)), true);
    assert.deepEqual(explore(waiting).deadlock, [0]);
    const ending = systemOf(
      'protocol P message M role A { on start { send M to self } on M { stop } } system { A: 1 }',
    );
    assert.equal(explore(ending).deadlock, undefined);
  });

  it('is not one from which a step goes wrong', () => {
    const only = systemOf('protocol P role A { var x: int = 0 action fail { assert x == 1 } } system { A: 1 }');
    assert.equal(outcomeOf(only, initialState(only), 'act fail at A').kind, 'error');
    assert.equal(isQuiescent(only, initialState(only)), false);
    const { distinct, generated, failed, error } = explore(only);
    assert.deepEqual([distinct, generated, failed, error?.schedule], [1, 1, 1, [0, 0]]);
  });
});

describe('Ghosts', () => {
  it('are checked against their type where they are written', () => {
    const system = systemOf(`protocol P ghost g: 0..1 = 0
role A { var x: int = 0 action a { x += 1  g += 1 } }
system { A: 1 }`);
    const outcome = outcomeOf(system, after(system, 'act a at A'), 'act a at A');
    assert(outcome.kind === 'error' && outcome.error.code === 'out-of-range');
    assert.match(outcome.error.message, /g: 2 is not in 0\.\.1/);
  });
});
