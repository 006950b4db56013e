import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Expression } from '../../src/model/expressions.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { nodeReference } from '../../src/model/values.ts';
import type { FairnessClass } from '../../src/semantics/fairness.ts';
import { createSystem } from '../../src/semantics/system.ts';
import type { Lasso } from '../../src/engine/verdicts.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryLiveness } from '../support/arbitraryLiveness.ts';
import { checkLasso, graphOf, hasFairRun, hasLasso, holds, wantedBy } from '../support/lassos.ts';
import { instanceOf } from '../support/protocols.ts';

/** All sets of so many states are tried as loops. */
const STATES_MAX = 11;

/** A lasso shows that a property fails: what it says of the states of the stem and the loop. */
function checkShows(system: System, property: Property, lasso: Lasso): void {
  const { stem, loop } = checkLasso(system, lasso);
  const says = (part: 'body' | 'from' | 'to', state: State): boolean => {
    let body = (property as unknown as Readonly<Record<typeof part, Expression>>)[part];
    const { at } = body;
    for (const [slot, value] of (lasso.arguments ?? []).entries()) {
      body = { kind: 'let', slot, name: '', value: { kind: 'literal', value, at }, body, at };
    }
    return holds(system, { ...property, kind: 'invariant', body }, state);
  };
  if (property.kind === 'leadsto') {
    const pending = stem.findLastIndex(state => says('to', state)) + 1;
    assert.ok(
      [...stem.slice(pending)].some(state => says('from', state)),
      'the premise held, and the conclusion not since',
    );
    assert.ok(!loop.some(state => says('to', state)));
    return;
  }
  assert.ok(property.kind === 'eventually');
  if (property.mode === 'eventuallyAlways') assert.ok(loop.some(state => !says('body', state)));
  else assert.ok(!loop.some(state => says('body', state)));
  if (property.mode === 'eventually') assert.ok(!stem.some(state => says('body', state)));
}

/** Compares every liveness verdict with the definition; answers how many properties there were of each verdict. */
function checkLiveness(text: string): { readonly holds: number; readonly fails: number } | undefined {
  const instance = instanceOf(text);
  const system = createSystem(instance);
  const graph = graphOf(system, STATES_MAX);
  if (graph === undefined) return undefined;
  const result = searched(instance).result();
  const told = { holds: 0, fails: 0 };
  instance.protocol.properties.forEach((property, i) => {
    const verdict = result.verdicts[i]!;
    const wanted = wantedBy(system, property, graph);
    const fails = hasLasso(graph, wanted);
    assert.equal(hasFairRun(graph, wanted), fails, 'both definitions agree');
    const otherwise = result.error === undefined ? 'holds' : 'broken';
    assert.equal(verdict.kind, fails ? 'violated' : otherwise, property.name);
    if (verdict.kind === 'violated') checkShows(system, property, verdict.lasso!);
    told[fails ? 'fails' : 'holds'] += 1;
  });
  return told;
}

/** What is said of each property: `holds`, or the steps of the stem and the loop and what else there is to say. */
function told(text: string, bounds = {}): readonly string[] {
  const instance = instanceOf(text);
  const system = createSystem(instance);
  const search = searched(instance, bounds);
  return search.result().verdicts.map((verdict, i) => {
    const lasso = verdict.kind === 'violated' ? verdict.lasso : undefined;
    if (lasso === undefined) return verdict.kind;
    checkShows(system, instance.protocol.properties[i]!, lasso);
    const classes = (some: Lasso['neverTaken']): string => some.map(each => classText(instance, each)).join(', ');
    const never = lasso.neverTaken.length === 0 ? '' : `, never ${classes(lasso.neverTaken)}`;
    const repairs = lasso.repairs.length === 0 ? '' : `, repaired by ${classes(lasso.repairs)}`;
    return `${lasso.stem} + ${lasso.schedule.length - 1 - lasso.stem}${never}${repairs}`;
  });
}

function classText({ protocol, nodes }: Instance, each: FairnessClass): string {
  switch (each.kind) {
    case 'timer':
      return protocol.roles[nodes[each.node]!.role]!.timers[each.timer]!.name;
    case 'action':
      return protocol.roles[nodes[each.node]!.role]!.actions[each.action]!.name;
    case 'message':
      return protocol.messages[each.message]!.name;
    case 'resume':
      return 'resume';
    case 'everybody':
      return each.step;
  }
}

describe('liveness', () => {
  // Worked out by hand: 0 → 1 → 2 → 0, and from 1 to 3 and there for ever.
  const steps = (fairness: string): string => `protocol P
role R {
  var n: 0..3 = 0
  action advance when n < 3 { n = (n + 1) % 3 }
  ${fairness} action leave when n == 1 { n = 3 }
}
system { R: 1 }
eventually Leaves: some r in R: r.n == 3
always eventually Starts: some r in R: r.n == 0
eventually always Left: some r in R: r.n == 3
leadsto OneTwo: some r in R: r.n == 1 ~> some r in R: r.n == 2`;

  it('lets a weakly fair action wait while it is possible only now and then', () => {
    assert.deepEqual(told(steps('')), [
      '0 + 3, never leave, repaired by leave',
      '2 + 0',
      '0 + 3, never leave, repaired by leave',
      '2 + 0',
    ]);
  });

  it('takes a strongly fair action that is possible again and again', () => {
    assert.deepEqual(told(steps('fair')), ['holds', '2 + 0', 'holds', '2 + 0']);
  });

  it('promises nothing of an unfair action, and lets a run stay where nothing else is possible', () => {
    const text = `protocol P
role R { var n: 0..2 = 0 action go when n == 0 { n = 1 } unfair action end when n == 1 { n = 2 } }
system { R: 1 }
eventually One: some r in R: r.n == 1
eventually Two: some r in R: r.n == 2`;
    assert.deepEqual(told(text), ['holds', '1 + 0, never end, repaired by end']);
  });

  it('does not count what changes nothing as a step', () => {
    const text = `protocol P
role R { var n: 0..1 = 0 action idle { n = n } unfair action go when n == 0 { n = 1 } }
system { R: 1 }
eventually Goes: some r in R: r.n == 1`;
    assert.deepEqual(told(text), ['0 + 0, never go, repaired by go']);
  });

  // Who serves one client rests then: so serving the other one is possible again and again, but not all the time.
  const serving = (fairness: string): string => `protocol P
message Ask
message Answer
ordered role C {
  var waits: bool = false
  action ask when !waits { waits = true send Ask to S }
  on Answer { waits = false }
}
role S {
  var asked: set of C = {}
  var rests: bool = false
  on Ask from c { asked += c }
  procedure serve(c: C) { asked -= c rests = true send Answer to c }
  fair action serveFirst when !rests && first(C) in asked { serve(first(C)) }
  ${fairness} action serveLast when !rests && last(C) in asked { serve(last(C)) }
  action rest when rests { rests = false }
}
system { C: 2 S: 1 }
leadsto Served(c in C): c.waits ~> !c.waits
leadsto FirstServed: first(C).waits ~> !first(C).waits
leadsto LastServed: last(C).waits ~> !last(C).waits
always eventually Asks(c in C, waits in { false, true }): c.waits == waits`;

  it('claims a property for each value of its parameters, and says for which one it fails', () => {
    const [served, first, last, asks] = told(serving(''));
    assert.deepEqual([first, served], ['holds', last]);
    assert.match(last!, /never serveLast, repaired by serveLast$/);
    assert.equal(asks, last);
    const { verdicts } = searched(instanceOf(serving(''))).result();
    const starved = verdicts.map(verdict => (verdict.kind === 'violated' ? verdict.lasso?.arguments : undefined));
    const secondClient = nodeReference(1);
    assert.deepEqual(starved, [[secondClient], undefined, undefined, [secondClient, false]]);
    assert.deepEqual(told(serving('fair')), ['holds', 'holds', 'holds', 'holds']);
  });

  // With `duplicates: any` what is sent again is in flight once, so that there are few states.
  const retry = (loss: string, again: string): string => `protocol P
message Ask
role C { timer t on start { send Ask to all S start t } on t { ${again} } }
role S { var done: bool = false on Ask when !done { done = true } }
system { C: 1 S: 1 network { duplicates: any loss: ${loss} } }
eventually Done: some s in S: s.done`;

  it('delivers what is sent again and again over a link that loses without limit', () => {
    assert.deepEqual(told(retry('any', 'send Ask to all S start t')), ['holds']);
  });

  it('loses for good what nobody sends again', () => {
    assert.deepEqual(told(retry('1', 'stop')), ['2 + 0']);
  });

  it('leaves nothing in flight for ever, not even behind others of its kind on a link that loses without limit', () => {
    const text = `protocol P
message M(k: 0..1)
message Again
role A { on start { send M(1) to all B send M(0) to all B } on Again { send M(0) to all B } }
role B { on M(0) { reply Again } on M(1) { } }
system { A: 1 B: 1 network { loss: any } }
leadsto Arrives: some q in flight of M: q.k == 1 ~> no q in flight of M: q.k == 1`;
    assert.deepEqual(told(text), ['holds']);
  });

  it('promises nothing of a link that loses what another link does not', () => {
    const text = retry('any of Ask from S', 'send Ask to all S start t');
    assert.deepEqual(told(text), ['holds']);
  });

  it('says of what is true in no state that it is, and only of a search that has seen everything', () => {
    const text = `protocol P
role R { var n: 0..1 = 0 action flip { n = 1 - n } }
system { R: 1 }
eventually Five: (the R).n == 5
always eventually Six: (the R).n == 6
eventually always Seven: (the R).n == 7
leadsto Eight: (the R).n == 1 ~> (the R).n == 8
eventually always One: (the R).n == 1
leadsto Both: (the R).n == 0 ~> (the R).n == 0 && (the R).n == 1`;
    const never = (bounds = {}): readonly boolean[] =>
      searched(instanceOf(text), bounds)
        .result()
        .verdicts.map(verdict => verdict.kind === 'violated' && verdict.lasso?.isNeverTrue === true);
    assert.deepEqual(never(), [true, true, true, true, false, true]);
    assert.deepEqual(never({ depthMax: 1 }), [false, false, false, false, false, false]);
  });

  it('gives actions their turn where a synchronous network goes round by round', () => {
    const text = `protocol P
role R { var n: 0..1 = 0 timer t on start { start t } on t { start t } action go when n == 0 { n = 1 } }
system { R: 1 network { timing: synchronous } }
eventually Goes: some r in R: r.n == 1`;
    assert.deepEqual(told(text), ['holds']);
    assert.deepEqual(told(text.replace('action', 'unfair action')), ['0 + 3, never go, repaired by go']);
  });

  it('finds a loop although the search is cut short, and never says that something holds', () => {
    const text = `protocol P
role R { var n: int = 0 unfair action count { n += 1 } }
role Q { var m: 0..1 = 0 action flip { m = 1 - m } }
system { R: 1 Q: 1 }
eventually Never: some q in Q: q.m == 2
eventually Flips: some q in Q: q.m == 1`;
    assert.deepEqual(told(text, { statesMax: 50 }), ['0 + 2, never count', 'unknown']);
    assert.deepEqual(told(text, { depthMax: 1 }), ['unknown', 'unknown']);
  });

  it('is broken where the property itself goes wrong, and where the protocol does', () => {
    const broken = `protocol P role R { var n: 0..2 = 0 action count { n += 1 } } system { R: 1 }
eventually Divides: some r in R: 4 / (1 - r.n) == 9
eventually Three: some r in R: r.n == 3`;
    assert.deepEqual(told(broken), ['broken', 'broken']);
  });

  it('names as a repair only what helps with all values of the parameters', () => {
    const text = (leave: string): string => `protocol P
ordered role R { var n: 0..2 = 0
  action flip when n < 2 { n = 1 - n }
  ${leave} }
system { R: 2 }
eventually Leaves(r in R): r.n == 2`;
    const two = `action lead when n == 1 && self == first(R) { n = 2 }
  action follow when n == 1 && self == last(R) { n = 2 }`;
    assert.deepEqual(told(text('action leave when n == 1 { n = 2 }')), ['2 + 2, never leave, repaired by leave']);
    assert.deepEqual(told(text(two)), ['2 + 2, never lead']);
  });

  it('agrees with the definition on random small protocols', () => {
    const count = { holds: 0, fails: 0 };
    fc.assert(
      fc.property(arbitraryLiveness, text => {
        const one = checkLiveness(text);
        fc.pre(one !== undefined);
        count.holds += one.holds;
        count.fails += one.fails;
      }),
      { numRuns: 150, maxSkipsPerRun: 100 },
    );
    assert.ok(count.holds > 100 && count.fails > 100, `${count.holds} held and ${count.fails} failed`);
  });
});
