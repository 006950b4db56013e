import assert from 'node:assert/strict';
import { present } from '../../src/base/assert.ts';
import type { Prng } from '../../src/base/prng.ts';
import type { Search } from '../../src/engine/search.ts';
import { limitReason } from '../../src/engine/limits.ts';
import type { Verdict } from '../../src/engine/verdicts.ts';
import { stateKey } from '../../src/model/stateKey.ts';

const STATES_LOOKED_AT = 12;

/** What must be true of a search that was cut short, beside one that was not: its states come first, and it claims no more. */
export function assertCutShort(cut: Search, whole: Search, prng: Prng): void {
  const [part, all] = [cut.result(), whole.result()];
  assert.equal(cut.finished, true);
  assert.equal(part.complete, false);
  assert.notEqual(part.limit, undefined);
  assert.equal(part.coverage, undefined);
  assert.equal(part.valence, undefined);
  assert.ok(part.distinctStates <= all.distinctStates, 'no more states than there are');
  assert.ok(part.generatedStates <= all.generatedStates, 'no more steps than there are');
  assert.ok(part.expandedStates <= part.distinctStates);
  assertFrontier(part.frontier, all.frontier, part.distinctStates);
  part.verdicts.forEach((verdict, i) => {
    const said = present(all.verdicts[i], 'the verdict on the same property');
    assertVerdict(verdict, said, present(whole.instance.protocol.properties[i], 'a property').kind === 'reachable');
    assertEvidence(verdict, { cut, whole }, said);
  });
  for (let i = 0; i < STATES_LOOKED_AT && part.distinctStates > 0; i += 1) {
    const id = i === 0 ? part.distinctStates - 1 : prng.below(part.distinctStates);
    assert.equal(stateKey(cut.stateOf(id)), stateKey(whole.stateOf(id)), `state ${id}`);
  }
  assert.ok(limitReason(present(part.limit, 'a limit')).length > 0);
  assert.equal(
    cut.run(() => false),
    true,
    'it is not gone on with',
  );
  assert.equal(cut.explored(), undefined, 'steps are not shown of a search without end');
  assert.deepEqual(cut.result(), part, 'it says the same again');
}

/** Every level but the last is whole. */
function assertFrontier(part: readonly number[], all: readonly number[], states: number): void {
  assert.equal(
    part.reduce((sum, size) => sum + size, 0),
    states,
    'the levels have all states',
  );
  if (states === 0) return;
  assert.ok(part.length <= all.length);
  assert.deepEqual(part.slice(0, -1), all.slice(0, part.length - 1), 'levels before the last');
  assert.ok(present(part.at(-1), 'a last level') <= present(all[part.length - 1], 'the same level'));
}

function assertVerdict(verdict: Verdict, said: Verdict, isReachable: boolean): void {
  switch (verdict.kind) {
    case 'unknown':
      return;
    case 'holds':
      assert.ok(isReachable, 'nothing holds that not every state was seen for');
      assert.equal(said.kind, 'holds');
      return;
    case 'violated':
      assert.ok(!isReachable, 'a witness may be anywhere');
      assert.equal(said.kind, 'violated');
      return;
    case 'broken':
      assert.equal(said.kind, 'broken');
      return;
  }
}

/** What shows a verdict can still be read, and is what the whole search shows. */
function assertEvidence(verdict: Verdict, { cut, whole }: { cut: Search; whole: Search }, said: Verdict): void {
  if (!('evidence' in verdict) || verdict.evidence === undefined) return;
  assert.ok('evidence' in said);
  assert.deepEqual(verdict.evidence, said.evidence);
  assert.deepEqual(cut.scheduleOf(verdict.evidence), whole.scheduleOf(verdict.evidence));
}
