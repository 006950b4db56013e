import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder, startCodeServer } from '../test/support/codeServer.ts';
import { progress } from '../test/support/progress.ts';
import { packageExtension, packageFile } from './package.ts';

// `npm start`: builds, then opens VS Code with the extension and the examples, the preview of one of them showing.

const root = fileURLToPath(new URL('../', import.meta.url));
const examples = join(root, 'examples');
const firstExample = join(examples, 'atomic-commit/two-phase-commit.cone');

/** The extension opens the preview of this file when it starts. */
const environment = { LIGHTCONE_OPEN: firstExample };

/** The command of an installed VS Code that can open a window here and is new enough; `undefined` when there is none. */
async function desktopCode(): Promise<string | undefined> {
  const { env, platform } = process;
  // In a terminal of a remote window, `code` only talks to that window.
  if (env['VSCODE_IPC_HOOK_CLI'] !== undefined) return undefined;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return undefined;
  const command = platform === 'win32' ? 'code.cmd' : 'code';
  const answer = await promisify(execFile)(command, ['--version'], { shell: platform === 'win32' }).catch(
    () => undefined,
  );
  const [major = 0, minor = 0] = (answer?.stdout.split('.') ?? []).map(Number);
  return major > 1 || (major === 1 && minor >= 101) ? command : undefined;
}

async function startDesktop(command: string): Promise<void> {
  progress('Building.');
  const build = spawn(process.execPath, ['esbuild.mjs', '--complete'], { cwd: root, stdio: 'inherit' });
  const built = await new Promise<number | null>(resolve => build.once('exit', resolve));
  if (built !== 0) throw new Error('The extension could not be built.');
  // A profile of its own: the settings of whoever tries this are neither needed nor changed.
  const profile = join(cacheFolder(), 'desktop');
  await writeSettings(profile);
  progress(`Opening the installed VS Code with ${examples}.`);
  const args = ['--new-window', '--disable-workspace-trust', '--skip-welcome', '--user-data-dir', profile];
  args.push(`--extensionDevelopmentPath=${root}`, examples, firstExample);
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const options = {
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  } as const;
  const code = spawn(command, args, options);
  await new Promise(resolve => code.once('exit', resolve));
}

async function writeSettings(profile: string): Promise<void> {
  const file = join(profile, 'User/settings.json');
  if (existsSync(file)) return;
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(file, '{ "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off" }\n');
}

async function startServer(): Promise<void> {
  progress('No VS Code of the desktop can be used here, so a local VS Code server is.');
  progress('Building and packaging the extension.');
  progress(await packageExtension());
  progress('Starting the server with the extension and the examples.');
  const server = await startCodeServer({
    workspace: examples,
    userData: join(cacheFolder(), 'start'),
    packages: [packageFile],
    environment,
  });
  const address = server.page([['openFile', server.remote(firstExample)]]);
  console.log(`\nLightcone is open at\n\n  ${address}\n\nCtrl+C ends it.`);
  openInBrowser(address);
  await server.ended;
}

/** Opens an address in the browser of whoever sits at this machine, if there is one; the address is printed anyway. */
function openInBrowser(address: string): void {
  const { env, platform } = process;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return;
  const [command, ...args] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['cmd', '/c', 'start', '""'] : ['xdg-open'];
  const quoted = platform === 'win32' ? `"${address}"` : address;
  const options = { stdio: 'ignore', detached: true, windowsVerbatimArguments: true } as const;
  const opener = spawn(command, [...args, quoted], options);
  opener.once('error', () => progress('Open the address in a browser.'));
  opener.unref();
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
try {
  const command = await desktopCode();
  await (command === undefined ? startServer() : startDesktop(command));
} catch (failure) {
  progress(failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 1;
}
