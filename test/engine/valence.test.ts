import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SearchBounds } from '../../src/engine/bounds.ts';
import type { Search } from '../../src/engine/search.ts';
import type { Evidence } from '../../src/engine/verdicts.ts';
import { valueText } from '../../src/model/labels.ts';
import { keyOf, type Value } from '../../src/model/values.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { searched } from '../support/agreement.ts';
import { checkLasso } from '../support/lassos.ts';
import { instanceOf } from '../support/protocols.ts';

/** What is said of the first property, and how the states divide: `{0, 1} 3` are three bivalent ones. */
function told(text: string, bounds: Partial<SearchBounds> = {}): readonly string[] {
  const instance = instanceOf(text);
  const search = searched(instance, bounds);
  const { verdicts, valence } = search.result();
  const [verdict] = verdicts;
  assert.ok(verdict !== undefined);
  const sets = (classes: readonly { readonly values: readonly Value[]; readonly states: number }[]): string =>
    classes
      .map(({ values, states }) => `{${values.map(value => valueText(instance, value)).join(', ')}} ${states}`)
      .join('; ');
  const lasso = verdict.kind === 'violated' ? verdict.lasso : undefined;
  if (verdict.kind === 'violated' && verdict.evidence !== undefined) checkConflict(search, verdict.evidence);
  if (lasso !== undefined) checkLasso(createSystem(instance), lasso);
  const shown =
    lasso === undefined
      ? `${verdict.kind}${verdict.kind === 'violated' ? ` in ${verdict.evidence?.steps}` : ''}`
      : `${lasso.isBivalent === true ? 'bivalent' : 'undecided'} ${lasso.stem} + ${lasso.schedule.length - 1 - lasso.stem}`;
  if (valence === undefined) return [shown];
  return [shown, sets(valence.classes), `starts ${sets(valence.initial)}`, `${valence.decidingSteps} deciding`];
}

/** Different values are decided on the way to where the evidence ends, and not before that. */
function checkConflict(search: Search, evidence: Evidence): void {
  const schedule = search.scheduleOf(evidence);
  assert.equal(schedule.length - 1, evidence.steps);
  const system = createSystem(search.instance);
  const execution = execute(system, schedule);
  assert.ok(execution.ok);
  const { start, transitions } = execution.value;
  const decided = [start, ...transitions].map(({ state }) => {
    const said = system.decided(search.instance.protocol.properties[0]!, state);
    assert.ok(said.ok);
    return said.value.map(keyOf);
  });
  assert.ok(new Set(decided.flat()).size > 1);
  assert.ok(new Set(decided.slice(0, -1).flat()).size <= 1);
}

describe('valence', () => {
  it('divides the states by what can still be decided', () => {
    // none → 0 or 1: one bivalent state, and a decided one of each.
    const text = `protocol P
role R { var d: int? = none action pick(v in {0, 1}) when d == none { d = v } }
system { R: 1 }
decides Value: { r.d for r in R }`;
    assert.deepEqual(told(text), ['holds', '{0} 1; {1} 1; {0, 1} 1', 'starts {0, 1} 1', '2 deciding']);
  });

  it('finds the run that stays bivalent for ever', () => {
    // Two states without a decision that lead to each other; a decision is possible in both, and never forced.
    const text = `protocol P
role R { var d: int? = none var n: 0..1 = 0
  action wait when d == none { n = 1 - n }
  action zero when d == none && n == 0 { d = 0 }
  action one when d == none && n == 1 { d = 1 } }
system { R: 1 }
decides Value: { r.d for r in R }`;
    assert.deepEqual(told(text), ['bivalent 0 + 2', '{0} 1; {1} 1; {0, 1} 2', 'starts {0, 1} 1', '2 deciding']);
  });

  it('finds a run that gets stuck, and the states from which nothing can be decided', () => {
    const text = `protocol P
role R { var d: int? = none var stuck: bool = false
  action pick when d == none && !stuck { d = 7 }
  action jam when d == none && !stuck { stuck = true } }
system { R: 1 }
decides Value: { r.d for r in R }`;
    assert.deepEqual(told(text), ['undecided 1 + 0', '{} 1; {7} 2', 'starts {7} 1', '0 deciding']);
  });

  it('finds two decisions in one state, and a decision that is changed', () => {
    const two = `protocol P
role R { var d: int? = none action pick(v in {0, 1}) when d == none { d = v } }
system { R: 2 }
decides Value: { r.d for r in R }`;
    assert.equal(told(two)[0], 'violated in 2');
    const changed = `protocol P
role R { var d: int? = none action pick when d == none { d = 0 } action repick when d == 0 { d = 1 } }
system { R: 1 }
decides Value: (the R).d`;
    assert.equal(told(changed)[0], 'violated in 2');
  });

  it('finds a decision that is forgotten and then made otherwise', () => {
    const forgets = `protocol P
role R { var d: 0..1? = none var k: 0..1 = 0
  action pick when d == none { d = k }
  action forget when d == 0 { d = none k = 1 } }
system { R: 1 }
decides Value: (the R).d`;
    assert.equal(told(forgets)[0], 'violated in 3');
    const crashes = `protocol P
role R { var d: 0..1? = none action pick(v in {0, 1}) when d == none { d = v } }
system { R: 1 faults { crash: 1 recover } }
decides Value: (the R).d`;
    assert.equal(told(crashes)[0], 'violated in 4');
    assert.equal(told(forgets, { statesMax: 3 })[0], 'unknown');
    assert.equal(told(crashes, { depthMax: 4 })[0], 'violated in 4');
  });

  it('shows two decisions by the shortest run, whichever value comes first', () => {
    const text = `protocol P
role R { var d: 0..3? = none var n: 0..7 = 0
  action zero when n == 0 { n = 1 d = 0 }
  action forget when n == 1 { n = 2 d = none }
  action wait when n == 2 { n = 3 }
  action one when n == 3 { n = 4 d = 1 }
  action turn when n == 0 { n = 5 }
  action two when n == 5 { n = 6 d = 2 }
  action three when n == 6 { n = 7 d = 3 } }
system { R: 1 }
decides Value: (the R).d`;
    assert.equal(told(text)[0], 'violated in 3');
  });

  it('says what would make everybody decide, and not only end what is open', () => {
    // Fairness of `jam` ends the loop as well, and then nothing is decided.
    const text = (jam: string): string => `protocol P
role R { var d: int? = none var n: 0..2 = 0
  action wait when d == none && n < 2 { n = 1 - n }
  action zero when d == none && n == 0 { d = 0 }
  action one when d == none && n == 1 { d = 1 }
  ${jam} }
system { R: 1 }
decides Value: { r.d for r in R }`;
    const repairs = (of: string): readonly number[] => {
      const [verdict] = searched(instanceOf(of)).result().verdicts;
      const found = verdict?.kind === 'violated' ? verdict.lasso?.repairs : undefined;
      return (found ?? []).map(each => (each.kind === 'action' ? each.action : -1)).sort();
    };
    assert.deepEqual(repairs(text('')), [1, 2]);
    assert.deepEqual(repairs(text('action jam when d == none && n == 0 { n = 2 }')), []);
  });

  it('is known of any state of a search that has seen everything', () => {
    const text = `protocol P
role R { var d: int? = none action pick(v in {0, 1}) when d == none { d = v } }
system { R: 1 }
decides Value: (the R).d`;
    const instance = instanceOf(text);
    const system = createSystem(instance);
    const search = searched(instance);
    const [first] = system.initial();
    assert.ok(first?.kind === 'state');
    assert.deepEqual(search.valenceOf(first.state), [0, 1]);
    const after = system
      .successors(first.state)
      .map(outcome => outcome.kind === 'state' && search.valenceOf(outcome.state));
    assert.deepEqual(after, [[0], [1]]);
    assert.equal(
      search.valenceOf({ ...first.state, locals: [{ ...first.state.locals[0]!, variables: [5] }] }),
      undefined,
    );
  });
});
