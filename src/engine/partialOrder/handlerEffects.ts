import { present } from '../../base/assert.ts';
import type { Instance } from '../../model/instance.ts';
import type { Handler, MessageHandler, Role } from '../../model/protocol.ts';
import type { Block, Recipients, Statement } from '../../model/statements.ts';
import type { NodeIndex } from '../../model/values.ts';
import { createBehaviour } from '../../semantics/behaviour.ts';
import { expressionsOf, innerBlocks } from '../../model/walk.ts';
import { NamedNodes, type Names } from './namedNodes.ts';
import { nodesInValue, nodesOf, type NodeSet } from './nodeSets.ts';

/** What a node may do when one of its handlers runs, whatever its state: at least what it really does. */
export interface HandlerEffects {
  /** By message: who may be sent it. */
  readonly sends: Map<number, NodeSet>;
  /** Timers that may be armed. */
  readonly starts: Set<number>;
  /** Variables that may be assigned. */
  readonly writes: Set<number>;
}

/** Where a handler, or a procedure that it calls, runs. */
interface Frame extends Names {
  readonly role: Role;
  readonly effects: HandlerEffects;
  /** What a handler forwards. */
  readonly handled: number | undefined;
  /** By index of a procedure, those that are called. */
  readonly calls: Map<number, Frame>;
  isVisited: boolean;
}

/** A handler that runs at a node, and the texts by which its effects and its frame are found. */
interface Place {
  readonly node: NodeIndex;
  readonly handler: Handler;
  readonly event: string;
  readonly key: string;
  readonly handled?: number;
}

/**
 * What the handlers of every node may send, arm and assign, by flow-insensitive analysis: the sets of nodes that may be
 * named by variables of a node, fields of a message and local names of a handler grow until nothing that a handler does
 * adds to them (Andersen, Program Analysis and Specialization for the C Programming Language, 1994, chapter 4).
 *
 * Only of instances in which nothing fails: what runs on recovery, and what is damaged or forged, is not looked at.
 */
export class AllEffects {
  readonly #instance: Instance;
  readonly #named: NamedNodes;
  /** By node. */
  readonly #variables: readonly Int32Array[];
  /** By message. */
  readonly #fields: readonly Int32Array[];
  /** By node, then message: who may send it there. */
  readonly #senders: readonly Int32Array[];
  readonly #frames = new Map<string, Frame>();
  readonly #effects = new Map<string, HandlerEffects>();
  #growths = 0;

  constructor(instance: Instance) {
    const behaviour = createBehaviour(instance);
    const { messages } = instance.protocol;
    this.#instance = instance;
    this.#named = new NamedNodes(instance);
    this.#variables = instance.nodes.map(({ index }) =>
      Int32Array.from(behaviour.initialLocal(index).variables, nodesInValue),
    );
    this.#fields = messages.map(({ fields }) => new Int32Array(fields.length));
    this.#senders = instance.nodes.map(() => new Int32Array(messages.length));
    while (this.#visitNodes());
  }

  /** The nodes that may send a message to `node`. */
  sendersTo(node: NodeIndex, message: number): NodeSet {
    return present(this.#senders[node]?.[message], 'the senders of a message to a node');
  }

  /** Of whichever handler of the message runs; nothing where none does. */
  ofMessage(node: NodeIndex, message: number, from: NodeIndex): HandlerEffects {
    return this.#effects.get(messageEvent(node, message, from)) ?? NO_EFFECTS;
  }

  ofTimer(node: NodeIndex, timer: number): HandlerEffects {
    return this.#effects.get(timerEvent(node, timer)) ?? NO_EFFECTS;
  }

  ofAction(node: NodeIndex, action: number): HandlerEffects {
    return this.#effects.get(actionEvent(node, action)) ?? NO_EFFECTS;
  }

  /** Looks at every handler once; answers whether anything grew. */
  #visitNodes(): boolean {
    this.#growths = 0;
    for (const { index } of this.#instance.nodes) this.#visitNode(index);
    return this.#growths > 0;
  }

  #visitNode(node: NodeIndex): void {
    const role = roleOf(this.#instance, node);
    if (role.start !== undefined) {
      const event = `${String(node)} start`;
      this.#visitHandler({ node, handler: role.start, event, key: event });
    }
    for (const [i, handler] of role.timerHandlers.entries()) {
      const event = timerEvent(node, handler.timer);
      this.#visitHandler({ node, handler, event, key: `${event} ${String(i)}` });
    }
    for (const [i, handler] of role.actions.entries()) {
      const event = actionEvent(node, i);
      const frame = this.#frame({ node, handler, event, key: event });
      handler.parameters.forEach(({ over }, slot) => {
        this.#grow(frame.slots, slot, this.#named.in(over, frame));
      });
      this.#visitBlock(handler.body, frame);
    }
    for (const [i, handler] of role.messageHandlers.entries()) {
      for (const from of nodesOf(this.sendersTo(node, handler.message))) {
        this.#visitMessageHandler(node, handler, from, i);
      }
    }
  }

  #visitMessageHandler(node: NodeIndex, handler: MessageHandler, from: NodeIndex, i: number): void {
    const { message } = handler;
    const event = messageEvent(node, message, from);
    const frame = this.#frame({ node, handler, event, key: `${event} ${String(i)}`, handled: message });
    const fields = present(this.#fields[message], 'the fields of a message');
    handler.fieldSlots.forEach((slot, field) => {
      if (slot !== undefined) this.#grow(frame.slots, slot, fields[field]!);
    });
    this.#grow(frame.slots, handler.senderSlot, 1 << from);
    this.#visitBlock(handler.body, frame);
  }

  #visitHandler(place: Place): void {
    this.#visitBlock(place.handler.body, this.#frame(place));
  }

  #visitBlock(block: Block, frame: Frame): void {
    for (const statement of block) this.#visit(statement, frame);
  }

  #visit(statement: Statement, frame: Frame): void {
    switch (statement.kind) {
      case 'assign':
        this.#assign(statement, frame);
        return;
      case 'for':
      case 'choose':
      case 'let':
        this.#bind(statement, frame);
        return;
      case 'send':
        statement.fields.forEach((field, i) => {
          this.#grow(this.#fields[statement.message]!, i, this.#named.in(field, frame));
        });
        this.#send(statement.message, statement.to, frame);
        return;
      case 'forward':
        this.#send(present(frame.handled, 'what is forwarded was received'), statement.to, frame);
        return;
      case 'start':
        frame.effects.starts.add(statement.timer);
        return;
      case 'call':
        this.#call(statement, frame);
        return;
      case 'if':
      case 'either':
        for (const block of innerBlocks(statement)) this.#visitBlock(block, frame);
        return;
      case 'cancel':
      case 'assert':
      case 'stop':
      case 'invoke':
      case 'respond':
        return;
    }
  }

  #bind(statement: Extract<Statement, { kind: 'for' | 'choose' | 'let' }>, frame: Frame): void {
    const [value] = expressionsOf(statement);
    this.#grow(frame.slots, statement.slot, this.#named.in(present(value, 'what a name is bound to'), frame));
    for (const block of innerBlocks(statement)) this.#visitBlock(block, frame);
  }

  #assign({ target, value }: Extract<Statement, { kind: 'assign' }>, frame: Frame): void {
    if (target.scope === 'ghost') return;
    frame.effects.writes.add(target.index);
    this.#grow(frame.variables, target.index, this.#named.in(value, frame));
    for (const step of target.path) {
      if (step.kind === 'entry') this.#grow(frame.variables, target.index, this.#named.in(step.key, frame));
    }
  }

  #send(message: number, to: Recipients, frame: Frame): void {
    const receivers = this.#named.in(to.kind === 'one' ? to.node : to.nodes, frame);
    const { sends } = frame.effects;
    sends.set(message, (sends.get(message) ?? 0) | receivers);
    for (const receiver of nodesOf(receivers)) this.#grow(this.#senders[receiver]!, message, 1 << frame.node);
  }

  #call({ procedure: index, arguments: given }: Extract<Statement, { kind: 'call' }>, frame: Frame): void {
    const procedure = present(frame.role.procedures[index], 'a called procedure is declared');
    const slots = new Int32Array(Math.max(procedure.slots, given.length));
    const called = frame.calls.get(index) ?? { ...frame, slots, isVisited: false };
    frame.calls.set(index, called);
    given.forEach((argument, slot) => {
      this.#grow(called.slots, slot, this.#named.in(argument, frame));
    });
    // One that calls itself is visited again as long as anything grows.
    if (called.isVisited) return;
    called.isVisited = true;
    this.#visitBlock(procedure.body, called);
    called.isVisited = false;
  }

  #frame({ node, handler, event, key, handled }: Place): Frame {
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const effects = this.#effects.get(event) ?? { sends: new Map(), starts: new Set(), writes: new Set() };
    this.#effects.set(event, effects);
    const names = { node, slots: new Int32Array(handler.slots), variables: this.#variables[node]! };
    const role = roleOf(this.#instance, node);
    const frame: Frame = { ...names, role, effects, handled, calls: new Map(), isVisited: false };
    this.#frames.set(key, frame);
    return frame;
  }

  #grow(sets: Int32Array, at: number, more: NodeSet): void {
    const before = sets[at]!;
    if ((before | more) === before) return;
    sets[at] = before | more;
    this.#growths += 1;
  }
}

const NO_EFFECTS: HandlerEffects = { sends: new Map(), starts: new Set(), writes: new Set() };

function roleOf({ protocol, nodes }: Instance, node: NodeIndex): Role {
  return present(protocol.roles[nodes[node]?.role ?? -1], 'the role of a node');
}

/** Texts that name what may happen at a node, each a different one. */
export function messageEvent(node: NodeIndex, message: number, from: NodeIndex): string {
  return `${String(node)} message ${String(message)} from ${String(from)}`;
}

export function timerEvent(node: NodeIndex, timer: number): string {
  return `${String(node)} timer ${String(timer)}`;
}

export function actionEvent(node: NodeIndex, action: number): string {
  return `${String(node)} action ${String(action)}`;
}
