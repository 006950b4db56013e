import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judge } from '../../src/engine/judge.ts';
import { blameIn, isHistoryProperty } from '../../src/semantics/histories/judge.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { checkAgreement, searched } from '../support/agreement.ts';
import { instanceOf } from '../support/protocols.ts';

/** A primary that answers a write before its backup knows of it, and a backup that answers reads. */
const replicated = `
protocol Replicated
message Write
message Done
message Copy
message Read
message Answer(value: 0..1)
history register: Register of 0..1 = 0
role Primary { on Write from c { send Copy to the Backup  send Done to c } }
role Backup {
  var value: 0..1 = 0
  on Copy { value = 1 }
  on Read { reply Answer(value) }
}
role Writer {
  on start { invoke register.write(1)  send Write to the Primary }
  on Done { respond register }
}
role Reader {
  var reads: 0..2 = 0
  action read when reads < 1 { reads += 1  invoke register.read  send Read to the Backup }
  on Answer(v) { respond register with v }
}
system { Primary: 1  Backup: 1  Writer: 1  Reader: 1 }
linearizable register
sequential register
`;

describe('A history of clients in a search', () => {
  it('is violated by the shortest execution that nothing explains, and blamed on a pair', () => {
    const instance = instanceOf(replicated);
    const search = searched(instance);
    const [linearizable, sequential] = search.result().verdicts;
    assert.deepEqual(sequential, { kind: 'holds', evidence: undefined });
    assert(linearizable?.kind === 'violated' && linearizable.evidence !== undefined);
    // The write arrives and is answered, the reader asks, the backup answers, the answer arrives.
    assert.equal(linearizable.evidence.steps, 5);
    const execution = execute(createSystem(instance), search.scheduleOf(linearizable.evidence));
    assert(execution.ok);
    const property = instance.protocol.properties.find(isHistoryProperty)!;
    assert.equal(
      blameIn(instance, property, execution.value.transitions.at(-1)!.state)?.sentence,
      "Reader's read answered 0 although it began after Writer's write(1) had been answered.",
    );
    checkAgreement(instance);
  });

  it('is what an expectation names', () => {
    const lines = `scenario "as written" {
      expect linearizable register fails in 5 steps
      expect sequential register holds
    }
    scenario "wrongly" { expect linearizable register holds  expect sequential register fails }
    scenario "not far" { depth: 4  expect linearizable register fails  expect sequential register holds }`;
    const unmet = (name: string) => {
      const instance = instanceOf(replicated + lines, name);
      const { depth = Infinity } = instance.bounds;
      return judge(instance, searched(instance, { depthMax: depth }).result())
        .filter(({ met }) => !met)
        .map(({ text, undecided, reason }) => `${text}: ${undecided ? 'undecided' : reason}`);
    };
    assert.deepEqual(unmet('as written'), []);
    assert.deepEqual(unmet('wrongly'), [
      'linearizable register holds: linearizable register fails in 5 steps.',
      'sequential register fails: sequential register holds.',
    ]);
    assert.deepEqual(unmet('not far'), [
      'linearizable register fails: undecided',
      'sequential register holds: undecided',
    ]);
  });

  it('tells states apart that differ in nothing else, and ghosts beside it', () => {
    const text = (ghost: string) => `protocol P ${ghost === '' ? '' : 'ghost g: set of C = {}'}
history h: Counter
role C { var n: 0..1 = 0  action add when n == 0 { n = 1  invoke h.add(1)  respond h  ${ghost} } }
system { C: 2 } ${ghost === '' ? '' : 'reachable Both: size(g) == 2'}`;
    for (const ghost of ['', 'g += self']) {
      const instance = instanceOf(text(ghost));
      // Nobody has added, one has, or both have: one after the other, and it is seen who was first.
      assert.equal(searched(instance).result().distinctStates, 5);
      checkAgreement(instance);
    }
  });

  it('is begun and answered for each client by itself, although their handlers are the same', () => {
    const instance = instanceOf(`protocol P message Go
history h: Lock
role C { on Go { invoke h.tryAcquire } }
role S { on start { send Go to all C } }
system { C: 2  S: 1 }
linearizable h`);
    assert.equal(searched(instance).result().distinctStates, 4);
    checkAgreement(instance);
  });
});
