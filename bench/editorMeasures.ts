import { readFile, writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { commands, extensions, window } from 'vscode';
import { present } from '../src/base/assert.ts';
import {
  checked,
  closeEverything,
  openFile,
  openText,
  sessionOf,
  showPreview,
  typeInto,
  until,
} from '../test/editor/host.ts';
import { askPage } from '../test/editor/page.ts';
import { countsVariable, reportVariable, writeCounts } from '../test/support/counts.ts';

/** Names the file of two-phase commit whose scenario `5` has 8,832 states. */
const protocolVariable = 'LIGHTCONE_BENCH_PROTOCOL';

/** What VS Code calls in its extension host: measures the extension as its user meets it, one line for each figure. */
export async function run(): Promise<void> {
  const lines = [
    await activation(),
    await firstPicture('atomic-commit/two-phase-commit.cone'),
    await firstPicture('consensus/paxos.cone'),
  ];
  lines.push(...(await keystrokes()));
  lines.push(await returned());
  await writeFile(process.env[reportVariable] ?? '', `${lines.join('\n')}\n`);
  await writeCounts(process.env[countsVariable] ?? '', { passed: lines.length, failed: 0 });
}

async function activation(): Promise<string> {
  const extension = present(extensions.getExtension('lightcone.lightcone'), 'the extension');
  if (extension.isActive) return '  activation: it was active before it could be measured';
  const started = performance.now();
  await extension.activate();
  return line('activation, loading included', performance.now() - started, 50);
}

async function firstPicture(file: string): Promise<string> {
  const document = await openFile(file);
  const started = performance.now();
  const session = await showPreview(document);
  const ready = performance.now() - started;
  await askPage({ kind: 'waitFor', selector: '.picture svg', expression: 'true' });
  const drawn = performance.now() - started;
  await checked(session);
  await closeEverything();
  return `${line(`first picture of ${file}, from the command`, ready, 300)}; on the screen ${Math.round(drawn)} ms`;
}

/** Changes what the protocol means, so that nothing is remembered, and waits for the verdict. */
async function keystrokes(): Promise<readonly string[]> {
  const text = await readFile(process.env[protocolVariable] ?? '', 'utf8');
  const document = await openText('two-phase-commit-5.cone', text);
  const session = await sessionOf(document);
  await showPreview(document);
  await session.selectScenario('5');
  await checked(session);
  const times: number[] = [];
  for (let round = 1; round <= 15; round += 1) {
    const name = `Consistent${round}`;
    // Somebody who looks for the verdict has stopped typing; while keys follow each other, checks wait for a rest.
    await new Promise(rested => setTimeout(rested, 300));
    const started = performance.now();
    await typeInto(document, text.replaceAll('Consistent', name));
    await until('the verdict', () => {
      const { report } = session.state;
      return report?.finished === true && report.properties.some(property => property.name === name);
    });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return [
    line('keystroke to verdict on 8,832 states, best of 15', times[0] ?? 0, 100),
    line('the same, median', times[7] ?? 0, 100),
  ];
}

const PANELS = 30;

/** What previews leave behind that were opened on the state graph of a protocol and closed, the engine's thread included. */
async function returned(): Promise<string> {
  const text = await readFile(process.env[protocolVariable] ?? '', 'utf8');
  const document = await openText('two-phase-commit-5.cone', text);
  const session = await sessionOf(document);
  await session.selectScenario('5');
  await checked(session);
  const openAndClose = async (): Promise<number> => {
    await commands.executeCommand('lightcone.showStateGraph', document.uri);
    await askPage({ kind: 'waitFor', selector: 'canvas[data-in-view]', expression: 'true' });
    const open = megabytes();
    await closeEverything();
    await window.showTextDocument(document);
    return open;
  };
  // What is loaded with the first ones stays.
  for (let panel = 0; panel < 3; panel += 1) await openAndClose();
  const before = megabytes();
  let most = 0;
  for (let panel = 0; panel < PANELS; panel += 1) most = Math.max(most, await openAndClose());
  const after = megabytes();
  await closeEverything();
  return `  memory of the extension host: ${before} MB, at most ${most} MB with a preview of the state graph, ${after} MB after ${PANELS} of them`;
}

/** What the process takes once what nobody needs is collected, in this thread. */
function megabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage.rss() / 1e6);
}

function line(what: string, milliseconds: number, wanted: number): string {
  return `  ${what}: ${Math.round(milliseconds)} ms (wanted: ${wanted} ms)`;
}
