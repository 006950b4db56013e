import type { Result } from '../base/result.ts';
import { isFault } from '../model/state.ts';
import type { Effects, Envelope, Outcome, Step, Transition } from '../model/state.ts';
import { envelopeKey, stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import type { ScheduleProblem } from '../semantics/execute.ts';
import { runWith } from './run.ts';
import type { SimulatedRun } from './run.ts';

/**
 * The run that one would draw on a whiteboard: nothing goes wrong, messages arrive in the order they were sent,
 * choices take their first alternative, nodes take turns with their actions, and a timer fires only when nothing else
 * can happen. It ends when nothing is left but timers that nobody handles any more, or when everything possible leads
 * back to a state it has been in.
 */
export function representativeRun(
  system: System,
  { stepsMax }: { readonly stepsMax: number },
): Result<SimulatedRun, ScheduleProblem> {
  const whiteboard = new Whiteboard();
  return runWith(
    system,
    { stepsMax, after: [] },
    possible => whiteboard.pick(possible),
    transition => whiteboard.see(transition),
  );
}

/** Larger ranks come later. */
const DELIVERY = 0;
const ACTION = 1;
const TIMER = 2;
const FRESH_COPY_LEFT = 0.5;
/** Time and rounds: they go on when nobody else does. */
const COMMON = 3;
const ERROR = 4;

class Whiteboard {
  readonly #visited = new Set<string>();
  /** When each message in flight was sent, oldest first. */
  readonly #sentAt = new Map<string, number[]>();
  /** When each action of a node was last taken. */
  readonly #takenAt = new Map<string, number>();
  #clock = 0;

  see({ step, state, effects, startEffects }: Transition): void {
    this.#visited.add(stateKey(state));
    this.#clock += 1;
    if (step.kind === 'deliver') this.#sentAt.get(envelopeKey(step.envelope))?.shift();
    if (step.kind === 'action') this.#takenAt.set(actionKey(step), this.#clock);
    for (const each of startEffects ?? [effects]) this.#note(each);
  }

  pick(possible: readonly Outcome[]): number | undefined {
    let best: number | undefined;
    let bestRank: readonly number[] = [];
    for (const [position, outcome] of possible.entries()) {
      if (this.#isPassedOver(outcome)) continue;
      const rank = this.#rank(outcome);
      if (best !== undefined && !comesBefore(rank, bestRank)) continue;
      best = position;
      bestRank = rank;
    }
    return best;
  }

  #isPassedOver(outcome: Outcome): boolean {
    const { step } = outcome;
    if (isFault(step) || (step.kind === 'timer' && step.handler === undefined)) return true;
    return outcome.kind === 'state' && this.#visited.has(stateKey(outcome.state));
  }

  #note({ sent }: Effects): void {
    for (const { envelope } of sent) {
      this.#clock += 1;
      const times = this.#sentAt.get(envelopeKey(envelope)) ?? [];
      this.#sentAt.set(envelopeKey(envelope), [...times, this.#clock]);
    }
  }

  #rank({ kind, step }: Outcome): readonly number[] {
    if (kind === 'error') return [ERROR, 0];
    if (isFault(step)) return [DELIVERY, 0];
    switch (step.kind) {
      case 'deliver':
        return this.#deliveryRank(step.envelope, step.consumed);
      case 'action':
        return [ACTION, this.#takenAt.get(actionKey(step)) ?? 0];
      case 'timer':
        return [TIMER, 0];
      case 'resume':
      case 'tick':
      case 'settle':
      case 'round':
      case 'stabilise':
        return [COMMON, 0];
      case 'start':
        return [DELIVERY, 0];
    }
  }

  // A message that arrived before and is still there arrives again only when everything else is done.
  #deliveryRank(envelope: Envelope, consumed: boolean): readonly number[] {
    const sentAt = this.#sentAt.get(envelopeKey(envelope))?.[0];
    if (sentAt === undefined) return [TIMER, 1];
    return [DELIVERY, sentAt + (consumed ? 0 : FRESH_COPY_LEFT)];
  }
}

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const [rankA = 0, orderA = 0] = a;
  const [rankB = 0, orderB = 0] = b;
  return rankA !== rankB ? rankA < rankB : orderA < orderB;
}

function actionKey(step: Extract<Step, { readonly kind: 'action' }>): string {
  return `${step.node}:${step.action}`;
}
