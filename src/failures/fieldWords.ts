import { digits } from '../base/digits.ts';
import { fieldDrift, fieldLatency, fieldOffset, fieldRates, fieldRepairs } from './fieldRates.ts';
import type { FailureKey } from './failureMode.ts';
import type { Estimate, FieldDuration, FieldRate, Rate } from './fieldRates.ts';
import { references } from './references.ts';

/** Where a number comes from, in parentheses' words: the source, or that it is an assumption. */
export function sourceText({ source }: Estimate): string {
  return source === undefined ? 'an assumption' : references[source].label;
}

/** `once in 6 months for each node`, `1 message in 20,000`. */
export function rateText(rate: Rate): string {
  if (rate.kind === 'share') return `1 message in ${digits(Math.round(1 / rate.share))}`;
  const each = rate.per === 'network' ? '' : ` for each ${rate.per}`;
  return `once in ${spanText(rate.meanMs)}${each}`;
}

/** A length of time in the unit that fits: `0.25 ms`, `30 s`, `5 min`, `6 months`, `1,500 years`. */
export function spanText(ms: number): string {
  const units = [
    [365.25 * 24 * 3_600_000, 'year'],
    [30.4375 * 24 * 3_600_000, 'month'],
    [24 * 3_600_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'min'],
    [1000, 's'],
  ] as const;
  const [unitMs, unit] = units.find(([unitMs]) => ms >= unitMs * 0.9995) ?? [1, 'ms'];
  const number = Number((ms / unitMs).toPrecision(ms / unitMs < 100 ? 2 : 4));
  const plural = number === 1 || unit === 'min' || unit === 's' || unit === 'ms' ? '' : 's';
  return `${number >= 1000 ? digits(number) : String(number)} ${unit}${plural}`;
}

/** How often a failure strikes in the field and how long it lasts, for timed simulation; undefined where nothing is counted. */
export function fieldSentence(key: FailureKey): string | undefined {
  const rates: readonly FieldRate[] = Object.values(fieldRates);
  const durations: readonly FieldDuration[] = [...Object.values(fieldRepairs), fieldLatency];
  const parts = [
    ...rates.filter(({ word }) => word === key).map(rate => `${rateText(rate)} (${sourceText(rate)})`),
    ...durations
      .filter(({ word }) => word === key)
      .map(duration => `for ${spanText(duration.medianMs)}, the median (${sourceText(duration)})`),
    ...(key === fieldDrift.word ? [`${fieldDrift.ppm} parts per million, the median (${sourceText(fieldDrift)})`] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join('; ')}.`;
}

/** What is not called as the language writes it. */
const NAMES: Readonly<Record<string, string>> = {
  corruptMessage: '`corrupt` of a message',
  corruptState: '`corrupt` of a stored value',
  clockFail: '`fail` of a clock',
};

/** Every number that timed simulation takes from the field, as a table of Markdown. */
export function fieldTable(): string {
  const durations: readonly (readonly [string, FieldDuration])[] = [
    ['latency of a message', fieldLatency],
    ...Object.entries(fieldRepairs).map(([name, repair]) => [`until \`${name}\``, repair] as const),
  ];
  const rows = [
    ...Object.entries(fieldRates).map(([name, rate]) => row(NAMES[name] ?? `\`${name}\``, rateText(rate), rate)),
    ...durations.map(([name, duration]) => row(name, `${spanText(duration.medianMs)} (median)`, duration)),
    row('error of a clock', `${fieldDrift.ppm} parts per million (median)`, fieldDrift),
    row('clocks apart at the start', `${fieldOffset.ms} ms (median)`, fieldOffset),
  ];
  return ['| what | how often, or how long | because | source |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function row(name: string, value: string, estimate: Estimate): string {
  const { source, finding } = estimate;
  const link = source === undefined ? 'an assumption' : `[${references[source].label}](#${source})`;
  return `| ${name} | ${value} | ${finding} | ${link} |`;
}
