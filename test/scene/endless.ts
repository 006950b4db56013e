import type { Instance } from '../../src/model/instance.ts';
import type { Execution, OperationEvent } from '../../src/model/state.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { systemOf } from '../support/protocols.ts';
import { exampleSystem, pinnedExecution, viewOf } from './examples.ts';

/** A client that asks again and again, and a network that may lose everything. */
const RETRY = `protocol Retry
message Ask
message Answer
role Client {
  timer retry
  on start { send Ask to Server  start retry }
  on retry { send Ask to Server  start retry }
  on Answer { cancel retry }
}
role Server { on Ask { reply Answer } }
system {
  Client: 1
  Server: 1
  network { loss: any }
}
`;

/** The client asks for ever, and every question is lost. */
export function retryView(): ExecutionView {
  const system = systemOf(RETRY);
  const execution = pinnedExecution(system, [
    'lose Ask from Client to Server',
    'fire retry at Client',
    'lose Ask from Client to Server',
  ]);
  const known = { loop: { fromStep: 1 }, notes: ['The delivery of Ask is possible again and again, and never taken.'] };
  return viewOf(system.instance, execution, { property: 'Answered', kind: 'violated' }, known);
}

/** The coordinator of two-phase commit dies before anybody votes: nobody ever learns the outcome. */
export function blockedView(): ExecutionView {
  const system = exampleSystem('two-phase-commit', 'the coordinator dies');
  const steps = [
    'deliver Prepare from Coordinator to Participant 1 choosing branch 1',
    'deliver Prepare from Coordinator to Participant 2 choosing branch 1',
    'deliver Prepare from Coordinator to Participant 3 choosing branch 1',
    'crash Coordinator',
  ];
  const known = { loop: { fromStep: 4 }, waiting: ['', 'Decide', 'Decide', 'Decide'], quiescent: true };
  const verdict = { property: 'Termination', kind: 'violated', noReturn: 4 } as const;
  return viewOf(system.instance, pinnedExecution(system, steps), verdict, known);
}

/** Clients write to one replica and read from another, which has not heard of it yet. */
const REPLICAS = `protocol Replicas
message Write(value: 0..2)
message Read
message Done
message Value(value: 0..2)
role Client {
  action write { send Write(1) to Primary }
  action read { send Read to Backup }
  on Done { }
  on Value(v) { }
}
role Primary { on Write(v) { reply Done } }
role Backup {
  var value: 0..2 = 0
  on Read { reply Value(value) }
}
system {
  Client: 2
  Primary: 1
  Backup: 1
}
`;

const STALE_READ = [
  'act write at Client 1',
  'deliver Write(1) from Client 1 to Primary',
  'deliver Done from Primary to Client 1',
  'act read at Client 2',
  'deliver Read from Client 2 to Backup',
  'deliver Value(0) from Backup to Client 2',
  'act read at Client 1',
];

/** An execution in which handlers began and ended operations of a register: the events are given by step. */
export function registerRun(): { readonly instance: Instance; readonly execution: Execution } {
  const { instance } = systemOf(REPLICAS);
  const { start, transitions } = pinnedExecution(systemOf(REPLICAS), STALE_READ);
  const at = { start: 0, end: 1 };
  const write: OperationEvent = { history: 0, at, kind: 'invoke', operation: 'write', arguments: [1] };
  const read: OperationEvent = { history: 0, at, kind: 'invoke', operation: 'read', arguments: [] };
  const answered = (value: number | null): OperationEvent => ({ history: 0, at, kind: 'respond', value });
  const byStep = new Map([
    [1, write],
    [3, answered(null)],
    [4, read],
    [6, answered(0)],
    [7, read],
  ]);
  const register = {
    name: 'register',
    at,
    doc: undefined,
    dataType: 'Register',
    of: undefined,
    initial: undefined,
  } as const;
  return {
    instance: { ...instance, protocol: { ...instance.protocol, histories: [register] } },
    execution: {
      start,
      transitions: transitions.map((transition, i) => {
        const operation = byStep.get(i + 1);
        if (operation === undefined) return transition;
        return { ...transition, effects: { ...transition.effects, operations: [operation] } };
      }),
      error: undefined,
    },
  };
}
