import { present } from '../base/assert.ts';
import { jsonText } from '../base/jsonText.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName, stepText, timerName } from '../model/labels.ts';
import type { Envelope, Execution, State } from '../model/state.ts';
import { itfInteger, itfValue, type ItfValue } from './itfValues.ts';

/** What an execution does not say about itself. */
export interface ItfAbout {
  readonly description: string;
  /** Index of the state that follows the last one for ever; undefined where nothing repeats. */
  readonly loop: number | undefined;
}

/**
 * An execution as a trace of states in the Informal Trace Format of Apalache, which Quint and viewers read too. Roles
 * become variables that map their nodes to values; which step led to a state is in its meta data. A step that fails
 * leads to no state and is left out.
 */
export function itfText(instance: Instance, { start, transitions }: Execution, about: ItfAbout): string {
  const variables = variablesOf(instance);
  const { loop } = about;
  const taken = [start, ...transitions];
  // The state after the last step of a loop is the one that the loop begins with, and stands there already.
  const shown = loop !== undefined && loop < taken.length - 1 ? taken.slice(0, -1) : taken;
  const states = shown.map(({ step, state }, index) => ({
    '#meta': { index, step: stepText(instance, step) },
    ...Object.fromEntries(variables.map(({ name, valueIn }) => [name, valueIn(state)])),
  }));
  return jsonText({
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      description: about.description,
    },
    vars: variables.map(({ name }) => name),
    ...(loop === undefined ? {} : { loop }),
    states,
  });
}

interface ItfVariable {
  readonly name: string;
  readonly valueIn: (state: State) => ItfValue;
}

function variablesOf(instance: Instance): readonly ItfVariable[] {
  const { protocol, ghostTypes } = instance;
  const ghosts = protocol.ghosts.map(({ name }, i) => ({
    name,
    valueIn: (state: State) =>
      itfValue(instance, state.ghosts[i] ?? null, present(ghostTypes[i], 'every ghost has a type')),
  }));
  const all = [...protocol.roles.flatMap((_, role) => ofRole(instance, role)), ...ghosts, ...ofEverybody(instance)];
  return uniquelyNamed(all);
}

/** What is of every node of a role: its variables by name, and which of its timers are armed. */
function ofRole(instance: Instance, index: number): readonly ItfVariable[] {
  const role = present(instance.protocol.roles[index], 'a role of the protocol');
  const types = instance.variableTypes[index] ?? [];
  const nodes = instance.nodes.filter(node => node.role === index);
  const byNode = (valueOf: (state: State, node: number) => ItfValue) => (state: State) => ({
    '#map': nodes.map(node => [node.name, valueOf(state, node.index)] as const),
  });
  const variables = role.variables.map(({ name }, i) => ({
    name: `${role.name}_${name}`,
    valueIn: byNode((state, node) =>
      itfValue(instance, state.locals[node]?.variables[i] ?? null, present(types[i], 'every variable has a type')),
    ),
  }));
  if (role.timers.length === 0) return variables;
  const armed = byNode((state, node) => ({
    '#set': (state.locals[node]?.timers ?? []).map(timer => timerName(instance, node, timer)),
  }));
  return [...variables, { name: `${role.name}_timers`, valueIn: armed }];
}

/** What of a state has no name in the protocol. */
function ofEverybody(instance: Instance): readonly ItfVariable[] {
  const name = (node: number): string => nodeName(instance, node);
  const can = (...kinds: readonly string[]): boolean => instance.failures.some(({ kind }) => kinds.includes(kind));
  const variables: ItfVariable[] = [
    {
      name: 'node_status',
      valueIn: state => ({ '#map': state.locals.map(({ status }, node) => [name(node), status] as const) }),
    },
    { name: 'in_flight', valueIn: state => state.inboxes.flat().map(envelope => ofEnvelope(instance, envelope)) },
  ];
  if (can('partition')) {
    variables.push({
      name: 'partitioned',
      valueIn: ({ environment }) => ({ '#set': (environment.partition ?? []).map(name) }),
    });
  }
  if (can('cut')) {
    variables.push({
      name: 'cut_links',
      valueIn: ({ environment }) => ({
        '#set': (environment.cuts ?? []).map(({ from, to }) => ({ '#tup': [name(from), name(to)] })),
      }),
    });
  }
  if (instance.clock !== undefined) {
    variables.push({ name: 'true_time', valueIn: ({ environment }) => itfInteger(environment.time ?? 0) });
  }
  return variables;
}

/** A message with the fields it is declared with, as a variant of its name. */
function ofEnvelope(instance: Instance, { from, to, message, fields }: Envelope): ItfValue {
  const { name } = present(instance.protocol.messages[message], 'a message in flight is declared');
  const types = instance.messageFields[message] ?? [];
  const content = fields.map((value, i) => {
    const field = present(types[i], 'every field of a message is declared');
    return [field.name, itfValue(instance, value, field.type)] as const;
  });
  return {
    from: nodeName(instance, from),
    to: nodeName(instance, to),
    message: { tag: name, value: content.length === 0 ? { '#tup': [] } : Object.fromEntries(content) },
  };
}

/** A protocol may call a ghost as we call a part of the state: the later one gets another name. */
function uniquelyNamed(variables: readonly ItfVariable[]): readonly ItfVariable[] {
  const used = new Set<string>();
  return variables.map(variable => {
    let { name } = variable;
    while (used.has(name)) name += '_';
    used.add(name);
    return { ...variable, name };
  });
}
