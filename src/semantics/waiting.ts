import { present } from '../base/assert.ts';
import type { Expression } from '../model/expressions.ts';
import type { Instance } from '../model/instance.ts';
import type { MessageHandler, Role } from '../model/protocol.ts';
import type { LocalState, State } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { expressionsIn } from '../model/walk.ts';
import { createBehaviour } from './behaviour.ts';
import { asBoolean } from './casts.ts';
import { Compiler } from './compile.ts';
import { isStalled } from './conditions.ts';
import { attempt } from './errors.ts';
import { createContext, createScope } from './scope.ts';

/** What a node waits for where nothing is left to happen. */
export interface Waiting {
  /** Messages that it would handle, by index; some only with certain fields or from certain senders. */
  readonly messages: readonly number[];
  /** Actions of its role that are not possible now, by index. */
  readonly actions: readonly number[];
}

/** By node what it waits for; undefined for nodes that are not up, which wait for nobody. */
export function waitingOf(instance: Instance, state: State): readonly (Waiting | undefined)[] {
  const behaviour = createBehaviour(instance);
  const compiler = new Compiler(instance.protocol);
  return instance.nodes.map(({ index, role: roleIndex }) => {
    const role = present(instance.protocol.roles[roleIndex], 'every node has a role');
    const local = present(state.locals[index], 'every node has a local state');
    if (local.status !== 'up') return undefined;
    const possible = new Set(behaviour.actionOutcomes(index, local).map(({ action }) => action));
    const couldHold = (handler: MessageHandler): boolean => mayRun(handler, { instance, compiler, node: index, local });
    return {
      messages: awaitedMessages(instance, role, local, couldHold),
      actions: role.actions.flatMap((_, action) => {
        const hangs = isStalled(local, { kind: 'action', index: action });
        return possible.has(action) || hangs ? [] : [action];
      }),
    };
  });
}

/** The messages with a handler that could run and does something, in the order of their declarations. */
function awaitedMessages(
  { protocol }: Instance,
  role: Role,
  local: LocalState,
  couldRun: (handler: MessageHandler) => boolean,
): readonly number[] {
  const awaited = role.messageHandlers
    .filter(({ message }) => message !== protocol.disconnect && !isStalled(local, { kind: 'message', index: message }))
    .filter(handler => handler.body.length > 0 && couldRun(handler))
    .map(({ message }) => message);
  return [...new Set(awaited)].sort((a, b) => a - b);
}

interface Place {
  readonly instance: Instance;
  readonly compiler: Compiler;
  readonly node: NodeIndex;
  readonly local: LocalState;
}

/** Whether some message could make a handler run. What a guard asks of the message itself is taken to be true. */
function mayRun(handler: MessageHandler, place: Place): boolean {
  const ofMessage = new Set([handler.senderSlot, ...handler.fieldSlots]);
  const readsMessage = (expression: Expression): boolean =>
    [...expressionsIn(expression)].some(part => part.kind === 'local' && ofMessage.has(part.slot));
  const couldHold = (guard: Expression): boolean => {
    if (!readsMessage(guard)) return holds(guard, handler, place);
    if (guard.kind !== 'binary') return true;
    if (guard.operator === 'and') return couldHold(guard.left) && couldHold(guard.right);
    return guard.operator !== 'or' || couldHold(guard.left) || couldHold(guard.right);
  };
  return handler.guard === undefined || couldHold(handler.guard);
}

/** A guard that goes wrong counts as true: the handler is tried, and that is something that happens. */
function holds(guard: Expression, { slots }: MessageHandler, { instance, compiler, node, local }: Place): boolean {
  const scope = createScope(createContext(instance, node, local.variables, local.clock), slots);
  const value = attempt(() => asBoolean(compiler.compile(guard)(scope), guard.at));
  return !value.ok || value.value;
}
