import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkAgreement, instancesOf } from '../support/agreement.ts';

const examples = new URL('../../examples/', import.meta.url);

describe('engine and reference agree', () => {
  for (const file of readdirSync(examples).filter(name => name.endsWith('.cone'))) {
    for (const instance of instancesOf(readFileSync(new URL(file, examples), 'utf8'))) {
      it(`on ${file}, ${instance.scenario.name}`, () => {
        checkAgreement(instance);
      });
    }
  }
});
