import type { Instance } from '../../model/instance.ts';
import type { Action, Handler, MessageHandler, Property, Role } from '../../model/protocol.ts';
import type { Block, Statement } from '../../model/statements.ts';
import { expressionsOf, innerBlocks, statementsIn } from '../../model/walk.ts';
import { commutes } from './commuting.ts';
import { ExpressionWatch, type Sign, type Watch } from './expressionWatch.ts';
import { NO_FACTS } from './facts.ts';
import { itemOf } from './shapes.ts';

/** Where the order of a role's nodes may show, as a file names it, and how. */
export interface VisibleOrder {
  readonly place: string;
  readonly sign: Sign;
}

/**
 * The roles whose nodes' order may show although it is none: by role, where. The language has no comparison and no position
 * of such nodes; what is left is that sets are gone through in some order. Looked at are all handlers of roles that have
 * nodes, and the bodies of properties; what is found may still make no difference.
 */
export function visibleOrders(instance: Instance): ReadonlyMap<number, VisibleOrder> {
  const { protocol, roleNodes } = instance;
  const found = new Map<number, VisibleOrder>();
  const functions = new Map<number, boolean>();
  const watchOf = (place: string): Watch => ({
    instance,
    functions,
    tell: (role, sign) => {
      const roles = role === undefined ? protocol.roles.map((_, index) => index) : [role];
      for (const each of roles) if (!found.has(each)) found.set(each, { place, sign });
    },
  });
  protocol.roles.forEach((role, index) => {
    if (roleNodes[index]!.count > 0) lookAtRole(watchOf(role.name), role, index);
  });
  for (const property of protocol.properties) lookAtProperty(watchOf(property.name), property);
  return found;
}

function lookAtProperty(watch: Watch, property: Property): void {
  if ('body' in property) new ExpressionWatch(watch, undefined).mayFail(property.body);
}

function lookAtRole(watch: Watch, role: Role, index: number): void {
  const isMidway = watch.instance.failures.some(
    failure => failure.midway === true && (failure.role === undefined || failure.role === index),
  );
  const walker = (): StatementWatch => new StatementWatch(watch, role, index, isMidway);
  for (const { initial } of role.variables) walker().expressions.mayFail(initial);
  for (const handler of [role.start, role.recover]) if (handler !== undefined) walker().handler(handler);
  for (const handler of role.messageHandlers) walker().message(handler);
  for (const handler of role.timerHandlers) walker().handler(handler);
  for (const action of role.actions) walker().action(action);
  for (const { parameters, body } of role.procedures) {
    const inside = walker();
    parameters.forEach(({ type }, slot) => (inside.expressions.shapes.slots[slot] = type));
    inside.block(body);
  }
}

/** Looks at the handlers of one role, each with a frame of its own. */
class StatementWatch {
  readonly expressions: ExpressionWatch;
  readonly #watch: Watch;
  readonly #role: Role;
  readonly #isMidway: boolean;

  constructor(watch: Watch, role: Role, index: number, isMidway: boolean) {
    this.expressions = new ExpressionWatch(watch, index);
    this.#watch = watch;
    this.#role = role;
    this.#isMidway = isMidway;
  }

  handler({ guard, body }: Handler): void {
    if (guard !== undefined) this.expressions.mayFail(guard);
    this.block(body);
  }

  message(handler: MessageHandler): void {
    const fields = this.#watch.instance.messageFields[handler.message]!;
    handler.fieldSlots.forEach((slot, field) => {
      if (slot !== undefined) this.expressions.shapes.slots[slot] = fields[field]!.type;
    });
    this.expressions.shapes.slots[handler.senderSlot] = { kind: 'node' };
    this.handler(handler);
  }

  /** What goes wrong for the first argument keeps later ones from being tried. */
  action(action: Action): void {
    action.parameters.forEach(({ type, over }, slot) => {
      const mayFail = this.expressions.mayFailToList(over);
      if (slot > 0 && mayFail) {
        for (const earlier of action.parameters.slice(0, slot)) {
          this.expressions.tell(this.expressions.rolesInOrderOf(earlier.over), 'failure');
        }
      }
      this.expressions.shapes.slots[slot] = type;
    });
    this.handler(action);
  }

  block(block: Block): void {
    for (const statement of block) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    if (statement.kind === 'for') this.#loop(statement);
    else for (const expression of expressionsOf(statement)) this.#read(statement, expression);
    const { slots } = this.expressions.shapes;
    if (statement.kind === 'let') slots[statement.slot] = this.expressions.shapes.of(statement.value);
    if ((statement.kind === 'send' || statement.kind === 'forward') && statement.to.kind === 'each' && this.#isMidway) {
      this.expressions.tell(this.expressions.rolesInOrderOf(statement.to.nodes), 'midway');
    }
    for (const inner of innerBlocks(statement)) this.block(inner);
  }

  #read(statement: Statement, expression: Parameters<ExpressionWatch['mayFail']>[0]): void {
    if (statement.kind !== 'choose') {
      this.expressions.mayFail(expression);
      return;
    }
    // Every item is an alternative: in which order they come does not matter.
    if (expression === statement.from) {
      this.expressions.mayFailToList(expression);
      this.expressions.shapes.slots[statement.slot] = itemOf(this.expressions.shapes.of(expression));
    } else this.expressions.mayFail(expression);
  }

  #loop(loop: Extract<Statement, { kind: 'for' }>): void {
    const { expressions } = this;
    expressions.mayFailToList(loop.over);
    const roles = expressions.rolesInOrderOf(loop.over);
    expressions.bind(loop, NO_FACTS);
    if (!commutes(this.#watch.instance, loop)) expressions.tell(roles, 'loop');
    if (this.#isMidway && [...statementsIn(loop.body)].some(each => this.#isEffect(each))) {
      expressions.tell(roles, 'midway');
    }
  }

  /** Whether a crash may come before or behind a statement. */
  #isEffect(statement: Statement): boolean {
    if (statement.kind === 'assign') {
      const { scope, index } = statement.target;
      return scope === 'variable' && this.#role.variables[index]!.durable;
    }
    return statement.kind === 'send' || statement.kind === 'forward' || statement.kind === 'call';
  }
}
