import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CheckReport, Counts } from '../../src/contract/report.ts';
import { expectationVerdict, scenarioVerdict } from '../../src/extension/features/testVerdicts.ts';
import {
  countsSentence,
  explainedVerdict,
  leftOutSentence,
  lensTitle,
  protocolLensTitle,
  statusWords,
  trailTexts,
} from '../../src/extension/features/words.ts';
import { INITIAL_SESSION } from '../../src/extension/session/sessionState.ts';
import { traceText } from '../../src/extension/traceText.ts';
import { executionOf, reportOf, VIOLATED } from './scriptedEngine.ts';

function counted(changes: Partial<Counts>): CheckReport {
  const report = reportOf(true);
  return { ...report, counts: { ...report.counts, ...changes } };
}

const LIMITED = counted({ complete: false, limit: { kind: 'states', value: 2_000_000 }, distinctStates: 2_000_000 });

describe('the status bar', () => {
  it('counts, and says that counting goes on', () => {
    const state = { ...INITIAL_SESSION, report: reportOf(true), staleness: { kind: 'fresh' } as const };
    assert.equal(statusWords(state).text, '$(type-hierarchy) 288 states · depth 11');
    assert.equal(statusWords({ ...state, checking: true }).text, '$(sync~spin) 288 states · depth 11');
  });

  it('names violations, and warns when a bound was reached', () => {
    const fresh = { ...INITIAL_SESSION, staleness: { kind: 'fresh' } as const };
    const violated = statusWords({ ...fresh, report: reportOf(true, [VIOLATED]) });
    assert.match(violated.text, /· 1 violation$/);
    assert.match(violated.tooltip, /Safe breaks in 2 steps/);
    const limited = statusWords({ ...fresh, report: LIMITED });
    assert.equal(limited.warns, true);
    assert.match(limited.tooltip, /stopped at the limit of 2,000,000 states/);
  });

  it('says that a text cannot be checked', () => {
    const at = { start: 0, end: 1 };
    const staleness = { kind: 'broken', message: 'What is this?', at, problemCount: 1 } as const;
    const words = statusWords({ ...INITIAL_SESSION, staleness, report: reportOf(true) });
    assert.equal(words.text, '$(warning) not checked');
    assert.equal(words.tooltip, 'What is this?');
  });
});

describe('counts in a sentence', () => {
  it('never claim more than was explored', () => {
    const sentence = (changes: Partial<Counts>): string => countsSentence(counted(changes).counts, false);
    assert.equal(sentence({}), '288 states, depth 11: all explored.');
    const cut = { complete: false } as const;
    assert.match(sentence({ ...cut, limit: { kind: 'depth', value: 1 } }), /stopped at the limit of 1 step\.$/);
    const crowd = { kind: 'copies', value: 8, message: 'M from A to B' } as const;
    assert.match(
      sentence({ ...cut, limit: crowd }),
      /: explored no further where more than 8 equal messages are in flight: M from A to B\.$/,
    );
    assert.match(
      sentence({ ...cut, limit: { kind: 'memory', value: 2 ** 30 } }),
      /the limit of 1,024 megabytes, at 12 bytes a state\.$/,
    );
    assert.match(sentence({ ...cut, limit: { kind: 'cancelled', value: 5 } }), /stopped at your request\.$/);
    const symmetry = { kind: 'symmetry', used: true, reason: '' } as const;
    assert.equal(
      sentence({ reductions: [symmetry], omissionProbability: 1e-9 }),
      '288 states explored with symmetry, depth 11: all explored. ' +
        'States are kept as fingerprints: with a probability of at most 1 × 10⁻⁹ one was left out.',
    );
    assert.match(countsSentence(reportOf(false).counts, true), /so far: exploring goes on\.$/);
  });

  it('stand above the protocol, and verdicts above properties', () => {
    assert.equal(
      protocolLensTitle(reportOf(true), false),
      '$(type-hierarchy) usual: 288 states, depth 11: all explored.',
    );
    assert.match(protocolLensTitle(LIMITED, false), /^\$\(warning\)/);
    assert.equal(lensTitle(VIOLATED), '$(error) Safe breaks in 2 steps');
  });
});

describe('the verdict of a test', () => {
  const at = { start: 0, end: 1 };
  const expecting = (expectation: { met: boolean; undecided?: true; reason: string }): CheckReport => ({
    ...reportOf(true),
    expectations: [{ text: 'Safe holds', at, ...expectation }],
  });

  it('is passed, failed, or neither when a bound was reached first', () => {
    assert.deepEqual(expectationVerdict(expecting({ met: true, reason: '' }), 'Safe holds'), { kind: 'passed' });
    const failed = expectationVerdict(expecting({ met: false, reason: 'Safe fails.' }), 'Safe holds');
    assert.deepEqual(failed, { kind: 'failed', message: 'Safe fails.' });
    const undecided = expecting({ met: false, undecided: true, reason: 'The search stopped.' });
    assert.equal(expectationVerdict(undecided, 'Safe holds').kind, 'undecided');
    assert.equal(expectationVerdict(reportOf(true), 'Safe holds').kind, 'undecided');
  });

  it('of a scenario without expectations is passed only when everything was explored and nothing is violated', () => {
    assert.equal(scenarioVerdict(reportOf(true)).kind, 'passed');
    assert.equal(scenarioVerdict(LIMITED).kind, 'undecided');
    assert.equal(scenarioVerdict(reportOf(true, [VIOLATED])).kind, 'failed');
    const failure = { message: 'There are too many nodes.', at };
    assert.deepEqual(scenarioVerdict({ ...reportOf(true), failure }), { kind: 'failed', message: failure.message });
  });
});

describe('what is left of a run', () => {
  it('says how much was left out', () => {
    const short = executionOf([0, 3], { kind: 'shortened', property: 'Safe' });
    assert.equal(leftOutSentence(executionOf([0, 1, 2, 3]), short), '2 of 3 steps left out. 1 steps');
    assert.equal(leftOutSentence(executionOf([0, 3]), short), 'Every step is needed. 1 steps');
  });
});

describe('the steps of a counterexample', () => {
  const at = { start: 0, end: 1 };
  const trail = [
    { text: 'act a at Node', at },
    { text: 'act b at Node', at },
  ];

  it('are counted, and say where they begin to repeat or where nothing changes any more', () => {
    assert.deepEqual(trailTexts({ trail }), ['1: act a at Node', '2: act b at Node']);
    assert.deepEqual(trailTexts({ trail, lasso: { stem: 1, loop: 1 } }), [
      '1: act a at Node',
      '2: act b at Node (from here on it repeats for ever)',
    ]);
    assert.deepEqual(trailTexts({ trail, lasso: { stem: 2, loop: 0 } }), [
      '1: act a at Node',
      '2: act b at Node (then nothing changes any more)',
    ]);
  });

  it('come with what explains them', () => {
    assert.equal(
      explainedVerdict({ sentence: 'It breaks', notes: ['A never moves.', 'B is fair.'] }),
      'It breaks\nA never moves.\nB is fair.',
    );
    assert.equal(explainedVerdict({ sentence: 'It holds' }), 'It holds');
  });
});

describe('an execution as text', () => {
  it('says what repeats for ever, and what explains it', () => {
    const execution = { ...executionOf([0, 3, 4]), notes: ['A never moves.'] };
    assert.equal(
      traceText({ ...execution, loop: { fromStep: 1 } }),
      'P, usual\n2 steps\nA never moves.\n\n   0  step 0\n   1  step 3\n      for ever:\n   2  step 4\n',
    );
    assert.match(traceText({ ...execution, loop: { fromStep: 2 } }), /step 4\n      nothing changes any more\n$/);
  });

  it('has a line for each step and what it changed', () => {
    const execution = executionOf([0, 3]);
    const changes = [
      { lane: 0, name: 'x', before: '1', value: '2' },
      { lane: -1, name: 'seen', before: '{}', value: '{1}' },
    ];
    const [start, step] = execution.steps;
    const text = traceText({ ...execution, steps: [start!, { ...step!, fault: true, changes }] });
    assert.equal(
      text,
      'P, usual\n1 steps\n\n   0  step 0\n   1  ! step 3\n        Node.x: 1 → 2\n        seen: {} → {1}\n',
    );
  });
});
