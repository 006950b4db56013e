import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stepText } from '../../src/model/labels.ts';
import { allStates, reaches } from '../support/allStates.ts';
import { systemOf } from '../support/protocols.ts';
import { after, initialState, textsOf, valueOf } from '../support/steps.ts';

function timing(role: string, clock: string) {
  return systemOf(`protocol P role A { ${role} } system { A: 1 clock { ${clock} } }`);
}

const FIRING = 'timer t var fired: bool = false on t { fired = true }';
const LOOKING = 'var seen: time? = none action look when seen == none { seen = now() }';

describe('Every state of a clock', () => {
  it('and a timer that fires after a tick, before time goes on', () => {
    reaches(timing(`${FIRING} on start { start t after 1ms }`, 'horizon: 2'), [
      'A fired=false t armed 1..1 reads 0; time 0',
      'A fired=false t armed 0..0 reads 1; time 1',
      'A fired=true reads 1; time 1',
      'A fired=true reads 2; time 2',
    ]);
  });

  it('and a timer that fires after one tick or two', () => {
    reaches(timing(`${FIRING} on start { start t after 10..20ms }`, 'horizon: 2 tick: 10ms'), [
      'A fired=false t armed 1..2 reads 0; time 0',
      'A fired=false t armed 0..1 reads 1; time 1',
      'A fired=true reads 1; time 1',
      'A fired=false t armed 0..0 reads 2; time 2',
      'A fired=true reads 2; time 2',
    ]);
  });

  it('that is ahead or behind by its skew from the beginning', () => {
    const states = [-1, 0, 1].flatMap(offset => [
      `A seen=none reads ${offset}; time 0`,
      `A seen=${offset} reads ${offset}; time 0`,
      `A seen=none reads ${offset + 1}; time 1`,
      `A seen=${offset} reads ${offset + 1}; time 1`,
      `A seen=${offset + 1} reads ${offset + 1}; time 1`,
    ]);
    reaches(timing(LOOKING, 'horizon: 1 skew: 1'), states);
  });

  it('that may stop', () => {
    reaches(timing('action look when now() > 9 {}', 'horizon: 1 fail: 1'), [
      'A reads 0; time 0; 1 left',
      'A reads 0 failed; time 0; 0 left',
      'A reads 1; time 1; 1 left',
      'A reads 1 failed; time 1; 0 left',
      'A reads 0 failed; time 1; 0 left',
    ]);
  });
});

describe('A timer that is started again', () => {
  const watchdog = (after: string) =>
    timing(`timer t action poke { start t${after} } on start { start t after 2ms } on t {}`, 'horizon: 9');

  it('waits anew where a duration says how long', () => {
    const system = watchdog(' after 2ms');
    const poked = after(system, 'tick', 'act poke at A', 'tick');
    assert.deepEqual(textsOf(system, poked), ['act poke at A', 'tick']);
    assert.deepEqual(textsOf(system, after(system, 'tick', 'tick')), ['fire t at A', 'act poke at A']);
  });

  it('stays as it is where none does', () => {
    const system = watchdog('');
    assert.deepEqual(textsOf(system, after(system, 'tick', 'act poke at A', 'tick')), ['fire t at A', 'act poke at A']);
  });
});

describe('A clock', () => {
  const system = systemOf(`protocol P
role A { var wall: time = 0 var mono: time = 0 var early: time = 0 var late: time = 0
  action look { wall = now() mono = monotonic() early = truetime().earliest late = truetime().latest } }
system { A: 1 clock { horizon: 3 skew: 1 drift: any jump: any } }`);
  const start = system.initial().find(({ step }) => stepText(system.instance, step) === 'start choosing clock = 0');
  assert(start?.kind === 'state');
  const looked = (...texts: readonly string[]): readonly string[] => {
    const state = [...texts, 'act look at A'].reduce((before, text) => {
      const next = system.successors(before).find(({ step }) => stepText(system.instance, step) === text);
      assert(next?.kind === 'state', `${text} is one of ${textsOf(system, before).join('; ')}`);
      return next.state;
    }, start.state);
    return ['wall', 'mono', 'early', 'late'].map(name => valueOf(system, state, 'A', name));
  };

  it('has three readings, and its interval contains true time', () => {
    assert.deepEqual(looked('tick', 'tick'), ['2', '2', '1', '3']);
  });

  it('gains a tick at once, or stands still at the next one, within its skew', () => {
    assert.deepEqual(looked('tick', 'drift A ahead'), ['2', '2', '1', '3']);
    assert.deepEqual(looked('tick', 'drift A behind'), ['1', '1', '0', '2']);
    assert.deepEqual(looked('tick', 'drift A behind', 'tick'), ['1', '1', '0', '2']);
    assert.throws(() => looked('drift A ahead', 'drift A ahead'));
    assert.throws(() => looked('drift A behind', 'drift A behind'));
  });

  it('jumps to any other reading within its skew, backwards too; the monotonic one does not', () => {
    assert.deepEqual(looked('tick', 'tick', 'jump A to 1'), ['1', '2', '0', '2']);
    assert.deepEqual(looked('tick', 'jump A to 2'), ['2', '1', '1', '3']);
    assert.throws(() => looked('jump A to 2'));
  });

  it('is there only for roles that use it', () => {
    const mixed =
      systemOf(`protocol P role A { action look when now() > 9 {} } role B { timer t on start { start t } on t {} }
system { A: 1 B: 1 clock { horizon: 1 } }`);
    assert.deepEqual(allStates(mixed).toSorted(), [
      'A reads 0; B t armed; time 0',
      'A reads 0; time 0',
      'A reads 1; B t armed; time 1',
      'A reads 1; time 1',
    ]);
  });
});

describe('Time', () => {
  it('goes on for a paused node, whose timer fires late', () => {
    const system = systemOf(`protocol P role A { ${FIRING} on start { start t after 1ms } }
system { A: 1 faults { pause: 1 } clock { horizon: 3 } }`);
    const state = after(system, 'pause A', 'tick', 'tick', 'tick');
    assert.deepEqual(textsOf(system, state), ['resume A']);
    assert.deepEqual(textsOf(system, after(system, 'pause A', 'tick', 'tick', 'resume A')), ['fire t at A']);
  });

  it('waits for messages in a synchronous network: each takes less than a tick', () => {
    const system =
      systemOf(`protocol P message M role A { on start { send M to the B } action look when now() > 9 {} } role B { on M {} }
system { A: 1 B: 1 network { timing: synchronous } clock { horizon: 1 } }`);
    assert.deepEqual(textsOf(system, initialState(system)), ['deliver M from A to B']);
    assert.deepEqual(textsOf(system, after(system, 'deliver M from A to B')), ['tick']);
  });
});

describe('Rounds', () => {
  const late = `protocol P message M
role A { timer t var late: bool = false on start { send M to the B start t } on t { late = true } }
role B { var got: bool = false on M { got = true } }`;

  it('of a synchronous network: everything arrives before a timer fires', () => {
    reaches(systemOf(`${late} system { A: 1 B: 1 network { timing: synchronous } }`), [
      'A late=false t armed; B got=false; M from A to B; arriving',
      'A late=false t armed; B got=true; arriving',
      'A late=false t armed; B got=true; acting',
      'A late=true; B got=true; acting',
      'A late=true; B got=true; arriving',
    ]);
  });

  it('begin at any one moment in an eventually synchronous network', () => {
    const before = [
      'A late=false t armed; B got=false; M from A to B',
      'A late=true; B got=false; M from A to B',
      'A late=false t armed; B got=true',
      'A late=true; B got=true',
    ];
    reaches(systemOf(`${late} system { A: 1 B: 1 network { timing: eventually synchronous } }`), [
      ...before,
      ...before.map(state => `${state}; arriving`),
      'A late=false t armed; B got=true; acting',
      'A late=true; B got=true; acting',
    ]);
  });

  it('let each armed timer fire once, and deliver what is sent then in the next one', () => {
    const system = systemOf(`protocol P message M
role N { timer t var heard: set of node = {} on start { start t } on t { send M to others start t } on M from p { heard += p } }
system { N: 2 network { timing: synchronous } }`);
    const acting = after(system, 'let timers expire');
    assert.deepEqual(textsOf(system, acting), ['fire t at N 1', 'fire t at N 2']);
    const both = after(system, 'let timers expire', 'fire t at N 1', 'fire t at N 2');
    assert.deepEqual(textsOf(system, both), ['let next round begin']);
    const next = after(system, 'let timers expire', 'fire t at N 1', 'fire t at N 2', 'let next round begin');
    assert.deepEqual(textsOf(system, next), ['deliver M from N 2 to N 1', 'deliver M from N 1 to N 2']);
  });
});
