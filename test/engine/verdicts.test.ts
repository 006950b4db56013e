import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judge } from '../../src/engine/judge.ts';
import { boundsOf, type SearchBounds } from '../../src/engine/bounds.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import type { Verdict } from '../../src/engine/verdicts.ts';
import { searched } from '../support/agreement.ts';
import { instanceOf } from '../support/protocols.ts';

const light = `
protocol Light
role Lamp {
  var level: int = 0
  var broken: bool = false
  action brighten when level < 3 && !broken { level += 1 }
  action smash when level == 3 && !broken { broken = true }
}
system { Lamp: 1 }
`;

/** Verdicts of a protocol, by kind, steps and reason. */
function verdicts(text: string, bounds: Partial<SearchBounds> = {}): readonly string[] {
  return searched(instanceOf(text), bounds).result().verdicts.map(textOf);
}

function textOf(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return `unknown: ${verdict.reason}`;
  const steps = verdict.evidence === undefined ? '' : ` ${verdict.evidence.steps}`;
  return verdict.kind === 'broken' ? `broken${steps}: ${verdict.reason}` : `${verdict.kind}${steps}`;
}

/** The lines of a scenario that are not met, with the reason. */
function unmet(lines: string, text = light): readonly string[] {
  const instance = instanceOf(`${text} scenario "s" { ${lines} }`);
  return judge(instance, searched(instance, boundsOf(instance, {})).result())
    .filter(({ met }) => !met)
    .map(({ text: line, undecided, reason }) => `${line}: ${undecided ? 'undecided. ' : ''}${reason}`);
}

describe('verdicts', () => {
  it('carry the length of the shortest counterexample or witness', () => {
    const properties = `
      invariant Dim: all p in Lamp: p.level < 2
      invariant Sane: all p in Lamp: p.level <= 3
      finally Whole: all p in Lamp: !p.broken
      finally Bright: all p in Lamp: p.level == 3
      step Slow: all p in Lamp: p.level - old(p.level) <= 1
      step Steady: all p in Lamp: old(p.level) == 2 => p.level == 2
      reachable Top: some p in Lamp: p.level == 3
      reachable Beyond: some p in Lamp: p.level == 4`;
    assert.deepEqual(verdicts(light + properties), [
      'violated 2',
      'holds',
      'violated 4',
      'holds',
      'holds',
      'violated 3',
      'holds 3',
      'violated',
    ]);
  });

  it('look at the initial states too', () => {
    assert.deepEqual(verdicts(`${light} invariant Lit: all p in Lamp: p.level > 0`), ['violated 0']);
  });

  it('look at steps that change nothing too', () => {
    const idle = `
      protocol Idle
      role Node { var n: int = 0  action rest { n = n } }
      system { Node: 1 }
      step Moves: all p in Node: p.n != old(p.n)
      finally Rests: all p in Node: p.n == 1`;
    assert.deepEqual(verdicts(idle), ['violated 1', 'violated 0']);
  });

  it('are broken where the property itself goes wrong', () => {
    const [verdict] = verdicts(`${light} invariant Divides: all p in Lamp: 6 / (2 - p.level) > 0`);
    assert.match(verdict ?? '', /^broken 2: the property itself goes wrong: /);
  });

  it('are broken where the protocol goes wrong and nothing else decides', () => {
    const failing = `
      protocol Failing
      role Node { var n: 0..2 = 0  action count { n += 1 } }
      system { Node: 1 }
      invariant Small: all p in Node: p.n < 9
      invariant Tiny: all p in Node: p.n < 1
      reachable One: some p in Node: p.n == 1
      reachable Nine: some p in Node: p.n == 9`;
    const [small, tiny, one, nine] = verdicts(failing);
    assert.match(small ?? '', /^broken: the protocol goes wrong first: /);
    assert.equal(tiny, 'violated 1');
    assert.equal(one, 'holds 1');
    assert.match(nine ?? '', /^broken: /);
  });

  it('say that a start goes wrong', () => {
    const result = searched(
      instanceOf('protocol P role Node { var n: 0..1 = 0 on start { n += 5 } } system { Node: 1 } invariant I: true'),
    ).result();
    assert.equal(result.error?.error.code, 'out-of-range');
    assert.equal(result.error.evidence.steps, 0);
    assert.equal(result.distinctStates, 0);
    assert.equal(result.verdicts[0]?.kind, 'broken');
  });
});

describe('expectations', () => {
  const dim = 'invariant Dim: all p in Lamp: p.level < 2';
  const top = 'reachable Top: some p in Lamp: p.level == 3';

  it('that are right are met', () => {
    const lines = 'expect Dim fails expect Dim fails in 2 steps expect Top holds expect 5 states expect no error';
    assert.deepEqual(unmet(lines, `${light} ${dim} ${top}`), []);
  });

  it('that are wrong say what was found instead', () => {
    const lines = 'expect Dim holds expect Dim fails in 3 steps expect Top fails expect 6 states expect no deadlock';
    assert.deepEqual(unmet(lines, `${light} ${dim} ${top}`), [
      'Dim holds: Dim fails in 2 steps.',
      'Dim fails in 3 steps: Dim fails in 2 steps.',
      'Top fails: Top holds in 3 steps.',
      '6 states: There are 5 states.',
      'no deadlock: Nothing is left to happen in 4 steps.',
    ]);
  });

  it('of a search cut short are undecided, unless it has shown what is expected', () => {
    const lines = 'states: 4 expect Dim fails expect Whole holds expect 4 states expect no deadlock expect no error';
    const text = `${light} ${dim} finally Whole: all p in Lamp: !p.broken`;
    assert.deepEqual(
      unmet(lines, text).map(line => line.replace(/undecided.*/, 'undecided')),
      ['Whole holds: undecided', '4 states: undecided', 'no deadlock: undecided', 'no error: undecided'],
    );
  });

  it('of a search that left states out are decided by what it has seen', () => {
    const lines = 'expect Dim fails in 2 steps expect Dim fails in 3 steps expect Dim fails in 1 step expect 5 states';
    const instance = instanceOf(`${light} ${dim} scenario "s" { ${lines} }`);
    const result = searched(instance).result();
    const reasons = (changes: Partial<SearchResult>): readonly string[] =>
      judge(instance, { ...result, ...changes }).map(({ met, undecided, reason }) =>
        met ? 'met' : undecided ? 'undecided' : reason,
      );
    const used = { used: true, reason: '' };
    const refuted = 'Dim fails in 2 steps.';
    assert.deepEqual(reasons({ reductions: [{ kind: 'symmetry', ...used }] }), ['met', refuted, refuted, 'undecided']);
    assert.deepEqual(reasons({ reductions: [{ kind: 'partialOrder', ...used }] }), [
      'undecided',
      refuted,
      'undecided',
      'undecided',
    ]);
    assert.deepEqual(reasons({ reductions: [{ kind: 'partialOrder', ...used, used: false }] }).at(-1), 'met');
    assert.deepEqual(reasons({ omissionProbability: 1e-9 }).at(-1), 'met');
    assert.deepEqual(reasons({ omissionProbability: 1e-9, distinctStates: 4 }).at(-1), 'undecided');
    assert.deepEqual(reasons({ omissionProbability: 1e-9, distinctStates: 6 }).at(-1), 'There are 6 states.');
  });

  it('count as people write numbers', () => {
    const [line] = unmet('states: 1234 expect 9 states', light.replace('level < 3', 'level >= 0'));
    assert.match(line ?? '', /its bound of 1,234 states\. Found until then: 1,234 states\.$/);
    const still = 'protocol P role R {} system { R: 1 }';
    assert.deepEqual(unmet('expect 2 states', still), ['2 states: There is 1 state.']);
  });

  it('of a protocol that goes wrong are not met by what could not be explored', () => {
    const failing = `
      protocol Failing
      role Node { var n: 0..2 = 0  action count { n += 1 } }
      system { Node: 1 }
      invariant Small: all p in Node: p.n < 9`;
    const lines = unmet('expect Small holds expect no error expect no deadlock', failing);
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /Small is not judged: the protocol goes wrong first: /);
    assert.match(lines[1] ?? '', /in 3 steps/);
  });
});

describe('replays', () => {
  it('are met when their steps are possible', () => {
    assert.deepEqual(unmet('replay "brighter" { act brighten at Lamp  act brighten at Lamp }'), []);
  });

  it('are not met when a step is not possible, and say what is', () => {
    const [line] = unmet('replay "too early" { act brighten at Lamp  act smash at Lamp }');
    assert.match(line ?? '', /^replay "too early": «.*smash.*» is not possible here/);
  });
});
