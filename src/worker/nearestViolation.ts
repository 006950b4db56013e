import { counted } from '../base/digits.ts';
import { COPIES_MAX } from '../contract/copies.ts';
import type { Answer } from '../contract/engine.ts';
import type { Evidence } from '../engine/verdicts.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import { withValues } from '../engine/liveness/pursuits.ts';
import { createSearch } from '../engine/search.ts';
import type { Property } from '../model/protocol.ts';
import type { Execution, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { execute } from '../semantics/execute.ts';
import { speaksOfFairRuns } from '../semantics/fairness.ts';
import { refused } from './executions.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';

/** Where the search for the nearest violation gives up. */
const BOUNDS = { statesMax: 1_000_000, depthMax: 10_000, copiesMax: COPIES_MAX, memoryBytesMax: 512 * 2 ** 20 };

/** An execution that violates something; where it goes on for ever, which property, and the steps before its loop. */
export interface Violating {
  readonly schedule: Schedule;
  readonly lasso?: { readonly property: string; readonly stem: number };
}

/**
 * On from the end of `after` by the fewest steps, faults included, to a violation that is not there yet; where no state or
 * step is one, to a run that goes on for ever and violates something. Runs in slices.
 */
export async function nearestViolation(
  system: System,
  after: Schedule,
  around: Surroundings,
): Promise<Answer<Violating>> {
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
      return { ok: true, value: { schedule: begun === undefined ? schedule : [...after, ...schedule.slice(1)] } };
    }
    if (finished) return lassoAfter(after, begun?.value, system, result);
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

/** A run that goes on for ever from the end of `after`, or that nothing was found. */
function lassoAfter(
  after: Schedule,
  begun: Execution | undefined,
  system: System,
  result: SearchResult,
): Answer<Violating> {
  const { properties } = system.instance.protocol;
  const before = begun === undefined ? [] : [begun.start, ...begun.transitions].map(({ state }) => state);
  for (const [i, verdict] of result.verdicts.entries()) {
    const property = properties[i];
    if (verdict.kind !== 'violated' || verdict.lasso === undefined || property === undefined) continue;
    const { schedule, stem, arguments: values = [] } = verdict.lasso;
    if (!isOpenAfter(system, { property, values }, before)) continue;
    const lasso = { property: property.name, stem: Math.max(0, after.length - 1) + stem };
    return { ok: true, value: { schedule: [...after, ...schedule.slice(Math.min(1, after.length))], lasso } };
  }
  const looksFromHere = before.length > 0 && properties.some(speaksOfFairRuns);
  return refused('none-found', looksFromHere ? noneFromHereSentence(result) : noneSentence(result));
}

/** Whether a run that begins with these states violates a property if what comes after them does. */
function isOpenAfter(
  system: System,
  { property, values }: { readonly property: Property; readonly values: readonly Value[] },
  before: readonly State[],
): boolean {
  if (property.kind === 'decides') {
    return before.every(state => {
      const decided = system.decided(property, state);
      return decided.ok && decided.value.length === 0;
    });
  }
  if (property.kind !== 'eventually' || property.mode !== 'eventually') return true;
  const body = withValues(property.body, property, values);
  return before.every(state => {
    const said = system.evaluate({ ...property, kind: 'invariant', body }, state);
    return said.ok && !said.value;
  });
}

function noneSentence({ complete, distinctStates }: SearchResult): string {
  const states = counted(distinctStates, 'state');
  if (complete) return `No further violation can be reached from here: ${states}, all explored.`;
  return `No further violation was found from here in the first ${states} (limit reached).`;
}

/** Of what was promised before these steps, and is not kept after them, nothing was asked. */
function noneFromHereSentence({ complete, distinctStates }: SearchResult): string {
  const extent = `${counted(distinctStates, 'state')}${complete ? ', all explored' : ', limit reached'}`;
  return `Nothing further was found from here (${extent}); of runs that go on for ever, only what begins here was looked at.`;
}
