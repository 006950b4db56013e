import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { commands, window } from 'vscode';
import { present } from '../../src/base/assert.ts';
import type { LightconeApi } from '../../src/extension/activation.ts';
import { askPage } from './page.ts';
import { closeEverything, lightcone, until } from './host.ts';

async function run(command: string, ...values: readonly unknown[]): Promise<void> {
  await commands.executeCommand(`lightcone.${command}`, ...values);
}

describe('the first steps', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('lead from a first diagram to a protocol that breaks and is mended', async () => {
    await run('openLesson');
    const document = present(window.activeTextEditor?.document, 'the lesson');
    const { session } = present(api.sessions.get(document.uri), 'its session');
    const verdicts = async (words: string): Promise<void> => {
      await until(words, () => {
        const { report } = session.state;
        const said = report?.properties.flatMap(({ name, kind, verdict }) =>
          kind === 'error' ? [] : `${name} ${verdict}`,
        );
        return report?.finished === true && said?.join(', ') === words;
      });
    };
    await verdicts('AtMostOnce holds, Answered holds');
    await run('changeLesson', 'lose');
    await verdicts('AtMostOnce holds, Answered violated');
    await until('the counterexample', () => session.state.execution?.verdict?.property === 'Answered');
    await askPage({
      kind: 'waitFor',
      selector: 'main.panel',
      expression: '[...document.querySelectorAll("text.caption")].some(each => /indeterminate/.test(each.textContent))',
    });
    await run('stepBack');
    assert.equal(session.state.cursor, 1);
    await run('changeLesson', 'askAgain');
    await verdicts('AtMostOnce violated, Answered holds');
    await run('changeLesson', 'remember');
    await verdicts('AtMostOnce holds, Answered holds');
  });

  it('show the same counter on one machine and on three, side by side', async () => {
    await run('compareMachines');
    const states = await until('both counted', () => {
      const counted = api.sessions
        .all()
        .flatMap(({ session: { state } }) =>
          state.report?.finished === true && state.outline?.protocol.endsWith('Machines') === true
            ? state.report.counts.distinctStates
            : state.report?.finished === true && state.outline?.protocol === 'OneMachine'
              ? state.report.counts.distinctStates
              : [],
        );
      return counted.length === 2 && counted;
    });
    assert.deepEqual(states, [3, 14]);
    await until(
      'two previews',
      () => api.sessions.all().filter(({ uri }) => api.previews.of(uri)?.visible === true).length === 2,
    );
    for (const scenario of ['it may crash', 'messages may overtake']) {
      const selector = `kit-option[value="${scenario}"]`;
      await askPage({
        kind: 'waitFor',
        selector,
        expression: 'document.querySelector("#spaceTime .mark.event, #spaceTime .mark.action") !== null',
      });
    }
  });

  it('are a walkthrough of the editor', async () => {
    await run('openWalkthrough');
    await askPage({
      kind: 'waitFor',
      selector: '.gettingStartedContainer',
      expression: '/See a first diagram/.test(document.querySelector(".gettingStartedContainer").textContent)',
    });
  });
});
