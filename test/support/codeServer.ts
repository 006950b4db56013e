import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from './progress.ts';

/** The VS Code server from the npm registry that tests and `npm start` use. */
const version = '4.139.1';

export interface CodeServerOptions {
  /** The folder that is opened. */
  readonly workspace: string;
  /** Where settings and state are kept; without it, a new folder that is removed at the end. */
  readonly userData?: string;
  /** Packaged extensions (`.vsix`) that are installed first. */
  readonly packages?: readonly string[];
  /** Settings beside the quiet ones every server gets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the extension host finds in its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets a page load an extension from a folder and run tests in its extension host. */
  readonly testing?: boolean;
}

export interface CodeServer extends AsyncDisposable {
  /** Host and port, which are also the authority of the server's `vscode-remote` addresses. */
  readonly authority: string;
  /** The page that opens the workspace with `payload`, a list of names and values that VS Code reads. */
  page(payload: readonly (readonly [string, string])[]): string;
  /** The address under which the page knows a file of this machine. */
  remote(path: string): string;
  /** Settled when the server ends. */
  readonly ended: Promise<number>;
}

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The folder in which large test tools are kept between runs: `LIGHTCONE_CACHE`, else the system's place for caches. */
export function cacheFolder(): string {
  const { env, platform } = process;
  const named = env['LIGHTCONE_CACHE'];
  if (named !== undefined && named !== '') return named;
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'lightcone', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'lightcone');
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lightcone');
}

/** Starts a VS Code server on a free port of this machine; installs it into the cache folder if it is not there. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const entry = await installCodeServer();
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'lightcone-editor-')));
  const extensions = join(userData, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  const settingsFile = join(userData, 'User/settings.json');
  // A folder that is kept has the settings of whoever used it last.
  if (!existsSync(settingsFile)) {
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  }
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  for (const file of options.packages ?? []) {
    await runToEnd([entry, ...folders, '--install-extension', file, '--force']);
  }
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const args = [
    entry,
    ...folders,
    '--auth',
    'none',
    '--bind-addr',
    authority,
    '--config',
    join(userData, 'server.yaml'),
  ];
  args.push('--disable-telemetry', '--disable-update-check', '--disable-workspace-trust');
  if (options.testing === true) args.push('--vscode-option', 'enable-smoke-test-driver');
  const child = start([...args, options.workspace], options.environment);
  const ended = new Promise<number>(resolve => child.process.once('exit', code => resolve(code ?? 1)));
  await answers(`http://${authority}/healthz`, child);
  return {
    authority,
    page: payload => {
      const query = new URLSearchParams({ folder: options.workspace, payload: JSON.stringify(payload) });
      return `http://${authority}/?${query.toString()}`;
    },
    remote: path => `vscode-remote://${authority}${path}`,
    ended,
    async [Symbol.asyncDispose]() {
      stop(child.process);
      await ended;
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Installs the server, without compiling anything, and returns the script that starts it. */
async function installCodeServer(): Promise<string> {
  const folder = join(cacheFolder(), `code-server-${version}-node-${process.versions.node.split('.')[0] ?? ''}`);
  const entry = (root: string): string => join(root, 'node_modules/code-server/out/node/entry.js');
  if (existsSync(entry(folder))) return entry(folder);
  progress(`A VS Code server is fetched from the npm registry into ${folder} (about 500 MB, once).`);
  await mkdir(cacheFolder(), { recursive: true });
  // An installation that was interrupted must not be taken for a complete one, so it gets its name at the end.
  const unfinished = await mkdtemp(`${folder}-`);
  await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
  progress('  1 of 2: the server');
  await npmInstall(unfinished, ['--no-save', '--ignore-scripts', `code-server@${version}`]);
  progress('  2 of 2: what VS Code needs');
  const vscode = join(unfinished, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode, ['--ignore-scripts', '--omit=dev', '--omit=optional']);
  await rename(unfinished, folder).catch(async (failure: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(entry(folder))) throw failure;
  });
  progress('  done');
  return entry(folder);
}

async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const npm = process.env['npm_execpath'];
  const command = npm === undefined ? [] : [npm];
  const rest = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', ...args];
  await new Promise<void>((resolve, reject) => {
    const program = npm === undefined ? 'npm' : process.execPath;
    const child = spawn(program, [...command, ...rest], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.once('error', reject);
    child.once('exit', code => {
      if (code === 0) resolve();
      else reject(new Error(`A VS Code server could not be installed: npm ended with ${code ?? 'a signal'}.\n${said}`));
    });
  });
}

interface Server {
  readonly process: ChildProcess;
  /** The end of what it printed, for the message when it does not start. */
  said(): string;
}

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Server {
  // Started from a terminal of VS Code, the server would otherwise pass its work on to that one.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...environment };
  // A process group of its own, so that its extension hosts end with it.
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  const listen = (data: Buffer): void => {
    said = (said + data.toString()).slice(-4000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  process.once('exit', () => stop(child));
  return { process: child, said: () => said };
}

function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
  } catch {
    child.kill();
  }
}

async function runToEnd(args: readonly string[]): Promise<void> {
  const child = start(args);
  const code = await new Promise<number | null>(resolve => child.process.once('exit', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}.\n${child.said()}`);
}

async function answers(address: string, server: Server): Promise<void> {
  for (let attempt = 0; attempt < 600 && server.process.exitCode === null; attempt += 1) {
    const response = await fetch(address).catch(() => undefined);
    if (response !== undefined) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  stop(server.process);
  throw new Error(`The VS Code server did not start.\n${server.said()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}
