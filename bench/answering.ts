import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { proxy, wrap, type Remote } from 'comlink';
import type { CheckBounds, EngineApi, Subject } from '../src/contract/engine.ts';
import type { CheckReport } from '../src/contract/report.ts';
import { nodeEndpoint } from '../src/contract/threads.ts';

// `node bench/answering.ts`: whether the engine answers while it searches through ten million states. It is asked as an
// editor asks, in its thread: every second somebody types, looks at the new picture, and goes back to the text before.

const root = fileURLToPath(new URL('..', import.meta.url));
const PROTOCOL = readFileSync(`${root}test/fixtures/oracles/two-phase-commit.cone`, 'utf8');
const LARGE: Subject = { text: `${PROTOCOL}\nscenario "9" { Participant: 9 }\n`, scenario: '9' };
const BOUNDS: CheckBounds = { statesMax: 20_000_000, depthMax: 10_000, copiesMax: 8, memoryBytesMax: 4 * 2 ** 30 };
const TYPING_MS = 1000;

const times = { idle: [] as number[], typed: [] as number[], cancelled: [] as number[], told: [] as number[] };

/** From a keystroke to the picture of a text that means something new. */
async function picture(engine: Remote<EngineApi>, round: number): Promise<number> {
  const subject = { text: PROTOCOL.replaceAll('Consistent', `Consistent${round}`), scenario: '5' };
  const started = performance.now();
  await engine.outline(subject.text);
  const answer = await engine.execution(subject, { kind: 'default' });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return performance.now() - started;
}

let toldAt = 0;

function onProgress(_checkId: number, { counts }: CheckReport): void {
  times.told.push(performance.now() - toldAt);
  toldAt = performance.now();
  process.stderr.write(`\r${counts.distinctStates.toLocaleString('en')} states `);
}

/** Searches until somebody types; answers what was found where that is all there is. */
async function searching(engine: Remote<EngineApi>, checkId: number): Promise<CheckReport | undefined> {
  let cancelledAt = 0;
  const timer = setTimeout(() => {
    cancelledAt = performance.now();
    void engine.cancel(checkId);
  }, TYPING_MS);
  toldAt = performance.now();
  const answer = await engine.check(checkId, LARGE, BOUNDS);
  clearTimeout(timer);
  if (answer.ok) return answer.value;
  times.cancelled.push(performance.now() - cancelledAt);
  return undefined;
}

function line(what: string, measured: readonly number[], wanted: string): string {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
  return `${what}: median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, most ${at(1)} ms (${wanted}; ${measured.length} times)`;
}

async function main(): Promise<void> {
  const thread = new Worker(new URL('../src/worker/engineEntry.node.ts', import.meta.url));
  const engine = wrap<EngineApi>(nodeEndpoint(thread));
  await engine.subscribe(proxy(onProgress));
  for (let round = 1; round <= 40; round += 1) times.idle.push(await picture(engine, round));
  times.idle.splice(0, 20);
  let report: CheckReport | undefined;
  for (let round = 100; report === undefined; round += 1) {
    report = await searching(engine, round);
    times.typed.push(await picture(engine, round));
  }
  await thread.terminate();
  const { distinctStates, elapsedMs } = report.counts;
  console.log(
    `\n${distinctStates.toLocaleString('en')} states in ${Math.round(elapsedMs)} ms; load ${loadavg()[0]!.toFixed(1)}`,
  );
  console.log(line('keystroke to picture, nothing else going on', times.idle, 'wanted: some tens'));
  console.log(line('keystroke to picture during the search', times.typed, 'wanted: as fast'));
  console.log(line('cancelled', times.cancelled, 'wanted: 100'));
  console.log(line('from one progress to the next', times.told, 'wanted: 250'));
}

await main();
