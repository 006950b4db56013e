import { assert, present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Expression } from '../model/expressions.ts';
import type { Procedure } from '../model/protocol.ts';
import type { Block, PathStep, Recipients, Statement } from '../model/statements.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { writeInto } from './assign.ts';
import type { Write } from './assign.ts';
import { asBoolean, asNode, itemsOf } from './casts.ts';
import type { Compiler } from './compile.ts';
import { raise } from './errors.ts';
import { beginEffect, cancelTimer, startTimer, takeAlternative } from './run.ts';
import type { Run, RunScope } from './run.ts';
import { createScope, nested, spend } from './scope.ts';
import type { Evaluator } from './scope.ts';
import { checkType } from './types.ts';

type Of<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

/**
 * How a statement ends: go on with the next one; the node stopped; or there was nothing to choose from, and then the
 * step that this path belongs to cannot be taken.
 */
export type Ending = 'next' | 'stopped' | 'blocked';

/** A compiled statement or block. */
export type Executor = (scope: RunScope) => Ending;

const STATEMENT_COST = 10;

/** Turns the statements of one role into closures, each once; procedures when they are first called. */
export class StatementCompiler {
  readonly #expressions: Compiler;
  readonly #procedures: readonly Procedure[];
  readonly #compiledProcedures = new Map<number, { readonly body: Executor; readonly height: number }>();

  constructor(expressions: Compiler, procedures: readonly Procedure[]) {
    this.#expressions = expressions;
    this.#procedures = procedures;
  }

  block(block: Block): Executor {
    const statements = block.map(statement => ({ at: statement.at, execute: this.#statement(statement) }));
    return scope => {
      for (const { at, execute } of statements) {
        spend(scope.context, STATEMENT_COST, at);
        const ending = execute(scope);
        if (ending !== 'next') return ending;
      }
      return 'next';
    };
  }

  #statement(statement: Statement): Executor {
    switch (statement.kind) {
      case 'assign':
        return this.#assign(statement);
      case 'if':
      case 'for':
      case 'call':
        return this.#flow(statement);
      case 'either':
      case 'choose':
        return this.#choice(statement);
      case 'send':
      case 'forward':
        return this.#send(statement);
      case 'let': {
        const value = this.#expressions.compile(statement.value);
        return does(scope => (scope.slots[statement.slot] = value(scope)));
      }
      case 'start':
        return does(({ run }) => startTimer(run, statement.timer, statement.after));
      case 'cancel':
        return does(({ run }) => cancelTimer(run, statement.timer));
      case 'assert': {
        const condition = this.#expressions.compile(statement.condition);
        return does(scope => {
          if (!asBoolean(condition(scope), statement.at))
            raise('assertion-failed', 'The assertion is false.', statement.at);
        });
      }
      case 'stop':
        return ({ run }) => {
          run.stopped = true;
          return 'stopped';
        };
      case 'invoke':
      case 'respond':
        return this.#operation(statement);
    }
  }

  #assign({ target, operator, value: assigned, empty, at }: Of<'assign'>): Executor {
    const path = target.path.map(step => this.#pathStep(step));
    const value = this.#expressions.compile(assigned);
    return does(scope => {
      const { run, context } = scope;
      const steps = path.map(({ kind, key }) => ({ kind, key: key(scope) }));
      const write: Write = { path: steps, operator, value: value(scope), empty, at };
      if (target.scope === 'ghost') run.ghostWrites.push({ ...write, ghost: target.index });
      else
        assignVariable(
          run,
          { index: target.index, name: target.name },
          writeInto(run.variables[target.index]!, write, context),
          at,
        );
    });
  }

  #pathStep(step: PathStep): { readonly kind: PathStep['kind']; readonly key: Evaluator } {
    switch (step.kind) {
      case 'item':
        return { kind: 'item', key: this.#expressions.compile(step.index) };
      case 'entry':
        return { kind: 'entry', key: this.#expressions.compile(step.key) };
      case 'field':
        return { kind: 'field', key: () => step.field };
    }
  }

  #flow(statement: Of<'if' | 'for' | 'call'>): Executor {
    const { at } = statement;
    switch (statement.kind) {
      case 'if': {
        const condition = this.#expressions.compile(statement.condition);
        const then = this.block(statement.then);
        const otherwise = this.block(statement.otherwise);
        return scope => (asBoolean(condition(scope), at) ? then(scope) : otherwise(scope));
      }
      case 'for': {
        const over = this.#expressions.compile(statement.over);
        const body = this.block(statement.body);
        return scope => {
          for (const item of itemsOf(over(scope), at)) {
            spend(scope.context, 1, at);
            scope.slots[statement.slot] = item;
            const ending = body(scope);
            if (ending !== 'next') return ending;
          }
          return 'next';
        };
      }
      case 'call': {
        const values = statement.arguments.map(argument => this.#expressions.compile(argument));
        return scope =>
          this.#call(
            statement,
            values.map(value => value(scope)),
            scope,
          );
      }
    }
  }

  #call({ procedure: index, at }: Of<'call'>, values: readonly Value[], scope: RunScope): Ending {
    const procedure = present(this.#procedures[index], 'a called procedure is declared');
    let compiled = this.#compiledProcedures.get(index);
    if (compiled === undefined) {
      const measured = this.#expressions.measured(() => this.block(procedure.body));
      compiled = { body: measured.compiled, height: measured.height };
      this.#compiledProcedures.set(index, compiled);
    }
    const { body, height } = compiled;
    const inner = { ...createScope(scope.context, procedure.slots), run: scope.run };
    values.forEach((value, slot) => (inner.slots[slot] = value));
    return nested(scope.context, height, at, () => body(inner));
  }

  #choice(statement: Of<'either' | 'choose'>): Executor {
    if (statement.kind === 'either') {
      const branches = statement.branches.map(branch => this.block(branch));
      return scope => {
        const branch = takeAlternative(scope.run.path, branches.length);
        scope.run.choices.push({ kind: 'either', branch, branches: branches.length });
        return branches[branch]!(scope);
      };
    }
    const { slot, name, at } = statement;
    const from = this.#expressions.compile(statement.from);
    const where = statement.where === undefined ? undefined : this.#expressions.compile(statement.where);
    return scope => {
      const items = itemsOf(from(scope), at).filter(item => {
        spend(scope.context, 1, at);
        scope.slots[slot] = item;
        return where === undefined || asBoolean(where(scope), at);
      });
      if (items.length === 0) return 'blocked';
      const value = items[takeAlternative(scope.run.path, items.length)]!;
      scope.slots[slot] = value;
      scope.run.choices.push({ kind: 'choose', name, value });
      return 'next';
    };
  }

  #send(statement: Of<'send' | 'forward'>): Executor {
    const { at } = statement;
    const receivers = this.#receivers(statement.to);
    if (statement.kind === 'forward') {
      return does(scope => {
        const { envelope } = scope.run;
        assert(envelope !== undefined, 'only the handler of a message forwards');
        for (const to of receivers(scope)) post(scope.run, { ...envelope, to }, at);
      });
    }
    const { message } = statement;
    const fields = statement.fields.map((field: Expression) => this.#expressions.compile(field));
    return does(scope => {
      const values = fields.map(field => field(scope));
      checkFields(scope.run, message, values, at);
      for (const to of receivers(scope)) post(scope.run, { message, fields: values, to }, at);
    });
  }

  #operation(statement: Of<'invoke' | 'respond'>): Executor {
    const { history, at } = statement;
    if (statement.kind === 'invoke') {
      const { operation } = statement;
      const values = statement.arguments.map(argument => this.#expressions.compile(argument));
      return does(scope => {
        const asked = values.map(value => value(scope));
        scope.run.operations.push({ kind: 'invoke', history, operation, arguments: asked, at });
      });
    }
    const result = statement.result === undefined ? undefined : this.#expressions.compile(statement.result);
    return does(scope => {
      scope.run.operations.push({ kind: 'respond', history, value: result?.(scope) ?? null, at });
    });
  }

  #receivers(to: Recipients): (scope: RunScope) => readonly NodeIndex[] {
    if (to.kind === 'one') {
      const node = this.#expressions.compile(to.node);
      return scope => [asNode(node(scope), to.node.at)];
    }
    const nodes = this.#expressions.compile(to.nodes);
    return scope => {
      const items = itemsOf(nodes(scope), to.nodes.at);
      spend(scope.context, items.length, to.nodes.at);
      return items.map(item => asNode(item, to.nodes.at));
    };
  }
}

function does(effect: (scope: RunScope) => unknown): Executor {
  return scope => {
    effect(scope);
    return 'next';
  };
}

function assignVariable(
  run: Run,
  variable: { readonly index: number; readonly name: string },
  value: Value,
  at: Span,
): void {
  const role = run.instance.nodes[run.self]!.role;
  const type = present(run.instance.variableTypes[role]?.[variable.index], 'an assigned variable has a type');
  checkType(type, value, { name: variable.name, at }, run.instance);
  if (run.instance.protocol.roles[role]!.variables[variable.index]!.durable) beginEffect(run);
  run.variables[variable.index] = value;
}

function checkFields(run: Run, message: number, values: readonly Value[], at: Span): void {
  const { name } = present(run.instance.protocol.messages[message], 'a sent message is declared');
  const fields = present(run.instance.messageFields[message], 'a sent message has fields');
  fields.forEach((field, i) => checkType(field.type, values[i]!, { name: `${name}.${field.name}`, at }, run.instance));
}

function post(
  run: Run,
  { message, fields, to }: { readonly message: number; readonly fields: readonly Value[]; readonly to: NodeIndex },
  at: Span,
): void {
  beginEffect(run);
  run.sent.push({ envelope: { from: run.self, to, message, fields }, at });
}
