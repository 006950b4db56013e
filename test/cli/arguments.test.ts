import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArguments, type Invocation } from '../../src/cli/arguments.ts';
import { boundsIn, methodIn } from '../../src/cli/searchArguments.ts';

interface Said {
  readonly invocation: Invocation;
  readonly out: string;
  readonly error: string;
}

function read(...argv: readonly string[]): Said {
  let out = '';
  let error = '';
  const invocation = readArguments(argv, {
    version: '1.2.3',
    columns: 80,
    writeOut: text => (out += text),
    writeError: text => (error += text),
  });
  return { invocation, out, error };
}

function refuses(argv: readonly string[], message: RegExp): void {
  const { invocation, out, error } = read(...argv);
  assert.deepEqual(invocation, { kind: 'said', exitStatus: 2 });
  assert.equal(out, '');
  assert.match(error, message);
}

describe('arguments', () => {
  it('check takes bounds as people write them', () => {
    const { invocation } = read('check', 'a.cone', '--scenario', 'x', '--states-max', '2M', '--depth-max=0', '--json');
    const options = { file: 'a.cone', scenario: 'x', statesMax: 2_000_000, depthMax: 0, json: true };
    assert.deepEqual(invocation, { kind: 'check', options });
    assert.deepEqual(read('matrix', 'a.cone', '--copies-max', '3').invocation, {
      kind: 'matrix',
      options: { file: 'a.cone', copiesMax: 3 },
    });
    refuses(['check', 'a.cone', '--copies-max', '0'], /whole number from 1 on/);
    assert.deepEqual(read('check', '-').invocation, { kind: 'check', options: { file: '-' } });
  });

  it('check and matrix take how to go about it', () => {
    const flags = ['--symmetry', '--partial-order', '--hash-compaction', '--workers', '4', '--memory-max', '4096'];
    const options = {
      file: 'a',
      symmetry: true,
      partialOrder: true,
      hashCompaction: true,
      workers: 4,
      memoryMax: 4096,
    };
    assert.deepEqual(read('check', 'a', ...flags).invocation, { kind: 'check', options });
    assert.deepEqual(read('matrix', 'a', ...flags).invocation, { kind: 'matrix', options });
    assert.deepEqual(boundsIn(options), { memoryBytesMax: 2 ** 32 });
    assert.deepEqual(methodIn(options), { symmetry: true, partialOrder: true, compaction: true, workers: 4 });
    const { workers, ...rest } = methodIn({});
    assert.deepEqual(rest, { symmetry: false, partialOrder: false, compaction: false });
    assert.ok(workers >= 1 && workers <= 8);
    refuses(['check', 'a', '--workers', '65'], /whole number from 0 to 64/);
    refuses(['check', 'a', '--workers', '-1'], /whole number from 0 to 64/);
    refuses(['check', 'a', '--memory-max', '15'], /megabytes from 16 on/);
    refuses(['check', 'a', '--memory-max', '2G'], /megabytes from 16 on/);
  });

  it('simulate and render have what a first look needs', () => {
    const simulate = { kind: 'simulate', options: { file: 'a.cone', seed: 1, stepsMax: 200 } };
    assert.deepEqual(read('simulate', 'a.cone').invocation, simulate);
    const options = { file: 'a.cone', property: 'P', out: 'x.svg', theme: 'dark' };
    const render = read('render', 'a.cone', '--property', 'P', '--out', 'x.svg', '--theme', 'dark').invocation;
    assert.deepEqual(render, { kind: 'render', options });
  });

  it('simulate runs in continuous time where that is asked for, or anything that only such runs have', () => {
    const options = { file: 'a.cone', seed: 1, runs: 1000, timed: {} };
    assert.deepEqual(read('simulate', 'a.cone', '--timed').invocation, { kind: 'timed', options });
    assert.deepEqual(read('simulate', 'a.cone', '--runs', '5k').invocation, {
      kind: 'timed',
      options: { ...options, runs: 5000 },
    });
    const rates = [
      'latency=1..20ms',
      'crash=10min',
      'loss=0.5%',
      'corrupt=1%',
      'corrupt=2h',
      'repair=30s',
      'drift=50ppm',
    ];
    const found = read(
      'simulate',
      'a.cone',
      '--for',
      '1.5s',
      '--faults',
      '100',
      ...rates.flatMap(rate => ['--rate', rate]),
    );
    assert.deepEqual(found.invocation, {
      kind: 'timed',
      options: {
        ...options,
        timed: {
          runMs: 1500,
          faults: 100,
          latency: { lowMs: 1, highMs: 20 },
          rates: {
            crash: { everyMs: 600_000 },
            loss: { share: 0.005 },
            corruptMessage: { share: 0.01 },
            corruptState: { everyMs: 7_200_000 },
          },
          repairMs: 30_000,
          driftPpm: 50,
        },
      },
    });
  });

  it('a time or a rate that is none is refused', () => {
    for (const wrong of ['10', 'soon', '0s', '-1s'])
      refuses(['simulate', 'a.cone', `--for=${wrong}`], /a time such as/);
    for (const wrong of [
      'crash',
      'crash=5%',
      'loss=5s',
      'loss=200%',
      'latency=20..1ms',
      'drift=5',
      'order=1s',
      'crash=0s',
    ]) {
      refuses(['simulate', 'a.cone', `--rate=${wrong}`], /Use crash=10min/);
    }
    refuses(['simulate', 'a.cone', '--faults=many'], /a number from 0 on/);
    refuses(['render', 'a.cone', '--timed', '--property', 'P'], /cannot be used with/);
  });

  it('a number that is none is refused', () => {
    for (const wrong of ['-1', '0', 'x', '1.5', '1e9', '2m', '', '999999999999M']) {
      refuses(
        ['check', 'a.cone', `--states-max=${wrong}`],
        /'--states-max <n>' argument .* is invalid\. Use a whole number/,
      );
    }
    for (const wrong of ['-1', 'x', '4294967296'])
      refuses(['simulate', 'a.cone', `--seed=${wrong}`], /from 0 to 4294967295/);
  });

  it('what cannot be meant is refused in words', () => {
    refuses([], /Usage: lightcone/);
    refuses(['chek', 'a.cone'], /unknown command 'chek'\n\(Did you mean check\?\)/);
    refuses(['check'], /missing required argument 'file'/);
    refuses(['check', 'a.cone', 'b.cone'], /too many arguments/);
    refuses(['check', 'a.cone', '--scenari', 'x'], /unknown option '--scenari'\n\(Did you mean --scenario\?\)/);
    refuses(['render', 'a.cone', '--theme', 'pink'], /Allowed choices are light, dark/);
    refuses(['render', 'a.cone', '--property', 'P', '--seed', '1'], /cannot be used with option '--seed <n>'/);
  });

  it('help and version are answers, not errors', () => {
    assert.deepEqual(read('--version'), { invocation: { kind: 'said', exitStatus: 0 }, out: '1.2.3\n', error: '' });
    for (const argv of [['--help'], ['help'], ['check', '--help'], ['help', 'render']]) {
      const { invocation, out, error } = read(...argv);
      assert.deepEqual([invocation, error], [{ kind: 'said', exitStatus: 0 }, '']);
      assert.match(out, /^Usage: lightcone/);
      assert.ok(out.split('\n').every(line => line.length <= 80));
    }
  });

  it('whatever the arguments are, they are read or refused', () => {
    const words = fc.constantFrom(
      'check',
      'simulate',
      'render',
      'help',
      '--json',
      '--seed',
      '--seed=3',
      '--out',
      '--',
      '-',
      '',
    );
    const argv = fc.array(fc.oneof(words, fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(argv, words => {
        const { invocation, out, error } = read(...words);
        if (invocation.kind === 'said') assert.ok(invocation.exitStatus === 0 ? out.length > 0 : error.length > 0);
        else assert.equal(out + error, '');
      }),
      { numRuns: 300 },
    );
  });
});
