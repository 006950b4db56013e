import type * as axeCore from 'axe-core';
import { build } from 'esbuild';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { GraphLayout } from '../../../src/contract/graph.ts';
import type { Part } from '../../../src/contract/parts.ts';
import type { StateGraphPart } from '../../../src/contract/stateGraph.ts';
import type { HostMessage, PanelModel, PanelState, WebviewMessage } from '../../../src/contract/webview.ts';
import { previewPage } from '../../../src/extension/preview/page.ts';
import { launchBrowser } from '../../support/browser.ts';
import { THEMES, type ThemeKind } from '../themes.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NONCE = '00112233445566778899aabbccddeeff';

/** The built webview on a loopback server, under the policy that VS Code enforces, with a host that only records. */
export class WebviewStage {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #address: string;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    this.#address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<WebviewStage> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const kind = (searchParams.get('theme') ?? 'dark') as ThemeKind;
      const file = pathname === '/' ? pageFor(kind, searchParams.get('body') ?? '') : files.get(pathname);
      if (pathname === '/theme.css') response.setHeader('content-type', 'text/css').end(themeCss(kind));
      else if (file === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', typeOf(pathname)).end(file);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new WebviewStage(await launchBrowser(), server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** A fresh panel that has said that it is ready. */
  async panel(options: PanelOptions = {}): Promise<PanelPage> {
    const { width = 800, height = 600, theme = 'dark', bodyClass = '' } = options;
    const context = await this.#browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`${this.#address}/?theme=${theme}&body=${encodeURIComponent(bodyClass)}`);
    const panel = new PanelPage(page, errors);
    await panel.posted('ready');
    return panel;
  }
}

export interface PanelOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeKind;
  /** Further classes of the body, such as `vscode-reduce-motion`. */
  readonly bodyClass?: string;
}

type Recording = typeof globalThis & {
  readonly posted: WebviewMessage[];
  readonly violations: string[];
  readonly kept: unknown;
};

/** What the host and the person in front of one panel do. */
export class PanelPage {
  readonly page: Page;
  readonly #errors: string[];
  #seq = 0;

  constructor(page: Page, errors: string[]) {
    this.page = page;
    this.#errors = errors;
  }

  async show(model: PanelModel, restored?: PanelState): Promise<void> {
    await this.send({ kind: 'model', seq: this.nextSeq, model, restored });
    await this.page.waitForSelector('.panel:not(.waiting)');
  }

  async patch(patch: Partial<PanelModel>): Promise<void> {
    await this.send({ kind: 'patch', seq: this.nextSeq, patch });
  }

  /** A part of what was asked about a state graph. */
  async graphPart(requestId: number, part: StateGraphPart): Promise<void> {
    await this.send({ kind: 'stateGraph', seq: this.nextSeq, requestId, part });
  }

  async layout(requestId: number, layout: GraphLayout): Promise<void> {
    await this.send({ kind: 'layout', seq: this.nextSeq, requestId, layout });
  }

  /** As JSON, which is how VS Code sends it, and typed arrays as they are. */
  async send(message: HostMessage | Part): Promise<void> {
    if (message.kind !== 'part') this.#seq = message.seq;
    const text = JSON.stringify(message, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? { typed: value.constructor.name, items: Array.from(value as Uint8Array) } : value,
    );
    await this.page.evaluate(sent => {
      const types = { Float32Array, Uint32Array, Int32Array, Uint8Array };
      const revived: unknown = JSON.parse(sent, (_, value: { typed?: keyof typeof types; items?: number[] } | null) =>
        value?.typed === undefined ? value : types[value.typed].from(value.items ?? []),
      );
      window.postMessage(revived, '*');
    }, text);
  }

  /** Everything the panel posted so far of one kind; waits for the first. */
  async posted<Kind extends WebviewMessage['kind']>(kind: Kind): Promise<readonly (WebviewMessage & { kind: Kind })[]> {
    await this.page.waitForFunction(
      wanted => (globalThis as Recording).posted.some(message => message.kind === wanted),
      kind,
    );
    const all = await this.page.evaluate(() => (globalThis as Recording).posted);
    return all.filter((message): message is WebviewMessage & { kind: Kind } => message.kind === kind);
  }

  /** Everything the panel posted so far. */
  async all(): Promise<readonly WebviewMessage[]> {
    return this.page.evaluate(() => (globalThis as Recording).posted);
  }

  async last<Kind extends WebviewMessage['kind']>(kind: Kind): Promise<WebviewMessage & { kind: Kind }> {
    return (await this.posted(kind)).at(-1)!;
  }

  /** Forgets what was posted, so that the next wait is for something new. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => (globalThis as Recording).posted.splice(0));
  }

  /** What VS Code would keep for the panel. */
  async keptState(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as Recording).kept);
  }

  /** What the policy blocked and what went wrong in the script: nothing, in a panel that works. */
  async troubles(): Promise<readonly string[]> {
    const violations = await this.page.evaluate(() => (globalThis as Recording).violations);
    return [...violations, ...this.#errors];
  }

  /** What axe-core objects to, as sentences. */
  async objections(): Promise<readonly string[]> {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: typeof axeCore };
      const { violations } = await checker.run(document, { resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
      );
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** The number of the next message. */
  get nextSeq(): number {
    return this.#seq + 1;
  }
}

async function bundle(): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'webview/boot/main.ts', out: 'webview' },
      { in: 'webview/boot/main.css', out: 'webview-style' },
    ],
    outdir: 'build/webview',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const files = new Map<string, Uint8Array | string>([['/host.js', RECORDING_HOST]]);
  for (const { path, contents } of outputFiles) files.set(`/${path.split('/').at(-1) ?? ''}`, contents);
  return files;
}

const RECORDING_HOST = `
  globalThis.posted = [];
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', event => {
    violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
  globalThis.acquireVsCodeApi = () => ({
    postMessage: message => posted.push(JSON.parse(JSON.stringify(message))),
    setState: next => { globalThis.kept = JSON.parse(JSON.stringify(next)); },
    getState: () => globalThis.kept,
  });
`;

/** The page that the extension gives to VS Code, with what VS Code adds to it: the theme, and the host's side. */
function pageFor(kind: ThemeKind, extraClasses: string): string {
  const { bodyClass, themeKind } = THEMES[kind];
  const classes = `${bodyClass} ${extraClasses.replaceAll('"', '')}`;
  return previewPage({
    cspSource: "'self'",
    nonce: NONCE,
    scriptUri: '/webview.js',
    styleUri: '/webview-style.css',
    title: 'Preview',
  })
    .replace('<link rel="stylesheet"', `<link rel="stylesheet" href="/theme.css?theme=${kind}"><link rel="stylesheet"`)
    .replace('<title>', '<link rel="icon" href="data:,"><title>')
    .replace('<body>', `<body class="${classes}" data-vscode-theme-kind="${themeKind}">${hostScript}`);
}

const hostScript = `<script nonce="${NONCE}" src="/host.js"></script>`;

function themeCss(kind: ThemeKind): string {
  const variables = Object.entries(THEMES[kind].variables).map(([name, value]) => `  --vscode-${name}: ${value};`);
  // VS Code pads the body of every webview.
  return `html {\n${variables.join('\n')}\n}\nbody { padding: 0 20px; }\n`;
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  return path.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8';
}
