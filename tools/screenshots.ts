import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { startCodeServer } from '../test/support/codeServer.ts';
import { progress } from '../test/support/progress.ts';

// `npm run screenshots [folder]`, after `npm run build`: pictures of every view of the extension in a real VS Code, in every
// kind of theme. Without a folder those that the README shows are made anew.

const root = fileURLToPath(new URL('../', import.meta.url));
const forReadme = join(root, 'docs/images');
const folder = process.argv[2] ?? forReadme;
const wanted = process.argv[2] === undefined ? new Set(await readdir(forReadme)) : undefined;

const themes = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
] as const;

/** Each view by its tab, and what it waits for until it has everything. */
const views = [
  { tab: 'Happens-before', file: 'happens-before', whole: 'svg .edge' },
  { tab: 'Compare', file: 'compare', whole: '.comparePanes svg .event' },
  { tab: 'Counts', file: 'counts', whole: '.countsView' },
  { tab: 'States', file: 'states', whole: 'canvas[data-in-view]' },
  { tab: 'Explosion', file: 'explosion', whole: '#explosionView[aria-busy=false]' },
  { tab: 'Failures', file: 'failures', whole: 'table' },
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
      await photographOtherViews(page, preview, name);
    });
    if (isWanted(`${name}-for-ever.png`))
      await photograph(browser, { theme, example: 'impossibility/flp' }, async (page, preview) => {
        await preview.waitForSelector('text=/both values stay possible/');
        await save(page, `${name}-for-ever.png`);
      });
    if (isWanted(`${name}-history.png`))
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

async function photographOtherViews(page: Page, preview: Frame, theme: string): Promise<void> {
  for (const { tab, file, whole } of views) {
    if (!isWanted(`${theme}-${file}.png`)) continue;
    await preview.getByRole('tab', { name: tab }).click();
    await preview.waitForSelector(whole, { state: 'attached', timeout: 120_000 });
    // Above the table of failures stands how many rows are done, until all are.
    if (tab === 'Failures') await preview.waitForSelector('text=/rows done/', { state: 'hidden', timeout: 120_000 });
    await save(page, `${theme}-${file}.png`);
  }
}

function isWanted(file: string): boolean {
  return wanted === undefined || wanted.has(file);
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
  if (!isWanted(file)) return;
  // Two frames of the browser, so that what was just asked for is drawn.
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.screenshot({ path: join(folder, file) });
  progress(join(folder, file));
}
