import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startCodeServer } from '../support/codeServer.ts';
import type { CodeServer } from '../support/codeServer.ts';
import { repositoryRoot } from '../support/skeleton.ts';

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  js: 'text/javascript',
  cjs: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Lets the workbench load the extension from `/devext` into the extension host that runs in the browser. */
async function offerExtension(context: BrowserContext, authority: string): Promise<void> {
  await context.addInitScript(host => {
    const original = Reflect.get(Element.prototype, 'getAttribute');
    Element.prototype.getAttribute = function (name: string): string | null {
      const value = original.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings' || value === null) return value;
      const settings = JSON.parse(value) as Record<string, unknown>;
      const extensions = [{ scheme: 'http', authority: host, path: '/devext' }];
      return JSON.stringify({ ...settings, developmentOptions: { extensions } });
    };
  }, authority);
  await context.route('**/devext/**', async route => {
    const path = new URL(route.request().url()).pathname.replace(/^.*\/devext\//, '');
    const headers = { 'access-control-allow-origin': '*', 'content-type': TYPES[path.split('.').at(-1) ?? ''] ?? '' };
    const body = await readFile(join(repositoryRoot, path)).catch(() => undefined);
    await route.fulfill(body === undefined ? { status: 404, headers } : { body, headers });
  });
}

async function previewFrame(page: Page): Promise<Frame> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      if ((await frame.$('main.panel').catch(() => null)) !== null) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error('There is no preview.');
}

describe('the extension in a browser, without Node', function () {
  this.timeout(180_000);
  let server: CodeServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    server = await startCodeServer({ workspace: join(repositoryRoot, 'examples'), testing: true });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await offerExtension(context, server.authority);
    page = await context.newPage();
    const file = server.remote(join(repositoryRoot, 'examples/atomic-commit/two-phase-commit.cone'));
    await page.goto(server.page([['openFile', file]]));
  });
  after(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  it('checks a protocol in a web worker and shows it', async () => {
    await page.locator('.statusbar-item', { hasText: '2,004 states' }).waitFor({ timeout: 90_000 });
    await page.locator('.view-lines').first().click();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('v');
    const preview = await previewFrame(page);
    await preview.getByText('2,004 states').first().waitFor();
    await preview.locator('.picture svg .marks > *').nth(10).waitFor({ state: 'attached' });
    assert.equal(await preview.getByText('all explored').first().isVisible(), true);
  });

  it('lays graphs out by elk in another one', async () => {
    const script = await readFile(join(repositoryRoot, 'dist/layout-worker.js'), 'utf8');
    const request = {
      vertices: [0, 1, 2].map(() => ({ width: 40, height: 20 })),
      edges: [0, 1, 0, 2],
      direction: 'down',
    };
    const layout = await page.evaluate(
      ([text, value]) => {
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        return new Promise<unknown>((done, fail) => {
          worker.onerror = event => fail(new Error(event.message));
          worker.onmessage = ({ data }: MessageEvent<{ value: unknown }>) => done(data.value);
          // A call as Comlink writes it.
          worker.postMessage({ id: 'a', type: 'APPLY', path: ['layered'], argumentList: [{ type: 'RAW', value }] });
        });
      },
      [script, request] as const,
    );
    assert.equal(layout !== null && typeof layout === 'object' && 'by' in layout && layout.by, 'elk');
  });
});
