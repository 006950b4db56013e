import { present } from '../../base/assert.ts';
import { DATA_TYPES, type OperationType } from '../../model/dataTypes.ts';
import type { Instance } from '../../model/instance.ts';
import { nodeName, operationText, valueText } from '../../model/labels.ts';
import type { ClientHistory, Operation } from '../../model/state.ts';
import type { Blame } from './explain.ts';

/**
 * Why nothing explains a history, an index in `Protocol.histories`: "Client 2's read answered 0 although it began after
 * Client 1's write(1) had been answered."
 */
export function blameText(instance: Instance, history: number, operations: ClientHistory, blame: Blame): string {
  const told = (index: number): Told => tell(instance, history, present(operations[index], 'a blamed operation'));
  if (blame.kind === 'answer') return inexplicable(instance, history, told(blame.operation));
  const [first, second] = [told(blame.first), told(blame.second)];
  const isOfOne = first.client === second.client;
  if (second.answer === undefined || (second.says === undefined && first.says !== undefined)) {
    const began = isOfOne ? `its ${second.asked}` : `${second.whose} ${second.asked}`;
    return `${first.whose} ${first.asked} ${first.answer ?? 'was open'} before ${began} began.`;
  }
  const had = first.says === undefined ? 'had been answered' : `had answered ${first.says}`;
  const before = isOfOne ? `its ${first.asked} ${had} before` : `it began after ${first.whose} ${first.asked} ${had}`;
  return `${second.whose} ${second.asked} ${second.answer} although ${before}.`;
}

/** An operation in words. */
interface Told {
  readonly client: string;
  /** `Client 2's`. */
  readonly whose: string;
  /** `write(1)`. */
  readonly asked: string;
  /** `answered 0`, or `was answered`; undefined while it is open. */
  readonly answer: string | undefined;
  /** What it answered; undefined where that says nothing. */
  readonly says: string | undefined;
}

function tell(instance: Instance, history: number, operation: Operation): Told {
  const { result } = operation;
  const client = nodeName(instance, operation.client);
  const { dataType } = instance.histories[history]!;
  const operations: Readonly<Record<string, OperationType>> = DATA_TYPES[dataType].operations;
  const isSilent = operations[operation.operation]?.result === 'nothing';
  const says = result === undefined || isSilent ? undefined : valueText(instance, result.value);
  const answer = result === undefined ? undefined : says === undefined ? 'was answered' : `answered ${says}`;
  return { client, whose: `${client}'s`, asked: operationText(instance, operation), answer, says };
}

function inexplicable({ histories }: Instance, history: number, { whose, asked, answer }: Told): string {
  const nothing =
    histories[history]?.dataType === 'Register' ? 'Nothing that was written' : 'No order of the operations';
  return `${nothing} explains that ${whose} ${asked} ${answer ?? 'is open'}.`;
}
