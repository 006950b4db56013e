import type { Instance } from '../model/instance.ts';
import type { Outcome, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import { happens, withEnvironment } from './composition.ts';
import { inNextRound, isUrgent, readyTimers, ticked } from './conditions.ts';
import { stabilisation } from './environment.ts';
import { localsOf, wantsToAct } from './handling.ts';
import type { Behaviour } from './local.ts';

/**
 * Time and rounds: the steps that everybody takes at once.
 *
 * - A tick needs a clock whose horizon is not reached, and no timer of a running node that must fire first. In a
 *   synchronous network it also waits for every message that can arrive: a message takes less than a tick.
 * - Without a clock a synchronous network goes in rounds. First everything arrives, answers included; then, once nothing
 *   more can arrive and somebody has a timer armed or an action to take, each armed timer fires once, and actions are
 *   taken; what is sent then arrives in the next round, and timers armed then fire in the next round.
 *
 * Whether messages can still arrive is told from `handled`, the steps of the nodes in this state.
 */
export function commonSteps(behaviour: Behaviour, state: State, handled: readonly Outcome[]): readonly Outcome[] {
  const { instance } = behaviour;
  const { environment } = state;
  const steps: Outcome[] = [];
  if (canTick(instance, state) && !(environment.round === 'ticking' && somethingArrives(state, handled))) {
    const after = { ...environment, time: (environment.time ?? 0) + 1 };
    steps.push(happens({ kind: 'tick' }, { ...state, environment: after, locals: state.locals.map(ticked) }));
  }
  if (environment.round === 'arriving' && !somethingArrives(state, handled) && somebodyActs(behaviour, state)) {
    steps.push(happens({ kind: 'settle' }, withEnvironment(state, { ...environment, round: 'acting' })));
  }
  if (environment.round === 'acting' && !localsOf(instance, state).some(([, local]) => mustFire(local))) {
    const after = { ...environment, round: 'arriving' as const };
    steps.push(happens({ kind: 'round' }, { ...state, environment: after, locals: state.locals.map(inNextRound) }));
  }
  for (const { step, environment: after } of stabilisation(instance, environment)) {
    steps.push(happens(step, withEnvironment(state, after)));
  }
  return steps;
}

function canTick({ clock }: Instance, { environment, locals }: State): boolean {
  return clock !== undefined && (environment.time ?? 0) < clock.horizon && !locals.some(isUrgent);
}

function mustFire(local: State['locals'][number]): boolean {
  return local.status === 'up' && readyTimers(local).length > 0;
}

function somebodyActs(behaviour: Behaviour, state: State): boolean {
  return localsOf(behaviour.instance, state).some(([node, local]) => wantsToAct(behaviour, node, local));
}

/** Whether a delivery changes anything, or goes wrong. */
function somethingArrives(state: State, handled: readonly Outcome[]): boolean {
  const key = stateKey(state);
  return handled.some(
    outcome => outcome.step.kind === 'deliver' && (outcome.kind === 'error' || stateKey(outcome.state) !== key),
  );
}
