import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promelaPath } from './models.ts';
import { readPanOutput, type PanReport } from './panOutput.ts';
import { timedCall, type TimedCall } from './timedCall.ts';

/** Every interleaving, no reduction: what Lightcone does where it is asked for none. */
const COMPILER_FLAGS = ['-O2', '-w', '-DSAFETY', '-DNOREDUCE'];
const DEPTH_MAX = 10_000;

/** A search by SPIN, and what its process took. */
export interface PanRun extends PanReport {
  readonly wallMs: number;
  readonly processorMs: number;
}

/** Which SPIN there is; a sentence where SPIN or the compiler it needs is missing. */
export function spinVersion(): { readonly version: string } | string {
  const spin = spawnSync('spin', ['-V'], { encoding: 'utf8' });
  if (spin.error !== undefined || spin.status !== 0) return 'SPIN is not installed: there is nothing to compare with.';
  const gcc = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  if (gcc.error !== undefined || gcc.status !== 0) return 'gcc, which SPIN needs, is not installed.';
  return { version: /Version ([\d.]+)/.exec(spin.stdout)?.[1] ?? 'of an unknown version' };
}

/** The verifier that SPIN makes of a model, in a folder of its own. */
export class Verifier {
  readonly generating: TimedCall;
  readonly compiling: TimedCall;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lightcone-spin-'));

  constructor(file: string, definitions: readonly string[]) {
    const source = promelaPath(file);
    copyFileSync(source, join(this.#folder, basename(source)));
    this.generating = timedCall('spin', [...definitions, '-a', basename(source)], this.#folder);
    this.compiling = timedCall('gcc', [...COMPILER_FLAGS, '-o', 'pan', 'pan.c'], this.#folder);
  }

  /** Explores everything, with a hash table of at least twice as many places as there are states. */
  run(states: number): PanRun {
    const placesBits = Math.max(16, Math.ceil(Math.log2(states)) + 1);
    const { wallMs, processorMs, output } = timedCall('./pan', [`-w${placesBits}`, `-m${DEPTH_MAX}`], this.#folder);
    const report = readPanOutput(output);
    if (typeof report === 'string') assert.fail(`${report}\n${output}`);
    assert.equal(report.errors, 0, output);
    return { ...report, wallMs, processorMs };
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
