import { counted } from '../base/digits.ts';
import { COPIES_MAX } from '../contract/copies.ts';
import type { Answer } from '../contract/engine.ts';
import type { Evidence } from '../engine/verdicts.ts';
import type { SearchResult } from '../engine/search.ts';
import { createSearch } from '../engine/search.ts';
import type { Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import { refused } from './executions.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';

/** Where the search for the nearest violation gives up. */
const BOUNDS = { statesMax: 1_000_000, depthMax: 10_000, copiesMax: COPIES_MAX, memoryBytesMax: 512 * 2 ** 20 };

/**
 * On from the end of `after` by the fewest steps, faults included, to a violation that is not there yet. Runs in
 * slices.
 */
export async function nearestViolation(
  system: System,
  after: Schedule,
  around: Surroundings,
): Promise<Answer<Schedule>> {
  const begun = after.length === 0 ? undefined : execute(system, after);
  if (begun !== undefined && !begun.ok) return refused('none-found', begun.failure.message);
  if (begun?.value.error !== undefined) return refused('none-found', 'Nothing comes after an error.');
  const from = begun === undefined ? {} : { from: (begun.value.transitions.at(-1) ?? begun.value.start).state };
  const search = createSearch(system.instance, { bounds: BOUNDS, ...from });
  for (;;) {
    const sliceEndsAtMs = around.nowMs() + SLICE_MS;
    const finished = search.run(() => around.nowMs() >= sliceEndsAtMs);
    const result = search.result();
    const evidence = nearest(system, result, begun !== undefined);
    if (evidence !== undefined) {
      const schedule = search.scheduleOf(evidence);
      return { ok: true, value: begun === undefined ? schedule : [...after, ...schedule.slice(1)] };
    }
    if (finished) return refused('none-found', noneSentence(result));
    await around.pause();
  }
}

/** The evidence with the fewest steps; breadth-first search has found it before any that has more. */
function nearest(system: System, result: SearchResult, isUnderway: boolean): Evidence | undefined {
  const { properties } = system.instance.protocol;
  const violated = result.verdicts.map((verdict, i) =>
    verdict.kind === 'violated' && properties[i]?.kind !== 'reachable' ? verdict.evidence : undefined,
  );
  return [...violated, result.error?.evidence]
    .filter(evidence => evidence !== undefined)
    .filter(({ steps }) => !isUnderway || steps > 0)
    .reduce<Evidence | undefined>(
      (best, next) => (best === undefined || next.steps < best.steps ? next : best),
      undefined,
    );
}

function noneSentence({ complete, distinctStates }: SearchResult): string {
  const states = counted(distinctStates, 'state');
  if (complete) return `No further violation can be reached from here: ${states}, all explored.`;
  return `No further violation was found from here in the first ${states} (limit reached).`;
}
