import { assert, present } from '../../base/assert.ts';
import { success, type Result } from '../../base/result.ts';
import type { Span } from '../../base/span.ts';
import { DATA_TYPES, type OperationType } from '../../model/dataTypes.ts';
import type { Instance, InstanceHistory } from '../../model/instance.ts';
import { nodeName, valueText } from '../../model/labels.ts';
import type { ClientHistory, Operation, OperationEvent, RuntimeError } from '../../model/state.ts';
import type { Type } from '../../model/types.ts';
import type { NodeIndex, Value } from '../../model/values.ts';
import { isStructure } from '../casts.ts';
import { replaced } from '../collections.ts';
import { attempt, raise } from '../errors.ts';
import { checkType } from '../types.ts';

/** The histories after a client's operations began and ended, one after another; or the error of the first that cannot. */
export function applyOperations(
  instance: Instance,
  histories: readonly ClientHistory[],
  client: NodeIndex,
  events: readonly OperationEvent[],
): Result<readonly ClientHistory[], RuntimeError> {
  if (events.length === 0) return success(histories);
  return attempt(() =>
    events.reduce((all, event) => {
      const history = present(all[event.history], 'the history is declared');
      const after =
        event.kind === 'invoke' ? begun(instance, history, client, event) : answered(instance, history, client, event);
      return replaced(all, event.history, after);
    }, histories),
  );
}

type Of<Kind extends OperationEvent['kind']> = OperationEvent & { readonly kind: Kind };

function begun(instance: Instance, history: ClientHistory, client: NodeIndex, event: Of<'invoke'>): ClientHistory {
  const { operation, arguments: asked, at } = event;
  const declared = instance.histories[event.history]!;
  const what = { name: nameOf(instance, event.history, operation), at };
  operationType(declared, operation).parameters.forEach((part, i) =>
    checkPart(partType(declared, part), asked[i] ?? null, what, instance),
  );
  const end = history.findIndex(other => other.client > client);
  const position = end < 0 ? history.length : end;
  const began: Operation = { client, operation, arguments: asked, after: answeredBefore(history, client) };
  return [...history.slice(0, position), began, ...history.slice(position)];
}

function answered(instance: Instance, history: ClientHistory, client: NodeIndex, event: Of<'respond'>): ClientHistory {
  const position = history.findLastIndex(other => other.client === client);
  const open = history[position];
  const { value, at } = event;
  if (open === undefined || open.result !== undefined) {
    const name = instance.protocol.histories[event.history]!.name;
    raise('no-operation', `${name}: no operation of ${nodeName(instance, client)} is open.`, at);
  }
  const declared = instance.histories[event.history]!;
  const { result } = operationType(declared, open.operation);
  const name = nameOf(instance, event.history, open.operation);
  if (result !== 'nothing' && value === null && partType(declared, result).kind !== 'option') {
    raise('missing-value', `${name} has to be answered with a value, and none is given.`, at);
  }
  if (result !== 'nothing') checkPart(partType(declared, result), value, { name, at }, instance);
  else if (value !== null)
    raise('out-of-range', `${name} answers nothing, and is answered with ${valueText(instance, value)} here.`, at);
  return replaced(history, position, { ...open, result: { value } });
}

/** For each other client with answered operations how many, by client. */
function answeredBefore(history: ClientHistory, client: NodeIndex): Operation['after'] {
  const counts = new Map<NodeIndex, number>();
  for (const other of history) {
    if (other.client === client || other.result === undefined) continue;
    counts.set(other.client, (counts.get(other.client) ?? 0) + 1);
  }
  return [...counts].map(([node, count]) => ({ client: node, answered: count }));
}

function operationType({ dataType }: InstanceHistory, operation: string): OperationType {
  const operations: Readonly<Record<string, OperationType>> = DATA_TYPES[dataType].operations;
  return present(operations[operation], 'an operation of the data type');
}

function partType({ of }: InstanceHistory, part: Exclude<OperationType['result'], 'nothing'>): Type {
  switch (part) {
    case 'int':
    case 'bool':
      return { kind: part };
    case 'item':
      return present(of, 'the type of the items');
    case 'item?':
      return { kind: 'option', of: present(of, 'the type of the items') };
    case 'key':
    case 'value':
      return ofMap(of)[part];
    case 'value?':
      return { kind: 'option', of: ofMap(of).value };
  }
}

function ofMap(of: Type | undefined): Extract<Type, { readonly kind: 'map' }> {
  assert(of?.kind === 'map', 'what maps keys to values is of a map');
  return of;
}

function checkPart(
  type: Type,
  value: Value,
  what: { readonly name: string; readonly at: Span },
  instance: Instance,
): void {
  // Which operation is answered only a run knows: a client may be told of one what only another can answer.
  if (!isOf(type, value)) {
    raise('out-of-range', `${what.name}: ${valueText(instance, value)} is not of its type.`, what.at);
  }
  checkType(type, value, what, instance);
}

/** Whether a value looks like one of a type from outside; `none` looks like any. */
function isOf(type: Type, value: Value): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
    case 'range':
    case 'lamport':
    case 'time':
      return typeof value === 'number';
    case 'enum':
      return typeof value === 'string';
    case 'option':
      return isOf(type.of, value);
    case 'role':
    case 'node':
      return isStructure(value) && value.kind === 'node';
    case 'vector':
      return isStructure(value) && value.kind === 'map';
    case 'interval':
      return isStructure(value) && value.kind === 'record';
    case 'set':
    case 'list':
    case 'map':
    case 'record':
      return isStructure(value) && value.kind === type.kind;
  }
}

function nameOf({ protocol }: Instance, history: number, operation: string): string {
  return `${protocol.histories[history]!.name}.${operation}`;
}
