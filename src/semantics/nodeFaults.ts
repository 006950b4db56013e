import type { InstanceFailure } from '../model/instance.ts';
import { isUp, NO_EFFECTS } from '../model/state.ts';
import type { HandlerReference, LocalState, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { compareHandlers, gainsTick, isStalled, jumps, readingOf } from './conditions.ts';
import { damagedValues } from './domains.ts';
import { budgetOf, strikesNode } from './environment.ts';
import type { Behaviour, LocalOutcome } from './local.ts';

/** A fault that strikes one node, and what it leaves of it. */
export interface NodeFault {
  readonly step: Step;
  readonly outcome: LocalOutcome;
}

/**
 * What a failure, an index in `Instance.failures`, does to a node in a local state, were its budget not used up. Crashes
 * in the midst of a handler are not among them: they depend on what is in flight.
 */
export function nodeFaults(
  behaviour: Behaviour,
  node: NodeIndex,
  local: LocalState,
  failure: number,
): readonly NodeFault[] {
  const { instance } = behaviour;
  const declared = instance.failures[failure]!;
  if (!strikesNode(instance, declared, node)) return [];
  if (declared.kind === 'recover') return restarts({ behaviour, node, local }, failure);
  const faults = struck({ behaviour, node, local }, declared);
  return faults.map(({ step, after, allows }) => {
    const allowsIt = (other: InstanceFailure): boolean => strikesNode(instance, other, node) && allows(other);
    return {
      step: { ...step, ...budgetOf(instance, failure, allowsIt) },
      outcome: { kind: 'local', local: after, effects: NO_EFFECTS, choices: [] },
    };
  });
}

interface Struck {
  readonly behaviour: Behaviour;
  readonly node: NodeIndex;
  readonly local: LocalState;
}

/** A way to be struck; `allows` says which other failures of the kind, if they strike the node, could do the same. */
interface Strike {
  readonly step: Step;
  readonly after: LocalState;
  readonly allows: (other: InstanceFailure) => boolean;
}

const ANY = (): boolean => true;

function struck(node: Struck, failure: InstanceFailure): readonly Strike[] {
  if (!isUp(node.local)) return [];
  switch (failure.kind) {
    case 'crash':
      return [crash(node)];
    case 'stall':
      return stalls(node, failure);
    case 'pause':
      return pauses(node);
    case 'diskfail':
      return diskFailures(node);
    case 'corruptState':
      return damages(node, failure);
    case 'byzantine':
      return [turn(node)];
    case 'drift':
    case 'jump':
    case 'clockFail':
      return ofClock(node, failure.kind);
    case 'loss':
    case 'duplicates':
    case 'corruptMessage':
    case 'reset':
    case 'recover':
    case 'partition':
    case 'cut':
      return [];
  }
}

function restarts({ behaviour, node, local }: Struck, failure: number): readonly NodeFault[] {
  if (local.status !== 'crashed') return [];
  const { instance } = behaviour;
  const paid = budgetOf(instance, failure, other => strikesNode(instance, other, node));
  return behaviour.recoverOutcomes(node, local).map(outcome => ({
    step: { kind: 'recover', node, choices: outcome.choices, ...paid },
    outcome,
  }));
}

function crash({ behaviour, node, local }: Struck): Strike {
  return { step: { kind: 'crash', node }, after: behaviour.crashLocal(node, local), allows: ANY };
}

function pauses({ node, local }: Struck): readonly Strike[] {
  if (local.status !== 'up') return [];
  return [{ step: { kind: 'pause', node }, after: { ...local, status: 'paused' }, allows: ANY }];
}

/** The disk keeps the durable variables as they are now; there is one failure of it, and none without such variables. */
function diskFailures({ behaviour, node, local }: Struck): readonly Strike[] {
  const { instance } = behaviour;
  const { variables } = instance.protocol.roles[instance.nodes[node]!.role]!;
  if (local.disk !== undefined || !variables.some(({ durable }) => durable)) return [];
  const disk = variables.map(({ durable }, i) => (durable ? local.variables[i]! : null));
  return [{ step: { kind: 'diskfail', node }, after: { ...local, disk }, allows: ANY }];
}

function turn({ behaviour, node }: Struck): Strike {
  const { variables } = behaviour.initialLocal(node);
  return { step: { kind: 'turn', node }, after: { status: 'byzantine', variables, timers: [] }, allows: ANY };
}

function stalls({ behaviour, node, local }: Struck, { handlers }: InstanceFailure): readonly Strike[] {
  const { protocol, nodes } = behaviour.instance;
  const { messageHandlers } = protocol.roles[nodes[node]!.role]!;
  const messages = [...new Set(messageHandlers.map(({ message }) => message))].filter(
    each => each !== protocol.disconnect,
  );
  const single = messages.sort((a, b) => a - b).map(index => [{ kind: 'message', index }] as const);
  const choices: readonly (readonly HandlerReference[])[] = handlers === undefined ? single : [handlers];
  return choices.flatMap(choice => {
    const sorted = [...choice].sort(compareHandlers);
    const more = sorted.filter(handler => !isStalled(local, handler));
    if (more.length === 0) return [];
    const stalled = [...(local.stalled ?? []), ...more].sort(compareHandlers);
    const same = (other: InstanceFailure): boolean => couldStall(other, sorted);
    return [{ step: { kind: 'stall', node, handlers: sorted }, after: { ...local, stalled }, allows: same }];
  });
}

function couldStall({ handlers }: InstanceFailure, wanted: readonly HandlerReference[]): boolean {
  if (handlers === undefined) return wanted.length === 1 && wanted[0]!.kind === 'message';
  const sorted = [...handlers].sort(compareHandlers);
  return sorted.length === wanted.length && sorted.every((handler, i) => compareHandlers(handler, wanted[i]!) === 0);
}

function damages({ behaviour, node, local }: Struck, failure: InstanceFailure): readonly Strike[] {
  const { instance } = behaviour;
  const types = instance.variableTypes[instance.nodes[node]!.role]!;
  return types.flatMap((type, variable) => {
    if (failure.variable !== undefined && failure.variable !== variable) return [];
    const could = (other: InstanceFailure): boolean => other.variable === undefined || other.variable === variable;
    return damagedValues(type, local.variables[variable]!, instance).map((value): Strike => {
      const after = { ...local, variables: replaced(local.variables, variable, value) };
      return { step: { kind: 'alter', node, variable, value }, after, allows: could };
    });
  });
}

function ofClock({ behaviour, node, local }: Struck, kind: 'drift' | 'jump' | 'clockFail'): readonly Strike[] {
  const { clock } = local;
  const declared = behaviour.instance.clock;
  if (clock === undefined || declared === undefined || clock.failedAt !== undefined) return [];
  switch (kind) {
    case 'drift': {
      const ahead: Strike = { step: { kind: 'drift', node, by: 1 }, after: gainsTick(local, clock), allows: ANY };
      const behind: Strike = {
        step: { kind: 'drift', node, by: -1 },
        after: { ...local, clock: { ...clock, slow: true } },
        allows: ANY,
      };
      const canGain = clock.offset < declared.skew;
      const canLose = clock.slow !== true && clock.offset > -declared.skew;
      return [...(canGain ? [ahead] : []), ...(canLose ? [behind] : [])];
    }
    case 'jump':
      return jumps(clock, declared).map(after => ({
        step: { kind: 'jump', node, reading: readingOf(after) },
        after: { ...local, clock: after },
        allows: ANY,
      }));
    case 'clockFail': {
      const { slow: _, ...rest } = clock;
      const after: LocalState = { ...local, clock: { ...rest, failedAt: readingOf(clock) } };
      return [{ step: { kind: 'clockFail', node }, after, allows: ANY }];
    }
  }
}
