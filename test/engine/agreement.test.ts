import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkAgreement, instancesOf, searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';

describe('engine and reference agree', () => {
  for (const { name, text } of shippedExamples()) {
    for (const instance of instancesOf(text)) {
      it(`on the example ${name}, ${instance.scenario.name}`, () => {
        checkAgreement(instance, 5_000);
      });
    }
  }

  for (const name of oracles()) {
    for (const instance of instancesOf(oracleText(name))) {
      it(`on the oracle ${name}, ${instance.scenario.name}`, () => {
        checkAgreement(instance, 5_000);
      });
    }
  }

  it('where the network copies more than its capacity', () => {
    const instance = instanceOf(`protocol P message A
role S { on start { send A to R } } role R { var n: 0..2 = 0 on A { n += 1 } }
system { S: 1 R: 1 network { duplicates: 1 capacity: 1 } }
reachable G: some r in R: r.n == 2`);
    checkAgreement(instance);
    const { error } = searched(instance).result();
    assert.deepEqual([error?.error.code, error?.evidence.steps], ['capacity-exceeded', 1]);
  });

  it('where later initial states need more bits than the first', () => {
    const start = 'on start { choose v in {0, 1, 2, 3, 4, 5, 6} n = v }';
    const nodes = [1, 2, 3].map(i => `role R${i} { var n: 0..6 = 0 ${start} action a { n = 0 } }`).join('\n');
    const idle = Array.from({ length: 9 }, (_, i) => `role I${i} { }`).join(' ');
    const counts = Array.from({ length: 9 }, (_, i) => `I${i}: 1`).join(' ');
    checkAgreement(instanceOf(`protocol P ${nodes} ${idle} system { R1: 1 R2: 1 R3: 1 ${counts} } invariant I: true`));
  });

  it('where nothing can start', () => {
    const instance = instanceOf(`protocol P
role R { var n: 0..1 = 0 on start { either { n = 1 } or { n = 0 } choose v in {0, 1} where v > 5 n = v } }
system { R: 2 }
invariant I: true`);
    checkAgreement(instance);
    const { error, distinctStates } = searched(instance).result();
    assert.deepEqual([error?.error.code, error?.evidence.steps, distinctStates], ['nothing-to-choose', 0, 0]);
  });

  it('on random protocols', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        checkAgreement(instanceOf(text), 1_000);
      }),
      { numRuns: 150 },
    );
  });
});

function oracles(): readonly string[] {
  const files = readdirSync(new URL('../fixtures/oracles/', import.meta.url)).filter(file => file.endsWith('.cone'));
  return files.map(file => file.replace('.cone', ''));
}
