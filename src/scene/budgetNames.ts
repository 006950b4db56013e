import type { Instance, InstanceFailure } from '../model/instance.ts';
import type { FailureKind } from '../model/scenario.ts';

/** What is counted, in the plural: `losses` of what a budget of `loss` allows. */
const COUNTED: Readonly<Record<FailureKind, string>> = {
  loss: 'losses',
  duplicates: 'duplicates',
  corruptMessage: 'corruptions',
  reset: 'resets',
  crash: 'crashes',
  recover: 'restarts',
  partition: 'partitions',
  cut: 'cuts',
  stall: 'stalls',
  pause: 'pauses',
  diskfail: 'disk failures',
  corruptState: 'damages',
  byzantine: 'Byzantine failures',
  drift: 'clock drifts',
  jump: 'clock jumps',
  clockFail: 'clock failures',
};

/** What is left of each failure's budget is called this, in the order of the instance: `losses of Ack left`. */
export function budgetNames(instance: Instance): readonly string[] {
  const names = instance.failures.map(failure => `${COUNTED[failure.kind]}${targetOf(instance, failure)} left`);
  return names.map((name, i) => {
    const before = names.slice(0, i).filter(other => other === name).length;
    return before === 0 ? name : `${name} (${String(before + 1)})`;
  });
}

/** What a failure may strike, in words; nothing where it may strike everything. */
function targetOf({ protocol }: Instance, failure: InstanceFailure): string {
  const { role, message, from, to, variable, handlers, midway } = failure;
  const nameOf = (index: number): string => protocol.roles[index]?.name ?? '';
  const { variables = [], timers = [], actions = [] } = protocol.roles[role ?? -1] ?? {};
  const lists = { message: protocol.messages, timer: timers, action: actions };
  const hanging = handlers?.map(({ kind, index }) => lists[kind][index]?.name ?? '').join(', ');
  const of = variable === undefined ? '' : `.${variables[variable]?.name ?? ''}`;
  return [
    midway === true ? ' midway' : '',
    message === undefined ? '' : ` of ${protocol.messages[message]?.name ?? ''}`,
    role === undefined ? '' : ` of ${nameOf(role)}${of}`,
    hanging === undefined ? '' : ` in ${hanging}`,
    from === undefined ? '' : ` from ${nameOf(from)}`,
    to === undefined ? '' : ` to ${nameOf(to)}`,
  ].join('');
}
