import type { LocalState, StartedTimer, State, Step } from '../../model/state.ts';
import type { NodeIndex } from '../../model/values.ts';
import { sample } from './distributions.ts';
import type { LocalClocks } from './localClocks.ts';
import type { TimedPlan } from './plan.ts';
import { toMicrosecond } from './randomness.ts';
import type { Randomness } from './randomness.ts';

type TimerStep = Extract<Step, { readonly kind: 'timer' }>;

/** When armed timers fire: each after its duration, on its own node's clock. */
export class Timers {
  readonly #plan: TimedPlan;
  readonly #random: Randomness;
  readonly #clocks: LocalClocks;
  readonly #dueMs = new Map<string, number>();

  constructor(plan: TimedPlan, random: Randomness, clocks: LocalClocks) {
    this.#plan = plan;
    this.#random = random;
    this.#clocks = clocks;
  }

  started(node: NodeIndex, timers: readonly StartedTimer[], nowMs: number): void {
    for (const { timer, after } of timers) {
      const duration = after === undefined ? this.#plan.waits : ({ kind: 'uniform', ...after } as const);
      const localMs = sample(duration, this.#random.nodes);
      this.#dueMs.set(keyOf(node, timer), toMicrosecond(nowMs + this.#clocks.realMs(node, localMs)));
    }
  }

  fired(node: NodeIndex, timer: number): void {
    this.#dueMs.delete(keyOf(node, timer));
  }

  /** When an armed timer fires. Where clocks tick, a timer that time waits for fires before the next tick. */
  dueMs({ node, timer }: TimerStep, { locals }: State, nextTickMs: number, nowMs: number): number {
    const key = keyOf(node, timer);
    if (!this.#dueMs.has(key)) this.started(node, [{ timer, after: undefined }], nowMs);
    const dueMs = this.#dueMs.get(key) ?? nowMs;
    return mustFireNow(locals[node], timer) ? Math.min(dueMs, nextTickMs) : dueMs;
  }
}

function mustFireNow(local: LocalState | undefined, timer: number): boolean {
  const place = local?.timers.indexOf(timer) ?? -1;
  return local?.countdowns?.[place]?.high === 0;
}

function keyOf(node: NodeIndex, timer: number): string {
  return `${node} ${timer}`;
}
