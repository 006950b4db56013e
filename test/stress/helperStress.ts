import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Prng } from '../../src/base/prng.ts';
import { DEFAULT_BOUNDS } from '../../src/engine/bounds.ts';
import { Search } from '../../src/engine/search.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import type { SpawnHelper } from '../../src/engine/parallel/messages.ts';
import { spawnHelper } from '../support/helperThreads.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';
import type { Stress } from './rounds.ts';

/** The longest that is waited before a helper is killed: about as long as the search takes. */
const DELAY_MAX_MS = 900;
/** Enough states that helpers are started. */
const BOUNDS = { ...DEFAULT_BOUNDS, statesMax: 120_000 };

/** Kills threads that help a search at random moments; it has to find what it finds alone. */
export function helperStress(): Stress {
  const instance = instanceOf(oracleText('two-phase-commit'), '7');
  let expected: object | undefined;
  let [started, killed] = [0, 0];

  const mortal = (prng: Prng): SpawnHelper => {
    return () => {
      const helper = spawnHelper();
      if (helper === undefined) return undefined;
      started += 1;
      const timer = setTimeout(() => {
        if (helper.isAlive) killed += 1;
        helper.end();
      }, prng.below(DELAY_MAX_MS));
      timer.unref();
      return helper;
    };
  };

  return {
    name: 'helper',
    what: 'threads that help a search are killed at random moments',
    round: async prng => {
      expected ??= comparable(await searched(new Search(instance, { bounds: BOUNDS })));
      const spawn = mortal(prng);
      const search = new Search(instance, { bounds: BOUNDS, method: { workers: 3 }, spawnHelper: spawn });
      assert.deepEqual(comparable(await searched(search)), expected);
    },
    did: () => `${started} threads started, ${killed} killed while they helped`,
    lacks: () => (killed === 0 ? 'no thread was killed in time.' : undefined),
  };
}

async function searched(search: Search): Promise<SearchResult> {
  while (!search.run(() => true)) await nextTurn();
  return search.result();
}

/** All that does not depend on how much memory was used. */
function comparable({ memoryBytes, bytesPerState, ...rest }: SearchResult): object {
  assert.ok(memoryBytes > 0 && bytesPerState > 0);
  return rest;
}
