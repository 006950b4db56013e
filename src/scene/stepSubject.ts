import type { StepSubject } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';

import type { Envelope, Step } from '../model/state.ts';
import { messageLabel } from './words.ts';

/** What a step is done to: a message in flight, a node, a link between nodes, or everybody. */
export function stepSubject(instance: Instance, step: Step): StepSubject {
  const { kind: deed } = step;
  switch (step.kind) {
    case 'deliver':
    case 'lose':
    case 'duplicate':
    case 'corrupt':
      return { deed, message: messageOf(instance, step.envelope), lanes: [step.envelope.to] };
    case 'forge':
      return { deed, lanes: [step.envelope.from] };
    case 'timer':
    case 'action':
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
      return { deed, lanes: [step.node] };
    case 'cut':
    case 'mend':
      return { deed, lanes: [step.link.from, step.link.to] };
    case 'reset':
      return { deed, lanes: step.ends };
    case 'partition':
      return { deed, lanes: step.group };
    case 'start':
    case 'heal':
    case 'tick':
    case 'settle':
    case 'round':
    case 'stabilise':
      return { deed, lanes: [] };
  }
}

function messageOf(instance: Instance, envelope: Envelope): NonNullable<StepSubject['message']> {
  return { fromLane: envelope.from, toLane: envelope.to, label: messageLabel(instance, envelope) };
}
