import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { Search } from '../../src/engine/search.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import type { SpawnHelper } from '../../src/engine/parallel/messages.ts';
import type { Instance } from '../../src/model/instance.ts';
import { spawnHelper, spawnMortal } from '../support/helperThreads.ts';
import { instanceOf, oracleText, protocolOf, shippedExamples } from '../support/protocols.ts';

interface SearchedOptions {
  readonly bounds?: Partial<SearchBounds>;
  readonly spawn?: SpawnHelper;
  readonly waitingMin?: number;
}

/** A search with several workers, in slices, and how many threads it started. */
async function searched(
  instance: Instance,
  workers: number,
  { bounds = {}, spawn = spawnHelper, waitingMin }: SearchedOptions = {},
): Promise<{ result: SearchResult; threads: number; helped: number; states: readonly string[] }> {
  let threads = 0;
  const counting: SpawnHelper = () => {
    threads += 1;
    return spawn();
  };
  const search = new Search(instance, {
    bounds: { ...DEFAULT_BOUNDS, ...bounds },
    method: { workers },
    spawnHelper: counting,
    ...(waitingMin === undefined ? {} : { waitingMin }),
  });
  while (!search.run(() => true)) await nextTurn();
  const result = search.result();
  const states = [0, 0.3, 0.6, 0.99].map(part => {
    return JSON.stringify(search.stateOf(Math.trunc(part * result.distinctStates)));
  });
  return { result, threads, helped: search.helpedCount, states };
}

function instancesOf(text: string): readonly Instance[] {
  return protocolOf(text).scenarios.map(({ name }) => instanceOf(text, name));
}

/** All that does not depend on how much memory was used. */
function comparable({ memoryBytes, bytesPerState, ...rest }: SearchResult): object {
  assert.ok(memoryBytes > 0 && bytesPerState > 0);
  return rest;
}

async function checkAlike(instance: Instance, bounds: Partial<SearchBounds> = {}): Promise<void> {
  const one = await searched(instance, 1, { bounds });
  assert.equal(one.threads, 0);
  for (const workers of [2, 4]) {
    const several = await searched(instance, workers, { bounds });
    assert.equal(several.threads, workers - 1, 'there was enough to do for helpers');
    assert.deepEqual(comparable(several.result), comparable(one.result));
    assert.deepEqual(several.states, one.states);
  }
}

describe('several workers', () => {
  it('find the same states with the same numbers', async () => {
    await checkAlike(instanceOf(oracleText('two-phase-commit'), '7'));
  });

  it('find the same where steps go wrong and values are new all the time', async () => {
    await checkAlike(instanceOf(oracleText('lamport-mutex'), 'three'), { statesMax: 150_000 });
  });

  it('find the same of runs that go on for ever, with failures', async () => {
    const file = join(import.meta.dirname, '..', '..', 'examples', 'atomic-commit', 'two-phase-commit.cone');
    const text = `${readFileSync(file, 'utf8')}\nscenario "crashed" { Participant: 5 faults { crash: 1 of Coordinator } }\n`;
    await checkAlike(instanceOf(text, 'crashed'), { statesMax: 120_000 });
  });

  it('find the same of every example', async () => {
    const options = { bounds: { statesMax: 4_000 }, waitingMin: 64 };
    let helped = 0;
    for (const instance of shippedExamples().flatMap(({ text }) => instancesOf(text))) {
      const one = await searched(instance, 1, options);
      for (const workers of [2, 4]) {
        const several = await searched(instance, workers, options);
        assert.deepEqual(comparable(several.result), comparable(one.result));
        assert.deepEqual(several.states, one.states);
        helped += several.helped;
      }
    }
    // In so many searches the threads have started long since, and each search lets them run between its slices.
    assert.ok(helped > 0, 'helpers took part');
  });

  it('stop at the same state', async () => {
    for (const statesMax of [60_001, 99_999]) {
      await checkAlike(instanceOf(oracleText('two-phase-commit'), '7'), { statesMax });
    }
  });

  it('lose nothing when they die', async () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '7');
    const one = await searched(instance, 1);
    for (const messages of [1, 2, 5, 12]) {
      const { result, threads } = await searched(instance, 3, { spawn: spawnMortal(messages) });
      assert.equal(threads, 2);
      assert.deepEqual(comparable(result), comparable(one.result));
    }
  });

  it('are not needed where no thread can be started', async () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '7');
    const { result } = await searched(instance, 4, { spawn: () => undefined });
    assert.equal(result.distinctStates, 296_448);
  });
});
