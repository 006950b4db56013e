import type { Instance } from '../../model/instance.ts';
import type { FailureKind } from '../../model/scenario.ts';
import { meanOf } from './distributions.ts';
import type { Distribution } from './distributions.ts';
import { REPAIR_SIGMA, WAITS_IN_LATENCIES } from './settings.ts';
import type { RepairTimes, TimedSettings } from './settings.ts';

/** What runs of one scenario are drawn from: the settings, with everything decided that depends on the scenario. */
export interface TimedPlan {
  readonly settings: TimedSettings;
  readonly latency: Distribution;
  readonly waits: Distribution;
  /** Mean time between strikes on one target, for each failure that is drawn in time. What is not here never strikes. */
  readonly everyMs: ReadonlyMap<FailureKind, number>;
  /** The share of messages that each failure of messages strikes. */
  readonly shares: ReadonlyMap<FailureKind, number>;
  readonly repairs: RepairTimes;
  /** What the failures are measured by where they strike `often`. */
  readonly undisturbed: Undisturbed | undefined;
}

/** A run without failures: how long something goes on, and how many messages are sent. */
export interface Undisturbed {
  readonly ms: number;
  readonly messages: number;
}

/** Failures that strike a message when it is sent; all others strike in time. */
const OF_MESSAGES: readonly FailureKind[] = ['loss', 'duplicates', 'corruptMessage'];

/** At most so many messages are struck, however few there are. */
const SHARE_MAX = 0.5;

/** The plan without any failure. */
export function calmPlan(instance: Instance, settings: TimedSettings): TimedPlan {
  const { delay } = instance.scenario.network;
  const latency: Distribution = delay === undefined ? settings.latency : { kind: 'uniform', ...delay };
  // A network without any delay still lets time go on.
  const meanMs = Math.max(meanOf(latency), 0.001) * WAITS_IN_LATENCIES;
  const waits = settings.waits ?? { kind: 'exponential', meanMs };
  const nothing = new Map<FailureKind, number>();
  const { repairs } = settings;
  return { settings, latency, waits, everyMs: nothing, shares: nothing, repairs, undisturbed: undefined };
}

/** The failures that the scenario switches on, as often as in the field, or so many times as often. */
export function fieldPlan(calm: TimedPlan, instance: Instance, times: number): TimedPlan {
  const everyMs = new Map<FailureKind, number>();
  const shares = new Map<FailureKind, number>();
  for (const kind of kindsOf(instance)) {
    const rate = calm.settings.rates[kind];
    if (kind === 'drift') everyMs.set(kind, msPerTickOfDrift(instance, calm.settings) / times);
    else if (rate?.kind === 'every') everyMs.set(kind, rate.meanMs / times);
    else if (rate?.kind === 'share') shares.set(kind, Math.min(SHARE_MAX, rate.share * times));
  }
  return withGiven({ ...calm, everyMs, shares }, instance);
}

/** Each failure that the scenario switches on strikes about once in the time that an undisturbed run takes. */
export function oftenPlan(calm: TimedPlan, instance: Instance, undisturbed: Undisturbed): TimedPlan {
  const everyMs = new Map<FailureKind, number>();
  const shares = new Map<FailureKind, number>();
  for (const kind of kindsOf(instance)) {
    if (OF_MESSAGES.includes(kind)) shares.set(kind, Math.min(SHARE_MAX, 1 / Math.max(1, undisturbed.messages)));
    else everyMs.set(kind, undisturbed.ms * targetCount(instance, kind));
  }
  const repair: Distribution = { kind: 'logNormal', medianMs: undisturbed.ms / 2, sigma: REPAIR_SIGMA };
  const repairs = { recover: repair, heal: repair, mend: repair, resume: repair };
  return withGiven({ ...calm, everyMs, shares, repairs, undisturbed }, instance);
}

function withGiven(plan: TimedPlan, instance: Instance): TimedPlan {
  const everyMs = new Map(plan.everyMs);
  const shares = new Map(plan.shares);
  const { rates, repair } = plan.settings.given;
  for (const kind of kindsOf(instance)) {
    const rate = rates[kind];
    if (rate?.kind === 'every') everyMs.set(kind, rate.meanMs);
    if (rate?.kind === 'share') shares.set(kind, rate.share);
  }
  const repairs = repair === undefined ? plan.repairs : { recover: repair, heal: repair, mend: repair, resume: repair };
  return { ...plan, everyMs, shares, repairs };
}

/** The kinds of failure that a scenario switches on, each once; restarts are repairs. */
export function kindsOf({ failures }: Instance): readonly FailureKind[] {
  return [...new Set(failures.map(({ kind }) => kind))].filter(kind => kind !== 'recover');
}

/** How many nodes, links or connections a kind of failure may strike. */
function targetCount(instance: Instance, kind: FailureKind): number {
  const { nodes, failures } = instance;
  const among = failures.filter(failure => failure.kind === kind);
  const isEnd = (role: number | undefined, node: number): boolean => role === undefined || role === nodes[node]?.role;
  const links = nodes
    .flatMap((_from, from) => nodes.map((_to, to) => ({ from, to })))
    .filter(({ from, to }) => from !== to);
  const struck = links.filter(link => among.some(({ from, to }) => isEnd(from, link.from) && isEnd(to, link.to)));
  if (kind === 'partition') return 1;
  if (kind === 'cut') return Math.max(1, struck.length);
  if (kind === 'reset') return Math.max(1, struck.length / 2);
  const able = nodes.filter(({ role }) => canSuffer(instance, role, kind));
  return Math.max(1, able.filter(({ index }) => among.some(({ role }) => isEnd(role, index))).length);
}

/** Whether the nodes of a role have what a kind of failure strikes: a clock, a disk. */
function canSuffer({ clock, protocol }: Instance, role: number, kind: FailureKind): boolean {
  if (kind === 'drift' || kind === 'jump' || kind === 'clockFail') return clock?.roles[role]?.has === true;
  return kind !== 'diskfail' || protocol.roles[role]?.variables.some(({ durable }) => durable) === true;
}

/** A clock that is wrong by so many parts per million gains or loses a tick once in this time. */
function msPerTickOfDrift({ clock }: Instance, { driftPpm }: TimedSettings): number {
  return (clock?.tickMs ?? 1) / (driftPpm * 1e-6);
}
