import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { keywordItems } from '../../src/language/editor/completionWords.ts';
import { parse } from '../../src/language/parse.ts';
import { STEP_WORDS } from '../../src/language/syntax/replaySlips.ts';
import { stepText } from '../../src/model/labels.ts';
import type { Choice, Envelope, HandlerReference, Step } from '../../src/model/state.ts';
import type { Value } from '../../src/model/values.ts';
import { instanceOf } from '../support/protocols.ts';
import { oneLine } from './checks.ts';

// Everything is called like a word that begins a step, or stands in one.
const NAMES = `protocol Names
enum Word { lose, heal, at, into }
record pause(crash: 0..1, fail: Word)
message reset(n: 0..1, word: Word)
message round
message deliver(parts: list of pause max 2, byzantine: set of drift)
role drift {
  var tick: 0..1 = 0
  var cut: Word? = none
  timer stall
  on reset { tick = 1  cut = heal }
  on round { start stall }
  on deliver { }
  on stall { choose forge in 0..1  tick = forge }
  action jump(mend in 0..1) when tick == mend && cut == none { tick = 0 }
}
system { drift: 3 }
`;

const instance = instanceOf(NAMES);
const list = (...items: readonly Value[]): Value => ({ kind: 'list', items });
const pause = (crash: number, fail: string): Value => ({
  kind: 'record',
  type: 'pause',
  names: ['crash', 'fail'],
  fields: [crash, fail],
});

const reset: Envelope = { from: 0, to: 1, message: 0, fields: [1, 'heal'] };
const round: Envelope = { from: 2, to: 0, message: 1, fields: [] };
const deliver: Envelope = {
  from: 0,
  to: 2,
  message: 2,
  fields: [list(pause(0, 'at'), pause(1, 'lose')), { kind: 'set', items: [] }],
};
const choices: readonly Choice[] = [
  { kind: 'either', branch: 1, branches: 2 },
  { kind: 'choose', name: 'forge', value: 'into' },
  { kind: 'choose', name: 'at', value: -1 },
  { kind: 'choose', name: 'choosing', value: null },
];
const handlers: readonly HandlerReference[] = [
  { kind: 'message', index: 0 },
  { kind: 'timer', index: 0 },
  { kind: 'action', index: 0 },
];

const handled = { handler: 0, consumed: true, choices: [] };
const STEPS: readonly Step[] = [
  { kind: 'start', choices },
  { kind: 'deliver', envelope: reset, ...handled },
  { kind: 'deliver', envelope: round, ...handled, consumed: false, choices },
  { kind: 'deliver', envelope: deliver, ...handled },
  { kind: 'timer', node: 1, timer: 0, handler: 0, choices },
  { kind: 'action', node: 1, action: 0, arguments: [1], choices: [] },
  { kind: 'lose', envelope: reset, copy: 1, budget: 1 },
  { kind: 'duplicate', envelope: round },
  { kind: 'corrupt', envelope: reset, field: 1, value: 'at', copy: 2, budget: 1 },
  { kind: 'forge', envelope: deliver, handler: 0, choices },
  { kind: 'reset', ends: [0, 2], budget: 1 },
  { kind: 'crash', node: 1, budget: 2 },
  ...(
    [
      { kind: 'deliver', envelope: reset, ...handled, choices },
      { kind: 'deliver', envelope: deliver, ...handled },
      { kind: 'timer', node: 1, timer: 0, handler: 0, choices: [] },
      { kind: 'action', node: 1, action: 0, arguments: [0], choices: [] },
    ] as const
  ).map((of): Step => ({ kind: 'crash', node: 1, midway: { of, effects: 1 } })),
  { kind: 'recover', node: 0, choices },
  { kind: 'partition', group: [1, 2] },
  { kind: 'heal' },
  { kind: 'cut', link: { from: 0, to: 1 }, budget: 1 },
  { kind: 'mend', link: { from: 0, to: 1 } },
  { kind: 'stall', node: 1, handlers, budget: 1 },
  { kind: 'pause', node: 1 },
  { kind: 'resume', node: 1 },
  { kind: 'diskfail', node: 1 },
  { kind: 'alter', node: 1, variable: 0, value: 1 },
  { kind: 'alter', node: 1, variable: 1, value: 'lose', budget: 1 },
  { kind: 'alter', node: 1, variable: 1, value: null },
  { kind: 'turn', node: 2 },
  { kind: 'tick' },
  { kind: 'drift', node: 1, by: 1, budget: 1 },
  { kind: 'drift', node: 1, by: -1 },
  { kind: 'jump', node: 1, reading: 5 },
  { kind: 'jump', node: 1, reading: -1, budget: 1 },
  { kind: 'clockFail', node: 1 },
  { kind: 'settle' },
  { kind: 'round' },
  { kind: 'stabilise' },
];

const texts = STEPS.map(step => stepText(instance, step));

function readBack(lines: readonly string[], separator: string): readonly string[] {
  const text = `${NAMES}scenario "s" { replay "r" {${separator}${lines.join(separator)}${separator}} }`;
  const { protocol, problems } = parse(text);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(problem => oneLine(text, problem)),
    [],
  );
  return (protocol?.scenarios[0]?.replays[0]?.steps ?? []).map(step => step.text);
}

describe('a step of a replay', () => {
  it('of every kind is read back, whatever its parts are called', () => {
    for (const text of texts) assert.deepEqual(readBack([text], '\n'), [text]);
  });

  it('ends where the next one begins', () => {
    assert.deepEqual(readBack(texts, '\n'), texts);
    assert.deepEqual(readBack([...texts].reverse(), '  '), [...texts].reverse());
    for (const text of texts)
      assert.deepEqual(readBack([text, 'tick', text, 'heal', text], ' '), [text, 'tick', text, 'heal', text]);
  });

  it('may be spread out', () => {
    const spread = texts.map(text => text.replace(/([(){}[\],=])/g, ' $1\n').replace(/ /g, '  '));
    assert.deepEqual(readBack(spread, '\n'), texts);
  });

  it('begins with a word that completion and colours know', () => {
    const begun = new Set(texts.map(text => /^\w+/.exec(text)?.[0] ?? ''));
    assert.deepEqual([...STEP_WORDS].sort(), [...begun].sort());
    const offered = new Set(keywordItems('step').map(({ insert }) => /^\w+/.exec(insert)?.[0]));
    for (const word of STEP_WORDS) assert.ok(offered.has(word), `completion offers \`${word}\``);
    const grammar = readFileSync(new URL('../../src/language/grammar/lightcone.langium', import.meta.url), 'utf8');
    for (const word of STEP_WORDS) assert.ok(grammar.includes(`'${word}'`), word);
  });
});

describe('a line of a replay that is no step', () => {
  const check = (lines: string, problem: string, said: RegExp): void => {
    const text = `${NAMES}scenario "s" { replay "r" {\n${lines}\n} }`;
    const { problems } = parse(text);
    const errors = problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(each => oneLine(text, each)),
      [problem],
    );
    assert.match(`${errors[0]?.message ?? ''} ${errors[0]?.try ?? ''}`, said);
  };

  it('is said at its first word', () => {
    check(
      'start\nsend round from drift 1 to drift 2\ntick',
      '20:1 error syntax «send»',
      /does not begin with `send`. Begin it with a word such as/,
    );
    check('dellay round from drift 1 to drift 2', '19:1 error syntax «dellay»', /Begin it with a word such as/);
    check('tick\nresumed drift 1', '20:1 error syntax «resumed»', /mean `resume`/);
    check('tick\nmedn from drift 1 to drift 2', '20:1 error syntax «medn»', /mean `mend`/);
    check('tick\nbyzantin drift 1', '20:1 error syntax «byzantin»', /mean `byzantine`/);
  });
});
