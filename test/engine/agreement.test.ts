import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkAgreement, instancesOf } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText } from '../support/protocols.ts';

describe('engine and reference agree', () => {
  for (const name of conesIn('../../examples/')) {
    for (const instance of instancesOf(exampleText(name))) {
      it(`on the example ${name}, ${instance.scenario.name}`, () => {
        checkAgreement(instance, 5_000);
      });
    }
  }

  for (const name of conesIn('../fixtures/oracles/')) {
    for (const instance of instancesOf(oracleText(name))) {
      it(`on the oracle ${name}, ${instance.scenario.name}`, () => {
        checkAgreement(instance, 5_000);
      });
    }
  }

  it('on random protocols', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        checkAgreement(instanceOf(text), 1_000);
      }),
      { numRuns: 150 },
    );
  });
});

function conesIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(folder, import.meta.url)).filter(file => file.endsWith('.cone'));
  return files.map(file => file.replace('.cone', ''));
}
