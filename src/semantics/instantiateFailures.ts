import type { Span } from '../base/span.ts';
import { exact, logarithm, product, domainSize } from '../model/domainSize.ts';
import type { Instance, InstanceFailure } from '../model/instance.ts';
import type { Budget, DeclaredFailure, Scenario } from '../model/scenario.ts';
import type { Field } from '../model/types.ts';
import { asInteger } from './casts.ts';
import { unboundedPart } from './domains.ts';
import { PARTITION_NODES_MAX } from './environment.ts';
import { raise } from './errors.ts';
import { OUTCOMES_MAX } from './outcomes.ts';
import type { Constant } from './types.ts';

/** The failures of a scenario that may happen at all, in its order. */
export function createFailures({ failures }: Scenario, constant: Constant): readonly InstanceFailure[] {
  return failures.flatMap(({ budget, at: _, ...failure }) => {
    const limit = limitOf(budget, constant);
    return limit === 0 ? [] : [{ ...failure, budget: limit }];
  });
}

/** Raises where a failure could strike in more ways than can be listed. */
export function checkFailures(instance: Instance): void {
  for (const failure of instance.scenario.failures) {
    const active = instance.failures.some(({ kind }) => kind === failure.kind);
    if (active) checkFailure(instance, failure);
  }
}

function limitOf(budget: Budget, constant: Constant): number {
  if (budget === 'any') return Infinity;
  const limit = asInteger(constant(budget), budget.at);
  if (limit < 0)
    raise('out-of-range', `Nothing can happen ${limit} times. Write a number from 0, or «any».`, budget.at);
  return limit;
}

function checkFailure(instance: Instance, failure: DeclaredFailure): void {
  switch (failure.kind) {
    case 'partition':
      checkPartition(instance, failure.at);
      return;
    case 'corruptMessage':
      instance.protocol.messages.forEach((message, i) => {
        if (failure.message !== undefined && failure.message !== i) return;
        checkBounded(instance, { owner: message.name, fields: instance.messageFields[i]!, at: failure.at }, true);
      });
      return;
    case 'corruptState':
      checkDamage(instance, failure);
      return;
    case 'byzantine':
      checkForgeries(instance, failure.at);
      return;
    case 'loss':
    case 'duplicates':
    case 'reset':
    case 'crash':
    case 'recover':
    case 'cut':
    case 'stall':
    case 'pause':
    case 'diskfail':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return;
  }
}

function checkPartition({ nodes }: Instance, at: Span): void {
  if (nodes.length <= PARTITION_NODES_MAX) return;
  const message = `${nodes.length} nodes can be split in too many ways: partitions need at most ${PARTITION_NODES_MAX} nodes.`;
  raise('out-of-range', message, at);
}

interface Fields {
  readonly owner: string;
  readonly fields: readonly Field[];
  readonly at: Span;
}

function checkBounded(instance: Instance, { owner, fields, at }: Fields, changing: boolean): void {
  for (const { name, type } of fields) {
    const part = unboundedPart(type, instance, changing);
    if (part === undefined) continue;
    const message =
      `${owner}.${name}${part.path} is of type ${part.what}, which has no bound: there are endless ways to make it wrong. ` +
      'Give it a type with a bound, such as 0..3.';
    raise('out-of-range', message, at);
  }
}

function checkDamage(instance: Instance, failure: DeclaredFailure): void {
  instance.protocol.roles.forEach((role, i) => {
    if (failure.role !== undefined && failure.role !== i) return;
    const fields = role.variables.map(({ name }, variable) => ({ name, type: instance.variableTypes[i]![variable]! }));
    const wanted = failure.variable === undefined ? fields : fields.slice(failure.variable, failure.variable + 1);
    checkBounded(instance, { owner: role.name, fields: wanted, at: failure.at }, true);
  });
}

/** A Byzantine node may send everything that anybody has a handler for. */
function checkForgeries(instance: Instance, at: Span): void {
  const { protocol, messageFields } = instance;
  const handled = protocol.roles.flatMap(({ messageHandlers }) => messageHandlers.map(({ message }) => message));
  let ways = 0;
  for (const index of new Set(handled)) {
    const { name } = protocol.messages[index]!;
    const fields = messageFields[index]!;
    checkBounded(instance, { owner: name, fields, at }, false);
    const size = fields.length === 0 ? exact(1) : product(fields.map(({ type }) => domainSize(type, instance)));
    ways += 10 ** logarithm(size);
  }
  if (ways <= OUTCOMES_MAX) return;
  const message = `A Byzantine node could send more than ${OUTCOMES_MAX.toLocaleString('en')} different messages. Give their fields smaller types.`;
  raise('too-many-outcomes', message, at);
}
