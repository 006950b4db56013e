import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { boundsOf, type SearchBounds } from '../src/engine/bounds.ts';
import { judge } from '../src/engine/judge.ts';
import type { SearchMethod } from '../src/engine/method.ts';
import type { SpawnHelper } from '../src/engine/parallel/messages.ts';
import { createSearch, type Search } from '../src/engine/search.ts';
import type { SearchResult } from '../src/engine/searchResult.ts';
import { parse } from '../src/language/parse.ts';
import type { Instance } from '../src/model/instance.ts';
import { instantiate } from '../src/semantics/instantiate.ts';
import { SLICE_MS } from '../src/worker/slices.ts';

/** A search run to its end, and what it took. */
export interface Exploration {
  readonly result: SearchResult;
  readonly wallMs: number;
  /** Of all threads of this process, those that compile and collect garbage included. */
  readonly processorMs: number;
}

/** How a search goes about it, and where it stops; as the scenario says where nothing is said. */
export interface ExploreOptions {
  readonly method?: Partial<SearchMethod>;
  readonly bounds?: Partial<SearchBounds>;
  /** Starts the threads that help. */
  readonly spawnHelper?: SpawnHelper;
}

/** How long the first run of something takes, and the best of those after it. */
export interface FirstAndBest {
  readonly firstMs: number;
  readonly bestMs: number;
}

/** The best of several searches of a scenario, each of which has seen everything. */
export function exploreOften(text: string, { scenario, runs }: { scenario: string; runs: number }): Exploration {
  const instance = instanceIn(text, scenario);
  const explorations = Array.from({ length: runs }, () => explore(instance));
  for (const { result } of explorations) assert.ok(result.complete, 'the search has seen every state');
  return explorations.reduce((best, other) => (other.wallMs < best.wallMs ? other : best));
}

/** From text to verdict in this process. */
export function verdictMs(text: string, scenario: string, runs: number): FirstAndBest {
  return firstAndBest(runs, () => {
    const instance = instanceIn(text, scenario);
    const judgements = judge(instance, explore(instance).result);
    assert.ok(judgements.length > 0 && judgements.every(({ met }) => met));
  });
}

/** From the start of a process of the command line to its end. */
export function commandLineMs(cli: string, args: readonly string[], runs: number): FirstAndBest {
  return firstAndBest(runs, () => {
    const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
}

export function firstAndBest(runs: number, measured: () => void): FirstAndBest {
  const times = Array.from({ length: runs }, () => {
    const startedAt = performance.now();
    measured();
    return performance.now() - startedAt;
  });
  return { firstMs: times[0] ?? NaN, bestMs: Math.min(...times.slice(1)) };
}

export function explore(instance: Instance, options: ExploreOptions = {}): Exploration {
  const stop = startWatch();
  const search = searchOf(instance, options);
  search.run(() => false);
  return { ...stop(), result: search.result() };
}

/** As `explore`, in slices between which threads that help are heard, as the engine does in its thread. */
export async function exploreInSlices(instance: Instance, options: ExploreOptions): Promise<Exploration> {
  const stop = startWatch();
  const search = searchOf(instance, options);
  let endsAtMs = 0;
  do {
    await nextTurn();
    endsAtMs = performance.now() + SLICE_MS;
  } while (!search.run(() => performance.now() >= endsAtMs));
  return { ...stop(), result: search.result() };
}

function searchOf(instance: Instance, { method, bounds, spawnHelper }: ExploreOptions): Search {
  return createSearch(instance, {
    bounds: { ...boundsOf(instance, {}), ...bounds },
    ...(method === undefined ? {} : { method }),
    ...(spawnHelper === undefined ? {} : { spawnHelper }),
  });
}

/** Answers what tells how long it has been since. */
function startWatch(): () => Omit<Exploration, 'result'> {
  const processorBefore = process.cpuUsage();
  const startedAt = performance.now();
  return () => {
    const wallMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(processorBefore);
    return { wallMs, processorMs: (user + system) / 1000 };
  };
}

export function instanceIn(text: string, scenarioName: string): Instance {
  const { protocol } = parse(text);
  const scenario = protocol?.scenarios.find(({ name }) => name === scenarioName);
  assert.ok(protocol !== undefined && scenario !== undefined, `the file has a scenario ${scenarioName}`);
  const instance = instantiate(protocol, scenario);
  assert.ok(instance.ok, instance.ok ? '' : instance.failure.message);
  return instance.value;
}
