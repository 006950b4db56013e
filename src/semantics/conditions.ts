import type { InstanceClock } from '../model/instance.ts';
import type { Countdown, HandlerReference, LocalClock, LocalState } from '../model/state.ts';

/** What lasts at a node beside its variables: what hangs, how long timers wait, what its clocks show. */

/** A timer that was started without a duration may fire at any time. */
export const NO_COUNTDOWN: Countdown = { low: 0, high: Infinity };

export function isStalled({ stalled }: LocalState, handler: HandlerReference): boolean {
  return stalled !== undefined && stalled.some(other => compareHandlers(other, handler) === 0);
}

/** Messages first, then timers, then actions. */
export function compareHandlers(a: HandlerReference, b: HandlerReference): number {
  const ranks = ['message', 'timer', 'action'];
  return ranks.indexOf(a.kind) - ranks.indexOf(b.kind) || a.index - b.index;
}

/** The armed timers that may fire now, ascending. Those that wait for the next round are not among them. */
export function readyTimers(local: LocalState): readonly number[] {
  const { timers, countdowns } = local;
  return timers.filter(
    (timer, i) => (countdowns?.[i]?.low ?? 0) === 0 && !isStalled(local, { kind: 'timer', index: timer }),
  );
}

/** The timers that wait for the next round of a synchronous network, and may fire while there are no rounds yet. */
export function waitingTimers(local: LocalState): readonly number[] {
  return (local.rearmed ?? []).filter(timer => !isStalled(local, { kind: 'timer', index: timer }));
}

/** Whether a timer of a running node must fire before time goes on. */
export function isUrgent(local: LocalState): boolean {
  const { status, timers, countdowns } = local;
  if (status !== 'up' || countdowns === undefined) return false;
  return timers.some((timer, i) => countdowns[i]?.high === 0 && !isStalled(local, { kind: 'timer', index: timer }));
}

/** The local state with other timers armed: each with how long it waits, which only nodes with a clock keep. */
export function withTimers(local: LocalState, armed: ReadonlyMap<number, Countdown>): LocalState {
  const { countdowns: _, ...rest } = local;
  const timers = [...armed.keys()].sort((a, b) => a - b);
  if (local.clock === undefined || timers.length === 0) return { ...rest, timers };
  return { ...rest, timers, countdowns: timers.map(timer => armed.get(timer) ?? NO_COUNTDOWN) };
}

export function withRearmed(local: LocalState, rearmed: readonly number[]): LocalState {
  const { rearmed: _, ...rest } = local;
  return rearmed.length === 0 ? rest : { ...rest, rearmed: [...rearmed].sort((a, b) => a - b) };
}

/** The armed timers and how long they wait. */
export function armedTimers({ timers, countdowns }: LocalState): Map<number, Countdown> {
  return new Map(timers.map((timer, i) => [timer, countdowns?.[i] ?? NO_COUNTDOWN]));
}

/** What a local state is when the next round begins: every timer may fire again. */
export function inNextRound(local: LocalState): LocalState {
  if (local.rearmed === undefined) return local;
  const timers = [...new Set([...local.timers, ...local.rearmed])].sort((a, b) => a - b);
  return withRearmed({ ...local, timers }, []);
}

/** What the wall clock shows. */
export function readingOf({ time, offset, failedAt }: LocalClock): number {
  return failedAt ?? time + offset;
}

/** A tick of true time at a node. A clock that failed shows the same for ever, and its timers wait for ever. */
export function ticked(local: LocalState): LocalState {
  const { clock } = local;
  if (clock === undefined || clock.failedAt !== undefined) return local;
  if (clock.slow === true) {
    const { slow: _, ...rest } = clock;
    return { ...local, clock: { ...rest, time: clock.time + 1, offset: clock.offset - 1 } };
  }
  return { ...advanced(local, clock), clock: { ...advancedClock(clock), time: clock.time + 1 } };
}

/** The clock gains a tick on true time. */
export function gainsTick(local: LocalState, clock: LocalClock): LocalState {
  return { ...advanced(local, clock), clock: { ...advancedClock(clock), offset: clock.offset + 1 } };
}

function advancedClock(clock: LocalClock): LocalClock {
  return clock.monotonic === undefined ? clock : { ...clock, monotonic: clock.monotonic + 1 };
}

function advanced(local: LocalState, clock: LocalClock): LocalState {
  if (local.countdowns === undefined) return { ...local, clock };
  const left = (ticks: number): number => Math.max(0, ticks - 1);
  return { ...local, countdowns: local.countdowns.map(({ low, high }) => ({ low: left(low), high: left(high) })) };
}

/** The other readings that a clock may be set to: all that keep it within the skew. */
export function jumps(clock: LocalClock, { skew }: InstanceClock): readonly LocalClock[] {
  const { slow: _, ...rest } = clock;
  return Array.from({ length: 2 * skew + 1 }, (_unused, i) => i - skew)
    .filter(offset => offset !== clock.offset)
    .map(offset => ({ ...rest, offset }));
}
