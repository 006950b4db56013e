import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { progress } from './progress.ts';

/**
 * Starts a headless browser of the Chromium family: an installed one, else the one Playwright downloads, else, on Debian
 * as root, the package `chromium`. Throws one sentence that says what to install when none of them starts.
 */
export async function launchBrowser(): Promise<Browser> {
  for (const find of [installedBrowsers, downloadedBrowser, debianBrowser]) {
    for (const executablePath of await find()) {
      const browser = await tryLaunch(executablePath);
      if (browser !== undefined) return browser;
    }
  }
  throw new Error('No browser could be started: install Google Chrome, Chromium or Microsoft Edge and run this again.');
}

const isRoot = process.getuid?.() === 0;

async function tryLaunch(executablePath: string): Promise<Browser | undefined> {
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  args.push('--disable-component-update', '--disable-sync');
  // Chromium's sandbox refuses to run as root, which is what a container usually is.
  if (isRoot) args.push('--no-sandbox');
  try {
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    progress(`${executablePath} does not start: ${String(error).split('\n')[0] ?? ''}`);
    return undefined;
  }
}

const commands = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];
const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
const applications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** `LIGHTCONE_BROWSER` names a browser to use; otherwise the usual places of each system. */
function installedBrowsers(): string[] {
  const { env, platform } = process;
  const named = env['LIGHTCONE_BROWSER'];
  if (named !== undefined && named !== '') return [named];
  return candidatePaths(platform, env).filter(existsSync).slice(0, 3);
}

function candidatePaths(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  const under = (folders: readonly (string | undefined)[], names: readonly string[]): string[] =>
    folders.flatMap(folder => (folder === undefined ? [] : names.map(name => join(folder, name))));
  if (platform === 'darwin') return under(['/Applications', join(env['HOME'] ?? '', 'Applications')], applications);
  if (platform === 'win32')
    return under([env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']], programs);
  return under((env['PATH'] ?? '').split(delimiter), commands);
}

async function downloadedBrowser(): Promise<string[]> {
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    progress('No browser is installed: Playwright downloads one (about 150 MB, once).');
    const cli = fileURLToPath(new URL('cli.js', import.meta.resolve('playwright-core')));
    const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
    await run(process.execPath, [cli, 'install', 'chromium', '--no-shell'], env);
  }
  return existsSync(path) ? [path] : [];
}

async function debianBrowser(): Promise<string[]> {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return [];
  progress("Debian's package chromium is installed (about 300 MB, once).");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], env);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], env);
  return installedBrowsers();
}

/** Runs a program to its end. Whether it helped is seen by looking for the browser again, not by its exit code. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise(resolve => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
    child.once('error', error => {
      progress(`${command}: ${error.message}`);
      resolve();
    });
    child.once('exit', code => {
      if (code !== 0)
        progress(`${command} ended with ${code ?? 'a signal'}: ${said.trim().split('\n').slice(-3).join(' ')}`);
      resolve();
    });
  });
}

if (import.meta.main) {
  const browser = await launchBrowser();
  progress(`A browser starts: version ${browser.version()}.`);
  await browser.close();
}
