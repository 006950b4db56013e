import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Handler, MessageHandler, Role } from '../model/protocol.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type { Choice, Envelope, LocalState, RuntimeError } from '../model/state.ts';
import { equalValues, nodeReference } from '../model/values.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { asBoolean, itemsOf } from './casts.ts';
import { Compiler } from './compile.ts';
import { armedTimers, isStalled, withRearmed, withTimers } from './conditions.ts';
import { attempt, raise } from './errors.ts';
import type { ActionOutcomes, Behaviour, HandlerOutcomes, LocalOutcome } from './local.ts';
import { allOutcomes, fullPurse } from './outcomes.ts';
import type { Body, Purse, Situation } from './outcomes.ts';
import type { Interruption } from './run.ts';
import { createContext, createScope, spend } from './scope.ts';
import type { Evaluator, Scope } from './scope.ts';
import { StatementCompiler } from './statements.ts';

/** Compiles the handlers of an instance. See `Behaviour` for what is promised. */
export function createBehaviour(instance: Instance): Behaviour {
  return new CompiledBehaviour(instance);
}

interface CompiledHandler extends Body {
  readonly guard: Evaluator | undefined;
}

interface CompiledMessageHandler extends CompiledHandler {
  readonly declared: MessageHandler;
  readonly patterns: readonly { readonly field: number; readonly value: Evaluator }[];
}

interface CompiledAction extends CompiledHandler {
  readonly parameters: readonly Evaluator[];
}

interface CompiledRole {
  readonly initial: readonly Evaluator[];
  readonly start: CompiledHandler | undefined;
  readonly recover: CompiledHandler | undefined;
  readonly messages: readonly CompiledMessageHandler[];
  readonly timers: readonly (CompiledHandler & { readonly timer: number })[];
  readonly actions: readonly CompiledAction[];
}

class CompiledBehaviour implements Behaviour {
  readonly instance: Instance;
  readonly #roles: readonly CompiledRole[];

  constructor(instance: Instance) {
    this.instance = instance;
    const expressions = new Compiler(instance.protocol);
    this.#roles = instance.protocol.roles.map(role => compileRole(role, expressions));
  }

  initialLocal(node: NodeIndex): LocalState {
    const local: LocalState = { status: 'up', variables: this.#initialVariables(node), timers: [] };
    const uses = this.instance.clock?.roles[this.#roleIndex(node)];
    if (uses?.has !== true) return local;
    return { ...local, clock: { time: 0, offset: 0, ...(uses.monotonic ? { monotonic: 0 } : {}) } };
  }

  startOutcomes(node: NodeIndex): readonly LocalOutcome[] {
    const local = this.initialLocal(node);
    const { clock } = local;
    const skew = this.instance.clock?.skew ?? 0;
    const { start } = this.#role(node);
    if (clock === undefined || skew === 0) return this.#run(start, { node, local, bound: [] });
    return Array.from({ length: 2 * skew + 1 }, (_, i) => i - skew).flatMap(offset => {
      const choice: Choice = { kind: 'choose', name: 'clock', value: offset };
      const outcomes = this.#run(start, { node, local: { ...local, clock: { ...clock, offset } }, bound: [] });
      return outcomes.map(outcome => ({ ...outcome, choices: [choice, ...outcome.choices] }));
    });
  }

  recoverOutcomes(node: NodeIndex, local: LocalState): readonly LocalOutcome[] {
    const role = this.#role(node);
    return this.#run(role.recover ?? role.start, { node, local: { ...local, status: 'up' }, bound: [] });
  }

  deliveryOutcomes(local: LocalState, envelope: Envelope): HandlerOutcomes {
    const handlers = this.#role(envelope.to).messages;
    for (const [index, handler] of handlers.entries()) {
      if (handler.declared.message !== envelope.message) continue;
      const situation = { node: envelope.to, local, envelope, bound: boundFields(handler.declared, envelope) };
      const matches = attempt(() => this.#matches(handler, situation));
      if (!matches.ok) return { handler: index, outcomes: [failed(matches.failure)] };
      if (matches.value) return { handler: index, outcomes: allOutcomes(this.instance, handler, situation) };
    }
    return unhandled(local);
  }

  timerOutcomes(node: NodeIndex, local: LocalState, timer: number): HandlerOutcomes {
    const armed = armedTimers(local);
    armed.delete(timer);
    const rearmed = (local.rearmed ?? []).filter(other => other !== timer);
    const disarmed = withRearmed(withTimers(local, armed), rearmed);
    for (const [index, handler] of this.#role(node).timers.entries()) {
      if (handler.timer !== timer) continue;
      const situation = { node, local: disarmed, bound: [], rearms: this.#rearms };
      const enabled = attempt(() => guardHolds(handler, this.#scope(handler, situation)));
      if (!enabled.ok) return { handler: index, outcomes: [failed(enabled.failure)] };
      if (enabled.value) return { handler: index, outcomes: allOutcomes(this.instance, handler, situation) };
    }
    return unhandled(disarmed);
  }

  actionOutcomes(node: NodeIndex, local: LocalState): readonly ActionOutcomes[] {
    if (local.status !== 'up') return [];
    return this.#role(node).actions.flatMap((handler, action) => {
      const enabled: ActionOutcomes[] = [];
      const purse = fullPurse();
      const visit = (values: readonly Value[]): void => {
        const bound = values.map((value, slot) => [slot, value] as const);
        const outcomes = this.#tryAction(handler, { node, local, bound, rearms: this.#rearms }, purse);
        if (purse.fuel < 0) raise('too-many-steps', 'All arguments of this action together take too long.', handler.at);
        if (outcomes.length > 0) enabled.push({ action, arguments: values, outcomes });
      };
      if (isStalled(local, { kind: 'action', index: action })) return [];
      const failure = eachArguments(handler, this.#scope(handler, { node, local, bound: [] }), visit);
      return failure === undefined ? enabled : [...enabled, { action, ...failure }];
    });
  }

  crashLocal(node: NodeIndex, local: LocalState): LocalState {
    const { variables } = present(this.instance.protocol.roles[this.#roleIndex(node)], 'every node has a role');
    const initial = this.#initialVariables(node);
    const stored = local.disk ?? local.variables;
    const kept = variables.map((variable, i) => (variable.durable ? stored[i]! : initial[i]!));
    const crashed: LocalState = { status: 'crashed', variables: kept, timers: [] };
    const { disk, clock } = local;
    return { ...crashed, ...(disk === undefined ? {} : { disk }), ...(clock === undefined ? {} : { clock }) };
  }

  crashMidway(
    node: NodeIndex,
    { local, effects, choices }: LocalOutcome & { readonly kind: 'local' },
    { variables, sentCount, ghostWriteCount, operationCount }: Interruption,
  ): LocalOutcome {
    const sent = effects.sent.slice(0, sentCount);
    const ghostWrites = effects.ghostWrites.slice(0, ghostWriteCount);
    const operations = (effects.operations ?? []).slice(0, operationCount);
    const done = { ...NO_EFFECTS, sent, ghostWrites, ...(operations.length === 0 ? {} : { operations }) };
    return { kind: 'local', local: this.crashLocal(node, { ...local, variables }), effects: done, choices };
  }

  // With a clock, ticks are the rounds.
  get #rearms(): boolean {
    return this.instance.network.timing !== 'asynchronous' && this.instance.clock === undefined;
  }

  #tryAction(handler: CompiledHandler, situation: Situation, purse: Purse): readonly LocalOutcome[] {
    const scope = this.#scope(handler, situation);
    const before = scope.context.fuel;
    const enabled = attempt(() => guardHolds(handler, scope));
    purse.fuel -= before - Math.max(0, scope.context.fuel);
    if (!enabled.ok) return [failed(enabled.failure)];
    return enabled.value ? allOutcomes(this.instance, handler, situation, purse) : [];
  }

  #run(handler: CompiledHandler | undefined, situation: Situation): readonly LocalOutcome[] {
    if (handler === undefined) return unhandled(situation.local).outcomes;
    return allOutcomes(this.instance, handler, situation);
  }

  #matches(handler: CompiledMessageHandler, situation: Situation & { readonly envelope: Envelope }): boolean {
    if (handler.guard === undefined && handler.patterns.length === 0) return true;
    const scope = this.#scope(handler, situation);
    const { fields } = situation.envelope;
    if (!handler.patterns.every(({ field, value }) => equalValues(fields[field]!, value(scope)))) return false;
    return guardHolds(handler, scope);
  }

  #scope(handler: Body, { node, local, bound }: Situation): Scope {
    const scope = createScope(createContext(this.instance, node, local.variables, local.clock), handler.slots);
    for (const [slot, value] of bound) scope.slots[slot] = value;
    return scope;
  }

  #initialVariables(node: NodeIndex): readonly Value[] {
    const context = createContext(this.instance, node);
    return this.#role(node).initial.map(initial => initial(createScope(context, 0)));
  }

  #roleIndex(node: NodeIndex): number {
    return present(this.instance.nodes[node], 'the node exists').role;
  }

  #role(node: NodeIndex): CompiledRole {
    return present(this.#roles[this.#roleIndex(node)], 'every node has a role');
  }
}

function compileRole(role: Role, expressions: Compiler): CompiledRole {
  const statements = new StatementCompiler(expressions, role.procedures);
  const handler = ({ at, slots, guard, body }: Handler): CompiledHandler => ({
    at,
    slots,
    guard: guard === undefined ? undefined : expressions.compile(guard),
    execute: statements.block(body),
  });
  return {
    initial: role.variables.map(variable => expressions.compile(variable.initial)),
    start: role.start === undefined ? undefined : handler(role.start),
    recover: role.recover === undefined ? undefined : handler(role.recover),
    messages: role.messageHandlers.map(declared => ({
      ...handler(declared),
      declared,
      patterns: declared.patterns.map(({ field, value }) => ({ field, value: expressions.compile(value) })),
    })),
    timers: role.timerHandlers.map(declared => ({ ...handler(declared), timer: declared.timer })),
    actions: role.actions.map(declared => ({
      ...handler(declared),
      parameters: declared.parameters.map(({ over }) => expressions.compile(over)),
    })),
  };
}

function guardHolds(handler: CompiledHandler, scope: Scope): boolean {
  return handler.guard === undefined || asBoolean(handler.guard(scope), handler.at);
}

function boundFields(handler: MessageHandler, envelope: Envelope): Situation['bound'] {
  const fields = handler.fieldSlots.flatMap((slot, field) =>
    slot === undefined ? [] : [[slot, envelope.fields[field]!] as const],
  );
  return [...fields, [handler.senderSlot, nodeReference(envelope.from)]];
}

/** Calls `visit` for every combination of an action's arguments. Answers where and why computing them failed. */
function eachArguments(
  handler: CompiledAction,
  scope: Scope,
  visit: (values: readonly Value[]) => void,
): Omit<ActionOutcomes, 'action'> | undefined {
  const bind = (values: readonly Value[]): void => {
    const over = handler.parameters[values.length];
    if (over === undefined) {
      visit(values);
      return;
    }
    for (const item of argumentsOf(over, handler, scope)) {
      scope.slots[values.length] = item;
      bind([...values, item]);
    }
  };
  const bound = attempt(() => bind([]));
  return bound.ok ? undefined : { arguments: [], outcomes: [failed(bound.failure)] };
}

function argumentsOf(over: Evaluator, handler: CompiledHandler, scope: Scope): readonly Value[] {
  const items = itemsOf(over(scope), handler.at);
  // Each combination of arguments evaluates a guard, and may run the whole body.
  spend(scope.context, items.length * 100, handler.at);
  return items;
}

/** No handler runs: nothing changes. */
function unhandled(local: LocalState): HandlerOutcomes {
  return { handler: undefined, outcomes: [{ kind: 'local', local, effects: NO_EFFECTS, choices: [] }] };
}

function failed(error: RuntimeError): LocalOutcome {
  return { kind: 'error', error, choices: [] };
}
