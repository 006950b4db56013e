import type { Instance } from '../model/instance.ts';
import type { Choice, Effects, Envelope, LocalState } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { createContext } from './scope.ts';
import type { Context, Scope } from './scope.ts';

/** One handler running, along one path through its choices. Collects what the handler does. */
export interface Run {
  readonly instance: Instance;
  readonly context: Context;
  readonly self: NodeIndex;
  /** Written in place; `context.variables` is the same list. */
  readonly variables: Value[];
  readonly timers: Set<number>;
  stopped: boolean;
  /** The message that is being handled. */
  readonly envelope: Envelope | undefined;
  readonly sent: Effects['sent'][number][];
  readonly ghostWrites: Effects['ghostWrites'][number][];
  readonly timersStarted: number[];
  readonly timersCancelled: number[];
  readonly choices: Choice[];
  readonly path: Path;
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
  readonly path: Path;
}

export function createRun(instance: Instance, { self, local, envelope, path }: Starting): Run {
  const variables = [...local.variables];
  return {
    instance,
    context: createContext(instance, self, variables),
    self,
    variables,
    timers: new Set(local.timers),
    stopped: false,
    envelope,
    sent: [],
    ghostWrites: [],
    timersStarted: [],
    timersCancelled: [],
    choices: [],
    path,
  };
}

/** The local state that the run leaves. A stopped node waits for nothing: its timers are disarmed. */
export function localAfter(run: Run): LocalState {
  const timers = run.stopped ? [] : [...run.timers].sort((a, b) => a - b);
  return { status: run.stopped ? 'stopped' : 'up', variables: run.variables, timers };
}

export function effectsOf(run: Run): Effects {
  const { sent, ghostWrites, timersStarted, timersCancelled } = run;
  return { sent, ghostWrites, timersStarted, timersCancelled };
}

/** Arms a timer; one that is armed already stays as it is. */
export function startTimer(run: Run, timer: number): void {
  if (run.timers.has(timer)) return;
  run.timers.add(timer);
  run.timersStarted.push(timer);
}

export function cancelTimer(run: Run, timer: number): void {
  if (run.timers.delete(timer)) run.timersCancelled.push(timer);
}
