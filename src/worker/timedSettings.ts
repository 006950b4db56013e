import type { TimedOptions, TimedRate } from '../contract/timed.ts';
import { fieldDrift, fieldLatency, fieldOffset, fieldRates, fieldRepairs } from '../failures/fieldRates.ts';
import { FAILURE_KINDS } from '../model/scenario.ts';
import type { FailureKind } from '../model/scenario.ts';
import type { Distribution } from '../simulator/timed/distributions.ts';
import { REPAIR_SIGMA, RUN_MS_DEFAULT, STEPS_MAX_DEFAULT } from '../simulator/timed/settings.ts';
import type { FailureRate, FailureRates, TimedSettings } from '../simulator/timed/settings.ts';

/** What timed runs are drawn from: what was asked for, else what is known of the field. */
export function settingsOf(options: TimedOptions): TimedSettings {
  const { runMs, stepsMax, faults, latency, driftPpm, repairMs, rates = {} } = options;
  return {
    runMs: runMs ?? RUN_MS_DEFAULT,
    stepsMax: stepsMax ?? STEPS_MAX_DEFAULT,
    latency: latency === undefined ? logNormal(fieldLatency) : { kind: 'uniform', ...latency },
    waits: undefined,
    driftPpm: driftPpm ?? fieldDrift.ppm,
    offsetMs: fieldOffset.ms,
    faults: faults ?? 'often',
    rates: fieldRates,
    repairs: {
      recover: logNormal(fieldRepairs.recover),
      heal: logNormal(fieldRepairs.heal),
      mend: logNormal(fieldRepairs.mend),
      resume: logNormal(fieldRepairs.resume),
    },
    given: {
      rates: givenRates(rates),
      repair: repairMs === undefined ? undefined : { kind: 'logNormal', medianMs: repairMs, sigma: REPAIR_SIGMA },
    },
  };
}

function logNormal({ medianMs, sigma }: { readonly medianMs: number; readonly sigma: number }): Distribution {
  return { kind: 'logNormal', medianMs, sigma };
}

function givenRates(rates: Readonly<Record<string, TimedRate>>): FailureRates {
  const given = FAILURE_KINDS.flatMap((kind): (readonly [FailureKind, FailureRate])[] => {
    const rate = rates[kind];
    if (rate === undefined) return [];
    if ('everyMs' in rate) return [[kind, { kind: 'every', meanMs: rate.everyMs }]];
    return [[kind, { kind: 'share', share: rate.share }]];
  });
  return Object.fromEntries(given);
}
