import assert from 'node:assert/strict';

import { describe, it } from 'mocha';

import { failureModes } from '../../src/failures/catalogue.ts';
import { keyOf, type FailureMode } from '../../src/failures/failureMode.ts';
import { parse } from '../../src/language/parse.ts';

/** A protocol that declares what the forms of the catalogue name, with one of them switched on. */
function protocolWith(entry: FailureMode, form: string): string {
  const needed = entry.word === 'reset' ? 'network { transport: tcp }' : '';
  const block = entry.section === 'clock' ? `clock { horizon: 2  ${form} }` : `${entry.section} { ${form} }`;
  const names = ['Client', 'Leader', 'Follower', 'General'];
  return `protocol Forms
message Ack
message Charge
message Transfer(amount: 0..1)
message Work
role Server {
  durable var log: list of 0..1 max 2 = []
  on Ack { log = [] }
  on Charge { log += 0 }
  on Transfer(amount) { log += amount }
  on Work { send Ack to all Server  send Charge to all Server  send Transfer(1) to all Server  send Work to all Server }
}
${names.map(name => `role ${name} { action ask { send Work to all Server } }`).join('\n')}
system { Server: 1  ${names.map(name => `${name}: 1`).join('  ')}  ${needed} }
scenario "with the failure" { ${block} }
`;
}

describe('the forms that the catalogue shows', () => {
  for (const entry of failureModes) {
    it(`${keyOf(entry)} are accepted by the language`, () => {
      for (const form of entry.syntax) {
        const errors = parse(protocolWith(entry, form)).problems.filter(({ severity }) => severity === 'error');
        assert.deepEqual(
          errors.map(({ message }) => message),
          [],
          form,
        );
      }
    });
  }
});
