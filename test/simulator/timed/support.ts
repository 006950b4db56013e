import assert from 'node:assert/strict';
import type { System } from '../../../src/model/system.ts';
import { prepare } from '../../../src/simulator/timed/prepare.ts';
import { Remembered } from '../../../src/simulator/timed/remembered.ts';
import type { TimedSettings } from '../../../src/simulator/timed/settings.ts';
import { timedRun } from '../../../src/simulator/timed/timedRun.ts';
import type { TimedRun } from '../../../src/simulator/timed/timedRun.ts';

const REPAIR = { kind: 'logNormal', medianMs: 5, sigma: 1 } as const;

export const SETTINGS: TimedSettings = {
  runMs: 1_000,
  stepsMax: 60,
  latency: { kind: 'logNormal', medianMs: 1, sigma: 0.5 },
  waits: undefined,
  driftPpm: 100,
  offsetMs: 1,
  faults: 'often',
  rates: {},
  repairs: { recover: REPAIR, heal: REPAIR, mend: REPAIR, resume: REPAIR },
  given: { rates: {}, repair: undefined },
};

/** Runs of one system under some settings, by seed; undefined where nothing can start. */
export function runsOf(system: System, settings: Partial<TimedSettings> = {}): (seed: number) => TimedRun | undefined {
  const known = new Remembered(system);
  const plan = prepare(known, { ...SETTINGS, ...settings });
  return seed => {
    const run = timedRun(known, plan, seed);
    return run.ok ? run.value : undefined;
  };
}

export function runOf(system: System, seed: number, settings: Partial<TimedSettings> = {}): TimedRun {
  const run = runsOf(system, settings)(seed);
  assert(run, 'something can start');
  return run;
}
