import type { Expression } from '../model/expressions.ts';
import type { InstanceClock } from '../model/instance.ts';
import type { Protocol, Role } from '../model/protocol.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Block } from '../model/statements.ts';
import { blocksOf, expressionsIn, expressionsOf, statementsIn } from '../model/walk.ts';
import { asInteger } from './casts.ts';
import { raise } from './errors.ts';
import type { Constant } from './types.ts';

/** The most ticks of one run. */
const HORIZON_MAX = 10_000;

/** The clock of a scenario, and which roles have one: those that read it, or start a timer after a while. */
export function createClock(protocol: Protocol, scenario: Scenario, constant: Constant): InstanceClock | undefined {
  const { clock } = scenario;
  if (clock === undefined) return undefined;
  const horizon = ticksOf(clock.horizon, constant);
  const skew = clock.skew === undefined ? 0 : ticksOf(clock.skew, constant);
  return { horizon, skew, tickMs: clock.tickMs ?? 1, roles: protocol.roles.map(usesOf) };
}

function ticksOf(expression: Expression, constant: Constant): number {
  const ticks = asInteger(constant(expression), expression.at);
  if (ticks >= 0 && ticks <= HORIZON_MAX) return ticks;
  raise('out-of-range', `${ticks} ticks are not possible: write a number from 0 to ${HORIZON_MAX}.`, expression.at);
}

function usesOf(role: Role): InstanceClock['roles'][number] {
  const reads = new Set([...blocksOf(role)].flatMap(block => [...clockReads(block)]));
  for (const expression of guardsOf(role)) {
    for (const part of expressionsIn(expression)) if (part.kind === 'builtin') reads.add(part.name);
  }
  const readsClock = reads.has('now') || reads.has('monotonic') || reads.has('truetime') || reads.has('after');
  return { has: readsClock, monotonic: reads.has('monotonic') };
}

function guardsOf({ messageHandlers, timerHandlers, actions, variables }: Role): readonly Expression[] {
  const guards = [...messageHandlers, ...timerHandlers, ...actions].map(({ guard }) => guard);
  const patterns = messageHandlers.flatMap(handler => handler.patterns.map(({ value }) => value));
  const parameters = actions.flatMap(action => action.parameters.map(({ over }) => over));
  const initials = variables.map(({ initial }) => initial);
  return [...guards.filter(guard => guard !== undefined), ...patterns, ...parameters, ...initials];
}

/** The names of the built-in functions that a block calls, and `after` where it starts a timer with a duration. */
function* clockReads(block: Block): Generator<string> {
  for (const statement of statementsIn(block)) {
    if (statement.kind === 'start' && statement.after !== undefined) yield 'after';
    for (const expression of expressionsOf(statement)) {
      for (const part of expressionsIn(expression)) if (part.kind === 'builtin') yield part.name;
    }
  }
}
