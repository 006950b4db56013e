import { afterEach, beforeEach, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { checkLayers } from '../support/layers.ts';
import { createSkeleton, repositoryRoot, type Skeleton } from '../support/skeleton.ts';

let skeleton: Skeleton;

beforeEach(async () => {
  skeleton = await createSkeleton();
});
afterEach(() => skeleton[Symbol.asyncDispose]());

async function writeAll(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await skeleton.write(path, text);
}

describe('the compiler, given the rooms as projects', function () {
  this.timeout(120_000);

  async function problems(files: Record<string, string>): Promise<string> {
    await writeAll(files);
    const compiler = join(repositoryRoot, 'node_modules/@typescript/native/bin/tsc');
    return new Promise(resolve => {
      execFile(process.execPath, [compiler, '-b', '--pretty', 'false'], { cwd: skeleton.root }, (_, stdout) =>
        resolve(stdout),
      );
    });
  }

  it('accepts the imports of the table', async () => {
    const files = {
      'src/engine/thing.ts': "import { thing as below } from '../base/thing.ts';\nexport const thing = below;\n",
      'webview/view/thing.ts': "import { thing as control } from '../kit/thing.ts';\nexport const thing = control;\n",
    };
    assert.equal(await problems(files), '');
  });

  it('refuses an import of a room that is not listed', async () => {
    const files = { 'src/engine/thing.ts': "export { thing } from '../language/thing.ts';\n" };
    assert.match(await problems(files), /src\/engine\/thing\.ts.*TS6307/);
  });

  it('refuses the DOM and Node in a pure room', async () => {
    const text = await problems({
      'src/trace/thing.ts': 'export const thing = document.title;\n',
      'src/model/thing.ts': "import { sep } from 'node:path';\nexport const thing = sep;\n",
    });
    assert.match(text, /src\/trace\/thing\.ts.*'document'/);
    assert.match(text, /src\/model\/thing\.ts.*'node:path'/);
  });

  it('refuses syntax that cannot be erased', async () => {
    assert.match(
      await problems({ 'src/base/thing.ts': 'export enum Thing { One }\n' }),
      /src\/base\/thing\.ts.*TS1294/,
    );
  });
});

describe('the import table', function () {
  this.timeout(120_000);

  async function violations(files: Record<string, string>): Promise<readonly string[]> {
    await writeAll(files);
    return (await checkLayers(skeleton.root)).violations;
  }

  it('sees every file of every room', async () => {
    const report = await checkLayers(skeleton.root);
    assert.deepEqual(report, { violations: [], unseen: [], seenCount: skeleton.rooms.length });
  });

  it('refuses a room that is not listed, even for types', async () => {
    assert.deepEqual(
      await violations({
        'src/simulator/thing.ts': "import type { Thing } from '../engine/thing.ts';\nexport type Other = Thing;\n",
        'src/engine/thing.ts': 'export type Thing = 1;\n',
      }),
      ['src/simulator-imports: src/simulator/thing.ts → src/engine/thing.ts'],
    );
  });

  it('refuses a package outside the room that owns it', async () => {
    const found = await violations({
      'src/engine/thing.ts': "import { URI } from 'langium';\nexport const thing = URI;\n",
      'webview/draw/thing.ts': "import { html } from 'lit';\nexport const thing = html;\n",
      'src/worker/thing.ts': "import { window } from 'vscode';\nexport const thing = window;\n",
      'src/extension/thing.ts': "import { window } from 'vscode';\nexport const thing = window;\n",
    });
    assert.deepEqual(found.map(violation => violation.split(' →')[0]).sort(), [
      'src/engine-packages: src/engine/thing.ts',
      'src/worker-packages: src/worker/thing.ts',
      'webview/draw-packages: webview/draw/thing.ts',
    ]);
  });

  it("refuses Node's modules in a pure room", async () => {
    assert.deepEqual(
      await violations({ 'src/scene/thing.ts': "import { sep } from 'node:path';\nexport const thing = sep;\n" }),
      ['node-modules-of-node: src/scene/thing.ts → path'],
    );
  });

  it('refuses a cycle, of types too', async () => {
    const found = await violations({
      'src/base/one.ts': "import type { Two } from './two.ts';\nexport type One = Two | 1;\n",
      'src/base/two.ts': "import type { One } from './one.ts';\nexport type Two = One[];\n",
    });
    assert.ok(found.length > 0 && found.every(violation => violation.startsWith('no-cycles')), found.join('\n'));
  });

  it('refuses a room that nobody wrote rules for', async () => {
    assert.deepEqual(
      await violations({
        'src/utils/thing.ts': "import { thing as below } from '../base/thing.ts';\nexport const thing = below;\n",
      }),
      ['no-room-without-rules: src/utils/thing.ts → src/base/thing.ts'],
    );
  });
});

describe('the lint rules', function () {
  this.timeout(120_000);

  async function rulesBroken(path: string, text: string): Promise<string[]> {
    await skeleton.write(path, text);
    const eslint = new ESLint({ cwd: skeleton.root });
    const results = await eslint.lintFiles([path]);
    return results.flatMap(result => result.messages.map(message => message.ruleId ?? message.message));
  }

  it('accept a plain file', async () => {
    assert.deepEqual(await rulesBroken('src/engine/thing.ts', 'export const thing = 1;\n'), []);
  });

  it('refuse chance and the clock in a pure room', async () => {
    const text =
      'export const chance = Math.random();\nexport const now = Date.now();\nexport const day = new Date();\n';
    assert.deepEqual(await rulesBroken('src/simulator/thing.ts', text), [
      'no-restricted-properties',
      'no-restricted-properties',
      'no-restricted-syntax',
    ]);
  });

  it('refuse a switch that leaves a case out', async () => {
    const text = [
      "export function name(kind: 'send' | 'deliver'): string {",
      "  switch (kind) { case 'send': return 'sent'; }",
      "  return '';",
      '}\n',
    ].join('\n');
    assert.deepEqual(await rulesBroken('src/trace/thing.ts', text), ['@typescript-eslint/switch-exhaustiveness-check']);
  });

  it('refuse style attributes in a view, which the content security policy would block', async () => {
    const text = [
      "import { html } from 'lit';",
      'export const bad = html`<p style="color: red">one</p>`;',
      'export const good = html`<p class="style" data-style=${1} .style=${2}>two</p>`;',
      "export function paint(element: Element): void { element.setAttribute('style', 'color: red'); }\n",
    ].join('\n');
    assert.deepEqual(await rulesBroken('webview/view/thing.ts', text), [
      'no-restricted-syntax',
      'no-restricted-syntax',
    ]);
  });

  it('refuse default exports, barrels, forgotten promises, notes to self and comments that silence a rule', async () => {
    const text = [
      'async function wait(): Promise<void> { await Promise.resolve(); }',
      'export function start(): void { wait(); } // TODO later',
      "/* eslint-disable */ export * from './other.ts';",
      'export default 1;\n',
    ].join('\n');
    await skeleton.write('src/cli/other.ts', 'export const other = 1;\n');
    const broken = await rulesBroken('src/cli/thing.ts', text);
    for (const rule of ['@typescript-eslint/no-floating-promises', 'no-warning-comments'])
      assert.ok(broken.includes(rule), rule);
    assert.equal(broken.filter(rule => rule === 'no-restricted-syntax').length, 2);
  });
});

describe('the three tools', () => {
  it('all know every folder that holds sources', async () => {
    // What tests the benchmark is a project of its own: no other may see that.
    const found = ['bench', 'test', 'test/bench', 'tools'];
    for (const parent of ['src', 'webview']) {
      const entries = await readdir(join(repositoryRoot, parent), { withFileTypes: true });
      found.push(...entries.filter(entry => entry.isDirectory()).map(entry => `${parent}/${entry.name}`));
    }
    assert.deepEqual([...skeleton.rooms].sort(), found.sort());
  });
});
