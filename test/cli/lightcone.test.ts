import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lightcone, masked, start } from './lightcone.ts';

const wrong = `protocol Wrong
message Ping
role Node {
  var count: 0..1 = 0
  on Pong { count = 1 }
}
system { Node: 1 }
`;

describe('the process', () => {
  it('ends with 0 where every expectation is met, with 1 where one is not', async () => {
    const met = await lightcone(['check', 'examples/replication/primary-backup.cone']);
    assert.deepEqual([met.status, met.error], [0, '']);
    assert.match(met.out, /3 scenarios · 6 expectations met\n$/);
    const text = readFileSync('examples/replication/primary-backup.cone', 'utf8').replace(
      'fails in 4 steps',
      'fails in 3 steps',
    );
    const unmet = await lightcone(['check', '-'], text);
    assert.deepEqual([unmet.status, unmet.error], [1, '']);
    assert.match(unmet.out, /not met {4}expect NoLostWrite fails in 3 steps: NoLostWrite fails in 4 steps\./);
    assert.match(unmet.out, /1 of 6 expectations not met\n$/);
  });

  it('ends with 2 and the place for a file that does not parse', async () => {
    const { status, out, error } = await lightcone(['check', '-'], wrong);
    assert.deepEqual([status, out], [2, '']);
    assert.match(error, /^<stdin>:5:6: error: .*`Pong`.*\n5 \| {3}on Pong \{ count = 1 \}\n {2}\| {6}\^~~~\n/m);
  });

  it('ends with 2 for a file that is none and for wrong options', async () => {
    const missing = await lightcone(['check', 'no-such.cone']);
    assert.deepEqual(missing, { status: 2, out: '', error: 'no-such.cone: error: There is no such file.\n' });
    const option = await lightcone(['check', 'examples/consensus/paxos.cone', '--states-max', 'many']);
    assert.deepEqual([option.status, option.out], [2, '']);
    assert.match(option.error, /^lightcone: error: option '--states-max <n>' argument 'many' is invalid/);
  });

  it('answers Ctrl-C with what it has found, marked as cut short, and ends with 130', async () => {
    const { process, finished } = start(['check', 'test/fixtures/oracles/two-phase-commit.cone', '--scenario', '8']);
    process.stdout?.once('data', () => process.kill('SIGINT'));
    const { status, out, error } = await finished;
    assert.deepEqual([status, error], [130, '']);
    assert.match(out, /\? No violation of Consistent in the first [\d,]+ states \(cancelled\)/);
    assert.match(out, /undecided {2}expect 1745408 states/);
    assert.match(out, /cut short by you/);
  }).timeout(60_000);

  it('ends without a word when nobody reads on', async () => {
    const { process, finished } = start(['check', 'test/fixtures/oracles/two-phase-commit.cone', '--scenario', '6']);
    process.stdout?.once('data', () => process.stdout?.destroy());
    const { status, error } = await finished;
    assert.deepEqual([status, error], [141, '']);
  }).timeout(60_000);

  it('draws into a file, and says which execution', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lightcone-'));
    try {
      const file = join(folder, 'x.svg');
      const argv = [
        'render',
        'examples/replication/primary-backup.cone',
        '--property',
        'NoLostWrite',
        '--theme',
        'dark',
      ];
      const drawn = await lightcone([...argv, '--out', file]);
      assert.deepEqual(drawn, {
        status: 0,
        out: `${file}: NoLostWrite breaks in 4 steps: Primary crashes.\n`,
        error: '',
      });
      const svg = readFileSync(file, 'utf8');
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
      assert.equal((await lightcone(argv)).out, svg);
      const nowhere = await lightcone([...argv, '--out', join(folder, 'no/x.svg')]);
      assert.deepEqual([nowhere.status, nowhere.out], [2, '']);
      assert.match(nowhere.error, /no\/x\.svg cannot be written: ENOENT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says its version and helps', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(await lightcone(['--version']), { status: 0, out: `${manifest.version}\n`, error: '' });
    const help = await lightcone(['--help']);
    assert.deepEqual([help.status, help.error], [0, '']);
    assert.match(help.out, /^Usage: lightcone \[options\] \[command\]\n/);
  });

  it('prints a check as this', async () => {
    const argv = [
      'check',
      'examples/complexity/ping-pong.cone',
      '--scenario',
      'counting to one, lossy and duplicating',
    ];
    assert.equal(
      masked((await lightcone(argv)).out),
      `PingPong

scenario "counting to one, lossy and duplicating"
  ✓ InStep holds in all 14 states
  ✓ Done comes true in 2 steps: Ponger's Pong(0) reaches Pinger
  ✗ Finished breaks in 1 step: Pinger's Ping(0) to Ponger is lost
      Pinger waits for Pong, which nobody has sent.
      Ponger waits for Ping, which was lost.
  ✓ Nothing goes wrong in all 14 states

  met        expect InStep holds
  met        expect 14 states

  14 distinct states · 21 generated · depth 5 · all explored
  # s · # states/s · # bytes/state · no reductions
  states that could be told apart: 64

  Done: shortest witness, 2 steps
    1. deliver Ping(0) from Pinger to Ponger  line 24
    2. deliver Pong(0) from Ponger to Pinger  line 16

  Finished: shortest counterexample, 1 step
    1. lose Ping(0) from Pinger to Ponger

1 scenario · 2 expectations met
`,
    );
  });

  it('prints a random run as this, and the same for ever', async () => {
    const argv = ['simulate', 'examples/replication/primary-backup.cone', '--seed', '3'];
    const { status, out, error } = await lightcone(argv);
    assert.deepEqual([status, error], [0, '']);
    assert.equal(out, (await lightcone(argv)).out);
    assert.match(out, /^0\. Everybody starts\.\n1\. /m);
    assert.match(out, /^ {3}Primary\.value: 0 → 1$/m);
  });
});
