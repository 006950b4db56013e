import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, createDocument } from '../../../src/language/editor/document.ts';
import { format } from '../../../src/language/editor/format.ts';
import { keptReplay } from '../../../src/language/editor/keptReplay.ts';
import { stepText } from '../../../src/model/labels.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { replaySchedule } from '../../../src/semantics/replay.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { instantiate } from '../../../src/semantics/instantiate.ts';
import { simulate } from '../../../src/simulator/simulate.ts';
import { shippedExamples } from '../../support/protocols.ts';

const HEAD = `protocol P
message Ask
role R { on start { send Ask to others }  on Ask {} }
system { R: 2 }
`;
const STEPS = ['start', 'deliver Ask from R 1 to R 2'];

function kept(text: string, scenario: string | undefined, name: string, steps: readonly string[] = STEPS): string {
  const made = keptReplay(createDocument(text), scenario, { name, steps });
  return made.ok ? applyEdits(text, [made.value.edit]) : made.failure;
}

describe('a branch that is kept as a replay', () => {
  it('stands at the end of its scenario, formatted', () => {
    const text = `${HEAD}\nscenario "s" {\n  expect no error\n}\n\nscenario "t" {\n}\n`;
    const after = kept(text, 's', 'they talk');
    assert.equal(
      after,
      `${HEAD}\nscenario "s" {\n  expect no error\n  replay "they talk" {\n    deliver Ask from R 1 to R 2\n  }\n}\n\nscenario "t" {\n}\n`,
    );
    assert.equal(format(after), after);
    assert.match(kept(after, 's', 'again'), /\n {2}\}\n\n {2}replay "again" \{\n/);
  });

  it('stands where there was nothing, on one line, or behind a comment', () => {
    for (const body of [' ', ' expect no error ', '\n  // nothing yet\n', '\n  expect no error // so far\n']) {
      const text = `${HEAD}scenario "s" {${body}}\n`;
      const { protocol } = createDocument(kept(text, 's', 'r')).parsed;
      assert.deepEqual(
        protocol?.scenarios[0]?.replays.map(({ steps }) => steps.map(({ text: step }) => step)),
        [['deliver Ask from R 1 to R 2']],
        body,
      );
    }
    const lines = kept(`${HEAD}scenario "s" {\r\n  expect no error\r\n}\r\n`, 's', 'r');
    assert.equal(lines.replaceAll('\r\n', '').includes('\n', HEAD.length), false);
  });

  it('says how it began where that was chosen, or where it is nothing else', () => {
    assert.match(kept(`${HEAD}scenario "s" { }`, 's', 'r', ['start']), /"r" \{\n {4}start\n {2}\}/);
    const choosing = HEAD.replace('send Ask to others', 'either { send Ask to others } or { }');
    const steps = ['start choosing branch 1, branch 2', 'deliver Ask from R 1 to R 2'];
    assert.match(kept(`${choosing}scenario "s" { }`, 's', 'r', steps), /\n {4}start choosing branch 1, branch 2\n/);
  });

  it('has a name that can stand between quotes and that no other replay of the scenario has', () => {
    const once = kept(`${HEAD}scenario "s" { }`, 's', 'a "quoted"\nname ');
    assert.match(once, /replay "a 'quoted' name" \{/);
    const twice = kept(once, 's', 'a "quoted" name');
    assert.match(twice, /replay "a 'quoted' name 2" \{/);
    assert.match(kept(twice, 's', 'a "quoted" name'), /replay "a 'quoted' name 3" \{/);
    assert.match(kept(`${HEAD}scenario "s" { }`, 's', ' "" '), /replay "''" \{/);
    assert.match(kept(`${HEAD}scenario "s" { }`, 's', ' '), /replay "a branch" \{/);
  });

  it('stands in the system of a file that has only that', () => {
    const after = kept(HEAD, 'system', 'r');
    assert.equal(createDocument(after).parsed.protocol?.scenarios[0]?.replays.length, 1);
  });

  it('is refused where it would not be right', () => {
    assert.equal(kept(`${HEAD}scenario "s" {`, 's', 'r'), 'The text has problems.');
    assert.match(kept(`${HEAD}scenario "s" { }`, 'gone', 'r'), /no scenario “gone”/);
    assert.match(kept(`${HEAD}scenario "s" { }`, 's', 'r', ['start', 'deliver }']), /\w/);
  });

  it('replays as the same execution, for random runs of every example', () => {
    let count = 0;
    for (const { text } of shippedExamples()) {
      const { protocol } = createDocument(text).parsed;
      for (const scenario of protocol?.scenarios.slice(-1) ?? []) {
        const instance = instantiate(protocol!, scenario);
        if (!instance.ok) continue;
        const system = createSystem(instance.value);
        const run = simulate(system, count, { stepsMax: 12, after: [] });
        assert.ok(run.ok);
        const execution = execute(system, run.value.schedule);
        assert.ok(execution.ok && execution.value.error === undefined);
        const { start, transitions } = execution.value;
        const steps = [start, ...transitions].map(({ step }) => stepText(system.instance, step));
        const after = kept(text, scenario.name, 'kept', steps);
        const again = createDocument(after).parsed.protocol?.scenarios.find(({ name }) => name === scenario.name);
        const replay = again?.replays.at(-1);
        assert.equal(replay?.name, 'kept', after.slice(0, 200));
        const schedule = replaySchedule(system, replay);
        assert.ok(schedule.ok, schedule.ok ? '' : schedule.failure.message);
        assert.equal(schedule.value.length, steps.length);
        if (format(text) === text) assert.equal(format(after), after);
        count += 1;
      }
    }
    assert.ok(count > 20);
  });
});
