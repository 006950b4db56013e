import type { Step } from '../../model/state.ts';
import type { NodeIndex } from '../../model/values.ts';

/**
 * What shares one alarm: the ways in which one action is taken, or one node, link or connection is struck by one kind of
 * failure or gets well. Undefined for what is not waited for in this way.
 */
export function alarmKey(step: Step): string | undefined {
  switch (step.kind) {
    case 'action':
      return `action ${step.node} ${step.action}`;
    case 'crash':
    case 'recover':
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return `${step.kind} ${step.node}`;
    case 'forge':
      return `forge ${step.envelope.from}`;
    case 'cut':
    case 'mend':
      return `${step.kind} ${step.link.from} ${step.link.to}`;
    case 'reset':
      return `reset ${step.ends.join(' ')}`;
    case 'partition':
    case 'heal':
    case 'round':
    case 'stabilise':
      return step.kind;
    case 'start':
    case 'deliver':
    case 'timer':
    case 'lose':
    case 'duplicate':
    case 'corrupt':
    case 'tick':
    case 'settle':
      return undefined;
  }
}

/** Whose handler a step runs to its end. */
export function handlingNode(step: Step): NodeIndex | undefined {
  if (step.kind === 'deliver' || step.kind === 'forge') return step.envelope.to;
  return step.kind === 'timer' || step.kind === 'action' || step.kind === 'recover' ? step.node : undefined;
}
