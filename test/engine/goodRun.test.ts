import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { atOnce } from '../../src/base/atOnce.ts';
import { nearestGoodRun, type GoodRun } from '../../src/engine/goodRun.ts';
import type { Search } from '../../src/engine/search.ts';
import { stepText } from '../../src/model/labels.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { Execution, Schedule, State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryLiveness } from '../support/arbitraryLiveness.ts';
import { checkLasso, graphOf, hasFairRun, holds, type Graph, type Wanted } from '../support/lassos.ts';
import { instanceOf } from '../support/protocols.ts';

interface Bad {
  readonly system: System;
  readonly property: Property;
  readonly schedule: Schedule;
  readonly stem: number | undefined;
  readonly found: GoodRun;
}

/** The nearest good runs beside the counterexamples of all properties that have one. */
function goodRuns(text: string, statesMax = 1_000): readonly Bad[] {
  const instance = instanceOf(text);
  const system = createSystem(instance);
  const search = searched(instance);
  return instance.protocol.properties.flatMap((property, i) => {
    const shown = counterexample(search, i);
    if (shown === undefined) return [];
    const { schedule, stem } = shown;
    const execution = executed(system, schedule);
    const bad = { violated: property, execution, schedule, values: [], step: schedule.length - 1, stem };
    const found = atOnce(nearestGoodRun(instance, bad, { statesMax, unknownMax: 3 }));
    return [{ system, property, schedule, stem, found }];
  });
}

function counterexample(
  search: Search,
  property: number,
): { schedule: Schedule; stem: number | undefined } | undefined {
  const verdict = search.result().verdicts[property];
  if (verdict?.kind !== 'violated') return undefined;
  if (verdict.lasso !== undefined) return { schedule: verdict.lasso.schedule, stem: verdict.lasso.stem };
  return verdict.evidence && { schedule: search.scheduleOf(verdict.evidence), stem: undefined };
}

function executed(system: System, schedule: Schedule): Execution {
  const execution = execute(system, schedule);
  assert.ok(execution.ok);
  return execution.value;
}

function statesOf(system: System, schedule: Schedule): readonly State[] {
  const { start, transitions } = executed(system, schedule);
  return [start, ...transitions].map(({ state }) => state);
}

/** The steps of the good run beside the counterexample of the first property, and from where on they repeat. */
function told(text: string): string {
  const [bad] = goodRuns(text);
  assert.ok(bad);
  const { system, found } = bad;
  if (found.kind !== 'found') return found.kind;
  const steps = executed(system, found.schedule).transitions.map(({ step }) => stepText(system.instance, step));
  const loop = found.stem === undefined ? '' : `, for ever from ${found.stem}`;
  return `${found.common ?? 'no'} in common: ${steps.map(step => step.split(' ')[1]).join(' ')}${loop}`;
}

/** What fair runs are like that keep a property from a state on; undefined for kinds that need more than the state. */
function keeping(system: System, property: Property, { states }: Graph, from: number): Wanted | undefined {
  const isTrue = (state: number): boolean =>
    holds(system, { ...property, kind: 'invariant' } as Property, states[state]!);
  const everywhere = (): boolean => true;
  const begins = (state: number): boolean => state === from;
  if (property.kind === 'invariant') return { begins, stays: isTrue, sees: everywhere };
  if (property.kind !== 'eventually') return undefined;
  switch (property.mode) {
    case 'alwaysEventually':
      return { begins, stays: everywhere, sees: isTrue };
    case 'eventually':
    case 'eventuallyAlways':
      return undefined;
  }
}

/** Whether a fair run keeps a property, by its definition. */
function isKept(
  system: System,
  property: Property,
  run: { readonly stem: readonly State[]; readonly loop: readonly State[] },
) {
  const says = (part: 'body' | 'from' | 'to') => (state: State) => {
    const body = (property as unknown as Readonly<Record<typeof part, never>>)[part];
    return holds(system, { ...property, kind: 'invariant', body }, state);
  };
  const all = [...run.stem, ...run.loop];
  if (property.kind === 'invariant') return all.every(says('body'));
  if (property.kind === 'leadsto') {
    const answered = all.findLastIndex(says('to'));
    return run.loop.some(says('to')) || !all.slice(answered + 1).some(says('from'));
  }
  assert.ok(property.kind === 'eventually');
  switch (property.mode) {
    case 'eventually':
      return all.some(says('body'));
    case 'alwaysEventually':
      return run.loop.some(says('body'));
    case 'eventuallyAlways':
      return run.loop.every(says('body'));
  }
}

const INVARIANTS = 'invariant Little: no a in A: a.n == 2\ninvariant Together: no a in A, b in B: a.n != b.n\n';

describe('the nearest good run', () => {
  const line = (leave: string, rest = ''): string => `protocol P
role R { var n: 0..9 = 0
  action advance when n < 3 { n += 1 }
  action leave when ${leave} { n = 9 } ${rest} }
system { R: 1 }
`;

  it('leaves a counterexample as late as can be, and comes to rest', () => {
    assert.equal(told(`${line('n == 1')} invariant Safe: no r in R: r.n == 3`), '1 in common: advance leave');
    assert.equal(
      told(`${line('n in {0, 2}')} invariant Safe: no r in R: r.n == 3`),
      '2 in common: advance advance leave',
    );
    assert.equal(
      told(`${line('n in {0, 2}')} finally Safe: all r in R: r.n == 9`),
      '2 in common: advance advance leave',
    );
    assert.equal(
      told(`${line('n in {0, 2}')} eventually Left: some r in R: r.n == 9`),
      '2 in common: advance advance leave',
    );
  });

  it('takes the steps of the counterexample after another one where it can', () => {
    const order = `protocol P
role R { var x: bool = false  var y: bool = false
  action second when !y { y = true }
  action opening when !x { x = true }
  action idle when !x { x = true } }
system { R: 1 }
invariant InOrder: no r in R: r.y && !r.x
`;
    assert.equal(told(order), '0 in common: opening second');
  });

  it('goes on for ever where it cannot rest, and says so', () => {
    const spin = 'action spin when n in {1, 8} { n = 9 - n }  ';
    assert.equal(
      told(`${line('n == 7', spin)} invariant Safe: no r in R: r.n == 3`),
      '1 in common: advance spin spin, for ever from 1',
    );
  });

  it('is not there where everything leads to the violation, and not known where too much can happen', () => {
    assert.equal(told(`${line('n == 7')} invariant Safe: no r in R: r.n == 3`), 'none');
    const [bad] = goodRuns(`${line('n == 0')} invariant Safe: no r in R: r.n == 3`, 1);
    assert.equal(bad?.found.kind, 'unknown');
  });

  it('is another start where only that leads out', () => {
    const starts = `protocol P
role R { var n: 0..9 = 0
  on start { either { n = 1 } or { n = 5 } }
  action advance when n < 3 { n += 1 } }
system { R: 1 }
invariant Safe: no r in R: r.n == 3
`;
    assert.equal(told(starts), 'no in common: ');
  });

  it('is a fair run of the protocol that keeps the property, and none has more in common with the counterexample', () => {
    const seen = { found: 0, none: 0, compared: 0 };
    fc.assert(
      fc.property(arbitraryLiveness, text => {
        const whole = text.replace('system {', `${INVARIANTS}system {`);
        const graph = graphOf(createSystem(instanceOf(whole)), 30);
        if (graph === undefined) return;
        for (const { system, property, schedule, stem, found } of goodRuns(whole)) {
          assert.ok(found.kind === 'found' || found.kind === 'none', found.kind);
          seen[found.kind] += 1;
          if (found.kind === 'found') {
            const lasso = { schedule: found.schedule, stem: found.stem ?? found.schedule.length - 1 };
            assert.ok(isKept(system, property, checkLasso(system, lasso)), `${property.name} is kept`);
            const shared = (found.common ?? -1) + 1;
            assert.deepEqual(found.schedule.slice(0, shared), schedule.slice(0, shared));
          }
          const states = statesOf(system, schedule);
          const isLoop = stem !== undefined && stem < schedule.length - 1;
          const last = stem === undefined || isLoop ? states.length - 2 : states.length - 1;
          const common = found.kind === 'found' ? (found.common ?? -1) : -1;
          for (let at = common + 1; at <= last; at += 1) {
            const wanted = keeping(system, property, graph, graph.numberOf(states[at]!));
            if (wanted === undefined) continue;
            seen.compared += 1;
            assert.ok(!hasFairRun(graph, wanted), `${property.name} could be kept from step ${at} on`);
          }
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(seen.found > 0 && seen.none > 0 && seen.compared > 0, JSON.stringify(seen));
  });
});
