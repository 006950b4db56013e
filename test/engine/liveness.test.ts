import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Property } from '../../src/model/protocol.ts';
import type { State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { createSystem } from '../../src/semantics/system.ts';
import type { Lasso } from '../../src/engine/verdicts.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryLiveness } from '../support/arbitraryLiveness.ts';
import { checkLasso, graphOf, hasLasso, holds, wantedBy } from '../support/lassos.ts';
import { instanceOf } from '../support/protocols.ts';

/** All sets of so many states are tried as loops. */
const STATES_MAX = 11;

/** A lasso shows that a property fails: what it says of the states of the stem and the loop. */
function checkShows(system: System, property: Property, lasso: Lasso): void {
  const { stem, loop } = checkLasso(system, lasso);
  const says = (body: 'body' | 'from' | 'to', state: State): boolean => {
    const part = (property as unknown as Readonly<Record<typeof body, never>>)[body];
    return holds(system, { ...property, kind: 'invariant', body: part } as Property, state);
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
    const fails = hasLasso(graph, wantedBy(system, property, graph));
    const otherwise = result.error === undefined ? 'holds' : 'broken';
    assert.equal(verdict.kind, fails ? 'violated' : otherwise, property.name);
    if (verdict.kind === 'violated') checkShows(system, property, verdict.lasso!);
    told[fails ? 'fails' : 'holds'] += 1;
  });
  return told;
}

describe('liveness', () => {
  it('agrees with the definition on random small protocols', () => {
    const told = { holds: 0, fails: 0 };
    fc.assert(
      fc.property(arbitraryLiveness, text => {
        const one = checkLiveness(text);
        fc.pre(one !== undefined);
        told.holds += one.holds;
        told.fails += one.fails;
      }),
      { numRuns: 150, maxSkipsPerRun: 100 },
    );
    assert.ok(told.holds > 100 && told.fails > 100, `${told.holds} held and ${told.fails} failed`);
  });
});
