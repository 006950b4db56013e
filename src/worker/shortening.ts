import { present } from '../base/assert.ts';
import type { ExecutionView } from '../contract/execution.ts';
import { readsOf, readsOfHistory } from '../engine/reads.ts';
import { stepText } from '../model/labels.ts';
import type { Property } from '../model/protocol.ts';
import type { Execution, Outcome, RuntimeError, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { isHistoryProperty } from '../semantics/histories/judge.ts';
import { positionOfText } from '../semantics/replay.ts';
import { traceOf } from '../trace/record.ts';
import { causesOf, eventlessSteps, eventsOf, latestEvent, minimised } from '../trace/slice.ts';
import type { Trace } from '../trace/trace.ts';
import { isViolatedBy } from './verdictAt.ts';

/** What an execution is an example of, and where. */
export interface Violation {
  /** Undefined where the protocol itself goes wrong. */
  readonly property: Property | undefined;
  /** Index of the step that shows it first; 0 is the start. */
  readonly step: number;
}

/** What is left of an execution: the steps that are needed, the start left out, and the schedule that takes only them. */
export interface Shortened {
  readonly steps: readonly number[];
  readonly schedule: Schedule;
}

/** The violation that an execution's verdict speaks of; undefined where there is none that single steps show. */
export function violationOf(
  { instance }: System,
  { transitions, error }: Execution,
  verdict: ExecutionView['verdict'],
): Violation | undefined {
  if (verdict?.kind !== 'violated') return undefined;
  if (error !== undefined) return { property: undefined, step: transitions.length + 1 };
  const property = instance.protocol.properties.find(({ name }) => name === verdict.property);
  return property && { property, step: verdict.step ?? transitions.length };
}

/**
 * Leaves out the steps that a violation does not need, so that the others can still be taken and end in the same one:
 * first all that cannot have caused what the property reads, then every other. Yields after every step that is tried.
 */
export function* shortened(
  system: System,
  execution: Execution,
  schedule: Schedule,
  violation: Violation,
): Generator<undefined, Shortened> {
  const replays = new Replays(system, execution, schedule, violation);
  const trace = traceOf(system.instance, execution);
  const all = Array.from({ length: violation.step }, (_, i) => i + 1);
  let begun: readonly number[] = all;
  for (const guess of guesses(system, trace, violation)) {
    const found = yield* replays.attempt(all.filter(step => guess.has(step)));
    if (found === undefined) continue;
    begun = found;
    break;
  }
  const steps = yield* minimised(begun, items => replays.attempt(items));
  return { steps, schedule: yield* replays.scheduleOf(steps) };
}

/** Sets of steps that may be enough, the smallest first. */
function guesses({ instance }: System, trace: Trace, { property, step }: Violation): readonly ReadonlySet<number>[] {
  const causes = [...causesOf(trace, eventsOf(trace, step)), step];
  const eventless = eventlessSteps(trace, step);
  const guess = (...parts: readonly Iterable<number>[]): ReadonlySet<number> =>
    new Set(parts.flatMap(part => [...part]));
  if (property === undefined) return [guess(causes), guess(causes, eventless)];
  const nodes = instance.nodes.filter(({ role }) => isRead(instance.protocol, property, role));
  const read = causesOf(
    trace,
    nodes.flatMap(({ index }) => latestEvent(trace, index, step)),
  );
  return [guess(causes), guess(causes, eventless), guess(causes, read), guess(causes, read, eventless)];
}

/** Whether a property may read what nodes of a role know. */
function isRead(protocol: System['instance']['protocol'], property: Property, role: number): boolean {
  if (isHistoryProperty(property)) return readsOfHistory(protocol, property.history).status;
  if (!('body' in property)) return true;
  const { variables, status } = readsOf(protocol, property.body);
  return status || (variables[role]?.size ?? 0) > 0;
}

/** Takes some of the steps of an execution again, each told by its text. */
class Replays {
  readonly #system: System;
  readonly #texts: readonly string[];
  readonly #start: State;
  readonly #startPosition: number;
  readonly #property: Property | undefined;
  readonly #error: RuntimeError | undefined;

  constructor(system: System, execution: Execution, schedule: Schedule, { property }: Violation) {
    const { start, transitions, error } = execution;
    const taken = [start, ...transitions, ...(error === undefined ? [] : [error])];
    this.#system = system;
    this.#texts = taken.map(({ step }) => stepText(system.instance, step));
    this.#start = start.state;
    this.#startPosition = present(schedule[0], 'a schedule begins with a start');
    this.#property = property;
    this.#error = error?.error;
  }

  /** The steps up to the first that shows the violation; undefined where not all can be taken, or nothing is violated. */
  *attempt(steps: readonly number[]): Generator<undefined, readonly number[] | undefined> {
    let before = this.#start;
    if (this.#property !== undefined && isViolatedBy(this.#system, this.#property, undefined, before)) return [];
    for (const [i, step] of steps.entries()) {
      const { outcome } = this.#take(before, step);
      yield undefined;
      if (outcome === undefined) return undefined;
      if (this.#shows(before, outcome)) return steps.slice(0, i + 1);
      if (outcome.kind === 'error') return undefined;
      before = outcome.state;
    }
    return undefined;
  }

  /** The schedule that takes the start and then some steps, all of which can be taken. */
  *scheduleOf(steps: readonly number[]): Generator<undefined, Schedule> {
    const schedule = [this.#startPosition];
    let state = this.#start;
    for (const step of steps) {
      const { outcome, position } = this.#take(state, step);
      yield undefined;
      schedule.push(position);
      if (outcome?.kind === 'state') ({ state } = outcome);
    }
    return schedule;
  }

  #take(state: State, step: number): { readonly outcome: Outcome | undefined; readonly position: number } {
    const outcomes = this.#system.successors(state);
    const position = positionOfText(this.#system, outcomes, this.#texts[step] ?? '');
    return { outcome: outcomes[position], position };
  }

  #shows(before: State, outcome: Outcome): boolean {
    if (outcome.kind === 'error') {
      const { code, at } = outcome.error;
      return this.#property === undefined && code === this.#error?.code && at.start === this.#error.at.start;
    }
    return this.#property !== undefined && isViolatedBy(this.#system, this.#property, before, outcome.state);
  }
}
