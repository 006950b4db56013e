import type { Result } from '../base/result.ts';
import { DATA_TYPES } from '../model/dataTypes.ts';
import type { Instance, InstanceHistory, InstanceNetwork, InstanceNode } from '../model/instance.ts';
import type { History, Protocol } from '../model/protocol.ts';
import type { Scenario } from '../model/scenario.ts';
import type { RuntimeError } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { createBehaviour } from './behaviour.ts';
import { asInteger } from './casts.ts';
import { Compiler } from './compile.ts';
import { createClock } from './instantiateClock.ts';
import { checkFailures, createFailures } from './instantiateFailures.ts';
import { attempt, raise } from './errors.ts';
import { emptyObject } from './histories/dataTypes.ts';
import { createContext, createScope } from './scope.ts';
import type { Setting } from './scope.ts';
import { checkType, resolveFields, resolveType } from './types.ts';
import type { Constant } from './types.ts';

/** The most nodes of one instance. */
export const NODES_MAX = 1_000;

/** An instance that is being made: what expressions read is filled in as soon as it is known. */
interface Draft extends Setting {
  readonly protocol: Protocol;
  readonly params: Value[];
  readonly records: Instance['records'][number][];
  readonly roleNodes: Instance['roleNodes'][number][];
  readonly nodes: InstanceNode[];
}

/** A protocol in one of its scenarios, every number computed; or why it cannot be, at the place that says so. */
export function instantiate(protocol: Protocol, scenario: Scenario): Result<Instance, RuntimeError> {
  return attempt(() => {
    const draft: Draft = { protocol, params: [], records: [], roleNodes: [], nodes: [] };
    const compiler = new Compiler(protocol);
    const constant: Constant = expression => compiler.compile(expression)(createScope(createContext(draft), 0));
    computeParams(draft, scenario, constant);
    for (const record of protocol.records) {
      draft.records.push({ kind: 'record', name: record.name, fields: resolveFields(record.fields, constant) });
    }
    createNodes(draft, scenario, constant);
    checkDeclaredTypes(protocol, constant);
    const instance: Instance = {
      ...draft,
      scenario,
      messageFields: protocol.messages.map(message => resolveFields(message.fields, constant)),
      variableTypes: protocol.roles.map(role => role.variables.map(({ type }) => resolveType(type, constant))),
      ghostTypes: protocol.ghosts.map(({ type }) => resolveType(type, constant)),
      histories: protocol.histories.map(history => createHistory(history, constant)),
      network: createNetwork(scenario, constant),
      failures: createFailures(scenario, constant),
      clock: createClock(protocol, scenario, constant),
      bounds: scenario.bounds,
    };
    checkFailures(instance);
    checkInitialValues(instance, constant);
    return instance;
  });
}

function computeParams(draft: Draft, scenario: Scenario, constant: Constant): void {
  draft.protocol.params.forEach((param, index) => {
    const override = scenario.params.find(other => other.param === index);
    const expression = override?.value ?? param.value;
    const value = constant(expression);
    checkType(resolveType(param.type, constant), value, { name: param.name, at: expression.at }, draft);
    draft.params.push(value);
  });
}

function createNodes(draft: Draft, scenario: Scenario, constant: Constant): void {
  draft.protocol.roles.forEach((role, index) => {
    const expression = scenario.nodes[index];
    const count = expression === undefined ? 0 : asInteger(constant(expression), expression.at);
    const at = expression?.at ?? scenario.at;
    if (count < 0) raise('out-of-range', `There cannot be ${count} nodes of ${role.name}.`, at);
    if (draft.nodes.length + count > NODES_MAX) {
      raise('out-of-range', `These are more than ${NODES_MAX} nodes, the most that can be run.`, at);
    }
    const first = draft.nodes.length;
    draft.roleNodes.push({ first, count });
    for (let i = 0; i < count; i += 1) {
      draft.nodes.push({ index: first + i, role: index, name: count === 1 ? role.name : `${role.name} ${i + 1}` });
    }
  });
}

// The types of parameters say what is meant even where nothing is stored in them, so their bounds are checked too.
function checkDeclaredTypes(protocol: Protocol, constant: Constant): void {
  for (const { parameters, result } of protocol.functions) {
    resolveFields(parameters, constant);
    resolveType(result, constant);
  }
  for (const role of protocol.roles) {
    for (const { parameters } of role.procedures) resolveFields(parameters, constant);
  }
}

function createHistory({ dataType, of, initial }: History, constant: Constant): InstanceHistory {
  return {
    dataType,
    of: of === undefined ? undefined : resolveType(of, constant),
    initial: initial === undefined ? emptyObject(dataType) : constant(initial),
  };
}

function createNetwork({ network }: Scenario, constant: Constant): InstanceNetwork {
  const { order, unmatched, transport, timing } = network;
  const capacity =
    network.capacity === undefined ? undefined : asInteger(constant(network.capacity), network.capacity.at);
  if (network.capacity !== undefined && capacity !== undefined && capacity < 0) {
    raise('out-of-range', `A capacity of ${capacity} messages is not possible.`, network.capacity.at);
  }
  return { order: transport === 'tcp' ? 'fifo' : order, unmatched, capacity, transport, timing };
}

function checkInitialValues(instance: Instance, constant: Constant): void {
  instance.protocol.ghosts.forEach((ghost, i) => {
    checkType(instance.ghostTypes[i]!, constant(ghost.initial), { name: ghost.name, at: ghost.initial.at }, instance);
  });
  instance.histories.forEach(({ of, initial }, i) => {
    const declared = instance.protocol.histories[i]!;
    const at = declared.initial?.at ?? declared.at;
    if (of !== undefined && DATA_TYPES[declared.dataType].holds === 'item')
      checkType(of, initial, { name: declared.name, at }, instance);
  });
  const behaviour = createBehaviour(instance);
  for (const node of instance.nodes) {
    const { variables } = instance.protocol.roles[node.role]!;
    behaviour.initialLocal(node.index).variables.forEach((value, i) => {
      const { name, initial } = variables[i]!;
      checkType(instance.variableTypes[node.role]![i]!, value, { name, at: initial.at }, instance);
    });
  }
}
