import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isJudged } from '../../../src/engine/walks/propertyJudge.ts';
import { Walks } from '../../../src/engine/walks/walks.ts';
import type { WalkFinding, WalksOptions, WalksResult } from '../../../src/engine/walks/walksResult.ts';
import type { Instance } from '../../../src/model/instance.ts';
import type { Property } from '../../../src/model/protocol.ts';
import type { Schedule, State } from '../../../src/model/state.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { isDeadlock, isQuiescent } from '../../../src/semantics/quiescence.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { searched } from '../../support/agreement.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf } from '../../support/protocols.ts';

const OPTIONS: WalksOptions = {
  kind: 'random',
  depth: 3,
  runs: 100,
  stepsMax: 40,
  seed: 1,
  memoryBytesMax: 2 ** 30,
};

const KINDS = ['random', 'pct'] as const;

function walked(instance: Instance, options: Partial<WalksOptions> = {}): Walks {
  const walks = new Walks(instance, { ...OPTIONS, ...options });
  walks.run(() => false);
  return walks;
}

/** All but what depends on how the work was cut into pieces. */
function found(walks: Walks): Omit<WalksResult, 'memoryBytes'> {
  const { memoryBytes: _, ...rest } = walks.result();
  return rest;
}

interface Shown {
  readonly instance: Instance;
  readonly schedule: Schedule;
  readonly finding: WalkFinding;
}

/** Takes the steps of a finding, and looks whether they end in what it says. */
function checkShown({ instance, schedule, finding }: Shown, property: Property | 'error' | 'deadlock'): void {
  const system = createSystem(instance);
  assert.equal(schedule.length, finding.steps + 1);
  const isStartWrong = finding.then === 'error' && finding.steps === 0;
  if (isStartWrong) {
    assert.equal(system.initial()[schedule[0]!]?.kind, 'error');
    return;
  }
  const execution = execute(system, schedule);
  if (!execution.ok) assert.fail(execution.failure.message);
  const { start, transitions, error } = execution.value;
  const states: readonly State[] = [start, ...transitions].map(({ state }) => state);
  const last = states.at(-1)!;
  assert.equal(error !== undefined, property === 'error');
  if (property === 'error') return;
  if (property === 'deadlock') {
    assert.ok(isQuiescent(system, last) && isDeadlock(last));
    return;
  }
  const verdict =
    property.kind === 'step' ? system.evaluateStep(property, states.at(-2)!, last) : system.evaluate(property, last);
  if (finding.error !== undefined) assert.deepEqual(!verdict.ok && verdict.failure, finding.error);
  else assert.equal(verdict.ok && verdict.value, property.kind === 'reachable');
  if (property.kind === 'finally') assert.ok(isQuiescent(system, last));
}

/** Looks at everything that walks found; answers how much that is. */
function checkFindings(walks: Walks): number {
  const { instance } = walks;
  const { verdicts, error, deadlock } = walks.result();
  let count = 0;
  const check = (finding: WalkFinding | undefined, property: Property | 'error' | 'deadlock'): void => {
    if (finding === undefined) return;
    count += 1;
    checkShown({ instance, schedule: walks.scheduleOf(finding), finding }, property);
  };
  verdicts.forEach((verdict, i) => {
    const property = instance.protocol.properties[i]!;
    if (verdict.kind === 'holds') assert.equal(property.kind, 'reachable', 'only what is reached is known to hold');
    if (verdict.kind === 'violated') assert.notEqual(property.kind, 'reachable');
    assert.equal(verdict.kind === 'notJudged', !isJudged(property));
    check('finding' in verdict ? verdict.finding : undefined, property);
  });
  check(error, 'error');
  check(deadlock, 'deadlock');
  return count;
}

const counter = `
protocol Counter
role Node {
  var n: int = 0
  action count { n += 1 }
}
system { Node: 1 }
invariant Small: all p in Node: p.n < 10
invariant True: all p in Node: p.n >= 0
step Slow: all p in Node: p.n <= old(p.n) + 1
reachable Ten: some p in Node: p.n == 10
reachable Never: some p in Node: p.n < 0
finally Done: all p in Node: p.n > 0
eventually Always: some p in Node: p.n == 3
`;

describe('random walks', () => {
  it('say what they found, what they did not find, and never that something holds', () => {
    for (const kind of KINDS) {
      const walks = walked(instanceOf(counter), { kind, runs: 10, stepsMax: 20 });
      const { verdicts, runs, steps, ends, longest, distinctStates, limit, finished } = walks.result();
      assert.deepEqual(
        verdicts.map(verdict => verdict.kind),
        ['violated', 'unknown', 'unknown', 'holds', 'unknown', 'unknown', 'notJudged'],
      );
      const name = kind === 'pct' ? 'PCT runs' : 'random runs';
      const [small, claim] = verdicts;
      assert.deepEqual(small?.kind === 'violated' && [small.finding.steps, small.finding.runs], [10, 10]);
      assert.equal(
        claim?.kind === 'unknown' && claim.reason,
        `Nothing was found in 10 ${name} of up to 20 steps (seed 1); not exhaustive.`,
      );
      assert.deepEqual([runs, steps, longest, distinctStates], [10, 200, 20, 21]);
      assert.deepEqual(ends, { quiescent: 0, steps: 10, error: 0 });
      assert.deepEqual([finished, limit], [true, undefined]);
      checkFindings(walks);
    }
  });

  it('find nothing that is not there, and what they find can be replayed, whatever can go wrong', () => {
    let shown = 0;
    fc.assert(
      fc.property(arbitraryProtocol, fc.constantFrom(...KINDS), fc.nat(), (text, kind, seed) => {
        const instance = instanceOf(text);
        const walks = walked(instance, { kind, seed, runs: 15 });
        shown += checkFindings(walks);
        const search = searched(instance, { statesMax: 1000 });
        const all = search.result();
        if (!all.complete) return;
        const some = walks.result();
        assert.ok(some.distinctStates <= all.distinctStates);
        some.verdicts.forEach((verdict, i) => {
          const exact = all.verdicts[i]!;
          if (!('finding' in verdict)) return;
          // A property may be decided in one state and go wrong in another: a walk may come to the one that is farther away.
          const isDecided = exact.kind !== 'unknown' && exact.evidence !== undefined;
          const goesWrong = isDecided && (verdict.kind === 'broken' || exact.kind === 'broken');
          assert.ok(verdict.kind === exact.kind || goesWrong, `${verdict.kind}, ${exact.kind}`);
          assert.ok(verdict.finding.steps >= (exact.evidence?.steps ?? 0));
        });
        assert.ok(some.error === undefined || all.error !== undefined);
        assert.ok(some.deadlock === undefined || all.deadlock !== undefined);
      }),
      { numRuns: 80 },
    );
    assert.ok(shown > 80, `${String(shown)} findings`);
  });

  it('come to every state there is, where there are few', () => {
    const instance = instanceOf(exampleText('payment'), 'a message arrives twice');
    const { distinctStates, complete } = searched(instance).result();
    assert.ok(complete);
    const walks = walked(instance, { runs: 10_000 });
    assert.equal(walks.result().distinctStates, distinctStates);
    const { runs, newStates } = walks.result().lately;
    assert.ok(runs >= 1000 && runs < 1100);
    assert.equal(newStates, 0, 'the last runs found nothing new');
  });
});

describe('a random walk', () => {
  it('is the same for the same seed, however the work is cut into pieces', () => {
    for (const kind of KINDS) {
      const instance = instanceOf(exampleText('raft-election'), 'half is not a majority');
      const whole = walked(instance, { kind });
      const sliced = new Walks(instance, { ...OPTIONS, kind });
      let slices = 0;
      while (!sliced.run(() => true)) slices += 1;
      assert.ok(slices > 20);
      assert.deepEqual(sliced.result(), whole.result());
    }
  });

  it('is the same where memory has to be given up again and again', () => {
    for (const kind of KINDS) {
      const instance = instanceOf(exampleText('raft-log'), 'everybody gets a vote');
      const roomy = walked(instance, { kind, runs: 400 });
      const cramped = walked(instance, { kind, runs: 400, memoryBytesMax: 2 ** 19 });
      assert.ok(cramped.memoryBytes < roomy.memoryBytes, 'some was given up');
      assert.deepEqual({ ...found(cramped), options: 0 }, { ...found(roomy), options: 0 });
      assert.ok(checkFindings(cramped) > 0);
    }
  });

  it('can be asked for by its own seed', () => {
    for (const kind of KINDS) {
      const instance = instanceOf(exampleText('paxos'), 'half is not a majority');
      const many = walked(instance, { kind, runs: 300 });
      const [agreement] = many.result().verdicts;
      assert.ok(agreement?.kind === 'violated' && agreement.finding.seed !== 1);
      const { seed, steps } = agreement.finding;
      const one = walked(instance, { kind, seed, runs: 1 });
      const [again] = one.result().verdicts;
      assert.ok(again?.kind === 'violated');
      assert.deepEqual([again.finding.steps, again.finding.seed, again.finding.runs], [steps, seed, 1]);
      assert.deepEqual(one.scheduleOf(again.finding), many.scheduleOf(agreement.finding));
    }
  });

  it('differs from seed to seed', () => {
    const instance = instanceOf(exampleText('paxos'));
    const seen = [1, 2, 3].map(seed => walked(instance, { seed, runs: 50 }).result());
    assert.equal(new Set(seen.map(({ distinctStates }) => distinctStates)).size, 3);
  });

  it('that is cancelled leaves what is known, and can still be replayed', () => {
    const instance = instanceOf(exampleText('paxos'), 'half is not a majority');
    const walks = new Walks(instance, { ...OPTIONS, runs: 1_000_000 });
    const isFound = (): boolean => walks.result().verdicts[0]?.kind === 'violated';
    while (!isFound()) walks.run(() => true);
    walks.cancel();
    const { runs, limit, finished, ends, lately } = walks.result();
    assert.deepEqual([limit, finished, walks.run(() => false)], ['cancelled', true, true]);
    assert.equal(walks.result().runs, runs);
    assert.ok(runs > 0 && runs < 1_000_000);
    assert.equal(ends.quiescent + ends.steps + ends.error, runs);
    assert.ok(lately.runs <= runs);
    assert.ok(checkFindings(walks) > 0);
  });

  it('for which there is no memory at all is none', () => {
    const walks = walked(instanceOf(counter), { memoryBytesMax: 2 ** 20, runs: 10, stepsMax: 100_000 });
    const { limit, runs, steps, finished, statesAreAtLeast } = walks.result();
    assert.deepEqual([limit, runs, steps > 0, finished, statesAreAtLeast], ['memory', 0, true, true, false]);
  });

  it('that comes to more states than can be told apart says that there are more', () => {
    const instance = instanceOf(`protocol P
role R {
  var n: 0..9 = 0
  action count when n < 9 { n += 1 }
}
system { R: 4 }`);
    const [few, all] = [2 ** 17, 2 ** 30].map(memoryBytesMax =>
      walked(instance, { memoryBytesMax, runs: 1000 }).result(),
    );
    assert.deepEqual([few?.limit, few?.statesAreAtLeast, all?.statesAreAtLeast], [undefined, true, false]);
    assert.ok(few!.distinctStates >= 2048 && few!.distinctStates < all!.distinctStates);
    assert.ok(all!.distinctStates > 5000 && all!.distinctStates <= 10_000);
  });

  it('ends at once where nothing can start', () => {
    const instance = instanceOf(`protocol P
role R {
  var s: set of 0..1 = {}
  on start { choose v in s }
}
system { R: 1 }
invariant I: true`);
    const walks = walked(instance, { runs: 3 });
    const { error, ends, verdicts } = walks.result();
    assert.deepEqual([error?.steps, error?.then, error?.runs, ends.error], [0, 'error', 3, 3]);
    assert.equal(verdicts[0]?.kind, 'unknown');
    checkFindings(walks);
  });

  it('notices what a step property says of a step that changes nothing', () => {
    const instance = instanceOf(`protocol P
message Ping
role R {
  var n: 0..3 = 0
  on start { send Ping to self }
  on Ping { }
}
system { R: 1  network { duplicates: any } }
step Moves: all r in R: r.n != old(r.n)`);
    const walks = walked(instance, { runs: 2 });
    const [moves] = walks.result().verdicts;
    assert.deepEqual(moves?.kind === 'violated' && [moves.finding.steps, moves.finding.then], [1, 'stutter']);
    checkFindings(walks);
  });
});
