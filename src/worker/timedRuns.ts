import type { Answer, TimedRequest } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { TimedOptions, TimedReport, TimedView } from '../contract/timed.ts';
import type { Instance } from '../model/instance.ts';
import type { System } from '../model/system.ts';
import { prepare } from '../simulator/timed/prepare.ts';
import type { TimedPlan } from '../simulator/timed/plan.ts';
import { Remembered } from '../simulator/timed/remembered.ts';
import { TimedRuns } from '../simulator/timed/summary.ts';
import type { TimedSummary } from '../simulator/timed/summary.ts';
import { timedRun } from '../simulator/timed/timedRun.ts';
import type { TimedRun } from '../simulator/timed/timedRun.ts';
import { refused, viewOf } from './executions.ts';
import type { Known } from './executions.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';
import { settingsOf } from './timedSettings.ts';
import { assumptionsOf, FAILURE_NAMES } from './timedWords.ts';

/** How many steps a timed run that is looked at has at most. A longer one is the same, only longer. */
const SHOWN_STEPS_MAX = 400;

/** One run in continuous time, drawn up for its viewers. */
export function timedView(
  system: System,
  seed: number,
  options: TimedOptions = {},
  known: Known = {},
): Answer<ExecutionView> {
  const remembered = new Remembered(system);
  const plan = prepare(remembered, settingsOf({ stepsMax: SHOWN_STEPS_MAX, ...options }));
  const run = timedRun(remembered, plan, seed);
  if (!run.ok) return refused('none-found', run.failure.message);
  const view = viewOf(system, run.value.schedule, { kind: 'timed', seed }, known);
  if (!view.ok) return view;
  const timed = timesOf(system.instance, plan, run.value);
  return { ok: true, value: { ...view.value, timed, headline: `${view.value.headline} ${endSentence(run.value)}` } };
}

function timesOf(instance: Instance, plan: TimedPlan, { seed, atMs, clocks, end }: TimedRun): TimedView {
  return { seed, atMs, clocks, end, assumptions: assumptionsOf(instance, plan) };
}

function endSentence({ end, atMs }: TimedRun): string {
  const ms = `${String(Number((atMs.at(-1) ?? 0).toPrecision(4)))} ms`;
  switch (end) {
    case 'quiescent':
      return `Nothing is left to happen after ${ms}.`;
    case 'time':
      return `The time is over; the last step was at ${ms}.`;
    case 'steps':
      return `It goes on after ${ms}.`;
    case 'error':
      return `That was after ${ms}.`;
  }
}

/** Summaries of timed runs, in slices, any number of them side by side. */
export class TimedSummaries {
  readonly #around: Surroundings;
  readonly #running = new Map<number, { readonly runs: TimedRuns; cancelled: boolean }>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Answers what all runs have in common, or those that had ended when it was cancelled. */
  async run(requestId: number, system: System, { firstSeed, runs, options = {} }: TimedRequest): Promise<TimedReport> {
    const startedAtMs = this.#around.nowMs();
    const known = new Remembered(system);
    const plan = prepare(known, settingsOf(options));
    const running = { runs: new TimedRuns(known, plan, { runs, firstSeed }), cancelled: false };
    // A question and not a field, because the answer changes while this waits.
    const isCancelled = (): boolean => running.cancelled;
    this.#running.set(requestId, running);
    try {
      let sliceEndsAtMs = startedAtMs + SLICE_MS;
      while (!isCancelled() && !running.runs.run(() => this.#around.nowMs() >= sliceEndsAtMs)) {
        await this.#around.pause();
        sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
      }
    } finally {
      this.#running.delete(requestId);
    }
    const about = { firstSeed, assumptions: assumptionsOf(system.instance, plan) };
    return timedReport(system.instance, running.runs.summary(), {
      ...about,
      elapsedMs: this.#around.nowMs() - startedAtMs,
    });
  }

  cancel(requestId: number): void {
    const running = this.#running.get(requestId);
    if (running !== undefined) running.cancelled = true;
  }

  /** How many runs have ended. */
  progress(requestId: number): number {
    return this.#running.get(requestId)?.runs.done ?? 0;
  }
}

function timedReport(
  { protocol, scenario }: Instance,
  summary: TimedSummary,
  about: Pick<TimedReport, 'firstSeed' | 'assumptions' | 'elapsedMs'>,
): TimedReport {
  const { properties, messages } = protocol;
  const { failures, notJudged, latencies, ...rest } = summary;
  return {
    protocol: protocol.name,
    scenario: scenario.name,
    ...about,
    ...rest,
    failures: failures.map(failure => ({ ...failure, name: FAILURE_NAMES[failure.kind] })),
    properties: summary.properties.map(({ property, ...found }) => {
      const declared = property === 'error' ? undefined : properties[property];
      return { name: declared?.name ?? 'error', kind: declared?.kind ?? 'error', ...found };
    }),
    notJudged: notJudged.map(index => properties[index]?.name ?? ''),
    latencies: latencies.map(({ message, latencyMs }) => ({ message: messages[message]?.name ?? '', latencyMs })),
  };
}
