import { groupBy } from '../../base/groupBy.ts';
import type { ExecutionView, OperationView } from '../../contract/execution.ts';
import { mayKnow, nameOf, stepOf, type Caption } from './caption.ts';

const WRITE = /^write\((.*)\)$/;

/** What clients of a register can be told: of data that is only read and written. */
export function registerCaptions(view: ExecutionView): readonly Caption[] {
  const histories = groupBy(view.operations ?? [], ({ history }) => history);
  return [...histories.values()].flatMap(operations => {
    const isRegister = operations.every(({ label }) => WRITE.test(label) || isRead(label));
    return isRegister ? [...concurrentWrites(view, operations), ...staleReads(view, operations)] : [];
  });
}

function concurrentWrites(view: ExecutionView, operations: readonly OperationView[]): readonly Caption[] {
  const writes = operations.filter(({ label }) => WRITE.test(label)).toSorted((a, b) => a.from - b.from);
  return writes.flatMap((write, index): readonly Caption[] => {
    const other = writes
      .slice(0, index)
      .find(
        earlier => earlier.lane !== write.lane && !isBefore(view, earlier, write) && !isBefore(view, write, earlier),
      );
    if (other === undefined) return [];
    const text = `${write.label} and ${other.label} of ${nameOf(view, other.lane)} are concurrent: neither had ended when the other began, as far as any message tells.`;
    return [{ kind: 'concurrentWrites', step: stepOf(view, write.from), event: write.from, text }];
  });
}

/** Whether an operation had ended, as far as messages tell, when another began. */
function isBefore(view: ExecutionView, { to }: OperationView, { from }: OperationView): boolean {
  return to !== undefined && mayKnow(view, from, to);
}

/** Reads of a value that was overwritten before they began, and not written again since. */
function staleReads(view: ExecutionView, operations: readonly OperationView[]): readonly Caption[] {
  const isDamaged =
    view.events.some(({ kind }) => kind === 'alter' || kind === 'forge') ||
    view.arrows.some(({ corruptions }) => corruptions !== undefined);
  const writes = operations.flatMap(operation => {
    const value = WRITE.exec(operation.label)?.[1];
    return value === undefined ? [] : [{ ...operation, value }];
  });
  return operations.flatMap(({ label, lane, from, to, result }): readonly Caption[] => {
    if (!isRead(label) || to === undefined || result === undefined) return [];
    // What was damaged may be a value that nobody ever wrote.
    if (isDamaged) return [];
    const same = writes.filter(({ value }) => value === result);
    const newer = writes.find(
      write =>
        write.value !== result &&
        write.to !== undefined &&
        write.to < from &&
        same.every(old => old.to !== undefined && old.to < write.from),
    );
    if (newer === undefined) return [];
    const ended = `${newer.label} had ended in step ${String(stepOf(view, newer.to ?? 0))}`;
    const text = `${nameOf(view, lane)} reads ${result}, though ${ended}, before the read began, and nobody wrote ${result} since.`;
    return [{ kind: 'staleRead', step: stepOf(view, to), event: to, text }];
  });
}

function isRead(label: string): boolean {
  return label === 'read' || label === 'read()';
}
