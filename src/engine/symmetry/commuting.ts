import type { BinaryOperator, Expression } from '../../model/expressions.ts';
import type { Instance } from '../../model/instance.ts';
import type { Block, Statement, Target } from '../../model/statements.ts';
import { expressionsIn, expressionsOf, innerBlocks, statementsIn } from '../../model/walk.ts';

type Of<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

/**
 * Whether a loop over different items ends the same in whichever order it goes through them: no pass reads what another
 * writes, and what several write to comes out the same. Says no wherever that is not plain.
 */
export function commutes(instance: Instance, { slot, body }: Of<'for'>): boolean {
  const statements = [...statementsIn(body)];
  return (
    statements.every(statement => isSimple(instance, statement, slot)) &&
    timersOf(statements).every((timer, i, all) => all.indexOf(timer) === i) &&
    targetsOf(statements).every(target => isWrittenInAnyOrder(target, body, slot))
  );
}

function isSimple({ network }: Instance, statement: Statement, slot: number): boolean {
  switch (statement.kind) {
    case 'assign':
    case 'if':
    case 'let':
    case 'for':
    case 'assert':
    case 'start':
    case 'cancel':
      return true;
    case 'send':
    case 'forward':
      // First in, first out, messages to one node must come from one pass.
      return network.order === 'any' || (statement.to.kind === 'one' && isItem(statement.to.node, slot));
    case 'either':
    case 'choose':
    case 'stop':
    case 'call':
    case 'invoke':
    case 'respond':
      return false;
  }
}

function timersOf(statements: readonly Statement[]): readonly number[] {
  return statements.flatMap(each => (each.kind === 'start' || each.kind === 'cancel' ? [each.timer] : []));
}

function targetsOf(statements: readonly Statement[]): readonly Target[] {
  return statements.flatMap(each => (each.kind === 'assign' ? [each.target] : []));
}

function isWrittenInAnyOrder(target: Target, body: Block, slot: number): boolean {
  const writes = [...statementsIn(body)].filter(
    (each): each is Of<'assign'> => each.kind === 'assign' && isSame(each.target, target),
  );
  if (writes.every(write => isOfItem(write.target, slot))) return readsOnlyOfItem(body, target, slot);
  return readsOf(body, target).length === 0 && accumulates(writes);
}

/** Whether a write goes to the entry of the item. */
function isOfItem({ path: [step] }: Target, slot: number): boolean {
  return step?.kind === 'entry' && isItem(step.key, slot);
}

function isItem(expression: Expression, slot: number): boolean {
  return expression.kind === 'local' && expression.slot === slot;
}

function isSame(a: Target, b: Target): boolean {
  return a.scope === b.scope && a.index === b.index;
}

function readsOf(body: Block, { scope, index }: Target): readonly Expression[] {
  // Handlers do not read ghosts.
  if (scope === 'ghost') return [];
  return expressionsInside(body).filter(each => each.kind === 'variable' && each.variable === index);
}

function readsOnlyOfItem(body: Block, target: Target, slot: number): boolean {
  const ofItem = expressionsInside(body).filter(
    each =>
      each.kind === 'entry' &&
      each.of.kind === 'variable' &&
      each.of.variable === target.index &&
      isItem(each.key, slot),
  );
  return target.scope === 'ghost' || ofItem.length === readsOf(body, target).length;
}

function expressionsInside(block: Block): readonly Expression[] {
  return block.flatMap(statement => [
    ...expressionsOf(statement).flatMap(each => [...expressionsIn(each)]),
    ...innerBlocks(statement).flatMap(expressionsInside),
  ]);
}

const GROWS: ReadonlySet<BinaryOperator> = new Set(['insert', 'union']);
const SHRINKS: ReadonlySet<BinaryOperator> = new Set(['remove', 'difference']);

/** Whether all writes put something into one set, or all take something out, or all count in one direction. */
function accumulates(writes: readonly Of<'assign'>[]): boolean {
  if (writes.some(({ target }) => target.path.length > 0)) return false;
  const areAll = (is: (write: Of<'assign'>) => boolean): boolean => writes.every(is);
  return (
    areAll(({ operator }) => operator !== undefined && GROWS.has(operator)) ||
    areAll(({ operator }) => operator !== undefined && SHRINKS.has(operator)) ||
    areAll(({ operator, value }) => operator === 'add' && isCount(value)) ||
    areAll(({ operator, value }) => operator === 'subtract' && isCount(value))
  );
}

function isCount(value: Expression): boolean {
  return value.kind === 'literal' && typeof value.value === 'number' && value.value >= 0;
}
