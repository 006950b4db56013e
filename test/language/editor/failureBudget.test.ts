import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FailureKey } from '../../../src/failures/failureMode.ts';
import { applyEdits, createDocument } from '../../../src/language/editor/document.ts';
import { raisedBudget } from '../../../src/language/editor/failureBudget.ts';
import type { Protocol } from '../../../src/model/protocol.ts';
import { instantiate } from '../../../src/semantics/instantiate.ts';
import { shippedExamples } from '../../support/protocols.ts';

const HEAD = `protocol P
message Ask
role R { on start { send Ask to others } on Ask { } }
`;

function raised(text: string, scenario: string | undefined, failure: FailureKey): string {
  const document = createDocument(text);
  assert.deepEqual(
    document.parsed.problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const edit = raisedBudget(document, scenario, failure);
  return edit.ok ? applyEdits(text, [edit.value]) : edit.failure;
}

/** What may go wrong in a scenario, by kind, and how often it may strike whatever it likes; everything else for itself. */
function budgets(protocol: Protocol, name: string): Map<string, number> {
  const scenario = protocol.scenarios.find(each => each.name === name)!;
  const instance = instantiate(protocol, scenario);
  assert.ok(instance.ok);
  const found = new Map<string, number>();
  for (const { kind, budget, ...target } of instance.value.failures) {
    const key = `${kind} ${JSON.stringify({ ...target, at: undefined })}`;
    found.set(key, (found.get(key) ?? 0) + budget);
  }
  return found;
}

describe('one failure more', () => {
  it('is one more of what the scenario allows', () => {
    const text = `${HEAD}system { R: 2 }\nscenario "s" {\n  network { loss: 1  order: fifo }\n}\n`;
    assert.equal(raised(text, 's', 'network.loss'), text.replace('loss: 1', 'loss: 2'));
  });

  it('stands in the block of its kind, in a block of its own, or in that of a system alone', () => {
    const text = `${HEAD}system { R: 2 }\nscenario "s" {\n  network { order: fifo }\n}\n`;
    assert.equal(raised(text, 's', 'network.loss'), text.replace('{ order', '{ loss: 1  order'));
    assert.equal(raised(text, 's', 'faults.crash'), text.replace('"s" {\n', '"s" {\n  faults { crash: 1 }\n'));
    assert.equal(
      raised(`${HEAD}system { R: 2 }\n`, undefined, 'faults.crash'),
      `${HEAD}system { faults { crash: 1 } R: 2 }\n`,
    );
  });

  it('takes along what the system allows', () => {
    const text = `${HEAD}system { R: 2  network { loss: 1 of Ask, 2 } }\nscenario "s" {\n}\n`;
    assert.equal(
      raised(text, 's', 'network.loss'),
      text.replace('"s" {\n', '"s" {\n  network { loss: 1 of Ask, 3 }\n'),
    );
  });

  it('comes beside what may strike some only', () => {
    const text = `${HEAD}system { R: 2  faults { crash: 1 of R midway } }\n`;
    assert.equal(raised(text, undefined, 'faults.crash'), text.replace('1 of R midway', '1 of R midway, 1'));
  });

  it('is none where there is no limit, and for a text that does not parse', () => {
    const endless = `${HEAD}system { R: 2  network { loss: any } }\n`;
    assert.equal(raised(endless, undefined, 'network.loss'), 'It may happen any number of times as it is.');
    assert.equal(raisedBudget(createDocument('protocol'), undefined, 'network.loss').ok, false);
  });

  it('is none where it cannot happen', () => {
    const text = `${HEAD}system { R: 2  network { transport: tcp } }\n`;
    assert.match(raised(text, undefined, 'network.loss'), /tcp/);
  });

  it('changes nothing else, whatever the scenario of whatever example', () => {
    let changed = 0;
    for (const { name, text } of shippedExamples()) {
      const { protocol } = createDocument(text).parsed;
      assert.ok(protocol);
      for (const scenario of protocol.scenarios) {
        for (const failure of ['network.loss', 'network.duplicates', 'faults.crash', 'faults.pause'] as const) {
          const title = protocol.scenarios.length === 1 ? undefined : scenario.name;
          const edit = raisedBudget(createDocument(text), title ?? scenario.name, failure);
          if (!edit.ok) continue;
          const document = createDocument(applyEdits(text, [edit.value]));
          assert.ok(document.parsed.protocol);
          const before = budgets(protocol, scenario.name);
          const now = budgets(document.parsed.protocol, scenario.name);
          const sum = (of: Map<string, number>): number => [...of.values()].reduce((a, b) => a + b, 0);
          assert.ok(sum(now) === sum(before) + 1 || sum(before) === Infinity, `${name} ${scenario.name} ${failure}`);
          for (const [key, budget] of before) assert.ok(now.get(key)! >= budget, `${name}: ${key}`);
          changed += 1;
        }
      }
    }
    assert.ok(changed > 200, `${changed} scenarios`);
  });
});
