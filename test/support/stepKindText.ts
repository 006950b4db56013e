import type { Instance } from '../../src/model/instance.ts';
import type { Step } from '../../src/model/state.ts';

/** What kind a step is, as JSON: the reference for `stepKindsOf`. */
export function stepKindText({ nodes }: Instance, step: Step): string {
  const failures: Partial<Record<Step['kind'], string>> = {
    lose: 'loss',
    duplicate: 'duplicates',
    corrupt: 'corruptMessage',
    alter: 'corruptState',
    turn: 'byzantine',
    forge: 'byzantine',
    heal: 'partition',
    mend: 'cut',
    resume: 'pause',
  };
  if (step.kind === 'deliver') {
    return JSON.stringify({ kind: 'message', role: nodes[step.envelope.to]!.role, message: step.envelope.message });
  }
  if (step.kind === 'timer') return JSON.stringify({ kind: 'timer', role: nodes[step.node]!.role, timer: step.timer });
  if (step.kind === 'action') {
    return JSON.stringify({ kind: 'action', role: nodes[step.node]!.role, action: step.action });
  }
  if (['tick', 'settle', 'round', 'stabilise'].includes(step.kind))
    return JSON.stringify({ kind: 'everybody', step: step.kind });
  return JSON.stringify({ kind: 'failure', failure: failures[step.kind] ?? step.kind });
}

/** Whether every step of the instance is told apart by the states before and after it. */
export function isTold(instance: Instance): boolean {
  const silent = instance.failures.filter(({ kind, budget }) => budget === Infinity && kind !== 'duplicates');
  return silent.length + Number(instance.failures.some(({ kind }) => kind === 'byzantine')) < 2;
}
