import type { FailureKind } from '../../model/scenario.ts';
import type { Step } from '../../model/state.ts';

/** The failure that a step is a strike of; undefined for everything else, repairs included. */
export function failureOf(step: Step): FailureKind | undefined {
  switch (step.kind) {
    case 'lose':
      return 'loss';
    case 'duplicate':
      return 'duplicates';
    case 'corrupt':
      return 'corruptMessage';
    case 'alter':
      return 'corruptState';
    case 'turn':
      return 'byzantine';
    case 'reset':
    case 'crash':
    case 'partition':
    case 'cut':
    case 'stall':
    case 'pause':
    case 'diskfail':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return step.kind;
    case 'start':
    case 'deliver':
    case 'timer':
    case 'action':
    case 'recover':
    case 'heal':
    case 'mend':
    case 'resume':
    case 'forge':
    case 'tick':
    case 'settle':
    case 'round':
    case 'stabilise':
      return undefined;
  }
}

/** Whether a run need not wait for a step: something may go wrong at any time, and nothing ever has to. */
export function isFreshFailure(step: Step): boolean {
  return step.kind === 'forge' || failureOf(step) !== undefined;
}
