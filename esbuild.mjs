// Bundles everything that is shipped into dist/, then reads what went into each bundle and how large it is.
//   node esbuild.mjs                 what exists of it
//   node esbuild.mjs --complete      fails when a part is missing
//   node esbuild.mjs --watch         again after every change
import { build, context } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const kilobyte = 1024;
const notices = 'dist/notices.txt';

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // Beside the bundle for whoever debugs it; never named by it and never packaged.
  sourcemap: 'external',
  metafile: true,
  legalComments: 'none',
  logLevel: 'silent',
  // Of the protocol of language servers, Langium's parser needs events and cancelling only.
  alias: { 'vscode-languageserver-protocol': './langium-events.mjs' },
};
const onNode = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };
const inBrowser = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
};
const inWebWorker = { ...inBrowser, format: 'iife' };

const view = ['react', 'lit', '@vscode/webview-ui-toolkit', 'webview'];
const engine = ['src/semantics', 'src/engine', 'src/simulator', 'src/worker'];

/**
 * Every bundle: its entry, its file in dist/, what must not be in it (packages, or folders of this repository) and how
 * many kilobytes it may have.
 */
const bundles = [
  {
    entry: 'src/extension/main.ts',
    file: 'extension.cjs',
    without: [...view, ...engine, 'elkjs', 'langium'],
    kilobytesMax: 200,
    options: { ...onNode, external: ['vscode'] },
  },
  {
    entry: 'src/extension/language.ts',
    file: 'language.cjs',
    without: [...view, ...engine, 'elkjs', 'vscode'],
    kilobytesMax: 660,
    options: onNode,
  },
  {
    entry: 'src/extension/main.web.ts',
    file: 'extension.web.cjs',
    without: [...view, ...engine, 'elkjs'],
    kilobytesMax: 800,
    options: { ...inBrowser, format: 'cjs', external: ['vscode'] },
  },
  {
    entry: 'src/worker/engineEntry.node.ts',
    file: 'engine-worker.cjs',
    without: [...view, 'elkjs'],
    kilobytesMax: 1140,
    options: onNode,
  },
  {
    entry: 'src/worker/helperEntry.node.ts',
    file: 'search-helper.cjs',
    without: [...view, 'elkjs', 'langium', 'comlink', 'src/language', 'src/simulator', 'src/trace', 'src/scene'],
    kilobytesMax: 160,
    options: onNode,
  },
  {
    entry: 'src/worker/engineEntry.web.ts',
    file: 'engine-worker.web.js',
    without: [...view, 'elkjs'],
    kilobytesMax: 1140,
    options: inWebWorker,
  },
  {
    entry: 'src/worker/layoutEntry.ts',
    file: 'layout-worker.js',
    without: [...view, 'langium', 'src/language', 'src/engine'],
    kilobytesMax: 1750,
    // Where elk finds «self» it takes the worker's messages for its own, which are ours.
    options: { ...inWebWorker, define: { ...inBrowser.define, self: 'undefined', global: 'globalThis' } },
  },
  {
    entry: 'webview/boot/main.ts',
    file: 'webview.js',
    without: ['react', 'langium', 'elkjs', 'comlink', 'src/language', ...engine],
    kilobytesMax: 450,
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'webview/boot/main.css',
    file: 'webview.css',
    without: [],
    kilobytesMax: 60,
    options: inBrowser,
  },
  {
    entry: 'src/cli/main.ts',
    file: 'cli.js',
    without: [...view, 'elkjs'],
    kilobytesMax: 1140,
    // Split, so that Node keeps the compiled form of the part that is loaded after the first lines.
    options: {
      ...onNode,
      format: 'esm',
      splitting: true,
      chunkNames: 'cli-[name]-[hash]',
      // Parts of Langium's dependencies are CommonJS and ask for Node's modules by «require».
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
    },
  },
];

function optionsOf(bundle) {
  const { name, extension } = /^(?<name>.*)\.(?<extension>[^.]+)$/.exec(bundle.file).groups;
  return {
    ...bundle.options,
    entryPoints: [{ in: bundle.entry, out: name }],
    outdir: 'dist',
    outExtension: extension === 'css' ? {} : { '.js': `.${extension}` },
  };
}

/** What is wrong with one bundle, as sentences. */
function complaints(bundle, metafile) {
  const outputs = Object.entries(metafile.outputs).filter(([path]) => !path.endsWith('.map'));
  const inputs = new Set(outputs.flatMap(([, output]) => Object.keys(output.inputs)));
  const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
  const kilobytes = Math.ceil(bytes / kilobyte);
  const found = [];
  if (kilobytes > bundle.kilobytesMax) {
    found.push(`dist/${bundle.file} has ${kilobytes} KB, more than its ${bundle.kilobytesMax}.`);
  }
  for (const name of bundle.without) {
    const inside = [...inputs].find(path => path.startsWith(`${name}/`) || path.includes(`node_modules/${name}/`));
    if (inside !== undefined) found.push(`dist/${bundle.file} must do without ${name}, but has ${inside}.`);
  }
  return { found, kilobytes, inputs, written: outputs.map(([path]) => path) };
}

async function buildAll(bundlesPresent) {
  const started = performance.now();
  const keep = new Set([notices]);
  const allInputs = new Set();
  let failed = false;
  await Promise.all(
    bundlesPresent.map(async bundle => {
      const result = await build(optionsOf(bundle)).catch(failure => {
        for (const { location, text } of failure.errors ?? []) {
          console.error(location ? `${location.file}:${location.line}:${location.column}: ${text}` : text);
        }
        console.error(`dist/${bundle.file} could not be built.`);
        failed = true;
      });
      if (result === undefined) return;
      const { found, kilobytes, inputs, written } = complaints(bundle, result.metafile);
      for (const input of inputs) allInputs.add(input);
      for (const path of written) keep.add(path).add(`${path}.map`);
      for (const sentence of found) console.error(sentence);
      if (found.length > 0) failed = true;
      console.log(`${String(kilobytes).padStart(6)} KB  dist/${bundle.file}`);
    }),
  );
  if (!failed) await removeOthers(keep);
  await writeNotices(allInputs);
  if (existsSync(join(root, 'dist/cli.js'))) await chmod(join(root, 'dist/cli.js'), 0o755);
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
  return !failed;
}

/** Names every package that is in a bundle, with its licence in full, as the licences ask. */
async function writeNotices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const parts = ['Lightcone contains, unchanged but for bundling, the following packages.'];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find(entry => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(join(root, folder, file), 'utf8');
    parts.push(`${'='.repeat(72)}\n${name} ${version} (${license})\n\n${text.trim()}`);
  }
  await writeFile(join(root, notices), `${parts.join('\n\n')}\n`);
}

/** Chunks of earlier builds have other names and would be shipped. */
async function removeOthers(keep) {
  for (const file of await readdir(join(root, 'dist'))) {
    if (!keep.has(`dist/${file}`)) await rm(join(root, 'dist', file), { recursive: true });
  }
}

/** The tests that run inside VS Code's extension host, one bundle per file, which is how mocha reports them. */
async function buildEditorTests() {
  const folder = join(root, 'test/editor');
  if (!existsSync(folder)) return true;
  const files = (await readdir(folder)).filter(file => file === 'index.ts' || file.endsWith('.test.ts'));
  if (files.length === 0) return true;
  const result = await build({
    ...onNode,
    minify: false,
    entryPoints: files.map(file => `test/editor/${file}`),
    outdir: 'build/test/editor',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  }).catch(failure => {
    console.error(failure.message);
  });
  if (result === undefined) return false;
  const written = new Set(files.map(file => file.replace(/\.ts$/, '.cjs')));
  for (const file of await readdir(join(root, 'build/test/editor'))) {
    if (!written.has(file.replace(/\.map$/, ''))) await rm(join(root, 'build/test/editor', file));
  }
  await writeFile(join(root, 'build/test/package.json'), '{ "type": "commonjs" }\n');
  return true;
}

const missing = bundles.filter(bundle => !existsSync(join(root, bundle.entry)));
const present = bundles.filter(bundle => !missing.includes(bundle));
for (const bundle of missing) console.error(`dist/${bundle.file} has no ${bundle.entry} yet.`);

if (process.argv.includes('--watch')) {
  for (const bundle of present) await (await context({ ...optionsOf(bundle), logLevel: 'info' })).watch();
} else {
  const built = await buildAll(present);
  const testsBuilt = await buildEditorTests();
  const complete = missing.length === 0 || !process.argv.includes('--complete');
  if (!built || !testsBuilt || !complete) process.exitCode = 1;
}
