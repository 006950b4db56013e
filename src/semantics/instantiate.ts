import type { Result } from '../base/result.ts';
import type { Expression } from '../model/expressions.ts';
import type { Instance, InstanceFailure, InstanceNetwork, InstanceNode } from '../model/instance.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Budget, Scenario } from '../model/scenario.ts';
import type { RuntimeError } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { createBehaviour } from './behaviour.ts';
import { asInteger } from './casts.ts';
import { Compiler } from './compile.ts';
import { PARTITION_NODES_MAX } from './environment.ts';
import { attempt, raise } from './errors.ts';
import { createContext, createScope } from './scope.ts';
import type { Setting } from './scope.ts';
import { checkType, resolveFields, resolveType } from './types.ts';

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

type Constant = (expression: Expression) => Value;

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
    const failures = createFailures(scenario, constant);
    checkPartition(draft, failures, scenario);
    const instance: Instance = {
      ...draft,
      scenario,
      messageFields: protocol.messages.map(message => resolveFields(message.fields, constant)),
      variableTypes: protocol.roles.map(role => role.variables.map(({ type }) => resolveType(type, constant))),
      ghostTypes: protocol.ghosts.map(({ type }) => resolveType(type, constant)),
      network: createNetwork(scenario, constant),
      failures,
      bounds: scenario.bounds,
    };
    checkInitialValues(instance, constant);
    return instance;
  });
}

/** The values of all ghosts before anything happens. The instance's initial values are checked already. */
export function initialGhosts(instance: Instance): readonly Value[] {
  const compiler = new Compiler(instance.protocol);
  const scope = createScope(createContext(instance), 0);
  return instance.protocol.ghosts.map(({ initial }) => compiler.compile(initial)(scope));
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

function createNetwork({ network }: Scenario, constant: Constant): InstanceNetwork {
  const capacity =
    network.capacity === undefined ? undefined : asInteger(constant(network.capacity), network.capacity.at);
  if (network.capacity !== undefined && capacity !== undefined && capacity < 0) {
    raise('out-of-range', `A capacity of ${capacity} messages is not possible.`, network.capacity.at);
  }
  const persistent =
    network.order === 'any' && network.duplicates !== undefined && limitOf(network.duplicates, constant) === Infinity;
  return { order: network.order, unmatched: network.unmatched, capacity, persistent };
}

function createFailures({ network, faults }: Scenario, constant: Constant): readonly InstanceFailure[] {
  const declared: readonly (readonly [InstanceFailure['kind'], Budget | undefined, number | undefined])[] = [
    ['loss', network.loss, undefined],
    ['duplicates', network.duplicates, undefined],
    ...faults.crash.map(({ budget, role }) => ['crash', budget, role] as const),
    ['recover', faults.recover, undefined],
    ['partition', faults.partition, undefined],
  ];
  return declared.flatMap(([kind, budget, role]) => {
    const limit = budget === undefined ? 0 : limitOf(budget, constant);
    return limit === 0 ? [] : [{ kind, budget: limit, role }];
  });
}

function limitOf(budget: Budget, constant: Constant): number {
  if (budget === 'any') return Infinity;
  const limit = asInteger(constant(budget), budget.at);
  if (limit < 0)
    raise('out-of-range', `Nothing can happen ${limit} times. Write a number from 0, or «any».`, budget.at);
  return limit;
}

function checkPartition(draft: Draft, failures: readonly InstanceFailure[], scenario: Scenario): void {
  if (draft.nodes.length <= PARTITION_NODES_MAX || !failures.some(({ kind }) => kind === 'partition')) return;
  const message = `${draft.nodes.length} nodes can be split in too many ways: partitions need at most ${PARTITION_NODES_MAX} nodes.`;
  const budget = scenario.faults.partition;
  raise('out-of-range', message, budget === undefined || budget === 'any' ? scenario.at : budget.at);
}

function checkInitialValues(instance: Instance, constant: Constant): void {
  instance.protocol.ghosts.forEach((ghost, i) => {
    checkType(instance.ghostTypes[i]!, constant(ghost.initial), { name: ghost.name, at: ghost.initial.at }, instance);
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
