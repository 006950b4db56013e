import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/engine/judge.ts';
import { parse } from '../../src/language/parse.ts';
import type { Instance } from '../../src/model/instance.ts';
import { failureExamples } from '../failures/failureExamples.ts';
import { checkAgreement, instancesOf, searched } from '../support/agreement.ts';
import { repositoryRoot } from '../support/skeleton.ts';

interface Example {
  readonly name: string;
  readonly text: string;
}

/** Up to here the reference is quick enough to be asked as well. */
const referenceStatesMax = 50_000;

/** Every protocol of a folder; one that yields none would test nothing and stay green. */
function protocolsIn(folder: string): readonly Example[] {
  const names = readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.cone'))
    .sort()
    .map(name => ({ name: `${folder}/${name}`, text: readFileSync(join(repositoryRoot, folder, name), 'utf8') }));
}

/** Every scenario does what its `expect` lines say and, as far as the reference gets, what the reference says. */
function checkExamples(examples: readonly Example[]): void {
  it('are there', () => assert.notEqual(examples.length, 0));
  for (const { name, text } of examples) {
    it(name, () => {
      for (const instance of instancesOf(text)) {
        assert.deepEqual(unmet(instance), [], `expectations of "${instance.scenario.name}"`);
      }
    }).timeout(120_000);
  }
}

function unmet(instance: Instance): string[] {
  const result = searched(instance).result();
  if (result.complete && result.distinctStates < referenceStatesMax) checkAgreement(instance, referenceStatesMax);
  return judge(instance, result)
    .filter(({ met }) => !met)
    .map(({ text, reason }) => `${text}: ${reason}`);
}

describe('examples that ship', () => {
  const examples = protocolsIn('examples');
  checkExamples(examples);

  it('say nothing that the checker finds odd', () => {
    const problems = examples.flatMap(({ name, text }) =>
      parse(text).problems.map(({ message }) => `${name}: ${message}`),
    );
    assert.deepEqual(problems, []);
  });

  it('each says what it expects, and the seven that are promised are among them', () => {
    for (const { name, text } of examples) assert.match(text, /^ {2}expect /m, name);
    const promised = ['emergent-complexity', 'lamport-mutex', 'paxos', 'ping-pong', 'primary-backup', 'ring-election'];
    for (const name of [...promised, 'two-phase-commit']) {
      assert.ok(
        examples.some(example => example.name === `examples/${name}.cone`),
        name,
      );
    }
  });
});

describe('examples of failures', () => {
  checkExamples(failureExamples().map(({ word, source }) => ({ name: word, text: source })));
});
