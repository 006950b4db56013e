import { NO_SPAN } from '../../src/base/span.ts';
import type { BinaryOperator, Expression } from '../../src/model/expressions.ts';
import type { Action, MessageHandler, Property, Protocol, Role, Variable } from '../../src/model/protocol.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { Block, Statement } from '../../src/model/statements.ts';
import type { DeclaredType } from '../../src/model/types.ts';
import type { Value } from '../../src/model/values.ts';

/** Protocols as data, for tests of rooms that do not know the language. */

const at = NO_SPAN;

export function literal(value: Value): Expression {
  return { at, kind: 'literal', value };
}

export function variable(index: number): Expression {
  return { at, kind: 'variable', variable: index, name: `v${index}` };
}

export function local(slot: number): Expression {
  return { at, kind: 'local', slot, name: `l${slot}` };
}

export function allOf(role: number): Expression {
  return { at, kind: 'roleNodes', role };
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { at, kind: 'binary', operator, left, right };
}

export function assign(index: number, value: Expression, operator?: BinaryOperator): Statement {
  const target = { scope: 'variable' as const, index, name: `v${index}`, path: [] };
  return { at, kind: 'assign', target, operator, value, empty: undefined };
}

export function sendToAll(message: number, nodes: Expression, fields: readonly Expression[] = []): Statement {
  return { at, kind: 'send', message, fields, to: { kind: 'each', nodes } };
}

export function declare(name: string, type: DeclaredType, initial: Value, durable = false): Variable {
  return { name, at, doc: undefined, type, durable, initial: literal(initial) };
}

export function onMessage(message: number, guard: Expression | undefined, body: Block): MessageHandler {
  return { at, slots: 1, guard, body, message, fieldSlots: [], patterns: [], senderSlot: 0 };
}

export function action(name: string, guard: Expression | undefined, body: Block): Action {
  return { name, at, doc: undefined, fairness: 'weak', parameters: [], slots: 0, guard, body };
}

export function role(name: string, parts: Partial<Role>): Role {
  const none = { ordered: false, variables: [], timers: [], start: undefined, recover: undefined };
  const handlers = { messageHandlers: [], timerHandlers: [], actions: [], procedures: [] };
  return { name, at, doc: undefined, ...none, ...handlers, ...parts };
}

export function property(
  name: string,
  kind: 'invariant' | 'step' | 'finally' | 'reachable',
  body: Expression,
): Property {
  return { name, at, doc: undefined, kind, body, slots: 8 };
}

export function scenario(counts: readonly number[], parts: Partial<Scenario> = {}): Scenario {
  return {
    name: 'system',
    at,
    doc: undefined,
    nodes: counts.map(literal),
    params: [],
    network: {
      order: 'any',
      unmatched: 'discard',
      capacity: undefined,
      loss: undefined,
      duplicates: undefined,
      delay: undefined,
    },
    faults: { crash: [], recover: undefined, partition: undefined },
    bounds: { depth: undefined, states: undefined },
    expectations: [],
    replays: [],
    ...parts,
  };
}

export function protocol(parts: Partial<Protocol>): Protocol {
  return {
    name: 'Built',
    doc: undefined,
    params: [],
    records: [],
    messages: [],
    functions: [],
    roles: [],
    ghosts: [],
    histories: [],
    properties: [],
    scenarios: [],
    ...parts,
  };
}
