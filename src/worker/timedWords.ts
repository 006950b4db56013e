import { digits } from '../base/digits.ts';
import { fieldDrift, fieldLatency, fieldRates } from '../failures/fieldRates.ts';
import type { FieldRate } from '../failures/fieldRates.ts';
import { rateText, sourceText, spanText } from '../failures/fieldWords.ts';
import type { Instance } from '../model/instance.ts';
import type { Protocol } from '../model/protocol.ts';
import type { FailureKind } from '../model/scenario.ts';
import type { Duration } from '../model/statements.ts';
import { blocksOf, statementsIn } from '../model/walk.ts';
import { meanOf } from '../simulator/timed/distributions.ts';
import { kindsOf } from '../simulator/timed/plan.ts';
import type { TimedPlan } from '../simulator/timed/plan.ts';

/** A failure as the heading of a row. */
export const FAILURE_NAMES: Readonly<Record<FailureKind, string>> = {
  loss: 'message lost',
  duplicates: 'message duplicated',
  corruptMessage: 'message corrupted',
  reset: 'connection reset',
  crash: 'crash',
  recover: 'restart',
  partition: 'partition',
  cut: 'link cut',
  stall: 'handler stalled',
  pause: 'node paused',
  diskfail: 'disk failed',
  corruptState: 'variable corrupted',
  byzantine: 'node Byzantine',
  drift: 'clock drifted a tick',
  jump: 'clock jumped',
  clockFail: 'clock stopped',
};

/** What the runs of a plan were drawn from, in sentences that name their sources. */
export function assumptionsOf(instance: Instance, plan: TimedPlan): readonly string[] {
  return [
    latencySentence(instance, plan),
    ...waitsSentence(instance, plan),
    ...failureSentences(instance, plan),
    ...clockSentences(instance, plan),
  ];
}

function latencySentence({ scenario }: Instance, { latency }: TimedPlan): string {
  const declared = scenario.network.delay;
  if (declared !== undefined) return `A message takes ${between(declared)}, as the file says.`;
  if (latency.kind === 'uniform') return `A message takes ${between(latency)}, as was asked for.`;
  return `A message takes ${spanText(fieldLatency.medianMs)} (median): ${fieldLatency.finding} (${sourceText(fieldLatency)}).`;
}

function between({ lowMs, highMs }: { readonly lowMs: number; readonly highMs: number }): string {
  return lowMs === highMs ? spanText(lowMs) : `${spanText(lowMs)} to ${spanText(highMs)}`;
}

function waitsSentence({ protocol }: Instance, { waits }: TimedPlan): readonly string[] {
  const acts = protocol.roles.some(({ actions }) => actions.length > 0);
  const waitsForever = startsTimer(protocol, after => after === undefined);
  const subjects = [...(waitsForever ? ['A timer without a duration'] : []), ...(acts ? ['An action'] : [])];
  return subjects.map(
    subject => `${subject} waits ${spanText(meanOf(waits))} on average, exponentially: an assumption.`,
  );
}

/** Whether some statement starts a timer with such a duration. */
function startsTimer({ roles }: Protocol, isWanted: (after: Duration | undefined) => boolean): boolean {
  return roles
    .flatMap(blocksOf)
    .some(block => [...statementsIn(block)].some(statement => statement.kind === 'start' && isWanted(statement.after)));
}

function failureSentences(instance: Instance, plan: TimedPlan): readonly string[] {
  const kinds = kindsOf(instance);
  if (kinds.length === 0) return [];
  return [howOften(plan), ...kinds.map(kind => failureSentence(kind, plan))];
}

function howOften({ settings, undisturbed }: TimedPlan): string {
  const { faults } = settings;
  if (faults === 1) return 'Failures strike as often as in the field.';
  if (faults !== 'often') return `Failures strike ${digits(faults)} times as often as in the field.`;
  return (
    `Failures are accelerated: each strikes about once in the ${spanText(undisturbed?.ms ?? 0)} that a run without any takes, ` +
    'and repairs take half of that.'
  );
}

function failureSentence(kind: FailureKind, { everyMs, shares, settings }: TimedPlan): string {
  const field: FieldRate | undefined = Object.entries(fieldRates).find(([name]) => name === kind)?.[1];
  const name = FAILURE_NAMES[kind];
  const every = everyMs.get(kind);
  const share = shares.get(kind);
  const per = field?.kind === 'every' ? field.per : 'node';
  const here =
    every !== undefined ? rateText({ kind: 'every', meanMs: every, per }) : `${percent(share ?? 0)} of messages`;
  if (settings.given.rates[kind] !== undefined) return `${capital(name)}: ${here}, as was asked for.`;
  if (kind === 'drift') return `${capital(name)}: ${here}; ${fieldDrift.finding} (${sourceText(fieldDrift)}).`;
  if (field === undefined) return `${capital(name)}: ${here}.`;
  if (settings.faults === 1) return `${capital(name)}: ${here}; ${field.finding} (${sourceText(field)}).`;
  return `${capital(name)}: ${here}; in the field ${rateText(field)} (${sourceText(field)}).`;
}

/** Nothing is said of clocks that nobody reads and no duration is measured by. */
function clockSentences({ clock, protocol }: Instance, { settings }: TimedPlan): readonly string[] {
  if (clock === undefined && !startsTimer(protocol, after => after !== undefined)) return [];
  const ticks = clock === undefined ? '' : ` A tick of the scenario's clock takes ${spanText(clock.tickMs)}.`;
  const source = settings.driftPpm === fieldDrift.ppm ? ` (${sourceText(fieldDrift)})` : '';
  return [`Half of all clocks are wrong by more than ${digits(settings.driftPpm)} parts per million${source}.${ticks}`];
}

function percent(share: number): string {
  return `${String(Number((share * 100).toPrecision(2)))} %`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
