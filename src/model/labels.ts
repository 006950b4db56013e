import { present } from '../base/assert.ts';
import type { Instance } from './instance.ts';
import type { Choice, CopyIndex, Envelope, Step } from './state.ts';
import { formatValue } from './values.ts';
import type { NodeIndex, Value } from './values.ts';

/** What naming a step needs of an instance. */
export type Naming = Pick<Instance, 'protocol' | 'nodes' | 'network' | 'failures'>;

/**
 * A step as one line, in the notation of `replay`: `deliver Vote(true) from Participant 2 to Coordinator choosing
 * branch 1`. Branches count from 1.
 */
export function stepText(instance: Naming, step: Step): string {
  switch (step.kind) {
    case 'start':
      return `start${choicesText(instance, step.choices)}`;
    case 'deliver':
      return `deliver ${routeText(instance, step.envelope)}${copyText(instance, step)}${choicesText(instance, step.choices)}`;
    case 'timer':
      return `fire ${timerName(instance, step.node, step.timer)} at ${nodeName(instance, step.node)}${choicesText(instance, step.choices)}`;
    case 'action':
      return `act ${actionText(instance, step)} at ${nodeName(instance, step.node)}${choicesText(instance, step.choices)}`;
    case 'lose':
      return `lose ${routeText(instance, step.envelope)}${copyIndexText(step.copy)}`;
    case 'duplicate':
      return `duplicate ${routeText(instance, step.envelope)}${copyIndexText(step.copy)}`;
    case 'crash':
      return `crash ${nodeName(instance, step.node)}${budgetText(instance, step)}`;
    case 'recover':
      return `recover ${nodeName(instance, step.node)}${choicesText(instance, step.choices)}`;
    case 'partition':
      return `partition {${step.group.map(node => nodeName(instance, node)).join(', ')}}`;
    case 'heal':
      return 'heal';
  }
}

/** A step as a colleague would tell it. */
export function stepSentence(instance: Naming, step: Step): string {
  switch (step.kind) {
    case 'start':
      return `Everybody starts${choicesText(instance, step.choices)}`;
    case 'deliver':
      return deliverySentence(instance, step);
    case 'timer': {
      const ignored = step.handler === undefined ? ', and nothing comes of it' : '';
      return `${nodeName(instance, step.node)}'s timer ${timerName(instance, step.node, step.timer)} fires${ignored}${choicesText(instance, step.choices)}`;
    }
    case 'action':
      return `${nodeName(instance, step.node)} takes the action ${actionText(instance, step)}${choicesText(instance, step.choices)}`;
    case 'lose':
      return `${sentenceOf(instance, step.envelope)} to ${nodeName(instance, step.envelope.to)} is lost`;
    case 'duplicate':
      return `${sentenceOf(instance, step.envelope)} to ${nodeName(instance, step.envelope.to)} is duplicated`;
    case 'crash':
      return `${nodeName(instance, step.node)} crashes`;
    case 'recover':
      return `${nodeName(instance, step.node)} restarts${choicesText(instance, step.choices)}`;
    case 'partition':
      return `The network splits: ${listed(step.group.map(node => nodeName(instance, node)))} ${step.group.length === 1 ? 'is' : 'are'} cut off from the others`;
    case 'heal':
      return 'The network heals';
  }
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

function deliverySentence(instance: Naming, step: Extract<Step, { readonly kind: 'deliver' }>): string {
  const receiver = nodeName(instance, step.envelope.to);
  const ignored = step.handler === undefined ? ', which does not handle it' : '';
  const copy = copyText(instance, step) === '' ? '' : ', and a copy stays on the way';
  return `${sentenceOf(instance, step.envelope)} reaches ${receiver}${ignored}${copy}${choicesText(instance, step.choices)}`;
}

function sentenceOf(instance: Naming, envelope: Envelope): string {
  return `${nodeName(instance, envelope.from)}'s ${messageText(instance, envelope)}`;
}

function routeText(instance: Naming, envelope: Envelope): string {
  const { from, to } = envelope;
  return `${messageText(instance, envelope)} from ${nodeName(instance, from)} to ${nodeName(instance, to)}`;
}

// On a persistent network every delivery leaves a copy, which goes without saying.
function copyText(instance: Naming, step: Extract<Step, { readonly kind: 'deliver' }>): string {
  return step.consumed || instance.network.persistent ? '' : ' keeping a copy';
}

// Copies count from 1, like branches.
function copyIndexText(copy: CopyIndex | undefined): string {
  return copy === undefined ? '' : ` copy ${copy + 1}`;
}

// Where several budgets allow the same crash, what is left of them afterwards differs.
function budgetText(instance: Naming, step: Extract<Step, { readonly kind: 'crash' }>): string {
  const role = instance.nodes[step.node]?.role;
  const earlier = instance.failures
    .slice(0, step.failure)
    .filter(failure => failure.kind === 'crash' && (failure.role === undefined || failure.role === role));
  return earlier.length === 0 ? '' : ` by budget ${earlier.length + 1}`;
}

function actionText(instance: Naming, step: Extract<Step, { readonly kind: 'action' }>): string {
  const { name } = present(roleOf(instance, step.node).actions[step.action], 'an action taken is declared');
  return step.arguments.length === 0 ? name : `${name}(${valuesText(instance, step.arguments)})`;
}

function timerName(instance: Naming, node: NodeIndex, timer: number): string {
  return present(roleOf(instance, node).timers[timer], 'a timer that fires is declared').name;
}

function roleOf(instance: Naming, node: NodeIndex) {
  const { role } = present(instance.nodes[node], 'a node that takes a step exists');
  return present(instance.protocol.roles[role], 'every node has a role');
}

function choicesText(instance: Naming, choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  const texts = choices.map(choice =>
    choice.kind === 'either' ? `branch ${choice.branch + 1}` : `${choice.name} = ${valueText(instance, choice.value)}`,
  );
  return ` choosing ${texts.join(', ')}`;
}

function valuesText(instance: Naming, values: readonly Value[]): string {
  return values.map(value => valueText(instance, value)).join(', ');
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
