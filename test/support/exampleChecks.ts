import { it } from 'mocha';
import assert from 'node:assert/strict';
import { boundsOf } from '../../src/engine/bounds.ts';
import { judge } from '../../src/engine/judge.ts';
import type { Instance } from '../../src/model/instance.ts';
import { checkAgreement, instancesOf, searched } from './agreement.ts';

/** A protocol that readers are shown, named by where it stands. */
export interface Example {
  readonly name: string;
  readonly text: string;
}

/** Up to here the reference is quick enough to be asked as well. */
const referenceStatesMax = 50_000;

/**
 * One test for each example: every scenario does what its `expect` lines say and, as far as the reference gets, what the
 * reference says. Without any example the tests fail, because they would test nothing and stay green.
 */
export function checkExamples(examples: readonly Example[]): void {
  it('are there', () => assert.notEqual(examples.length, 0));
  for (const { name, text } of examples) {
    it(name, () => {
      for (const instance of instancesOf(text)) {
        assert.deepEqual(unmet(instance), [], `expectations of "${instance.scenario.name}"`);
      }
    }).timeout(120_000);
  }
}

/** What is not as the author wants it: unmet expectations or, in a scenario without any, whatever is not right. */
function unmet(instance: Instance): string[] {
  const result = searched(instance, boundsOf(instance, {})).result();
  if (result.complete && result.distinctStates < referenceStatesMax) checkAgreement(instance, referenceStatesMax);
  const judgements = judge(instance, result);
  if (judgements.length > 0)
    return judgements.filter(({ met }) => !met).map(({ text, reason }) => `${text}: ${reason}`);
  const wrong = result.verdicts.flatMap(({ kind }, i) =>
    kind === 'violated' || kind === 'broken' ? [`${instance.protocol.properties[i]?.name ?? ''} is ${kind}`] : [],
  );
  return result.error === undefined ? wrong : [...wrong, result.error.error.message];
}
