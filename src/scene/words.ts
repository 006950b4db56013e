import type { Span } from '../base/span.ts';
import type { Instance } from '../model/instance.ts';
import { handlerNames, nodeName, valueText } from '../model/labels.ts';
import type { Role } from '../model/protocol.ts';
import type { Envelope, Step } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';

/** A message as its handler would name it: `Vote(true)`. */
export function messageLabel(instance: Instance, { message, fields }: Envelope): string {
  return callText(instance, instance.protocol.messages[message]?.name ?? '', fields);
}

/** What is written beside the mark of a step's event. Empty for deliveries: their arrow has a label. */
export function labelOf(instance: Instance, step: Step): string {
  switch (step.kind) {
    case 'timer':
      return roleOf(instance, step.node)?.timers[step.timer]?.name ?? '';
    case 'action':
      return callText(instance, roleOf(instance, step.node)?.actions[step.action]?.name ?? '', step.arguments);
    case 'deliver':
      return isDisconnect(instance, step.envelope) ? `disconnect from ${nodeName(instance, step.envelope.from)}` : '';
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
      return faultLabel(instance, step);
    case 'start':
    case 'lose':
    case 'duplicate':
    case 'corrupt':
    case 'forge':
    case 'reset':
    case 'partition':
    case 'heal':
    case 'cut':
    case 'mend':
    case 'tick':
    case 'settle':
    case 'round':
    case 'stabilise':
      return '';
  }
}

type NodeFault = Extract<
  Step,
  {
    readonly kind:
      | 'crash'
      | 'recover'
      | 'stall'
      | 'pause'
      | 'resume'
      | 'diskfail'
      | 'alter'
      | 'turn'
      | 'drift'
      | 'jump'
      | 'clockFail';
  }
>;

function faultLabel(instance: Instance, step: NodeFault): string {
  switch (step.kind) {
    case 'crash': {
      if (step.midway === undefined) return 'crash';
      const { effects } = step.midway;
      return `crash after ${effects === 1 ? '1 effect' : `${String(effects)} effects`}`;
    }
    case 'recover':
      return 'restart';
    case 'stall':
      return `hangs in ${handlerNames(instance, step.node, step.handlers).join(', ')}`;
    case 'pause':
    case 'resume':
      return step.kind;
    case 'diskfail':
      return 'disk fails';
    case 'alter':
      return alteredLabel(instance, step, step.value);
    case 'turn':
      return 'Byzantine';
    case 'drift':
      return step.by > 0 ? 'clock +1' : 'clock −1';
    case 'jump':
      return `clock to ${String(step.reading)}`;
    case 'clockFail':
      return 'clock fails';
  }
}

/** A damaged variable with one of its values. */
export function alteredLabel(
  instance: Instance,
  { node, variable }: Extract<Step, { readonly kind: 'alter' }>,
  value: Value,
): string {
  return `${roleOf(instance, node)?.variables[variable]?.name ?? ''} ${shortValue(instance, value)}`;
}

/** Whether a message is what a node learns of its own system when a connection resets. */
function isDisconnect({ protocol }: Instance, { message }: Envelope): boolean {
  return message === protocol.disconnect;
}

/** The heading of what a step runs: its handler or action. Undefined where nothing of the file runs. */
export function spanOf(instance: Instance, step: Step): Span | undefined {
  switch (step.kind) {
    case 'start':
      return instance.protocol.roles.find(role => role.start !== undefined)?.start?.at;
    case 'deliver':
    case 'forge':
      return handlerAt(roleOf(instance, step.envelope.to)?.messageHandlers, step.handler);
    case 'timer':
      return handlerAt(roleOf(instance, step.node)?.timerHandlers, step.handler);
    case 'action':
      return handlerAt(roleOf(instance, step.node)?.actions, step.action);
    case 'crash':
      return step.midway === undefined ? undefined : spanOf(instance, step.midway.of);
    case 'recover': {
      const role = roleOf(instance, step.node);
      return (role?.recover ?? role?.start)?.at;
    }
    case 'lose':
    case 'duplicate':
    case 'corrupt':
    case 'reset':
    case 'partition':
    case 'heal':
    case 'cut':
    case 'mend':
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'drift':
    case 'jump':
    case 'clockFail':
    case 'tick':
    case 'settle':
    case 'round':
    case 'stabilise':
      return undefined;
  }
}

/** A name with its values as arguments. */
export function callText(instance: Instance, name: string, values: readonly Value[]): string {
  return values.length === 0 ? name : `${name}(${values.map(value => shortValue(instance, value)).join(', ')})`;
}

/** A value with the fields of records in order, without their names: labels are short. */
function shortValue(instance: Instance, value: Value): string {
  const all = (values: readonly Value[]): string => values.map(item => shortValue(instance, item)).join(', ');
  if (value === null || typeof value !== 'object') return valueText(instance, value);
  switch (value.kind) {
    case 'record':
      return `${value.type}(${all(value.fields)})`;
    case 'set':
      return `{${all(value.items)}}`;
    case 'list':
      return `[${all(value.items)}]`;
    case 'map':
    case 'node':
      return valueText(instance, value);
  }
}

function handlerAt(
  handlers: readonly { readonly at: Span }[] | undefined,
  index: number | undefined,
): Span | undefined {
  return index === undefined ? undefined : handlers?.[index]?.at;
}

function roleOf(instance: Instance, node: NodeIndex): Role | undefined {
  return instance.protocol.roles[instance.nodes[node]?.role ?? -1];
}
