import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { startCodeServer } from '../test/support/codeServer.ts';
import { progress } from '../test/support/progress.ts';

// `npm run screenshots [folder]`, after `npm run build`: pictures of the extension in a real VS Code, in every kind of
// theme. The README shows those in docs/images.

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = process.argv[2] ?? join(root, 'docs/images');

const themes = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
] as const;

await mkdir(folder, { recursive: true });
// A copy: what is typed into the editor must not reach the examples.
const temporary = await mkdtemp(join(tmpdir(), 'lightcone-pictures-'));
const examples = join(temporary, 'examples');
await cp(join(root, 'examples'), examples, { recursive: true });
const browser = await launchBrowser();
try {
  for (const [name, theme] of themes) {
    await photograph(browser, { theme, example: 'atomic-commit/two-phase-commit' }, async (page, preview) => {
      await command(page, 'Lightcone: Choose Scenario…');
      await pick(page, 'the coordinator dies');
      await preview.waitForSelector('text=/after 4 steps/');
      await save(page, `${name}.png`);
      if (name === 'dark') await photographOtherViews(page, preview);
    });
    await photograph(browser, { theme, example: 'impossibility/flp' }, async (page, preview) => {
      await preview.waitForSelector('text=/both values stay possible/');
      await save(page, `${name}-for-ever.png`);
    });
    await photograph(browser, { theme, example: 'impossibility/cap' }, async (page, preview) => {
      await command(page, 'Lightcone: Choose Scenario…');
      await pick(page, 'a partition, the west gives up: available');
      await preview.waitForSelector('text=/register is not linearizable/');
      await save(page, `${name}-history.png`);
    });
  }
} finally {
  await browser.close();
  await rm(temporary, { recursive: true, force: true });
}

/** Opens an example with its preview beside it, and takes pictures of them. */
async function photograph(
  browser: Browser,
  { theme, example }: { readonly theme: string; readonly example: string },
  take: (page: Page, preview: Frame) => Promise<void>,
): Promise<void> {
  const file = join(examples, `${example}.cone`);
  await using server = await startCodeServer({
    workspace: examples,
    testing: true,
    settings: {
      'workbench.colorTheme': theme,
      'editor.fontSize': 13,
      'editor.minimap.enabled': false,
      'workbench.activityBar.location': 'hidden',
      'workbench.sideBar.location': 'right',
      'window.autoDetectColorScheme': false,
      'window.commandCenter': false,
      'window.title': '${activeEditorShort}',
    },
    environment: { LIGHTCONE_OPEN: file },
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  const payload = [
    ['extensionDevelopmentPath', server.remote(root)] as const,
    ['openFile', server.remote(file)] as const,
  ];
  await page.goto(server.page(payload));
  const preview = await previewFrame(page);
  await preview.waitForSelector('[role="tablist"]');
  await preview.waitForSelector('text=/all explored/');
  await command(page, 'View: Close Primary Side Bar');
  await take(page, preview);
  await page.close();
}

async function photographOtherViews(page: Page, preview: Frame): Promise<void> {
  await preview.getByRole('tab', { name: 'Happens-before' }).click();
  await preview.waitForSelector('svg .edge', { state: 'attached' });
  await save(page, 'dark-happens-before.png');
  await preview.getByRole('tab', { name: 'Counts' }).click();
  await save(page, 'dark-counts.png');
  await preview.getByRole('tab', { name: 'States' }).click();
  await preview.waitForSelector('canvas[data-in-view]');
  await save(page, 'dark-states.png');
  await preview.getByRole('tab', { name: 'Explosion' }).click();
  await preview.waitForSelector('#explosionView[aria-busy=false]', { timeout: 120_000 });
  await save(page, 'dark-explosion.png');
  await preview.getByRole('tab', { name: 'Failures' }).click();
  await preview.waitForSelector('table');
  // Above the table stands how many rows are done, until all are.
  await preview.waitForSelector('text=/rows done/', { state: 'hidden', timeout: 120_000 });
  await save(page, 'dark-failures.png');
}

/** The preview is a frame in a frame; VS Code replaces both while it starts. */
async function previewFrame(page: Page): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames()) {
      const found = await frame.$('[role="tablist"] >> text=Space-time').catch(() => null);
      if (found !== null) return frame;
    }
    await page.waitForTimeout(100);
  }
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await pick(page, title, '>');
}

/** Types into the list that is open, or opens within moments, and takes the entry with exactly that label. */
async function pick(page: Page, label: string, prefix = ''): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(`${prefix}${label}`);
  const row = page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: label });
  await row.waitFor();
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'hidden' });
}

async function save(page: Page, file: string): Promise<void> {
  // Two frames of the browser, so that what was just asked for is drawn.
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.screenshot({ path: join(folder, file) });
  progress(join(folder, file));
}
