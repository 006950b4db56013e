import { assert, present } from '../../base/assert.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { Action, Role } from '../../model/protocol.ts';
import type { Block } from '../../model/statements.ts';
import type { NodeIndex } from '../../model/values.ts';
import { expressionsIn, expressionsOf, statementsIn } from '../../model/walk.ts';
import { deliveryVariants } from '../../semantics/inbox.ts';
import { actionEvent, AllEffects, messageEvent, timerEvent, type HandlerEffects } from './handlerEffects.ts';
import { hasNode, nodesOf } from './nodeSets.ts';

/** No event: what is sent arrives nowhere. */
export const NO_EVENT = -1;

/** The sender of what does not arrive, but happens by itself. */
const NOBODY = -1;

/**
 * All that may happen at the nodes of an instance in which nothing fails, numbered: a message from some node arrives, a timer
 * fires, an action is taken. And what each may make possible, whatever the state.
 */
export class Events {
  readonly count: number;
  /** By event: where it happens. */
  readonly nodeOf: Int32Array;
  /** By arrival: who sent what arrives. */
  readonly senderOf: Int32Array;
  readonly #instance: Instance;
  readonly #ids = new Map<string, number>();
  /** By event: what it may make possible at its own node, and arrivals at others. */
  readonly #leadsTo: readonly (readonly number[])[];
  readonly #arrivals: readonly (readonly number[])[];

  constructor(instance: Instance) {
    const effects = new AllEffects(instance);
    const found = instance.nodes.flatMap(({ index }) => eventsOf(instance, effects, index));
    this.#instance = instance;
    this.count = found.length;
    this.nodeOf = Int32Array.from(found, ({ node }) => node);
    this.senderOf = Int32Array.from(found, ({ from = NOBODY }) => from);
    found.forEach(({ key }, id) => this.#ids.set(key, id));
    const sent = found.map(each => this.#sentBy(each));
    this.#arrivals = sent.map((events, id) => events.filter(event => this.nodeOf[event] !== this.nodeOf[id]));
    const reads = instance.protocol.roles.map(role => role.actions.map(action => variablesRead(role, action)));
    this.#leadsTo = found.map((each, id) => [
      ...this.#enabledBy(each, reads[instance.nodes[each.node]!.role]!),
      ...sent[id]!.filter(event => this.nodeOf[event] === each.node),
    ]);
  }

  /** `NO_EVENT` for what waits for ever, because nobody handles it and nobody discards it. */
  ofMessage(node: NodeIndex, message: number, from: NodeIndex): number {
    const id = this.#ids.get(messageEvent(node, message, from));
    if (id !== undefined) return id;
    assert(!isReceived(this.#instance, node, message, from), 'what is in flight is something that may be sent');
    return NO_EVENT;
  }

  ofTimer(node: NodeIndex, timer: number): number {
    return present(this.#ids.get(timerEvent(node, timer)), 'the event of a timer');
  }

  ofAction(node: NodeIndex, action: number): number {
    return present(this.#ids.get(actionEvent(node, action)), 'the event of an action');
  }

  /** The arrivals at other nodes to which events of one node may lead, and what they make possible there. */
  arrivalsAfter(events: readonly number[]): Int32Array {
    const reached = new Set(events);
    for (const event of reached) {
      for (const next of this.#leadsTo[event]!) reached.add(next);
    }
    const arrivals = new Set([...reached].flatMap(event => this.#arrivals[event]!));
    return Int32Array.from(arrivals).sort();
  }

  #enabledBy({ node, effects }: Found, reads: readonly ReadonlySet<number>[]): readonly number[] {
    const writes = [...effects.writes];
    const armed = [...effects.starts].map(timer => this.ofTimer(node, timer));
    const enabled = reads.flatMap((read, action) =>
      writes.some(variable => read.has(variable)) ? [this.ofAction(node, action)] : [],
    );
    return [...armed, ...enabled];
  }

  #sentBy({ node, effects }: Found): readonly number[] {
    const sent = [...effects.sends].flatMap(([message, receivers]) =>
      nodesOf(receivers).map(to => this.ofMessage(to, message, node)),
    );
    return sent.filter(event => event !== NO_EVENT);
  }
}

interface Found {
  readonly key: string;
  readonly node: NodeIndex;
  /** Of an arrival. */
  readonly from?: NodeIndex;
  readonly effects: HandlerEffects;
}

function eventsOf(instance: Instance, effects: AllEffects, node: NodeIndex): readonly Found[] {
  const role = instance.protocol.roles[instance.nodes[node]!.role]!;
  const arrivals = instance.protocol.messages.flatMap((_, message) =>
    instance.nodes
      .filter(({ index }) => hasNode(effects.sendersTo(node, message), index))
      .filter(({ index }) => isReceived(instance, node, message, index))
      .map(({ index: from }) => ({
        key: messageEvent(node, message, from),
        node,
        from,
        effects: effects.ofMessage(node, message, from),
      })),
  );
  const timers = role.timers.map((_, timer) => ({
    key: timerEvent(node, timer),
    node,
    effects: effects.ofTimer(node, timer),
  }));
  const actions = role.actions.map((_, action) => ({
    key: actionEvent(node, action),
    node,
    effects: effects.ofAction(node, action),
  }));
  return [...arrivals, ...timers, ...actions];
}

/** Whether a message that arrives may change anything: somebody handles it, or it is used up. */
function isReceived(instance: Instance, node: NodeIndex, message: number, from: NodeIndex): boolean {
  const role = instance.protocol.roles[instance.nodes[node]!.role]!;
  if (role.messageHandlers.some(handler => handler.message === message)) return true;
  return deliveryVariants(instance, { from, to: node, message, fields: [] }, false).length > 0;
}

/** The variables that decide whether an action is enabled, and for which arguments; and those that it reads besides. */
function variablesRead(role: Role, { guard, parameters, body }: Action): ReadonlySet<number> {
  const read = new Set<number>();
  const note = (expression: Expression): void => {
    for (const each of expressionsIn(expression)) if (each.kind === 'variable') read.add(each.variable);
  };
  if (guard !== undefined) note(guard);
  for (const { over } of parameters) note(over);
  const seen = new Set<number>();
  const visit = (block: Block): void => {
    for (const statement of statementsIn(block)) {
      for (const expression of expressionsOf(statement)) note(expression);
      if (statement.kind === 'assign' && statement.target.scope === 'variable') read.add(statement.target.index);
      if (statement.kind !== 'call' || seen.has(statement.procedure)) continue;
      seen.add(statement.procedure);
      visit(role.procedures[statement.procedure]!.body);
    }
  };
  visit(body);
  return read;
}
