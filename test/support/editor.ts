import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startCodeServer, type CodeServer } from './codeServer.ts';
import { countsVariable, reportVariable, takeCounts, type Counts } from './counts.ts';
import { openPageDoor, pageVariable } from './pageDoor.ts';
import { repositoryRoot } from './skeleton.ts';

export interface EditorRun {
  /** The folder that is copied and opened, so that tests may write in it. */
  readonly workspace: string;
  /** The folder with the extension under test; where a package is tested, a companion that is nothing but a place. */
  readonly extension: string;
  /** The CommonJS module that exports `run`, for VS Code to call in the extension host. */
  readonly tests: string;
  /** Packaged extensions that are installed first. */
  readonly packages?: readonly string[];
  /** More of the environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The most one run may take, so that a test that hangs the editor is a failure and not the end of the machine. */
const runMinutesMax = 8;

/** Runs tests inside the extension host of a real VS Code and tells how they ended. What they print is printed. */
export async function runInEditor(run: EditorRun): Promise<Counts> {
  await using folder = await temporaryFolder();
  const workspace = join(folder.path, 'workspace');
  await cp(run.workspace, workspace, { recursive: true });
  const countsFile = join(folder.path, 'counts.json');
  const reportFile = join(folder.path, 'report.txt');
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await using door = await openPageDoor(page);
    await using server = await startCodeServer({
      workspace,
      testing: true,
      packages: run.packages ?? [],
      environment: {
        ...run.environment,
        [countsVariable]: countsFile,
        [reportVariable]: reportFile,
        [pageVariable]: door.address,
      },
    });
    const ending = await runTests(context, server, run);
    process.stdout.write(await readFile(reportFile, 'utf8').catch(() => ''));
    const counts = await takeCounts(countsFile);
    if (counts === undefined) throw new Error(`${ending.said}\nThe tests ended with ${ending.code}, without results.`);
    return counts;
  } finally {
    await browser.close();
  }
}

interface Ending {
  /** The exit code that VS Code gives the tests. */
  readonly code: number;
  /** The end of all that the window and the extension host logged, for when there are no results. */
  readonly said: string;
}

/** Opens the window in which the tests run, and waits for their end. */
async function runTests(context: BrowserContext, server: CodeServer, run: EditorRun): Promise<Ending> {
  const page = context.pages()[0] ?? (await context.newPage());
  let said = '';
  const finished = new Promise<number>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`${said}\n${reason}`));
    setTimeout(() => fail(`The tests took over ${runMinutesMax} minutes.`), runMinutesMax * 60_000).unref();
    void server.ended.then(() => fail('The VS Code server ended before the tests did.'));
    page.once('crash', () => fail('The window crashed.'));
    page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)).catch(reject);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    said = `${said}${args.map(String).join(' ')}\n`.slice(-8000);
  });
  const payload = [
    ['extensionDevelopmentPath', server.remote(run.extension)],
    ['extensionTestsPath', server.remote(run.tests)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ] as const;
  await page.goto(server.page(payload));
  return { code: await finished, said };
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'lightcone-run-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** An extension that is nothing but a place for tests of a packaged one. */
export async function writeCompanion(folder: string): Promise<string> {
  const manifest = {
    name: 'companion',
    publisher: 'lightcone-tests',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await cp(join(repositoryRoot, 'build/test/editor'), join(folder, 'editor'), { recursive: true });
  return folder;
}
