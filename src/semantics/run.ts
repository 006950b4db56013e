import type { Instance } from '../model/instance.ts';
import type { Choice, Countdown, Effects, Envelope, LocalState, OperationEvent, StartedTimer } from '../model/state.ts';
import type { Duration } from '../model/statements.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { armedTimers, NO_COUNTDOWN, withRearmed, withTimers } from './conditions.ts';
import { createContext } from './scope.ts';
import type { Context, Scope } from './scope.ts';

/** One handler running, along one path through its choices. Collects what the handler does. */
export interface Run {
  readonly instance: Instance;
  readonly context: Context;
  readonly self: NodeIndex;
  /** The local state it began with. */
  readonly before: LocalState;
  /** Written in place; `context.variables` is the same list. */
  readonly variables: Value[];
  /** Armed timers, and how long each waits. */
  readonly timers: Map<number, Countdown>;
  readonly rearmed: Set<number>;
  /** Whether timers that it arms wait for the next round of a synchronous network. */
  readonly rearms: boolean;
  stopped: boolean;
  /** The message that is being handled. */
  readonly envelope: Envelope | undefined;
  readonly sent: Effects['sent'][number][];
  readonly ghostWrites: Effects['ghostWrites'][number][];
  readonly operations: OperationEvent[];
  readonly timersStarted: StartedTimer[];
  readonly timersCancelled: number[];
  readonly choices: Choice[];
  /** How many messages it has sent and durable variables it has written, and what was done before each but the first. */
  effectCount: number;
  readonly interruptions: Interruption[];
  readonly path: Path;
}

/** A place between two effects of a handler, where its node may crash. */
export interface Interruption {
  /** How many effects come before it, at least 1. */
  readonly effects: number;
  readonly variables: readonly Value[];
  readonly sentCount: number;
  readonly ghostWriteCount: number;
  readonly operationCount: number;
}

/** Local names of a handler or procedure, and the run they belong to. */
export interface RunScope extends Scope {
  readonly run: Run;
}

/**
 * The alternatives taken at the choices of one path, and how many there were. Choices beyond the end take their first
 * alternative; `nextPath` goes through all paths in the order in which the alternatives are written.
 */
export interface Path {
  readonly taken: number[];
  readonly widths: number[];
  met: number;
}

export function firstPath(): Path {
  return { taken: [], widths: [], met: 0 };
}

/** The path after `path`, undefined after the last one. */
export function nextPath(path: Path): Path | undefined {
  const taken = path.taken.slice(0, path.met);
  const widths = path.widths.slice(0, path.met);
  while (taken.length > 0) {
    const last = taken.pop()!;
    if (last + 1 < widths[taken.length]!) return { taken: [...taken, last + 1], widths: [], met: 0 };
    widths.pop();
  }
  return undefined;
}

/** Which of `width` alternatives this path takes at its next choice. */
export function takeAlternative(path: Path, width: number): number {
  const taken = path.taken[path.met] ?? 0;
  path.taken[path.met] = taken;
  path.widths[path.met] = width;
  path.met += 1;
  return taken;
}

export interface Starting {
  readonly self: NodeIndex;
  readonly local: LocalState;
  readonly envelope: Envelope | undefined;
  readonly rearms: boolean;
  readonly path: Path;
}

export function createRun(instance: Instance, { self, local, envelope, rearms, path }: Starting): Run {
  const variables = [...local.variables];
  return {
    instance,
    context: createContext(instance, self, variables, local.clock),
    self,
    before: local,
    variables,
    timers: armedTimers(local),
    rearmed: new Set(local.rearmed),
    rearms,
    stopped: false,
    envelope,
    sent: [],
    ghostWrites: [],
    operations: [],
    timersStarted: [],
    timersCancelled: [],
    choices: [],
    effectCount: 0,
    interruptions: [],
    path,
  };
}

/** The local state that the run leaves. A stopped node waits for nothing: its timers are disarmed. */
export function localAfter({ before, variables, timers, rearmed, stopped }: Run): LocalState {
  const local: LocalState = { ...before, status: stopped ? 'stopped' : 'up', variables };
  return withRearmed(withTimers(local, stopped ? new Map() : timers), stopped ? [] : [...rearmed]);
}

export function effectsOf(run: Run): Effects {
  const { sent, ghostWrites, operations, timersStarted, timersCancelled } = run;
  const effects = { sent, ghostWrites, timersStarted, timersCancelled };
  return operations.length === 0 ? effects : { ...effects, operations };
}

/** Called before a message is sent or a durable variable written. */
export function beginEffect(run: Run): void {
  const { effectCount, sent, ghostWrites, operations } = run;
  if (effectCount > 0) {
    const variables = [...run.variables];
    run.interruptions.push({
      effects: effectCount,
      variables,
      sentCount: sent.length,
      ghostWriteCount: ghostWrites.length,
      operationCount: operations.length,
    });
  }
  run.effectCount += 1;
}

/**
 * Arms a timer. One that is armed already waits anew, as a watchdog does; without a duration, and in a round that is going
 * on, it stays as it is.
 */
export function startTimer(run: Run, timer: number, after: Duration | undefined): void {
  const isArmed = run.timers.has(timer) || run.rearmed.has(timer);
  if (isArmed && after === undefined) return;
  if (!run.rearms) run.timers.set(timer, countdownOf(run.instance, after));
  else if (!isArmed) run.rearmed.add(timer);
  run.timersStarted.push({ timer, after });
}

export function cancelTimer(run: Run, timer: number): void {
  const wasArmed = run.timers.delete(timer);
  if (run.rearmed.delete(timer) || wasArmed) run.timersCancelled.push(timer);
}

/** A duration in ticks, rounded up: a timer never fires early. */
function countdownOf({ clock }: Instance, after: Duration | undefined): Countdown {
  if (clock === undefined || after === undefined) return NO_COUNTDOWN;
  return { low: Math.ceil(after.lowMs / clock.tickMs), high: Math.ceil(after.highMs / clock.tickMs) };
}
