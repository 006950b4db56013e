import { present } from '../../base/assert.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { Property } from '../../model/protocol.ts';
import type { LocalState, State } from '../../model/state.ts';
import { keyOf, nodeReference, type NodeIndex } from '../../model/values.ts';
import { partsOf } from '../../model/walk.ts';
import { Compiler } from '../../semantics/compile.ts';
import { attempt } from '../../semantics/errors.ts';
import { createScope, viewContext, type Evaluator } from '../../semantics/scope.ts';

type NodeVariable = Extract<Expression, { kind: 'nodeVariable' }>;

/**
 * The only variable, of a node that has a name, on which the value of an expression depends; `constant` where there is none,
 * undefined where it depends on more.
 */
type Found = NodeVariable | 'constant' | undefined;

/** Something that properties ask of a node's variable, such as `n.state == won`: all that they see of it there. */
interface View {
  readonly role: number;
  /** The slot in which the name of the node is. */
  readonly slot: number;
  readonly slots: number;
  readonly evaluate: Evaluator;
}

/**
 * What properties see of the variables of a node. Of `n.state == won` that is true or false, so that who becomes something
 * else than the winner changes nothing that they see.
 */
export class Views {
  readonly #instance: Instance;
  readonly #compiler: Compiler;
  readonly #views: View[] = [];
  /** By role: variables that are seen as they are. */
  readonly #whole: readonly Set<number>[];
  readonly #functions = new Set<number>();

  constructor(instance: Instance, properties: readonly (Property & { readonly body: Expression })[]) {
    this.#instance = instance;
    this.#compiler = new Compiler(instance.protocol);
    this.#whole = instance.protocol.roles.map(() => new Set());
    for (const { body, slots } of properties) this.#look(body, slots);
  }

  /** A text for what is seen of a node in a local state, equal where properties see the same. */
  seenOf(node: NodeIndex, local: LocalState): string {
    const instance = this.#instance;
    const { role } = present(instance.nodes[node], 'a node that is seen');
    const whole = [...present(this.#whole[role], 'the role of a node')];
    const values = whole.map(variable => keyOf(local.variables[variable] ?? null));
    const state: State = {
      environment: { budgets: [], partition: undefined },
      ghosts: [],
      locals: instance.nodes.map(() => local),
      inboxes: [],
    };
    const answers = this.#views
      .filter(view => view.role === role)
      .map(({ slot, slots, evaluate }) => {
        const scope = createScope(viewContext(instance, state, undefined), slots);
        scope.slots[slot] = nodeReference(node);
        const answer = attempt(() => evaluate(scope));
        return answer.ok ? keyOf(answer.value) : `!${answer.failure.message}`;
      });
    return [...values, ...answers].join(';');
  }

  /** Notes what an expression sees. */
  #look(expression: Expression, slots: number): void {
    this.#note(expression, this.#variableIn(expression, slots), slots);
  }

  /** Notes that an expression is all that is seen of the variable on which it depends, if there is one. */
  #note(expression: Expression, variable: Found, slots: number): void {
    if (variable === undefined || variable === 'constant') return;
    if (variable === expression) this.#whole[variable.role]!.add(variable.variable);
    else if (variable.node.kind === 'local') {
      const evaluate = this.#compiler.compile(expression);
      this.#views.push({ role: variable.role, slot: variable.node.slot, slots, evaluate });
    }
  }

  /** Where the value of an expression depends on more than one variable, notes what its parts see. */
  #variableIn(expression: Expression, slots: number): Found {
    if (CONSTANT.has(expression.kind)) return 'constant';
    if (expression.kind === 'nodeVariable' && expression.node.kind === 'local') return expression;
    const parts = partsOf(expression);
    const found = parts.map(part => this.#variableIn(part, slots));
    if (LIFTED.has(expression.kind)) {
      const variables = found.filter(each => each !== 'constant');
      if (variables.length === 0) return 'constant';
      if (variables.length === 1 && variables[0] !== undefined) return variables[0];
    }
    if (expression.kind === 'nodeVariable') this.#whole[expression.role]!.add(expression.variable);
    if (expression.kind === 'call') this.#lookInto(expression.function);
    parts.forEach((part, i) => {
      this.#note(part, found[i], slots);
    });
    return undefined;
  }

  #lookInto(index: number): void {
    if (this.#functions.has(index)) return;
    this.#functions.add(index);
    const { body, slots } = present(this.#instance.protocol.functions[index], 'a called function is declared');
    this.#look(body, slots);
  }
}

const CONSTANT: ReadonlySet<Expression['kind']> = new Set(['literal', 'param', 'roleNodes', 'allNodes']);

/** Expressions whose value depends on that of their parts alone, and that bind no names. */
const LIFTED: ReadonlySet<Expression['kind']> = new Set([
  'unary',
  'binary',
  'if',
  'set',
  'list',
  'record',
  'field',
  'item',
  'entry',
  'default',
  'some',
]);
