import type { Expression } from '../../model/expressions.ts';
import type { FunctionDeclaration, History, Property, Protocol, Role } from '../../model/protocol.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { DeclaredField, DeclaredType } from '../../model/types.ts';
import type { CheckedType } from './checkedType.ts';
import type { CheckedRole } from './roles.ts';
import type { SymbolEntry } from './symbols.ts';
import type { FieldEntry, Tables } from './tables.ts';

/** Everything that checking found out, without a single error. */
export interface CheckedParts {
  readonly name: string;
  readonly doc: string | undefined;
  readonly functions: readonly Pick<FunctionDeclaration, 'slots' | 'body'>[];
  readonly roles: readonly CheckedRole[];
  readonly ghosts: readonly Expression[];
  readonly properties: readonly Property[];
  readonly scenarios: readonly Scenario[];
}

/** The model of a file without errors. */
export function assemble(tables: Tables, parts: CheckedParts): Protocol {
  const zero = (symbol: SymbolEntry): Expression => ({ kind: 'literal', value: 0, at: symbol.at });
  return {
    name: parts.name,
    doc: parts.doc,
    params: [...tables.params.values()].map(({ symbol, type, value }) => ({
      ...declared(symbol),
      type: modelType(tables, type),
      value: value ?? zero(symbol),
    })),
    records: [...tables.records.values()].map(({ symbol, fields }) => ({
      ...declared(symbol),
      kind: 'record',
      fields: modelFields(tables, fields),
    })),
    ...messagesOf(tables),
    functions: [...tables.functions.values()].map(({ symbol, parameters, result }, i) => ({
      ...declared(symbol),
      parameters: modelFields(tables, parameters),
      result: modelType(tables, result),
      ...(parts.functions[i] ?? { slots: 0, body: zero(symbol) }),
    })),
    roles: parts.roles.map(role => modelRole(tables, role)),
    ghosts: [...tables.ghosts.values()].map(({ symbol, type }, i) => ({
      ...declared(symbol),
      type: modelType(tables, type),
      initial: parts.ghosts[i] ?? zero(symbol),
    })),
    histories: [...tables.histories.values()].flatMap(({ symbol, dataType, of, initial }): readonly History[] =>
      dataType === undefined ? [] : [{ ...declared(symbol), dataType, of: of && modelType(tables, of), initial }],
    ),
    properties: parts.properties,
    scenarios: parts.scenarios,
  };
}

/** The messages, and behind them the one by which a node learns that a connection was reset, where some role cares. */
function messagesOf(tables: Tables): Pick<Protocol, 'messages' | 'disconnect'> {
  const messages = [...tables.messages.values()].map(({ symbol, fields }) => ({
    ...declared(symbol),
    fields: modelFields(tables, fields),
  }));
  const { disconnectAt: at } = tables;
  if (at === undefined) return { messages };
  return {
    messages: [...messages, { name: 'disconnect', at, doc: undefined, fields: [] }],
    disconnect: messages.length,
  };
}

function declared({ name, at, doc }: SymbolEntry): Pick<SymbolEntry, 'name' | 'at' | 'doc'> {
  return { name, at, doc };
}

function modelFields(tables: Tables, fields: readonly FieldEntry[]): readonly DeclaredField[] {
  return fields.map(({ name, type }) => ({ name, type: modelType(tables, type) }));
}

function modelRole(tables: Tables, { entry, initials, handlers, actions, procedures }: CheckedRole): Role {
  return {
    ...declared(entry.symbol),
    ordered: entry.node.ordered,
    variables: [...entry.variables.values()].map(({ symbol, type, node }, i) => ({
      ...declared(symbol),
      type: modelType(tables, type),
      durable: node.durable,
      initial: initials[i] ?? { kind: 'literal', value: 0, at: symbol.at },
    })),
    timers: [...entry.timers.values()].map(({ symbol }) => declared(symbol)),
    start: handlers.start,
    recover: handlers.recover,
    messageHandlers: handlers.messages.map(({ handler }) => handler),
    timerHandlers: handlers.timers.map(({ handler }) => handler),
    actions: actions.map(action => ({
      ...action,
      parameters: action.parameters.map(({ name, type, over }) => ({ name, type: modelType(tables, type), over })),
    })),
    procedures: procedures.map((procedure, i) => ({
      ...procedure,
      parameters: modelFields(tables, [...entry.procedures.values()][i]?.parameters ?? []),
    })),
  };
}

/** The model's type; what only exists while checking, and cannot be declared, becomes the smallest type. */
export function modelType(tables: Tables, type: CheckedType): DeclaredType {
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return { kind: type.kind };
    case 'range':
      return { kind: 'range', low: type.low, high: type.high };
    case 'enum':
      return { kind: 'enum', name: type.name, literals: type.literals };
    case 'role':
      return { kind: 'role', role: type.role, name: type.name };
    case 'option':
      return { kind: 'option', of: modelType(tables, type.of) };
    case 'set':
      return { kind: 'set', of: modelType(tables, type.of) };
    case 'list':
      return { kind: 'list', of: modelType(tables, type.of), max: type.max };
    case 'map':
      return { kind: 'map', key: modelType(tables, type.key), value: modelType(tables, type.value) };
    case 'record':
      return {
        kind: 'record',
        name: type.name,
        fields: modelFields(tables, tables.recordAt(type.record)?.fields ?? []),
      };
    case 'unknown':
    case 'envelope':
      return { kind: 'bool' };
  }
}
