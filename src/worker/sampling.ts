import type { Answer } from '../contract/engine.ts';
import type { ExecutionView, SchedulePositions } from '../contract/execution.ts';
import type { SampleProgress, SampleReport, SampleRequest } from '../contract/sample.ts';
import { Walks } from '../engine/walks/walks.ts';
import type { WalkFinding } from '../engine/walks/walksResult.ts';
import type { Execution, Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import { isDeadlock, isQuiescent } from '../semantics/quiescence.ts';
import { refused, viewOf } from './executions.ts';
import type { Known } from './executions.ts';
import { replaying } from './replayed.ts';
import { findingsIn, sampleReport } from './samplingReport.ts';
import { inSlices, SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';
import { isViolatedBy } from './verdictAt.ts';

/** What sampling may keep. More of it makes no difference to what is found, only to how fast. */
const MEMORY_BYTES_MAX = 768 * 2 ** 20;

/** Sampling in slices, any number of them side by side. */
export class Samplings {
  readonly #around: Surroundings;
  readonly #running = new Map<number, Walks>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Answers what all runs came across, or those that had ended when it was cancelled. */
  async run(requestId: number, system: System, request: SampleRequest): Promise<SampleReport> {
    const startedAtMs = this.#around.nowMs();
    const walks = new Walks(system.instance, { ...request, memoryBytesMax: MEMORY_BYTES_MAX });
    this.#running.set(requestId, walks);
    try {
      let sliceEndsAtMs = startedAtMs + SLICE_MS;
      while (!walks.run(() => this.#around.nowMs() >= sliceEndsAtMs)) {
        await this.#around.pause();
        sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
      }
    } finally {
      this.#running.delete(requestId);
    }
    const elapsedMs = this.#around.nowMs() - startedAtMs;
    const result = walks.result();
    const schedules = await inSlices(schedulesOf(walks, system), this.#around);
    return sampleReport({ system, request, result, elapsedMs, schedules });
  }

  cancel(requestId: number): void {
    this.#running.get(requestId)?.cancel();
  }

  /** Undefined for what does not go on. */
  progress(requestId: number): SampleProgress | undefined {
    const walks = this.#running.get(requestId);
    return walks && progressOf(walks);
  }
}

/** The executions of all findings, taken again for a report. Yields after each step. */
function* schedulesOf(walks: Walks, system: System): Generator<undefined, ReadonlyMap<WalkFinding, Schedule>> {
  const schedules = new Map<WalkFinding, Schedule>();
  for (const finding of findingsIn(walks.result())) {
    const schedule = yield* walks.scheduling(finding);
    yield* replaying(system, schedule);
    schedules.set(finding, schedule);
  }
  return schedules;
}

function progressOf(walks: Walks): SampleProgress {
  const { runs, steps, distinctStates, verdicts, error } = walks.result();
  const violated = verdicts.filter(({ kind }) => kind === 'violated').length + (error === undefined ? 0 : 1);
  return { runs, steps, distinctStates, violated };
}

/** The run of a request's seed from its beginning to its end. */
export function sampledRunView(system: System, request: SampleRequest): Answer<ExecutionView> {
  const walks = new Walks(system.instance, { ...request, runs: 1, memoryBytesMax: MEMORY_BYTES_MAX });
  walks.run(() => false);
  const { longest, ends } = walks.result();
  const then = ends.error > 0 ? 'error' : undefined;
  const schedule = walks.scheduleOf({ seed: request.seed, steps: longest, then, runs: 1 });
  return viewOf(system, schedule, { kind: 'random', seed: request.seed });
}

/** What sampling found, drawn up for its viewers; refused where the steps do not show it any more. */
export function sampledView(
  system: System,
  found: { readonly property: string; readonly seed: number; readonly schedule: SchedulePositions },
  known: Known = {},
): Answer<ExecutionView> {
  const { property, seed, schedule } = found;
  const execution = execute(system, schedule);
  if (!execution.ok) return refused('none-found', `These steps cannot be taken any more. ${execution.failure.message}`);
  if (!shows(system, execution.value, property)) {
    return refused('none-found', `These steps, found with seed ${String(seed)}, say nothing of ${property} any more.`);
  }
  const view = viewOf(system, schedule, { kind: 'sampled', property, seed }, known);
  if (!view.ok) return view;
  return {
    ok: true,
    value: { ...view.value, headline: `${view.value.headline} Found by sampling, seed ${String(seed)}.` },
  };
}

/** Whether an execution ends in a violation of a property, or in what it asks to be reachable. */
function shows(system: System, { start, transitions, error }: Execution, name: string): boolean {
  if (error !== undefined || name === 'error') return error !== undefined && name === 'error';
  const states = [start, ...transitions].map(({ state }) => state);
  const last = states.at(-1) ?? start.state;
  if (name === 'deadlock') return isQuiescent(system, last) && isDeadlock(last);
  const property = system.instance.protocol.properties.find(each => each.name === name);
  if (property === undefined) return false;
  if (property.kind === 'reachable') {
    const reached = system.evaluate(property, last);
    return reached.ok && reached.value;
  }
  return isViolatedBy(system, property, states.at(-2), last);
}
