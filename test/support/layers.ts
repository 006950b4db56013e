import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What dependency-cruiser found in one tree. */
export interface LayerReport {
  /** Imports the table in `.dependency-cruiser.cjs` forbids, as «rule: from → to». */
  readonly violations: readonly string[];
  /** Source files the tool did not see. It exits with success when it sees nothing, so this must be empty too. */
  readonly unseen: readonly string[];
  /** How many source files it did see. */
  readonly seenCount: number;
}

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

const rooms = ['src', 'webview', 'test', 'bench', 'tools'];

/** Checks every import of the tree at `root` against the table, and that every source file was looked at. */
export async function checkLayers(root: string): Promise<LayerReport> {
  const sources = await sourcesUnder(root);
  const roots = rooms.filter(room => sources.some(source => source.startsWith(`${room}/`)));
  const result = await cruise(root, roots);
  const seen = new Set(result.modules.map(module => module.source));
  return {
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    unseen: sources.filter(source => !seen.has(source)),
    seenCount: sources.filter(source => seen.has(source)).length,
  };
}

async function sourcesUnder(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const room of rooms) {
    const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.d.ts')) continue;
      const path = relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
      if (!path.startsWith('test/fixtures/')) found.push(path);
    }
  }
  return found.sort();
}

async function cruise(root: string, roots: readonly string[]): Promise<CruiseResult> {
  const tool = fileURLToPath(new URL('../../bin/dependency-cruiser.mjs', import.meta.resolve('dependency-cruiser')));
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  // The tool exits with the number of violations, so its report decides, not its exit code.
  const output = await promisify(execFile)(process.execPath, [...args, ...roots], {
    cwd: root,
    maxBuffer: 1 << 28,
  }).catch((failure: unknown) => failure as { stdout: string; stderr: string });
  try {
    return JSON.parse(output.stdout) as CruiseResult;
  } catch {
    throw new Error(`dependency-cruiser gave no report: ${output.stderr}`);
  }
}

if (import.meta.main) {
  const report = await checkLayers(process.cwd());
  for (const violation of report.violations) console.error(`forbidden import  ${violation}`);
  for (const source of report.unseen) console.error(`not looked at     ${source}`);
  console.log(`${report.seenCount} source files, ${report.violations.length} forbidden imports`);
  if (report.violations.length > 0 || report.unseen.length > 0 || report.seenCount === 0) process.exitCode = 1;
}
