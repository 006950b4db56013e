import { present } from '../base/assert.ts';
import type { Instance } from './instance.ts';
import { copiesFreely } from './network.ts';
import type { Choice, CopyIndex, Envelope, HandlerReference, Operation, Step } from './state.ts';
import { formatValue } from './values.ts';
import type { NodeIndex, Value } from './values.ts';

/** What naming a step needs of an instance. */
export type Naming = Pick<Instance, 'protocol' | 'nodes' | 'network' | 'failures'>;

/**
 * A step as one line, in the notation of `replay`: `deliver Vote(true) from Participant 2 to Coordinator choosing
 * branch 1`. Branches count from 1. Different steps of one state have different lines.
 */
export function stepText(instance: Naming, step: Step): string {
  switch (step.kind) {
    case 'start':
      return `start${choicesText(instance, step.choices)}`;
    case 'deliver':
    case 'timer':
    case 'action':
      return handlingText(instance, step, ['deliver', 'fire', 'act']);
    case 'lose':
    case 'duplicate':
    case 'corrupt':
    case 'forge':
    case 'reset':
    case 'partition':
    case 'heal':
    case 'cut':
    case 'mend':
      return networkText(instance, step) + budgetText(step);
    case 'crash':
    case 'recover':
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return nodeText(instance, step) + budgetText(step);
    case 'tick':
      return 'tick';
    case 'settle':
      return 'let timers expire';
    case 'round':
      return 'let next round begin';
    case 'stabilise':
      return 'let timing be synchronous';
  }
}

/** The steps of some kinds. */
export type Of<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;
export type NetworkStep = Of<
  'lose' | 'duplicate' | 'corrupt' | 'forge' | 'reset' | 'partition' | 'heal' | 'cut' | 'mend'
>;
export type NodeStep = Of<
  'crash' | 'recover' | 'stall' | 'pause' | 'resume' | 'diskfail' | 'alter' | 'turn' | 'drift' | 'jump' | 'clockFail'
>;

function handlingText(
  instance: Naming,
  step: Of<'deliver' | 'timer' | 'action'>,
  [deliver, fire, act]: readonly [string, string, string],
): string {
  const choices = choicesText(instance, step.choices);
  switch (step.kind) {
    case 'deliver':
      return `${deliver} ${routeText(instance, step.envelope)}${copyText(instance, step)}${choices}`;
    case 'timer':
      return `${fire} ${timerName(instance, step.node, step.timer)} at ${nodeName(instance, step.node)}${choices}`;
    case 'action':
      return `${act} ${actionText(instance, step)} at ${nodeName(instance, step.node)}${choices}`;
  }
}

function networkText(instance: Naming, step: NetworkStep): string {
  switch (step.kind) {
    case 'lose':
      return `lose ${routeText(instance, step.envelope)}${copyIndexText(step.copy)}`;
    case 'duplicate':
      return `duplicate ${routeText(instance, step.envelope)}${copyIndexText(step.copy)}`;
    case 'corrupt':
      return `corrupt ${routeText(instance, step.envelope)}${copyIndexText(step.copy)} into ${messageText(instance, corrupted(step))}`;
    case 'forge':
      return `forge ${routeText(instance, step.envelope)}${choicesText(instance, step.choices)}`;
    case 'reset':
      return `reset {${step.ends.map(node => nodeName(instance, node)).join(', ')}}`;
    case 'partition':
      return `partition {${step.group.map(node => nodeName(instance, node)).join(', ')}}`;
    case 'heal':
      return 'heal';
    case 'cut':
    case 'mend':
      return `${step.kind} from ${nodeName(instance, step.link.from)} to ${nodeName(instance, step.link.to)}`;
  }
}

function nodeText(instance: Naming, step: NodeStep): string {
  const node = nodeName(instance, step.node);
  switch (step.kind) {
    case 'crash':
      return `crash ${node}${midwayText(instance, step)}`;
    case 'recover':
      return `recover ${node}${choicesText(instance, step.choices)}`;
    case 'stall':
      return `stall ${node} {${handlerNames(instance, step.node, step.handlers).join(', ')}}`;
    case 'pause':
    case 'resume':
    case 'diskfail':
      return `${step.kind} ${node}`;
    case 'alter':
      return `corrupt ${variableName(instance, step)} of ${node} to ${valueText(instance, step.value)}`;
    case 'turn':
      return `byzantine ${node}`;
    case 'drift':
      return `drift ${node} ${step.by > 0 ? 'ahead' : 'behind'}`;
    case 'jump':
      return `jump ${node} to ${step.reading}`;
    case 'clockFail':
      return `fail clock of ${node}`;
  }
}

function midwayText(instance: Naming, { midway }: Of<'crash'>): string {
  if (midway === undefined) return '';
  return ` midway ${midway.effects} ${handlingText(instance, midway.of, ['delivering', 'firing', 'acting'])}`;
}

/** What a damaged message says. */
export function corrupted({ envelope, field, value }: Of<'corrupt'>): Envelope {
  return { ...envelope, fields: envelope.fields.map((before, i) => (i === field ? value : before)) };
}

/** The names of some handlers of a node, as the language writes them. */
export function handlerNames(
  instance: Pick<Instance, 'protocol' | 'nodes'>,
  node: NodeIndex,
  handlers: readonly HandlerReference[],
): readonly string[] {
  const { timers, actions } = roleOf(instance, node);
  const lists = { message: instance.protocol.messages, timer: timers, action: actions };
  return handlers.map(({ kind, index }) => present(lists[kind][index], 'a handler that hangs is declared').name);
}

/** The variable that a step damages. */
export function variableName(instance: Naming, { node, variable }: Of<'alter'>): string {
  return present(roleOf(instance, node).variables[variable], 'a damaged variable is declared').name;
}

/** `Vote(true)`, or `Prepare` for a message without fields. */
export function messageText(instance: Naming, envelope: Pick<Envelope, 'message' | 'fields'>): string {
  const { name } = present(instance.protocol.messages[envelope.message], 'a sent message is declared');
  return envelope.fields.length === 0 ? name : `${name}(${valuesText(instance, envelope.fields)})`;
}

export function nodeName(instance: Pick<Instance, 'nodes'>, node: NodeIndex): string {
  return present(instance.nodes[node], 'a named node exists').name;
}

export function valueText(instance: Pick<Instance, 'nodes'>, value: Value): string {
  return formatValue(value, node => nodeName(instance, node));
}

/** `Vote(true) from Participant 2 to Coordinator`. */
export function routeText(instance: Naming, envelope: Envelope): string {
  const { from, to } = envelope;
  return `${messageText(instance, envelope)} from ${nodeName(instance, from)} to ${nodeName(instance, to)}`;
}

/** ` keeping a copy`. Where messages form a set that is never used up every delivery does, which goes without saying. */
export function copyText(instance: Naming, step: Extract<Step, { readonly kind: 'deliver' }>): string {
  return step.consumed || copiesFreely(instance, step.envelope) ? '' : ' keeping a copy';
}

// Copies count from 1, like branches.
function copyIndexText(copy: CopyIndex | undefined): string {
  return copy === undefined ? '' : ` copy ${copy + 1}`;
}

// Where several budgets allow the same step, what is left of them afterwards differs.
function budgetText(step: NetworkStep | NodeStep): string {
  const budget = 'budget' in step ? step.budget : undefined;
  return budget === undefined ? '' : ` by budget ${budget + 1}`;
}

/** `decide(1)`: an action with its arguments. */
export function actionText(instance: Naming, step: Extract<Step, { readonly kind: 'action' }>): string {
  const { name } = present(roleOf(instance, step.node).actions[step.action], 'an action taken is declared');
  return step.arguments.length === 0 ? name : `${name}(${valuesText(instance, step.arguments)})`;
}

/** `write(1)`, or `read` for an operation without arguments. */
export function operationText(
  instance: Pick<Instance, 'nodes'>,
  { operation, arguments: asked }: Pick<Operation, 'operation' | 'arguments'>,
): string {
  return asked.length === 0 ? operation : `${operation}(${valuesText(instance, asked)})`;
}

export function timerName(instance: Naming, node: NodeIndex, timer: number): string {
  return present(roleOf(instance, node).timers[timer], 'a timer that fires is declared').name;
}

function roleOf(instance: Pick<Instance, 'protocol' | 'nodes'>, node: NodeIndex) {
  const { role } = present(instance.nodes[node], 'a node that takes a step exists');
  return present(instance.protocol.roles[role], 'every node has a role');
}

/** ` choosing branch 1, v = 3`; empty where nothing was chosen. */
export function choicesText(instance: Naming, choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  const texts = choices.map(choice =>
    choice.kind === 'either' ? `branch ${choice.branch + 1}` : `${choice.name} = ${valueText(instance, choice.value)}`,
  );
  return ` choosing ${texts.join(', ')}`;
}

function valuesText(instance: Pick<Instance, 'nodes'>, values: readonly Value[]): string {
  return values.map(value => valueText(instance, value)).join(', ');
}
