import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readTimes } from './panOutput.ts';

/** What a process that has ended took, and printed. */
export interface TimedCall {
  readonly wallMs: number;
  /** Of the process and of those that it waited for. */
  readonly processorMs: number;
  readonly output: string;
}

/** Runs a program to its end; fails where it does. A shell is what knows its processor time. */
export function timedCall(command: string, args: readonly string[], folder: string): TimedCall {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@" && times', 'sh', command, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const wallMs = performance.now() - startedAt;
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return { wallMs, processorMs: readTimes(stdout), output: stdout };
}
