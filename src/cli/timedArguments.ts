import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { TimedOptions, TimedRate } from '../contract/timed.ts';

/** The options of timed simulation as the parser of arguments finds them. */
export interface TimedArguments {
  readonly timed?: boolean;
  readonly runs?: number;
  readonly for?: number;
  readonly faults?: number;
  readonly rate?: Rates;
}

/** What `--rate` said, one after the other. */
export type Rates = Pick<TimedOptions, 'latency' | 'driftPpm' | 'repairMs' | 'rates'>;

/** How many timed runs are summarised where nothing is said. */
export const RUNS_DEFAULT = 1000;

/** Adds the options that only timed simulation has; each of them asks for it. */
export function addTimedOptions(command: Command, readRuns: (text: string) => number): Command {
  const timed = { timed: true };
  return command
    .option('--timed', 'run in continuous time, and summarise many runs: latencies, failure rates, clocks that drift')
    .addOption(
      new Option(
        '--runs <n>',
        `how many timed runs to summarise, ${RUNS_DEFAULT} if missing; 1 prints that run step by step`,
      )
        .argParser(readRuns)
        .implies(timed),
    )
    .addOption(
      new Option('--for <time>', 'how long a timed run goes on at most: 500ms, 10s (if missing), 5min')
        .argParser(readDuration)
        .implies(timed),
    )
    .addOption(
      new Option(
        '--faults <times>',
        'failures strike so many times as often as in the field (if missing: so often that runs meet them)',
      )
        .argParser(readTimes)
        .implies(timed),
    )
    .addOption(
      new Option(
        '--rate <what=value>',
        'crash=10min, loss=0.1%, repair=30s, latency=1..20ms, drift=50ppm; may be repeated',
      )
        .argParser(readRate)
        .implies(timed),
    );
}

export function timedOptions({ for: runMs, faults, rate }: TimedArguments, stepsMax: number | undefined): TimedOptions {
  return {
    ...(runMs !== undefined && { runMs }),
    ...(stepsMax !== undefined && { stepsMax }),
    ...(faults !== undefined && { faults }),
    ...rate,
  };
}

/** The options as they are written, so that the same runs are drawn again. */
export function timedOptionTexts({
  runMs,
  stepsMax,
  faults,
  latency,
  driftPpm,
  repairMs,
  rates = {},
}: TimedOptions): readonly string[] {
  const words = Object.entries({ ...STRIKING_MESSAGES, ...STRIKING_IN_TIME, corrupt: '' });
  const wordOf = (kind: string): string => words.find(([, other]) => other === kind)?.[0] ?? 'corrupt';
  return [
    ...(runMs === undefined ? [] : [`--for ${runMs}ms`]),
    ...(stepsMax === undefined ? [] : [`--steps-max ${stepsMax}`]),
    ...(faults === undefined ? [] : [`--faults ${faults}`]),
    ...(latency === undefined ? [] : [`--rate latency=${latency.lowMs}..${latency.highMs}ms`]),
    ...(driftPpm === undefined ? [] : [`--rate drift=${driftPpm}ppm`]),
    ...(repairMs === undefined ? [] : [`--rate repair=${repairMs}ms`]),
    ...Object.entries(rates).map(([kind, rate]) =>
      'share' in rate ? `--rate ${wordOf(kind)}=${rate.share * 100}%` : `--rate ${wordOf(kind)}=${rate.everyMs}ms`,
    ),
  ];
}

const UNITS = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readDuration(text: string): number {
  const ms = durationOf(text);
  if (ms === undefined || ms <= 0) throw new InvalidArgumentError('Use a time such as 500ms, 10s, 5min or 2h.');
  return ms;
}

/** In milliseconds. */
function durationOf(text: string, unitIfMissing?: string): number | undefined {
  const [, number = '', unit = unitIfMissing] = /^(\d{1,9}(?:\.\d{1,6})?)(us|ms|s|min|h|d)?$/.exec(text) ?? [];
  return unit === undefined || number === '' ? undefined : Number(number) * UNITS[unit as keyof typeof UNITS];
}

function readTimes(text: string): number {
  const times = /^\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(times)) throw new InvalidArgumentError('Use a number from 0 on: 1 for the rates of the field.');
  return times;
}

/** The failures that `--rate` knows, as a protocol file names them. `corrupt` is two. */
const STRIKING_MESSAGES: Readonly<Record<string, string>> = {
  loss: 'loss',
  duplicates: 'duplicates',
  corrupt: 'corruptMessage',
};
const STRIKING_IN_TIME: Readonly<Record<string, string>> = {
  reset: 'reset',
  crash: 'crash',
  partition: 'partition',
  cut: 'cut',
  stall: 'stall',
  pause: 'pause',
  diskfail: 'diskfail',
  corrupt: 'corruptState',
  byzantine: 'byzantine',
  jump: 'jump',
  fail: 'clockFail',
};

function readRate(text: string, before: Rates | undefined): Rates {
  const [, name = '', value = ''] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
  const found = rateOf(name, value);
  if (found === undefined) {
    throw new InvalidArgumentError(
      'Use crash=10min (once in so long on each node), loss=0.1% (of all messages), repair=30s, latency=1..20ms or drift=50ppm.',
    );
  }
  return { ...before, ...found, rates: { ...before?.rates, ...found.rates } };
}

function rateOf(name: string, value: string): Rates | undefined {
  if (name === 'latency') return latencyOf(value);
  if (name === 'drift') {
    const ppm = /^(\d{1,6}(?:\.\d{1,3})?)ppm$/.exec(value)?.[1];
    return ppm === undefined ? undefined : { driftPpm: Number(ppm) };
  }
  const everyMs = durationOf(value);
  if (name === 'repair') return everyMs === undefined ? undefined : { repairMs: everyMs };
  const percent = /^(\d{1,3}(?:\.\d{1,9})?)%$/.exec(value)?.[1];
  const rate = (kind: string | undefined, found: TimedRate): Rates | undefined =>
    kind === undefined ? undefined : { rates: { [kind]: found } };
  if (percent !== undefined && Number(percent) <= 100)
    return rate(STRIKING_MESSAGES[name], { share: Number(percent) / 100 });
  return everyMs === undefined || everyMs === 0 ? undefined : rate(STRIKING_IN_TIME[name], { everyMs });
}

/** `1..20ms`, or `5ms` for always the same. */
function latencyOf(value: string): Rates | undefined {
  const [low = '', high = low] = value.split('..');
  const unit = /[a-z]+$/.exec(high)?.[0];
  const [lowMs, highMs] = [durationOf(low, unit), durationOf(high)];
  if (lowMs === undefined || highMs === undefined || lowMs > highMs) return undefined;
  return { latency: { lowMs, highMs } };
}
